/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/direct.h"

#include "engine/analysis/phase.h"
#include "engine/error.h"
#include "engine/kernels/kernels.h"
#include "tests/engine/allocations.h"

#include <math.h>

/* Small enough to be quick, and uneven. */
static AlgoDirectSettings
small_settings (void)
{
  AlgoDirectSettings settings = ALGO_DIRECT_SETTINGS_DEFAULT;

  settings.seed = 3;
  settings.inputs = 5;
  settings.hidden = 13;
  settings.points = 33;
  settings.steps = 200;
  return settings;
}

static AlgoDirect *
new_direct (const AlgoDirectSettings *settings)
{
  g_autoptr (GError) error = NULL;
  AlgoDirect *direct = algo_direct_new (settings, &error);

  g_assert_no_error (error);
  return direct;
}

static void
take_steps (AlgoDirect *direct, guint count, AlgoDirectMetrics *metrics)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_assert_true (algo_direct_step (direct, metrics, &error));
      g_assert_no_error (error);
    }
}

static gsize
weights_size (const AlgoNetwork *network)
{
  return (gsize) network->hidden * (network->inputs + 2) * sizeof (float);
}

/* The suite runs it with the plain kernels and with the fastest: see meson.build. The network that
 * it comes to computes the norm, and in no order: each input takes its own side. */
static void
test_trains (void)
{
  const guint seeds = 4;
  guint mixed = 0;

  for (guint seed = 0; seed < seeds; seed++)
    {
      AlgoDirectSettings settings = ALGO_DIRECT_SETTINGS_DEFAULT;
      g_autoptr (AlgoDirect) direct = NULL;
      g_autoptr (AlgoNetwork) network = NULL;
      AlgoDirectMetrics metrics;
      AlgoOrderParameters parameters;
      AlgoClassification classification;
      double unexplained;

      settings.seed = seed;
      settings.inputs = 8;
      settings.hidden = 24;
      settings.points = 128;
      settings.steps = 2000;
      direct = new_direct (&settings);
      take_steps (direct, 1, &metrics);
      g_assert_cmpfloat (metrics.unexplained, >, 1);
      take_steps (direct, settings.steps - 1, &metrics);
      network = algo_direct_copy_network (direct);
      unexplained = algo_network_unexplained (network, 4096, 0);
      g_assert_cmpfloat (unexplained, <, 0.02);
      g_assert_cmpfloat_with_epsilon (metrics.unexplained, unexplained, 0.01);
      g_assert_cmpuint (metrics.step, ==, settings.steps);
      algo_order_parameters_measure (network, unexplained, &parameters);
      algo_classify (&parameters, &classification);
      mixed += classification.phase == ALGO_PHASE_MIXED;
    }
  g_assert_cmpuint (mixed, >, seeds / 2);
}

static void
test_seeds (void)
{
  AlgoDirectSettings settings = small_settings ();
  g_autoptr (AlgoDirect) first = new_direct (&settings);
  g_autoptr (AlgoDirect) again = new_direct (&settings);
  g_autoptr (AlgoDirect) other = NULL;
  g_autoptr (AlgoNetwork) of_first = NULL;
  g_autoptr (AlgoNetwork) of_again = NULL;
  AlgoDirectMetrics metrics, other_metrics;

  settings.seed++;
  other = new_direct (&settings);
  take_steps (first, 20, &metrics);
  take_steps (again, 20, NULL);
  take_steps (other, 20, &other_metrics);
  of_first = algo_direct_copy_network (first);
  of_again = algo_direct_copy_network (again);
  g_assert_cmpmem (of_first->W0, weights_size (of_first), of_again->W0, weights_size (of_again));
  g_assert_cmpfloat (of_first->b1, ==, of_again->b1);
  g_assert_cmpfloat (metrics.unexplained, !=, other_metrics.unexplained);
  g_assert_cmpuint (algo_direct_get_step (first), ==, 20);
}

