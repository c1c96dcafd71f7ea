/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a run file, written. Within a transaction of the caller; errors as in database.h. */
#pragma once

#include "engine/run-file/database.h"
#include "engine/run-file/run-writer.h"

/* The tables, and what does not change in a run. */
gboolean algo_run_write_tables (sqlite3 *database, const AlgoRun *run, GError **error);
gboolean algo_run_write_cut (sqlite3 *database, const AlgoRunCut *cut, GError **error);
