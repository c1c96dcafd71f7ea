/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a run file, read into memory and checked. */
#pragma once

#include "engine/run-file/database.h"
#include "engine/run-file/run.h"

/* All but parameters, and whether every snapshot can be read. NULL and ALGO_ERROR_FORMAT if
 * anything is not as it was written. */
AlgoRun *algo_run_read (sqlite3 *database, GError **error);

/* The parameters of the latest step at or before `step`, a snapshot's or the state's; `found`
 * receives which step. NULL and ALGO_ERROR_FORMAT if there is none, or if it is damaged. */
AlgoParameters *algo_run_read_parameters (sqlite3 *database,
                                          const AlgoSettings *settings,
                                          guint64 step,
                                          guint64 *found,
                                          GError **error);

/* The state to go on from, with the run's settings. */
AlgoTrainerState *
algo_run_read_state (sqlite3 *database, const AlgoSettings *settings, GError **error);
