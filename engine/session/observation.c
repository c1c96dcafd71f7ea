/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/session/grid.h"

/* As many as the order parameters are defined on. */
#define POINTS 4096

/* What observations that differ in draws, explanation and grid have in common. */
typedef struct
{
  AlgoNetwork *network;
  AlgoCurves *curves;
  gatomicrefcount references;
} Answer;

typedef struct
{
  AlgoObservation observation;
  gatomicrefcount references;
  Answer *answer;
} CountedObservation;

gboolean
algo_question_equal (const AlgoQuestion *a, const AlgoQuestion *b)
{
  return a->log_beta == b->log_beta && a->inputs == b->inputs && a->hidden == b->hidden
         && a->noise_seed == b->noise_seed;
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

static void
answer_unref (Answer *answer)
{
  if (!g_atomic_ref_count_dec (&answer->references))
    return;
  algo_network_unref (answer->network);
  algo_curves_free (answer->curves);
  g_free (answer);
}

/* What has been found out about the network of an observation of which nothing else is known yet.
 * Takes over the network. */
static AlgoObservation *
observe_network (const AlgoObservation *observation, AlgoNetwork *network)
{
  CountedObservation *counted = g_new (CountedObservation, 1);
  AlgoObservation *made = &counted->observation;
  const guint64 seed = observation->question.noise_seed;

  g_atomic_ref_count_init (&counted->references);
  *made = *observation;
  made->network = network;
  made->draws = made->draws_agreeing = 1;
  algo_order_parameters_measure (network, algo_network_unexplained (network, POINTS, seed),
                                 &made->parameters);
  algo_classify (&made->parameters, &made->classification);
  made->curves = algo_curves_new (network, seed);
  counted->answer = g_new (Answer, 1);
  g_atomic_ref_count_init (&counted->answer->references);
  counted->answer->network = network;
  counted->answer->curves = made->curves;
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
  AlgoNetwork *network =
      algo_generator_generate (generator, snapshot->parameters, question->log_beta,
                               question->inputs, question->hidden, question->noise_seed, 0,
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

/* A copy that shares the answer, and for which all else is referenced. */
static AlgoObservation *
copy_observation (const AlgoObservation *observation)
{
  CountedObservation *counted = g_new (CountedObservation, 1);
  AlgoObservation *copy = &counted->observation;

  g_atomic_ref_count_init (&counted->references);
  *copy = *observation;
  counted->answer = ((const CountedObservation *) observation)->answer;
  g_atomic_ref_count_inc (&counted->answer->references);
  if (copy->explanation != NULL)
    algo_explanation_ref (copy->explanation);
  if (copy->grid != NULL)
    algo_grid_ref (copy->grid);
  return copy;
}

AlgoObservation *
algo_observation_amend_explanation (AlgoObservation *observation,
                                    AlgoExplanation *explanation,
                                    guint64 step)
{
  AlgoObservation *amended = copy_observation (observation);

  g_clear_pointer (&amended->explanation, algo_explanation_unref);
  if (explanation != NULL)
    amended->explanation = algo_explanation_ref (explanation);
  amended->explained_step = step;
  return amended;
}

AlgoObservation *
algo_observation_explain (AlgoObservation *observation)
{
  g_autoptr (AlgoExplanation) explanation =
      algo_explanation_new (observation->network, observation->classification.phase,
                            &observation->parameters, observation->question.noise_seed);

  return algo_observation_amend_explanation (observation, explanation, observation->step);
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
  g_atomic_ref_count_inc (&((CountedObservation *) observation)->references);
  return observation;
}

void
algo_observation_unref (AlgoObservation *observation)
{
  CountedObservation *counted = (CountedObservation *) observation;

  if (!g_atomic_ref_count_dec (&counted->references))
    return;
  answer_unref (counted->answer);
  g_clear_pointer (&observation->explanation, algo_explanation_unref);
  g_clear_pointer (&observation->grid, algo_grid_unref);
  g_free (counted);
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
