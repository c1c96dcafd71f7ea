/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/explanation.h"

#include <math.h>
#include <string.h>

#include "engine/formats/network-file.h"
#include "tests/engine/sample-networks.h"

static const double sharpnesses[] = { 2, 5 };

static AlgoExplanation *
explain_as (const AlgoNetwork *network, AlgoPhase phase)
{
  AlgoOrderParameters parameters;

  algo_order_parameters_measure (network, 0, &parameters);
  return algo_explanation_new (network, phase, &parameters, 0);
}

static void
assert_constant (const AlgoExplanation *explanation,
                 const char *name,
                 double expected,
                 double tolerance)
{
  const AlgoConstant *constant = algo_explanation_find_constant (explanation, name);

  g_assert_nonnull (constant);
  g_assert_cmpfloat_with_epsilon (constant->value, expected, tolerance);
}

/* The algorithms made by hand give back what they were made with. */
static void
test_constants (void)
{
  static const struct
  {
    double plus;
    AlgoPhase phase;
  } cases[] = {
    { 1, ALGO_PHASE_DOUBLE_SIDED }, { 2, ALGO_PHASE_PUDDING_PLUS }, { 0, ALGO_PHASE_PUDDING_MINUS },
    { 1.5, ALGO_PHASE_TILTED },     { 0.6, ALGO_PHASE_TILTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sharpnesses); k++)
      {
        const double plus = cases[i].plus;
        g_autoptr (AlgoNetwork) network = sample_even_arms (8, 24, sharpnesses[k], plus);
        g_autoptr (AlgoExplanation) explanation = explain_as (network, cases[i].phase);

        g_assert_cmpint (explanation->formula, ==, cases[i].phase);
        g_assert_true (explanation->is_own);
        /* The background is not quite straight. */
        g_assert_cmpfloat (explanation->share, >, plus == 1 ? 0.99999 : 0.995);
        g_assert_cmpfloat (explanation->share, <=, 1);
        assert_constant (explanation, "sharpness", sharpnesses[k],
                         (plus == 1 ? 0.01 : 0.15) * sharpnesses[k]);
        assert_constant (explanation, "offset", 0, plus == 1 ? 0.001 : 0.15);
        if (plus == 1)
          assert_constant (explanation, "scale", 1, 0.01);
        else if (cases[i].phase == ALGO_PHASE_TILTED)
          {
            assert_constant (explanation, "plus", plus, 0.08);
            assert_constant (explanation, "minus", 2 - plus, 0.08);
            assert_constant (explanation, "background", 1 - plus, 0.08);
          }
        else
          {
            assert_constant (explanation, "scale", 2, 0.08);
            assert_constant (explanation, "background", 1 - plus, 0.08);
          }
      }
}

/* Where the corners cannot be told from sharp ones, that is said. */
static void
test_sharp (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (4, 8, 5000, 1);
  g_autoptr (AlgoExplanation) explanation = explain_as (network, ALGO_PHASE_DOUBLE_SIDED);

  g_assert_true (isinf (algo_explanation_find_constant (explanation, "sharpness")->value));
  g_assert_cmpfloat (explanation->share, >, 0.999);
  g_assert_cmpfloat (explanation->unexplained, <, 0.001);
}

static void
test_sides (void)
{
  const double plus[] = { 2, 0, 0, 2, 2, 0, 2, 0, 0, 0 };
  const double minus[] = { 0, 2, 2, 0, 0, 2, 0, 2, 2, 2 };
  g_autoptr (AlgoNetwork) network = sample_arms (10, 30, 4, plus, minus);
  g_autoptr (AlgoExplanation) explanation = explain_as (network, ALGO_PHASE_MIXED);
  g_autoptr (AlgoExplanation) other = explain_as (network, ALGO_PHASE_PUDDING_PLUS);

  g_assert_cmpfloat (explanation->share, >, 0.99);
  assert_constant (explanation, "scale", 2, 0.08);
  assert_constant (explanation, "background", -1, 0.08);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (explanation->sides[i], ==, plus[i] > 0 ? 1 : -1);
  g_assert_null (other->sides);
}

/* The network of convexity itself, and one whose biases are all the same but not 0. */
static void
test_convexity (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AlgoNetwork) network = sample_convexity (12, 36, 3);
      g_autoptr (AlgoExplanation) explanation = NULL;

      for (guint j = 0; j < network->hidden; j++)
        network->b0[j] = i == 0 ? 0 : -1.5f;
      explanation = explain_as (network, ALGO_PHASE_CONVEXITY);
      g_assert_cmpfloat (explanation->share, >, 0.9999);
      assert_constant (explanation, "scale", network->W1[0], 0.01 * network->W1[0]);
      assert_constant (explanation, "bias", i == 0 ? 0 : -1.5, 0.02);
      assert_constant (explanation, "offset", network->b1, 0.1);
      g_assert_cmpuint (explanation->distribution->humps, ==, 1);
      /* The sums over neurons, and with them what is even, survive the dealing; the rest does not.
       */
      g_assert_cmpfloat (explanation->redrawn_share, >, 0.3);
      g_assert_cmpfloat (explanation->redrawn_share, <, 0.9);
    }
}

