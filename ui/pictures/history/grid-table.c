/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/grid-table.h"

void
algo_csv_add_point (AlgoCsv *csv, const AlgoGridPoint *point)
{
  algo_csv_add_real (csv, point->log_beta);
  algo_csv_add_text (csv, algo_phase_name (point->phase));
  algo_csv_add_real (csv, point->confidence);
  algo_csv_add_real (csv, point->unexplained);
  algo_csv_add_real (csv, point->kl);
}

static void
add_grid (AlgoCsv *csv, const AlgoGrid *grid)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_csv_add_whole (csv, grid->step);
      algo_csv_add_point (csv, &grid->points[i]);
      algo_csv_end_row (csv);
    }
}

void
algo_grid_history_tabulate (const AlgoGridHistory *history, const AlgoGrid *last, AlgoCsv *csv)
{
  algo_csv_add_names (csv, "at_step", "log_beta", "phase", "confidence", "unexplained", "kl", NULL);
  for (gsize i = 0; i < history->count && history->grids[i]->step < last->step; i++)
    add_grid (csv, history->grids[i]);
  add_grid (csv, last);
}

void
algo_grid_set_basis (const AlgoGrid *grid, gboolean every_step, AlgoPanelBasis *basis)
{
  if (grid == NULL)
    return;
  basis->inputs = grid->inputs;
  basis->hidden = grid->hidden;
  basis->from_prior = grid->from_prior;
  if (!every_step)
    basis->step = grid->step;
}
