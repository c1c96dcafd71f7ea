/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/gather-measure.h"

#include <math.h>

#include "engine/run/direct-trajectory.h"
#include "engine/run/grid.h"

void
algo_measurements_clear (AlgoMeasurements *measurements)
{
  for (guint i = 0; i < ALGO_ENSEMBLE_BETAS; i++)
    g_clear_pointer (&measurements->generalisations[i], algo_generalisation_unref);
  g_clear_pointer (&measurements->with_encoder, algo_grid_unref);
  g_clear_pointer (&measurements->without_encoder, algo_grid_unref);
}

static AlgoGeneralisation *
measure_generalisation (AlgoSnapshot *snapshot,
                        guint point,
                        AlgoGenerator *generator,
                        const gint *cancelled)
{
  const AlgoQuestion question = algo_ensemble_question (&snapshot->settings, point);
  AlgoGeneralisationSurvey survey = { 0 };
  AlgoGeneralisation *generalisation = NULL;

  algo_generalisation_survey_begin (&survey, snapshot, &question);
  while (survey.n_points < ALGO_COARSE_SIZES && !g_atomic_int_get (cancelled))
    algo_generalisation_survey_advance (&survey, generator);
  if (survey.n_points == ALGO_COARSE_SIZES)
    generalisation = algo_generalisation_copy (survey.generalisation);
  algo_generalisation_survey_clear (&survey);
  return generalisation;
}

static gboolean
parameters_are_finite (const AlgoOrderParameters *parameters)
{
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    if (!isfinite (algo_order_parameters_get (parameters, i)))
      return FALSE;
  return TRUE;
}

/* One that has diverged so far that nothing can be said of it stays unknown. */
static void
measure_direct (const AlgoSnapshot *snapshot, const gint *cancelled, AlgoMemberDirect *direct)
{
  const AlgoQuestion question = algo_ensemble_question (&snapshot->settings, 0);
  const AlgoDirectSettings settings =
      algo_direct_settings_beside (&snapshot->settings, question.inputs, question.hidden);
  g_autoptr (AlgoDirectTracer) tracer = algo_direct_tracer_new (&settings, NULL);
  g_autoptr (AlgoDirectTrajectory) trajectory = NULL;
  const AlgoObservation *observation;

  g_return_if_fail (tracer != NULL);
  while (algo_direct_tracer_get_step (tracer) < snapshot->step && !g_atomic_int_get (cancelled)
         && algo_direct_tracer_step (tracer))
    ;
  if (g_atomic_int_get (cancelled))
    return;
  trajectory = algo_direct_tracer_make_trajectory (tracer);
  observation = trajectory->observation;
  if (!parameters_are_finite (&observation->parameters))
    return;
  *direct = (AlgoMemberDirect){ .step = algo_direct_tracer_get_step (tracer),
                                .inputs = settings.inputs,
                                .hidden = settings.hidden,
                                .diverged = trajectory->diverged,
                                .phase = observation->classification.phase,
                                .confidence = observation->classification.confidence,
                                .parameters = observation->parameters };
}

static gboolean
is_cancelled (gpointer cancelled)
{
  return g_atomic_int_get ((const gint *) cancelled);
}

/* NULL if it was given up, or if networks are not finite. */
static AlgoGrid *
measure_grid (const AlgoSnapshot *snapshot,
              gboolean from_prior,
              AlgoGenerator *generator,
              const gint *cancelled)
{
  AlgoQuestion question = algo_ensemble_question (&snapshot->settings, 0);
  AlgoGrid *grid;

  question.from_prior = from_prior;
  grid = algo_grid_measure (generator, snapshot, &question, ALGO_DRAWS, is_cancelled,
                            (gpointer) cancelled, NULL);
  for (guint i = 0; grid != NULL && i < ALGO_GRID; i++)
    if (!isfinite (grid->points[i].kl) || !parameters_are_finite (&grid->points[i].parameters))
      g_clear_pointer (&grid, algo_grid_unref);
  return grid;
}

/* Both, or neither. */
static void
measure_encoder (AlgoMeasurements *measurements,
                 const AlgoSnapshot *snapshot,
                 AlgoGenerator *generator,
                 const gint *cancelled)
{
  g_autoptr (AlgoGrid) with = measure_grid (snapshot, FALSE, generator, cancelled);
  g_autoptr (AlgoGrid) without = measure_grid (snapshot, TRUE, generator, cancelled);

  if (with == NULL || without == NULL)
    return;
  measurements->with_encoder = g_steal_pointer (&with);
  measurements->without_encoder = g_steal_pointer (&without);
}

void
algo_measurements_add (AlgoMeasurements *measurements,
                       guint piece,
                       AlgoSnapshot *snapshot,
                       AlgoGenerator *generator,
                       const gint *cancelled)
{
  if (piece < ALGO_ENSEMBLE_BETAS)
    measurements->generalisations[piece] =
        measure_generalisation (snapshot, piece * ALGO_ENSEMBLE_STRIDE, generator, cancelled);
  else if (piece == ALGO_ENSEMBLE_BETAS)
    measure_direct (snapshot, cancelled, &measurements->direct);
  else
    measure_encoder (measurements, snapshot, generator, cancelled);
}

void
algo_measurements_move (AlgoMeasurements *measurements, AlgoEnsembleMember *member)
{
  for (guint i = 0; i < ALGO_ENSEMBLE_BETAS; i++)
    g_ptr_array_add (member->generalisations, g_steal_pointer (&measurements->generalisations[i]));
  member->direct = measurements->direct;
  member->with_encoder = g_steal_pointer (&measurements->with_encoder);
  member->without_encoder = g_steal_pointer (&measurements->without_encoder);
}