/* On points that neither the fit nor its check has seen, and by the formula's own network, the
 * share is as it is said to be. */
static void
test_fresh_share (void)
{
  enum
  {
    POINTS = 8000,
  };
  g_autoptr (AlgoNetwork) even = sample_even_arms (8, 24, 3, 2);
  g_autoptr (AlgoNetwork) network = sample_disturb (even, 0.2, 5);
  g_autoptr (AlgoExplanation) explanation = explain_as (network, ALGO_PHASE_PUDDING_PLUS);
  g_autoptr (AlgoNetwork) points = sample_random (8, POINTS, 77);
  g_autofree float *f = g_new (float, POINTS), *formula = g_new (float, POINTS);
  double mean = 0, variance = 0, squares = 0;

  algo_network_evaluate (network, POINTS, points->W0, f);
  algo_network_evaluate (explanation->network, POINTS, points->W0, formula);
  for (guint p = 0; p < POINTS; p++)
    mean += f[p] / POINTS;
  for (guint p = 0; p < POINTS; p++)
    {
      variance += pow (f[p] - mean, 2) / POINTS;
      squares += pow (f[p] - formula[p], 2) / POINTS;
    }
  g_assert_cmpfloat (explanation->share, <, 0.998);
  g_assert_cmpfloat_with_epsilon (explanation->share, 1 - squares / variance, 0.01);
}

/* Every labelled network, as its phase: shares that say the formula is the algorithm. */
static void
test_labelled (void)
{
  static const double least_share[ALGO_N_PHASES] = {
    [ALGO_PHASE_CONVEXITY] = 0.99,    [ALGO_PHASE_SCATTERED] = 0.6,
    [ALGO_PHASE_PUDDING_PLUS] = 0.98, [ALGO_PHASE_PUDDING_MINUS] = 0.98,
    [ALGO_PHASE_TILTED] = 0.99,       [ALGO_PHASE_DOUBLE_SIDED] = 0.98,
    [ALGO_PHASE_MIXED] = 0.99,        [ALGO_PHASE_UNFORMED] = -0.1,
  };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "labelled", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (files);
  for (; (name = g_dir_read_name (files)) != NULL; count++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (AlgoNetwork) network = algo_network_load (path, NULL, &error);
      g_autoptr (AlgoExplanation) explanation = NULL;
      AlgoOrderParameters parameters;
      AlgoClassification classification;

      g_assert_no_error (error);
      algo_order_parameters_measure (network, algo_network_unexplained (network, 4096, 0),
                                     &parameters);
      algo_classify (&parameters, &classification);
      explanation = algo_explanation_new (network, classification.phase, &parameters, 1);
      if (explanation->share < least_share[classification.phase])
        g_error ("%s: %s explains %.3f", name, algo_phase_name (classification.phase),
                 explanation->share);
      g_assert_cmpint (explanation->is_own, ==, classification.phase != ALGO_PHASE_UNFORMED);
      /* No formula but its own explains an unformed network. */
      if (classification.phase == ALGO_PHASE_UNFORMED)
        g_assert_cmpfloat (explanation->share, <, 0.3);
      if (classification.phase == ALGO_PHASE_CONVEXITY)
        g_assert_cmpuint (explanation->distribution->humps, ==, 2);
    }
  g_assert_cmpuint (count, ==, 38);
}

/* Without a phase the simplest formula that explains most is found, and little is called little. */
static void
test_unrecognised (void)
{
  g_autoptr (AlgoNetwork) double_sided = sample_even_arms (8, 24, 5, 1);
  g_autoptr (AlgoNetwork) convexity = sample_convexity (8, 24, 1);
  g_autoptr (AlgoNetwork) random = sample_random (12, 36, 3);
  g_autoptr (AlgoExplanation) first = explain_as (double_sided, ALGO_PHASE_UNRECOGNISED);
  g_autoptr (AlgoExplanation) second = explain_as (convexity, ALGO_PHASE_UNFORMED);
  g_autoptr (AlgoExplanation) third = explain_as (random, ALGO_PHASE_UNRECOGNISED);

  g_assert_cmpint (first->formula, ==, ALGO_PHASE_DOUBLE_SIDED);
  g_assert_false (first->is_own);
  g_assert_cmpfloat (first->share, >, 0.999);
  g_assert_cmpint (second->formula, ==, ALGO_PHASE_CONVEXITY);
  g_assert_false (second->is_own);
  g_assert_false (third->is_own);
  g_assert_cmpfloat (third->share, <, 0.5);
}

