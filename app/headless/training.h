/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that train have in common. Main thread only. */
#pragma once

#include "engine/run-file/recorder.h"

typedef struct
{
  AlgoTrainer *trainer;
  AlgoRecorder *recorder; /* that has begun, or NULL */
  guint64 until;          /* the last step to take */
  const char *output;     /* for the trained parameters where there is no recorder, or NULL */
  const char *pictures;   /* a folder, or NULL */
} AlgoTraining;

/* Takes steps, with the progress on stderr, until the last, an interrupt, or divergence; writes
 * what that comes to, closes the run's file, prints the table of phases, and saves pictures. FALSE,
 * with error lines, if not all of it could be done: the rest is done all the same. */
gboolean algo_training_run (const AlgoTraining *training);

/* Lets new trainers use the kernels that a run was recorded with last, on which its bits depend.
 * Where they cannot run here it is an error if they `must`, and a warning if not. FALSE, too, if
 * the file is no run that can be read. */
gboolean algo_training_choose_kernels (const char *path, gboolean must, GError **error);
