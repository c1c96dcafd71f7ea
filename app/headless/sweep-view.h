/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the seeds of a sweep stand, and how far it is, on stderr: on a terminal a bar for all of it
 * and one for each seed that is being trained, elsewhere a line for each seed that is finished.
 * Main thread only. */
#pragma once

#include "engine/ensemble/sweep.h"

typedef struct _AlgoSweepView AlgoSweepView;

/* Of `seeds`, in their order, as they stand now. The sweep is borrowed. */
AlgoSweepView *algo_sweep_view_new (const AlgoSweep *sweep, const GArray *seeds);
void algo_sweep_view_free (AlgoSweepView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSweepView, algo_sweep_view_free)

/* As the seed was when it was looked at last; may be changed. */
AlgoSeedStatus *algo_sweep_view_at (const AlgoSweepView *view, guint index);
/* Looks at it again. */
void algo_sweep_view_look (AlgoSweepView *view, guint index);
/* It has failed; `reason` is taken. */
void algo_sweep_view_give_up (AlgoSweepView *view, guint index, char *reason);
/* Whether it has failed or is finished. */
gboolean algo_sweep_view_is_over (const AlgoSweepView *view, guint index);

/* Shows what has changed, if it is time to; a seed that has failed since the last time is an error
 * line. */
void algo_sweep_view_show (AlgoSweepView *view);
/* Shows it a last time; what is written next comes below. Returns how many are finished. */
guint algo_sweep_view_finish (AlgoSweepView *view);
