/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a swish unit gives on the average where its argument a is normal, in closed form.
 *
 * The logistic function is within 2e-4 / a of a mixture of three normal distribution functions
 * (after Monahan and Stefanski, in Handbook of the Logistic Distribution, 1992), of which means are
 * known: for a ~ N (m, v) and t = l / sqrt (1 + l^2 v),
 *   E[a Phi (l a)] = m Phi (t m) + v t phi (t m). */
#pragma once

#include "engine/real.h"

typedef struct
{
  AlgoReal value;             /* E[swish (a)], within 2e-4 */
  AlgoReal slope;             /* E[swish' (a)] = d value / dm */
  AlgoReal slope_by_mean;     /* d slope / dm = 2 d value / dv */
  AlgoReal slope_by_variance; /* d slope / dv */
} AlgoSwishMoments;

/* `variance` at least 0. Derivatives are those of what is returned, to rounding. Any thread. */
void algo_swish_moments (AlgoReal mean, AlgoReal variance, AlgoSwishMoments *moments);
