/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/run/grid.h"
#include "tests/engine/sample-networks.h"

#define SEED 5

static AlgoObservation *
observe (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (8, 24, 8, 1);

  return algo_observation_new_for_network (network, SEED);
}

static void
test_network_on_its_own (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (8, 24, 8, 1);
  g_autoptr (AlgoObservation) observation = algo_observation_new_for_network (network, SEED);
  g_autoptr (AlgoCurves) curves = algo_curves_new (network, SEED);

  g_assert_true (observation->network == network);
  g_assert_cmpuint (observation->question.inputs, ==, network->inputs);
  g_assert_cmpuint (observation->question.hidden, ==, network->hidden);
  g_assert_cmpuint (observation->question.noise_seed, ==, SEED);
  g_assert_true (isnan (observation->question.log_beta) && isnan (observation->kl));
  g_assert_cmpuint (observation->generation, ==, 0);
  g_assert_cmpuint (observation->seed, ==, 0);
  g_assert_cmpuint (observation->step, ==, 0);
  g_assert_cmpuint (observation->draws, ==, 1);
  g_assert_null (observation->grid);
  g_assert_null (observation->explanation);
  g_assert_cmpint (observation->classification.phase, ==, ALGO_PHASE_DOUBLE_SIDED);
  g_assert_cmpfloat (observation->parameters.unexplained, ==,
                     algo_network_unexplained (network, 4096, SEED));
  g_assert_cmpmem (observation->curves->residual, sizeof curves->residual, curves->residual,
                   sizeof curves->residual);
}

static void
test_explain (void)
{
  g_autoptr (AlgoObservation) observation = observe ();
  g_autoptr (AlgoObservation) explained = algo_observation_explain (observation);
  g_autoptr (AlgoExplanation) expected =
      algo_explanation_new (observation->network, ALGO_PHASE_DOUBLE_SIDED, &observation->parameters,
                            SEED);

  g_assert_null (observation->explanation);
  g_assert_cmpfloat (explained->explanation->share, ==, expected->share);
  g_assert_cmpint (explained->explanation->formula, ==, ALGO_PHASE_DOUBLE_SIDED);
  g_assert_true (explained->network == observation->network);
  g_assert_true (explained->curves == observation->curves);
}

/* Each amendment changes its own part, and what it shares outlives what it was made from. */
static void
test_amendments (void)
{
  AlgoObservation *observation = observe ();
  AlgoObservation *explained = algo_observation_explain (observation);
  AlgoObservation *compared = algo_observation_amend (explained, ALGO_DRAWS, 3, NULL);

  g_assert_true (compared->explanation == explained->explanation);
  g_assert_false (algo_observation_is_whole (observation));
  g_assert_false (algo_observation_is_whole (explained));
  g_assert_true (algo_observation_is_whole (compared));
  algo_observation_unref (observation);
  algo_observation_unref (explained);
  g_assert_cmpuint (compared->draws, ==, ALGO_DRAWS);
  g_assert_cmpuint (compared->draws_agreeing, ==, 3);
  g_assert_cmpint (compared->explanation->formula, ==, ALGO_PHASE_DOUBLE_SIDED);
  g_assert_true (algo_network_is_finite (compared->network));
  algo_observation_unref (compared);
}

/* A network that is not finite is observed all the same: it may have been opened or made by hand.
 */
static void
test_not_finite (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (4, 12, 8, 1);
  g_autoptr (AlgoObservation) observation = NULL;
  g_autoptr (AlgoObservation) explained = NULL;

  network->W1[0] = INFINITY;
  observation = algo_observation_new_for_network (network, SEED);
  explained = algo_observation_explain (observation);
  g_assert_cmpint (observation->classification.phase, ==, ALGO_PHASE_UNFORMED);
  g_assert_true (isnan (explained->explanation->share));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/observation/network-on-its-own", test_network_on_its_own);
  g_test_add_func ("/engine/observation/explain", test_explain);
  g_test_add_func ("/engine/observation/amendments", test_amendments);
  g_test_add_func ("/engine/observation/not-finite", test_not_finite);
  return g_test_run ();
}
