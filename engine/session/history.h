/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metrics of every step of a run, in chunks that never move.
 *
 * One thread appends, any may read. Its lock is held for one chunk's copy at most. */
#pragma once

#include "engine/training/trainer.h"

typedef struct _AlgoHistory AlgoHistory;

AlgoHistory *algo_history_new (void);
void algo_history_free (AlgoHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoHistory, algo_history_free)

/* Forgets everything; what follows belongs to `generation`. */
void algo_history_restart (AlgoHistory *history, guint64 generation);
/* The steps of a run are appended in order and without gaps, from step 1. */
void algo_history_append (AlgoHistory *history, const AlgoMetrics *metrics);
/* Appends the steps after `after` of `generation` to `metrics`, a GArray of AlgoMetrics; returns
 * how many. None if the history is of another generation. */
guint algo_history_read (AlgoHistory *history, guint64 generation, guint64 after, GArray *metrics);
