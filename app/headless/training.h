/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that train have in common. Main thread only. */
#pragma once

#include "engine/run-file/recorder.h"

/* Whether a file of this name is a run file, by its suffix. */
gboolean algo_training_is_run (const char *path);

/* Takes steps until `until`, with the progress on stderr, and notes them in `recorder` unless that
 * is NULL. Ends early when training diverges or is interrupted. FALSE, with an error line, if it
 * diverged. */
gboolean algo_training_run (AlgoTrainer *trainer, AlgoRecorder *recorder, guint64 until);

/* Writes the rest of a run and closes its file, once training is over. FALSE, with an error line,
 * if it could not be written. */
gboolean algo_training_close (AlgoRecorder *recorder, const AlgoTrainer *trainer);

/* Prints the table of phases and, unless `folder` is NULL, saves tables and pictures there. FALSE,
 * with an error line, if not all of it could be done. */
gboolean algo_training_show_phases (const AlgoSnapshot *snapshot, const char *folder);

/* Lets new trainers use the kernels that a run was recorded with last, on which its bits depend.
 * Where they cannot run here it is an error if they `must`, and a warning if not. FALSE, too, if
 * the file is no run that can be read. */
gboolean algo_training_choose_kernels (const char *path, gboolean must, GError **error);
