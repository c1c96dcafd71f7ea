/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/session-watch.h"

/* Only a test that fails takes this long, and that under the slowest of sanitizers. */
#define PATIENCE (120 * G_TIME_SPAN_SECOND)

void
watch_init (Watch *watch)
{
  pthread_mutex_init (&watch->lock, NULL);
  algo_condition_init (&watch->news);
  watch->count = 0;
}

void
watch_clear (Watch *watch)
{
  pthread_cond_destroy (&watch->news);
  pthread_mutex_destroy (&watch->lock);
}

guint
watch_get_count (Watch *watch)
{
  guint count;

  pthread_mutex_lock (&watch->lock);
  count = watch->count;
  pthread_mutex_unlock (&watch->lock);
  return count;
}

static void
note_news (Watch *watch)
{
  pthread_mutex_lock (&watch->lock);
  watch->count++;
  pthread_cond_broadcast (&watch->news);
  pthread_mutex_unlock (&watch->lock);
}

void
watch_on_session (AlgoSession *session, gpointer watch)
{
  note_news (watch);
}

void
watch_on_observer (AlgoObserver *observer, gpointer watch)
{
  note_news (watch);
}

void
watch_wait (Watch *watch, WatchPredicate holds, gpointer data)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;
  guint seen = watch_get_count (watch);

  while (!holds (data))
    {
      pthread_mutex_lock (&watch->lock);
      while (watch->count == seen)
        if (!algo_condition_wait_until (&watch->news, &watch->lock, deadline))
          g_error ("waited in vain");
      seen = watch->count;
      pthread_mutex_unlock (&watch->lock);
    }
}

typedef struct
{
  AlgoSession *session;
  guint64 generation;
  AlgoSessionState state;
  guint64 step;
  AlgoSessionStatus status;
} Wanted;

static gboolean
state_is_reached (gpointer data)
{
  Wanted *wanted = data;

  algo_session_get_status (wanted->session, &wanted->status);
  return wanted->status.generation == wanted->generation && wanted->status.state == wanted->state;
}

AlgoSessionStatus
watch_wait_for_state (Watch *watch,
                      AlgoSession *session,
                      guint64 generation,
                      AlgoSessionState state)
{
  Wanted wanted = { .session = session, .generation = generation, .state = state };

  watch_wait (watch, state_is_reached, &wanted);
  return wanted.status;
}

static gboolean
step_is_reached (gpointer data)
{
  Wanted *wanted = data;

  algo_session_get_status (wanted->session, &wanted->status);
  return wanted->status.step >= wanted->step;
}

void
watch_wait_for_step (Watch *watch, AlgoSession *session, guint64 step)
{
  Wanted wanted = { .session = session, .step = step };

  watch_wait (watch, step_is_reached, &wanted);
}
