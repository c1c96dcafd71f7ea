/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/recorder.h"

#include "engine/error.h"
#include "engine/formats/whole-file.h"
#include "engine/kernels/kernels.h"
#include "engine/run-file/recorder-private.h"
#include "engine/run-file/schema.h"

void
algo_recording_status_clear (AlgoRecordingStatus *status)
{
  g_clear_pointer (&status->path, g_free);
  g_clear_pointer (&status->message, g_free);
}

/* `run` is taken. */
static AlgoRecorder *
recorder_new (AlgoRun *run)
{
  AlgoRecorder *self = g_atomic_rc_box_new0 (AlgoRecorder);

  pthread_rwlock_init (&self->reading, NULL);
  pthread_mutex_init (&self->lock, NULL);
  algo_condition_init (&self->wake);
  algo_condition_init (&self->lack);
  algo_condition_init (&self->news);
  self->history = algo_history_new ();
  algo_history_restart (self->history, ALGO_RECORDER_GENERATION);
  self->run = run;
  self->spacing = 1;
  self->latest = self->writing = -1;
  for (guint i = 0; i < ALGO_RECORDER_CUTS; i++)
    self->cuts[i].state = algo_trainer_state_new (&run->settings);
  self->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  self->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_snapshot_unref);
  self->unmeasured = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_snapshot_unref);
  self->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  self->measured = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->measuring = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->unmeasurable = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

AlgoRecorder *
algo_recorder_new (const AlgoSettings *settings)
{
  AlgoRun *run = algo_run_new ();

  run->settings = *settings;
  run->settings.threads = 0;
  run->budget = settings->steps;
  run->rate = settings->rate;
  run->version = g_strdup (ALGO_VERSION);
  run->created = algo_run_format_now ();
  run->kernels = g_strdup (algo_kernels_get_default ()->name);
  return recorder_new (run);
}

/* With the lock held. */
static void
start_threads (AlgoRecorder *self)
{
  if (self->writer_thread != NULL)
    return;
  self->surveyor = algo_surveyor_new (&algo_recorder_lacks, self, ALGO_RUN_PHASE_DRAWS);
  self->writer_thread = g_thread_new ("recording", algo_recorder_write, self);
}

/* What is in memory of a run that was recorded from its start. */
static AlgoRecorder *
recorder_new_from_run (const AlgoRun *read)
{
  AlgoRun *run = algo_run_new ();
  AlgoRecorder *self;

  run->settings = read->settings;
  run->budget = read->budget;
  run->rate = read->rate;
  run->version = g_strdup (read->version);
  run->created = g_strdup (read->created);
  run->kernels = g_strdup (read->kernels);
  for (guint i = 0; i < read->events->len; i++)
    {
      AlgoRunEvent event = g_array_index (read->events, AlgoRunEvent, i);

      event.text = g_strdup (event.text);
      g_array_append_val (run->events, event);
    }
  g_array_append_vals (run->snapshots, read->snapshots->data, read->snapshots->len);
  self = recorder_new (run);
  for (guint i = 0; i < read->grids->len; i++)
    algo_recorder_add_grid (self, g_ptr_array_index (read->grids, i));
  for (guint i = 0; i < read->metrics->len; i++)
    algo_history_append (self->history, &g_array_index (read->metrics, AlgoMetrics, i));
  self->goes_on = TRUE;
  self->has_diverged = algo_run_has_diverged (read);
  self->file_step = self->recorded_step = read->step;
  self->file_events = read->events->len;
  return self;
}

AlgoRecorder *
algo_recorder_open (const char *path, AlgoTrainerState **state, GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, error);
  g_autoptr (AlgoTrainerState) read = NULL;
  g_autoptr (AlgoRecorder) self = NULL;

  if (file == NULL)
    return NULL;
  read = algo_run_file_read_state (file, error);
  if (read == NULL)
    return NULL;
  self = recorder_new_from_run (algo_run_file_get_run (file));
  self->writer = algo_run_writer_open (path, algo_run_file_get_run (file)->step, error);
  if (self->writer == NULL)
    return NULL;
  self->has_file = TRUE;
  self->path = g_strdup (algo_run_writer_get_path (self->writer));
  pthread_mutex_lock (&self->lock);
  start_threads (self);
  pthread_mutex_unlock (&self->lock);
  *state = g_steal_pointer (&read);
  return g_steal_pointer (&self);
}

AlgoRecorder *
algo_recorder_ref (AlgoRecorder *recorder)
{
  return g_atomic_rc_box_acquire (recorder);
}

static void
end_threads (AlgoRecorder *self)
{
  g_clear_pointer (&self->writer_thread, g_thread_join);
  g_clear_pointer (&self->surveyor, algo_surveyor_free);
}

static void
recorder_clear (gpointer data)
{
  AlgoRecorder *recorder = data;

  algo_recorder_finish (recorder, 0);
  end_threads (recorder);
  g_clear_pointer (&recorder->writer, algo_run_writer_free);
  algo_history_free (recorder->history);
  algo_run_free (recorder->run);
  for (guint i = 0; i < ALGO_RECORDER_CUTS; i++)
    algo_trainer_state_free (recorder->cuts[i].state);
  g_array_unref (recorder->metrics);
  g_ptr_array_unref (recorder->snapshots);
  g_ptr_array_unref (recorder->unmeasured);
  g_ptr_array_unref (recorder->grids);
  g_array_unref (recorder->measured);
  g_array_unref (recorder->measuring);
  g_array_unref (recorder->unmeasurable);
  g_free (recorder->path_wanted);
  g_free (recorder->path);
  g_free (recorder->message);
  pthread_cond_destroy (&recorder->wake);
  pthread_cond_destroy (&recorder->lack);
  pthread_cond_destroy (&recorder->news);
  pthread_mutex_destroy (&recorder->lock);
  pthread_rwlock_destroy (&recorder->reading);
}

