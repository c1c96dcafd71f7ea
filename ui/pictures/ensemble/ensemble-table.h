/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that pictures of ensembles draw, as tables with headers: of pictures with measured
 * members. */
#pragma once

#include "engine/formats/csv.h"
#include "ui/pictures/ensemble/ensemble-parts.h"

/* at_step, log_beta, seeds, phase, share, entropy, then the count of each phase: what the seeds say
 * at each point of the grid, at the chosen step or at every one. */
void algo_ensemble_tabulate_phases (const AlgoEnsemblePicture *picture, AlgoCsv *csv);
void algo_ensemble_tabulate_map (const AlgoEnsemblePicture *picture, AlgoCsv *csv);
/* at_step, log_beta, measure, seeds, least, lower, median, upper, most: at each point of the grid,
 * or at each step. */
void algo_ensemble_tabulate_bands (const AlgoEnsemblePicture *picture, AlgoCsv *csv);
/* phase, change, seed, log_beta, at_step: "born" or "dies", one seed a row; over log10 beta at the
 * chosen step, then over steps at the chosen log10 beta. */
void algo_ensemble_tabulate_transitions (const AlgoEnsemblePicture *picture, AlgoCsv *csv);
/* log_beta, inputs, seeds, least, lower, median, upper, most of FVU, then the count of each phase:
 * one size a row. */
void algo_ensemble_tabulate_generalisation (const AlgoEnsemblePicture *picture, AlgoCsv *csv);
/* seed, log_beta, at_step, phase, confidence, unexplained, then the same three of the network that
 * was trained directly. */
void algo_ensemble_tabulate_direct (const AlgoEnsemblePicture *picture, AlgoCsv *csv);
