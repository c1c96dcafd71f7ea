/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Births and deaths of phases, over beta and over steps. */
#include "engine/ensemble/ensemble-statistics.h"

#include "engine/analysis/phases.h"

/* The phases of a grid without flickers. */
static void
read_steady_phases (const AlgoGrid *grid, AlgoPhase *phases /* (ALGO_GRID) */)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      phases[i] = grid->points[i].phase;
      if (i > 0 && i + 1 < ALGO_GRID && algo_phase_rows[phases[i]].flickers
          && grid->points[i - 1].phase == grid->points[i + 1].phase)
        phases[i] = grid->points[i - 1].phase;
    }
}

static void
add_transitions (GArray *transitions, guint member, const AlgoGrid *grid)
{
  AlgoPhase phases[ALGO_GRID];

  read_steady_phases (grid, phases);
  for (guint i = 1; i < ALGO_GRID; i++)
    if (phases[i - 1] != phases[i])
      {
        const AlgoTransition transition = {
          .member = member,
          .from = phases[i - 1],
          .to = phases[i],
          .log_beta = (grid->points[i - 1].log_beta + grid->points[i].log_beta) / 2,
        };

        g_array_append_val (transitions, transition);
      }
}

GArray *
algo_ensemble_list_transitions (const AlgoEnsemble *ensemble, guint64 step)
{
  GArray *transitions = g_array_new (FALSE, FALSE, sizeof (AlgoTransition));

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoGrid *grid =
          algo_ensemble_member_find_grid (algo_ensemble_get_member (ensemble, i), step);

      if (grid != NULL)
        add_transitions (transitions, i, grid);
    }
  return transitions;
}

/* The phase stands in the grids from `first` to `last`, both included. */
static void
note_standing (GArray *lifetimes,
               guint begin,
               guint member,
               const GPtrArray *grids,
               AlgoPhase phase,
               guint first,
               guint last)
{
  const AlgoGrid *last_grid = grids->pdata[last];
  AlgoLifetime born;

  for (guint i = begin; i < lifetimes->len; i++)
    {
      AlgoLifetime *lifetime = &g_array_index (lifetimes, AlgoLifetime, i);

      if (lifetime->phase == phase)
        {
          lifetime->last = last_grid->step;
          lifetime->ended = last + 1 < grids->len;
          return;
        }
    }
  born = (AlgoLifetime){ .member = member,
                         .phase = phase,
                         .first = ((const AlgoGrid *) grids->pdata[first])->step,
                         .last = last_grid->step,
                         .ended = last + 1 < grids->len };
  g_array_append_val (lifetimes, born);
}

static void
add_lifetimes (GArray *lifetimes, guint member, const GPtrArray *grids, guint point)
{
  const guint begin = lifetimes->len;
  guint first = 0;

  for (guint i = 0; i < grids->len; i++)
    {
      const AlgoGrid *grid = grids->pdata[i];
      const AlgoGrid *next = i + 1 < grids->len ? grids->pdata[i + 1] : NULL;
      const AlgoPhase phase = grid->points[point].phase;

      if (next != NULL && next->points[point].phase == phase)
        continue;
      if (i + 1 - first >= ALGO_STANDING_GRIDS)
        note_standing (lifetimes, begin, member, grids, phase, first, i);
      first = i + 1;
    }
}

GArray *
algo_ensemble_list_lifetimes (const AlgoEnsemble *ensemble, guint point)
{
  GArray *lifetimes = g_array_new (FALSE, FALSE, sizeof (AlgoLifetime));

  for (guint i = 0; i < ensemble->members->len; i++)
    add_lifetimes (lifetimes, i, algo_ensemble_get_member (ensemble, i)->grids, point);
  return lifetimes;
}
