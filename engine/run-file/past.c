/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/past.h"

#include "engine/condition.h"

struct _AlgoPast
{
  AlgoRecorder *recorder;
  guint64 generation;
  GThread *thread;

  /* What only the thread touches. */
  AlgoSnapshot *cache[ALGO_PAST_CACHE]; /* the most recently wanted first; NULL at the end */
  GArray *steps;                        /* of guint64, scratch */

  pthread_mutex_t listener_lock; /* held during calls; taken before the lock below */
  AlgoPastListener listener;
  gpointer listener_data;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;  /* there is a wish, or the thread is to stop */
  gboolean asks;        /* for `step` */
  guint64 step;
  guint cancellations;
  gboolean stopping;
};

/* Waits for a wish. FALSE when the thread is to end. */
static gboolean
await_wish (AlgoPast *self, guint64 *step, guint *cancellations)
{
  gboolean goes_on;

  pthread_mutex_lock (&self->lock);
  while (!self->stopping && !self->asks)
    pthread_cond_wait (&self->wake, &self->lock);
  goes_on = !self->stopping;
  self->asks = FALSE;
  *step = self->step;
  *cancellations = self->cancellations;
  pthread_mutex_unlock (&self->lock);
  return goes_on;
}

/* The latest step kept at or before `step`; FALSE if there is none. */
static gboolean
find_kept_step (AlgoPast *self, guint64 step, guint64 *kept)
{
  g_array_set_size (self->steps, 0);
  algo_recorder_read_snapshot_steps (self->recorder, self->steps);
  for (guint i = self->steps->len; i > 0; i--)
    {
      *kept = g_array_index (self->steps, guint64, i - 1);
      if (*kept <= step)
        return TRUE;
    }
  return FALSE;
}

/* Puts the entry at `index` first. */
static AlgoSnapshot *
promote (AlgoPast *self, guint index)
{
  AlgoSnapshot *snapshot = self->cache[index];

  memmove (self->cache + 1, self->cache, index * sizeof *self->cache);
  self->cache[0] = snapshot;
  return snapshot;
}

/* Borrowed from the cache; NULL if it is not there. */
static AlgoSnapshot *
find_in_cache (AlgoPast *self, guint64 step)
{
  guint64 kept;

  if (!find_kept_step (self, step, &kept))
    return NULL;
  for (guint i = 0; i < ALGO_PAST_CACHE && self->cache[i] != NULL; i++)
    if (self->cache[i]->step == kept)
      return promote (self, i);
  return NULL;
}

/* Takes the place of the one that was not wanted for longest. */
static AlgoSnapshot *
add_to_cache (AlgoPast *self, const AlgoSnapshot *read)
{
  g_clear_pointer (&self->cache[ALGO_PAST_CACHE - 1], algo_snapshot_unref);
  self->cache[ALGO_PAST_CACHE - 1] =
      algo_snapshot_new (&read->settings, self->generation, read->step, read->parameters);
  return promote (self, ALGO_PAST_CACHE - 1);
}

/* Borrowed from the cache. */
static AlgoSnapshot *
find_snapshot (AlgoPast *self, guint64 step, GError **error)
{
  AlgoSnapshot *known = find_in_cache (self, step);
  g_autoptr (AlgoSnapshot) read = NULL;

  if (known != NULL)
    return known;
  read = algo_recorder_read_snapshot (self->recorder, step, error);
  return read != NULL ? add_to_cache (self, read) : NULL;
}

/* Given even where something else is asked for by now: a hand that moves on and on is to see where
 * it has been. */
static void
answer (AlgoPast *self, guint cancellations, AlgoSnapshot *snapshot, const GError *error)
{
  gboolean is_wanted;

  pthread_mutex_lock (&self->listener_lock);
  pthread_mutex_lock (&self->lock);
  is_wanted = cancellations == self->cancellations && !self->stopping;
  pthread_mutex_unlock (&self->lock);
  if (is_wanted && self->listener != NULL)
    self->listener (snapshot, error, self->listener_data);
  pthread_mutex_unlock (&self->listener_lock);
}

static gpointer
past_main (gpointer data)
{
  AlgoPast *self = data;
  guint64 step;
  guint cancellations;

  while (await_wish (self, &step, &cancellations))
    {
      g_autoptr (GError) error = NULL;
      AlgoSnapshot *snapshot = find_snapshot (self, step, &error);

      answer (self, cancellations, snapshot, error);
    }
  return NULL;
}

AlgoPast *
algo_past_new (AlgoRecorder *recorder, guint64 generation)
{
  AlgoPast *self = g_new0 (AlgoPast, 1);

  self->recorder = algo_recorder_ref (recorder);
  self->generation = generation;
  self->steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  pthread_mutex_init (&self->listener_lock, NULL);
  pthread_mutex_init (&self->lock, NULL);
  algo_condition_init (&self->wake);
  self->thread = g_thread_new ("past", past_main, self);
  return self;
}

void
algo_past_free (AlgoPast *past)
{
  pthread_mutex_lock (&past->lock);
  past->stopping = TRUE;
  pthread_cond_signal (&past->wake);
  pthread_mutex_unlock (&past->lock);
  g_thread_join (past->thread);

  for (guint i = 0; i < ALGO_PAST_CACHE; i++)
    g_clear_pointer (&past->cache[i], algo_snapshot_unref);
  g_array_unref (past->steps);
  pthread_cond_destroy (&past->wake);
  pthread_mutex_destroy (&past->lock);
  pthread_mutex_destroy (&past->listener_lock);
  algo_recorder_unref (past->recorder);
  g_free (past);
}

void
algo_past_ask (AlgoPast *past, guint64 step)
{
  pthread_mutex_lock (&past->lock);
  past->asks = TRUE;
  past->step = step;
  pthread_cond_signal (&past->wake);
  pthread_mutex_unlock (&past->lock);
}

void
algo_past_cancel (AlgoPast *past)
{
  pthread_mutex_lock (&past->listener_lock);
  pthread_mutex_lock (&past->lock);
  past->asks = FALSE;
  past->cancellations++;
  pthread_mutex_unlock (&past->lock);
  pthread_mutex_unlock (&past->listener_lock);
}

void
algo_past_set_listener (AlgoPast *past, AlgoPastListener listener, gpointer data)
{
  pthread_mutex_lock (&past->listener_lock);
  past->listener = listener;
  past->listener_data = data;
  pthread_mutex_unlock (&past->listener_lock);
}
