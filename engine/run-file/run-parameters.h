/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters and Adam's moments in the rows of a run file: the state to go on from, and the table
 * of moments, which with the snapshot of the same step is all that training went on from there.
 * Errors as in database.h. */
#pragma once

#include "engine/run-file/database.h"
#include "engine/run-file/run.h"

void algo_row_put_parameters (AlgoRow *row, const AlgoParameters *parameters);
void algo_row_take_parameters (AlgoRow *row, AlgoParameters *parameters);

gboolean algo_parameters_are_finite (const AlgoParameters *parameters);
gboolean algo_moments_are_valid (const AlgoParameters *first, const AlgoParameters *second);

/* In place of the state that there was. Within a transaction of the caller. */
gboolean algo_run_write_state (sqlite3 *database,
                               const AlgoTrainerState *state,
                               guint64 budget,
                               GError **error);

/* What the state leaves to the other tables, as they have it of its step. */
gboolean algo_run_read_kept_parameters (sqlite3 *database, AlgoTrainerState *state, GError **error);
gboolean algo_run_read_kept_moments (sqlite3 *database, AlgoTrainerState *state, GError **error);

/* Whether all moments are as they were written. */
gboolean algo_run_check_moments (sqlite3 *database, const AlgoRun *run, GError **error);
/* The latest at or before `step`, with their snapshot; the settings are the run's, whatever the
 * rate was by then. NULL without an error if there are none. */
AlgoTrainerState *algo_run_read_earlier_state (sqlite3 *database,
                                               const AlgoSettings *settings,
                                               guint64 step,
                                               GError **error);
