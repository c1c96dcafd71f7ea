/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/comparison.h"

#include <math.h>

#include "engine/analysis/assignment.h"
#include "engine/random.h"

#define MOST_MATCHED 256 /* neurons: the time grows with their cube */
#define POINTS 1024
#define POINTS_IN_BLOCK 256

/* Of all weights of two neurons, the squares of their differences. */
static float
measure_cost (const AlgoNetwork *a, guint j, const AlgoNetwork *b, guint k)
{
  const float bias = a->b0[j] - b->b0[k], output = a->W1[j] - b->W1[k];
  float sum = bias * bias + output * output;

  for (guint i = 0; i < a->inputs; i++)
    {
      const float weight = a->W0[(gsize) i * a->hidden + j] - b->W0[(gsize) i * b->hidden + k];

      sum += weight * weight;
    }
  return isfinite (sum) ? sum : G_MAXFLOAT;
}

static void
match_best (const AlgoNetwork *a, const AlgoNetwork *b, guint *partners)
{
  const guint h = a->hidden;
  g_autofree float *costs = g_new (float, (gsize) h *h);

  for (guint j = 0; j < h; j++)
    for (guint k = 0; k < h; k++)
      costs[(gsize) j * h + k] = measure_cost (a, j, b, k);
  algo_assign (h, costs, partners);
}

static void
match (AlgoComparison *self)
{
  const AlgoNetwork *a = self->first->network, *b = self->second->network;

  if (a->inputs != b->inputs || a->hidden != b->hidden)
    {
      self->match = ALGO_MATCH_NONE;
      return;
    }
  self->match = ALGO_MATCH_ORDER;
  self->partners = g_new (guint, a->hidden);
  for (guint j = 0; j < a->hidden; j++)
    self->partners[j] = j;
  if (a->hidden <= MOST_MATCHED)
    match_best (a, b, self->partners);
  for (guint j = 0; j < a->hidden; j++)
    if (self->partners[j] != j)
      self->match = ALGO_MATCH_BEST;
}

static void
subtract (AlgoComparison *self)
{
  const AlgoNetwork *a = self->first->network, *b = self->second->network;
  const gsize h = a->hidden;
  AlgoNetwork *arranged = algo_network_new (a->inputs, a->hidden);
  AlgoNetwork *difference = algo_network_new (a->inputs, a->hidden);

  for (gsize j = 0; j < h; j++)
    {
      const guint partner = self->partners[j];

      for (gsize i = 0; i < a->inputs; i++)
        {
          arranged->W0[i * h + j] = b->W0[i * h + partner];
          difference->W0[i * h + j] = a->W0[i * h + j] - b->W0[i * h + partner];
        }
      arranged->b0[j] = b->b0[partner];
      arranged->W1[j] = b->W1[partner];
      difference->b0[j] = a->b0[j] - b->b0[partner];
      difference->W1[j] = a->W1[j] - b->W1[partner];
    }
  arranged->b1 = b->b1;
  difference->b1 = a->b1 - b->b1;
  arranged->task = b->task;
  difference->task = a->task;
  self->arranged = arranged;
  self->difference = difference;
}

/* On points of their own: those that the observations were measured on may differ. */
static double
measure_distance (const AlgoNetwork *a, const AlgoNetwork *b)
{
  const guint n = a->inputs;
  const double variance = algo_task_moments (a->task, n).variance;
  g_autofree float *x = g_new (float, (gsize) POINTS_IN_BLOCK *n);
  float of_a[POINTS_IN_BLOCK], of_b[POINTS_IN_BLOCK];
  AlgoRandom random;
  double squares = 0;

  algo_random_init (&random, 0, 0, 0, ALGO_RANDOM_FRESH);
  for (guint at = 0; at < POINTS; at += POINTS_IN_BLOCK)
    {
      algo_random_normal (&random, (gsize) POINTS_IN_BLOCK * n, x);
      algo_network_evaluate (a, POINTS_IN_BLOCK, x, of_a);
      algo_network_evaluate (b, POINTS_IN_BLOCK, x, of_b);
      for (guint p = 0; p < POINTS_IN_BLOCK; p++)
        squares += pow ((double) of_a[p] - of_b[p], 2);
    }
  return squares / POINTS / variance;
}

AlgoComparison *
algo_comparison_new (AlgoObservation *first, AlgoObservation *second)
{
  AlgoComparison *self = g_atomic_rc_box_new0 (AlgoComparison);

  self->first = algo_observation_ref (first);
  self->second = algo_observation_ref (second);
  match (self);
  if (self->partners != NULL)
    subtract (self);
  else
    self->arranged = algo_network_ref (second->network);
  self->distance = first->network->inputs == second->network->inputs
                       ? measure_distance (first->network, second->network)
                       : NAN;
  return self;
}

AlgoComparison *
algo_comparison_ref (AlgoComparison *comparison)
{
  return g_atomic_rc_box_acquire (comparison);
}

static void
clear (gpointer data)
{
  AlgoComparison *self = data;

  algo_observation_unref (self->first);
  algo_observation_unref (self->second);
  algo_network_unref (self->arranged);
  g_clear_pointer (&self->difference, algo_network_unref);
  g_free (self->partners);
}

void
algo_comparison_unref (AlgoComparison *comparison)
{
  g_atomic_rc_box_release_full (comparison, clear);
}
