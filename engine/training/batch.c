/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/batch.h"

#include "engine/model/mixer.h"
#include "engine/model/noise.h"
#include "engine/model/target.h"

#include <math.h>
#include <string.h>

#define ALIGNMENT 64
#define COLUMNS 512 /* of theta in a task: those of a dozen samples fit the first cache */
/* Of the error that the loss tells apart. Networks of the paired model fall below the other's. */
#define LOSS_FLOOR 1e-3
#define LOSS_FLOOR_PAIRED 1e-4

/* A worker's own. */
typedef struct
{
  AlgoHypernetwork *hypernetwork;
  AlgoTargetWorkspace *target;
  AlgoReal *weights; /* (P) */
  AlgoReal *noise, *x;
} Workspace;

struct _AlgoBatch
{
  const AlgoKernels *kernels;
  AlgoWorkers *workers;
  guint levels, samples, points;
  AlgoGeometry *geometry;
  Workspace *workspace;  /* (workers) */
  AlgoMixerTrace *mixer; /* (samples) */
  AlgoSampleResult *results;
  AlgoReal *dweights;     /* (samples, P) */
  AlgoReal *coefficients; /* (K + 1, samples) */
  double *partial;        /* (tasks, samples, K): of the coefficients' gradients */

  /* The evaluation under way. */
  const AlgoParameters *parameters;
  AlgoParameters *gradient;
  double anneal;
  AlgoFillSample fill;
  gpointer fill_data;
};

static AlgoReal *
new_values (gsize count)
{
  return g_aligned_alloc0 (count, sizeof (AlgoReal), ALIGNMENT);
}

static guint
column_tasks (gsize P)
{
  return (P + COLUMNS - 1) / COLUMNS;
}

AlgoBatch *
algo_batch_new (const AlgoKernels *kernels,
                AlgoWorkers *workers,
                const AlgoParameterTable *table,
                guint samples,
                guint points,
                guint most_inputs,
                guint most_hidden)
{
  AlgoBatch *self = g_new0 (AlgoBatch, 1);
  const gsize P = table->count;

  self->kernels = kernels;
  self->workers = workers;
  self->levels = table->levels;
  self->samples = samples;
  self->points = points;
  self->geometry = algo_geometry_new (table, most_inputs, most_hidden);
  self->workspace = g_new0 (Workspace, algo_workers_count (workers));
  for (guint i = 0; i < algo_workers_count (workers); i++)
    self->workspace[i] = (Workspace){
      .hypernetwork = algo_hypernetwork_new (kernels, table, most_inputs, most_hidden),
      .target = algo_target_workspace_new (kernels, most_inputs, most_hidden, points),
      .weights = new_values (P),
      .noise = new_values (algo_noise_count (table->levels, most_inputs, most_hidden)),
      .x = new_values ((gsize) most_inputs * points),
    };
  self->mixer = g_new0 (AlgoMixerTrace, samples);
  self->results = g_new0 (AlgoSampleResult, samples);
  self->dweights = new_values (samples * P);
  self->coefficients = new_values ((ALGO_BASES + 1) * samples);
  self->partial = g_new0 (double, column_tasks (P) * samples * ALGO_BASES);
  return self;
}

void
algo_batch_free (AlgoBatch *batch)
{
  if (batch == NULL)
    return;
  for (guint i = 0; i < algo_workers_count (batch->workers); i++)
    {
      algo_hypernetwork_free (batch->workspace[i].hypernetwork);
      algo_target_workspace_free (batch->workspace[i].target);
      g_aligned_free (batch->workspace[i].weights);
      g_aligned_free (batch->workspace[i].noise);
      g_aligned_free (batch->workspace[i].x);
    }
  algo_geometry_free (batch->geometry);
  g_free (batch->workspace);
  g_free (batch->mixer);
  g_free (batch->results);
  g_aligned_free (batch->dweights);
  g_aligned_free (batch->coefficients);
  g_free (batch->partial);
  g_free (batch);
}

