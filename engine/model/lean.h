/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the paired model reads W0: most weights close to nothing, and the two signs unlike each
 * other at will.
 *
 * An edge e is read as e |e| + lean e^2. The square keeps what latents' noise does to the other
 * weights small beside the few that stand out, so that to point out a neuron costs few nats. The
 * lean, a number from -1 to 1 that the whole network has in common, makes weights of one sign
 * larger and those of the other smaller: at 0 a network is double-sided, at 1 or -1 pudding, and
 * tilted between. What it adds along (1, ..., 1) is taken back by the background, see balance.h.
 * That makes one direction of what else is a coordinated change of all weights. */
#pragma once

#include "engine/model/arena.h"
#include "engine/model/parameters.h"

/* What a forward pass leaves for its backward pass. */
typedef struct
{
  AlgoReal *edge;  /* (h, n) as read */
  AlgoReal *shape; /* (h, n) the result */
  AlgoReal *sum;   /* (h) what the lean added to all of a neuron's together */
  AlgoReal lean;
} AlgoLeanTrace;

void algo_lean_trace_layout (AlgoLeanTrace *trace, AlgoArena *arena, gsize n, gsize h);

/* Makes trace->shape and trace->sum; `scalar` is what the lean is read from, and may be any. */
void
algo_lean_forward (guint n, guint h, const AlgoReal *edge, AlgoReal scalar, AlgoLeanTrace *trace);

/* `d` (h, n) holds the gradient of the shape, and is left with that of the edges; dsum (h). Returns
 * the gradient of the scalar. */
AlgoReal algo_lean_backward (guint n,
                             guint h,
                             const AlgoLeanTrace *trace,
                             const AlgoReal *dsum,
                             AlgoReal *d);

/* Sets the lean's readout, and that of the hidden neurons' mean field, to zero in a block of
 * parameters, or of their gradient: without them a network has no background. */
void algo_lean_close (AlgoParameters *parameters);

/* Leans all networks a little, to the side of the seed: what grows from there, and at which beta,
 * is for training to find. */
void algo_lean_open (AlgoParameters *parameters, guint64 seed);
