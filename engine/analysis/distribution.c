/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/distribution.h"

#include <math.h>

#include "engine/analysis/dip.h"
#include "engine/analysis/quantile.h"

static void
measure_moments (AlgoDistribution *distribution, const float *weights)
{
  double sum = 0, squares = 0;

  for (gsize i = 0; i < distribution->count; i++)
    sum += weights[i];
  distribution->mean = sum / (double) distribution->count;
  for (gsize i = 0; i < distribution->count; i++)
    squares += pow (weights[i] - distribution->mean, 2);
  distribution->deviation = sqrt (squares / (double) distribution->count);
}

static void
fill_histogram (AlgoDistribution *distribution, const float *weights)
{
  const double width = (distribution->high - distribution->low) / ALGO_DISTRIBUTION_BINS;

  for (gsize i = 0; i < distribution->count; i++)
    {
      const double at = (weights[i] - distribution->low) / width;
      const guint bin = (guint) CLAMP (at, 0, ALGO_DISTRIBUTION_BINS - 1);

      distribution->density[bin] += 1 / ((double) distribution->count * width);
    }
}

void
algo_distribution_measure (const AlgoNetwork *network, AlgoDistribution *distribution)
{
  const gsize all = (gsize) network->inputs * network->hidden;
  g_autofree float *weights = g_new (float, all);
  gsize count = 0;

  for (gsize i = 0; i < all; i++)
    if (isfinite (network->W0[i]))
      weights[count++] = network->W0[i];
  *distribution = (AlgoDistribution){ .count = count, .low = -1, .high = 1, .humps = 1 };
  if (count == 0)
    return;
  algo_sort (count, weights);
  distribution->high = fmax (fabsf (weights[0]), fabsf (weights[count - 1]));
  /* Without a width there would be no bins. */
  distribution->high = distribution->high > 0 ? distribution->high : 1;
  distribution->low = -distribution->high;
  measure_moments (distribution, weights);
  fill_histogram (distribution, weights);
  distribution->dip = algo_dip (count, weights);
  distribution->dip_threshold = algo_dip_threshold (count);
  distribution->humps = distribution->dip > distribution->dip_threshold ? 2 : 1;
}
