/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The target network of a sample on its own points, the error it makes and the error's gradient.
 * Points stand by input, x (n, points), so that a hidden neuron's work is long and straight. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/hypernetwork.h"

typedef struct _AlgoTargetWorkspace AlgoTargetWorkspace;

AlgoTargetWorkspace *algo_target_workspace_new (const AlgoKernels *kernels,
                                                guint most_inputs,
                                                guint most_hidden,
                                                guint most_points);
void algo_target_workspace_free (AlgoTargetWorkspace *workspace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTargetWorkspace, algo_target_workspace_free)

/* Says what is to be computed, at first the L1 norm. */
void algo_target_workspace_set_task (AlgoTargetWorkspace *workspace, const AlgoTask *task);

/* The fraction of variance unexplained (see network.h) on these points. */
double algo_target_unexplained (AlgoTargetWorkspace *workspace,
                                const AlgoTargetWeights *target,
                                guint inputs,
                                guint hidden,
                                guint points,
                                const AlgoReal *x); /* (inputs, points) */

/* The target's mean output on the points of the last algo_target_unexplained(). */
double algo_target_mean_output (const AlgoTargetWorkspace *workspace, guint points);

/* The variance of its output there. */
double algo_target_output_variance (const AlgoTargetWorkspace *workspace, guint points);

/* The gradient, times `dunexplained`, of the last algo_target_unexplained() with equal arguments.
 * The result is borrowed until the next call, and may be changed. */
AlgoTargetWeights *algo_target_backward (AlgoTargetWorkspace *workspace,
                                         const AlgoTargetWeights *target,
                                         guint inputs,
                                         guint hidden,
                                         guint points,
                                         const AlgoReal *x,
                                         AlgoReal dunexplained);
