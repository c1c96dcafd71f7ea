/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/direct-run.h"

#include "engine/condition.h"
#include "engine/duty.h"

#define SHARE 0.015 /* of one processor, while the run goes on */
#define SLICE (4 * G_TIME_SPAN_MILLISECOND)
/* How often it is published, and how much of its time that takes at most. */
#define PUBLISH_INTERVAL (G_TIME_SPAN_SECOND / 4)
#define PUBLISH_SHARE 0.25

typedef struct
{
  guint inputs, hidden;
  gboolean active;
  gboolean stopping;
  guint64 news; /* grows with each change of these, and of the session while active */
} Wish;

struct _AlgoDirectRun
{
  AlgoSession *session;
  guint session_listener;
  GThread *thread;

  /* What only its thread touches. */
  AlgoDirectTracer *tracer; /* NULL before the first run */
  guint64 generation;       /* of the run it is beside */
  guint64 target;           /* steps it may have taken */
  gboolean training;
  gboolean published; /* as it stands */
  gint64 work_due, publish_due;

  pthread_mutex_t listener_lock; /* held during calls */
  AlgoDirectRunListener listener;
  gpointer listener_data;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;
  Wish wish;
  gint64 deaf_until; /* further steps are no news, as long as ... */
  guint64 deaf_to;   /* ... this run goes on */
  AlgoDirectTrajectory *latest;
  guint64 latest_generation; /* that it is beside */
};

/* Begins anew, beside the run that this is a snapshot of. */
static void
begin (AlgoDirectRun *run, const AlgoSnapshot *snapshot, const Wish *wish)
{
  const AlgoDirectSettings settings =
      algo_direct_settings_beside (&snapshot->settings, wish->inputs, wish->hidden);

  g_clear_pointer (&run->tracer, algo_direct_tracer_free);
  run->tracer = algo_direct_tracer_new (&settings, NULL);
  run->generation = snapshot->generation;
  run->published = FALSE;
  run->publish_due = 0;
}

static gboolean
has_size (const AlgoDirectRun *run, const Wish *wish)
{
  const AlgoDirectSettings *settings = algo_direct_tracer_get_settings (run->tracer);

  return settings->inputs == wish->inputs && settings->hidden == wish->hidden;
}

/* Sees where the run stands. */
static void
follow_session (AlgoDirectRun *run, const Wish *wish)
{
  g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (run->session);
  AlgoSessionStatus status;

  algo_session_get_status (run->session, &status);
  run->training = status.state == ALGO_SESSION_RUNNING;
  if (snapshot == NULL || snapshot->generation != status.generation)
    return;
  run->target = status.step;
  if (run->tracer == NULL || run->generation != status.generation || !has_size (run, wish))
    begin (run, snapshot, wish);
}

static gboolean
is_behind (const AlgoDirectRun *run)
{
  return algo_direct_tracer_get_step (run->tracer) < run->target
         && !algo_direct_tracer_has_diverged (run->tracer);
}

static void
train (AlgoDirectRun *run)
{
  const gint64 start = g_get_monotonic_time ();

  while (is_behind (run) && g_get_monotonic_time () - start < SLICE)
    {
      algo_direct_tracer_step (run->tracer);
      run->published = FALSE;
    }
}

static void
publish (AlgoDirectRun *run)
{
  const AlgoDuty duty = algo_duty_begin ();
  g_autoptr (AlgoDirectTrajectory) made = algo_direct_tracer_make_trajectory (run->tracer);
  AlgoDirectTrajectory *old;

  pthread_mutex_lock (&run->lock);
  old = run->latest;
  run->latest = made;
  run->latest_generation = run->generation;
  made = old;
  pthread_mutex_unlock (&run->lock);
  run->published = TRUE;
  run->publish_due =
      MAX (algo_duty_rest_until (&duty, SHARE * PUBLISH_SHARE), duty.time + PUBLISH_INTERVAL);

  pthread_mutex_lock (&run->listener_lock);
  if (run->listener != NULL)
    run->listener (run, run->listener_data);
  pthread_mutex_unlock (&run->listener_lock);
}

/* Does what is due. Returns when to go on if there is no news before. */
static gint64
work (AlgoDirectRun *run)
{
  const AlgoDuty duty = algo_duty_begin ();

  if (run->tracer == NULL || (!is_behind (run) && run->published))
    return G_MAXINT64;
  if (run->training && duty.time < run->work_due)
    return run->work_due;
  train (run);
  if (!run->published && (duty.time >= run->publish_due || (!run->training && !is_behind (run))))
    publish (run);
  run->work_due = algo_duty_rest_until (&duty, SHARE);
  if (is_behind (run))
    return run->training ? run->work_due : duty.time;
  return run->published ? G_MAXINT64 : MAX (run->work_due, run->publish_due);
}

