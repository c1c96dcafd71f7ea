/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stretches of one phase, over log10 beta and over training. */
#pragma once

#include "ui/pictures/history/grid-history.h"

typedef struct
{
  AlgoPhase phase;
  gsize first, end; /* points of the grid, or grids of the history: [first, end) */
  double low, high; /* log10 beta or steps, half way to the neighbour on either side */
} AlgoPhaseRun;

/* The run of a grid that begins at point `first`, below ALGO_GRID. */
AlgoPhaseRun algo_phase_run_of_grid (const AlgoGrid *grid, gsize first);
/* The run of grids with one phase at `point` that begins at grid `first`, below the count. */
AlgoPhaseRun algo_phase_run_of_history (const AlgoGridHistory *history, guint point, gsize first);

/* "Phases over log β: −6.00 to −4.28 Double-sided; ..."; a new string. */
char *algo_phase_runs_describe_grid (const AlgoGrid *grid);
/* The same in a few short lines: where there are many ranges, only the phases, each once. */
char *algo_phase_runs_summarise_grid (const AlgoGrid *grid);
/* "At log β −4.00: Unformed to step 150; Convexity to step 400; Tilted to step 4000.", the latest
 * few; a new string. */
char *algo_phase_runs_describe_history (const AlgoGridHistory *history, double log_beta);
