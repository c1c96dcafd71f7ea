/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/mixer.h"

#include "engine/kernels/kernels-plain.h"
#include "engine/model/lean.h"

#include <math.h>

#define FEATURES ALGO_MIXER_FEATURES
#define WIDTH ALGO_MIXER_WIDTH
#define BASES ALGO_BASES

void
algo_mixer_forward (const AlgoParameters *parameters, AlgoReal log_beta, AlgoMixerTrace *trace)
{
  const AlgoKernels *plain = &algo_kernels_plain; /* too small to gain by others */
  const double from = parameters->log_beta_from, to = parameters->log_beta_to;
  const double t = (log_beta - from) / (to - from);

  trace->features[0] = 2 * t - 1;
  for (guint k = 1; k <= ALGO_COSINES; k++)
    trace->features[k] = cos (G_PI * k * t);
  plain->affine (1, FEATURES, WIDTH, trace->features, parameters->mixer_w1, parameters->mixer_b1,
                 NULL, trace->argument);
  plain->swish (WIDTH, trace->argument, trace->activation);
  trace->coefficients[0] = 1;
  trace->share_of_hold = algo_lean_share_of_hold (log_beta);
  plain->affine (1, WIDTH, BASES, trace->activation, parameters->mixer_w2, parameters->mixer_b2,
                 NULL, trace->coefficients + 1);
}

void
algo_mixer_backward (const AlgoParameters *parameters,
                     const AlgoMixerTrace *trace,
                     const AlgoReal *dcoefficients,
                     AlgoParameters *dparameters)
{
  const AlgoKernels *plain = &algo_kernels_plain;
  AlgoReal dargument[WIDTH];

  plain->affine_backward_weights (1, WIDTH, BASES, trace->activation, dcoefficients + 1,
                                  dparameters->mixer_w2, dparameters->mixer_b2);
  plain->affine_backward_input (1, WIDTH, BASES, dcoefficients + 1, parameters->mixer_w2, FALSE,
                                dargument);
  plain->swish_backward (WIDTH, trace->argument, dargument, dargument);
  plain->affine_backward_weights (1, FEATURES, WIDTH, trace->features, dargument,
                                  dparameters->mixer_w1, dparameters->mixer_b1);
}

void
algo_mixer_combine (const AlgoKernels *kernels,
                    const AlgoParameters *parameters,
                    const AlgoMixerTrace *trace,
                    AlgoReal *weights)
{
  kernels->combine (parameters->table->count, BASES + 1, trace->coefficients, parameters->theta,
                    parameters->table->count, weights);
  if (parameters->table->model == ALGO_MODEL_PAIRED)
    weights[parameters->table->readout_output.b + ALGO_SCALAR_HOLD] *= trace->share_of_hold;
}

void
algo_mixer_backward_hold (const AlgoParameterTable *table,
                          const AlgoMixerTrace *trace,
                          AlgoReal *dweights)
{
  if (table->model == ALGO_MODEL_PAIRED)
    dweights[table->readout_output.b + ALGO_SCALAR_HOLD] *= trace->share_of_hold;
}
