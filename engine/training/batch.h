/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objective on a batch and its gradient, over worker threads.
 *
 * Each sample has its own log10 beta, latent noise and points x ~ N (0, I). The objective is the
 * mean over samples of log (FVU + 10^(log10 beta - anneal) KL + 1e-3), in the paired model 1e-4.
 * Samples' gradients are kept apart and added in their order, so that the result does not depend on
 * the number of workers. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/geometry.h"
#include "engine/training/workers.h"

/* What a sample is to be filled with, in a worker's own buffers. */
typedef struct
{
  AlgoReal log_beta;
  AlgoReal *noise; /* see noise.h */
  AlgoReal *x;     /* (inputs, points) */
} AlgoSampleInput;

typedef struct
{
  AlgoReal log_beta;
  double unexplained, kl, loss;
} AlgoSampleResult;

/* Called in worker threads, once for each sample. */
typedef void (*AlgoFillSample) (guint sample,
                                const AlgoGeometry *geometry,
                                guint points,
                                AlgoSampleInput *input,
                                gpointer data);

typedef struct _AlgoBatch AlgoBatch;

/* For parameters of that table. `workers` is borrowed. Room for sizes up to these. */
AlgoBatch *algo_batch_new (const AlgoKernels *kernels,
                           AlgoWorkers *workers,
                           const AlgoParameterTable *table,
                           guint samples,
                           guint points,
                           guint most_inputs,
                           guint most_hidden);
void algo_batch_free (AlgoBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoBatch, algo_batch_free)

/* Returns the objective, and replaces `gradient`. Allocates nothing. */
double algo_batch_evaluate (AlgoBatch *batch,
                            const AlgoParameters *parameters,
                            guint inputs,
                            guint hidden,
                            double anneal, /* decades */
                            AlgoFillSample fill,
                            gpointer data,
                            AlgoParameters *gradient);

/* Of the last evaluation, borrowed, (samples). */
const AlgoSampleResult *algo_batch_results (const AlgoBatch *batch);
