/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of one run file, copied to another of the same run, or of one that branches off it. Within a
 * transaction of the caller; errors as in database.h. */
#pragma once

#include "engine/run-file/database.h"

/* The snapshots and moments up to step `until` that `database` lacks, as far as `source` can be
 * read. */
gboolean
algo_run_copy_parameters (sqlite3 *database, sqlite3 *source, guint64 until, GError **error);
/* The metrics of the steps up to `until`, every one, and their phases. */
gboolean algo_run_copy_metrics (sqlite3 *database, sqlite3 *source, guint64 until, GError **error);
