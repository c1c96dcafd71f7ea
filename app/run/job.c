/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/job.h"

typedef struct
{
  const AlgoJobKind *kind;
  GWeakRef owner;
  gpointer data;
  int turn; /* atomic: whose the data is, the thread's while it is odd */
} Job;

static guint count;

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_atomic_int_get (&job->turn);
  job->kind->work (job->data, cancellable);
  g_atomic_int_inc (&job->turn);
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&job->owner);

  g_atomic_int_get (&job->turn);
  count--;
  if (owner != NULL && job->kind->done != NULL)
    job->kind->done (owner, job->data);
  job->kind->free (job->data);
  g_weak_ref_clear (&job->owner);
  g_free (job);
}

void
algo_job_start (const AlgoJobKind *kind, gpointer owner, gpointer data, GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_done, job);

  job->kind = kind;
  job->data = data;
  g_weak_ref_init (&job->owner, owner);
  count++;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, NULL);
  g_atomic_int_inc (&job->turn);
  g_task_run_in_thread (task, work);
}

void
algo_job_answer (GTask *task, gboolean is_wanted, GError *error)
{
  if (!is_wanted)
    {
      g_clear_error (&error);
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No longer wanted");
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

guint
algo_job_count (void)
{
  return count;
}
