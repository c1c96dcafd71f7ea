/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run file, open for writing.
 *
 * Every change is one transaction, after which the file is a cut of the run. Errors are
 * G_FILE_ERROR or ALGO_ERROR_FORMAT, one line that names the file; the file is then as it was
 * before, and the same may be tried again. Everything waits for the disk. One thread at a time. */
#pragma once

#include "engine/run-file/run-file.h"

/* What is to be added; all of it may be empty but the state. Borrowed. */
typedef struct
{
  const AlgoTrainerState *state;
  guint64 budget;
  const AlgoMetrics *metrics; /* of the last steps up to the state's that the file lacks */
  guint n_metrics;
  const AlgoRunEvent *events; /* after those in the file */
  guint n_events;
  AlgoGrid *const *grids; /* of draws each */
  guint n_grids;
  guint draws;
  AlgoSnapshot *const *snapshots;
  guint n_snapshots;
} AlgoRunCut;

typedef struct _AlgoRunWriter AlgoRunWriter;

/* Makes a file with `cut`, which is then all there is of the run, and opens it. It appears whole
 * or not at all, in place of what was there, unless another program is recording to that. Of `run`
 * only what does not change is written. `source` has what `cut` lacks: snapshots, of which those
 * that cannot be read are left out, and where `cut` has not the metrics of all steps those, too,
 * and the phases. It may be NULL if `cut` has them. */
AlgoRunWriter *algo_run_writer_create (const char *path,
                                       const AlgoRun *run,
                                       const AlgoRunCut *cut,
                                       AlgoRunWriter *source,
                                       GError **error);

/* The same for a run that branches off another at the cut's step, with the parameters and moments
 * that were kept of that one up to there. */
AlgoRunWriter *algo_run_writer_create_branch (const char *path,
                                              const AlgoRun *run,
                                              const AlgoRunCut *cut,
                                              AlgoRunFile *parent,
                                              GError **error);

/* Puts a run's file that nobody has open in the place of what is at `path`, through links, with its
 * permissions. FALSE, and both as they are, if another program is recording to that. */
gboolean algo_run_file_replace (const char *file, const char *path, GError **error);

/* Opens a file that algo_run_file_open() found whole, and that is still at `step`. */
AlgoRunWriter *algo_run_writer_open (const char *path, guint64 step, GError **error);
void algo_run_writer_free (AlgoRunWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoRunWriter, algo_run_writer_free)

const char *algo_run_writer_get_path (const AlgoRunWriter *writer);

/* FALSE, too, when the file was deleted or another one took its place. */
gboolean algo_run_writer_append (AlgoRunWriter *writer, const AlgoRunCut *cut, GError **error);
