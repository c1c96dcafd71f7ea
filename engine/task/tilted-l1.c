/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The L1 norm and a multiple t of the sum of all inputs.
 *
 * Expect the algorithms of the L1 norm, of which two change their price. A background is part of
 * the task now: double-sided networks of equal arms need one of t, pudding + one of t - 1 and
 * pudding - one of t + 1. Arms of 1 + t and 1 - t need none. So for t above 0 pudding + has the
 * smaller background, for t below 0 pudding -: the sign should swap at t = 0. At t = 1 the function
 * is twice the sum of relu (x_i), which n neurons compute without any background, and beyond that
 * an input's two arms have opposite signs. The linear part also makes the constant guess worse, so
 * that convexity, which can have it for nothing, explains more. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i < points->inputs; i++)
    for (gsize p = 0; p < points->count; p++)
      values[p] += fabs (points->x[i * points->stride + p])
                   + task->parameter * points->x[i * points->stride + p];
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  return (AlgoTaskMoments){ .mean = inputs * sqrt (2 / G_PI),
                            .variance = inputs * (1 - 2 / G_PI + task->parameter * task->parameter),
                            .slope = task->parameter };
}

const AlgoTaskRow algo_task_row_tilted_l1 = {
  .name = "tilted-l1",
  .title = N_ ("Tilted L1 norm"),
  .formula = "∑ |xᵢ| + t ∑ xᵢ",
  .latex = "\\sum_i |x_i| + t \\sum_i x_i",
  .parameter = { .name = "t",
                 .meaning = N_ ("the multiple of the sum of all inputs"),
                 .least = -10,
                 .most = 10,
                 .first = 0.5 },
  .has_phases = TRUE,
  .evaluate = evaluate,
  .moments = moments,
};
