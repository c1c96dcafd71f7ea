/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A branch: going on from the step shown as a run of its own, which takes the place of the one
 * there is. */
#include "app/run/autosave.h"
#include "app/run/background.h"
#include "app/run/closing.h"
#include "app/window/window-private.h"
#include "engine/run-file/branch.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>

#define PROGRESS_INTERVAL 100               /* milliseconds */
#define WAIT_INTERVAL (G_USEC_PER_SEC / 50) /* for the recorder */
#define PATIENCE (10 * G_USEC_PER_SEC)

/* One that is being made. */
struct _AlgoBranching
{
  guint64 step;
  guint threads;
  gboolean was_running;
  AlgoRecorder *parent; /* owned */
  char *parent_path, *path;
  GCancellable *cancellable;
  guint timer;

  /* Of the thread that makes it, atomic. */
  guint taken, total;
  /* What it made. */
  AlgoRecorder *recorder;
  AlgoTrainerState *state;
};

static void
branching_free (gpointer data)
{
  AlgoBranching *branching = data;

  g_clear_pointer (&branching->recorder, algo_recorder_unref);
  g_clear_pointer (&branching->state, algo_trainer_state_free);
  algo_recorder_unref (branching->parent);
  g_object_unref (branching->cancellable);
  g_free (branching->parent_path);
  g_free (branching->path);
  g_free (branching);
}

/* In threads. */

static gboolean
on_step_taken (guint64 taken, guint64 total, gpointer data)
{
  AlgoBranching *branching = data;

  g_atomic_int_set (&branching->total, (guint) total);
  g_atomic_int_set (&branching->taken, (guint) taken);
  return !g_cancellable_is_cancelled (branching->cancellable);
}

/* Until the parent's file has the step. */
static gboolean
await_recorded (AlgoBranching *branching, GError **error)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  do
    {
      g_auto (AlgoRecordingStatus) status = { 0 };

      algo_recorder_get_status (branching->parent, &status);
      if (status.state == ALGO_RECORDING_ACTIVE && status.step >= branching->step)
        return TRUE;
      if (status.message != NULL)
        {
          g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, status.message);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (branching->cancellable, error))
        return FALSE;
      g_usleep (WAIT_INTERVAL);
    }
  while (g_get_monotonic_time () < end);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, _ ("The run is not recorded so far yet."));
  return FALSE;
}

static gboolean
write_branch (AlgoBranching *branching, const char *parent_path, GError **error)
{
  g_autoptr (AlgoRunFile) parent = algo_run_file_open (parent_path, error);
  g_autofree char *name = g_filename_display_basename (parent_path);

  return parent != NULL
         && algo_branch_write (parent, name, branching->step, branching->threads, branching->path,
                               on_step_taken, branching, error);
}

typedef struct
{
  AlgoBranching *branching;
  GError **error;
} Making;

static gpointer
make_branch (gpointer data)
{
  const Making *making = data;
  AlgoBranching *branching = making->branching;
  g_autofree char *path = algo_recorder_begin_reading (branching->parent);
  gboolean written;

  if (path == NULL)
    {
      g_set_error (making->error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("The run is in no file."));
      return NULL;
    }
  written = write_branch (branching, path, making->error);
  algo_recorder_end_reading (branching->parent);
  return GINT_TO_POINTER (written);
}

/* Steps are taken once more at training's own priority. */
static void
branch_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AlgoBranching *branching = data;
  GError *error = NULL;

  if (await_recorded (branching, &error)
      && algo_background_call (ALGO_BACKGROUND_TRAINING, make_branch,
                               &(Making){ branching, &error })
             != NULL)
    branching->recorder = algo_window_open_recorder (branching->path, &branching->state, &error);
  if (branching->recorder != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* In the window. */

static void
end_branching (AlgoWindow *self)
{
  g_clear_handle_id (&self->branching->timer, g_source_remove);
  self->branching = NULL;
  algo_timeline_hide_branching (self->timeline);
}

static void
take_branch (AlgoWindow *self, AlgoBranching *branching)
{
  g_autofree char *step = algo_number_format_count (branching->step);
  g_autofree char *text = NULL;

  algo_window_take_run (self, g_steal_pointer (&branching->recorder),
                        g_steal_pointer (&branching->state));
  if (branching->was_running)
    algo_session_run (self->session);
  text = g_strdup_printf (_ ("A new run goes on from step %s"), step);
  algo_toast_show (self->toast, text, _ ("_Back to the Other"), "win.open-run",
                   g_variant_new_string (branching->parent_path));
}

static void
say_why_not (AlgoWindow *self, const AlgoBranching *branching, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("The run could not be branched. %s"), error->message);

  if (branching->was_running)
    algo_session_run (self->session);
  if (!g_cancellable_is_cancelled (branching->cancellable))
    algo_window_show_message (self, text);
  algo_window_wake (self);
}

static void
on_branched (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoWindow *self = ALGO_WINDOW (source);
  AlgoBranching *branching = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gboolean made = g_task_propagate_boolean (G_TASK (result), &error);

  /* The window was closed, or another run has taken the place of the parent. */
  if (self->branching != branching)
    {
      if (branching->recorder != NULL)
        algo_closing_begin (g_steal_pointer (&branching->recorder));
      return;
    }
  end_branching (self);
  if (made)
    take_branch (self, branching);
  else
    say_why_not (self, branching, error);
}

static gboolean
on_progress_timer (gpointer user_data)
{
  AlgoWindow *self = user_data;
  const AlgoBranching *branching = self->branching;

  algo_timeline_show_branching (self->timeline, (guint) g_atomic_int_get (&branching->taken),
                                (guint) g_atomic_int_get (&branching->total));
  return G_SOURCE_CONTINUE;
}

/* Training pauses meanwhile: the steps that are taken once more get the processors. */
static void
on_branch (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoBranching *branching = g_new0 (AlgoBranching, 1);
  g_autoptr (GTask) task = NULL;
  AlgoSettings settings;

  algo_session_get_settings (self->session, &settings);
  branching->step = self->step >= 0 ? (guint64) self->step : self->status.step;
  branching->threads = settings.threads;
  branching->was_running = self->status.state == ALGO_SESSION_RUNNING;
  branching->parent = algo_recorder_ref (self->recorder);
  branching->parent_path = g_strdup (self->path);
  branching->path = algo_autosave_new_path (settings.seed);
  branching->cancellable = g_cancellable_new ();
  branching->timer = g_timeout_add (PROGRESS_INTERVAL, on_progress_timer, self);
  self->branching = branching;
  self->seeks_change = FALSE;
  algo_window_stop_playback (self);
  algo_session_pause (self->session);
  algo_timeline_show_branching (self->timeline, 0, 0);
  task = g_task_new (self, branching->cancellable, on_branched, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, branching, branching_free);
  g_task_run_in_thread (task, branch_in_thread);
  algo_window_update_timeline_actions (self);
  algo_window_wake (self);
}

static void
on_cancel_branch (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  g_cancellable_cancel (self->branching->cancellable);
}

void
algo_window_cancel_branch (AlgoWindow *self)
{
  if (self->branching == NULL)
    return;
  g_cancellable_cancel (self->branching->cancellable);
  end_branching (self);
}

void
algo_window_add_branch_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "branch", .activate = on_branch },
    { .name = "cancel-branch", .activate = on_cancel_branch },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
