/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observer.h"

#include "engine/session/condition.h"
#include "engine/session/survey.h"

/* While training runs the observer leaves the processors to it: after work that took t it rests for
 * t / share - t. A new question is answered at once all the same. */
#define ANSWER_SHARE 0.10
#define SURVEY_SHARE 0.08
#define FIRST_SURVEY_SHARE 0.40 /* as long as there is no grid to show */
#define SHORTEST_REFRESH (G_TIME_SPAN_SECOND / 30)

typedef enum
{
  WORK_NONE,
  WORK_ANSWER,  /* the question, for the latest snapshot */
  WORK_COMPARE, /* other draws of the same question */
  WORK_SURVEY,  /* one draw of the grid */
} Work;

/* What only the observer's thread touches. */
typedef struct
{
  AlgoGenerator *generator;
  /* What there is to look at. */
  AlgoSnapshot *snapshot;
  AlgoQuestion question;
  guint64 serial;
  gboolean training;
  /* What has been answered; no observation where no network could be made. */
  AlgoSnapshot *answered;
  guint64 answered_serial;
  AlgoObservation *observation;
  gint64 answer_due;
  /* The phases of the question's other draws. */
  AlgoPhase others[ALGO_DRAWS - 1];
  gboolean has_others;
  gboolean others_are_old; /* to be measured again before the next survey goes on */
  guint64 others_step;
  /* The grid, and the survey that will replace it. */
  AlgoGrid *grid;
  AlgoSurvey survey;
  AlgoSnapshot *surveyed; /* of the last survey, completed or not */
  AlgoQuestion surveyed_question;
  gint64 survey_due;
} View;

struct _AlgoObserver
{
  AlgoSession *session;
  guint session_listener;
  GThread *thread;
  View view;

  pthread_mutex_t listener_lock; /* held during calls */
  AlgoObserverListener listener;
  gpointer listener_data;

  pthread_mutex_t lock; /* held briefly only, and guards what follows */
  pthread_cond_t wake;  /* there may be work, or the thread is to stop */
  AlgoQuestion question;
  guint64 serial; /* of the question, from 1 */
  gboolean active;
  gboolean stopping;
  AlgoObservation *latest;
};

static gboolean
same_size (const AlgoQuestion *a, const AlgoQuestion *b)
{
  return a->inputs == b->inputs && a->hidden == b->hidden;
}

static gboolean
grid_fits (const View *view)
{
  return view->grid != NULL && view->grid->generation == view->snapshot->generation
         && view->grid->inputs == view->question.inputs
         && view->grid->hidden == view->question.hidden;
}

/* Whether the survey under way will be a grid for the question. The noise may differ: with noise
 * drawn anew all the time, no survey would come to its end. */
static gboolean
survey_fits (const View *view)
{
  return view->survey.snapshot != NULL
         && view->survey.snapshot->generation == view->snapshot->generation
         && same_size (&view->survey.question, &view->question);
}

static gboolean
survey_is_wanted (const View *view)
{
  return survey_fits (view) || view->surveyed != view->snapshot
         || !same_size (&view->surveyed_question, &view->question)
         || view->surveyed_question.noise_seed != view->question.noise_seed;
}

/* Whether paced work may be done; if not, moves `wake` up to the time when it may. */
static gboolean
is_due (const View *view, gint64 due, gint64 now, gint64 *wake)
{
  if (!view->training || now >= due)
    return TRUE;
  *wake = MIN (*wake, due);
  return FALSE;
}

/* `wake` receives the time to ask again if there is nothing to do and no news before. */
static Work
choose_work (const View *view, gint64 *wake)
{
  gint64 now = g_get_monotonic_time ();

  *wake = G_MAXINT64;
  if (view->snapshot == NULL)
    return WORK_NONE;
  if (view->serial != view->answered_serial)
    return WORK_ANSWER;
  if (view->snapshot != view->answered && is_due (view, view->answer_due, now, wake))
    return WORK_ANSWER;
  if (view->observation == NULL)
    return WORK_NONE;
  if (!view->has_others)
    return WORK_COMPARE;
  if (!view->others_are_old && !survey_is_wanted (view))
    return WORK_NONE;
  if (!is_due (view, view->survey_due, now, wake))
    return WORK_NONE;
  return view->others_are_old ? WORK_COMPARE : WORK_SURVEY;
}

