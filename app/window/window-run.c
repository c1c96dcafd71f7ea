/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which run there is, and where it is recorded. */
#include "app/run/autosave.h"
#include "app/run/background.h"
#include "app/run/closing.h"
#include "app/window/recent-runs.h"
#include "app/window/window-private.h"

#include <glib/gi18n-lib.h>

#define WATCH_INTERVAL 500 /* milliseconds */

const char *
algo_window_get_path (AlgoWindow *self)
{
  return self->path;
}

AlgoWindow *
algo_window_find (GtkApplication *application, const char *path)
{
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (ALGO_IS_WINDOW (at->data) && g_strcmp0 (ALGO_WINDOW (at->data)->path, path) == 0)
      return at->data;
  return NULL;
}

gboolean
algo_window_is_unnamed (AlgoWindow *self)
{
  return self->path == NULL || algo_autosave_contains (self->path);
}

/* The session, begun in a thread of the priority that its threads should have. */

typedef struct
{
  const AlgoSessionStart *start;
  GError **error;
} NewSession;

static gpointer
new_session (gpointer data)
{
  NewSession *arguments = data;

  return algo_session_new_from (arguments->start, arguments->error);
}

typedef struct
{
  AlgoSession *session;
  AlgoQuestion question;
} NewObserver;

static gpointer
new_observer (gpointer data)
{
  NewObserver *arguments = data;

  return algo_observer_new (arguments->session, &arguments->question);
}

static gboolean
start_session (AlgoWindow *self, const AlgoSessionStart *start, GError **error)
{
  NewObserver arguments = { 0 };

  if (self->session != NULL)
    return algo_session_restart_from (self->session, start, error) != 0;
  self->session =
      algo_background_call (ALGO_BACKGROUND_TRAINING, new_session, &(NewSession){ start, error });
  if (self->session == NULL)
    return FALSE;
  arguments.session = self->session;
  algo_question_pane_get_question (self->question_pane, &arguments.question);
  self->observer = algo_background_call (ALGO_BACKGROUND_OBSERVING, new_observer, &arguments);
  return TRUE;
}

/* Its recorder, likewise. */

typedef struct
{
  const char *path;
  AlgoTrainerState **state;
  GError **error;
} Opening;

static gpointer
open_recorder (gpointer data)
{
  const Opening *opening = data;

  return algo_recorder_open (opening->path, opening->state, opening->error);
}

AlgoRecorder *
algo_window_open_recorder (const char *path, AlgoTrainerState **state, GError **error)
{
  return algo_background_call (ALGO_BACKGROUND_OBSERVING, open_recorder,
                               &(Opening){ path, state, error });
}

typedef struct
{
  AlgoRecorder *recorder;
  const char *path;
} Recording;

static gpointer
begin_recording (gpointer data)
{
  const Recording *recording = data;

  algo_recorder_record_to (recording->recorder, recording->path);
  return NULL;
}

void
algo_window_close_retired (AlgoWindow *self)
{
  AlgoSessionStatus status;

  algo_session_get_status (self->session, &status);
  if (status.generation < self->generation)
    return;
  while (self->retired->len > 0)
    algo_closing_begin (g_ptr_array_steal_index (self->retired, 0));
}

/* The session has been told to use `recorder`, which is taken. */
static void
adopt (AlgoWindow *self, AlgoRecorder *recorder, const char *path, const AlgoSettings *settings)
{
  algo_window_drop_timeline (self);
  /* That another run took the place of one is seen, and shown, where the session is polled. */
  if (self->recorder != NULL)
    g_ptr_array_add (self->retired, self->recorder);
  else
    algo_session_get_status (self->session, &self->status);
  self->recorder = recorder;
  self->generation++;
  algo_window_begin_timeline (self);
  g_free (self->path);
  self->path = g_strdup (path);
  self->told_of_failure = FALSE;
  self->close_anyway = FALSE;
  algo_recording_status_clear (&self->recording);
  self->recording = (AlgoRecordingStatus){ .state = ALGO_RECORDING_STARTING };
  algo_window_hide_message (self);
  algo_question_pane_set_trained_sizes (self->question_pane, settings->least, settings->most);
  algo_window_show_title (self);
  algo_window_put_away (self);
  algo_window_wake (self);
}

gboolean
algo_window_begin_run (AlgoWindow *self, const AlgoSettings *settings, GError **error)
{
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autofree char *path = NULL;

  if (!algo_settings_validate (settings, error))
    return FALSE;
  recorder = algo_recorder_new (settings);
  if (!start_session (self, &(AlgoSessionStart){ .settings = *settings, .recorder = recorder },
                      error))
    return FALSE;
  path = algo_autosave_new_path (settings->seed);
  algo_background_call (ALGO_BACKGROUND_OBSERVING, begin_recording, &(Recording){ recorder, path });
  adopt (self, g_steal_pointer (&recorder), path, settings);
  return TRUE;
}

void
algo_window_take_run (AlgoWindow *self, AlgoRecorder *recorder, AlgoTrainerState *state)
{
  AlgoSettings settings = *algo_recorder_get_settings (recorder);
  g_auto (AlgoRecordingStatus) status = { 0 };

  if (self->session != NULL)
    {
      AlgoSettings current;

      algo_session_get_settings (self->session, &current);
      settings.threads = current.threads;
    }
  else if (self->preferences != NULL)
    settings.threads = g_settings_get_uint (self->preferences, "threads");
  algo_recorder_get_status (recorder, &status);
  /* Settings of a run that was read from a file are valid. */
  start_session (self,
                 &(AlgoSessionStart){ .settings = settings, .recorder = recorder, .state = state },
                 NULL);
  adopt (self, recorder, status.path, &settings);
  if (!algo_window_is_unnamed (self))
    algo_recent_runs_add (self->path);
}

void
algo_window_drop_run (AlgoWindow *self)
{
  g_clear_handle_id (&self->recording_watch, g_source_remove);
  while (self->retired->len > 0)
    algo_closing_begin (g_ptr_array_steal_index (self->retired, 0));
  if (self->recorder != NULL)
    algo_closing_begin (g_steal_pointer (&self->recorder));
  algo_recording_status_clear (&self->recording);
  g_clear_pointer (&self->path, g_free);
}

/* How recording stands. */

static void
show_failure (AlgoWindow *self)
{
  const gboolean failed = self->recording.state == ALGO_RECORDING_FAILED;
  g_autofree char *text = NULL;

  if (failed == self->told_of_failure)
    return;
  self->told_of_failure = failed;
  self->close_anyway = FALSE;
  if (!failed)
    {
      algo_window_hide_message (self);
      return;
    }
  text = g_strdup_printf (_ ("The run cannot be recorded. Training goes on, and what it does is "
                             "kept in memory.\n%s"),
                          self->recording.message);
  algo_window_show_problem (self, text, _ ("Save _As…"), "win.save-as");
}

static gboolean
on_recording_watch (gpointer data)
{
  AlgoWindow *self = data;

  algo_window_watch_recording (self);
  return G_SOURCE_CONTINUE;
}

void
algo_window_watch_recording (AlgoWindow *self)
{
  if (self->recording_watch == 0)
    self->recording_watch = g_timeout_add (WATCH_INTERVAL, on_recording_watch, self);
  algo_window_close_retired (self);
  algo_recording_status_clear (&self->recording);
  algo_recorder_get_status (self->recorder, &self->recording);
  show_failure (self);
  algo_window_show_status (self);
}
