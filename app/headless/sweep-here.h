/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep trained on this machine, each seed by a process of its own. Main thread only. */
#pragma once

#include "engine/ensemble/sweep.h"

/* Starts `jobs` processes at a time, each with so many threads, until every one of `seeds` is
 * finished, here or by others, or has failed. Returns FALSE, with an error or after error lines, if
 * not all are finished in the end. */
gboolean algo_sweep_run_here (const AlgoSweep *sweep,
                              const GArray *seeds,
                              guint jobs,
                              guint threads,
                              GError **error);
