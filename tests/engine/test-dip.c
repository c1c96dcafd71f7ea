/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/dip.h"

#include <math.h>

#include "engine/analysis/distribution.h"
#include "engine/analysis/quantile.h"
#include "engine/random.h"

#define COUNT 1000

/* A straight distribution function is as near to one hump as a sample can be. */
static void
test_even (void)
{
  float x[COUNT];

  for (guint i = 0; i < COUNT; i++)
    x[i] = (float) i;
  for (guint count = 2; count <= COUNT; count *= 5)
    g_assert_cmpfloat_with_epsilon (algo_dip (count, x), 0.5 / count, 1e-12);
}

static void
test_few (void)
{
  const float x[] = { 3, 3, 3 };

  g_assert_cmpfloat (algo_dip (0, x), ==, 0);
  g_assert_cmpfloat (algo_dip (1, x), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (algo_dip (3, x), 0.5 / 3, 1e-12);
}

static void
test_atoms (void)
{
  float x[COUNT];

  for (guint i = 0; i < COUNT; i++)
    x[i] = i < COUNT / 2 ? -1 : 1;
  g_assert_cmpfloat_with_epsilon (algo_dip (COUNT, x), 0.25, 1e-12);
}

/* Two even blocks as wide as 1, a gap g apart: the best fit with one hump rises at a constant slope
 * from 1 / 2 - d at the end of the first to 1 / 2 + d at the start of the second, whence
 * d = g / (4 (1 + g)). */
static void
test_blocks (void)
{
  for (double gap = 0.25; gap <= 8; gap *= 2)
    {
      float x[COUNT], mirrored[COUNT];

      for (guint i = 0; i < COUNT; i++)
        {
          x[i] = (float) (2.0 * i / COUNT + (i < COUNT / 2 ? 0 : gap));
          mirrored[COUNT - 1 - i] = 5 - 3 * x[i];
        }
      g_assert_cmpfloat_with_epsilon (algo_dip (COUNT, x), gap / (4 * (1 + gap)), 1.0 / COUNT);
      g_assert_cmpfloat_with_epsilon (algo_dip (COUNT, mirrored), algo_dip (COUNT, x), 1e-6);
    }
}

/* Of samples from the uniform distribution about 5 % pass the threshold. */
static void
test_threshold (void)
{
  const guint samples = 2000, sizes[] = { 72, 768 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint beyond = 0;

      for (guint sample = 0; sample < samples; sample++)
        {
          float x[COUNT];
          AlgoRandom random;

          algo_random_init (&random, s, sample, 0, ALGO_RANDOM_FRESH);
          algo_random_uniform (&random, sizes[s], x);
          algo_sort (sizes[s], x);
          beyond += algo_dip (sizes[s], x) > algo_dip_threshold (sizes[s]);
        }
      g_assert_cmpuint (beyond, >, samples / 50);
      g_assert_cmpuint (beyond, <, samples / 15);
    }
}

/* A network whose weights are normal about -distance or distance. */
static AlgoNetwork *
humped_network (double distance)
{
  AlgoNetwork *network = algo_network_new (16, 48);
  AlgoRandom random;

  algo_random_init (&random, 1, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, 16 * 48, network->W0);
  for (guint i = 0; i < 16 * 48; i++)
    network->W0[i] += (float) (i % 2 == 0 ? distance : -distance);
  return network;
}

static void
test_humps (void)
{
  static const struct
  {
    double distance;
    guint humps;
  } cases[] = { { 0, 1 }, { 0.5, 1 }, { 0.9, 1 }, { 1.8, 2 }, { 5, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AlgoNetwork) network = humped_network (cases[i].distance);
      AlgoDistribution distribution;
      double total = 0;

      algo_distribution_measure (network, &distribution);
      g_assert_cmpuint (distribution.count, ==, 16 * 48);
      g_assert_cmpuint (distribution.humps, ==, cases[i].humps);
      g_assert_cmpfloat_with_epsilon (distribution.mean, 0, 0.1);
      g_assert_cmpfloat_with_epsilon (distribution.deviation, hypot (1, cases[i].distance), 0.1);
      g_assert_cmpfloat (distribution.low, ==, -distribution.high);
      for (guint bin = 0; bin < ALGO_DISTRIBUTION_BINS; bin++)
        total += distribution.density[bin] * (distribution.high - distribution.low)
                 / ALGO_DISTRIBUTION_BINS;
      g_assert_cmpfloat_with_epsilon (total, 1, 1e-9);
    }
}

static void
test_unusual_weights (void)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (2, 3);
  AlgoDistribution distribution;

  algo_distribution_measure (network, &distribution);
  g_assert_cmpuint (distribution.humps, ==, 1);
  g_assert_cmpfloat (distribution.deviation, ==, 0);
  g_assert_cmpfloat (distribution.high, >, 0);
  for (guint i = 0; i < 6; i++)
    network->W0[i] = i % 2 == 0 ? NAN : INFINITY;
  algo_distribution_measure (network, &distribution);
  g_assert_cmpuint (distribution.count, ==, 0);
  network->W0[2] = -4;
  algo_distribution_measure (network, &distribution);
  g_assert_cmpuint (distribution.count, ==, 1);
  g_assert_cmpfloat (distribution.mean, ==, -4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/dip/even", test_even);
  g_test_add_func ("/engine/dip/few", test_few);
  g_test_add_func ("/engine/dip/atoms", test_atoms);
  g_test_add_func ("/engine/dip/blocks", test_blocks);
  g_test_add_func ("/engine/dip/threshold", test_threshold);
  g_test_add_func ("/engine/distribution/humps", test_humps);
  g_test_add_func ("/engine/distribution/unusual-weights", test_unusual_weights);
  return g_test_run ();
}
