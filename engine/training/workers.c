/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/workers.h"

#include "engine/settings.h"

typedef struct
{
  AlgoWorkers *workers;
  guint index;
  GThread *thread;
} Worker;

struct _AlgoWorkers
{
  guint count;
  Worker *worker; /* (count - 1): all but the caller */

  GMutex mutex;
  GCond work, done;
  /* Under the mutex: */
  guint round;   /* grows by one with each algo_workers_run() */
  guint pending; /* workers that have not finished this round */
  gboolean stopping;
  /* Constant during a round: */
  guint tasks;
  AlgoTask task;
  gpointer data;

  gint next; /* atomic: the first task that nobody has taken */
};

static void
take_tasks (AlgoWorkers *self, guint worker)
{
  guint task;

  while ((task = (guint) g_atomic_int_add (&self->next, 1)) < self->tasks)
    self->task (task, worker, self->data);
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;
  AlgoWorkers *self = worker->workers;
  guint seen = 0;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      while (self->round == seen && !self->stopping)
        g_cond_wait (&self->work, &self->mutex);
      if (self->stopping)
        break;
      seen = self->round;
      g_mutex_unlock (&self->mutex);
      take_tasks (self, worker->index);
      g_mutex_lock (&self->mutex);
      if (--self->pending == 0)
        g_cond_signal (&self->done);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

AlgoWorkers *
algo_workers_new (guint count)
{
  AlgoWorkers *self = g_new0 (AlgoWorkers, 1);

  self->count = CLAMP (count != 0 ? count : g_get_num_processors (), 1, ALGO_MAX_THREADS);
  self->worker = g_new0 (Worker, self->count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->work);
  g_cond_init (&self->done);
  for (guint i = 0; i + 1 < self->count; i++)
    {
      self->worker[i] = (Worker){ .workers = self, .index = i + 1 };
      self->worker[i].thread = g_thread_new ("algo-worker", worker_main, &self->worker[i]);
    }
  return self;
}

void
algo_workers_free (AlgoWorkers *workers)
{
  if (workers == NULL)
    return;
  g_mutex_lock (&workers->mutex);
  workers->stopping = TRUE;
  g_cond_broadcast (&workers->work);
  g_mutex_unlock (&workers->mutex);
  for (guint i = 0; i + 1 < workers->count; i++)
    g_thread_join (workers->worker[i].thread);
  g_cond_clear (&workers->done);
  g_cond_clear (&workers->work);
  g_mutex_clear (&workers->mutex);
  g_free (workers->worker);
  g_free (workers);
}

guint
algo_workers_count (const AlgoWorkers *workers)
{
  return workers->count;
}

void
algo_workers_run (AlgoWorkers *workers, guint count, AlgoTask task, gpointer data)
{
  if (workers->count == 1)
    {
      for (guint i = 0; i < count; i++)
        task (i, 0, data);
      return;
    }
  g_mutex_lock (&workers->mutex);
  workers->tasks = count;
  workers->task = task;
  workers->data = data;
  workers->pending = workers->count - 1;
  g_atomic_int_set (&workers->next, 0);
  workers->round++;
  g_cond_broadcast (&workers->work);
  g_mutex_unlock (&workers->mutex);
  take_tasks (workers, 0);
  g_mutex_lock (&workers->mutex);
  while (workers->pending > 0)
    g_cond_wait (&workers->done, &workers->mutex);
  g_mutex_unlock (&workers->mutex);
}
