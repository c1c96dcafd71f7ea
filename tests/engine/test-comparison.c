/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/comparison.h"

#include <math.h>

#include "tests/engine/sample-networks.h"

#define INPUTS 6
#define HIDDEN 18

static AlgoObservation *
observe (AlgoNetwork *network)
{
  return algo_observation_new_for_network (network, 1);
}

static void
test_same (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (INPUTS, HIDDEN, 1);
  g_autoptr (AlgoObservation) observation = observe (network);
  g_autoptr (AlgoComparison) comparison = algo_comparison_new (observation, observation);

  g_assert_cmpint (comparison->match, ==, ALGO_MATCH_ORDER);
  g_assert_cmpfloat (comparison->distance, ==, 0);
  for (guint i = 0; i < INPUTS * HIDDEN; i++)
    g_assert_cmpfloat (comparison->difference->W0[i], ==, 0);
}

/* A network with its neurons in another order computes the same, and is found to. */
static void
test_permuted (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (INPUTS, HIDDEN, 2);
  g_autofree guint *order = sample_order (HIDDEN, 3);
  g_autoptr (AlgoNetwork) permuted = sample_permute_hidden (network, order);
  g_autoptr (AlgoNetwork) disturbed = sample_disturb (permuted, 0.01, 4);
  g_autoptr (AlgoObservation) first = observe (network);
  g_autoptr (AlgoObservation) second = observe (disturbed);
  g_autoptr (AlgoComparison) comparison = algo_comparison_new (first, second);

  g_assert_cmpint (comparison->match, ==, ALGO_MATCH_BEST);
  for (guint j = 0; j < HIDDEN; j++)
    {
      g_assert_cmpuint (order[comparison->partners[j]], ==, j);
      g_assert_cmpfloat (comparison->arranged->W1[j], ==, disturbed->W1[comparison->partners[j]]);
      for (guint i = 0; i < INPUTS; i++)
        g_assert_cmpfloat (fabsf (comparison->difference->W0[i * HIDDEN + j]), <, 0.2f);
    }
  g_assert_cmpfloat (comparison->distance, <, 0.01);
}

static void
test_difference (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (INPUTS, HIDDEN, 5);
  g_autoptr (AlgoNetwork) changed = algo_network_copy (network);
  g_autoptr (AlgoObservation) first = observe (network);
  g_autoptr (AlgoObservation) second = NULL;
  g_autoptr (AlgoComparison) comparison = NULL;

  changed->W0[2 * HIDDEN + 7] += 0.5f;
  changed->b0[3] -= 0.25f;
  changed->W1[0] += 1;
  changed->b1 += 2;
  second = observe (changed);
  comparison = algo_comparison_new (first, second);
  g_assert_cmpint (comparison->match, ==, ALGO_MATCH_ORDER);
  g_assert_cmpfloat_with_epsilon (comparison->difference->W0[2 * HIDDEN + 7], -0.5, 1e-6);
  g_assert_cmpfloat (comparison->difference->W0[2 * HIDDEN + 6], ==, 0);
  g_assert_cmpfloat_with_epsilon (comparison->difference->b0[3], 0.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (comparison->difference->W1[0], -1, 1e-6);
  g_assert_cmpfloat_with_epsilon (comparison->difference->b1, -2, 1e-6);
}

/* Outputs that are a constant apart: the square of that, over the variance of the norm. */
static void
test_distance (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (INPUTS, HIDDEN, 6);
  g_autoptr (AlgoNetwork) shifted = algo_network_copy (network);
  g_autoptr (AlgoObservation) first = observe (network);
  g_autoptr (AlgoObservation) second = NULL;
  g_autoptr (AlgoComparison) comparison = NULL;

  shifted->b1 += 3;
  second = observe (shifted);
  comparison = algo_comparison_new (first, second);
  g_assert_cmpfloat_with_epsilon (comparison->distance, 9 / (INPUTS * (1 - 2 / G_PI)), 1e-4);
}

static void
test_other_sizes (void)
{
  static const guint sizes[][2] = { { INPUTS, HIDDEN + 1 }, { INPUTS + 1, HIDDEN } };
  g_autoptr (AlgoNetwork) network = sample_random (INPUTS, HIDDEN, 7);
  g_autoptr (AlgoObservation) first = observe (network);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AlgoNetwork) other = sample_random (sizes[i][0], sizes[i][1], 8);
      g_autoptr (AlgoObservation) second = observe (other);
      g_autoptr (AlgoComparison) comparison = algo_comparison_new (first, second);

      g_assert_cmpint (comparison->match, ==, ALGO_MATCH_NONE);
      g_assert_null (comparison->partners);
      g_assert_null (comparison->difference);
      g_assert_true (comparison->arranged == other);
      g_assert_true (isnan (comparison->distance) == (sizes[i][0] != INPUTS));
    }
}

/* Beyond the size that is matched in time. */
static void
test_many_neurons (void)
{
  g_autoptr (AlgoNetwork) one = sample_random (2, 257, 9);
  g_autoptr (AlgoNetwork) other = sample_random (2, 257, 10);
  g_autoptr (AlgoObservation) first = observe (one);
  g_autoptr (AlgoObservation) second = observe (other);
  g_autoptr (AlgoComparison) comparison = algo_comparison_new (first, second);

  g_assert_cmpint (comparison->match, ==, ALGO_MATCH_ORDER);
  g_assert_cmpfloat (comparison->difference->W1[256], ==, one->W1[256] - other->W1[256]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/comparison/same", test_same);
  g_test_add_func ("/engine/comparison/permuted", test_permuted);
  g_test_add_func ("/engine/comparison/difference", test_difference);
  g_test_add_func ("/engine/comparison/distance", test_distance);
  g_test_add_func ("/engine/comparison/other-sizes", test_other_sizes);
  g_test_add_func ("/engine/comparison/many-neurons", test_many_neurons);
  return g_test_run ();
}
