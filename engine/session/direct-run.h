/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network trained directly beside the run of a session, for contrast, in a thread of its own.
 *
 * It begins anew with each run, from the run's seed, and takes as many steps as the run has taken,
 * never more. While the run goes on it takes little from it, and may stay behind; when the run
 * rests it makes up for that. Functions may be called from any thread and do not wait, except
 * algo_direct_run_free(). */
#pragma once

#include "engine/run/direct-trajectory.h"
#include "engine/session/session.h"

typedef struct _AlgoDirectRun AlgoDirectRun;

/* `session` is borrowed and must outlive it; the size must be valid. */
AlgoDirectRun *algo_direct_run_new (AlgoSession *session, guint inputs, guint hidden);
void algo_direct_run_free (AlgoDirectRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoDirectRun, algo_direct_run_free)

/* Begins anew if that is another size, which must be valid. */
void algo_direct_run_set_size (AlgoDirectRun *run, guint inputs, guint hidden);
/* While inactive it does nothing. Not active at first. */
void algo_direct_run_set_active (AlgoDirectRun *run, gboolean active);

/* The latest beside the run of this generation, a reference for the caller, or NULL. Made anew at
 * most four times a second, and always when it has caught up with a run at rest. */
AlgoDirectTrajectory *algo_direct_run_ref_trajectory (AlgoDirectRun *run, guint64 generation);

/* Called in its thread, and keeping it, after each new trajectory. It may do anything to the run
 * but set a listener or free it. NULL for none; when this returns the old listener is not being
 * called and will not be called again. */
typedef void (*AlgoDirectRunListener) (AlgoDirectRun *run, gpointer data);
void
algo_direct_run_set_listener (AlgoDirectRun *run, AlgoDirectRunListener listener, gpointer data);
