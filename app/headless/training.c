/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/training.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/console.h"
#include "app/headless/progress.h"
#include "app/headless/results.h"
#include "engine/error.h"
#include "engine/formats/parameters-file.h"
#include "engine/kernels/kernels.h"
#include "engine/run-file/replay.h"
#include "engine/run/provenance.h"

#define CHECK_INTERVAL G_TIME_SPAN_SECOND

/* Says once that the file cannot be written. */
static void
warn_of_failure (AlgoRecorder *recorder, gint64 *check_time)
{
  const gint64 now = g_get_monotonic_time ();
  g_auto (AlgoRecordingStatus) status = { 0 };

  if (now < *check_time)
    return;
  *check_time = now + CHECK_INTERVAL;
  algo_recorder_get_status (recorder, &status);
  if (status.message == NULL)
    return;
  algo_console_error ("%s", status.message);
  *check_time = G_MAXINT64;
}

static gboolean
take_steps (const AlgoTraining *training, GError **error)
{
  AlgoTrainer *trainer = training->trainer;
  gboolean succeeded = TRUE;
  gint64 check_time = 0;
  AlgoProgress progress;
  AlgoMetrics metrics;

  if (algo_trainer_get_step (trainer) >= training->until)
    return TRUE;
  algo_progress_init (&progress, algo_trainer_get_step (trainer), training->until);
  while (algo_trainer_get_step (trainer) < training->until && algo_interrupt_count () == 0)
    {
      succeeded = algo_trainer_step (trainer, &metrics, error);
      if (!succeeded)
        break;
      if (training->recorder != NULL)
        {
          algo_recorder_note_step (training->recorder, trainer, &metrics);
          warn_of_failure (training->recorder, &check_time);
        }
      algo_progress_step (&progress, &metrics);
    }
  algo_progress_finish (&progress);
  if (succeeded && algo_trainer_get_step (trainer) < training->until)
    fprintf (stderr, _ ("Interrupted at step %" PRIu64 "\n"), algo_trainer_get_step (trainer));
  return succeeded;
}

static gboolean
close_run (AlgoRecorder *recorder, const AlgoTrainer *trainer, GError **error)
{
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_note_rest (recorder, trainer);
  if (!algo_recorder_close (recorder, error))
    return FALSE;
  algo_recorder_get_status (recorder, &status);
  algo_console_report_written (status.path);
  return TRUE;
}

static gboolean
save_parameters (const AlgoSnapshot *snapshot, const char *path, GError **error)
{
  g_autoptr (GHashTable) provenance = algo_provenance_new (snapshot);

  if (!algo_parameters_save (snapshot->parameters, path, provenance, error))
    return FALSE;
  algo_console_report_written (path);
  return TRUE;
}

/* Says what went wrong, if something did. */
static gboolean
tell (gboolean succeeded, GError **error)
{
  if (!succeeded)
    algo_console_error ("%s", (*error)->message);
  g_clear_error (error);
  return succeeded;
}

gboolean
algo_training_run (const AlgoTraining *training)
{
  AlgoTrainer *trainer = training->trainer;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  gboolean succeeded = tell (take_steps (training, &error), &error);

  snapshot = algo_snapshot_take (algo_trainer_get_settings (trainer), 1, trainer);
  /* First what took the time to make. */
  if (training->recorder != NULL)
    succeeded &= tell (close_run (training->recorder, trainer, &error), &error);
  else if (training->output != NULL)
    succeeded &= tell (save_parameters (snapshot, training->output, &error), &error);
  return tell (algo_results_show (snapshot, training->pictures, &error), &error) && succeeded;
}

gboolean
algo_training_choose_kernels (const char *path, gboolean must, GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, error);
  const AlgoKernels *kernels;
  const char *name;

  if (file == NULL)
    return FALSE;
  name = algo_run_last_kernels (algo_run_file_get_run (file));
  kernels = algo_kernels_find (name);
  if (kernels != NULL)
    {
      algo_kernels_set_default (kernels);
      return TRUE;
    }
  if (must)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("recorded with kernels “%s”, which this processor cannot run"), name);
      algo_error_prefix_path (error, path);
      return FALSE;
    }
  fprintf (stderr,
           _ ("Recorded with kernels “%s”, which this processor cannot run: the bits will not be "
              "those of a run on the other one\n"),
           name);
  return TRUE;
}
