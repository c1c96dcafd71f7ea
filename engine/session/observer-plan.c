/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observer-private.h"

/* As long as there is no grid to show, and no curve over sizes. */
#define FIRST_SURVEY_SHARE 0.40
#define FIRST_GENERALISE_SHARE 0.10

/* While training runs the observer leaves the processors to it: each kind of work has its share of
 * one, and is begun no sooner than `least` after it was begun before. A new question is answered at
 * once all the same. Together the shares are 7.6 % of one processor. They are of the time that a
 * processor works for it: where others keep it waiting for one it does not wait longer besides. */
static const struct
{
  double share;
  gint64 least;
} paces[ALGO_N_WORKS] = {
  [ALGO_WORK_ANSWER] = { 0.055, G_TIME_SPAN_SECOND / 20 },
  [ALGO_WORK_SURVEY] = { 0.015, 0 },
  [ALGO_WORK_GENERALISE] = { 0.006, 0 },
};

/* Who asks waits for no more than this until there is something to see. */
#define LONGEST_COMPLETION (15 * G_TIME_SPAN_MILLISECOND)
/* What is left to do of an answer, against its first part, where it was never done at this size. */
#define COMPLETION_RATIO 4

/* Whether one grid answers both. */
static gboolean
same_grid (const AlgoQuestion *a, const AlgoQuestion *b)
{
  return a->inputs == b->inputs && a->hidden == b->hidden && a->from_prior == b->from_prior;
}

/* A grid from the history is believed to be of the run. Of a step that was chosen there is none but
 * its own; of one that training went past, the latest will do. */
AlgoGrid *
algo_view_get_grid (const AlgoView *view)
{
  const gboolean is_chosen = view->showing != 0;
  AlgoGrid *grid = is_chosen ? view->shown_grid : view->latest_grid;

  if (grid == NULL || view->answered == NULL || grid->inputs != view->question.inputs
      || grid->hidden != view->question.hidden || grid->from_prior != view->question.from_prior)
    return NULL;
  if (is_chosen
          ? grid->step == view->answered->step
          : grid->generation == view->answered->generation && grid->step <= view->answered->step)
    return grid;
  return NULL;
}

/* The noise may differ: with noise drawn anew all the time, no survey would come to its end. */
gboolean
algo_view_survey_fits (const AlgoView *view)
{
  return view->survey.snapshot != NULL
         && view->survey.snapshot->generation == view->snapshot->generation
         && same_grid (&view->survey.question, &view->question);
}

static gboolean
survey_is_wanted (const AlgoView *view)
{
  if (view->showing != 0 && algo_view_get_grid (view) != NULL)
    return FALSE;
  return algo_view_survey_fits (view) || view->surveyed != view->snapshot
         || !same_grid (&view->surveyed_question, &view->question)
         || view->surveyed_question.noise_seed != view->question.noise_seed;
}

gboolean
algo_view_generalisation_is_over (const AlgoView *view)
{
  const AlgoGeneralisationSurvey *survey = &view->generalisation;

  if (!algo_generalisation_survey_fits (survey, view->snapshot, &view->question))
    return TRUE;
  if (survey->snapshot == view->snapshot
      && survey->generalisation->question.noise_seed == view->question.noise_seed)
    return FALSE;
  /* A run that goes on has changed by the time that all sizes are measured. */
  return algo_generalisation_survey_is_complete (survey)
         || (view->training && survey->n_points >= ALGO_COARSE_SIZES);
}

/* Whether they were measured on any snapshot. */
static gboolean
has_sizes (const AlgoView *view)
{
  const guint last = algo_generalisation_size (ALGO_COARSE_SIZES - 1);

  return view->generalisation.snapshot != NULL
         && view->generalisation.generalisation->points[last - ALGO_MIN_INPUTS].known;
}

static gboolean
generalisation_is_wanted (const AlgoView *view)
{
  return view->wants_generalisation
         && (!view->generalisation_is_out || algo_view_generalisation_is_over (view)
             || !algo_generalisation_survey_is_complete (&view->generalisation));
}

/* Whether paced work may be done; if not, moves `wake` up to the time when it may. */
static gboolean
is_due (const AlgoView *view, AlgoWork work, gint64 now, gint64 *wake)
{
  if (!view->training || now >= view->due[work])
    return TRUE;
  *wake = MIN (*wake, view->due[work]);
  return FALSE;
}

static AlgoWork
choose_work (const AlgoView *view, gint64 now, gint64 *wake)
{
  if (view->snapshot == NULL)
    return ALGO_WORK_NONE;
  if (view->serial != view->answered_serial
      || (view->snapshot != view->answered && is_due (view, ALGO_WORK_ANSWER, now, wake)))
    return ALGO_WORK_ANSWER;
  if (view->observation == NULL)
    return ALGO_WORK_NONE;
  if (survey_is_wanted (view) && is_due (view, ALGO_WORK_SURVEY, now, wake))
    return ALGO_WORK_SURVEY;
  if (generalisation_is_wanted (view) && is_due (view, ALGO_WORK_GENERALISE, now, wake))
    return ALGO_WORK_GENERALISE;
  return ALGO_WORK_NONE;
}

AlgoWork
algo_view_choose_work (const AlgoView *view, gint64 *wake, gint64 *deaf_until)
{
  const gint64 now = g_get_monotonic_time (), answer_due = view->due[ALGO_WORK_ANSWER];
  AlgoWork work;

  *wake = G_MAXINT64;
  *deaf_until = 0;
  work = choose_work (view, now, wake);
  if (work == ALGO_WORK_NONE && view->training && view->snapshot != NULL && now < answer_due)
    *wake = *deaf_until = MIN (*wake, answer_due);
  return work;
}

gboolean
algo_view_completes_slowly (const AlgoView *view, gint64 used)
{
  const AlgoCompletion *last = &view->completion;
  const gboolean is_known =
      last->inputs == view->question.inputs && last->hidden == view->question.hidden;

  return (is_known ? last->used : COMPLETION_RATIO * used) > LONGEST_COMPLETION;
}

void
algo_view_rest_after (AlgoView *view, AlgoWork work, const AlgoDuty *duty)
{
  double share = paces[work].share;

  if (work == ALGO_WORK_SURVEY && algo_view_get_grid (view) == NULL)
    share = FIRST_SURVEY_SHARE;
  if (work == ALGO_WORK_GENERALISE && !has_sizes (view))
    share = FIRST_GENERALISE_SHARE;
  view->due[work] = MAX (algo_duty_rest_until (duty, share), duty->time + paces[work].least);
}
