/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The L1 norm, the paper's function.
 *
 * Expect double-sided networks, 2 n neurons, where KL is cheap; pudding, n neurons and a uniform
 * background, as it becomes dear; and convexity, which costs none, at the top. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i < points->inputs; i++)
    for (gsize p = 0; p < points->count; p++)
      values[p] += fabs (points->x[i * points->stride + p]);
}

/* One input after the other, as runs were trained before there were other tasks: their bits depend
 * on it. */
static void
subtract (guint inputs, gsize points, const AlgoReal *x, AlgoReal *from)
{
  for (guint i = 0; i < inputs; i++)
    for (gsize p = 0; p < points; p++)
      from[p] -= x[i * points + p] < 0 ? -x[i * points + p] : x[i * points + p];
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  return (AlgoTaskMoments){ .mean = inputs * sqrt (2 / G_PI), .variance = inputs * (1 - 2 / G_PI) };
}

const AlgoTaskRow algo_task_row_l1 = {
  .name = "l1",
  .title = N_ ("L1 norm"),
  .formula = "∑ |xᵢ|",
  .latex = "\\sum_i |x_i|",
  .noun = N_ ("norm"),
  .has_phases = TRUE,
  .evaluate = evaluate,
  .subtract = subtract,
  .moments = moments,
};
