/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run, as a window has it: the session that trains it, the observer that looks at it, the file
 * that it is recorded to, and what is worked out beside it.
 *
 * A model has no run at first; then it has one until algo_run_model_close(), and another takes its
 * place by Begin, Open or a branch. Each is a generation of its own, and from the moment the signal
 * "run-changed" is emitted nothing of an earlier one comes out of the model.
 *
 * All threads end here: they wake the main loop, and signals are emitted there. Main thread, which
 * waits neither for the disk nor for training.
 *
 * Signals:
 * - "run-changed": another run took the place of the one there was, by algo_run_model_begin() say,
 *   before that returns; or the model was closed. What is shown is to be cleared at once. The
 *   question has become one of the complexities and sizes that the run is trained on.
 * - "question-changed": another question is asked.
 * - "changed": there is something new, and a scene that is made now would differ. At most once in
 *   an iteration of the main loop; not while nobody looks.
 * - "state-changed", "path-changed", "recording-changed": of the session, of where the run is
 *   recorded, of how that stands. After "run-changed" where that is of another run. */
#pragma once

#include "engine/run/observation.h"
#include "engine/session/session.h"

#include <gio/gio.h>

#define ALGO_TYPE_RUN_MODEL (algo_run_model_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRunModel, algo_run_model, ALGO, RUN_MODEL, GObject)

/* Makes a model without a run. The question is of the middle of the usual range of beta at n = 16.
 */
AlgoRunModel *algo_run_model_new (void);
/* Ends the run, now rather than with the last reference: what is open is closed in threads (see
 * app/run/closing.h), what is under way is given up. Nothing can be begun afterwards. */
void algo_run_model_close (AlgoRunModel *self);

/* Which run there is. */

/* Begins another run, recorded without a name: paused, unless the one before was running. Returns
 * FALSE and ALGO_ERROR_SIZE, with nothing changed, if the settings are invalid. */
gboolean algo_run_model_begin (AlgoRunModel *self, const AlgoSettings *settings, GError **error);
/* Returns the absolute path of the file that is being opened (app/run/opening.h), borrowed; NULL
 * while none is. */
const char *algo_run_model_get_opening (AlgoRunModel *self);
/* Goes on recording the run that there must be to another file, which is written in a thread;
 * "path-changed" is emitted once it is. It is a G_FILE_ERROR if it cannot be. The callback is
 * called likewise, but for cancelling. */
void algo_run_model_save_as_async (AlgoRunModel *self,
                                   const char *path,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean algo_run_model_save_as_finish (GAsyncResult *result, GError **error);

gboolean algo_run_model_has_run (AlgoRunModel *self);
/* The generation is above 0 with a run, and grows with each. */
guint64 algo_run_model_get_generation (AlgoRunModel *self);
/* The path is borrowed, and NULL without a run. */
const char *algo_run_model_get_path (AlgoRunModel *self);
/* Tells whether it has no name of its own; TRUE without a run. */
gboolean algo_run_model_is_unnamed (AlgoRunModel *self);
/* Returns the settings that the run began with, its threads and rate as they are now, borrowed
 * until another begins; defaults without a run. */
const AlgoSettings *algo_run_model_get_settings (AlgoRunModel *self);
/* Sets the threads of runs that are opened, 0 for one a processor, as the preferences have it. */
void algo_run_model_set_threads (AlgoRunModel *self, guint threads);

/* Training. Commands do nothing without a run. */

/* Tells how this run stands: until the session has begun with it, as it will begin. The status is
 * borrowed until the main loop runs. */
const AlgoSessionStatus *algo_run_model_get_status (AlgoRunModel *self);
void algo_run_model_run (AlgoRunModel *self);
void algo_run_model_pause (AlgoRunModel *self);
void algo_run_model_step (AlgoRunModel *self);
/* Goes on by as many steps as the settings have. */
void algo_run_model_extend (AlgoRunModel *self);
/* Returns FALSE and ALGO_ERROR_SIZE unless the rate is in (0, 1]. */
gboolean algo_run_model_set_rate (AlgoRunModel *self, double rate, GError **error);

/* Returns the actions "run-pause", "step", "continue", "restart-same" and "restart-new", enabled as
 * the state has it, borrowed, to be inserted as ALGO_RUN_ACTIONS. */
#define ALGO_RUN_ACTIONS "run"
GActionGroup *algo_run_model_get_actions (AlgoRunModel *self);

/* Recording is looked at twice a second, and on demand. The status is borrowed until the main loop
 * runs. */
const AlgoRecordingStatus *algo_run_model_get_recording (AlgoRunModel *self);
void algo_run_model_watch_recording (AlgoRunModel *self);

/* Looking. */

/* Returns FALSE and ALGO_ERROR_SIZE, the old question still standing, if it is out of range. A
 * question that is asked already is no news. */
gboolean algo_run_model_ask (AlgoRunModel *self, const AlgoQuestion *question, GError **error);
/* The question is borrowed. */
const AlgoQuestion *algo_run_model_get_question (AlgoRunModel *self);
/* Says whether anybody looks, and at these, which are worked out only while somebody does; nobody
 * does at first. The observer and all else rest otherwise. */
void algo_run_model_set_looking (AlgoRunModel *self,
                                 gboolean looking,
                                 gboolean generalisation,
                                 gboolean direct);

/* Returns the latest parameters for exports, a reference for the caller; NULL while there are none
 * of this run. */
AlgoSnapshot *algo_run_model_ref_snapshot (AlgoRunModel *self);
