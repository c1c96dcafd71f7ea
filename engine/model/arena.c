/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/arena.h"

#define ALIGNMENT 64
/* Lines left free behind an array: arrays of whole pages would otherwise begin at the same place in
 * theirs, and row by row compete for the same lines of the cache. */
#define STAGGER 3

AlgoReal *
algo_arena_take (AlgoArena *arena, gsize count)
{
  const gsize unit = ALIGNMENT / sizeof (AlgoReal);
  const gsize at = arena->used;

  arena->used += ((count + unit - 1) / unit + STAGGER) * unit;
  return arena->base != NULL ? arena->base + at : NULL;
}

void
algo_arena_allocate (AlgoArena *arena)
{
  arena->base = g_aligned_alloc0 (MAX (arena->used, 1), sizeof (AlgoReal), ALIGNMENT);
  arena->used = 0;
}
