/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the task beforehand, made true of a target network of any size.
 *
 * For x ~ N (0, I) a task has a mean and a mean gradient, of which the part along (1, ..., 1) is
 * its slope; for the norm, |x_1| + ... + |x_n|, they are n sqrt (2 / pi) and 0.
 * A network's mean and mean gradient are sums over its hidden neurons, of W1_j E[swish (a_j)] and
 * of W1_j E[swish' (a_j)] W0_j, where a_j ~ N (b0_j, |W0_j|^2). So b1 can be what the mean lacks,
 * and a uniform change of every hidden neuron's weights can give the mean gradient along (1, ...,
 * 1) that the task has. Learned laws have both right to a few per cent of what cancels there, which
 * grows with n, while the norm's deviation grows with sqrt (n). */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/arena.h"
#include "engine/model/swish-moments.h"
#include "engine/model/target-weights.h"
#include "engine/task/task.h"

/* What a forward pass leaves for its backward pass. */
typedef struct
{
  AlgoReal *gain;            /* (h) W1_j E[swish' (a_j)] before the change */
  AlgoReal *sum;             /* (h) of each neuron's W0 before the change, or of its lean */
  AlgoSwishMoments *moments; /* (h) before the change, then (h) after it */
  AlgoReal gains;            /* sum of their squares */
  AlgoReal share;            /* of the mean gradient that the change takes away */
  AlgoReal change;           /* of W0, in gains */
} AlgoBalanceTrace;

/* What was added to each of neuron j's weights. */
AlgoReal algo_balance_change (const AlgoBalanceTrace *trace, guint j);

void algo_balance_trace_layout (AlgoBalanceTrace *trace, AlgoArena *arena, gsize h);

/* Makes the smallest change of W0, the same for all inputs of a neuron, that the mean gradient asks
 * for to first order, and sets b1. With `leaned` it sets right, by that share, only what stems from
 * the part of each neuron's weights that has these sums. */
void algo_balance_forward (const AlgoKernels *kernels,
                           const AlgoTaskMoments *task,
                           guint n,
                           guint h,
                           const AlgoReal *leaned, /* (h), or NULL: all of the weights */
                           AlgoReal share,         /* 1 to take all of it away */
                           AlgoTargetWeights *target,
                           AlgoBalanceTrace *trace);

/* Turns the gradient with respect to the result, which `target` still is, into that with respect to
 * what was given; that of b1 becomes 0. */
void algo_balance_backward (const AlgoKernels *kernels,
                            guint n,
                            guint h,
                            const AlgoTargetWeights *target,
                            const AlgoBalanceTrace *trace,
                            AlgoReal *dleaned, /* (h), or NULL as `leaned` was */
                            AlgoTargetWeights *d);
