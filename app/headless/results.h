/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a training run came to: a table on stdout, files in a folder. Main thread only. */
#pragma once

#include "engine/run/grid.h"

/* The phase at every beta of the grid, at the largest n trained on. NULL and the generator's error
 * if a network cannot be made, NULL without an error if it is interrupted. */
AlgoGrid *algo_results_measure (const AlgoSnapshot *snapshot, GError **error);

void algo_results_print (const AlgoSnapshot *snapshot, const AlgoGrid *grid);

/* Writes into `folder`, which exists: phases.csv, phase-ribbon.png, and for beta from 1e-6 to 1e-1
 * network-BETA.safetensors and weights-BETA.png. Each appears whole or not at all. FALSE and a
 * G_FILE_ERROR or the generator's error at the first that cannot be made. */
gboolean algo_results_save_pictures (const AlgoSnapshot *snapshot,
                                     const AlgoGrid *grid,
                                     const char *folder,
                                     GError **error);
