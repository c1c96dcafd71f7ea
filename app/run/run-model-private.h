/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the other objects of a run know of it: AlgoPlayhead and AlgoSceneMaker. Main thread. */
#pragma once

#include "app/run/run-history.h"
#include "app/run/run-model.h"
#include "app/run/run-threads.h"

/* Returns the threads, borrowed, and the latest that they know of this run: the observation, the
 * generalisation and the trajectory may be of other questions and steps. */
const AlgoRunThreads *algo_run_model_peek (AlgoRunModel *self);
/* Returns what is borrowed; NULL without a run. */
AlgoRecorder *algo_run_model_get_recorder (AlgoRunModel *self);
/* Returns its history up to `step`, in arrays that never change; borrowed until the next call. */
const AlgoRunRecords *algo_run_model_get_history (AlgoRunModel *self, guint64 step);
/* Returns all steps whose parameters were kept (see ui/pictures/scene/scene.h), as they were
 * when that was looked at last, some tenths of a second ago, or now; borrowed, immutable. */
GArray *algo_run_model_get_kept_steps (AlgoRunModel *self, gboolean at_once);

/* Goes on, paused, with a run that was opened, and takes both. Where it is `from_file` the largest
 * size that it is trained on is asked for, whatever was; else only if what was is no such size. */
void algo_run_model_take_run (AlgoRunModel *self,
                              AlgoRecorder *recorder,
                              AlgoTrainerState *state,
                              gboolean from_file);
/* These are for those who open files, and run-model-files.c. */
void algo_run_model_set_opening (AlgoRunModel *self, const char *path);
void algo_run_model_set_path (AlgoRunModel *self, const char *path);
