/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/calibrate.h"

#include "engine/model/mixer.h"
#include "engine/model/noise.h"
#include "engine/model/target.h"
#include "engine/random.h"

#include <math.h>

#define ALIGNMENT 64
#define BETAS 8
#define ROUNDS 3
#define POINTS 1000
#define MOST_CORRECTION 20.0

typedef struct
{
  AlgoParameters *parameters;
  const AlgoKernels *kernels;
  guint inputs, hidden;
  guint64 seed;
  AlgoGeometry *geometry;
  AlgoHypernetwork *hypernetwork;
  AlgoReal *weights, *noise, *x;
} Calibration;

static double
log_beta_of (const AlgoParameters *parameters, guint index)
{
  const double from = parameters->log_beta_from;

  return from + (parameters->log_beta_to - from) * index / (BETAS - 1);
}

/* The network that the present parameters write for one of the betas, in this round's noise. */
static const AlgoTargetWeights *
write_target (Calibration *self, guint index, guint round)
{
  const guint levels = self->parameters->table->levels;
  AlgoNoise noise[ALGO_MAX_LEVELS];
  AlgoMixerTrace mixer;
  AlgoRandom random;
  double kl;

  algo_random_init (&random, self->seed, round, index, ALGO_RANDOM_CALIBRATE);
  algo_random_normal (&random, algo_noise_count (levels, self->inputs, self->hidden), self->noise);
  algo_noise_split (self->noise, levels, self->inputs, self->hidden, noise);
  algo_mixer_forward (self->parameters, log_beta_of (self->parameters, index), &mixer);
  algo_mixer_combine (self->kernels, self->parameters, &mixer, self->weights);
  return algo_hypernetwork_forward (self->hypernetwork, self->weights, self->geometry, noise, &kl);
}

static void
calibrate_edges (Calibration *self, guint round)
{
  const AlgoParameterTable *table = self->parameters->table;
  const gsize edges = (gsize) self->inputs * self->hidden;
  double sum = 0, squares = 0, mean, deviation;

  for (guint index = 0; index < BETAS; index++)
    {
      const AlgoTargetWeights *target = write_target (self, index, round);

      for (gsize edge = 0; edge < edges; edge++)
        {
          sum += target->W0[edge];
          squares += target->W0[edge] * target->W0[edge];
        }
    }
  mean = sum / (BETAS * edges);
  deviation = sqrt ((squares - sum * mean) / (BETAS * edges - 1));
  self->parameters->theta[table->readout_edge.b] -= mean;
  for (guint base = 0; base <= ALGO_BASES; base++)
    {
      AlgoReal *row = self->parameters->theta + (gsize) base * table->count;

      for (guint c = 0; c < ALGO_CHANNELS; c++)
        row[table->readout_edge.w + c] /= deviation;
      row[table->readout_edge.b] /= deviation;
    }
}

/* The sum of a task's values over points, over their number. The L1 norm's is taken as it was
 * before there were other tasks: the bits of runs depend on it. */
static double
mean_of_task (const AlgoTask *task, guint inputs, const AlgoReal *x)
{
  double mean = 0;

  if (task != &algo_task_l1)
    return algo_task_moments (task, inputs).mean;
  for (gsize i = 0; i < (gsize) inputs * POINTS; i++)
    mean += fabs (x[i]) / POINTS;
  return mean;
}

static void
calibrate_spokes (Calibration *self)
{
  const AlgoParameterTable *table = self->parameters->table;
  const AlgoTask *task = self->parameters->task;
  const AlgoTaskMoments moments = algo_task_moments (task, self->inputs);
  const gsize count = (gsize) self->inputs * POINTS;
  g_autoptr (AlgoTargetWorkspace) workspace =
      algo_target_workspace_new (self->kernels, self->inputs, self->hidden, POINTS);
  double wanted = 0, output = 0, spread = 0, correction;

  for (guint index = 0; index < BETAS; index++)
    {
      const AlgoTargetWeights *target = write_target (self, index, ROUNDS);
      AlgoRandom random;

      algo_random_init (&random, self->seed, ROUNDS, BETAS + index, ALGO_RANDOM_CALIBRATE);
      algo_random_normal (&random, count, self->x);
      algo_target_unexplained (workspace, target, self->inputs, self->hidden, POINTS, self->x);
      output += algo_target_mean_output (workspace, POINTS) - target->b1;
      spread += algo_target_output_variance (workspace, POINTS);
      wanted += mean_of_task (task, self->inputs, self->x);
    }
  correction = moments.mean * moments.mean >= moments.variance
                   ? wanted / output
                   : sqrt (moments.variance * BETAS / spread);
  self->parameters->theta[table->readout_spoke.b] *=
      CLAMP (correction, -MOST_CORRECTION, MOST_CORRECTION);
}

static AlgoReal *
new_values (gsize count)
{
  return g_aligned_alloc (count, sizeof (AlgoReal), ALIGNMENT);
}

void
algo_parameters_calibrate (AlgoParameters *parameters,
                           const AlgoKernels *kernels,
                           guint inputs,
                           guint hidden,
                           guint64 seed)
{
  const AlgoParameterTable *table = parameters->table;
  Calibration calibration = {
    .parameters = parameters,
    .kernels = kernels,
    .inputs = inputs,
    .hidden = hidden,
    .seed = seed,
    .geometry = algo_geometry_new (table, inputs, hidden),
    .hypernetwork = algo_hypernetwork_new (kernels, table, inputs, hidden),
    .weights = new_values (table->count),
    .noise = new_values (algo_noise_count (table->levels, inputs, hidden)),
    .x = new_values ((gsize) inputs * POINTS),
  };

  algo_geometry_set_task (calibration.geometry, parameters->task);
  algo_geometry_set (calibration.geometry, inputs, hidden);
  for (guint round = 0; round < ROUNDS; round++)
    calibrate_edges (&calibration, round);
  calibrate_spokes (&calibration);

  algo_geometry_free (calibration.geometry);
  algo_hypernetwork_free (calibration.hypernetwork);
  g_aligned_free (calibration.weights);
  g_aligned_free (calibration.noise);
  g_aligned_free (calibration.x);
}
