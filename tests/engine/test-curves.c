/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/curves.h"

#include <math.h>
#include <string.h>

#include "tests/engine/sample-networks.h"

/* A network that is the norm but for corners rounded by 1 / sharpness. */
static void
test_exact (void)
{
  for (guint n = 1; n <= 64; n *= 8)
    {
      g_autoptr (AlgoNetwork) network = sample_even_arms (n, 2 * n, 100, 1);
      g_autoptr (AlgoCurves) curves = algo_curves_new (network, 0);
      const double rounding = 0.01 * n;

      g_assert_cmpuint (curves->inputs, ==, n);
      for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
        {
          const double t = curves->t[k];

          g_assert_cmpfloat_with_epsilon (t, -3 + 0.1 * k, 1e-5);
          for (guint i = 0; i < n; i++)
            g_assert_cmpfloat_with_epsilon (curves->along_axis[i * ALGO_CURVE_POINTS + k], fabs (t),
                                            0.01);
          g_assert_cmpfloat_with_epsilon (curves->low[k], fabs (t), rounding);
          g_assert_cmpfloat_with_epsilon (curves->median[k], fabs (t), rounding);
          g_assert_cmpfloat_with_epsilon (curves->high[k], fabs (t), rounding);
        }
      for (guint p = 0; p < ALGO_SCATTER_POINTS; p++)
        {
          g_assert_cmpfloat (curves->target[p], >, 0);
          g_assert_cmpfloat_with_epsilon (curves->residual[p], 0, rounding);
        }
    }
}

/* What the task has more at t: of the L1 norm |t|, whatever the others are; of the largest input 0
 * until t is above all others. */
static void
test_ideal (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (8, 4);
  g_autoptr (AlgoCurves) norm = algo_curves_new (network, 0), curves = NULL;

  network->task = algo_task_get ("maximum", NULL);
  curves = algo_curves_new (network, 0);
  for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
    {
      g_assert_cmpfloat_with_epsilon (norm->ideal_low[k], fabsf (norm->t[k]), 1e-6);
      g_assert_cmpfloat_with_epsilon (norm->ideal_high[k], fabsf (norm->t[k]), 1e-6);
      g_assert_cmpfloat (curves->ideal_low[k], <=, curves->ideal[k]);
      if (curves->t[k] <= 0)
        g_assert_cmpfloat_with_epsilon (curves->ideal[k], 0, 1e-6);
    }
  g_assert_cmpfloat (curves->ideal[ALGO_CURVE_POINTS - 1], >, 1);
}

/* Along an axis, f is what evaluating it there gives. */
static void
test_axes (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (6, 18, 3);
  g_autoptr (AlgoCurves) curves = algo_curves_new (network, 0);

  for (guint i = 0; i < 6; i++)
    for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
      {
        float x[6] = { 0 }, y;

        x[i] = curves->t[k];
        algo_network_evaluate (network, 1, x, &y);
        g_assert_cmpfloat_with_epsilon (curves->along_axis[i * ALGO_CURVE_POINTS + k], y, 1e-4);
      }
}

/* f = c: what is added is c less the norm of the other coordinates, and t does not matter. */
static void
test_spread (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (16, 4);
  g_autoptr (AlgoCurves) curves = NULL;
  const double mean = 15 * sqrt (2 / G_PI), deviation = sqrt (15 * (1 - 2 / G_PI));

  network->b1 = (float) mean;
  curves = algo_curves_new (network, 5);
  for (guint k = 0; k < ALGO_CURVE_POINTS; k++)
    {
      g_assert_cmpfloat (curves->median[k], ==, curves->median[0]);
      /* The 10th and 90th percentiles of a normal distribution lie 1.28 deviations off. */
      g_assert_cmpfloat_with_epsilon (curves->low[k], -1.28 * deviation, 0.5 * deviation);
      g_assert_cmpfloat_with_epsilon (curves->median[k], 0, 0.4 * deviation);
      g_assert_cmpfloat_with_epsilon (curves->high[k], 1.28 * deviation, 0.5 * deviation);
    }
}

static void
test_scatter (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (16, 4);
  g_autoptr (AlgoCurves) curves = NULL;
  double mean = 0;

  network->b1 = 20;
  curves = algo_curves_new (network, 6);
  for (guint p = 0; p < ALGO_SCATTER_POINTS; p++)
    {
      mean += curves->target[p] / ALGO_SCATTER_POINTS;
      g_assert_cmpfloat_with_epsilon (curves->residual[p], 20 - curves->target[p], 1e-4);
    }
  g_assert_cmpfloat_with_epsilon (mean, 16 * sqrt (2 / G_PI), 0.5);
}

/* A picture changes with its network and not by itself. */
static void
test_seed (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (16, 48, 1);
  g_autoptr (AlgoCurves) one = algo_curves_new (network, 1);
  g_autoptr (AlgoCurves) same = algo_curves_new (network, 1);
  g_autoptr (AlgoCurves) other = algo_curves_new (network, 2);

  g_assert_cmpmem (one->low, sizeof one->low, same->low, sizeof same->low);
  g_assert_cmpmem (one->residual, sizeof one->residual, same->residual, sizeof same->residual);
  g_assert_cmpint (memcmp (one->target, other->target, sizeof one->target), !=, 0);
  g_assert_cmpint (memcmp (one->low, other->low, sizeof one->low), !=, 0);
  g_assert_cmpmem (one->along_axis, 16 * sizeof one->t, other->along_axis, 16 * sizeof one->t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/curves/exact", test_exact);
  g_test_add_func ("/engine/curves/ideal", test_ideal);
  g_test_add_func ("/engine/curves/axes", test_axes);
  g_test_add_func ("/engine/curves/spread", test_spread);
  g_test_add_func ("/engine/curves/scatter", test_scatter);
  g_test_add_func ("/engine/curves/seed", test_seed);
  return g_test_run ();
}
