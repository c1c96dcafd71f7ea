/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/training.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/console.h"
#include "app/headless/interrupt.h"
#include "app/headless/progress.h"
#include "app/headless/results.h"
#include "engine/error.h"
#include "engine/kernels/kernels.h"
#include "engine/run-file/replay.h"
#include "engine/run-file/schema.h"

#define CHECK_INTERVAL G_TIME_SPAN_SECOND

gboolean
algo_training_is_run (const char *path)
{
  return g_str_has_suffix (path, ALGO_RUN_SUFFIX);
}

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

gboolean
algo_training_run (AlgoTrainer *trainer, AlgoRecorder *recorder, guint64 until)
{
  g_autoptr (GError) error = NULL;
  gint64 check_time = 0;
  AlgoProgress progress;
  AlgoMetrics metrics;

  algo_progress_init (&progress, algo_trainer_get_step (trainer), until);
  while (algo_trainer_get_step (trainer) < until && algo_interrupt_count () == 0)
    {
      if (!algo_trainer_step (trainer, &metrics, &error))
        break;
      if (recorder != NULL)
        {
          algo_recorder_note_step (recorder, trainer, &metrics);
          warn_of_failure (recorder, &check_time);
        }
      algo_progress_step (&progress, &metrics);
    }
  algo_progress_finish (&progress);
  if (error != NULL)
    algo_console_error ("%s", error->message);
  else if (algo_trainer_get_step (trainer) < until)
    fprintf (stderr, _ ("Interrupted at step %" PRIu64 "\n"), algo_trainer_get_step (trainer));
  return error == NULL;
}

gboolean
algo_training_close (AlgoRecorder *recorder, const AlgoTrainer *trainer)
{
  g_auto (AlgoRecordingStatus) status = { 0 };
  g_autoptr (GError) error = NULL;

  algo_recorder_note_rest (recorder, trainer);
  if (!algo_recorder_close (recorder, &error))
    {
      algo_console_error ("%s", error->message);
      return FALSE;
    }
  algo_recorder_get_status (recorder, &status);
  algo_console_report_written (status.path);
  return TRUE;
}

gboolean
algo_training_show_phases (const AlgoSnapshot *snapshot, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoGrid) grid = algo_results_measure (snapshot, &error);

  if (grid == NULL)
    {
      algo_console_error ("%s", error != NULL ? error->message
                                              : _ ("Interrupted before the phases were known"));
      return FALSE;
    }
  algo_results_print (snapshot, grid);
  if (folder == NULL)
    return TRUE;
  if (!algo_results_save_pictures (snapshot, grid, folder, &error))
    {
      algo_console_error ("%s", error->message);
      return FALSE;
    }
  algo_console_report_written (folder);
  return TRUE;
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
