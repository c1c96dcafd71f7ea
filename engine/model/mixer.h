/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Pareto hyper-hypernetwork: the hypernetwork's weights as a function of log10 beta.
 *
 * A small swish network of cosines of log10 beta makes K + 1 coefficients, the first always 1; a
 * sample's weights are the rows of theta combined by them. Any thread. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/parameters.h"

typedef struct
{
  AlgoReal features[ALGO_MIXER_FEATURES];
  AlgoReal argument[ALGO_MIXER_WIDTH];
  AlgoReal activation[ALGO_MIXER_WIDTH];
  AlgoReal coefficients[ALGO_BASES + 1];
  AlgoReal share_of_hold; /* of the paired model, see lean.h */
} AlgoMixerTrace;

void
algo_mixer_forward (const AlgoParameters *parameters, AlgoReal log_beta, AlgoMixerTrace *trace);

/* Adds to the mixer's part of `dparameters`; dcoefficients (K + 1), the first without effect. */
void algo_mixer_backward (const AlgoParameters *parameters,
                          const AlgoMixerTrace *trace,
                          const AlgoReal *dcoefficients,
                          AlgoParameters *dparameters);

/* The weights (P) at these coefficients; of the paired model's hold what is felt there. */
void algo_mixer_combine (const AlgoKernels *kernels,
                         const AlgoParameters *parameters,
                         const AlgoMixerTrace *trace,
                         AlgoReal *weights);

/* Turns the gradient of those weights into that of what the coefficients combine. */
void algo_mixer_backward_hold (const AlgoParameterTable *table,
                               const AlgoMixerTrace *trace,
                               AlgoReal *dweights);