static void
assert_curve (const AlgoResidualCurve *curve, guint count)
{
  g_assert_cmpuint (curve->count, ==, count);
  for (guint k = 0; k < count; k++)
    {
      g_assert_cmpfloat (curve->low[k], <=, curve->median[k]);
      g_assert_cmpfloat (curve->median[k], <=, curve->high[k]);
      if (k > 0)
        g_assert_cmpfloat (curve->at[k], >, curve->at[k - 1]);
    }
}

/* What a formula lacks shows where it is lacking: here a neuron for x_0 + x_1 above 2, which
 * double-sided does not know. */
static void
test_residual (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (2, 5, 30, 1);
  g_autoptr (AlgoExplanation) explanation = NULL;
  const AlgoResidualCurve *curve;

  for (guint i = 0; i < 2; i++)
    network->W0[(gsize) i * 5 + 4] = 30;
  network->b0[4] = -60;
  network->W1[4] = 0.1f;
  explanation = explain_as (network, ALGO_PHASE_DOUBLE_SIDED);
  curve = &explanation->along_input;
  assert_curve (curve, ALGO_RESIDUAL_POINTS);
  assert_curve (&explanation->by_target, explanation->by_target.count);
  g_assert_cmpuint (explanation->by_target.count, >, 5);
  g_assert_cmpfloat (explanation->share, <, 0.95);
  g_assert_cmpfloat (curve->median[ALGO_RESIDUAL_POINTS - 1], >, curve->median[15] + 1);
  g_assert_cmpfloat (curve->at[0], ==, -3);
  g_assert_cmpfloat (curve->at[ALGO_RESIDUAL_POINTS - 1], ==, 3);
}

static void
test_repeatable (void)
{
  g_autoptr (AlgoNetwork) network = sample_convexity (6, 18, 9);
  g_autoptr (AlgoExplanation) first = explain_as (network, ALGO_PHASE_CONVEXITY);
  g_autoptr (AlgoExplanation) again = explain_as (network, ALGO_PHASE_CONVEXITY);

  g_assert_cmpfloat (first->share, ==, again->share);
  g_assert_cmpfloat (first->redrawn_share, ==, again->redrawn_share);
  g_assert_cmpmem (&first->along_input, sizeof first->along_input, &again->along_input,
                   sizeof again->along_input);
  g_assert_cmpmem (first->residual, sizeof first->residual, again->residual,
                   sizeof again->residual);
}

/* A constant has no variance to explain, and what is not finite no explanation. */
static void
test_degenerate (void)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      g_autoptr (AlgoNetwork) constant = algo_network_new (3, 4);
      g_autoptr (AlgoNetwork) broken = sample_random (3, 4, 0);
      g_autoptr (AlgoExplanation) of_constant = NULL;
      g_autoptr (AlgoExplanation) of_broken = NULL;

      constant->b1 = 7;
      broken->W1[1] = NAN;
      broken->W0[2] = INFINITY;
      of_constant = explain_as (constant, (AlgoPhase) phase);
      of_broken = explain_as (broken, (AlgoPhase) phase);
      g_assert_true (isnan (of_constant->share));
      assert_constant (of_constant, "offset", 7, 1e-5);
      g_assert_false (isfinite (of_broken->share));
    }
}

/* All sizes that a network can have. */
static void
test_sizes (void)
{
  for (guint n = 2; n <= 64; n *= 2)
    {
      g_autoptr (AlgoNetwork) network = sample_even_arms (n, 3 * n, 10, 1);
      g_autoptr (AlgoExplanation) explanation = explain_as (network, ALGO_PHASE_DOUBLE_SIDED);

      g_assert_cmpuint (explanation->inputs, ==, n);
      g_assert_cmpfloat (explanation->share, >, 0.9999);
      assert_constant (explanation, "scale", 1, 0.001);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/explanation/constants", test_constants);
  g_test_add_func ("/engine/explanation/sharp", test_sharp);
  g_test_add_func ("/engine/explanation/sides", test_sides);
  g_test_add_func ("/engine/explanation/convexity", test_convexity);
  g_test_add_func ("/engine/explanation/fresh-share", test_fresh_share);
  g_test_add_func ("/engine/explanation/labelled", test_labelled);
  g_test_add_func ("/engine/explanation/unrecognised", test_unrecognised);
  g_test_add_func ("/engine/explanation/residual", test_residual);
  g_test_add_func ("/engine/explanation/repeatable", test_repeatable);
  g_test_add_func ("/engine/explanation/degenerate", test_degenerate);
  g_test_add_func ("/engine/explanation/sizes", test_sizes);
  return g_test_run ();
}
