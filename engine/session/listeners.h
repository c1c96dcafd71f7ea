/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told when a session has news. Any thread. */
#pragma once

#include "engine/session/session.h"

typedef struct _AlgoListeners AlgoListeners;

AlgoListeners *algo_listeners_new (void);
void algo_listeners_free (AlgoListeners *listeners);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoListeners, algo_listeners_free)

/* As algo_session_add_listener() and algo_session_remove_listener() say. */
guint algo_listeners_add (AlgoListeners *listeners, AlgoSessionListener listener, gpointer data);
void algo_listeners_remove (AlgoListeners *listeners, guint identifier);
void algo_listeners_call (AlgoListeners *listeners, AlgoSession *session);
