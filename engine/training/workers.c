/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/workers.h"

#include "engine/settings.h"

#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */
#include <stdatomic.h>

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

  guint spins; /* looks at a number that is about to change, before a thread goes to sleep */
  /* The number of the round, and below it how many of its tasks nobody has taken. Who comes late
   * finds another number or nothing to take, so that no round waits for a thread that has no task:
   * the system may have given its processor to another program's. */
  _Atomic guint64 offer;
  atomic_uint unfinished; /* tasks of this round */
  pthread_mutex_t mutex;  /* held to change either, so that no sleeper misses it */
  pthread_cond_t work, done;
  atomic_bool stopping;
  /* Constant while tasks are unfinished: */
  guint tasks;
  AlgoWork task;
  gpointer data;
};

static guint32
round_of (guint64 offer)
{
  return (guint32) (offer >> 32);
}

static guint32
untaken_of (guint64 offer)
{
  return (guint32) offer;
}

static gboolean
take_task (AlgoWorkers *self, guint32 round, guint *task)
{
  guint64 offer = atomic_load (&self->offer);

  while (round_of (offer) == round && untaken_of (offer) > 0)
    if (atomic_compare_exchange_weak (&self->offer, &offer, offer - 1))
      {
        *task = self->tasks - untaken_of (offer);
        return TRUE;
      }
  return FALSE;
}

static void
finish_task (AlgoWorkers *self)
{
  if (atomic_fetch_sub (&self->unfinished, 1) > 1)
    return;
  pthread_mutex_lock (&self->mutex);
  pthread_cond_signal (&self->done);
  pthread_mutex_unlock (&self->mutex);
}

static void
do_tasks (AlgoWorkers *self, guint32 round, guint worker)
{
  guint task;

  while (take_task (self, round, &task))
    {
      self->task (task, worker, self->data);
      finish_task (self);
    }
}

static void
pause_briefly (void)
{
#if defined(__x86_64__)
  __builtin_ia32_pause ();
#endif
}

/* Returns the number of a round other than `seen`. A step is a few rounds with little between them:
 * a thread that slept at once would be woken again within microseconds, and waking takes longer
 * than that. */
static guint32
wait_for_round (AlgoWorkers *self, guint32 seen)
{
  for (guint i = 0; i < self->spins; i++)
    {
      if (round_of (atomic_load (&self->offer)) != seen)
        return round_of (atomic_load (&self->offer));
      pause_briefly ();
    }
  pthread_mutex_lock (&self->mutex);
  while (round_of (atomic_load (&self->offer)) == seen)
    pthread_cond_wait (&self->work, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
  return round_of (atomic_load (&self->offer));
}

/* Returns the number of the new round. */
static guint32
start_round (AlgoWorkers *self, guint tasks)
{
  const guint32 round = round_of (atomic_load (&self->offer)) + 1;

  atomic_store (&self->unfinished, tasks);
  pthread_mutex_lock (&self->mutex);
  atomic_store (&self->offer, (guint64) round << 32 | tasks);
  pthread_cond_broadcast (&self->work);
  pthread_mutex_unlock (&self->mutex);
  return round;
}

static void
wait_for_end (AlgoWorkers *self)
{
  for (guint i = 0; i < self->spins; i++)
    {
      if (atomic_load (&self->unfinished) == 0)
        return;
      pause_briefly ();
    }
  pthread_mutex_lock (&self->mutex);
  while (atomic_load (&self->unfinished) > 0)
    pthread_cond_wait (&self->done, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;
  AlgoWorkers *self = worker->workers;
  guint32 round = 0;

  for (;;)
    {
      round = wait_for_round (self, round);
      if (atomic_load (&self->stopping))
        return NULL;
      do_tasks (self, round, worker->index);
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
  atomic_store (&workers->stopping, TRUE);
  start_round (workers, 0);
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
algo_workers_run (AlgoWorkers *workers, guint count, AlgoWork task, gpointer data)
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
  do_tasks (workers, start_round (workers, count), 0);
  wait_for_end (workers);
}
