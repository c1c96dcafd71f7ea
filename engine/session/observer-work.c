/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observer-private.h"

/* What is found out now is still to be seen: while a step is chosen nothing is told of the latest,
 * nor the other way round, and nothing ever of a run that another has taken the place of. An answer
 * to the question before, or of the step chosen before, comes all the same: who drags sees each
 * that is made, however slowly that is. With the lock held. */
static gboolean
is_news (const AlgoObserver *observer)
{
  const AlgoView *view = &observer->view;

  return (observer->wish.showing != 0) == (view->showing != 0)
         && view->answered->generation == algo_session_get_generation (observer->session);
}

static void
call_listener (AlgoObserver *observer)
{
  pthread_mutex_lock (&observer->listener_lock);
  if (observer->listener != NULL)
    observer->listener (observer, observer->listener_data);
  pthread_mutex_unlock (&observer->listener_lock);
}

static void
publish (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  AlgoObservation *answer = view->observation;
  g_autoptr (AlgoObservation) observation =
      algo_observation_amend (answer, answer->draws, answer->draws_agreeing,
                              algo_view_get_grid (view));
  gboolean is_published;

  pthread_mutex_lock (&observer->lock);
  is_published = is_news (observer);
  if (is_published)
    {
      AlgoObservation *old = observer->latest;

      observer->latest = g_steal_pointer (&observation);
      observation = old;
    }
  pthread_mutex_unlock (&observer->lock);
  if (is_published)
    call_listener (observer);
}

static void
publish_generalisation (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  g_autoptr (AlgoGeneralisation) made =
      algo_generalisation_copy (view->generalisation.generalisation);
  gboolean is_published;

  pthread_mutex_lock (&observer->lock);
  is_published = is_news (observer) && observer->wish.generalisation;
  if (is_published)
    {
      AlgoGeneralisation *old = observer->generalisation;

      observer->generalisation = made;
      made = old;
    }
  pthread_mutex_unlock (&observer->lock);
  if (is_published)
    call_listener (observer);
}

/* What is known of another question leaves together with its answer. */
static void
forget_generalisation_if_old (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;

  if (!view->wants_generalisation
      || algo_generalisation_survey_fits (&view->generalisation, view->snapshot, &view->question))
    return;
  algo_generalisation_survey_begin (&view->generalisation, view->snapshot, &view->question);
  publish_generalisation (observer);
}

typedef struct
{
  AlgoObserver *observer;
  gboolean is_slow;
} Completing;

/* What takes long is left as soon as something else is asked: its first part has been seen. */
static gboolean
completing_is_over (gpointer data)
{
  const Completing *completing = data;
  AlgoObserver *observer = completing->observer;
  gboolean is_over;

  pthread_mutex_lock (&observer->lock);
  is_over = observer->stopping || !is_news (observer)
            || (completing->is_slow && observer->wish.serial != observer->view.serial);
  pthread_mutex_unlock (&observer->lock);
  return is_over;
}

static void
complete_answer (AlgoObserver *observer, gboolean is_slow)
{
  AlgoView *view = &observer->view;
  Completing completing = { observer, is_slow };
  const AlgoDuty duty = algo_duty_begin ();
  AlgoObservation *whole =
      algo_observation_complete (view->observation, view->generator, view->answered,
                                 completing_is_over, &completing);

  if (whole == NULL)
    return;
  view->completion =
      (AlgoCompletion){ view->question.inputs, view->question.hidden, algo_duty_get_used (&duty) };
  algo_observation_unref (view->observation);
  view->observation = whole;
  publish (observer);
}

/* The answer goes out as a whole; but where a person waits for it and would have to wait long, what
 * is known of it goes before. */
static void
answer_question (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  const AlgoDuty duty = algo_duty_begin ();
  const gboolean is_new = view->serial != view->answered_serial || view->answered == NULL
                          || view->answered->generation != view->snapshot->generation;
  gboolean is_slow;

  view->answered_serial = view->serial;
  g_clear_pointer (&view->answered, algo_snapshot_unref);
  view->answered = algo_snapshot_ref (view->snapshot);
  g_clear_pointer (&view->observation, algo_observation_unref);
  view->observation = algo_observation_new (view->generator, view->answered, &view->question, NULL);
  if (view->observation == NULL)
    return;
  is_slow = algo_view_completes_slowly (view, algo_duty_get_used (&duty));
  forget_generalisation_if_old (observer);
  if (is_new && is_slow)
    publish (observer);
  complete_answer (observer, is_slow);
}

/* What training has passed by the time that it is complete goes with the next answer: a grid of a
 * later step than the latest would not be of it. */
static void
survey_grid (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  AlgoGrid **grid = view->showing != 0 ? &view->shown_grid : &view->latest_grid;

  if (!algo_view_survey_fits (view))
    {
      algo_survey_begin (&view->survey, view->snapshot, &view->question, ALGO_DRAWS);
      g_clear_pointer (&view->surveyed, algo_snapshot_unref);
      view->surveyed = algo_snapshot_ref (view->snapshot);
      view->surveyed_question = view->question;
    }
  if (!algo_survey_advance (&view->survey, view->generator, NULL))
    algo_survey_clear (&view->survey);
  else if (algo_survey_is_complete (&view->survey))
    {
      g_clear_pointer (grid, algo_grid_unref);
      *grid = algo_grid_ref (view->survey.grid);
      algo_survey_clear (&view->survey);
      if (algo_view_get_grid (view) == *grid)
        publish (observer);
    }
}

/* What is shown stays as it is while newer points take the place of older ones: a curve of several
 * steps would be that of none. */
static void
generalise (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  AlgoGeneralisationSurvey *survey = &view->generalisation;
  gboolean is_news = TRUE;

  if (algo_view_generalisation_is_over (view))
    algo_generalisation_survey_begin (survey, view->snapshot, &view->question);
  else if (view->generalisation_is_out)
    is_news = algo_generalisation_survey_advance (survey, view->generator);
  if (!view->generalisation_is_out
      || (is_news && algo_generalisation_is_of_one_step (survey->generalisation)))
    publish_generalisation (observer);
}

void
algo_observer_do (AlgoObserver *observer, AlgoWork work)
{
  const AlgoDuty duty = algo_duty_begin ();

  switch (work)
    {
    case ALGO_WORK_ANSWER:
      answer_question (observer);
      break;
    case ALGO_WORK_SURVEY:
      survey_grid (observer);
      break;
    case ALGO_WORK_GENERALISE:
      generalise (observer);
      break;
    case ALGO_WORK_NONE:
    case ALGO_N_WORKS:
      return;
    }
  algo_view_rest_after (&observer->view, work, &duty);
}
