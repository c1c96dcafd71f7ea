/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at the latest snapshot of a session, or at one that it is shown, in a thread of its own.
 *
 * Keeps the latest question and the latest answer, never a queue. An answer is published as a
 * whole: network, curves, phase, all draws and explanation of one step and question. Only where
 * that is going to take long, as at n = 64, what is known of a new question goes out before (draws
 * 1 and no explanation; see algo_observation_is_whole()).
 *
 * Answers are all of the run that the session was last told to begin. They come in the order of the
 * questions and of the snapshots shown, not all of which need be answered; one is dropped if it is
 * of the latest snapshot and another is to be shown by now, or the other way round. Functions may
 * be called from any thread and do not wait, except algo_observer_free(). */
#pragma once

#include "engine/run/generalisation.h"
#include "engine/run/observation.h"
#include "engine/session/session.h"

typedef struct _AlgoObserver AlgoObserver;

/* `session` is borrowed and must outlive the observer; `question` must be valid. */
AlgoObserver *algo_observer_new (AlgoSession *session, const AlgoQuestion *question);
void algo_observer_free (AlgoObserver *observer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoObserver, algo_observer_free)

/* FALSE and ALGO_ERROR_SIZE, the old question still standing, if it is out of range. */
gboolean algo_observer_ask (AlgoObserver *observer, const AlgoQuestion *question, GError **error);
/* Looks at `snapshot`, taken to be of the session's run, and no other until told otherwise or until
 * another run is begun, while training goes on; NULL: at the session's latest again. Answers carry
 * `grid`, which the run's history may have, where it is of the snapshot's step and the question's
 * size; where there is none (NULL) of that very step and size, one is measured, and answers carry
 * none until then. Both are referenced. */
void algo_observer_show (AlgoObserver *observer, AlgoSnapshot *snapshot, AlgoGrid *grid);
/* While inactive it looks at nothing: for a hidden window. Active at first. */
void algo_observer_set_active (AlgoObserver *observer, gboolean active);
/* Whether to work out, when there is nothing better to do, how what is looked at carries over to
 * other sizes. Not at first. */
void algo_observer_want_generalisation (AlgoObserver *observer, gboolean wanted);

/* The latest answer, a reference for the caller; NULL while there is none of the run that the
 * session was last told to begin. While training is followed its grid is the latest that was
 * measured at its step or before. */
AlgoObservation *algo_observer_ref_latest (AlgoObserver *observer);
/* What is known by now of the latest answer's beta, a reference for the caller; NULL while it is
 * not wanted, and until the next answer or point after that. */
AlgoGeneralisation *algo_observer_ref_generalisation (AlgoObserver *observer);

/* Called in the observer's thread, and keeping it, after each new answer, each new grid,
 * and each point of the generalisation. It may do anything to the observer but set a listener or
 * free it. NULL for none; when this returns the old listener is not being called and will not be
 * called again. */
typedef void (*AlgoObserverListener) (AlgoObserver *observer, gpointer data);
void
algo_observer_set_listener (AlgoObserver *observer, AlgoObserverListener listener, gpointer data);
