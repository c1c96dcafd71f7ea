/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a branch: a run that goes on from a step of another, in a file of its own without a name.
 */
#pragma once

#include "engine/run-file/recorder.h"

#include <gio/gio.h>

typedef struct
{
  guint64 step;
  gboolean was_running; /* the parent */
  char *parent_path;
  GCancellable *cancellable;

  /* While the thread makes it; atomic: `taken` of `total` steps have been taken once more. */
  guint taken, total;

  /* What it made, or why it could not. */
  AlgoRecorder *recorder;
  AlgoTrainerState *state;
  GError *error;

  /* The thread's. */
  AlgoRecorder *parent;
  guint threads;
  char *path;
} AlgoBranching;

/* From `step` of the run that `parent`, which is referenced, records to `parent_path`. */
AlgoBranching *algo_branching_new (AlgoRecorder *parent,
                                   const char *parent_path,
                                   const AlgoSettings *settings,
                                   guint64 step);
/* A run that nobody took is closed in the background. Main thread. */
void algo_branching_free (AlgoBranching *branching);

/* Makes it, which waits for the recorder and the disk, and takes up to some hundred training steps
 * once more. In a thread. */
void algo_branching_make (AlgoBranching *branching);
