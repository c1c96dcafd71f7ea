/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/network.h"

#include <math.h>

#include "engine/random.h"
#include "tests/engine/sample-networks.h"

static double
swish (double x)
{
  return x / (1 + exp (-x));
}

/* What the header says, loop by loop, in double precision. */
static double
evaluate_plainly (const AlgoNetwork *network, const float *x)
{
  double y = network->b1;

  for (guint j = 0; j < network->hidden; j++)
    {
      double sum = network->b0[j];

      for (guint i = 0; i < network->inputs; i++)
        sum += (double) x[i] * network->W0[(gsize) i * network->hidden + j];
      y += network->W1[j] * swish (sum);
    }
  return y;
}

static float *
draw (gsize count, guint64 seed)
{
  float *x = g_new (float, count);
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_POINTS);
  algo_random_normal (&random, count, x);
  return x;
}

static void
test_evaluate (void)
{
  static const struct
  {
    guint inputs, hidden, points;
  } sizes[] = { { 1, 1, 1 }, { 1, 5, 300 },   { 2, 6, 257 },  { 16, 48, 1000 }, { 7, 3, 64 },
                { 5, 1, 2 }, { 64, 512, 70 }, { 3, 8192, 9 }, { 1024, 2, 5 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      const guint n = sizes[s].inputs;
      g_autoptr (AlgoNetwork) network = sample_random (n, sizes[s].hidden, s);
      g_autofree float *x = draw ((gsize) sizes[s].points * n, s);
      g_autofree float *y = g_new (float, sizes[s].points);
      double scale = 1;

      for (guint j = 0; j < network->hidden; j++)
        scale += fabsf (network->W1[j]) * sqrt (n);
      algo_network_evaluate (network, sizes[s].points, x, y);
      for (guint p = 0; p < sizes[s].points; p++)
        g_assert_cmpfloat_with_epsilon (y[p], evaluate_plainly (network, x + (gsize) p * n),
                                        1e-6 * scale);
    }
}

static void
test_evaluate_nothing (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (3, 4, 0);
  float y = 7;

  algo_network_evaluate (network, 0, NULL, &y);
  g_assert_cmpfloat (y, ==, 7);
}

static void
test_evaluate_line (void)
{
  static const guint counts[] = { 1, 61, 1000 };

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      g_autoptr (AlgoNetwork) network = sample_random (9, 200, c);
      g_autofree float *x = draw (9, c);
      g_autofree float *t = draw (counts[c], c + 1);
      g_autofree float *y = g_new (float, counts[c]);

      algo_network_evaluate_line (network, x, 4, counts[c], t, y);
      for (guint k = 0; k < counts[c]; k++)
        {
          x[4] = t[k];
          g_assert_cmpfloat_with_epsilon (y[k], evaluate_plainly (network, x), 1e-3);
        }
    }
}

/* FVU of a constant c in closed form: the norm has mean n sqrt (2 / pi). */
static void
test_unexplained_constant (void)
{
  for (guint n = 1; n <= 64; n *= 4)
    {
      g_autoptr (AlgoNetwork) network = algo_network_new (n, 3);
      const double mean = n * sqrt (2 / G_PI), variance = n * (1 - 2 / G_PI);

      network->b1 = (float) mean;
      g_assert_cmpfloat_with_epsilon (algo_network_unexplained (network, 1 << 18, 1), 1, 0.012);
      network->b1 = 0;
      g_assert_cmpfloat_with_epsilon (
          algo_network_unexplained (network, 1 << 18, 2) / (1 + mean * mean / variance), 1, 0.012);
    }
}

/* Of the double-sided network f = sum_i x_i tanh (a x_i / 2), whose error is a sum of independent
 * terms e = |x| (1 - tanh (a |x| / 2)), so that the mean square is n var (e) + n^2 mean (e)^2. */
static double
unexplained_of_double_sided (guint n, double sharpness)
{
  const double step = 1e-4;
  double mean = 0, square = 0;

  for (double x = step / 2; x < 9; x += step)
    {
      const double density = 2 * exp (-x * x / 2) / sqrt (2 * G_PI) * step;
      const double error = x * (1 - tanh (sharpness * x / 2));

      mean += density * error;
      square += density * error * error;
    }
  return (n * (square - mean * mean) + n * n * mean * mean) / (n * (1 - 2 / G_PI));
}

