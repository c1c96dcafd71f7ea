/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hypernetwork of one sample: weights (P) and noise in, a target network and its KL out, and
 * the backward of it. Holds all activations; one thread at a time uses one. Allocates nothing but
 * in algo_hypernetwork_new(). */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/geometry.h"
#include "engine/model/parameters.h"
#include "engine/model/target-weights.h"

/* Standard normal noise of one latent level, Z values each. */
typedef struct
{
  const AlgoReal *hidden; /* (h, Z) */
  const AlgoReal *edge;   /* (h, n, Z) */
  const AlgoReal *spoke;  /* (h, Z) */
  AlgoReal background;    /* one value of a network, in the first level */
} AlgoNoise;

typedef struct _AlgoHypernetwork AlgoHypernetwork;

AlgoHypernetwork *algo_hypernetwork_new (const AlgoKernels *kernels,
                                         const AlgoParameterTable *table,
                                         guint most_inputs,
                                         guint most_hidden);
void algo_hypernetwork_free (AlgoHypernetwork *hypernetwork);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoHypernetwork, algo_hypernetwork_free)

/* The target network is borrowed until the next forward pass; `kl` is in nats. */
const AlgoTargetWeights *algo_hypernetwork_forward (AlgoHypernetwork *hypernetwork,
                                                    const AlgoReal *weights, /* (P) */
                                                    const AlgoGeometry *geometry,
                                                    const AlgoNoise *noise, /* (levels) */
                                                    double *kl);

/* The same with the encoder off: latents are drawn from the prior, with the same noise, and there
 * is no KL to pay. There is no backward of it. */
const AlgoTargetWeights *algo_hypernetwork_forward_from_prior (AlgoHypernetwork *hypernetwork,
                                                               const AlgoReal *weights,
                                                               const AlgoGeometry *geometry,
                                                               const AlgoNoise *noise);

/* The backward of the last forward pass, with the same weights, geometry and noise: adds to
 * dweights (P). Uses `dtarget` up. */
void algo_hypernetwork_backward (AlgoHypernetwork *hypernetwork,
                                 const AlgoReal *weights,
                                 const AlgoGeometry *geometry,
                                 const AlgoNoise *noise,
                                 AlgoTargetWeights *dtarget,
                                 AlgoReal dkl,
                                 AlgoReal *dweights);
