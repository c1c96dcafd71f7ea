/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/trainer.h"

#include "engine/blas.h"
#include "engine/error.h"
#include "engine/kernels/kernels.h"
#include "engine/model/lean.h"
#include "engine/model/noise.h"
#include "engine/model/parameters-pool.h"
#include "engine/random.h"
#include "engine/training/batch.h"
#include "engine/training/calibrate.h"
#include "engine/training/optimizer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* Beta rises from 10^-5 of itself, without which the posterior collapses, over the first 1,200
 * steps, or the first three tenths of a shorter run. */
#define ANNEAL_DECADES 5.0
#define ANNEAL_STEPS 1200.0
#define ANNEAL_SHARE 0.3

/* The paired model's networks have no background while beta rises, and become double-sided, as far
 * as they become anything: pudding needs half as many neurons to be pointed out, and would else
 * come first, at every beta. Then those of large beta are held as pudding to step 3,000, in which
 * they forget what they need not tell any more, and let go little by little to step 5,500. */
#define HELD_STEPS 3000.0
#define HELD_SHARE 0.375
#define LET_GO_STEPS 2500.0
#define LET_GO_SHARE 0.3125

/* About as many as a recorder holds between two transactions. */
#define SPARE_PARAMETERS 24

struct _AlgoTrainer
{
  AlgoSettings settings;
  guint64 step;
  gboolean diverged;
  AlgoWorkers *workers;
  AlgoBatch *batch;
  AlgoOptimizer *optimizer;
  AlgoParametersPool *pool;
  /* The last parameters at which loss and gradient were finite are kept until the next are known to
   * give that too. */
  AlgoParameters *current, *previous;
  AlgoParameters *gradient;
};

/* Without parameters: those are the caller's to fill. */
static AlgoTrainer *
new_trainer (const AlgoSettings *settings, const AlgoKernels *kernels)
{
  const guint hidden = ALGO_HIDDEN_PER_INPUT * settings->most;
  AlgoTrainer *self = g_new0 (AlgoTrainer, 1);

  algo_blas_prepare ();
  self->settings = *settings;
  self->workers = algo_workers_new (settings->threads);
  self->pool = algo_parameters_pool_new (settings, SPARE_PARAMETERS);
  self->current = algo_parameters_new_for (settings);
  self->batch = algo_batch_new (kernels, self->workers, self->current->table, settings->batch,
                                settings->points, settings->most, hidden);
  self->previous = algo_parameters_new_for (settings);
  self->gradient = algo_parameters_new_for (settings);
  self->optimizer = algo_optimizer_new (kernels, self->workers, self->current->count,
                                        settings->rate, settings->steps);
  return self;
}

AlgoTrainer *
algo_trainer_new (const AlgoSettings *settings, GError **error)
{
  const AlgoKernels *kernels = algo_kernels_get_default ();
  AlgoTrainer *self;

  if (!algo_settings_validate (settings, error))
    return NULL;
  self = new_trainer (settings, kernels);
  algo_parameters_initialise (self->current, settings->seed);
  algo_parameters_calibrate (self->current, kernels, settings->most,
                             ALGO_HIDDEN_PER_INPUT * settings->most, settings->seed);
  return self;
}

void
algo_trainer_free (AlgoTrainer *trainer)
{
  if (trainer == NULL)
    return;
  algo_batch_free (trainer->batch);
  algo_optimizer_free (trainer->optimizer);
  algo_workers_free (trainer->workers);
  algo_parameters_unref (trainer->current);
  algo_parameters_unref (trainer->previous);
  algo_parameters_unref (trainer->gradient);
  algo_parameters_pool_free (trainer->pool);
  g_free (trainer);
}

/* Each sample draws log10 beta in its own stratum of the trained range. */
static void
fill_sample (guint sample,
             const AlgoGeometry *geometry,
             guint points,
             AlgoSampleInput *input,
             gpointer data)
{
  const AlgoTrainer *self = data;
  const AlgoSettings *settings = &self->settings;
  const double stratum = (settings->log_beta_to - settings->log_beta_from) / settings->batch;
  AlgoRandom random;
  float uniform;

  algo_random_init (&random, settings->seed, self->step, sample, ALGO_RANDOM_BETA);
  algo_random_uniform (&random, 1, &uniform);
  input->log_beta = settings->log_beta_from + stratum * (sample + uniform);
  algo_random_init (&random, settings->seed, self->step, sample, ALGO_RANDOM_NOISE);
  algo_random_normal (&random,
                      algo_noise_count (settings->levels, geometry->inputs, geometry->hidden),
                      input->noise);
  algo_random_init (&random, settings->seed, self->step, sample, ALGO_RANDOM_POINTS);
  algo_random_normal (&random, (gsize) geometry->inputs * points, input->x);
}

