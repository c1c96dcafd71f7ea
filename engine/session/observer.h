/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at the latest snapshot of a session in a thread of its own.
 *
 * Keeps the latest question and the latest answer, never a queue. An answer to a question that is
 * no longer asked is dropped. Functions may be called from any thread and do not wait, except
 * algo_observer_free(). */
#pragma once

#include "engine/session/observation.h"
#include "engine/session/session.h"

typedef struct _AlgoObserver AlgoObserver;

/* `session` is borrowed and must outlive the observer; `question` must be valid. */
AlgoObserver *algo_observer_new (AlgoSession *session, const AlgoQuestion *question);
void algo_observer_free (AlgoObserver *observer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoObserver, algo_observer_free)

/* FALSE and ALGO_ERROR_SIZE, the old question still standing, if it is out of range. */
gboolean algo_observer_ask (AlgoObserver *observer, const AlgoQuestion *question, GError **error);
/* While inactive it looks at nothing: for a hidden window. Active at first. */
void algo_observer_set_active (AlgoObserver *observer, gboolean active);
/* The latest answer, a reference for the caller, or NULL. */
AlgoObservation *algo_observer_ref_latest (AlgoObserver *observer);

/* Called in the observer's thread, and keeping it, after each new answer and each amendment of one.
 * It may do anything to the observer but set a listener or free it. NULL for none; when this
 * returns the old listener is not being called and will not be called again. */
typedef void (*AlgoObserverListener) (AlgoObserver *observer, gpointer data);
void
algo_observer_set_listener (AlgoObserver *observer, AlgoObserverListener listener, gpointer data);
