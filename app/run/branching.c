/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/branching.h"

#include "app/run/autosave.h"
#include "app/run/background.h"
#include "app/run/closing.h"
#include "engine/run-file/branch.h"

#include <glib/gi18n-lib.h>

#define WAIT_INTERVAL (G_USEC_PER_SEC / 50) /* for the recorder */
#define PATIENCE (10 * G_USEC_PER_SEC)

AlgoBranching *
algo_branching_new (AlgoRecorder *parent,
                    const char *parent_path,
                    const AlgoSettings *settings,
                    guint64 step)
{
  AlgoBranching *branching = g_new0 (AlgoBranching, 1);

  branching->step = step;
  branching->parent = algo_recorder_ref (parent);
  branching->parent_path = g_strdup (parent_path);
  branching->threads = settings->threads;
  branching->path = algo_autosave_new_path (settings->seed);
  branching->cancellable = g_cancellable_new ();
  return branching;
}

void
algo_branching_free (AlgoBranching *branching)
{
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

/* Until the parent's file has the step. */
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

/* Steps are taken once more at training's own priority. */
void
algo_branching_make (AlgoBranching *branching)
{
  if (await_recorded (branching) && algo_background_call (make_branch, branching) != NULL)
    branching->recorder =
        algo_recorder_open (branching->path, &branching->state, &branching->error);
  /* The last reference waits for the disk. */
  g_clear_pointer (&branching->parent, algo_recorder_unref);
}
