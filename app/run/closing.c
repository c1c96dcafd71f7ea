/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/closing.h"

#include "app/run/autosave.h"

/* Phases that are still to be measured may keep a program that is to end no longer than this. */
#define PATIENCE (300 * G_TIME_SPAN_MILLISECOND)

static guint count;

guint
algo_closing_count (void)
{
  return count;
}

static void
close_recorder (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AlgoRecorder *recorder = data;
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_finish (recorder, PATIENCE);
  algo_recorder_close (recorder, NULL);
  algo_recorder_get_status (recorder, &status);
  if (status.path != NULL && status.step == 0 && algo_autosave_contains (status.path))
    algo_autosave_remove (status.path);
  g_task_return_boolean (task, TRUE);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  count--;
  g_application_release (G_APPLICATION (source));
}

void
algo_closing_begin (GApplication *application, AlgoRecorder *recorder)
{
  g_autoptr (GTask) task = g_task_new (application, NULL, on_closed, NULL);

  g_application_hold (application);
  count++;
  g_task_set_task_data (task, recorder, (GDestroyNotify) algo_recorder_unref);
  g_task_run_in_thread (task, close_recorder);
}
