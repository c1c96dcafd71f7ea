/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/order-parameters.h"

#include <math.h>

#include "tests/engine/sample-networks.h"

#define CLOSE 1e-6

/* W0 of two inputs and the given neurons, {W0_0j, W0_1j, W1_j}. */
static AlgoNetwork *
two_inputs (guint hidden, const float neurons[][3])
{
  AlgoNetwork *network = algo_network_new (2, hidden);

  for (guint j = 0; j < hidden; j++)
    {
      network->W0[j] = neurons[j][0];
      network->W0[hidden + j] = neurons[j][1];
      network->W1[j] = neurons[j][2];
    }
  return network;
}

static AlgoOrderParameters
measure (const AlgoNetwork *network)
{
  AlgoOrderParameters parameters;

  algo_order_parameters_measure (network, 0.25, &parameters);
  g_assert_cmpfloat (parameters.unexplained, ==, 0.25);
  g_assert_cmpuint (parameters.inputs, ==, network->inputs);
  return parameters;
}

/* Input 0 has plus 3 and minus 1, input 1 has plus 2 alone. */
static void
test_arms (void)
{
  static const float neurons[][3] = { { 1.5f, 0, 2 }, { -0.5f, 0, 2 }, { 0, 4, 0.5f } };
  g_autoptr (AlgoNetwork) network = two_inputs (3, neurons);
  const AlgoOrderParameters parameters = measure (network);

  g_assert_cmpfloat_with_epsilon (parameters.localisation, 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.coverage, 1, CLOSE);
  /* t = 4, 2: mean 3, deviation 1. */
  g_assert_cmpfloat_with_epsilon (parameters.evenness, 2 / 3.0, CLOSE);
  /* 2 * 1 / 4 and 0. */
  g_assert_cmpfloat_with_epsilon (parameters.double_sidedness, 0.25, CLOSE);
  /* 0.5 and 1: mean 0.75, deviation 0.25. */
  g_assert_cmpfloat_with_epsilon (parameters.polarity, 0.75, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.unanimity, 0.75, CLOSE);
}

/* Neurons with W1 below zero weigh in the localisation but are no arms. */
static void
test_negative_output (void)
{
  static const float neurons[][3] = { { 1, 0, 2 }, { 0, 1, 2 }, { 5, 5, -0.4f }, { 9, 0, -1 } };
  g_autoptr (AlgoNetwork) network = two_inputs (4, neurons);
  const AlgoOrderParameters parameters = measure (network);

  /* w = 2, 2, 2, 9 over 15; q = 1, 1, 1/2, 1. */
  g_assert_cmpfloat_with_epsilon (parameters.localisation, 13 / 15.0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.evenness, 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.polarity, 1, CLOSE);
}

static void
test_coverage (void)
{
  /* t = 10, 2.9: below 0.3 of the largest. */
  static const float neurons[][3] = { { 10, 0, 1 }, { 0, -2.9f, 1 } };
  g_autoptr (AlgoNetwork) network = two_inputs (2, neurons);
  AlgoOrderParameters parameters = measure (network);

  g_assert_cmpfloat_with_epsilon (parameters.coverage, 0.5, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.polarity, 0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.unanimity, 0, CLOSE);
  network->W0[3] = -3.1f;
  parameters = measure (network);
  g_assert_cmpfloat_with_epsilon (parameters.coverage, 1, CLOSE);
}

/* An input without any arm counts in coverage and evenness, not in the means over arms. */
static void
test_bare_input (void)
{
  static const float neurons[][3] = { { -1, 0, 1 }, { 1, 0, 1 } };
  g_autoptr (AlgoNetwork) network = two_inputs (2, neurons);
  const AlgoOrderParameters parameters = measure (network);

  g_assert_cmpfloat_with_epsilon (parameters.coverage, 0.5, CLOSE);
  /* t = 2, 0: mean 1, deviation 1. */
  g_assert_cmpfloat_with_epsilon (parameters.evenness, 0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.double_sidedness, 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.polarity, 0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.unanimity, 1, CLOSE);
}

static void
test_nothing_pinned (void)
{
  g_autoptr (AlgoNetwork) flat = algo_network_new (16, 5);
  g_autoptr (AlgoNetwork) zero = algo_network_new (16, 5);

  for (guint i = 0; i < 16 * 5; i++)
    flat->W0[i] = i % 3 == 0 ? 1 : -1;
  for (guint j = 0; j < 5; j++)
    flat->W1[j] = 1;
  for (guint k = 0; k < 2; k++)
    {
      const AlgoOrderParameters parameters = measure (k == 0 ? flat : zero);

      g_assert_cmpfloat_with_epsilon (parameters.localisation, 0, CLOSE);
      g_assert_cmpfloat (parameters.coverage, ==, 0);
      g_assert_cmpfloat (parameters.evenness, ==, 0);
      g_assert_cmpfloat (parameters.double_sidedness, ==, 0);
      g_assert_cmpfloat (parameters.polarity, ==, 0);
      g_assert_cmpfloat (parameters.unanimity, ==, 0);
    }
}

