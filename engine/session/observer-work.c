/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observer-private.h"

#include <string.h>

static gboolean
is_still_asked (AlgoObserver *observer)
{
  gboolean is_asked;

  pthread_mutex_lock (&observer->lock);
  is_asked = !observer->stopping && observer->wish.serial == observer->view.serial;
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

/* Shows the answer with the draws and the grid known by now, unless something else is asked. */
static void
publish (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  g_autoptr (AlgoObservation) observation = NULL;
  guint draws = 1, agreeing = 1;
  gboolean is_news;

  if (view->has_others)
    {
      draws = ALGO_DRAWS;
      for (guint i = 0; i < ALGO_DRAWS - 1; i++)
        agreeing += view->others[i] == view->observation->classification.phase;
    }
  observation =
      algo_observation_amend (view->observation, draws, agreeing, algo_view_get_grid (view));
  pthread_mutex_lock (&observer->lock);
  is_news = observer->wish.serial == view->serial;
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
publish_generalisation (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  g_autoptr (AlgoGeneralisation) made =
      algo_generalisation_copy (view->generalisation.generalisation);
  gboolean is_news;

  pthread_mutex_lock (&observer->lock);
  is_news = observer->wish.serial == view->serial && observer->wish.generalisation;
  if (is_news)
    {
      AlgoGeneralisation *old = observer->generalisation;

      observer->generalisation = made;
      made = old;
    }
  pthread_mutex_unlock (&observer->lock);
  if (is_news)
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

static void
answer_question (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  g_autoptr (AlgoObservation) before = g_steal_pointer (&view->observation);
  g_autoptr (AlgoObservation) answer =
      algo_observation_new (view->generator, view->snapshot, &view->question, NULL);
  gboolean is_new = view->serial != view->answered_serial || view->answered == NULL
                    || view->answered->generation != view->snapshot->generation;

  view->answered_serial = view->serial;
  g_clear_pointer (&view->answered, algo_snapshot_unref);
  view->answered = algo_snapshot_ref (view->snapshot);
  if (is_new)
    view->has_others = view->others_are_old = view->phase_changed = FALSE;
  if (answer == NULL)
    return;
  /* Whether most draws have changed with it should be known soon. */
  view->phase_changed |=
      !is_new && before != NULL && answer->classification.phase != before->classification.phase;
  view->explanation_is_old = !is_new && before != NULL && before->explanation != NULL;
  if (view->explanation_is_old)
    view->observation =
        algo_observation_amend_explanation (answer, before->explanation, before->explained_step);
  else
    view->observation = g_steal_pointer (&answer);
  forget_generalisation_if_old (observer);
  publish (observer);
}

static void
explain_answer (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  AlgoObservation *explained = algo_observation_explain (view->observation);

  algo_observation_unref (view->observation);
  view->observation = explained;
  view->explanation_is_old = FALSE;
  publish (observer);
}

/* Left at once when another question is asked. A draw that cannot be made is no news: the answer's
 * own could. */
static void
compare_draws (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
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
  view->others_are_old = view->phase_changed = FALSE;
  view->others_step = view->snapshot->step;
  publish (observer);
}

static void
survey_grid (AlgoObserver *observer)
{
  AlgoView *view = &observer->view;
  AlgoGrid **grid = view->showing != 0 ? &view->shown_grid : &view->latest_grid;

  if (!algo_view_survey_fits (view))
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
      g_clear_pointer (grid, algo_grid_unref);
      *grid = algo_grid_ref (view->survey.grid);
      algo_survey_clear (&view->survey);
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
    case ALGO_WORK_EXPLAIN:
      explain_answer (observer);
      break;
    case ALGO_WORK_COMPARE:
      compare_draws (observer);
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
