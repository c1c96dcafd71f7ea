/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/quantile.h"

#include <stdlib.h>

#include "engine/compare.h"

void
algo_sort (gsize count, float *values)
{
  qsort (values, count, sizeof *values, algo_compare_floats);
}

float
algo_quantile (gsize count, const float *sorted, double share)
{
  const double at = share * (double) (count - 1);
  const gsize below = (gsize) at;

  return sorted[below]
         + (float) (at - (double) below) * (sorted[MIN (below + 1, count - 1)] - sorted[below]);
}
