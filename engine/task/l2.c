/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Euclidean norm.
 *
 * It is the same in all directions, so no input and no neuron is to be told from another: expect
 * convexity at every beta, with KL near 0, random directions that need not be pointed out. It is
 * here to see whether what is called convexity is right where convexity should be right. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  algo_task_row_squares.evaluate (task, points, values);
  for (gsize p = 0; p < points->count; p++)
    values[p] = sqrt (values[p]);
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  int sign; /* as lgamma() would leave it to all threads */
  const double mean =
      sqrt (2.0) * exp (lgamma_r ((inputs + 1) / 2.0, &sign) - lgamma_r (inputs / 2.0, &sign));

  return (AlgoTaskMoments){ .mean = mean, .variance = inputs - mean * mean };
}

const AlgoTaskRow algo_task_row_l2 = {
  .name = "l2",
  .title = N_ ("L2 norm"),
  .formula = "√(∑ xᵢ²)",
  .latex = "\\sqrt{\\sum_i x_i^2}",
  .noun = N_ ("norm"),
  .evaluate = evaluate,
  .moments = moments,
};
