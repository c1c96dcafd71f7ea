/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-threads.h"

#include "app/run/background.h"
#include "app/run/closing.h"
#include "app/run/wakeup.h"

/* These are called by the threads. */

static void
on_session_news (AlgoSession *session, gpointer data)
{
  algo_wakeup_call (data);
}

static void
on_observer_news (AlgoObserver *observer, gpointer data)
{
  algo_wakeup_call (data);
}

static void
on_direct_news (AlgoDirectRun *run, gpointer data)
{
  algo_wakeup_call (data);
}

/* These are begun in a thread of the priority that theirs should have. */

static gpointer
new_session (gpointer start)
{
  return algo_session_new_from (start, NULL);
}

static gpointer
new_direct_run (gpointer data)
{
  const AlgoRunThreads *threads = data;

  return algo_direct_run_new (threads->session, threads->question.inputs, threads->question.hidden);
}

void
algo_run_threads_begin (AlgoRunThreads *threads, const AlgoSessionStart *start)
{
  if (threads->session != NULL)
    {
      threads->generation = algo_session_restart_from (threads->session, start, NULL);
      return;
    }
  threads->session = algo_background_call (new_session, (gpointer) start);
  threads->generation = ALGO_SESSION_FIRST_GENERATION;
  threads->session_listener =
      algo_session_add_listener (threads->session, on_session_news, threads->wakeup);
  threads->observer = algo_observer_new (threads->session, &threads->question);
  algo_observer_set_listener (threads->observer, on_observer_news, threads->wakeup);
  algo_run_threads_update_wants (threads);
}

void
algo_run_threads_ask (AlgoRunThreads *threads, const AlgoQuestion *question)
{
  threads->question = *question;
  if (threads->observer != NULL)
    algo_observer_ask (threads->observer, question, NULL);
  if (threads->direct_run != NULL)
    algo_direct_run_set_size (threads->direct_run, question->inputs, question->hidden);
}

void
algo_run_threads_update_wants (AlgoRunThreads *threads)
{
  if (threads->session == NULL)
    return;
  algo_observer_set_active (threads->observer, threads->is_looking);
  algo_observer_want_generalisation (threads->observer, threads->wants_generalisation);
  if (threads->wants_direct && threads->direct_run == NULL)
    {
      threads->direct_run = algo_background_call (new_direct_run, threads);
      algo_direct_run_set_listener (threads->direct_run, on_direct_news, threads->wakeup);
    }
  if (threads->direct_run != NULL)
    algo_direct_run_set_active (threads->direct_run, threads->wants_direct);
  algo_wakeup_call (threads->wakeup);
}

/* What they know. */

static gboolean
status_equal (const AlgoSessionStatus *a, const AlgoSessionStatus *b)
{
  return a->state == b->state && a->generation == b->generation && a->seed == b->seed
         && a->step == b->step && a->budget == b->budget
         && a->steps_per_second == b->steps_per_second && a->rate == b->rate;
}

static gboolean
take_status (AlgoRunThreads *threads)
{
  AlgoSessionStatus status;

  algo_session_get_status (threads->session, &status);
  if (status.generation != threads->generation || status_equal (&status, &threads->status))
    return FALSE;
  threads->status = status;
  return TRUE;
}

/* Takes `latest`; returns whether it is another than is in that place. */
static gboolean
replace (gpointer place, gpointer latest, GDestroyNotify unref)
{
  gpointer *known = place;
  const gboolean is_new = latest != *known;

  if (*known != NULL)
    unref (*known);
  *known = latest;
  return is_new;
}

gboolean
algo_run_threads_take_news (AlgoRunThreads *threads)
{
  const guint64 generation = threads->generation;
  g_autoptr (AlgoObservation) observation = NULL;
  AlgoGeneralisation *generalisation;
  gboolean is_new;

  if (threads->session == NULL)
    return FALSE;
  is_new = take_status (threads);
  generalisation = algo_observer_ref_generalisation (threads->observer);
  if (generalisation != NULL && generalisation->generation != generation)
    g_clear_pointer (&generalisation, algo_generalisation_unref);
  is_new |= replace (&threads->generalisation, generalisation,
                     (GDestroyNotify) algo_generalisation_unref);
  if (threads->direct_run != NULL)
    is_new |=
        replace (&threads->direct, algo_direct_run_ref_trajectory (threads->direct_run, generation),
                 (GDestroyNotify) algo_direct_trajectory_unref);
  observation = algo_observer_ref_latest (threads->observer);
  if (observation != NULL && observation->generation == generation)
    is_new |= algo_observation_set (&threads->observation, observation);
  return is_new;
}

gboolean
algo_run_threads_have_begun (const AlgoRunThreads *threads)
{
  AlgoSessionStatus status;

  algo_session_get_status (threads->session, &status);
  return status.generation == threads->generation;
}

void
algo_run_threads_forget (AlgoRunThreads *threads)
{
  g_clear_pointer (&threads->observation, algo_observation_unref);
  g_clear_pointer (&threads->generalisation, algo_generalisation_unref);
  g_clear_pointer (&threads->direct, algo_direct_trajectory_unref);
}

/* This is all that there is to end, on its way to a thread that may wait. */
typedef struct
{
  AlgoDirectRun *direct_run;
  AlgoObserver *observer;
  AlgoSession *session;
  GPtrArray *recorders;
} Ending;

static void
end_in_thread (gpointer data)
{
  Ending *ending = data;

  g_clear_pointer (&ending->direct_run, algo_direct_run_free);
  algo_observer_free (ending->observer);
  algo_session_free (ending->session);
  /* Only now does nobody note anything more. */
  for (guint i = 0; i < ending->recorders->len; i++)
    algo_closing_wait (ending->recorders->pdata[i]);
  g_ptr_array_unref (ending->recorders);
  g_free (ending);
}

void
algo_run_threads_end (AlgoRunThreads *threads, GPtrArray *recorders)
{
  Ending *ending;

  threads->generation = 0;
  algo_run_threads_forget (threads);
  if (threads->session == NULL)
    {
      g_ptr_array_unref (recorders);
      g_clear_pointer (&threads->wakeup, algo_wakeup_free);
      return;
    }
  /* No thread calls any more: none is kept for longer than a call of a listener takes. */
  algo_session_remove_listener (threads->session, threads->session_listener);
  algo_observer_set_listener (threads->observer, NULL, NULL);
  if (threads->direct_run != NULL)
    algo_direct_run_set_listener (threads->direct_run, NULL, NULL);
  g_clear_pointer (&threads->wakeup, algo_wakeup_free);
  ending = g_new (Ending, 1);
  *ending = (Ending){ .direct_run = g_steal_pointer (&threads->direct_run),
                      .observer = g_steal_pointer (&threads->observer),
                      .session = g_steal_pointer (&threads->session),
                      .recorders = recorders };
  algo_closing_call (end_in_thread, ending);
}
