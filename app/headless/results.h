/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a training run came to: a table, files in a folder. Main thread only. */
#pragma once

#include "engine/run/observation.h"

#include <stdio.h>

/* Measures the phase at every beta of the grid, at the largest n trained on, with the encoder or
 * without. Returns NULL and the generator's error if a network cannot be made, or an error if it is
 * interrupted. */
AlgoGrid *algo_results_measure (const AlgoSnapshot *snapshot, gboolean from_prior, GError **error);

/* Measures that with the encoder, and prints it as a table. Unless `folder`, which exists, is NULL,
 * writes phases.csv, phase-ribbon.png, and for each power of ten in the run's range of beta
 * network-BETA.safetensors and weights-BETA.png; each appears whole or not at all. Returns FALSE
 * and an error at the first that cannot be made, or if it is interrupted. */
gboolean
algo_results_show (const AlgoSnapshot *snapshot, FILE *to, const char *folder, GError **error);
/* Makes the folder, if it is missing, and asks whether all that can be written to it for a run of
 * these settings, as algo_destination_check_file(). */
gboolean algo_results_check (const AlgoSettings *settings,
                             const char *folder,
                             gboolean force,
                             GError **error);
