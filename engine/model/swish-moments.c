/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/swish-moments.h"

#include <glib.h>
#include <tgmath.h>

#define COMPONENTS 3

/* The mixture with the least greatest error of a Phi (l a) against swish: weights sum to 1. */
static const AlgoReal WEIGHTS[COMPONENTS] = { 0.11858356, 0.54973397, 0.33168247 };
static const AlgoReal RATES[COMPONENTS] = { 0.34756158, 0.54406932, 0.85891127 };
static const AlgoReal DENSITY_AT_0 = 0.3989422804014327;

void
algo_swish_moments (AlgoReal mean, AlgoReal variance, AlgoSwishMoments *moments)
{
  *moments = (AlgoSwishMoments){ 0 };
  for (guint k = 0; k < COMPONENTS; k++)
    {
      const AlgoReal square = RATES[k] * RATES[k];
      const AlgoReal rest = 1 / (1 + square * variance); /* 1 - v t^2 */
      const AlgoReal t = RATES[k] * sqrt (rest), u = t * mean;
      const AlgoReal density = WEIGHTS[k] * DENSITY_AT_0 * exp (-u * u / 2);
      const AlgoReal share = WEIGHTS[k] * (1 + erf (u * (AlgoReal) G_SQRT2 / 2)) / 2;
      const AlgoReal of_slope = 1 + rest * (1 - u * u);

      moments->value += mean * share + variance * t * density;
      moments->slope += share + u * rest * density;
      moments->slope_by_mean += density * t * of_slope;
      moments->slope_by_variance -= density * u * (t * t * of_slope / 2 + square * rest * rest);
    }
}
