/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was gathered, as tables with a header row. Any thread. */
#pragma once

#include "engine/ensemble/ensemble.h"
#include "engine/formats/csv.h"

AlgoCsv *algo_ensemble_table_members (const AlgoEnsemble *ensemble); /* a row a member */
/* Of every member, as algo_run_table_phases() of its run. */
AlgoCsv *algo_ensemble_table_phases (const AlgoEnsemble *ensemble);
/* A row for each size at each beta of each member that was measured. */
AlgoCsv *algo_ensemble_table_generalisation (const AlgoEnsemble *ensemble);
/* A row for each point of the grid of each member that was measured: its phase with and without the
 * encoder. */
AlgoCsv *algo_ensemble_table_prior (const AlgoEnsemble *ensemble);
/* A row for the network that Adam trained directly beside each member. */
AlgoCsv *algo_ensemble_table_direct (const AlgoEnsemble *ensemble);