/* The task of one sample: its loss, and the gradient with respect to its weights. */
static void
evaluate_sample (guint index, guint worker, gpointer data)
{
  AlgoBatch *self = data;
  const AlgoParameters *parameters = self->parameters;
  const AlgoGeometry *geometry = self->geometry;
  const guint n = geometry->inputs, h = geometry->hidden, P = parameters->table->count;
  Workspace *own = &self->workspace[worker];
  AlgoMixerTrace *mixer = &self->mixer[index];
  AlgoReal *dweights = self->dweights + (gsize) index * P;
  AlgoSampleInput input = { .noise = own->noise, .x = own->x };
  AlgoSampleResult *result = &self->results[index];
  AlgoNoise noise[ALGO_MAX_LEVELS];
  const AlgoTargetWeights *target;
  AlgoTargetWeights *dtarget;
  double beta, inside;

  self->fill (index, geometry, self->points, &input, self->fill_data);
  algo_noise_split (own->noise, self->levels, n, h, noise);
  algo_mixer_forward (parameters, input.log_beta, mixer);
  algo_mixer_combine (self->kernels, parameters, mixer, own->weights);
  target =
      algo_hypernetwork_forward (own->hypernetwork, own->weights, geometry, noise, &result->kl);
  result->log_beta = input.log_beta;
  result->unexplained = algo_target_unexplained (own->target, target, n, h, self->points, own->x);

  beta = pow (10, input.log_beta - self->anneal);
  inside = result->unexplained + beta * result->kl
           + (parameters->table->model == ALGO_MODEL_PAIRED ? LOSS_FLOOR_PAIRED : LOSS_FLOOR);
  result->loss = log (inside);

  dtarget = algo_target_backward (own->target, target, n, h, self->points, own->x,
                                  1 / (self->samples * inside));
  memset (dweights, 0, P * sizeof (AlgoReal));
  algo_hypernetwork_backward (own->hypernetwork, own->weights, geometry, noise, dtarget,
                              beta / (self->samples * inside), dweights);
  algo_mixer_backward_hold (parameters->table, mixer, dweights);
}

/* The task of some columns of theta: their gradient, from those of all samples' weights, and their
 * part in the gradients of all coefficients. */
static void
add_columns (guint index, guint worker, gpointer data)
{
  AlgoBatch *self = data;
  const gsize P = self->parameters->table->count, first = (gsize) index * COLUMNS;
  const gsize count = MIN (COLUMNS, P - first);
  double *partial = self->partial + (gsize) index * self->samples * ALGO_BASES;

  for (guint k = 0; k <= ALGO_BASES; k++)
    self->kernels->combine (count, self->samples, self->coefficients + k * self->samples,
                            self->dweights + first, P, self->gradient->theta + k * P + first);
  for (guint i = 0; i < self->samples; i++)
    for (guint k = 1; k <= ALGO_BASES; k++)
      *partial++ = self->kernels->dot (count, self->dweights + i * P + first,
                                       self->parameters->theta + k * P + first);
}

/* The gradient of the mixer, from what the tasks of all columns found. */
static void
add_mixer (AlgoBatch *self)
{
  const gsize P = self->parameters->table->count, theta = (gsize) (ALGO_BASES + 1) * P;

  memset (self->gradient->values + theta, 0, (self->gradient->count - theta) * sizeof (AlgoReal));
  for (guint i = 0; i < self->samples; i++)
    {
      AlgoReal dcoefficients[ALGO_BASES + 1] = { 0 };

      for (guint task = 0; task < column_tasks (P); task++)
        for (guint k = 0; k < ALGO_BASES; k++)
          dcoefficients[k + 1] += self->partial[(task * self->samples + i) * ALGO_BASES + k];
      algo_mixer_backward (self->parameters, &self->mixer[i], dcoefficients, self->gradient);
    }
}

double
algo_batch_evaluate (AlgoBatch *batch,
                     const AlgoParameters *parameters,
                     guint inputs,
                     guint hidden,
                     double anneal,
                     AlgoFillSample fill,
                     gpointer data,
                     AlgoParameters *gradient)
{
  double loss = 0;

  algo_geometry_set_task (batch->geometry, parameters->task);
  algo_geometry_set (batch->geometry, inputs, hidden);
  for (guint i = 0; i < algo_workers_count (batch->workers); i++)
    algo_target_workspace_set_task (batch->workspace[i].target, parameters->task);
  batch->parameters = parameters;
  batch->gradient = gradient;
  batch->anneal = anneal;
  batch->fill = fill;
  batch->fill_data = data;
  algo_workers_run (batch->workers, batch->samples, evaluate_sample, batch);
  for (guint i = 0; i < batch->samples; i++)
    {
      loss += batch->results[i].loss / batch->samples;
      for (guint k = 0; k <= ALGO_BASES; k++)
        batch->coefficients[k * batch->samples + i] = batch->mixer[i].coefficients[k];
    }
  algo_workers_run (batch->workers, column_tasks (parameters->table->count), add_columns, batch);
  add_mixer (batch);
  return loss;
}

const AlgoSampleResult *
algo_batch_results (const AlgoBatch *batch)
{
  return batch->results;
}
