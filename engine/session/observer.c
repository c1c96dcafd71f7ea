/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observer-private.h"

#include "engine/condition.h"

/* Begins anew what was under way: it was of another step. */
static void
look_elsewhere (AlgoView *view, const AlgoWish *wish)
{
  view->showing = wish->showing;
  g_clear_pointer (&view->shown_grid, algo_grid_unref);
  if (wish->grid != NULL)
    view->shown_grid = algo_grid_ref (wish->grid);
  algo_survey_clear (&view->survey);
  g_clear_pointer (&view->surveyed, algo_snapshot_unref);
  algo_generalisation_survey_clear (&view->generalisation);
}

static void
show_latest (AlgoWish *wish)
{
  wish->serial++;
  wish->showing = 0;
  g_clear_pointer (&wish->shown, algo_snapshot_unref);
  g_clear_pointer (&wish->grid, algo_grid_unref);
}

/* What is of a run that another is to take the place of is looked at no more. With the lock held.
 */
static void
forget_old_run (AlgoObserver *observer, guint64 generation)
{
  if (observer->wish.shown != NULL && observer->wish.shown->generation != generation)
    show_latest (&observer->wish);
  if (observer->latest != NULL && observer->latest->generation != generation)
    g_clear_pointer (&observer->latest, algo_observation_unref);
  if (observer->generalisation != NULL && observer->generalisation->generation != generation)
    g_clear_pointer (&observer->generalisation, algo_generalisation_unref);
}

/* NULL while there is none of this generation. */
static AlgoSnapshot *
ref_latest_snapshot (AlgoSession *session, guint64 generation)
{
  g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (session);

  return snapshot != NULL && snapshot->generation == generation ? g_steal_pointer (&snapshot)
                                                                : NULL;
}

/* Takes in what there is to look at. With the lock held. */
static void
update_view (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  const AlgoWish *wish = &observer->wish;
  const guint64 generation = algo_session_get_generation (observer->session);
  AlgoSessionStatus status;

  forget_old_run (observer, generation);
  algo_session_get_status (observer->session, &status);
  observer->generation = status.generation;
  view->training = status.state == ALGO_SESSION_RUNNING || status.state == ALGO_SESSION_PREPARING;
  if (view->showing != wish->showing)
    look_elsewhere (view, wish);
  g_clear_pointer (&view->snapshot, algo_snapshot_unref);
  view->snapshot = wish->shown != NULL ? algo_snapshot_ref (wish->shown)
                                       : ref_latest_snapshot (observer->session, generation);
  view->question = wish->question;
  view->serial = wish->serial;
  view->wants_generalisation = wish->generalisation;
  view->generalisation_is_out = observer->generalisation != NULL;
}

/* Waits until there is work. FALSE when the thread is to end. */
static gboolean
await_work (AlgoObserver *observer, AlgoWork *work)
{
  gboolean goes_on;
  gint64 wake;

  *work = ALGO_WORK_NONE;
  pthread_mutex_lock (&observer->lock);
  while (!observer->stopping)
    {
      wake = G_MAXINT64;
      if (observer->active)
        {
          update_view (observer);
          *work = algo_view_choose_work (&observer->view, &wake, &observer->deaf_until);
        }
      if (*work != ALGO_WORK_NONE)
        break;
      if (wake == G_MAXINT64)
        pthread_cond_wait (&observer->wake, &observer->lock);
      else
        algo_condition_wait_until (&observer->wake, &observer->lock, wake);
    }
  goes_on = !observer->stopping;
  pthread_mutex_unlock (&observer->lock);
  return goes_on;
}

static gpointer
observer_main (gpointer data)
{
  AlgoObserver *observer = data;
  AlgoWork work;

  while (await_work (observer, &work))
    algo_observer_do (observer, work);
  return NULL;
}

/* Steps come by the hundred: to wake for each would keep training waiting. */
static void
on_session_news (AlgoSession *session, gpointer data)
{
  AlgoObserver *observer = data;
  gboolean is_deaf;

  pthread_mutex_lock (&observer->lock);
  is_deaf = g_get_monotonic_time () < observer->deaf_until
            && algo_session_goes_on (session, observer->generation);
  if (observer->active && !is_deaf)
    pthread_cond_signal (&observer->wake);
  pthread_mutex_unlock (&observer->lock);
}

AlgoObserver *
algo_observer_new (AlgoSession *session, const AlgoQuestion *question)
{
  AlgoObserver *observer;

  g_return_val_if_fail (algo_question_validate (question, NULL), NULL);
  observer = g_new0 (AlgoObserver, 1);
  observer->session = session;
  pthread_mutex_init (&observer->listener_lock, NULL);
  pthread_mutex_init (&observer->lock, NULL);
  algo_condition_init (&observer->wake);
  observer->wish = (AlgoWish){ .question = *question, .serial = 1 };
  observer->active = TRUE;
  observer->view.generator = algo_generator_new ();
  observer->session_listener = algo_session_add_listener (session, on_session_news, observer);
  observer->thread = g_thread_new ("observer", observer_main, observer);
  return observer;
}

