/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sees the phase change at one complexity while training goes on.
 *
 * What one draw of the noise shows is not believed: a phase counts once most draws agree on it. One
 * thread at a time. */
#pragma once

#include "engine/run/observation.h"

typedef struct
{
  gboolean knows; /* what follows */
  guint64 generation;
  double log_beta;
  guint inputs, hidden;
  gboolean from_prior;
  AlgoPhase phase;
  guint64 step; /* the latest at which it was seen */
} AlgoPhaseWatch;

typedef struct
{
  AlgoPhase before, after;
  guint64 last, first; /* steps: the last seen with the phase before, the first with that after */
  double log_beta;
} AlgoPhaseChange;

/* Whether most draws of an answer agree on its phase. */
gboolean algo_observation_is_settled (const AlgoObservation *observation);

/* Whether it has seen this run at this complexity and size, with or without the encoder as asked,
 * whatever the noise. */
gboolean algo_phase_watch_knows (const AlgoPhaseWatch *watch,
                                 guint64 generation,
                                 const AlgoQuestion *question);
/* Takes an answer in: TRUE, and `change` filled in, if the phase has changed since the answers
 * before. Of another run or question it is the first of its kind; of an earlier step it
 * tells nothing. */
gboolean algo_phase_watch_take (AlgoPhaseWatch *watch,
                                const AlgoObservation *observation,
                                AlgoPhaseChange *change);
/* Forgets what it has seen. */
void algo_phase_watch_reset (AlgoPhaseWatch *watch);
