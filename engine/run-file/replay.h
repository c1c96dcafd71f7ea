/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run taken once more from its settings and the changes that were made to it, held against what
 * was recorded. One thread at a time. */
#pragma once

#include "engine/run-file/run-file.h"

typedef struct _AlgoReplay AlgoReplay;

/* At step 0. Borrows `file`. New trainers must be made with the kernels that the run was recorded
 * with, on which its bits depend; `threads` as in AlgoSettings. NULL and ALGO_ERROR_SIZE if they
 * are not, or the run was recorded with several; ALGO_ERROR_CANCELLED if it was recorded further
 * since the file was opened, which is to be opened again then. */
AlgoReplay *algo_replay_new (AlgoRunFile *file, guint threads, GError **error);
/* At the latest step up to `step` that training can be gone on with from the file, so that less has
 * to be taken once more; the kernels need to be those of the steps from there to `step`. */
AlgoReplay *algo_replay_new_near (AlgoRunFile *file, guint64 step, guint threads, GError **error);
void algo_replay_free (AlgoReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoReplay, algo_replay_free)

/* Takes the next step and compares its metrics. FALSE and ALGO_ERROR_FORMAT at the first bit that
 * differs. Not to be called past the last step that was recorded. */
gboolean algo_replay_step (AlgoReplay *replay, AlgoMetrics *metrics, GError **error);
guint64 algo_replay_get_step (const AlgoReplay *replay);
/* Copies all that the run went on from here: as algo_trainer_get_state(), the rate being that
 * before what was changed at this step. */
void algo_replay_get_state (const AlgoReplay *replay, AlgoTrainerState *state);
/* After the last step: compares parameters and moments with the state that was recorded. */
gboolean algo_replay_check_state (AlgoReplay *replay, GError **error);

/* The kernels that a run goes on with: those of its last event that names some. Borrowed. */
const char *algo_run_last_kernels (const AlgoRun *run);
