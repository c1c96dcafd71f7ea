/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/workers.h"

#include "engine/settings.h"

#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */

#define SPINS 2000 /* some 20 to 50 microseconds */

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

  guint spins;  /* looks at a number that is about to change, before a thread goes to sleep */
  gint round;   /* atomic: grows by one with each algo_workers_run(), and at the end */
  gint pending; /* atomic: workers that have not finished this round */
  pthread_mutex_t mutex; /* held to change either, so that no sleeper misses it */
  pthread_cond_t work, done;
  /* Constant during a round: */
  gboolean stopping;
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

/* A step is a few rounds with little between them: a thread that slept at once would be woken again
 * within microseconds, and waking takes longer than that. */
static gboolean
spin_while_equal (const AlgoWorkers *self, const gint *number, gint value)
{
  for (guint i = 0; i < self->spins; i++)
    {
      if (g_atomic_int_get (number) != value)
        return FALSE;
#if defined(__x86_64__)
      __builtin_ia32_pause ();
#endif
    }
  return TRUE;
}

static void
wait_for_round (AlgoWorkers *self, gint seen)
{
  if (!spin_while_equal (self, &self->round, seen))
    return;
  pthread_mutex_lock (&self->mutex);
  while (g_atomic_int_get (&self->round) == seen)
    pthread_cond_wait (&self->work, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
}

static void
start_round (AlgoWorkers *self)
{
  pthread_mutex_lock (&self->mutex);
  g_atomic_int_inc (&self->round);
  pthread_cond_broadcast (&self->work);
  pthread_mutex_unlock (&self->mutex);
}

static void
finish_round (AlgoWorkers *self)
{
  if (!g_atomic_int_dec_and_test (&self->pending))
    return;
  pthread_mutex_lock (&self->mutex);
  pthread_cond_signal (&self->done);
  pthread_mutex_unlock (&self->mutex);
}

/* Pending falls by steps, so what is awaited is not a change but the end. */
static void
wait_for_end (AlgoWorkers *self)
{
  for (gint left; (left = g_atomic_int_get (&self->pending)) > 0;)
    if (spin_while_equal (self, &self->pending, left))
      {
        pthread_mutex_lock (&self->mutex);
        while (g_atomic_int_get (&self->pending) > 0)
          pthread_cond_wait (&self->done, &self->mutex);
        pthread_mutex_unlock (&self->mutex);
      }
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;
  AlgoWorkers *self = worker->workers;
  for (gint seen = 0;; seen++)
    {
      wait_for_round (self, seen);
      if (self->stopping)
        return NULL;
      take_tasks (self, worker->index);
      finish_round (self);
    }
}

AlgoWorkers *
algo_workers_new (guint count)
{
  AlgoWorkers *self = g_new0 (AlgoWorkers, 1);

  self->count = CLAMP (count != 0 ? count : g_get_num_processors (), 1, ALGO_MAX_THREADS);
  /* Where there are more threads than processors, whoever spins keeps another from working. */
  self->spins = self->count <= g_get_num_processors () ? SPINS : 0;
  self->worker = g_new0 (Worker, self->count);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->work, NULL);
  pthread_cond_init (&self->done, NULL);
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
  workers->stopping = TRUE;
  start_round (workers);
  for (guint i = 0; i + 1 < workers->count; i++)
    g_thread_join (workers->worker[i].thread);
  pthread_cond_destroy (&workers->done);
  pthread_cond_destroy (&workers->work);
  pthread_mutex_destroy (&workers->mutex);
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
  workers->tasks = count;
  workers->task = task;
  workers->data = data;
  g_atomic_int_set (&workers->pending, workers->count - 1);
  g_atomic_int_set (&workers->next, 0);
  start_round (workers);
  take_tasks (workers, 0);
  wait_for_end (workers);
}
