/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the last block's result to a target network.
 *
 * Size enters here alone, as laws that carry over to sizes never seen: a weight is its edge's own
 * term plus its hidden neuron's mean field over n, and W0, W1 and b1 scale as powers of n. In the
 * balanced model b1 and the common part of W0 are then replaced, see balance.h; in the paired model
 * weights have another shape, see lean.h, all hidden neurons one bias, and b1 and the background
 * are what balance. */
#pragma once

#include "engine/model/affine.h"
#include "engine/model/arena.h"
#include "engine/model/balance.h"
#include "engine/model/geometry.h"
#include "engine/model/lean.h"
#include "engine/model/target-weights.h"

/* What a forward pass leaves for its backward pass, and its result. */
typedef struct
{
  AlgoReal *hidden_normal, *hidden_inverse, *output_normal, *output_inverse;
  AlgoReal *of_hidden;                    /* (h, 2): b0, the mean field */
  AlgoReal scalars[ALGO_READOUT_SCALARS]; /* of the output */
  AlgoReal scale_W0, scale_W1;
  AlgoReal precision; /* by what a background is too large or too small; else 1 */
  AlgoLeanTrace lean;
  AlgoBalanceTrace balance;
  AlgoReal *dleaned; /* (h), scratch: the gradient of what the lean added */
  AlgoTargetWeights target;
} AlgoReadoutTrace;

/* The gradients of what was read. */
typedef struct
{
  AlgoReal *edge_weight;  /* (h, n) */
  AlgoReal *spoke_weight; /* (h) */
  AlgoReal *hiddens;      /* (h, d) */
  AlgoReal *output;       /* (d) */
  AlgoReal *of_hidden;    /* (h, 2), scratch */
  AlgoReal *inner;        /* (h, d), scratch */
} AlgoReadoutGradient;

void algo_readout_trace_layout (AlgoReadoutTrace *trace, AlgoArena *arena, gsize n, gsize h);

void algo_readout_forward (const AlgoAffineContext *context,
                           const AlgoParameterTable *table,
                           const AlgoGeometry *geometry,
                           const AlgoReal *edge_weight,  /* (h, n) */
                           const AlgoReal *spoke_weight, /* (h) */
                           const AlgoReal *hiddens,      /* (h, d) */
                           const AlgoReal *output,       /* (d) */
                           AlgoReal background,          /* noise */
                           AlgoReadoutTrace *trace);

/* Replaces all in `d`; uses `dtarget` up. */
void algo_readout_backward (const AlgoAffineContext *context,
                            const AlgoParameterTable *table,
                            const AlgoGeometry *geometry,
                            const AlgoReadoutTrace *trace,
                            AlgoTargetWeights *dtarget,
                            const AlgoReadoutGradient *d);
