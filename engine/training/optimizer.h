/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adam with clipping by the global norm: a linear warm-up of the rate, then a cosine to 5 % of it,
 * where it stays when training goes on past the schedule. Kingma and Ba, arXiv:1412.6980. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/parameters.h"
#include "engine/training/workers.h"

typedef struct _AlgoOptimizer AlgoOptimizer;

/* For blocks of `count` parameters; `steps` is the schedule's length. `workers` is borrowed. */
AlgoOptimizer *algo_optimizer_new (const AlgoKernels *kernels,
                                   AlgoWorkers *workers,
                                   gsize count,
                                   double rate,
                                   guint64 steps);
void algo_optimizer_free (AlgoOptimizer *optimizer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoOptimizer, algo_optimizer_free)

/* The peak rate, from the next step on. */
void algo_optimizer_set_rate (AlgoOptimizer *optimizer, double rate);

/* The rate that the next step will take. */
double algo_optimizer_get_rate (const AlgoOptimizer *optimizer);

/* Adam's moments, (count), and the steps taken: copied out, or set. */
void algo_optimizer_get_state (const AlgoOptimizer *optimizer,
                               AlgoReal *first_moment,
                               AlgoReal *second_moment);
void algo_optimizer_set_state (AlgoOptimizer *optimizer,
                               const AlgoReal *first_moment,
                               const AlgoReal *second_moment,
                               guint64 taken);

/* Norm of a gradient, before clipping; the same bits whatever the number of workers. */
double algo_optimizer_norm (AlgoOptimizer *optimizer, const AlgoReal *gradient);

/* next = parameters less one step down `gradient`, whose norm is `norm`. All (count). */
void algo_optimizer_step (AlgoOptimizer *optimizer,
                          const AlgoReal *gradient,
                          double norm,
                          const AlgoReal *parameters,
                          AlgoReal *next);
