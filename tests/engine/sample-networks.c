/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/sample-networks.h"

#include <math.h>

#include "engine/random.h"

/* Small enough for a swish of the sum of all inputs to be nearly linear. */
#define BACKGROUND_WEIGHT 0.02

static float *
weight (AlgoNetwork *network, guint i, guint j)
{
  return &network->W0[(gsize) i * network->hidden + j];
}

AlgoNetwork *
sample_arms (guint inputs, guint hidden, double sharpness, const double *plus, const double *minus)
{
  AlgoNetwork *network = algo_network_new (inputs, hidden);
  guint j = 0, background;
  double squares = 0;

  for (guint i = 0; i < inputs; i++)
    for (guint side = 0; side < 2; side++)
      {
        const double arm = side == 0 ? plus[i] : minus[i];

        if (arm != 0)
          {
            g_assert_cmpuint (j, <, hidden);
            *weight (network, i, j) = (float) (side == 0 ? sharpness : -sharpness);
            network->W1[j++] = (float) (arm / sharpness);
          }
      }
  background = hidden - j;
  for (guint i = 0; i < inputs; i++)
    squares += pow ((plus[i] - minus[i]) / 2, 2);
  if (squares == 0)
    return network;
  g_assert_cmpuint (background, >, 0);
  /* swish (z) is z / 2 + z^2 / 4 near 0: the first part is wanted, the mean of the second is not.
   */
  for (; j < hidden; j++)
    {
      for (guint i = 0; i < inputs; i++)
        *weight (network, i, j) = (float) (-BACKGROUND_WEIGHT * (plus[i] - minus[i]) / 2);
      network->W1[j] = (float) (2 / (background * BACKGROUND_WEIGHT));
    }
  network->b1 = (float) (-BACKGROUND_WEIGHT * squares / 2);
  return network;
}

AlgoNetwork *
sample_even_arms (guint inputs, guint hidden, double sharpness, double plus)
{
  g_autofree double *pluses = g_new (double, inputs), *minuses = g_new (double, inputs);

  for (guint i = 0; i < inputs; i++)
    {
      pluses[i] = plus;
      minuses[i] = 2 - plus;
    }
  return sample_arms (inputs, hidden, sharpness, pluses, minuses);
}

static void
fill_normal (guint64 seed, gsize count, float *out)
{
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, count, out);
}

AlgoNetwork *
sample_convexity (guint inputs, guint hidden, guint64 seed)
{
  enum
  {
    POINTS = 2000,
  };
  AlgoNetwork *network = algo_network_new (inputs, hidden);
  g_autofree float *x = g_new (float, (gsize) POINTS *inputs);
  g_autofree float *y = g_new (float, POINTS);
  double f = 0, t = 0, ff = 0, ft = 0, scale;

  fill_normal (seed, (gsize) inputs * hidden, network->W0);
  /* Without a linear part, which the norm has none of. */
  for (guint i = 0; i < inputs; i++)
    {
      double sum = 0;

      for (guint j = 0; j < hidden; j++)
        sum += *weight (network, i, j);
      for (guint j = 0; j < hidden; j++)
        *weight (network, i, j) -= (float) (sum / hidden);
    }
  for (guint j = 0; j < hidden; j++)
    network->W1[j] = 1;
  fill_normal (seed + 1, (gsize) POINTS * inputs, x);
  algo_network_evaluate (network, POINTS, x, y);
  for (guint p = 0; p < POINTS; p++)
    {
      double norm;

      algo_task_evaluate (&algo_task_l1, inputs, 1, x + (gsize) p * inputs, &norm);

      f += y[p] / POINTS;
      t += norm / POINTS;
      ff += (double) y[p] * y[p] / POINTS;
      ft += y[p] * norm / POINTS;
    }
  scale = (ft - f * t) / (ff - f * f);
  for (guint j = 0; j < hidden; j++)
    network->W1[j] = (float) scale;
  network->b1 = (float) (t - scale * f);
  return network;
}

AlgoNetwork *
sample_random (guint inputs, guint hidden, guint64 seed)
{
  AlgoNetwork *network = algo_network_new (inputs, hidden);

  fill_normal (seed, (gsize) inputs * hidden, network->W0);
  fill_normal (seed + 1, hidden, network->b0);
  fill_normal (seed + 2, hidden, network->W1);
  fill_normal (seed + 3, 1, &network->b1);
  return network;
}

AlgoNetwork *
sample_permute_hidden (const AlgoNetwork *network, const guint *order)
{
  AlgoNetwork *permuted = algo_network_copy (network);

  for (guint j = 0; j < network->hidden; j++)
    {
      for (guint i = 0; i < network->inputs; i++)
        *weight (permuted, i, j) = network->W0[(gsize) i * network->hidden + order[j]];
      permuted->b0[j] = network->b0[order[j]];
      permuted->W1[j] = network->W1[order[j]];
    }
  return permuted;
}

AlgoNetwork *
sample_permute_inputs (const AlgoNetwork *network, const guint *order)
{
  AlgoNetwork *permuted = algo_network_copy (network);

  for (guint i = 0; i < network->inputs; i++)
    for (guint j = 0; j < network->hidden; j++)
      *weight (permuted, i, j) = network->W0[(gsize) order[i] * network->hidden + j];
  return permuted;
}

guint *
sample_order (guint count, guint64 seed)
{
  guint *order = g_new (guint, count);
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_SIZE);
  for (guint i = 0; i < count; i++)
    order[i] = i;
  for (guint i = count; i > 1; i--)
    {
      const guint other = algo_random_between (&random, 0, i - 1), kept = order[i - 1];

      order[i - 1] = order[other];
      order[other] = kept;
    }
  return order;
}

AlgoNetwork *
sample_mirror (const AlgoNetwork *network)
{
  AlgoNetwork *mirrored = algo_network_copy (network);

  for (gsize i = 0; i < (gsize) network->inputs * network->hidden; i++)
    mirrored->W0[i] = -network->W0[i];
  return mirrored;
}

AlgoNetwork *
sample_append_dead (const AlgoNetwork *network, guint count)
{
  AlgoNetwork *longer = algo_network_new (network->inputs, network->hidden + count);

  for (guint i = 0; i < network->inputs; i++)
    {
      for (guint j = 0; j < network->hidden; j++)
        *weight (longer, i, j) = network->W0[(gsize) i * network->hidden + j];
      for (guint j = 0; j < count / 2; j++)
        *weight (longer, i, network->hidden + j) = 1;
    }
  for (guint j = 0; j < network->hidden; j++)
    {
      longer->b0[j] = network->b0[j];
      longer->W1[j] = network->W1[j];
    }
  for (guint j = network->hidden + count / 2; j < longer->hidden; j++)
    longer->W1[j] = 1;
  longer->b1 = network->b1;
  return longer;
}

AlgoNetwork *
sample_disturb (const AlgoNetwork *network, double share, guint64 seed)
{
  AlgoNetwork *disturbed = algo_network_copy (network);
  const gsize count = (gsize) network->inputs * network->hidden;
  g_autofree float *noise = g_new (float, count + network->hidden);

  fill_normal (seed, count + network->hidden, noise);
  for (gsize i = 0; i < count; i++)
    disturbed->W0[i] *= (float) (1 + share * noise[i]);
  for (guint j = 0; j < network->hidden; j++)
    disturbed->W1[j] *= (float) (1 + share * noise[count + j]);
  return disturbed;
}
