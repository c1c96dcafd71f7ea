/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase grids of a run over training, as pictures take them, and how to find one's way in them.
 */
#pragma once

#include "engine/run/observation.h"

typedef struct
{
  const AlgoGrid *const *grids; /* (count) by growing step, at whatever steps; borrowed */
  gsize count;
  guint64 budget;      /* axes of steps end here, or at the last grid if that is later */
  AlgoBetaRange range; /* that the grids lie over, and axes of beta */
} AlgoGridHistory;

/* Where axes of steps end, at least 1. */
double algo_grid_history_end (const AlgoGridHistory *history);
/* The index of the grid nearest to `step`, of the last if `step` is negative; 0 without grids. */
gsize algo_grid_history_find (const AlgoGridHistory *history, gint64 step);
/* The grid there; NULL without grids. */
const AlgoGrid *algo_grid_history_get (const AlgoGridHistory *history, gint64 step);
/* The step up to which grid `index` speaks: half way to the next, or as far beyond the last as it
 * reaches back, within the axis. Before the first that is its lower bound, `index` -1. */
double algo_grid_history_edge (const AlgoGridHistory *history, gssize index);
/* Whether grids speak of a step, and the index of the one that does. */
gboolean
algo_grid_history_find_measured (const AlgoGridHistory *history, gint64 step, gsize *index);
/* From a step and a log10 beta to the middle of the cell that lies so many grids later and so many
 * betas higher, as far as there are any. Without grids they stay. */
void algo_grid_history_move (const AlgoGridHistory *history,
                             gint grids,
                             gint betas,
                             gint64 *step,
                             double *log_beta);

/* The index of the point nearest to `log_beta`, of a grid over that range. */
guint algo_grid_find_point (AlgoBetaRange range, double log_beta);
/* The log10 beta up to which point `index` speaks, half way to the next; of -1, the lower bound. */
double algo_grid_edge (AlgoBetaRange range, gint index);
/* The point nearest to `log_beta`. */
const AlgoGridPoint *algo_grid_get_nearest (const AlgoGrid *grid, double log_beta);

/* "log β −4.28: Pudding +, confidence 93 %, FVU 0.008, KL 281 nats"; a new string. */
char *algo_grid_point_describe (const AlgoGridPoint *point);
