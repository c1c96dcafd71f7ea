/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One training run, step by step.
 *
 * A run is a function of its settings (threads excepted): the same bits whatever the number of
 * workers, on one kind of processor. Not thread-safe: one thread at a time calls a trainer. */
#pragma once

#include "engine/model/parameters.h"
#include "engine/settings.h"

#define ALGO_BANDS 4 /* strata of log10 beta that metrics follow, low to high */

typedef struct
{
  guint64 step; /* steps taken, this one included */
  guint inputs; /* the n that was drawn */
  float loss;
  float gradient_norm; /* before clipping */
  float rate;
  /* Of the batch's samples 0, B / 3, 2 B / 3 and B - 1, which draw log10 beta each in its stratum.
   */
  float log_beta[ALGO_BANDS];
  float unexplained[ALGO_BANDS];
  float kl[ALGO_BANDS];
} AlgoMetrics;

typedef struct _AlgoTrainer AlgoTrainer;

/* Initialised and calibrated, at step 0. NULL and ALGO_ERROR_SIZE if the settings are invalid. */
AlgoTrainer *algo_trainer_new (const AlgoSettings *settings, GError **error);
void algo_trainer_free (AlgoTrainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTrainer, algo_trainer_free)

/* Takes one step; allocates nothing, unless parameters are shared. FALSE and ALGO_ERROR_DIVERGED
 * when the loss or the gradient is not finite: the parameters are then the last for which both
 * were, and every further step fails.
 */
gboolean algo_trainer_step (AlgoTrainer *trainer, AlgoMetrics *metrics, GError **error);

guint64 algo_trainer_get_step (const AlgoTrainer *trainer);
/* Whether a step failed: step, parameters and moments then no longer belong together. */
gboolean algo_trainer_has_diverged (const AlgoTrainer *trainer);
const AlgoSettings *algo_trainer_get_settings (const AlgoTrainer *trainer);
/* The current parameters, borrowed, valid and constant until the next step. */
const AlgoParameters *algo_trainer_get_parameters (const AlgoTrainer *trainer);
/* The same for longer than that, without a copy: a new reference, which is not to be changed. The
 * trainer goes on in other memory, which it may have to find. */
AlgoParameters *algo_trainer_share_parameters (const AlgoTrainer *trainer);

/* All that a run goes on from. A trainer made of it takes the steps, to the bit, that the one it
 * was taken from would have taken. */
typedef struct
{
  AlgoSettings settings; /* with the rate in force */
  guint64 step;
  AlgoParameters *parameters;
  AlgoParameters *first_moment, *second_moment; /* Adam's, value by value */
  gboolean has_diverged;                        /* and goes no further */
} AlgoTrainerState;

/* Room for the state of a run of these settings, which it keeps, all zero. Free with
 * algo_trainer_state_free().
 */
AlgoTrainerState *algo_trainer_state_new (const AlgoSettings *settings);
void algo_trainer_state_free (AlgoTrainerState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTrainerState, algo_trainer_state_free)

/* Copies the present state; `state` must be of the same levels
 * and model. Allocates nothing. */
void algo_trainer_get_state (const AlgoTrainer *trainer, AlgoTrainerState *state);

/* NULL and ALGO_ERROR_SIZE if the settings are invalid, or ALGO_ERROR_FORMAT if they do not fit the
 * parameters or a value is not finite. */
AlgoTrainer *algo_trainer_new_from_state (const AlgoTrainerState *state, GError **error);

/* A person's change of Adam's peak rate, from the next step on. FALSE and ALGO_ERROR_SIZE unless
 * it is in (0, 1]. */
gboolean algo_trainer_set_rate (AlgoTrainer *trainer, double rate, GError **error);
