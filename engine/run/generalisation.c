/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/generalisation.h"

#include <math.h>

#define COARSEST 16 /* the first sizes are multiples of this, later ones of its halves */

AlgoGeneralisation *
algo_generalisation_copy (const AlgoGeneralisation *generalisation)
{
  AlgoGeneralisation *copy = g_atomic_rc_box_new (AlgoGeneralisation);

  *copy = *generalisation;
  return copy;
}

AlgoGeneralisation *
algo_generalisation_ref (AlgoGeneralisation *generalisation)
{
  return g_atomic_rc_box_acquire (generalisation);
}

void
algo_generalisation_unref (AlgoGeneralisation *generalisation)
{
  g_atomic_rc_box_release (generalisation);
}

gboolean
algo_generalisation_is_of_one_step (const AlgoGeneralisation *generalisation)
{
  const AlgoSizePoint *first = NULL;

  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &generalisation->points[i];

      if (!point->known)
        continue;
      if (first == NULL)
        first = point;
      else if (point->step != first->step)
        return FALSE;
    }
  return TRUE;
}

guint
algo_generalisation_hidden (const AlgoQuestion *question, guint inputs)
{
  const guint hidden = (inputs * question->hidden + question->inputs / 2) / question->inputs;

  return CLAMP (hidden, 1, ALGO_MAX_HIDDEN_PER_INPUT * inputs);
}

AlgoGeneralisation *
algo_generalisation_new (const AlgoQuestion *question)
{
  AlgoGeneralisation generalisation = { .question = *question };

  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      generalisation.points[i].inputs = ALGO_MIN_INPUTS + i;
      generalisation.points[i].hidden =
          algo_generalisation_hidden (question, generalisation.points[i].inputs);
    }
  return algo_generalisation_copy (&generalisation);
}

guint
algo_generalisation_size (guint index)
{
  g_return_val_if_fail (index < ALGO_SIZES, 0);

  for (guint stride = COARSEST;; stride /= 2)
    for (guint n = stride; n <= ALGO_MAX_INPUTS; n += stride)
      {
        const gboolean taken = stride < COARSEST && n % (2 * stride) == 0;

        if (!taken && n >= ALGO_MIN_INPUTS && index-- == 0)
          return n;
      }
}

gboolean
algo_generalisation_answers (const AlgoGeneralisation *generalisation, const AlgoQuestion *question)
{
  const AlgoQuestion *asked = &generalisation->question;

  return asked->log_beta == question->log_beta && asked->from_prior == question->from_prior
         && asked->hidden * question->inputs == question->hidden * asked->inputs;
}

gboolean
algo_generalisation_survey_fits (const AlgoGeneralisationSurvey *survey,
                                 const AlgoSnapshot *snapshot,
                                 const AlgoQuestion *question)
{
  return survey->snapshot != NULL && survey->snapshot->generation == snapshot->generation
         && algo_generalisation_answers (survey->generalisation, question);
}

static void
forget_points_but_of (AlgoGeneralisation *generalisation, guint64 step)
{
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (generalisation->points[i].step != step)
      generalisation->points[i].known = FALSE;
}

void
algo_generalisation_survey_begin (AlgoGeneralisationSurvey *survey,
                                  AlgoSnapshot *snapshot,
                                  const AlgoQuestion *question)
{
  AlgoSnapshot *kept = algo_snapshot_ref (snapshot);

  if (!algo_generalisation_survey_fits (survey, snapshot, question))
    {
      algo_generalisation_survey_clear (survey);
      survey->generalisation = algo_generalisation_new (question);
    }
  else
    forget_points_but_of (survey->generalisation, survey->snapshot->step);
  g_clear_pointer (&survey->snapshot, algo_snapshot_unref);
  survey->snapshot = kept;
  survey->n_draws = 0;
  survey->n_points = 0;
  survey->generalisation->generation = snapshot->generation;
  survey->generalisation->step = snapshot->step;
  survey->generalisation->question = *question;
  survey->generalisation->least = snapshot->settings.least;
  survey->generalisation->most = snapshot->settings.most;
}

void
algo_generalisation_survey_clear (AlgoGeneralisationSurvey *survey)
{
  g_clear_pointer (&survey->snapshot, algo_snapshot_unref);
  g_clear_pointer (&survey->generalisation, algo_generalisation_unref);
  survey->n_draws = 0;
  survey->n_points = 0;
}

static void
summarise_draws (const AlgoGeneralisationSurvey *survey, AlgoSizePoint *point)
{
  AlgoGridPoint summary;

  algo_grid_point_summarise (&summary, survey->generalisation->question.log_beta, survey->draws,
                             ALGO_DRAWS);
  point->known = TRUE;
  point->step = survey->snapshot->step;
  point->phase = summary.phase;
  point->confidence = summary.confidence;
  point->unexplained = summary.unexplained;
  point->least_unexplained = INFINITY;
  point->most_unexplained = 0;
  for (guint i = 0; i < ALGO_DRAWS; i++)
    {
      point->least_unexplained = fmin (point->least_unexplained, survey->draws[i].unexplained);
      point->most_unexplained = fmax (point->most_unexplained, survey->draws[i].unexplained);
    }
}

gboolean
algo_generalisation_survey_advance (AlgoGeneralisationSurvey *survey, AlgoGenerator *generator)
{
  const guint inputs = algo_generalisation_size (survey->n_points);
  AlgoSizePoint *point = &survey->generalisation->points[inputs - ALGO_MIN_INPUTS];
  AlgoQuestion question = survey->generalisation->question;
  AlgoDraw *draw = &survey->draws[survey->n_draws];
  g_autoptr (GError) error = NULL;

  question.inputs = inputs;
  question.hidden = point->hidden;
  /* Far from where it was trained a hypernetwork may write weights that are not finite, at one size
   * and not at others. */
  if (!algo_draw_measure (generator, survey->snapshot->parameters, &question, survey->n_draws, draw,
                          &error))
    *draw = (AlgoDraw){ .phase = ALGO_PHASE_UNFORMED, .unexplained = INFINITY };
  if (++survey->n_draws < ALGO_DRAWS)
    return FALSE;
  summarise_draws (survey, point);
  survey->n_draws = 0;
  survey->n_points++;
  return TRUE;
}

gboolean
algo_generalisation_survey_is_complete (const AlgoGeneralisationSurvey *survey)
{
  return survey->n_points == ALGO_SIZES;
}