static void
test_algorithms (void)
{
  g_autoptr (AlgoNetwork) double_sided = sample_even_arms (16, 48, 10, 1);
  g_autoptr (AlgoNetwork) pudding = sample_even_arms (16, 48, 10, 2);
  g_autoptr (AlgoNetwork) tilted = sample_even_arms (16, 48, 10, 0.5);
  AlgoOrderParameters parameters = measure (double_sided);

  g_assert_cmpfloat_with_epsilon (parameters.localisation, 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.double_sidedness, 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.polarity, 0, CLOSE);
  parameters = measure (pudding);
  /* The plums weigh 2 n together, the background 2. */
  g_assert_cmpfloat_with_epsilon (parameters.localisation, 16 / 17.0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.double_sidedness, 0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.polarity, 1, CLOSE);
  parameters = measure (tilted);
  g_assert_cmpfloat_with_epsilon (parameters.localisation, 32 / 33.0, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.double_sidedness, 0.5, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.polarity, -0.5, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.unanimity, 1, CLOSE);
}

static void
test_one_input (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (1, 2, 10, 1);
  const AlgoOrderParameters parameters = measure (network);

  g_assert_cmpfloat_with_epsilon (parameters.localisation, 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (parameters.double_sidedness, 1, CLOSE);
}

/* The integral against as many random columns as tell it. */
static void
test_random_localisation (void)
{
  for (guint n = 2; n <= 64; n *= 2)
    {
      const guint columns = 20000;
      g_autoptr (AlgoNetwork) network = sample_random (n, columns, n);
      double sum = 0;

      for (guint j = 0; j < columns; j++)
        {
          double largest = 0, squares = 0;

          for (guint i = 0; i < n; i++)
            {
              const double square = pow (network->W0[(gsize) i * columns + j], 2);

              largest = MAX (largest, square);
              squares += square;
            }
          sum += (largest / squares - 1.0 / n) / (1 - 1.0 / n);
        }
      g_assert_cmpfloat_with_epsilon (algo_random_localisation (n), sum / columns, 0.008);
    }
  /* Two squares of normal numbers: the larger has the share 1 / 2 + 1 / pi on average. */
  g_assert_cmpfloat_with_epsilon (algo_random_localisation (2), 2 / G_PI, 1e-3);
  g_assert_cmpfloat (algo_random_localisation (1), ==, 1);
}

static void
test_find_pinned (void)
{
  static const float neurons[][3] = {
    { 1, 0.5f, 1 }, { 0.5f, -1, 1 }, { 1, 1, 1 }, { 1, 1.01f, -1 }, { 0, 0, 1 }
  };
  g_autoptr (AlgoNetwork) network = two_inputs (5, neurons);
  g_autoptr (AlgoNetwork) wide = sample_random (16, 40, 1);
  gint pinned[40];

  algo_network_find_pinned (network, pinned);
  g_assert_cmpint (pinned[0], ==, 0);
  g_assert_cmpint (pinned[1], ==, 1);
  /* Exactly one half is enough; the first of equals counts. */
  g_assert_cmpint (pinned[2], ==, 0);
  g_assert_cmpint (pinned[3], ==, 1);
  g_assert_cmpint (pinned[4], ==, -1);
  for (guint j = 0; j < 40; j++)
    wide->W0[5 * 40 + j] = -100;
  algo_network_find_pinned (wide, pinned);
  for (guint j = 0; j < 40; j++)
    g_assert_cmpint (pinned[j], ==, 5);
}

/* Every order parameter has all that is said of one, a member of its own and a place of its own
 * among the plots; among all seeds' KL takes the second. */
static void
test_table (void)
{
  guint64 offsets = 0, plots = 0, bands = 1U << 1;
  guint edition = 0;

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    {
      const AlgoOrderRow *row = &algo_order_rows[i];

      g_assert_nonnull (row->name);
      g_assert_nonnull (row->column);
      g_assert_nonnull (row->symbol);
      g_assert_nonnull (row->title);
      g_assert_nonnull (row->meaning);
      g_assert_cmpfloat (row->low, <, row->high);
      g_assert_cmpfloat (row->least, <=, row->low);
      g_assert_cmpfloat (row->most, >=, row->high);
      g_assert_cmpfloat (row->spread, >, 0);
      g_assert_true (i == ALGO_ORDER_UNEXPLAINED || row->edition >= edition);
      edition = row->edition;
      offsets |= G_GUINT64_CONSTANT (1) << row->offset / sizeof (double);
      plots |= G_GUINT64_CONSTANT (1) << row->plot;
      bands |= G_GUINT64_CONSTANT (1) << row->band;
    }
  g_assert_cmpuint (offsets, ==, (G_GUINT64_CONSTANT (1) << ALGO_N_ORDER_PARAMETERS) - 1);
  g_assert_cmpuint (plots, ==, offsets);
  g_assert_cmpuint (bands, ==, 2 * offsets + 1);
  g_assert_cmpuint (algo_order_rows[ALGO_ORDER_UNEXPLAINED].band, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/order-parameters/arms", test_arms);
  g_test_add_func ("/engine/order-parameters/negative-output", test_negative_output);
  g_test_add_func ("/engine/order-parameters/coverage", test_coverage);
  g_test_add_func ("/engine/order-parameters/bare-input", test_bare_input);
  g_test_add_func ("/engine/order-parameters/nothing-pinned", test_nothing_pinned);
  g_test_add_func ("/engine/order-parameters/algorithms", test_algorithms);
  g_test_add_func ("/engine/order-parameters/one-input", test_one_input);
  g_test_add_func ("/engine/order-parameters/random-localisation", test_random_localisation);
  g_test_add_func ("/engine/order-parameters/find-pinned", test_find_pinned);
  g_test_add_func ("/engine/order-parameters/table", test_table);
  return g_test_run ();
}
