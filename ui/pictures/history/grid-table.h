/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels of the phases of a run have in common in their tables, and in what they are of. */
#pragma once

#include "ui/pictures/scene/panel.h"

/* log_beta, phase, confidence, unexplained, kl: of one point. */
void algo_csv_add_point (AlgoCsv *csv, const AlgoGridPoint *point);
/* at_step and the same, with a header: every point of the grids of a history before `last`, then of
 * `last`. */
void
algo_grid_history_tabulate (const AlgoGridHistory *history, const AlgoGrid *last, AlgoCsv *csv);
/* A panel of that grid, or of grids of its size if `every_step`; NULL changes nothing. */
void algo_grid_set_basis (const AlgoGrid *grid, gboolean every_step, AlgoPanelBasis *basis);
