/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run is recorded under another name in a thread, while it goes on. */
#include "app/run/run-model-private.h"

#include "app/run/autosave.h"
#include "app/run/job.h"

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
