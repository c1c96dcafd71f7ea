/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-consensus.h"

#include "engine/run/grid.h"
#include "engine/settings.h"

static void
measure_grid (const AlgoEnsemble *ensemble, AlgoGrid *grid, AlgoPhaseCounts *counts)
{
  for (guint point = 0; point < ALGO_GRID; point++)
    {
      AlgoPhase phase;

      counts[point] = algo_ensemble_count_phases (ensemble, point, grid->step);
      phase = algo_phase_counts_get_majority (&counts[point]);
      grid->points[point] = (AlgoGridPoint){
        .log_beta = algo_grid_log_beta (algo_settings_get_beta_range (&ensemble->settings), point),
        .phase = phase,
        .confidence = (double) counts[point].counts[phase] / MAX (counts[point].total, 1),
      };
    }
}

AlgoConsensus *
algo_consensus_new (AlgoEnsemble *ensemble)
{
  AlgoConsensus *self = g_atomic_rc_box_new0 (AlgoConsensus);
  g_autoptr (GArray) steps = algo_ensemble_list_steps (ensemble);
  const AlgoGrid **grids = g_new (const AlgoGrid *, steps->len);

  self->ensemble = algo_ensemble_ref (ensemble);
  self->usual_step = algo_ensemble_get_usual_step (ensemble);
  self->counts = g_new0 (AlgoPhaseCounts, (gsize) steps->len * ALGO_GRID);
  for (guint i = 0; i < steps->len; i++)
    {
      const AlgoSnapshot snapshot = { .step = g_array_index (steps, guint64, i) };
      AlgoGrid *grid = algo_grid_new (&snapshot, ensemble->settings.most,
                                      ALGO_HIDDEN_PER_INPUT * ensemble->settings.most);

      measure_grid (ensemble, grid, &self->counts[(gsize) i * ALGO_GRID]);
      grids[i] = grid;
    }
  for (guint i = 0; i < ensemble->members->len; i++)
    self->n_measured += algo_ensemble_get_member (ensemble, i)->grids->len > 0;
  self->history = (AlgoGridHistory){ .grids = grids,
                                     .count = steps->len,
                                     .budget = ensemble->settings.steps,
                                     .range = algo_settings_get_beta_range (&ensemble->settings) };
  return self;
}

AlgoConsensus *
algo_consensus_ref (AlgoConsensus *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
consensus_clear (gpointer data)
{
  AlgoConsensus *self = data;

  for (gsize i = 0; i < self->history.count; i++)
    algo_grid_unref ((AlgoGrid *) self->history.grids[i]);
  g_free ((gpointer) self->history.grids);
  g_free (self->counts);
  algo_ensemble_unref (self->ensemble);
}

void
algo_consensus_unref (AlgoConsensus *self)
{
  g_atomic_rc_box_release_full (self, consensus_clear);
}

const AlgoPhaseCounts *
algo_consensus_get_counts (const AlgoConsensus *self, gsize index, guint point)
{
  return &self->counts[index * ALGO_GRID + point];
}
