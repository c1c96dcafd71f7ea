/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a run, and recording it under another name: in threads, while the run there is goes on.
 */
#include "app/run/run-model-private.h"

#include "app/run/autosave.h"
#include "app/run/closing.h"
#include "app/run/job.h"

/* Opening. */

typedef struct
{
  char *path;
  GTask *task; /* of who asked */
  AlgoRecorder *recorder;
  AlgoTrainerState *state;
  GError *error;
  gboolean is_wanted; /* still, when it was open */
} Opening;

static void
open_in_thread (gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;

  opening->recorder = algo_recorder_open (opening->path, &opening->state, &opening->error);
}

static void
on_opened (gpointer owner, gpointer data)
{
  AlgoRunModel *self = owner;
  Opening *opening = data;

  opening->is_wanted = g_strcmp0 (algo_run_model_get_opening (self), opening->path) == 0;
  if (!opening->is_wanted)
    return;
  algo_run_model_set_opening (self, NULL);
  if (opening->recorder != NULL)
    algo_run_model_take_run (self, g_steal_pointer (&opening->recorder),
                             g_steal_pointer (&opening->state), TRUE);
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  if (opening->recorder != NULL)
    algo_closing_begin (opening->recorder);
  g_clear_pointer (&opening->state, algo_trainer_state_free);
  algo_job_answer (opening->task, opening->is_wanted, opening->error);
  g_free (opening->path);
  g_free (opening);
}

void
algo_run_model_open_async (AlgoRunModel *self,
                           const char *path,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  static const AlgoJobKind kind = { open_in_thread, on_opened, opening_free };
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->task = g_task_new (NULL, NULL, callback, data);
  algo_run_model_set_opening (self, opening->path);
  algo_job_start (&kind, self, opening, NULL);
}

gboolean
algo_run_model_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Saving under another name. */

typedef struct
{
  AlgoRecorder *recorder; /* owned by the thread that writes */
  const AlgoRecorder *which;
  char *path;
  char *old_path; /* of a file that the new one makes superfluous, or NULL */
  GTask *task;    /* of who asked */
  GError *error;
} Saving;

static gboolean
is_recorded_to (AlgoRecorder *recorder, const char *path)
{
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_get_status (recorder, &status);
  return g_strcmp0 (status.path, path) == 0;
}

/* The recorder lets go of it a little after it has begun the new one. Where it takes longer the
 * file is left to be removed with others that are old. */
static void
remove_old_file (const char *path)
{
  for (guint i = 0; i < 100 && !algo_autosave_remove (path); i++)
    g_usleep (G_USEC_PER_SEC / 100);
}

static void
save_in_thread (gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;

  algo_recorder_record_to (saving->recorder, saving->path);
  if (algo_recorder_sync (saving->recorder, &saving->error) && saving->old_path != NULL
      && is_recorded_to (saving->recorder, saving->path))
    remove_old_file (saving->old_path);
  /* The last reference waits for the disk. */
  g_clear_pointer (&saving->recorder, algo_recorder_unref);
}

/* Another run may have taken the place of the one that was saved. */
static void
on_saved (gpointer owner, gpointer data)
{
  AlgoRunModel *self = owner;
  const Saving *saving = data;

  if (algo_run_model_get_recorder (self) != saving->which)
    return;
  if (saving->error == NULL)
    algo_run_model_set_path (self, saving->path);
  algo_run_model_watch_recording (self);
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  algo_job_answer (saving->task, TRUE, saving->error);
  g_free (saving->path);
  g_free (saving->old_path);
  g_free (saving);
}

static gboolean
is_there_already (AlgoRunModel *self, const char *path)
{
  return g_strcmp0 (algo_run_model_get_path (self), path) == 0
         && algo_run_model_get_recording (self)->state == ALGO_RECORDING_ACTIVE;
}

void
algo_run_model_save_as_async (AlgoRunModel *self,
                              const char *path,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  static const AlgoJobKind kind = { save_in_thread, on_saved, saving_free };
  AlgoRecorder *recorder = algo_run_model_get_recorder (self);
  Saving *saving = g_new0 (Saving, 1);

  g_return_if_fail (recorder != NULL);
  saving->path = g_canonicalize_filename (path, NULL);
  saving->task = g_task_new (NULL, NULL, callback, data);
  if (is_there_already (self, saving->path))
    {
      saving_free (saving);
      return;
    }
  saving->which = recorder;
  saving->recorder = algo_recorder_ref (recorder);
  if (algo_run_model_is_unnamed (self))
    saving->old_path = g_strdup (algo_run_model_get_path (self));
  algo_job_start (&kind, self, saving, NULL);
}

gboolean
algo_run_model_save_as_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
