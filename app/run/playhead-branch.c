/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A branch goes on from the step shown as a run of its own, which takes the place of the one there
 * is. */
#include "app/run/playhead-private.h"

#include "app/run/autosave.h"
#include "app/run/background.h"
#include "app/run/closing.h"
#include "app/run/job.h"
#include "app/run/run-model-private.h"
#include "engine/run-file/branch.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>

#define PROGRESS_INTERVAL 100               /* milliseconds */
#define WAIT_INTERVAL (G_USEC_PER_SEC / 50) /* for the recorder */
#define PATIENCE (10 * G_USEC_PER_SEC)

struct _AlgoBranching
{
  guint64 step;
  gboolean was_running; /* the parent */
  char *parent_path;
  GCancellable *cancellable;

  /* These are atomic while the thread makes it: `taken` of `total` steps have been taken once more.
   */
  guint taken, total;

  /* This is what it made, or why it could not. */
  AlgoRecorder *recorder;
  AlgoTrainerState *state;
  GError *error;

  /* These are the thread's. */
  AlgoRecorder *parent;
  guint threads;
  char *path;
};

/* Making it: a run in a file of its own without a name. */

static AlgoBranching *
branching_new (AlgoRunModel *run, guint64 step)
{
  const AlgoSettings *settings = algo_run_model_get_settings (run);
  AlgoBranching *branching = g_new0 (AlgoBranching, 1);

  branching->step = step;
  branching->was_running = algo_run_model_get_status (run)->state == ALGO_SESSION_RUNNING;
  branching->parent = algo_recorder_ref (algo_run_model_get_recorder (run));
  branching->parent_path = g_strdup (algo_run_model_get_path (run));
  branching->threads = settings->threads;
  branching->path = algo_autosave_new_path (settings->seed);
  branching->cancellable = g_cancellable_new ();
  return branching;
}

/* A run that nobody took is closed in the background. */
static void
branching_free (gpointer data)
{
  AlgoBranching *branching = data;

  if (branching->recorder != NULL)
    algo_closing_begin (branching->recorder);
  g_clear_pointer (&branching->state, algo_trainer_state_free);
  g_clear_error (&branching->error);
  g_object_unref (branching->cancellable);
  g_free (branching->parent_path);
  g_free (branching->path);
  g_free (branching);
}

static gboolean
on_step_taken (guint64 taken, guint64 total, gpointer data)
{
  AlgoBranching *branching = data;

  g_atomic_int_set (&branching->total, (guint) total);
  g_atomic_int_set (&branching->taken, (guint) taken);
  return !g_cancellable_is_cancelled (branching->cancellable);
}

/* Waits until the parent's file has the step. */
static gboolean
await_recorded (AlgoBranching *branching)
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
          g_set_error_literal (&branching->error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                               status.message);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (branching->cancellable, &branching->error))
        return FALSE;
      g_usleep (WAIT_INTERVAL);
    }
  while (g_get_monotonic_time () < end);
  g_set_error (&branching->error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
               _ ("The run is not recorded so far yet."));
  return FALSE;
}

static gboolean
write_branch (AlgoBranching *branching, const char *parent_path)
{
  g_autoptr (AlgoRunFile) parent = algo_run_file_open (parent_path, &branching->error);
  g_autofree char *name = g_filename_display_basename (parent_path);

  return parent != NULL
         && algo_branch_write (parent, name, branching->step, branching->threads, branching->path,
                               on_step_taken, branching, &branching->error);
}

static gpointer
make_branch (gpointer data)
{
  AlgoBranching *branching = data;
  g_autofree char *path = algo_recorder_begin_reading (branching->parent);
  gboolean written;

  if (path == NULL)
    {
      g_set_error (&branching->error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                   _ ("The run is in no file."));
      return NULL;
    }
  written = write_branch (branching, path);
  algo_recorder_end_reading (branching->parent);
  return GINT_TO_POINTER (written);
}

/* Waits for the recorder and the disk, and takes up to some hundred training steps once more, at
 * training's own priority. */
static void
branch_in_thread (gpointer data, GCancellable *cancellable)
{
  AlgoBranching *branching = data;

  if (await_recorded (branching) && algo_background_call (make_branch, branching) != NULL)
    branching->recorder =
        algo_recorder_open (branching->path, &branching->state, &branching->error);
  /* The last reference waits for the disk. */
  g_clear_pointer (&branching->parent, algo_recorder_unref);
}

/* In the place of its parent. */

static void
tell (AlgoPlayhead *self)
{
  algo_playhead_update (self);
  g_signal_emit_by_name (self, "branching");
}

static void
end_branching (AlgoPlayhead *self)
{
  g_clear_handle_id (&self->branching_timer, g_source_remove);
  self->branching = NULL;
  tell (self);
}

static void
take_branch (AlgoPlayhead *self, AlgoBranching *branching)
{
  g_autofree char *step = algo_number_format_count (branching->step);
  g_autofree char *text = g_strdup_printf (_ ("A new run goes on from step %s"), step);

  algo_run_model_take_run (self->run, g_steal_pointer (&branching->recorder),
                           g_steal_pointer (&branching->state), FALSE);
  if (branching->was_running)
    algo_run_model_run (self->run);
  algo_playhead_say (self, text, _ ("_Back to the Other"), "win.open-run", branching->parent_path);
}

static void
say_why_not (AlgoPlayhead *self, const AlgoBranching *branching)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The run could not be branched. %s"), branching->error->message);

  if (branching->was_running)
    algo_run_model_run (self->run);
  if (!g_cancellable_is_cancelled (branching->cancellable))
    g_signal_emit_by_name (self, "problem", text);
}

/* Nothing happens where another run has taken the place of the parent. */
static void
on_branched (gpointer owner, gpointer data)
{
  AlgoPlayhead *self = owner;
  AlgoBranching *branching = data;

  if (self->branching != branching)
    return;
  end_branching (self);
  if (branching->recorder != NULL)
    take_branch (self, branching);
  else
    say_why_not (self, branching);
}

static gboolean
on_progress (gpointer data)
{
  tell (data);
  return G_SOURCE_CONTINUE;
}

/* Training pauses meanwhile: the steps that are taken once more get the processors. */
void
algo_playhead_branch (AlgoPlayhead *self)
{
  static const AlgoJobKind kind = { branch_in_thread, on_branched, branching_free };
  const guint64 step =
      self->step >= 0 ? (guint64) self->step : algo_run_model_get_status (self->run)->step;

  self->branching = branching_new (self->run, step);
  self->branching_timer = g_timeout_add (PROGRESS_INTERVAL, on_progress, self);
  self->is_seeking = FALSE;
  algo_playhead_stop (self);
  algo_run_model_pause (self->run);
  algo_job_start (&kind, self, self->branching, self->branching->cancellable);
  tell (self);
}

void
algo_playhead_cancel_branch (AlgoPlayhead *self)
{
  if (self->branching == NULL)
    return;
  g_cancellable_cancel (self->branching->cancellable);
  end_branching (self);
}

void
algo_playhead_ask_to_cancel_branch (AlgoPlayhead *self)
{
  g_cancellable_cancel (self->branching->cancellable);
}

gboolean
algo_playhead_is_branching (AlgoPlayhead *self, guint *taken, guint *total)
{
  if (self->branching == NULL)
    return FALSE;
  if (taken != NULL)
    *taken = (guint) g_atomic_int_get (&self->branching->taken);
  if (total != NULL)
    *total = (guint) g_atomic_int_get (&self->branching->total);
  return TRUE;
}
