/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much inputs differ from their neighbours, round a ring.
 *
 * Each neuron has to read two inputs with opposite weights. Expect pudding of n neurons, 2 relu
 * (x_i
 * - x_(i+1)) each, in which no background is needed: the linear parts, the differences themselves,
 * add up to nothing round the ring. Double-sided networks, 2 n neurons, have then nothing over it
 * but that they are less bent. At n = 2 both neighbours are the same input. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i < points->inputs; i++)
    {
      const AlgoReal *next = points->x + (i + 1) % points->inputs * points->stride;

      for (gsize p = 0; p < points->count; p++)
        values[p] += fabs (points->x[i * points->stride + p] - next[p]);
    }
}

/* A difference has variance 2, and correlates with the next by -1/2. */
static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  const double alone = 2 - 4 / G_PI;
  const double with_next = 8 / G_PI * (sqrt (3.0) / 2 + G_PI / 12 - 1);

  return (AlgoTaskMoments){ .mean = 2 * inputs / sqrt (G_PI),
                            .variance = inputs > 2 ? inputs * (alone + with_next) : 4 * alone };
}

const AlgoTaskRow algo_task_row_total_variation = {
  .name = "total-variation",
  .title = N_ ("Total variation"),
  .formula = "∑ |xᵢ − xᵢ₊₁|",
  .latex = "\\sum_i |x_i - x_{i+1}|",
  .symmetry = ALGO_SYMMETRY_SHIFTS,
  .evaluate = evaluate,
  .moments = moments,
};