static double
anneal_over (const AlgoTrainer *self)
{
  return MIN (ANNEAL_STEPS, ANNEAL_SHARE * self->settings.steps);
}

static double
anneal_at (const AlgoTrainer *self)
{
  return ANNEAL_DECADES * MAX (0, 1 - self->step / anneal_over (self));
}

static gboolean
is_closed (const AlgoTrainer *self, guint64 step)
{
  return step < anneal_over (self);
}

static double
hold_at (const AlgoTrainer *self, guint64 step)
{
  const double steps = self->settings.steps;
  const double held = MIN (HELD_STEPS, HELD_SHARE * steps);
  const double over = MIN (LET_GO_STEPS, LET_GO_SHARE * steps);

  return is_closed (self, step) ? 0 : CLAMP (1 - (step - held) / over, 0, 1);
}

/* What of the paired model's gradient is not followed. */
static void
close_gradient (AlgoTrainer *self)
{
  if (self->settings.model != ALGO_MODEL_PAIRED)
    return;
  algo_lean_close_hold (self->gradient);
  if (is_closed (self, self->step))
    algo_lean_close (self->gradient);
}

/* What the paired model's next parameters are given from outside. */
static void
lead (const AlgoTrainer *self, AlgoParameters *next)
{
  const guint64 seed = self->settings.seed, step = self->step + 1;

  if (self->settings.model != ALGO_MODEL_PAIRED)
    return;
  algo_lean_hold (next, seed, hold_at (self, step));
  if (is_closed (self, self->step) && !is_closed (self, step))
    algo_lean_open (next, seed);
}

/* Metrics are finite: shortly before a run diverges an error may be beyond all floats while the
 * loss, its logarithm, is not. */
static float
to_float (double value)
{
  return (float) CLAMP (value, -FLT_MAX, FLT_MAX);
}

static void
fill_metrics (const AlgoTrainer *self,
              guint inputs,
              double loss,
              double norm,
              double rate,
              AlgoMetrics *metrics)
{
  const AlgoSampleResult *results = algo_batch_results (self->batch);

  *metrics = (AlgoMetrics){ .step = self->step,
                            .inputs = inputs,
                            .loss = loss,
                            .gradient_norm = to_float (norm),
                            .rate = rate };
  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      const guint sample =
          MIN (band * self->settings.batch / (ALGO_BANDS - 1), self->settings.batch - 1);

      metrics->log_beta[band] = results[sample].log_beta;
      metrics->unexplained[band] = to_float (results[sample].unexplained);
      metrics->kl[band] = to_float (results[sample].kl);
    }
}

static gboolean
fail (AlgoTrainer *self, double loss, double norm, GError **error)
{
  AlgoParameters *unfit = self->current;

  if (!self->diverged && self->step > 0)
    {
      self->current = self->previous;
      self->previous = unfit;
    }
  self->diverged = TRUE;
  if (isnan (loss) && isnan (norm))
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED,
                 _ ("training diverged after step %" PRIu64), self->step);
  else
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED,
                 _ ("training diverged after step %" PRIu64
                    ": the loss is %g, the gradient's norm %g"),
                 self->step, loss, norm);
  return FALSE;
}

/* For the next parameters: that of the previous, unless somebody else holds those. */
static AlgoParameters *
make_room (AlgoTrainer *self)
{
  if (algo_parameters_is_shared (self->previous))
    {
      algo_parameters_unref (self->previous);
      self->previous = algo_parameters_pool_take (self->pool);
    }
  return self->previous;
}

