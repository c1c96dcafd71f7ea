/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/observation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/run/grid.h"

/* As many as the order parameters are defined on. */
#define POINTS 4096

gboolean
algo_question_equal (const AlgoQuestion *a, const AlgoQuestion *b)
{
  return a->log_beta == b->log_beta && a->inputs == b->inputs && a->hidden == b->hidden
         && a->noise_seed == b->noise_seed && a->from_prior == b->from_prior;
}

gboolean
algo_question_validate (const AlgoQuestion *question, GError **error)
{
  if (!algo_size_validate (question->inputs, question->hidden, error))
    return FALSE;
  /* Written so that NaN is refused. */
  if (question->log_beta >= ALGO_LEAST_LOG_BETA && question->log_beta <= ALGO_MOST_LOG_BETA)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("log10 beta is %g, but must be from %g to %g"), question->log_beta,
               ALGO_LEAST_LOG_BETA, ALGO_MOST_LOG_BETA);
  return FALSE;
}

/* What has been found out about the network of an observation of which nothing else is known yet.
 * Takes over the network. */
static AlgoObservation *
observe_network (const AlgoObservation *observation, AlgoNetwork *network)
{
  AlgoObservation *made = g_atomic_rc_box_new (AlgoObservation);
  const guint64 seed = observation->question.noise_seed;

  *made = *observation;
  made->network = network;
  made->draws = made->draws_agreeing = 1;
  algo_order_parameters_measure (network, algo_network_unexplained (network, POINTS, seed),
                                 &made->parameters);
  algo_classify (&made->parameters, &made->classification);
  made->curves = algo_curves_new (network, seed);
  return made;
}

AlgoObservation *
algo_observation_new (AlgoGenerator *generator,
                      const AlgoSnapshot *snapshot,
                      const AlgoQuestion *question,
                      GError **error)
{
  AlgoObservation observation = {
    .question = *question,
    .generation = snapshot->generation,
    .seed = snapshot->settings.seed,
    .step = snapshot->step,
  };
  AlgoNetwork *network = algo_generator_generate (generator, snapshot->parameters, question, 0,
                                                  &observation.kl, error);

  return network != NULL ? observe_network (&observation, network) : NULL;
}

AlgoObservation *
algo_observation_new_for_network (AlgoNetwork *network, guint64 seed)
{
  const AlgoObservation observation = {
    .question = { .log_beta = NAN,
                  .inputs = network->inputs,
                  .hidden = network->hidden,
                  .noise_seed = seed },
    .kl = NAN,
  };

  return observe_network (&observation, algo_network_ref (network));
}

/* A copy for which all that it has is referenced. */
static AlgoObservation *
copy_observation (const AlgoObservation *observation)
{
  AlgoObservation *copy = g_atomic_rc_box_new (AlgoObservation);

  *copy = *observation;
  algo_network_ref (copy->network);
  algo_curves_ref (copy->curves);
  if (copy->explanation != NULL)
    algo_explanation_ref (copy->explanation);
  if (copy->grid != NULL)
    algo_grid_ref (copy->grid);
  return copy;
}

AlgoObservation *
algo_observation_explain (AlgoObservation *observation)
{
  AlgoObservation *explained = copy_observation (observation);

  if (algo_observation_is_explained (observation))
    return explained;
  g_clear_pointer (&explained->explanation, algo_explanation_unref);
  explained->explanation =
      algo_explanation_new (observation->network, observation->classification.phase,
                            &observation->parameters, observation->question.noise_seed);
  return explained;
}

gboolean
algo_observation_is_explained (const AlgoObservation *observation)
{
  return observation->explanation != NULL || observation->parameters.is_unnamed;
}

gboolean
algo_observation_is_whole (const AlgoObservation *observation)
{
  return observation->draws == ALGO_DRAWS && algo_observation_is_explained (observation);
}

/* A draw that cannot be made shows no phase. */
static gboolean
draw_agrees (const AlgoObservation *observation,
             AlgoGenerator *generator,
             const AlgoSnapshot *snapshot,
             guint index)
{
  AlgoDraw draw;

  return algo_draw_measure (generator, snapshot->parameters, &observation->question, index, &draw,
                            NULL)
         && draw.phase == observation->classification.phase;
}

AlgoObservation *
algo_observation_complete (AlgoObservation *observation,
                           AlgoGenerator *generator,
                           const AlgoSnapshot *snapshot,
                           AlgoMeasuringIsOver is_over,
                           gpointer data)
{
  g_autoptr (AlgoObservation) compared = NULL;
  guint agreeing = 1;

  for (guint i = 1; i < ALGO_DRAWS; i++)
    {
      if (is_over != NULL && is_over (data))
        return NULL;
      agreeing += draw_agrees (observation, generator, snapshot, i);
    }
  if (is_over != NULL && is_over (data))
    return NULL;
  compared = algo_observation_amend (observation, ALGO_DRAWS, agreeing, observation->grid);
  return algo_observation_explain (compared);
}

AlgoObservation *
algo_observation_amend (AlgoObservation *observation,
                        guint draws,
                        guint draws_agreeing,
                        AlgoGrid *grid)
{
  AlgoObservation *amended = copy_observation (observation);

  g_clear_pointer (&amended->grid, algo_grid_unref);
  if (grid != NULL)
    amended->grid = algo_grid_ref (grid);
  amended->draws = draws;
  amended->draws_agreeing = draws_agreeing;
  return amended;
}

AlgoObservation *
algo_observation_ref (AlgoObservation *observation)
{
  return g_atomic_rc_box_acquire (observation);
}

static void
observation_clear (gpointer data)
{
  const AlgoObservation *observation = data;

  algo_network_unref (observation->network);
  algo_curves_unref (observation->curves);
  if (observation->explanation != NULL)
    algo_explanation_unref (observation->explanation);
  if (observation->grid != NULL)
    algo_grid_unref (observation->grid);
}

void
algo_observation_unref (AlgoObservation *observation)
{
  g_atomic_rc_box_release_full (observation, observation_clear);
}

gboolean
algo_observation_set (AlgoObservation **place, AlgoObservation *observation)
{
  AlgoObservation *old = *place;

  if (observation == old)
    return FALSE;
  *place = observation != NULL ? algo_observation_ref (observation) : NULL;
  g_clear_pointer (&old, algo_observation_unref);
  return TRUE;
}
