/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble-statistics.h"

#include <math.h>

#include "engine/compare.h"

/* Of a member with grids. */
static guint64
get_last_grid_step (const AlgoEnsembleMember *member)
{
  return ((const AlgoGrid *) member->grids->pdata[member->grids->len - 1])->step;
}

GArray *
algo_ensemble_list_steps (const AlgoEnsemble *ensemble)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint kept = 0;

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const GPtrArray *grids = algo_ensemble_get_member (ensemble, i)->grids;

      for (guint j = 0; j < grids->len; j++)
        g_array_append_val (steps, ((const AlgoGrid *) grids->pdata[j])->step);
    }
  g_array_sort (steps, algo_compare_wholes);
  for (guint i = 0; i < steps->len; i++)
    {
      const guint64 step = g_array_index (steps, guint64, i);

      if (kept == 0 || g_array_index (steps, guint64, kept - 1) != step)
        g_array_index (steps, guint64, kept++) = step;
    }
  g_array_set_size (steps, kept);
  return steps;
}

guint64
algo_ensemble_get_usual_step (const AlgoEnsemble *ensemble)
{
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);
      const guint64 step = member->grids->len > 0 ? get_last_grid_step (member) : 0;

      if (member->grids->len > 0)
        g_array_append_val (last, step);
    }
  g_array_sort (last, algo_compare_wholes);
  return last->len > 0 ? g_array_index (last, guint64, last->len / 2) : 0;
}

const AlgoGrid *
algo_ensemble_member_find_grid (const AlgoEnsembleMember *member, guint64 step)
{
  guint low = 0, high = member->grids->len;

  if (step > member->step)
    return NULL;
  /* Grids before `low` are at or before the step, those from `high` on after it. */
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (((const AlgoGrid *) member->grids->pdata[middle])->step <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? member->grids->pdata[low - 1] : NULL;
}

GArray *
algo_ensemble_list_cell (const AlgoEnsemble *ensemble, guint point, guint64 step)
{
  GArray *cell = g_array_new (FALSE, FALSE, sizeof (AlgoCellMember));

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoGrid *grid =
          algo_ensemble_member_find_grid (algo_ensemble_get_member (ensemble, i), step);

      if (grid != NULL)
        {
          const AlgoCellMember found = { .member = i,
                                         .step = grid->step,
                                         .point = &grid->points[point] };

          g_array_append_val (cell, found);
        }
    }
  return cell;
}

static void
count (AlgoPhaseCounts *counts, AlgoPhase phase)
{
  counts->counts[phase]++;
  counts->total++;
}

AlgoPhaseCounts
algo_ensemble_count_phases (const AlgoEnsemble *ensemble, guint point, guint64 step)
{
  g_autoptr (GArray) cell = algo_ensemble_list_cell (ensemble, point, step);
  AlgoPhaseCounts counts = { 0 };

  for (guint i = 0; i < cell->len; i++)
    count (&counts, g_array_index (cell, AlgoCellMember, i).point->phase);
  return counts;
}

AlgoPhase
algo_phase_counts_get_majority (const AlgoPhaseCounts *counts)
{
  AlgoPhase majority = 0;

  for (AlgoPhase phase = 1; phase < ALGO_N_PHASES; phase++)
    if (counts->counts[phase] > counts->counts[majority])
      majority = phase;
  return majority;
}

double
algo_phase_counts_get_entropy (const AlgoPhaseCounts *counts)
{
  double entropy = 0;

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    if (counts->counts[phase] > 0)
      {
        const double share = (double) counts->counts[phase] / counts->total;

        entropy += share * log2 (1 / share);
      }
  return entropy;
}

/* Whether each member has come at least to the usual step. */
static gboolean *
find_members_at_end (const AlgoEnsemble *ensemble)
{
  const guint64 usual = algo_ensemble_get_usual_step (ensemble);
  gboolean *counting = g_new0 (gboolean, ensemble->members->len);

  for (guint i = 0; i < ensemble->members->len; i++)
    counting[i] =
        algo_ensemble_member_find_grid (algo_ensemble_get_member (ensemble, i), usual) != NULL;
  return counting;
}

/* NULL where it was not measured. */
static const AlgoSizePoint *
find_size_point (const AlgoEnsembleMember *member, guint point, guint inputs)
{
  const AlgoGeneralisation *generalisation =
      algo_ensemble_member_find_generalisation (member, point);
  const AlgoSizePoint *size;

  if (generalisation == NULL)
    return NULL;
  size = &generalisation->points[inputs - ALGO_MIN_INPUTS];
  return size->known ? size : NULL;
}

AlgoSpread
algo_ensemble_spread_size (const AlgoEnsemble *ensemble, guint point, guint inputs)
{
  g_autofree gboolean *counting = find_members_at_end (ensemble);
  g_autofree double *values = g_new (double, ensemble->members->len);
  guint found = 0;

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoSizePoint *size =
          find_size_point (algo_ensemble_get_member (ensemble, i), point, inputs);

      if (counting[i] && size != NULL)
        values[found++] = size->unexplained;
    }
  return algo_spread_of (found, values);
}

AlgoPhaseCounts
algo_ensemble_count_phases_at_size (const AlgoEnsemble *ensemble, guint point, guint inputs)
{
  g_autofree gboolean *counting = find_members_at_end (ensemble);
  AlgoPhaseCounts counts = { 0 };

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoSizePoint *size =
          find_size_point (algo_ensemble_get_member (ensemble, i), point, inputs);

      if (counting[i] && size != NULL)
        count (&counts, size->phase);
    }
  return counts;
}

GArray *
algo_ensemble_list_direct (const AlgoEnsemble *ensemble, guint point)
{
  g_autofree gboolean *counting = find_members_at_end (ensemble);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (AlgoDirectPair));

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);
      const AlgoGrid *grid = algo_ensemble_member_find_grid (member, member->step);
      AlgoDirectPair pair;

      if (!counting[i] || member->direct.step == 0)
        continue;
      pair =
          (AlgoDirectPair){ .member = i, .point = &grid->points[point], .direct = &member->direct };
      g_array_append_val (pairs, pair);
    }
  return pairs;
}

AlgoPriorCounts
algo_ensemble_count_priors (const AlgoEnsemble *ensemble)
{
  g_autofree gboolean *counting = find_members_at_end (ensemble);
  AlgoPriorCounts counts = { 0 };

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (!counting[i] || member->with_encoder == NULL)
        continue;
      counts.members++;
      for (guint point = 0; point < ALGO_GRID; point++)
        count (&counts.without[member->with_encoder->points[point].phase],
               member->without_encoder->points[point].phase);
    }
  return counts;
}
