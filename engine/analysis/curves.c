/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/curves.h"

#include <math.h>

#include "engine/analysis/quantile.h"
#include "engine/random.h"

/* Pairs of an input and a random x, which each percentile is over. A multiple of the trained sizes
 * 4, 8, 12 and 16, so that there each input is met equally often. */
#define SPREAD_SAMPLES 96

enum
{
  STREAM_SCATTER,
  STREAM_SPREAD,
};

static void
draw_points (guint64 seed, guint32 stream, gsize count, float *x)
{
  AlgoRandom random;

  algo_random_init (&random, seed, 0, stream, ALGO_RANDOM_CURVES);
  algo_random_normal (&random, count, x);
}

static void
measure_axes (const AlgoNetwork *network, AlgoCurves *curves)
{
  g_autofree float *zero = g_new0 (float, network->inputs);

  for (guint i = 0; i < network->inputs; i++)
    algo_network_evaluate_line (network, zero, i, ALGO_CURVE_POINTS, curves->t,
                                curves->along_axis + (gsize) i * ALGO_CURVE_POINTS);
}

/* Sorts the values. */
static void
find_percentiles (float values[SPREAD_SAMPLES], float *low, float *median, float *high)
{
  algo_sort (SPREAD_SAMPLES, values);
  *low = algo_quantile (SPREAD_SAMPLES, values, 0.1);
  *median = algo_quantile (SPREAD_SAMPLES, values, 0.5);
  *high = algo_quantile (SPREAD_SAMPLES, values, 0.9);
}

static void
measure_spread (const AlgoNetwork *network, guint64 seed, AlgoCurves *curves)
{
  const guint n = network->inputs;
  g_autofree float *x = g_new (float, (gsize) SPREAD_SAMPLES *n);
  float added[ALGO_CURVE_POINTS][SPREAD_SAMPLES], ideal[ALGO_CURVE_POINTS][SPREAD_SAMPLES];

  draw_points (seed, STREAM_SPREAD, (gsize) SPREAD_SAMPLES * n, x);
  for (guint s = 0; s < SPREAD_SAMPLES; s++)
    {
      const float *point = x + (gsize) s * n;
      const guint input = s % n;
      const float nothing = 0;
      double others, exact[ALGO_CURVE_POINTS];
      float y[ALGO_CURVE_POINTS];

      algo_task_evaluate_line (network->task, n, point, input, 1, &nothing, &others);
      algo_task_evaluate_line (network->task, n, point, input, ALGO_CURVE_POINTS, curves->t, exact);
      algo_network_evaluate_line (network, point, input, ALGO_CURVE_POINTS, curves->t, y);
      for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
        {
          added[k][s] = (float) (y[k] - others);
          ideal[k][s] = (float) (exact[k] - others);
        }
    }
  for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
    {
      find_percentiles (added[k], &curves->low[k], &curves->median[k], &curves->high[k]);
      find_percentiles (ideal[k], &curves->ideal_low[k], &curves->ideal[k], &curves->ideal_high[k]);
    }
}

static void
measure_scatter (const AlgoNetwork *network, guint64 seed, AlgoCurves *curves)
{
  const guint n = network->inputs;
  g_autofree float *x = g_new (float, (gsize) ALGO_SCATTER_POINTS *n);
  double values[ALGO_SCATTER_POINTS];

  draw_points (seed, STREAM_SCATTER, (gsize) ALGO_SCATTER_POINTS * n, x);
  algo_network_evaluate (network, ALGO_SCATTER_POINTS, x, curves->residual);
  algo_task_evaluate (network->task, n, ALGO_SCATTER_POINTS, x, values);
  for (guint p = 0; p < ALGO_SCATTER_POINTS; p++)
    {
      curves->target[p] = (float) values[p];
      curves->residual[p] -= curves->target[p];
    }
}

AlgoCurves *
algo_curves_new (const AlgoNetwork *network, guint64 seed)
{
  AlgoCurves *curves = g_atomic_rc_box_new (AlgoCurves);

  curves->inputs = network->inputs;
  curves->along_axis = g_new (float, (gsize) network->inputs *ALGO_CURVE_POINTS);
  for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
    curves->t[k] = ALGO_CURVE_EXTENT * (2.0f * k / (ALGO_CURVE_POINTS - 1) - 1.0f);
  measure_axes (network, curves);
  measure_spread (network, seed, curves);
  measure_scatter (network, seed, curves);
  return curves;
}

AlgoCurves *
algo_curves_ref (AlgoCurves *curves)
{
  return g_atomic_rc_box_acquire (curves);
}

static void
curves_clear (gpointer data)
{
  g_free (((const AlgoCurves *) data)->along_axis);
}

void
algo_curves_unref (AlgoCurves *curves)
{
  g_atomic_rc_box_release_full (curves, curves_clear);
}
