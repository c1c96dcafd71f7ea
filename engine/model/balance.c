/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/balance.h"

#include <math.h>

#define LEAST_GAINS 1e-9 /* so that a network without output weights is left as it is */

G_STATIC_ASSERT (sizeof (AlgoSwishMoments) % sizeof (AlgoReal) == 0);

void
algo_balance_trace_layout (AlgoBalanceTrace *trace, AlgoArena *arena, gsize h)
{
  trace->gain = algo_arena_take (arena, h);
  trace->sum = algo_arena_take (arena, h);
  trace->moments = (AlgoSwishMoments *) algo_arena_take (arena, 2 * h * sizeof (AlgoSwishMoments)
                                                                    / sizeof (AlgoReal));
}

AlgoReal
algo_balance_change (const AlgoBalanceTrace *trace, guint j)
{
  return trace->change * trace->gain[j];
}

static AlgoReal
sum_of (guint n, const AlgoReal *weights)
{
  AlgoReal sum = 0;

  for (guint i = 0; i < n; i++)
    sum += weights[i];
  return sum;
}

void
algo_balance_forward (const AlgoKernels *kernels,
                      const AlgoTaskMoments *task,
                      guint n,
                      guint h,
                      const AlgoReal *leaned,
                      AlgoReal share,
                      AlgoTargetWeights *target,
                      AlgoBalanceTrace *trace)
{
  AlgoReal gradient = 0; /* the mean one along (1, ..., 1) */
  double mean = 0;

  trace->share = share;
  trace->gains = LEAST_GAINS;
  for (guint j = 0; j < h; j++)
    {
      const AlgoReal *weights = target->W0 + j * n;
      const AlgoReal variance = kernels->dot (n, weights, weights);

      algo_swish_moments (target->b0[j], variance, &trace->moments[j]);
      trace->gain[j] = target->W1[j] * trace->moments[j].slope;
      trace->sum[j] = leaned != NULL ? leaned[j] : sum_of (n, weights);
      trace->gains += trace->gain[j] * trace->gain[j];
      gradient += trace->gain[j] * trace->sum[j];
    }
  trace->change = share * (n * (AlgoReal) task->slope - gradient) / (n * trace->gains);
  for (guint j = 0; j < h; j++)
    {
      AlgoReal *weights = target->W0 + j * n;

      for (guint i = 0; i < n; i++)
        weights[i] += algo_balance_change (trace, j);
      algo_swish_moments (target->b0[j], kernels->dot (n, weights, weights),
                          &trace->moments[h + j]);
      mean += target->W1[j] * trace->moments[h + j].value;
    }
  target->b1 = task->mean - mean;
}

/* Of b1, through the moments of the result; returns that of the change, in gains. */
static AlgoReal
backward_bias (guint n,
               guint h,
               const AlgoTargetWeights *target,
               const AlgoBalanceTrace *trace,
               AlgoTargetWeights *d)
{
  AlgoReal dchange = 0;

  for (guint j = 0; j < h; j++)
    {
      const AlgoSwishMoments *moments = &trace->moments[h + j];
      const AlgoReal dmean = -d->b1 * target->W1[j];
      /* d |w|^2 = 2 w dw, and the mean's derivative by the variance is half the slope's. */
      const AlgoReal dweight = dmean * moments->slope_by_mean;
      AlgoReal *dweights = d->W0 + j * n, sum = 0;

      d->W1[j] -= d->b1 * moments->value;
      d->b0[j] += dmean * moments->slope;
      for (guint i = 0; i < n; i++)
        {
          dweights[i] += dweight * target->W0[j * n + i];
          sum += dweights[i];
        }
      dchange += sum * trace->gain[j];
    }
  d->b1 = 0;
  return dchange;
}

void
algo_balance_backward (const AlgoKernels *kernels,
                       guint n,
                       guint h,
                       const AlgoTargetWeights *target,
                       const AlgoBalanceTrace *trace,
                       AlgoReal *dleaned,
                       AlgoTargetWeights *d)
{
  const AlgoReal dchange = backward_bias (n, h, target, trace, d);
  const AlgoReal dgradient = -trace->share * dchange / (n * trace->gains);
  const AlgoReal dgains = -dchange * trace->change / trace->gains;

  for (guint j = 0; j < h; j++)
    {
      const AlgoSwishMoments *moments = &trace->moments[j];
      AlgoReal *dweights = d->W0 + j * n;
      const AlgoReal change = algo_balance_change (trace, j);
      const AlgoReal dsum = dgradient * trace->gain[j];
      const AlgoReal of_weight = dleaned == NULL ? dsum : 0;
      const AlgoReal dgain = trace->change * sum_of (n, dweights) + dgradient * trace->sum[j]
                             + 2 * dgains * trace->gain[j];
      const AlgoReal dvariance = dgain * target->W1[j] * moments->slope_by_variance;

      if (dleaned != NULL)
        dleaned[j] = dsum;
      d->W1[j] += dgain * moments->slope;
      d->b0[j] += dgain * target->W1[j] * moments->slope_by_mean;
      for (guint i = 0; i < n; i++)
        dweights[i] += of_weight + 2 * dvariance * (target->W0[j * n + i] - change);
    }
}
