/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training in the background.
 *
 * A session owns a training thread. Commands go in, the latest snapshot and the metrics of every
 * step come out. Commands return at once and are obeyed in order between two steps. All functions
 * may be called from any thread; none waits for a step, except algo_session_free(). Only the thread
 * that frees a session may be calling it then. */
#pragma once

#include "engine/run-file/recorder.h"
#include "engine/run/snapshot.h"

typedef enum
{
  ALGO_SESSION_PREPARING, /* initialising and calibrating */
  ALGO_SESSION_PAUSED,
  ALGO_SESSION_RUNNING,
  ALGO_SESSION_FINISHED, /* its step budget is used up */
  ALGO_SESSION_DIVERGED, /* the loss is no longer finite; only a restart goes on */
} AlgoSessionState;

typedef struct
{
  AlgoSessionState state;
  guint64 generation;
  guint64 seed;
  guint64 step;
  guint64 budget;          /* the step at which training stops by itself */
  double steps_per_second; /* over the last second or so of running; 0 when unknown */
  double rate;             /* Adam's peak rate in force */
} AlgoSessionStatus;

/* What a run starts from. */
typedef struct
{
  AlgoSettings settings; /* those of the recorder, if there is one, but for the threads */
  /* Is told of every step and change, from the training thread, until another run takes the place
   * of this one or the session is freed. To give up the last reference waits for the disk, and is
   * better done elsewhere. NULL for none. */
  AlgoRecorder *recorder;
  AlgoTrainerState *state; /* to go on from, taken if the call succeeds; NULL for the beginning */
} AlgoSessionStart;

typedef struct _AlgoSession AlgoSession;

#define ALGO_SESSION_FIRST_GENERATION 1 /* of the run that a session is made with */

/* Starts the thread, paused at step 0. NULL and ALGO_ERROR_SIZE if the settings are invalid. */
AlgoSession *algo_session_new (const AlgoSettings *settings, GError **error);
/* The same with a recorder or from another step. */
AlgoSession *algo_session_new_from (const AlgoSessionStart *start, GError **error);
/* Stops after the step under way, joins the thread, frees. */
void algo_session_free (AlgoSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSession, algo_session_free)

void algo_session_run (AlgoSession *session); /* nothing once finished: see algo_session_extend() */
void algo_session_pause (AlgoSession *session);
/* One step, past the budget too; then finished if the budget is used up, paused otherwise. */
void algo_session_step (AlgoSession *session);
/* Another run with these settings; it is paused at step 0 if the session was paused, and runs
 * otherwise. Returns its generation, above all before, by which whatever is of it can be told; 0
 * and ALGO_ERROR_SIZE, and nothing changed, if the settings are invalid. */
guint64 algo_session_restart (AlgoSession *session, const AlgoSettings *settings, GError **error);
/* The same with a recorder or from another step; a run that goes on is always paused at first. */
guint64
algo_session_restart_from (AlgoSession *session, const AlgoSessionStart *start, GError **error);
/* Adds to the step budget, and runs on. */
void algo_session_extend (AlgoSession *session, guint steps);
/* FALSE and ALGO_ERROR_SIZE unless it is in (0, 1]. */
gboolean algo_session_set_rate (AlgoSession *session, double rate, GError **error);

/* The status as of the commands that have been obeyed: one just given may not show in it yet. */
void algo_session_get_status (AlgoSession *session, AlgoSessionStatus *status);
/* Whether the run of this generation is under way, so that there will be further steps. */
gboolean algo_session_goes_on (AlgoSession *session, guint64 generation);
/* That of the run that the last restart asked for, obeyed or not: what is of another is out of
 * date. */
guint64 algo_session_get_generation (AlgoSession *session);
/* The settings that the last restart asked for, obeyed or not. */
void algo_session_get_settings (AlgoSession *session, AlgoSettings *settings);
/* The latest snapshot, a reference for the caller; NULL while the first is being prepared. Taken at
 * most 60 times a second while running, and always at the last step before a pause. */
AlgoSnapshot *algo_session_ref_snapshot (AlgoSession *session);
/* Brings the metrics of this `generation` up to date, as algo_history_read(). */
gboolean algo_session_read_metrics (AlgoSession *session, guint64 generation, GArray *metrics);

/* Called in the training thread, and briefly keeping it, after there is a new snapshot or a new
 * state. It may read the session and give commands, but not add or remove listeners. */
typedef void (*AlgoSessionListener) (AlgoSession *session, gpointer data);

/* Returns an identifier above 0 for algo_session_remove_listener(), after which the listener is not
 * being called and will not be called again. */
guint algo_session_add_listener (AlgoSession *session, AlgoSessionListener listener, gpointer data);
void algo_session_remove_listener (AlgoSession *session, guint identifier);