static void
view_clear (AlgoView *view)
{
  algo_generator_free (view->generator);
  algo_survey_clear (&view->survey);
  algo_generalisation_survey_clear (&view->generalisation);
  g_clear_pointer (&view->snapshot, algo_snapshot_unref);
  g_clear_pointer (&view->answered, algo_snapshot_unref);
  g_clear_pointer (&view->surveyed, algo_snapshot_unref);
  g_clear_pointer (&view->observation, algo_observation_unref);
  g_clear_pointer (&view->latest_grid, algo_grid_unref);
  g_clear_pointer (&view->shown_grid, algo_grid_unref);
}

void
algo_observer_free (AlgoObserver *observer)
{
  algo_session_remove_listener (observer->session, observer->session_listener);
  pthread_mutex_lock (&observer->lock);
  observer->stopping = TRUE;
  pthread_cond_signal (&observer->wake);
  pthread_mutex_unlock (&observer->lock);
  g_thread_join (observer->thread);

  view_clear (&observer->view);
  g_clear_pointer (&observer->wish.shown, algo_snapshot_unref);
  g_clear_pointer (&observer->wish.grid, algo_grid_unref);
  g_clear_pointer (&observer->latest, algo_observation_unref);
  g_clear_pointer (&observer->generalisation, algo_generalisation_unref);
  pthread_cond_destroy (&observer->wake);
  pthread_mutex_destroy (&observer->lock);
  pthread_mutex_destroy (&observer->listener_lock);
  g_free (observer);
}

gboolean
algo_observer_ask (AlgoObserver *observer, const AlgoQuestion *question, GError **error)
{
  if (!algo_question_validate (question, error))
    return FALSE;
  pthread_mutex_lock (&observer->lock);
  if (!algo_question_equal (question, &observer->wish.question))
    {
      observer->wish.question = *question;
      observer->wish.serial++;
      pthread_cond_signal (&observer->wake);
    }
  pthread_mutex_unlock (&observer->lock);
  return TRUE;
}

/* What was read from a file says nothing of which run of the session it is. */
static AlgoSnapshot *
take_snapshot (AlgoSnapshot *snapshot, guint64 generation)
{
  if (snapshot->generation == generation)
    return algo_snapshot_ref (snapshot);
  return algo_snapshot_new (&snapshot->settings, generation, snapshot->step, snapshot->parameters);
}

void
algo_observer_show (AlgoObserver *observer, AlgoSnapshot *snapshot, AlgoGrid *grid)
{
  const guint64 generation = algo_session_get_generation (observer->session);
  AlgoWish *wish = &observer->wish;

  pthread_mutex_lock (&observer->lock);
  if (snapshot != NULL || wish->shown != NULL)
    {
      show_latest (wish);
      if (snapshot != NULL)
        {
          wish->showing = wish->serial;
          wish->shown = take_snapshot (snapshot, generation);
          wish->grid = grid != NULL ? algo_grid_ref (grid) : NULL;
        }
      pthread_cond_signal (&observer->wake);
    }
  pthread_mutex_unlock (&observer->lock);
}

void
algo_observer_set_active (AlgoObserver *observer, gboolean active)
{
  pthread_mutex_lock (&observer->lock);
  observer->active = active;
  pthread_cond_signal (&observer->wake);
  pthread_mutex_unlock (&observer->lock);
}

void
algo_observer_want_generalisation (AlgoObserver *observer, gboolean wanted)
{
  g_autoptr (AlgoGeneralisation) old = NULL;

  pthread_mutex_lock (&observer->lock);
  observer->wish.generalisation = wanted;
  if (!wanted)
    old = g_steal_pointer (&observer->generalisation);
  pthread_cond_signal (&observer->wake);
  pthread_mutex_unlock (&observer->lock);
}

AlgoObservation *
algo_observer_ref_latest (AlgoObserver *observer)
{
  AlgoObservation *latest;

  pthread_mutex_lock (&observer->lock);
  forget_old_run (observer, algo_session_get_generation (observer->session));
  latest = observer->latest != NULL ? algo_observation_ref (observer->latest) : NULL;
  pthread_mutex_unlock (&observer->lock);
  return latest;
}

AlgoGeneralisation *
algo_observer_ref_generalisation (AlgoObserver *observer)
{
  AlgoGeneralisation *latest;

  pthread_mutex_lock (&observer->lock);
  forget_old_run (observer, algo_session_get_generation (observer->session));
  latest =
      observer->generalisation != NULL ? algo_generalisation_ref (observer->generalisation) : NULL;
  pthread_mutex_unlock (&observer->lock);
  return latest;
}

void
algo_observer_set_listener (AlgoObserver *observer, AlgoObserverListener listener, gpointer data)
{
  pthread_mutex_lock (&observer->listener_lock);
  observer->listener = listener;
  observer->listener_data = data;
  pthread_mutex_unlock (&observer->listener_lock);
}
