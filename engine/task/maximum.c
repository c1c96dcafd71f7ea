/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The largest input.
 *
 * For n = 2 it is (x + y + |x - y|) / 2, which two neurons and a background compute. From three
 * inputs on a single hidden layer of swish units only comes near: it is convex, so expect
 * convexity, with a background that adds 1/n of the sum, and little to be had for KL. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"

#define EXTENT 9.0 /* beyond it lies less than 1e-18 */
#define INTERVALS 512

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (gsize p = 0; p < points->count; p++)
    values[p] = points->x[p];
  for (guint i = 1; i < points->inputs; i++)
    for (gsize p = 0; p < points->count; p++)
      values[p] = MAX (values[p], (double) points->x[i * points->stride + p]);
}

/* The density of the largest is n phi Phi^(n - 1). The trapezium rule is exact to rounding for what
 * is smooth and vanishes with all derivatives at both ends. A constant added to all inputs is added
 * to the largest, so that the derivatives by all inputs add up to 1. */
static AlgoTaskMoments
integrate (guint inputs)
{
  const double step = 2 * EXTENT / INTERVALS;
  double mean = 0, square = 0;

  for (guint k = 1; k < INTERVALS; k++)
    {
      const double x = k * step - EXTENT;
      const double density = exp (-x * x / 2) / sqrt (2 * G_PI);
      const double share = step * inputs * density * pow (erfc (-x / G_SQRT2) / 2, inputs - 1.0);

      mean += x * share;
      square += x * x * share;
    }
  return (AlgoTaskMoments){ .mean = mean, .variance = square - mean * mean, .slope = 1.0 / inputs };
}

static const AlgoTaskMoments *
integrate_all (void)
{
  AlgoTaskMoments *all = g_new0 (AlgoTaskMoments, ALGO_MAX_INPUTS + 1);

  for (guint inputs = 1; inputs <= ALGO_MAX_INPUTS; inputs++)
    all[inputs] = integrate (inputs);
  return all;
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  static const AlgoTaskMoments *all;

  if (inputs > ALGO_MAX_INPUTS)
    return integrate (inputs);
  if (g_once_init_enter (&all))
    g_once_init_leave (&all, integrate_all ());
  return all[inputs];
}

const AlgoTaskRow algo_task_row_maximum = {
  .name = "maximum",
  .title = N_ ("Maximum"),
  .formula = "max xᵢ",
  .latex = "\\max_i x_i",
  .evaluate = evaluate,
  .moments = moments,
};
