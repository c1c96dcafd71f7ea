/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/features.h"

#include <math.h>
#include <string.h>

#include "engine/random.h"
#include "tests/engine/sample-networks.h"

#define SAMPLES 6

/* Networks of several kinds and sizes, that random weights disturb. */
static AlgoNetwork *
make_sample (guint index)
{
  g_autoptr (AlgoNetwork) even = NULL;

  switch (index)
    {
    case 0:
      even = sample_even_arms (16, 48, 6, 2);
      break;
    case 1:
      even = sample_even_arms (16, 48, 6, 1);
      break;
    case 2:
      even = sample_even_arms (7, 40, 8, 0.5);
      break;
    case 3:
      even = sample_convexity (16, 48, 1);
      break;
    case 4:
      even = sample_convexity (5, 12, 2);
      break;
    default:
      even = sample_random (12, 36, 3);
    }
  return sample_disturb (even, 0.02, index);
}

/* All but those of the function, for which other points are other random numbers. */
static void
assert_equal (const double *a, const double *b, double tolerance, double of_function)
{
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    {
      const double allowed =
          algo_feature_rows[i].source == ALGO_SOURCE_FUNCTION ? of_function : tolerance;

      if (!(fabs (a[i] - b[i]) <= allowed * algo_feature_rows[i].unit))
        g_error ("%s: %g and %g", algo_feature_rows[i].name, a[i], b[i]);
    }
}

/* FVU and correlation are of points, too: what they are is told as it is for both. */
static void
measure (const AlgoNetwork *network, const AlgoNetwork *judged, double *features)
{
  g_autoptr (AlgoFeatureProbe) probe = algo_feature_probe_new (network->inputs);
  g_autofree AlgoNeuron *neurons = g_new (AlgoNeuron, network->hidden);
  AlgoOrderParameters order, of_judged;

  algo_order_parameters_measure (network, 0, &order);
  algo_order_parameters_measure (judged, algo_network_unexplained (judged, 4096, 0), &of_judged);
  order.unexplained = of_judged.unexplained;
  order.correlation = of_judged.correlation;
  algo_neurons_measure (network, neurons);
  algo_features_measure (probe, network, &order, neurons, features);
}

