/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep trained by a site's Slurm, and how that stands. Main thread only. */
#pragma once

#include "engine/ensemble/sweep.h"

/* Submits one job array for those of `seeds` that are not finished and have no job yet, and, if it
 * `waits`, shows how far they are until all are finished, have failed or have lost their job.
 * `jobs`, `threads` and `options` are as of algo_slurm_submit(). Returns FALSE, with an error or
 * after error lines, if it is not submitted, or not all are finished in the end. */
gboolean algo_sweep_run_slurm (const AlgoSweep *sweep,
                               const GArray *seeds,
                               guint jobs,
                               guint threads,
                               const char *options,
                               gboolean waits,
                               GError **error);

/* Prints a table of `seeds` on stdout, with their jobs where there are some. */
void algo_sweep_print_state (const AlgoSweep *sweep, const GArray *seeds);
