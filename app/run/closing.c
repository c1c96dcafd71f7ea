/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/closing.h"

#include "app/run/autosave.h"
#include "app/run/job.h"

#ifdef __GLIBC__
#  include <malloc.h>
#endif

/* Phases that are still to be measured may keep a program that is to end no longer than this. */
#define PATIENCE (300 * G_TIME_SPAN_MILLISECOND)

static guint count;

typedef struct
{
  GApplication *application; /* held, owned, or NULL */
  GDestroyNotify close;
  gpointer data;
} Closing;

static void
close_in_thread (gpointer data, GCancellable *cancellable)
{
  const Closing *closing = data;

  closing->close (closing->data);
#ifdef __GLIBC__
  /* What is free again goes back to the system. */
  malloc_trim (0);
#endif
}

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  count--;
  if (closing->application != NULL)
    g_application_release (closing->application);
  g_clear_object (&closing->application);
  g_free (closing);
}

void
algo_closing_call (GDestroyNotify close, gpointer data)
{
  static const AlgoJobKind kind = { .work = close_in_thread, .free = closing_free };
  GApplication *application = g_application_get_default ();
  Closing *closing = g_new (Closing, 1);

  *closing = (Closing){ .close = close, .data = data };
  if (application != NULL)
    {
      closing->application = g_object_ref (application);
      g_application_hold (application);
    }
  count++;
  algo_job_start (&kind, NULL, closing, NULL);
}

void
algo_closing_wait (AlgoRecorder *recorder)
{
  g_auto (AlgoRecordingStatus) status = { 0 };

  algo_recorder_finish (recorder, PATIENCE);
  algo_recorder_close (recorder, NULL);
  algo_recorder_get_status (recorder, &status);
  if (status.path != NULL && status.step == 0 && algo_autosave_contains (status.path))
    algo_autosave_remove (status.path);
  algo_recorder_unref (recorder);
}

void
algo_closing_begin (AlgoRecorder *recorder)
{
  algo_closing_call ((GDestroyNotify) algo_closing_wait, recorder);
}

guint
algo_closing_count (void)
{
  return count;
}
