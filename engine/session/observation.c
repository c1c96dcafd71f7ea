/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/observation.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"
#include "engine/session/grid.h"

/* As many as the order parameters are defined on. */
#define POINTS 4096

/* What observations that differ in draws and grid have in common. */
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
  if (question->log_beta >= ALGO_MIN_LOG_BETA && question->log_beta <= ALGO_MAX_LOG_BETA)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("log10 beta is %g, but must be from %g to %g"), question->log_beta,
               ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
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

/* Takes over the reference to `answer`. */
static CountedObservation *
counted_observation_new (const AlgoObservation *observation, Answer *answer)
{
  CountedObservation *counted = g_new0 (CountedObservation, 1);

  g_atomic_ref_count_init (&counted->references);
  counted->observation = *observation;
  counted->answer = answer;
  return counted;
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
    .draws = 1,
    .draws_agreeing = 1,
  };
  Answer *answer;

  observation.network =
      algo_generator_generate (generator, snapshot->parameters, question->log_beta,
                               question->inputs, question->hidden, question->noise_seed, 0,
                               &observation.kl, error);
  if (observation.network == NULL)
    return NULL;
  algo_order_parameters_measure (observation.network,
                                 algo_network_unexplained (observation.network, POINTS,
                                                           question->noise_seed),
                                 &observation.parameters);
  algo_classify (&observation.parameters, &observation.classification);
  observation.curves = algo_curves_new (observation.network, question->noise_seed);

  answer = g_new (Answer, 1);
  g_atomic_ref_count_init (&answer->references);
  answer->network = observation.network;
  answer->curves = observation.curves;
  return &counted_observation_new (&observation, answer)->observation;
}

AlgoObservation *
algo_observation_amend (AlgoObservation *observation,
                        guint draws,
                        guint draws_agreeing,
                        AlgoGrid *grid)
{
  Answer *answer = ((CountedObservation *) observation)->answer;
  AlgoObservation amended = *observation;

  g_atomic_ref_count_inc (&answer->references);
  amended.draws = draws;
  amended.draws_agreeing = draws_agreeing;
  amended.grid = grid != NULL ? algo_grid_ref (grid) : NULL;
  return &counted_observation_new (&amended, answer)->observation;
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
  g_clear_pointer (&observation->grid, algo_grid_unref);
  g_free (counted);
}
