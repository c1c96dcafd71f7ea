/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/heap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#  include <malloc.h>

/* Training takes no memory while it runs: few threads ever meet at a heap. */
#  define HEAPS 2

void
algo_heap_share (void)
{
  mallopt (M_ARENA_MAX, HEAPS);
}

void
algo_heap_trim (void)
{
  malloc_trim (0);
}

#else

void
algo_heap_share (void)
{
}

void
algo_heap_trim (void)
{
}

#endif
