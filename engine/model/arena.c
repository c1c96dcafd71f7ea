/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/arena.h"

#define ALIGNMENT 64

AlgoReal *
algo_arena_take (AlgoArena *arena, gsize count)
{
  const gsize unit = ALIGNMENT / sizeof (AlgoReal);
  const gsize at = arena->used;

  arena->used += (count + unit - 1) / unit * unit;
  return arena->base != NULL ? arena->base + at : NULL;
}

void
algo_arena_allocate (AlgoArena *arena)
{
  arena->base = g_aligned_alloc0 (MAX (arena->used, 1), sizeof (AlgoReal), ALIGNMENT);
  arena->used = 0;
}
