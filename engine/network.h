/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A target network, f(x) = sum_j W1_j a (x . W0_j + b0_j) + b1, with a the activation,
 * swish unless another program made it.
 *
 * It has a task, the function that it is held against: the L1 norm unless whoever made it says
 * otherwise.
 *
 * Networks are reference-counted (atomically) and, once shared, immutable: whoever made one may
 * fill it until the first other reference is taken. */
#pragma once

#include "engine/activation.h"
#include "engine/task/task.h"

#include <glib.h>

typedef struct
{
  guint inputs; /* n */
  guint hidden; /* h */
  float *W0;    /* (inputs, hidden), row-major */
  float *b0;    /* (hidden) */
  float *W1;    /* (hidden) */
  float b1;
  const AlgoTask *task; /* never NULL */
  AlgoActivation activation;
} AlgoNetwork;

/* All weights zero. Sizes are the caller's to check. Free with algo_network_unref(). */
AlgoNetwork *algo_network_new (guint inputs, guint hidden);
AlgoNetwork *algo_network_ref (AlgoNetwork *network);
void algo_network_unref (AlgoNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoNetwork, algo_network_unref)

/* A copy with one reference, free to be changed. */
AlgoNetwork *algo_network_copy (const AlgoNetwork *network);

gboolean algo_network_is_finite (const AlgoNetwork *network);

/* y[p] = f (x[p]). */
void algo_network_evaluate (const AlgoNetwork *network,
                            gsize points,
                            const float *x, /* (points, inputs) */
                            float *y);      /* (points) */

/* y[k] = f (x with x_input = t[k]), without a product of matrices for each t. */
void algo_network_evaluate_line (const AlgoNetwork *network,
                                 const float *x, /* (inputs) */
                                 guint input,
                                 guint count,
                                 const float *t, /* (count) */
                                 float *y);      /* (count) */

/* The fraction of variance unexplained (FVU): mean squared error against the task over
 * `points` fresh x ~ N (0, I) keyed by `seed`, over the variance of the task.
 * 1 is a constant guess, 0 is exact. Points are drawn in blocks; memory does not grow with them. */
double algo_network_unexplained (const AlgoNetwork *network, gsize points, guint64 seed);

/* The same against another task. */
double algo_network_unexplained_of (const AlgoNetwork *network,
                                    const AlgoTask *task,
                                    gsize points,
                                    guint64 seed);

/* The same against each built-in task, in the order of the table, with the bits of one by one, of
 * one evaluation. */
void algo_network_unexplained_of_each (const AlgoNetwork *network,
                                       gsize points,
                                       guint64 seed,
                                       double *unexplained); /* (algo_task_rows_count()) */

/* The correlation of f with the task over such points: 1 where f is the task up to its scale and
 * offset, 0 for a constant or where f is not finite. */
double algo_network_correlation (const AlgoNetwork *network, gsize points, guint64 seed);

/* Such points, kept to compare many networks of as many inputs with the task: drawing points takes
 * longer than evaluating a small network on them. One thread at a time uses a probe. */
typedef struct _AlgoProbe AlgoProbe;

AlgoProbe *algo_probe_new (const AlgoTask *task, guint inputs, gsize points, guint64 seed);
void algo_probe_free (AlgoProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoProbe, algo_probe_free)
/* The bits of algo_network_unexplained() and algo_network_correlation() on as many points of that
 * seed, of one evaluation; each result optional. Allocates only for networks wider than any before.
 */
void algo_probe_compare (AlgoProbe *probe,
                         const AlgoNetwork *network,
                         double *unexplained,
                         double *correlation);
