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

/* Differences that the encoder's edges of a slot are told apart by. On a ring there are n, but
 * edges that are to stand in a row need both ways round. */
static guint
count_differences (gboolean paired, guint kinds, guint inputs)
{
  return paired && kinds > 0 ? inputs : 2 * inputs - 1;
}

guint
algo_geometry_most_span (const AlgoParameterTable *table, guint inputs)
{
  return MAX (table->kinds, 1)
         * count_differences (table->model == ALGO_MODEL_PAIRED, table->kinds, inputs);
}

AlgoGeometry *
algo_geometry_new (const AlgoParameterTable *table, guint most_inputs, guint most_hidden)
{
  AlgoGeometry *geometry = g_new0 (AlgoGeometry, 1);
  const guint span = algo_geometry_most_span (table, most_inputs);
  const gsize edges = (gsize) ALGO_SLOTS * span;

  geometry->paired = table->model == ALGO_MODEL_PAIRED;
  geometry->kinds = table->kinds;
  if (table->kinds > 0)
    {
      geometry->kind = g_new (guint, most_inputs);
      geometry->seen_kind = g_new (guint, span);
      geometry->edge = g_new (guint, (gsize) most_hidden * most_inputs);
    }
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
  g_free (geometry->kind);
  g_free (geometry->seen_kind);
  g_free (geometry->edge);
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
  const int differences = (int) count_differences (geometry->paired, geometry->kinds, n);
  AlgoReal *row = geometry->edge_features;

  memset (geometry->slot_features, 0, ALGO_SLOTS * ALGO_SLOTS * sizeof (AlgoReal));
  for (guint slot = 0; slot < geometry->slots; slot++)
    {
      geometry->slot_features[slot * ALGO_SLOTS + slot] = 1;
      const AlgoReal sign = geometry->paired && slot % 2 == 1 ? -1 : 1;

      for (int at = 0; at < (int) geometry->span; at++, row += ALGO_EDGE_FEATURES)
        {
          const int delta = at % differences + 1 - n;
          const int shown = geometry->paired ? difference_on_ring (delta, n) : delta;

          for (guint k = 0; k < POSITIONS; k++)
            row[k] = sign * (*positions)[MOST_DIFFERENCE + shown][k];
          memset (row + POSITIONS, 0, ALGO_SLOTS * sizeof (AlgoReal));
          row[POSITIONS + slot] = 1;
        }
    }
}

/* Which input is of which kind, and which of the encoder's edges is whose. */
static void
set_kinds (AlgoGeometry *geometry)
{
  const AlgoTask *task = geometry->task;
  const guint n = geometry->inputs, differences = count_differences (geometry->paired, 1, n);
  guint in_use = 1;

  g_return_if_fail (task->row->kinds == geometry->kinds);
  for (guint i = 0; i < n; i++)
    {
      geometry->kind[i] = task->row->kind_of_input (task, n, i);
      in_use = MAX (in_use, geometry->kind[i] + 1);
    }
  geometry->span = in_use * differences;
  for (guint row = 0; row < geometry->span; row++)
    geometry->seen_kind[row] = row / differences;
  for (guint j = 0; j < geometry->hidden; j++)
    for (guint i = 0; i < n; i++)
      /* What is left over of a difference of 2 n - 1 is itself, on a ring the way round. */
      geometry->edge[j * n + i] = geometry->slot[j] * geometry->span
                                  + geometry->kind[i] * differences
                                  + (n - 1 + i - j % n) % differences;
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
  if (geometry->kinds > 0)
    set_kinds (geometry);
  set_features (geometry);
}
