/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The absolute value of the sum of all inputs.
 *
 * Two neurons compute it, or one and a background, and every neuron may be one of them: nothing has
 * to be pointed out. Expect small error with KL near 0 at every beta. It is the control. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i < points->inputs; i++)
    for (gsize p = 0; p < points->count; p++)
      values[p] += points->x[i * points->stride + p];
  for (gsize p = 0; p < points->count; p++)
    values[p] = fabs (values[p]);
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  return (AlgoTaskMoments){ .mean = sqrt (2 * inputs / G_PI), .variance = inputs * (1 - 2 / G_PI) };
}

const AlgoTaskRow algo_task_row_absolute_sum = {
  .name = "absolute-sum",
  .title = N_ ("Absolute sum"),
  .formula = "|∑ xᵢ|",
  .latex = "\\left| \\sum_i x_i \\right|",
  .evaluate = evaluate,
  .moments = moments,
};
