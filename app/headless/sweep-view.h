/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a sweep is, on stderr: on a terminal a bar for all of it and one for each seed that is
 * being trained, elsewhere a line for each seed that is finished. Main thread only. */
#pragma once

#include "engine/ensemble/sweep.h"

typedef struct _AlgoSweepView AlgoSweepView;

/* `statuses`, an array of AlgoSeedStatus, is borrowed, and looked at each time. `steps` are those
 * of each seed. */
AlgoSweepView *algo_sweep_view_new (const GArray *statuses, guint64 steps);
void algo_sweep_view_free (AlgoSweepView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSweepView, algo_sweep_view_free)

/* Shows what has changed, if it is time to; a seed that has failed since the last time is an error
 * line. */
void algo_sweep_view_show (AlgoSweepView *view);
/* Shows it a last time; what is written next comes below. */
void algo_sweep_view_finish (AlgoSweepView *view);
