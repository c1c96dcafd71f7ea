/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/geometry.h"

#include <math.h>
#include <string.h>

#define POSITIONS (2 * ALGO_PERIODS + ALGO_WIDTHS)
#define MOST_DIFFERENCE (ALGO_MAX_INPUTS - 1)

/* How far index differences are told apart; beyond, a neuron is just far. */
static const double REACH = 6;
/* On a ring no difference exceeds n / 2: to n = 16 they must have faded by 8. */
static const double REACH_ON_RING = 3;
static const double PERIODS[ALGO_PERIODS] = { 2.2, 3.1, 4.7, 7.3, 11.9, 19.1, 31.7, 64 };
static const double WIDTHS[ALGO_WIDTHS] = { 0.5, 1.5 };

/* The features of every index difference that can occur; they fade with distance, so that a larger
 * network shows nothing that training did not. */
typedef AlgoReal PositionFeatures[2 * MOST_DIFFERENCE + 1][POSITIONS];

static PositionFeatures *
build_position_features (double reach)
{
  PositionFeatures *features = g_malloc (sizeof *features);

  for (int delta = -MOST_DIFFERENCE; delta <= MOST_DIFFERENCE; delta++)
    {
      AlgoReal *row = (*features)[delta + MOST_DIFFERENCE];
      const double near = exp (-delta * delta / (2 * reach * reach));

      for (guint k = 0; k < ALGO_PERIODS; k++)
        {
          row[k] = cos (2 * G_PI * delta / PERIODS[k]) * near;
          row[ALGO_PERIODS + k] = sin (2 * G_PI * delta / PERIODS[k]) * near;
        }
      for (guint k = 0; k < ALGO_WIDTHS; k++)
        row[2 * ALGO_PERIODS + k] = exp (-delta * delta / (2 * WIDTHS[k] * WIDTHS[k]));
    }
  return features;
}

static const PositionFeatures *
position_features (gboolean on_ring)
{
  static PositionFeatures *features[2];
  PositionFeatures **of_kind = &features[on_ring];

  if (g_once_init_enter (of_kind))
    g_once_init_leave (of_kind, build_position_features (on_ring ? REACH_ON_RING : REACH));
  return (const PositionFeatures *) *of_kind;
}

AlgoGeometry *
algo_geometry_new (AlgoModel model, guint most_inputs, guint most_hidden)
{
  AlgoGeometry *geometry = g_new0 (AlgoGeometry, 1);
  const gsize edges = (gsize) ALGO_SLOTS * (2 * most_inputs - 1);

  geometry->paired = model == ALGO_MODEL_PAIRED;
  geometry->task = &algo_task_l1;
  geometry->slot = g_new (guint, most_hidden);
  geometry->first_edge = g_new (guint, most_hidden);
  geometry->edge_features = g_new (AlgoReal, edges * ALGO_EDGE_FEATURES);
  geometry->slot_features = g_new (AlgoReal, ALGO_SLOTS * ALGO_SLOTS);
  return geometry;
}

void
algo_geometry_free (AlgoGeometry *geometry)
{
  if (geometry == NULL)
    return;
  g_free (geometry->slot);
  g_free (geometry->first_edge);
  g_free (geometry->edge_features);
  g_free (geometry->slot_features);
  g_free (geometry);
}

/* The shorter way round, from -n / 2 exclusive to n / 2. */
static int
difference_on_ring (int difference, int n)
{
  return difference > n / 2           ? difference - n
         : difference <= -(n - n / 2) ? difference + n
                                      : difference;
}

static void
set_features (AlgoGeometry *geometry)
{
  const PositionFeatures *positions = position_features (geometry->paired);
  const int n = (int) geometry->inputs;
  AlgoReal *row = geometry->edge_features;

  memset (geometry->slot_features, 0, ALGO_SLOTS * ALGO_SLOTS * sizeof (AlgoReal));
  for (guint slot = 0; slot < geometry->slots; slot++)
    {
      geometry->slot_features[slot * ALGO_SLOTS + slot] = 1;
      const AlgoReal sign = geometry->paired && slot % 2 == 1 ? -1 : 1;

      for (int delta = 1 - n; delta < n; delta++, row += ALGO_EDGE_FEATURES)
        {
          const int shown = geometry->paired ? difference_on_ring (delta, n) : delta;

          for (guint k = 0; k < POSITIONS; k++)
            row[k] = sign * (*positions)[MOST_DIFFERENCE + shown][k];
          memset (row + POSITIONS, 0, ALGO_SLOTS * sizeof (AlgoReal));
          row[POSITIONS + slot] = 1;
        }
    }
}

void
algo_geometry_set_task (AlgoGeometry *geometry, const AlgoTask *task)
{
  if (task == geometry->task)
    return;
  geometry->task = task;
  geometry->inputs = 0;
}

void
algo_geometry_set (AlgoGeometry *geometry, guint inputs, guint hidden)
{
  if (geometry->inputs == inputs && geometry->hidden == hidden)
    return;
  geometry->inputs = inputs;
  geometry->hidden = hidden;
  geometry->moments = algo_task_moments (geometry->task, inputs);
  geometry->slots = MIN ((hidden + inputs - 1) / inputs, ALGO_SLOTS);
  geometry->span = 2 * inputs - 1;
  for (guint j = 0; j < hidden; j++)
    {
      geometry->slot[j] = MIN (j / inputs, ALGO_SLOTS - 1);
      geometry->first_edge[j] = geometry->slot[j] * geometry->span + inputs - 1 - j % inputs;
    }
  set_features (geometry);
}
