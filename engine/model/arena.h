/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One allocation cut into aligned arrays. A layout function takes every array twice: first from an
 * empty arena, to learn how much there is to allocate, then from the real one. Not thread-safe. */
#pragma once

#include "engine/real.h"

#include <glib.h>

typedef struct
{
  AlgoReal *base; /* NULL while counting */
  gsize used;     /* values */
} AlgoArena;

/* An array of `count` values on a 64-byte boundary, or NULL while counting. */
AlgoReal *algo_arena_take (AlgoArena *arena, gsize count);

/* Allocates what has been counted, zeroed, and starts over. Free `base` with g_aligned_free(). */
void algo_arena_allocate (AlgoArena *arena);
