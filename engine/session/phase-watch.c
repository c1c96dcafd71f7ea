/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/phase-watch.h"

gboolean
algo_observation_is_settled (const AlgoObservation *observation)
{
  return observation->draws == ALGO_DRAWS && 2 * observation->draws_agreeing > observation->draws;
}

static gboolean
goes_on (const AlgoPhaseWatch *watch, const AlgoObservation *observation)
{
  const AlgoQuestion *question = &observation->question;

  return watch->knows && watch->generation == observation->generation
         && watch->log_beta == question->log_beta && watch->inputs == question->inputs
         && watch->hidden == question->hidden && watch->step <= observation->step;
}

gboolean
algo_phase_watch_take (AlgoPhaseWatch *watch,
                       const AlgoObservation *observation,
                       AlgoPhaseChange *change)
{
  const AlgoPhase phase = observation->classification.phase;
  gboolean has_changed;

  if (!algo_observation_is_settled (observation))
    return FALSE;
  has_changed = goes_on (watch, observation) && phase != watch->phase;
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
                             .phase = phase,
                             .step = observation->step };
  return has_changed;
}

void
algo_phase_watch_reset (AlgoPhaseWatch *watch)
{
  watch->knows = FALSE;
}