static void
test_unexplained_double_sided (void)
{
  static const struct
  {
    guint inputs;
    double sharpness;
  } cases[] = { { 1, 2 }, { 4, 1 }, { 16, 4 }, { 16, 20 }, { 64, 8 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      const guint n = cases[c].inputs;
      g_autoptr (AlgoNetwork) network = sample_even_arms (n, 2 * n, cases[c].sharpness, 1);
      const double expected = unexplained_of_double_sided (n, cases[c].sharpness);

      g_assert_cmpfloat_with_epsilon (algo_network_unexplained (network, 1 << 16, c) / expected, 1,
                                      0.03);
    }
}

/* Against every built-in task at once as against each. */
static void
test_unexplained_of_each (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (5, 9, 4);
  g_autofree double *unexplained = g_new (double, algo_task_rows_count ());

  algo_network_unexplained_of_each (network, 3000, 7, unexplained);
  for (guint i = 0; i < algo_task_rows_count (); i++)
    g_assert_cmpfloat (unexplained[i], ==,
                       algo_network_unexplained_of (
                           network, algo_task_get (algo_task_rows[i]->name, NULL), 3000, 7));
}

static void
test_unexplained_seeds (void)
{
  g_autoptr (AlgoNetwork) network = sample_convexity (16, 48, 3);
  const double one = algo_network_unexplained (network, 4096, 0);

  g_assert_cmpfloat (algo_network_unexplained (network, 4096, 0), ==, one);
  g_assert_cmpfloat (algo_network_unexplained (network, 4096, 1), !=, one);
  g_assert_cmpfloat_with_epsilon (algo_network_unexplained (network, 4096, 1), one, 0.1);
  /* A count that is no multiple of the block. */
  g_assert_cmpfloat_with_epsilon (algo_network_unexplained (network, 4095, 0), one, 0.01);
}

static void
test_correlation (void)
{
  g_autoptr (AlgoNetwork) exact = sample_even_arms (8, 16, 30, 1);
  g_autoptr (AlgoNetwork) constant = algo_network_new (8, 16);
  g_autoptr (AlgoNetwork) linear = algo_network_new (8, 1);

  g_assert_cmpfloat_with_epsilon (algo_network_correlation (exact, 4096, 0), 1, 1e-3);
  for (guint j = 0; j < 16; j++)
    exact->W1[j] *= -0.01f;
  exact->b1 = 1000;
  g_assert_cmpfloat_with_epsilon (algo_network_correlation (exact, 4096, 0), -1, 1e-3);
  constant->b1 = 12.3f;
  g_assert_cmpfloat (algo_network_correlation (constant, 4096, 0), ==, 0);
  /* Nearly a linear function, which the norm, being even, has no correlation with. */
  for (guint i = 0; i < 8; i++)
    linear->W0[i] = 1e-3f;
  linear->W1[0] = 1000;
  g_assert_cmpfloat_with_epsilon (algo_network_correlation (linear, 1 << 16, 0), 0, 0.02);
}

/* The bits of the functions without a probe, for networks of any width one after the other. */
static void
test_probe (void)
{
  static const gsize points[] = { 2, 255, 256, 1000 };
  static const guint widths[] = { 48, 1, 100, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (AlgoProbe) probe = algo_probe_new (&algo_task_l1, 16, points[i], 7);

      for (guint j = 0; j < G_N_ELEMENTS (widths); j++)
        {
          g_autoptr (AlgoNetwork) network = sample_random (16, widths[j], j);
          double unexplained, correlation, alone;

          algo_probe_compare (probe, network, &unexplained, &correlation);
          g_assert_cmpfloat (unexplained, ==, algo_network_unexplained (network, points[i], 7));
          g_assert_cmpfloat (correlation, ==, algo_network_correlation (network, points[i], 7));
          algo_probe_compare (probe, network, NULL, &alone);
          g_assert_cmpfloat (alone, ==, correlation);
        }
    }
}

static void
test_overflow (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (4, 8, 1);

  for (guint j = 0; j < 8; j++)
    network->W1[j] = 3e38f;
  g_assert_false (algo_network_unexplained (network, 512, 0) < 1e30);
  g_assert_cmpfloat (algo_network_correlation (network, 512, 0), ==, 0);
}

static void
test_finite (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (3, 4, 2);
  float *const places[] = { &network->W0[0], &network->W0[11], &network->b0[0], &network->b0[3],
                            &network->W1[0], &network->W1[3],  &network->b1 };

  g_assert_true (algo_network_is_finite (network));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const float kept = *places[i];

      *places[i] = NAN;
      g_assert_false (algo_network_is_finite (network));
      *places[i] = -INFINITY;
      g_assert_false (algo_network_is_finite (network));
      *places[i] = kept;
    }
  g_assert_true (algo_network_is_finite (network));
}

static void
test_copy (void)
{
  g_autoptr (AlgoNetwork) network = sample_random (3, 4, 3);
  g_autoptr (AlgoNetwork) copy = algo_network_copy (network);

  g_assert_cmpmem (copy->W0, 12 * sizeof (float), network->W0, 12 * sizeof (float));
  g_assert_cmpmem (copy->b0, 4 * sizeof (float), network->b0, 4 * sizeof (float));
  g_assert_cmpmem (copy->W1, 4 * sizeof (float), network->W1, 4 * sizeof (float));
  g_assert_cmpfloat (copy->b1, ==, network->b1);
  copy->W0[5] += 1;
  g_assert_cmpfloat (copy->W0[5], !=, network->W0[5]);
  g_assert_true (algo_network_ref (network) == network);
  algo_network_unref (network);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/network/evaluate", test_evaluate);
  g_test_add_func ("/engine/network/evaluate/nothing", test_evaluate_nothing);
  g_test_add_func ("/engine/network/evaluate/line", test_evaluate_line);
  g_test_add_func ("/engine/network/unexplained/constant", test_unexplained_constant);
  g_test_add_func ("/engine/network/unexplained/double-sided", test_unexplained_double_sided);
  g_test_add_func ("/engine/network/unexplained/seeds", test_unexplained_seeds);
  g_test_add_func ("/engine/network/unexplained/of-each", test_unexplained_of_each);
  g_test_add_func ("/engine/network/correlation", test_correlation);
  g_test_add_func ("/engine/network/probe", test_probe);
  g_test_add_func ("/engine/network/overflow", test_overflow);
  g_test_add_func ("/engine/network/finite", test_finite);
  g_test_add_func ("/engine/network/copy", test_copy);
  return g_test_run ();
}