gboolean
algo_trainer_step (AlgoTrainer *trainer, AlgoMetrics *metrics, GError **error)
{
  AlgoParameters *next;
  AlgoRandom random;
  guint inputs;
  double loss, norm, rate;

  if (trainer->diverged)
    return fail (trainer, NAN, NAN, error);
  algo_random_init (&random, trainer->settings.seed, trainer->step, 0, ALGO_RANDOM_SIZE);
  inputs = algo_random_between (&random, trainer->settings.least, trainer->settings.most);
  loss =
      algo_batch_evaluate (trainer->batch, trainer->current, inputs, ALGO_HIDDEN_PER_INPUT * inputs,
                           anneal_at (trainer), fill_sample, trainer, trainer->gradient);
  close_gradient (trainer);
  norm = algo_optimizer_norm (trainer->optimizer, trainer->gradient->values);
  if (!isfinite (loss) || !isfinite (norm))
    return fail (trainer, loss, norm, error);

  next = make_room (trainer);
  rate = algo_optimizer_get_rate (trainer->optimizer);
  algo_optimizer_step (trainer->optimizer, trainer->gradient->values, norm,
                       trainer->current->values, next->values);
  lead (trainer, next);
  trainer->previous = trainer->current;
  trainer->current = next;
  trainer->step++;
  if (metrics != NULL)
    fill_metrics (trainer, inputs, loss, norm, rate, metrics);
  return TRUE;
}

guint64
algo_trainer_get_step (const AlgoTrainer *trainer)
{
  return trainer->step;
}

gboolean
algo_trainer_has_diverged (const AlgoTrainer *trainer)
{
  return trainer->diverged;
}

const AlgoSettings *
algo_trainer_get_settings (const AlgoTrainer *trainer)
{
  return &trainer->settings;
}

const AlgoParameters *
algo_trainer_get_parameters (const AlgoTrainer *trainer)
{
  return trainer->current;
}

AlgoParameters *
algo_trainer_share_parameters (const AlgoTrainer *trainer)
{
  return algo_parameters_ref (trainer->current);
}

AlgoTrainerState *
algo_trainer_state_new (const AlgoSettings *settings)
{
  AlgoTrainerState *state = g_new0 (AlgoTrainerState, 1);

  state->settings = *settings;
  state->parameters = algo_parameters_new_for (settings);
  state->first_moment = algo_parameters_new_for (settings);
  state->second_moment = algo_parameters_new_for (settings);
  return state;
}

void
algo_trainer_state_free (AlgoTrainerState *state)
{
  if (state == NULL)
    return;
  algo_parameters_unref (state->parameters);
  algo_parameters_unref (state->first_moment);
  algo_parameters_unref (state->second_moment);
  g_free (state);
}

void
algo_trainer_get_state (const AlgoTrainer *trainer, AlgoTrainerState *state)
{
  const AlgoParameters *current = trainer->current;

  g_return_if_fail (state->parameters->table == current->table);
  state->settings = trainer->settings;
  state->step = trainer->step;
  state->has_diverged = trainer->diverged;
  memcpy (state->parameters->values, current->values, current->count * sizeof (AlgoReal));
  algo_optimizer_get_state (trainer->optimizer, state->first_moment->values,
                            state->second_moment->values);
}

/* Whether a run could have been in this state. */
static gboolean
validate_state (const AlgoTrainerState *state, GError **error)
{
  const AlgoParameters *const blocks[] = { state->parameters, state->first_moment,
                                           state->second_moment };

  if (!algo_settings_validate (&state->settings, error))
    return FALSE;
  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    {
      if (blocks[b]->table->levels != state->settings.levels)
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                       _ ("parameters of %u latent levels in a run of %u"),
                       blocks[b]->table->levels, state->settings.levels);
          return FALSE;
        }
      for (gsize i = 0; i < blocks[b]->count; i++)
        if (!isfinite (blocks[b]->values[i])
            || (blocks[b] == state->second_moment && blocks[b]->values[i] < 0))
          {
            g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("value %zu of the state is %g"),
                         i, blocks[b]->values[i]);
            return FALSE;
          }
    }
  return TRUE;
}

AlgoTrainer *
algo_trainer_new_from_state (const AlgoTrainerState *state, GError **error)
{
  AlgoTrainer *self;

  if (!validate_state (state, error))
    return NULL;
  self = new_trainer (&state->settings, algo_kernels_get_default ());
  self->step = state->step;
  self->diverged = state->has_diverged;
  memcpy (self->current->values, state->parameters->values,
          self->current->count * sizeof (AlgoReal));
  memcpy (self->previous->values, state->parameters->values,
          self->current->count * sizeof (AlgoReal));
  algo_optimizer_set_state (self->optimizer, state->first_moment->values,
                            state->second_moment->values, state->step);
  return self;
}

gboolean
algo_trainer_set_rate (AlgoTrainer *trainer, double rate, GError **error)
{
  AlgoSettings settings = trainer->settings;

  settings.rate = rate;
  if (!algo_settings_validate (&settings, error))
    return FALSE;
  trainer->settings = settings;
  algo_optimizer_set_rate (trainer->optimizer, rate);
  return TRUE;
}
