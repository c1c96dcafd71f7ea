/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The balanced model: means in closed form against sums over points, and what holds of a balanced
 * network whatever its weights. */
#include <math.h>
#include <string.h>

#include "engine/model/balance.h"
#include "engine/model/generator.h"
#include "engine/model/noise.h"
#include "engine/random.h"

#define SEED 9

static double
sigmoid (double a)
{
  return 1 / (1 + exp (-a));
}

static double
swish (double a)
{
  return a * sigmoid (a);
}

static double
swish_slope (double a)
{
  return sigmoid (a) * (1 + a * (1 - sigmoid (a)));
}

/* By the trapezoid rule, which for a normal density is exact to rounding. */
static double
mean_of (double (*function) (double), double mean, double variance)
{
  const double step = 1.0 / 256;
  double sum = 0;

  for (double z = -9; z <= 9; z += step)
    sum += step * exp (-z * z / 2) / sqrt (2 * G_PI) * function (mean + sqrt (variance) * z);
  return sum;
}

static void
test_moments (void)
{
  static const double means[] = { -12, -3, -0.7, 0, 0.2, 2, 9 };
  static const double variances[] = { 0, 0.01, 0.5, 3, 40, 900 };

  for (guint i = 0; i < G_N_ELEMENTS (means); i++)
    for (guint j = 0; j < G_N_ELEMENTS (variances); j++)
      {
        AlgoSwishMoments moments;

        algo_swish_moments (means[i], variances[j], &moments);
        g_assert_cmpfloat_with_epsilon (moments.value, mean_of (swish, means[i], variances[j]),
                                        2e-4);
        g_assert_cmpfloat_with_epsilon (moments.slope,
                                        mean_of (swish_slope, means[i], variances[j]), 6e-4);
      }
}

static AlgoNetwork *
new_network (AlgoModel model, guint inputs, guint hidden, guint draw)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1, model);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoNetwork *network;

  algo_parameters_initialise (parameters, SEED);
  network = algo_generator_generate (generator, parameters,
                                     &(AlgoQuestion){ -3, inputs, hidden, SEED }, draw, NULL, NULL);
  g_assert_nonnull (network);
  return network;
}

/* The mean of the network for x ~ N (0, I), and the sum of its mean gradient. */
static void
sum_moments (const AlgoNetwork *network, double *mean, double *gradient)
{
  *mean = network->b1;
  *gradient = 0;
  for (guint j = 0; j < network->hidden; j++)
    {
      double variance = 0, sum = 0;

      for (guint i = 0; i < network->inputs; i++)
        {
          const double weight = network->W0[i * network->hidden + j];

          variance += weight * weight;
          sum += weight;
        }
      *mean += network->W1[j] * mean_of (swish, network->b0[j], variance);
      *gradient += network->W1[j] * mean_of (swish_slope, network->b0[j], variance) * sum;
    }
}

/* Sizes far beyond any trained on, and h that is no multiple of n. */
static void
test_networks (void)
{
  static const guint sizes[][2] = { { 2, 6 }, { 16, 48 }, { 33, 40 }, { 64, 192 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const guint n = sizes[i][0];
      g_autoptr (AlgoNetwork) network = new_network (ALGO_MODEL_BALANCED, n, sizes[i][1], i);
      g_autoptr (AlgoNetwork) learned = new_network (ALGO_MODEL_REFERENCE, n, sizes[i][1], i);
      const double norm = n * sqrt (2 / G_PI);
      double mean, gradient, learned_mean, learned_gradient;

      sum_moments (network, &mean, &gradient);
      sum_moments (learned, &learned_mean, &learned_gradient);
      g_assert_cmpfloat_with_epsilon (mean, norm, 1e-3 * norm);
      g_assert_cmpfloat (fabs (learned_mean - norm), >, 0.1 * norm);
      g_assert_cmpfloat (fabs (gradient), <, 0.02 * fabs (learned_gradient));
    }
}

/* Without output weights there is nothing to balance with. */
static void
test_no_weights (void)
{
  enum
  {
    N = 3,
    H = 4
  };
  AlgoArena arena = { 0 };
  AlgoBalanceTrace trace;
  AlgoReal W0[N * H], b0[H] = { 1, -1 }, W1[H] = { 0 };
  AlgoTargetWeights target = { W0, b0, W1, 7 };
  const AlgoTaskMoments norm = algo_task_moments (&algo_task_l1, N);

  for (guint i = 0; i < N * H; i++)
    W0[i] = i;
  algo_balance_trace_layout (&trace, &arena, H);
  algo_arena_allocate (&arena);
  algo_balance_trace_layout (&trace, &arena, H);
  algo_balance_forward (algo_kernels_get_default (), &norm, N, H, NULL, 1, &target, &trace);
  for (guint i = 0; i < N * H; i++)
    g_assert_cmpfloat (W0[i], ==, i);
  g_assert_cmpfloat_with_epsilon (target.b1, N * sqrt (2 / G_PI), 1e-6);
  g_aligned_free (arena.base);
}

/* Short noise stays as it is, long noise keeps its direction. */
static void
test_bound (void)
{
  enum
  {
    COUNT = 4000
  };
  float noise[COUNT], bounded[COUNT];
  AlgoRandom random;
  guint n_long = 0;

  algo_random_init (&random, SEED, 0, 0, ALGO_RANDOM_DRAW);
  algo_random_normal (&random, COUNT, noise);
  memcpy (bounded, noise, sizeof noise);
  algo_noise_bound (COUNT, bounded);
  for (guint i = 0; i < COUNT; i += ALGO_LATENT)
    {
      const double length = hypot (noise[i], noise[i + 1]);

      if (length <= 2.5)
        g_assert_cmpmem (&bounded[i], 2 * sizeof (float), &noise[i], 2 * sizeof (float));
      else
        {
          n_long++;
          g_assert_cmpfloat_with_epsilon (hypot (bounded[i], bounded[i + 1]), 2.5, 1e-5);
          g_assert_cmpfloat_with_epsilon (bounded[i] * noise[i + 1], bounded[i + 1] * noise[i],
                                          1e-4);
        }
    }
  /* exp (-2.5^2 / 2) of them: 88 of 2000, with a deviation of 9. */
  g_assert_cmpuint (n_long, >, 50);
  g_assert_cmpuint (n_long, <, 130);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/moments", test_moments);
  g_test_add_func ("/balance/networks", test_networks);
  g_test_add_func ("/balance/no-weights", test_no_weights);
  g_test_add_func ("/balance/bound", test_bound);
  return g_test_run ();
}
