/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the paired model reads W0: most weights close to nothing, and the two signs unlike each
 * other at will.
 *
 * An edge e is read as e |e| + lean e^2. The square keeps what latents' noise does to the other
 * weights small beside the few that stand out, so that to point out a neuron costs few nats. The
 * lean, a number from -1 to 1 that the whole network has in common, makes weights of one sign
 * larger and those of the other smaller: at 0 a network is double-sided, at 1 or -1 pudding, and
 * tilted between. What it adds along (1, ..., 1) is taken back by the background, see balance.h.
 * That makes one direction of what else is a coordinated change of all weights.
 *
 * Nobody goes along it unasked: half a lean saves next to nothing, while a whole one saves half the
 * nats. So for a part of training the trainer holds the lean at 1 or -1 where beta is large, and
 * then lets go: lean = (1 - |hold|) tanh (4 scalar) + hold. What a network makes of it is its own
 * from there on. The hold stands in the parameters, so that networks read in between are those that
 * were trained, and is zero at the end. */
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
  AlgoReal by_scalar, by_hold; /* its derivatives */
} AlgoLeanTrace;

void algo_lean_trace_layout (AlgoLeanTrace *trace, AlgoArena *arena, gsize n, gsize h);

/* Makes trace->shape and trace->sum; `scalar` is what the lean is read from, and may be any, as may
 * `hold`, of which a value beyond 1 or -1 is as good as that. */
void algo_lean_forward (guint n,
                        guint h,
                        const AlgoReal *edge,
                        AlgoReal scalar,
                        AlgoReal hold,
                        AlgoLeanTrace *trace);

/* `d` (h, n) holds the gradient of the shape, and is left with that of the edges; dsum (h). Returns
 * the gradient of the lean. */
AlgoReal algo_lean_backward (guint n,
                             guint h,
                             const AlgoLeanTrace *trace,
                             const AlgoReal *dsum,
                             AlgoReal *d);

/* Sets the lean's readout, and that of the hidden neurons' mean field, to zero in a block of
 * parameters, or of their gradient: without them a network has no background. */
void algo_lean_close (AlgoParameters *parameters);

/* Leans all networks a little, to the side of the seed. */
void algo_lean_open (AlgoParameters *parameters, guint64 seed);

/* How much of the hold a network of this beta feels: nothing below 10^-4.75, all of it from
 * 10^-4.45. */
AlgoReal algo_lean_share_of_hold (AlgoReal log_beta);

/* Holds all networks of large beta to the side of the seed, by `strength` from 0 to 1. */
void algo_lean_hold (AlgoParameters *parameters, guint64 seed, double strength);

/* The hold is not learned: sets it to zero in a block of gradients. */
void algo_lean_close_hold (AlgoParameters *gradient);