void
algo_recorder_unref (AlgoRecorder *recorder)
{
  g_atomic_rc_box_release_full (recorder, recorder_clear);
}

void
algo_recorder_finish (AlgoRecorder *recorder, gint64 patience)
{
  pthread_mutex_lock (&recorder->lock);
  if (!recorder->finishing)
    recorder->finish_time = patience < 0 ? G_MAXINT64 : g_get_monotonic_time () + patience;
  recorder->finishing = TRUE;
  pthread_cond_signal (&recorder->wake);
  pthread_cond_signal (&recorder->lack);
  pthread_mutex_unlock (&recorder->lock);
}

gboolean
algo_recorder_is_closed (AlgoRecorder *recorder)
{
  gboolean is_closed;

  pthread_mutex_lock (&recorder->lock);
  is_closed = recorder->finishing && (recorder->writer_thread == NULL || recorder->ended);
  pthread_mutex_unlock (&recorder->lock);
  return is_closed;
}

/* With the lock held. */
static gboolean
report (AlgoRecorder *self, GError **error)
{
  if (self->message == NULL)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, self->message);
  return FALSE;
}

gboolean
algo_recorder_close (AlgoRecorder *recorder, GError **error)
{
  gboolean succeeded;

  algo_recorder_finish (recorder, -1);
  end_threads (recorder);
  pthread_mutex_lock (&recorder->lock);
  succeeded = report (recorder, error);
  pthread_mutex_unlock (&recorder->lock);
  return succeeded;
}

void
algo_recorder_record_to (AlgoRecorder *recorder, const char *path)
{
  g_autofree char *target = algo_whole_file_resolve (path);

  pthread_mutex_lock (&recorder->lock);
  g_free (recorder->path_wanted);
  recorder->path_wanted = g_canonicalize_filename (target, NULL);
  g_clear_pointer (&recorder->message, g_free);
  /* The latest cut may be an old one as long as there was no file. */
  recorder->wants_cut = TRUE;
  start_threads (recorder);
  pthread_cond_signal (&recorder->wake);
  pthread_mutex_unlock (&recorder->lock);
}

/* With the lock held. */
static gboolean
is_starting (const AlgoRecorder *self)
{
  return self->path_wanted != NULL || self->is_saving;
}

/* Whether there is something to wait for until the cut of this number is written. With the lock
 * held. */
static gboolean
is_awaited (const AlgoRecorder *self, guint64 number)
{
  if (self->latest < 0 || self->gave_up)
    return FALSE;
  return is_starting (self)
         || (self->has_file && self->message == NULL && self->written_number < number);
}

gboolean
algo_recorder_sync (AlgoRecorder *recorder, GError **error)
{
  gboolean succeeded;
  guint64 number;

  pthread_mutex_lock (&recorder->lock);
  number = recorder->cut_number;
  while (is_awaited (recorder, number))
    pthread_cond_wait (&recorder->news, &recorder->lock);
  succeeded = report (recorder, error);
  pthread_mutex_unlock (&recorder->lock);
  return succeeded;
}

void
algo_recorder_get_status (AlgoRecorder *recorder, AlgoRecordingStatus *status)
{
  pthread_mutex_lock (&recorder->lock);
  *status = (AlgoRecordingStatus){
    .state = is_starting (recorder) ? ALGO_RECORDING_STARTING
             : recorder->failed     ? ALGO_RECORDING_FAILED
             : recorder->has_file   ? ALGO_RECORDING_ACTIVE
                                    : ALGO_RECORDING_NONE,
    .path = g_strdup (recorder->path),
    .message = g_strdup (recorder->message),
    .step = recorder->recorded_step,
  };
  pthread_mutex_unlock (&recorder->lock);
}

const AlgoSettings *
algo_recorder_get_settings (const AlgoRecorder *recorder)
{
  return &recorder->run->settings;
}

guint64
algo_recorder_get_budget (AlgoRecorder *recorder)
{
  guint64 budget;

  pthread_mutex_lock (&recorder->lock);
  budget = recorder->run->budget;
  pthread_mutex_unlock (&recorder->lock);
  return budget;
}

gboolean
algo_recorder_read_metrics (AlgoRecorder *recorder, GArray *metrics)
{
  return algo_history_read (recorder->history, ALGO_RECORDER_GENERATION, metrics);
}

guint
algo_recorder_read_grids (AlgoRecorder *recorder, gint64 after, GPtrArray *grids)
{
  guint count = 0;

  pthread_mutex_lock (&recorder->lock);
  recorder->watch_time = g_get_monotonic_time ();
  for (guint i = 0; i < recorder->run->grids->len; i++)
    {
      AlgoGrid *grid = g_ptr_array_index (recorder->run->grids, i);

      if (after < 0 || grid->step > (guint64) after)
        {
          g_ptr_array_add (grids, algo_grid_ref (grid));
          count++;
        }
    }
  pthread_mutex_unlock (&recorder->lock);
  return count;
}