static void
test_rows (void)
{
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    {
      const AlgoFeatureRow *row = &algo_feature_rows[i];
      AlgoFeature found;

      g_assert_true (algo_feature_find (row->name, &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_nonnull (row->title);
      g_assert_nonnull (row->meaning);
      g_assert_nonnull (algo_feature_source_name (row->source));
      g_assert_cmpfloat (row->least, <, row->most);
      g_assert_cmpfloat (row->unit, >, 0);
    }
  {
    AlgoFeature found;

    g_assert_false (algo_feature_find ("colour", &found));
  }
}

static void
test_order_of_neurons (void)
{
  for (guint index = 0; index < SAMPLES; index++)
    for (guint seed = 0; seed < 3; seed++)
      {
        g_autoptr (AlgoNetwork) network = make_sample (index);
        g_autofree guint *order = sample_order (network->hidden, seed);
        g_autoptr (AlgoNetwork) other = sample_permute_hidden (network, order);
        double features[ALGO_N_FEATURES], of_other[ALGO_N_FEATURES];

        measure (network, network, features);
        measure (other, network, of_other);
        assert_equal (features, of_other, 1e-3, 1e-3);
      }
}

/* The function is told at random points, each input's its own. */
static void
test_order_of_inputs (void)
{
  for (guint index = 0; index < SAMPLES; index++)
    for (guint seed = 0; seed < 3; seed++)
      {
        g_autoptr (AlgoNetwork) network = make_sample (index);
        g_autofree guint *order = sample_order (network->inputs, seed);
        g_autoptr (AlgoNetwork) other = sample_permute_inputs (network, order);
        double features[ALGO_N_FEATURES], of_other[ALGO_N_FEATURES];

        measure (network, network, features);
        measure (other, network, of_other);
        assert_equal (features, of_other, 1e-3, 2.5);
      }
}

/* A neuron's weights times c and its output over c. */
static AlgoNetwork *
rescale (const AlgoNetwork *network, guint64 seed)
{
  AlgoNetwork *rescaled = algo_network_copy (network);
  g_autofree float *draws = g_new (float, network->hidden);
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_uniform (&random, network->hidden, draws);
  for (guint j = 0; j < network->hidden; j++)
    {
      const float scale = powf (4, 2 * draws[j] - 1);

      for (guint i = 0; i < network->inputs; i++)
        rescaled->W0[(gsize) i * network->hidden + j] *= scale;
      rescaled->b0[j] *= scale;
      rescaled->W1[j] /= scale;
    }
  return rescaled;
}

/* Those of weights do not change; those of work and function neither, where a swish is a relu. */
static void
test_scales (void)
{
  for (guint index = 0; index < SAMPLES; index++)
    for (guint seed = 0; seed < 3; seed++)
      {
        g_autoptr (AlgoNetwork) network = make_sample (index);
        g_autoptr (AlgoNetwork) rescaled = rescale (network, seed);
        double features[ALGO_N_FEATURES], of_rescaled[ALGO_N_FEATURES];

        measure (network, network, features);
        measure (rescaled, network, of_rescaled);
        for (guint i = 0; i < ALGO_N_FEATURES; i++)
          if (algo_feature_rows[i].source == ALGO_SOURCE_WEIGHTS
              || algo_feature_rows[i].source == ALGO_SOURCE_ORDER)
            g_assert_cmpfloat_with_epsilon (features[i], of_rescaled[i],
                                            1e-3 * algo_feature_rows[i].unit);
      }
  for (guint seed = 0; seed < 3; seed++)
    {
      g_autoptr (AlgoNetwork) plain = sample_random (8, 24, seed);
      g_autoptr (AlgoNetwork) rescaled = NULL;
      double features[ALGO_N_FEATURES], of_rescaled[ALGO_N_FEATURES];

      for (gsize k = 0; k < 8 * 24; k++)
        plain->W0[k] *= 200;
      rescaled = rescale (plain, seed);
      measure (plain, plain, features);
      measure (rescaled, plain, of_rescaled);
      assert_equal (features, of_rescaled, 0.1, 0.1);
    }
}

/* Networks that compute one function in one way, of several sizes, are nearer to each other than
 * another way is to any of them. */
static void
test_sizes (void)
{
  static const guint sizes[] = { 6, 12, 16, 32 };
  double pudding[G_N_ELEMENTS (sizes)][ALGO_N_FEATURES];
  double both[ALGO_N_FEATURES];
  g_autoptr (AlgoNetwork) other = sample_even_arms (16, 48, 6, 1);

  measure (other, other, both);
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (AlgoNetwork) network = sample_even_arms (sizes[k], 3 * sizes[k], 6, 2);

      measure (network, network, pudding[k]);
    }
  for (guint k = 1; k < G_N_ELEMENTS (sizes); k++)
    {
      double near = 0, far = 0;

      for (guint i = 0; i < ALGO_N_FEATURES; i++)
        {
          near += pow ((pudding[k][i] - pudding[0][i]) / algo_feature_rows[i].unit, 2);
          far += pow ((pudding[k][i] - both[i]) / algo_feature_rows[i].unit, 2);
        }
      g_assert_cmpfloat (4 * near, <, far);
    }
}

/* What each neuron of a network made by hand does. */
static void
test_neurons (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (4, 6);
  AlgoNeuron neurons[6];
  double features[ALGO_N_FEATURES];

  network->W0[0 * 6 + 0] = 30; /* a relu of input 0 */
  network->W0[0 * 6 + 1] = -20;
  network->W0[2 * 6 + 1] = 20; /* a relu of x_2 - x_0 */
  for (guint i = 0; i < 4; i++)
    network->W0[i * 6 + 2] = -0.02f; /* straight in all */
  network->W0[3 * 6 + 3] = 1;        /* a bent swish */
  network->W0[3 * 6 + 4] = 5;
  network->b0[4] = 40; /* to the right of its corner */
  for (guint j = 0; j < 5; j++)
    network->W1[j] = j == 2 ? -1 : 1;
  algo_neurons_measure (network, neurons);

  g_assert_cmpuint (neurons[0].inputs[0], ==, 0);
  g_assert_cmpfloat_with_epsilon (neurons[0].shares[0], 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (neurons[0].reach, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (neurons[0].strength, 30, 1e-4);
  g_assert_cmpfloat (neurons[0].one_sided, >, 0.95);
  g_assert_cmpfloat_with_epsilon (neurons[1].shares[0], 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (neurons[1].shares[1], 0.5, 1e-6);
  g_assert_cmpint (neurons[1].signs[0] * neurons[1].signs[1], ==, -1);
  g_assert_cmpfloat_with_epsilon (neurons[1].lean, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (neurons[2].likeness, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (neurons[2].reach, 4, 1e-4);
  g_assert_cmpfloat (neurons[2].linear, >, 0.99);
  g_assert_cmpfloat_with_epsilon (neurons[2].slope, -0.5, 1e-3);
  g_assert_cmpfloat (neurons[3].curved, >, 0.5);
  g_assert_cmpfloat (neurons[4].linear, >, 0.99);
  g_assert_cmpfloat_with_epsilon (neurons[4].kink, 8, 1e-5);
  g_assert_cmpfloat (neurons[5].work, ==, 0);
  for (guint j = 0; j < 6; j++)
    g_assert_cmpfloat_with_epsilon (neurons[j].linear + neurons[j].one_sided + neurons[j].curved, 1,
                                    1e-9);
  algo_features_of (network, features);
}

/* Moments of swish against those of a million samples, of several arguments. */
static void
test_moments (void)
{
  static const float cases[][2] = { { 0.1f, 0 }, { 1, 0.5f }, { 3, -2 }, { 12, 4 } };
  enum
  {
    SAMPLES_OF_Z = 200000
  };
  g_autofree float *z = g_new (float, SAMPLES_OF_Z);
  AlgoRandom random;

  algo_random_init (&random, 5, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, SAMPLES_OF_Z, z);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (AlgoNetwork) network = algo_network_new (1, 1);
      double mean = 0, squares = 0, products = 0, variance = 0;
      AlgoNeuron neuron;

      network->W0[0] = cases[k][0];
      network->b0[0] = cases[k][1];
      network->W1[0] = 1;
      algo_neurons_measure (network, &neuron);
      for (guint p = 0; p < SAMPLES_OF_Z; p++)
        {
          const double argument = cases[k][0] * z[p] + cases[k][1];
          const double value = argument / (1 + exp (-argument));

          mean += value / SAMPLES_OF_Z;
          squares += value * value / SAMPLES_OF_Z;
          products += value * z[p] / SAMPLES_OF_Z;
        }
      variance = squares - mean * mean;
      g_assert_cmpfloat_with_epsilon (neuron.mean, mean, 0.01 * sqrt (squares));
      g_assert_cmpfloat_with_epsilon (neuron.work, sqrt (variance), 0.01 * sqrt (squares));
      g_assert_cmpfloat_with_epsilon (neuron.slope * cases[k][0], products, 0.01 * sqrt (squares));
    }
}

/* What a person would say of networks made by hand. */
static void
test_meanings (void)
{
  g_autoptr (AlgoNetwork) both = sample_even_arms (8, 16, 30, 1);
  g_autoptr (AlgoNetwork) pudding = sample_even_arms (8, 24, 30, 2);
  g_autoptr (AlgoNetwork) random = sample_random (16, 48, 1);
  g_autoptr (AlgoNetwork) nothing = algo_network_new (8, 16);
  double features[ALGO_N_FEATURES];

  algo_features_of (both, features);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_LOCALISATION], 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_DOUBLE_SIDEDNESS], 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_REACH], 0, 1e-5);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_NEURONS_USED], 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_RANK], 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_EVEN], 1, 1e-3);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_PERMUTABLE], 1, 1e-3);
  g_assert_cmpfloat (features[ALGO_FEATURE_ONE_SIDED], >, 0.9);
  algo_features_of (pudding, features);
  g_assert_cmpfloat_with_epsilon (features[ALGO_FEATURE_EVEN], 1, 0.05);
  g_assert_cmpfloat (features[ALGO_FEATURE_POLARITY], >, 0.7);
  algo_features_of (random, features);
  g_assert_cmpfloat (fabs (features[ALGO_FEATURE_LOCALISATION]), <, 0.1);
  g_assert_cmpfloat (fabs (features[ALGO_FEATURE_LIKENESS]), <, 0.1);
  g_assert_cmpfloat (features[ALGO_FEATURE_PERMUTABLE], <, 0.7);
  algo_features_of (nothing, features);
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    g_assert_true (isfinite (features[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/features/rows", test_rows);
  g_test_add_func ("/features/order-of-neurons", test_order_of_neurons);
  g_test_add_func ("/features/order-of-inputs", test_order_of_inputs);
  g_test_add_func ("/features/scales", test_scales);
  g_test_add_func ("/features/sizes", test_sizes);
  g_test_add_func ("/features/neurons", test_neurons);
  g_test_add_func ("/features/moments", test_moments);
  g_test_add_func ("/features/meanings", test_meanings);
  return g_test_run ();
}
