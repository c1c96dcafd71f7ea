/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/survey.h"

void
algo_survey_begin (AlgoSurvey *survey,
                   AlgoSnapshot *snapshot,
                   const AlgoQuestion *question,
                   guint draws)
{
  g_return_if_fail (draws > 0 && draws <= ALGO_DRAWS);
  algo_survey_clear (survey);
  survey->n_wanted = draws;
  survey->snapshot = algo_snapshot_ref (snapshot);
  survey->question = *question;
  survey->grid = algo_grid_new (snapshot, question->inputs, question->hidden);
  survey->grid->from_prior = question->from_prior;
}

void
algo_survey_clear (AlgoSurvey *survey)
{
  g_clear_pointer (&survey->snapshot, algo_snapshot_unref);
  g_clear_pointer (&survey->grid, algo_grid_unref);
  survey->n_draws = 0;
  survey->n_points = 0;
}

gboolean
algo_survey_advance (AlgoSurvey *survey, AlgoGenerator *generator, GError **error)
{
  survey->question.log_beta =
      algo_grid_log_beta (algo_settings_get_beta_range (&survey->snapshot->settings),
                          survey->n_points);
  if (!algo_draw_measure (generator, survey->snapshot->parameters, &survey->question,
                          survey->n_draws, &survey->draws[survey->n_draws], error))
    return FALSE;
  survey->n_draws++;
  if (survey->n_draws == survey->n_wanted)
    {
      algo_grid_point_summarise (&survey->grid->points[survey->n_points], survey->question.log_beta,
                                 survey->draws, survey->n_wanted);
      survey->n_points++;
      survey->n_draws = 0;
    }
  return TRUE;
}

gboolean
algo_survey_is_complete (const AlgoSurvey *survey)
{
  return survey->n_points == ALGO_GRID;
}

AlgoGrid *
algo_grid_measure (AlgoGenerator *generator,
                   const AlgoSnapshot *snapshot,
                   const AlgoQuestion *question,
                   guint draws,
                   AlgoMeasuringIsOver is_over,
                   gpointer data,
                   GError **error)
{
  AlgoSurvey survey = { 0 };
  AlgoGrid *grid = NULL;
  gboolean goes_on = TRUE;

  /* Counted for as long as this takes, and not changed. */
  algo_survey_begin (&survey, (AlgoSnapshot *) snapshot, question, draws);
  while (goes_on && !algo_survey_is_complete (&survey))
    goes_on =
        (is_over == NULL || !is_over (data)) && algo_survey_advance (&survey, generator, error);
  if (goes_on)
    grid = algo_grid_ref (survey.grid);
  algo_survey_clear (&survey);
  return grid;
}
