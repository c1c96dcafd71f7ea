/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metrics of a run, as densely as a plot of them can show.
 *
 * Complete below ALGO_HISTORY_MOST steps. Whenever as many are kept, every second one is given up,
 * and of the steps to come only as many are kept, so that a run of any length takes no more memory,
 * nor longer to draw. The latest is always there. What is kept depends on the number of steps
 * alone; the run file has them all.
 *
 * One thread appends, any may read. */
#pragma once

#include "engine/training/trainer.h"

#define ALGO_HISTORY_MOST 32768 /* 2.25 MB */

typedef struct _AlgoHistory AlgoHistory;

AlgoHistory *algo_history_new (void);
void algo_history_free (AlgoHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoHistory, algo_history_free)

/* Forgets everything; what follows belongs to `generation`. */
void algo_history_restart (AlgoHistory *history, guint64 generation);
/* The steps of a run are appended in order and without gaps, from step 1. */
void algo_history_append (AlgoHistory *history, const AlgoMetrics *metrics);
/* Brings a GArray of AlgoMetrics up to date, empty or as this left it before: appends what is new,
 * and drops what was given up. Returns whether it changed; not if the history is of another
 * generation. */
gboolean algo_history_read (AlgoHistory *history, guint64 generation, GArray *metrics);
