/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sum of squares.
 *
 * Near 0 swish is curved, and two neurons of opposite weights, or one and a background, make a
 * parabola of it. Any directions will do whose projections add up to the identity (a tight frame),
 * so that neurons may read single inputs or none in particular. Whatever is found must not be
 * called by a name that belongs to the L1 norm. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i < points->inputs; i++)
    for (gsize p = 0; p < points->count; p++)
      values[p] += (double) points->x[i * points->stride + p] * points->x[i * points->stride + p];
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  return (AlgoTaskMoments){ .mean = inputs, .variance = 2.0 * inputs };
}

const AlgoTaskRow algo_task_row_squares = {
  .name = "squares",
  .title = N_ ("Sum of squares"),
  .formula = "∑ xᵢ²",
  .latex = "\\sum_i x_i^2",
  .evaluate = evaluate,
  .moments = moments,
};
