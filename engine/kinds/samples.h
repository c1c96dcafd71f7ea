/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks of recorded runs, measured: those that each run writes at the betas of its grid, at the
 * steps whose parameters it kept. Not thread-safe, but for what is said otherwise. */
#pragma once

#include "engine/analysis/phase.h"
#include "engine/kinds/features.h"

typedef struct
{
  guint run; /* which of the runs that were added */
  guint64 seed, step;
  guint point; /* of the grid over log10 beta */
  double log_beta;
  AlgoPhase phase; /* of this draw alone */
  double confidence;
  double unexplained, kl;
  double features[ALGO_N_FEATURES];
} AlgoSample;

typedef struct
{
  guint n_runs;
  char **paths;   /* (n_runs) */
  GArray *values; /* of AlgoSample, by run, step and point */
  guint inputs;   /* of all of them; 0 before the first */
} AlgoSamples;

AlgoSamples *algo_samples_new (void);
void algo_samples_free (AlgoSamples *samples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSamples, algo_samples_free)
const AlgoSample *algo_samples_get (const AlgoSamples *samples, guint index);

/* Called in the thread that adds, now and then; FALSE: give up. */
typedef gboolean (*AlgoSamplesProgress) (guint done, guint total, gpointer data);

/* Adds the networks of a run, of the most inputs trained on and noise of seed 0, at each
 * `stride`th of its kept steps, counted from the last; 0: the last alone. Measured on `threads`
 * threads, 0: one a processor; about 1.5 ms of one each. FALSE and the error if the run cannot be
 * read, is of another size than those before, or a network cannot be made; or ALGO_ERROR_CANCELLED.
 */
gboolean algo_samples_add_run (AlgoSamples *samples,
                               const char *path,
                               guint stride,
                               guint threads,
                               AlgoSamplesProgress progress,
                               gpointer data,
                               GError **error);