/* The same steps by every table of kernels, rounding apart. */
static void
test_kernels_agree (void)
{
  const AlgoKernels *before = algo_kernels_get_default ();
  AlgoDirectMetrics expected, got;

  for (guint i = 0; i < algo_kernels_count (); i++)
    {
      const AlgoDirectSettings settings = small_settings ();
      g_autoptr (AlgoDirect) direct = NULL;

      algo_kernels_set_default (algo_kernels_nth (i));
      direct = new_direct (&settings);
      take_steps (direct, 3, i == 0 ? &expected : &got);
      if (i > 0)
        {
          g_assert_cmpfloat_with_epsilon (got.unexplained, expected.unexplained,
                                          1e-4 * expected.unexplained);
          g_assert_cmpfloat_with_epsilon (got.gradient_norm, expected.gradient_norm,
                                          1e-3 * expected.gradient_norm);
        }
    }
  algo_kernels_set_default (before);
}

static void
test_metrics (void)
{
  const AlgoDirectSettings settings = small_settings ();
  g_autoptr (AlgoDirect) direct = new_direct (&settings);
  AlgoDirectMetrics metrics;

  for (guint step = 1; step <= 5; step++)
    {
      take_steps (direct, 1, &metrics);
      g_assert_cmpuint (metrics.step, ==, step);
      /* The warm-up takes 100 steps. */
      g_assert_cmpfloat_with_epsilon (metrics.rate, settings.rate * step / 100, 1e-4);
      g_assert_cmpfloat (metrics.gradient_norm, >, 0);
      g_assert_cmpfloat (metrics.unexplained, >, 0);
    }
  g_assert_cmpuint (algo_direct_get_settings (direct)->hidden, ==, settings.hidden);
}

static void
test_allocations (void)
{
  const AlgoDirectSettings settings = small_settings ();
  g_autoptr (AlgoDirect) direct = new_direct (&settings);
  g_autoptr (AlgoNetwork) network = NULL;
  AlgoDirectMetrics metrics;
  g_autoptr (GError) error = NULL;
  gboolean taken = TRUE;

  take_steps (direct, 2, &metrics);
  allocations_count_from_now ();
  for (guint i = 0; i < 5; i++)
    taken = taken && algo_direct_step (direct, &metrics, &error);
  g_assert_cmpuint (allocations_counted (), ==, 0);
  g_assert_true (taken);
  /* The count sees what is allocated. */
  allocations_count_from_now ();
  network = algo_direct_copy_network (direct);
  g_assert_cmpuint (allocations_counted (), >, 0);
}

static void
test_settings (void)
{
  static const AlgoDirectSettings unfit[] = {
    { 0, 1, 3, 10, 10, 0.1 },  { 0, 65, 100, 10, 10, 0.1 }, { 0, 4, 0, 10, 10, 0.1 },
    { 0, 4, 33, 10, 10, 0.1 }, { 0, 4, 12, 0, 10, 0.1 },    { 0, 4, 12, 4097, 10, 0.1 },
    { 0, 4, 12, 10, 0, 0.1 },  { 0, 4, 12, 10, 10, 0 },     { 0, 4, 12, 10, 10, 1.5 },
    { 0, 4, 12, 10, 10, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (algo_direct_new (&unfit[i], &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
    }
}

/* The smallest and largest sizes take steps, at the greatest rate too. */
static void
test_sizes (void)
{
  static const AlgoDirectSettings sizes[] = {
    { 0, 2, 1, 1, 1, 1 },
    { 0, 2, 16, 4096, 10, 1 },
    { 0, 64, 512, 16, 10, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AlgoDirect) direct = new_direct (&sizes[i]);
      g_autoptr (AlgoNetwork) network = NULL;

      take_steps (direct, 15, NULL);
      network = algo_direct_copy_network (direct);
      g_assert_cmpuint (network->inputs, ==, sizes[i].inputs);
      g_assert_cmpuint (network->hidden, ==, sizes[i].hidden);
      g_assert_true (algo_network_is_finite (network));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/direct/trains", test_trains);
  g_test_add_func ("/engine/direct/seeds", test_seeds);
  g_test_add_func ("/engine/direct/kernels-agree", test_kernels_agree);
  g_test_add_func ("/engine/direct/metrics", test_metrics);
  g_test_add_func ("/engine/direct/allocations", test_allocations);
  g_test_add_func ("/engine/direct/settings", test_settings);
  g_test_add_func ("/engine/direct/sizes", test_sizes);
  return g_test_run ();
}
