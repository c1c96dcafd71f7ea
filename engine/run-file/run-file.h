/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run file, open for reading.
 *
 * Opening reads everything once and believes nothing: application, version, schema, the database's
 * own structure, checksums, ranges, sizes and finiteness. It changes nothing in the file, and
 * leaves no file beside it that was not there unless another program has the run open or was killed
 * while it did. Errors are G_FILE_ERROR or ALGO_ERROR_FORMAT, one line that names the file. It may
 * take a tenth of a second or more, and is for a thread that may wait. One thread at a time uses a
 * run file. */
#pragma once

#include "engine/run-file/run.h"

typedef struct _AlgoRunFile AlgoRunFile;

/* Whether a file begins as a run's does, and as any other database of SQLite. */
gboolean algo_run_file_is_run (const char *path);

AlgoRunFile *algo_run_file_open (const char *path, GError **error);
/* As above for the snapshots alone of a run whose settings are known, while it is being recorded,
 * say: checks what it holds, but no row that is not asked for, and takes a millisecond. Of the run
 * that it is said to hold, only the settings are there. */
AlgoRunFile *
algo_run_file_open_snapshots (const char *path, const AlgoSettings *settings, GError **error);
void algo_run_file_free (AlgoRunFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoRunFile, algo_run_file_free)

/* As it was when it was opened; borrowed. */
const AlgoRun *algo_run_file_get_run (const AlgoRunFile *file);

/* The latest parameters kept at or before `step`, in a few milliseconds: a snapshot's, or those of
 * the last step in the file. Of generation 1, with the settings of the run and the step that they
 * are of. What was recorded since the file was opened is found, too. */
AlgoSnapshot *algo_run_file_read_snapshot (AlgoRunFile *file, guint64 step, GError **error);

/* What training went on from after the latest step at or before `step` of which all is kept. NULL
 * without an error if that is only the beginning. The rate is that of the run's beginning. */
AlgoTrainerState *
algo_run_file_read_earlier_state (AlgoRunFile *file, guint64 step, GError **error);

/* What training goes on from. Free with algo_trainer_state_free(). */
AlgoTrainerState *algo_run_file_read_state (AlgoRunFile *file, GError **error);