/* Takes in what there is to look at. With the lock held. */
static void
update_view (AlgoObserver *observer)
{
  View *view = &observer->view;
  AlgoSessionStatus status;

  algo_session_get_status (observer->session, &status);
  view->training = status.state == ALGO_SESSION_RUNNING || status.state == ALGO_SESSION_PREPARING;
  g_clear_pointer (&view->snapshot, algo_snapshot_unref);
  view->snapshot = algo_session_ref_snapshot (observer->session);
  view->question = observer->question;
  view->serial = observer->serial;
}

/* Waits until there is work. FALSE when the thread is to end. */
static gboolean
await_work (AlgoObserver *observer, Work *work)
{
  gboolean goes_on;
  gint64 wake;

  *work = WORK_NONE;
  pthread_mutex_lock (&observer->lock);
  while (!observer->stopping)
    {
      wake = G_MAXINT64;
      if (observer->active)
        {
          update_view (observer);
          *work = choose_work (&observer->view, &wake);
        }
      if (*work != WORK_NONE)
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

static gboolean
is_still_asked (AlgoObserver *observer)
{
  gboolean is_asked;

  pthread_mutex_lock (&observer->lock);
  is_asked = !observer->stopping && observer->serial == observer->view.serial;
  pthread_mutex_unlock (&observer->lock);
  return is_asked;
}

static void
call_listener (AlgoObserver *observer)
{
  pthread_mutex_lock (&observer->listener_lock);
  if (observer->listener != NULL)
    observer->listener (observer, observer->listener_data);
  pthread_mutex_unlock (&observer->listener_lock);
}

/* Shows the answer with the draws and the grid known by now, unless another question is asked. */
static void
publish (AlgoObserver *observer)
{
  View *view = &observer->view;
  g_autoptr (AlgoObservation) observation = NULL;
  guint draws = 1, agreeing = 1;
  gboolean is_news;

  if (view->has_others)
    {
      draws = ALGO_DRAWS;
      for (guint i = 0; i < ALGO_DRAWS - 1; i++)
        agreeing += view->others[i] == view->observation->classification.phase;
    }
  observation = algo_observation_amend (view->observation, draws, agreeing,
                                        grid_fits (view) ? view->grid : NULL);
  pthread_mutex_lock (&observer->lock);
  is_news = observer->serial == view->serial;
  if (is_news)
    {
      AlgoObservation *old = observer->latest;

      observer->latest = observation;
      observation = old;
    }
  pthread_mutex_unlock (&observer->lock);
  if (is_news)
    call_listener (observer);
}

static void
answer_question (AlgoObserver *observer)
{
  View *view = &observer->view;
  gboolean is_new = view->serial != view->answered_serial || view->answered == NULL
                    || view->answered->generation != view->snapshot->generation;

  g_clear_pointer (&view->observation, algo_observation_unref);
  view->observation = algo_observation_new (view->generator, view->snapshot, &view->question, NULL);
  view->answered_serial = view->serial;
  g_clear_pointer (&view->answered, algo_snapshot_unref);
  view->answered = algo_snapshot_ref (view->snapshot);
  if (is_new)
    view->has_others = view->others_are_old = FALSE;
  if (view->observation != NULL)
    publish (observer);
}

/* Left at once when another question is asked. A draw that cannot be made is no news: the answer's
 * own could. */
static void
compare_draws (AlgoObserver *observer)
{
  View *view = &observer->view;
  AlgoPhase phases[ALGO_DRAWS - 1];
  AlgoDraw draw;

  for (guint i = 0; i < ALGO_DRAWS - 1; i++)
    {
      if (!is_still_asked (observer))
        return;
      phases[i] = algo_draw_measure (view->generator, view->snapshot->parameters, &view->question,
                                     i + 1, &draw, NULL)
                      ? draw.phase
                      : ALGO_PHASE_UNRECOGNISED;
    }
  memcpy (view->others, phases, sizeof phases);
  view->has_others = TRUE;
  view->others_are_old = FALSE;
  view->others_step = view->snapshot->step;
  publish (observer);
}

static void
survey_grid (AlgoObserver *observer)
{
  View *view = &observer->view;

  if (!survey_fits (view))
    {
      algo_survey_begin (&view->survey, view->snapshot, &view->question);
      g_clear_pointer (&view->surveyed, algo_snapshot_unref);
      view->surveyed = algo_snapshot_ref (view->snapshot);
      view->surveyed_question = view->question;
      view->others_are_old = view->others_step != view->snapshot->step;
    }
  if (!algo_survey_advance (&view->survey, view->generator, NULL))
    algo_survey_clear (&view->survey);
  else if (algo_survey_is_complete (&view->survey))
    {
      g_clear_pointer (&view->grid, algo_grid_unref);
      view->grid = algo_grid_ref (view->survey.grid);
      algo_survey_clear (&view->survey);
      publish (observer);
    }
}

/* The time until which to rest after work that began at `start`. */
static gint64
rest_until (gint64 start, double share)
{
  return start + (gint64) ((g_get_monotonic_time () - start) / share);
}

static gpointer
observer_main (gpointer data)
{
  AlgoObserver *observer = data;
  View *view = &observer->view;
  Work work;

  while (await_work (observer, &work))
    {
      gint64 start = g_get_monotonic_time ();

      if (work == WORK_ANSWER)
        {
          answer_question (observer);
          view->answer_due = MAX (rest_until (start, ANSWER_SHARE), start + SHORTEST_REFRESH);
        }
      else
        {
          if (work == WORK_COMPARE)
            compare_draws (observer);
          else
            survey_grid (observer);
          view->survey_due =
              rest_until (start, grid_fits (view) ? SURVEY_SHARE : FIRST_SURVEY_SHARE);
        }
    }
  return NULL;
}

static void
on_session_news (AlgoSession *session, gpointer data)
{
  AlgoObserver *observer = data;

  pthread_mutex_lock (&observer->lock);
  if (observer->active)
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
  observer->question = *question;
  observer->serial = 1;
  observer->active = TRUE;
  observer->view.generator = algo_generator_new ();
  observer->session_listener = algo_session_add_listener (session, on_session_news, observer);
  observer->thread = g_thread_new ("observer", observer_main, observer);
  return observer;
}

static void
view_clear (View *view)
{
  algo_generator_free (view->generator);
  algo_survey_clear (&view->survey);
  g_clear_pointer (&view->snapshot, algo_snapshot_unref);
  g_clear_pointer (&view->answered, algo_snapshot_unref);
  g_clear_pointer (&view->surveyed, algo_snapshot_unref);
  g_clear_pointer (&view->observation, algo_observation_unref);
  g_clear_pointer (&view->grid, algo_grid_unref);
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
  g_clear_pointer (&observer->latest, algo_observation_unref);
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
  if (!algo_question_equal (question, &observer->question))
    {
      observer->question = *question;
      observer->serial++;
      pthread_cond_signal (&observer->wake);
    }
  pthread_mutex_unlock (&observer->lock);
  return TRUE;
}

void
algo_observer_set_active (AlgoObserver *observer, gboolean active)
{
  pthread_mutex_lock (&observer->lock);
  observer->active = active;
  pthread_cond_signal (&observer->wake);
  pthread_mutex_unlock (&observer->lock);
}

AlgoObservation *
algo_observer_ref_latest (AlgoObserver *observer)
{
  AlgoObservation *latest;

  pthread_mutex_lock (&observer->lock);
  latest = observer->latest != NULL ? algo_observation_ref (observer->latest) : NULL;
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
