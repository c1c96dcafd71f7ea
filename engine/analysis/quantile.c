/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/quantile.h"

#include <stdlib.h>

static int
compare_floats (const void *a, const void *b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

void
algo_sort (gsize count, float *values)
{
  qsort (values, count, sizeof *values, compare_floats);
}

float
algo_quantile (gsize count, const float *sorted, double share)
{
  const double at = share * (double) (count - 1);
  const gsize below = (gsize) at;

  return sorted[below]
         + (float) (at - (double) below) * (sorted[MIN (below + 1, count - 1)] - sorted[below]);
}
