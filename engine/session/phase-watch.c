/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/phase-watch.h"

gboolean
algo_observation_is_settled (const AlgoObservation *observation)
{
  return observation->draws == ALGO_DRAWS && 2 * observation->draws_agreeing > observation->draws;
}

gboolean
algo_phase_watch_knows (const AlgoPhaseWatch *watch,
                        guint64 generation,
                        const AlgoQuestion *question)
{
  return watch->knows && watch->generation == generation && watch->log_beta == question->log_beta
         && watch->inputs == question->inputs && watch->hidden == question->hidden
         && watch->from_prior == question->from_prior;
}

gboolean
algo_phase_watch_take (AlgoPhaseWatch *watch,
                       const AlgoObservation *observation,
                       AlgoPhaseChange *change)
{
  const AlgoPhase phase = observation->classification.phase;
  const gboolean goes_on =
      algo_phase_watch_knows (watch, observation->generation, &observation->question);
  const gboolean has_changed = goes_on && phase != watch->phase;

  if (!algo_observation_is_settled (observation) || (goes_on && observation->step < watch->step))
    return FALSE;
  if (has_changed)
    *change = (AlgoPhaseChange){ .before = watch->phase,
                                 .after = phase,
                                 .last = watch->step,
                                 .first = observation->step,
                                 .log_beta = watch->log_beta };
  *watch = (AlgoPhaseWatch){ .knows = TRUE,
                             .generation = observation->generation,
                             .log_beta = observation->question.log_beta,
                             .inputs = observation->question.inputs,
                             .hidden = observation->question.hidden,
                             .from_prior = observation->question.from_prior,
                             .phase = phase,
                             .step = observation->step };
  return has_changed;
}

void
algo_phase_watch_reset (AlgoPhaseWatch *watch)
{
  watch->knows = FALSE;
}