/* Waits for `wake` or for a wish with more news than the one at hand, which is replaced. FALSE when
 * the thread is to end. */
static gboolean
await_news (AlgoDirectRun *run, Wish *wish, gint64 wake)
{
  pthread_mutex_lock (&run->lock);
  run->deaf_until = run->training && wake != G_MAXINT64 ? wake : 0;
  run->deaf_to = run->generation;
  while (!run->wish.stopping && run->wish.news == wish->news)
    if (wake == G_MAXINT64)
      pthread_cond_wait (&run->wake, &run->lock);
    else if (!algo_condition_wait_until (&run->wake, &run->lock, wake))
      break;
  *wish = run->wish;
  pthread_mutex_unlock (&run->lock);
  return !wish->stopping;
}

static gpointer
direct_run_main (gpointer data)
{
  AlgoDirectRun *run = data;
  Wish wish = { 0 };
  gint64 wake = G_MAXINT64;

  while (await_news (run, &wish, wake))
    {
      wake = G_MAXINT64;
      if (!wish.active)
        continue;
      follow_session (run, &wish);
      wake = work (run);
    }
  return NULL;
}

/* With the lock held. */
static void
tell_news (AlgoDirectRun *run)
{
  run->wish.news++;
  pthread_cond_signal (&run->wake);
}

static void
on_session_news (AlgoSession *session, gpointer data)
{
  AlgoDirectRun *run = data;
  gboolean is_deaf;

  pthread_mutex_lock (&run->lock);
  is_deaf =
      g_get_monotonic_time () < run->deaf_until && algo_session_goes_on (session, run->deaf_to);
  if (run->wish.active && !is_deaf)
    tell_news (run);
  pthread_mutex_unlock (&run->lock);
}

AlgoDirectRun *
algo_direct_run_new (AlgoSession *session, guint inputs, guint hidden)
{
  AlgoDirectRun *run;

  g_return_val_if_fail (algo_size_validate (inputs, hidden, NULL), NULL);
  run = g_new0 (AlgoDirectRun, 1);
  run->session = session;
  pthread_mutex_init (&run->listener_lock, NULL);
  pthread_mutex_init (&run->lock, NULL);
  algo_condition_init (&run->wake);
  run->wish = (Wish){ .inputs = inputs, .hidden = hidden, .news = 1 };
  run->session_listener = algo_session_add_listener (session, on_session_news, run);
  run->thread = g_thread_new ("direct", direct_run_main, run);
  return run;
}

void
algo_direct_run_free (AlgoDirectRun *run)
{
  algo_session_remove_listener (run->session, run->session_listener);
  pthread_mutex_lock (&run->lock);
  run->wish.stopping = TRUE;
  tell_news (run);
  pthread_mutex_unlock (&run->lock);
  g_thread_join (run->thread);

  g_clear_pointer (&run->tracer, algo_direct_tracer_free);
  g_clear_pointer (&run->latest, algo_direct_trajectory_unref);
  pthread_cond_destroy (&run->wake);
  pthread_mutex_destroy (&run->lock);
  pthread_mutex_destroy (&run->listener_lock);
  g_free (run);
}

void
algo_direct_run_set_size (AlgoDirectRun *run, guint inputs, guint hidden)
{
  g_return_if_fail (algo_size_validate (inputs, hidden, NULL));
  pthread_mutex_lock (&run->lock);
  if (run->wish.inputs != inputs || run->wish.hidden != hidden)
    {
      run->wish.inputs = inputs;
      run->wish.hidden = hidden;
      tell_news (run);
    }
  pthread_mutex_unlock (&run->lock);
}

void
algo_direct_run_set_active (AlgoDirectRun *run, gboolean active)
{
  pthread_mutex_lock (&run->lock);
  run->wish.active = active;
  tell_news (run);
  pthread_mutex_unlock (&run->lock);
}

AlgoDirectTrajectory *
algo_direct_run_ref_trajectory (AlgoDirectRun *run, guint64 generation)
{
  AlgoDirectTrajectory *latest = NULL;

  pthread_mutex_lock (&run->lock);
  if (run->latest != NULL && run->latest_generation == generation)
    latest = algo_direct_trajectory_ref (run->latest);
  pthread_mutex_unlock (&run->lock);
  return latest;
}

void
algo_direct_run_set_listener (AlgoDirectRun *run, AlgoDirectRunListener listener, gpointer data)
{
  pthread_mutex_lock (&run->listener_lock);
  run->listener = listener;
  run->listener_data = data;
  pthread_mutex_unlock (&run->listener_lock);
}
