/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits for what a session or an observer does in its thread. A test that waits in vain fails. */
#pragma once

#include "engine/condition.h"
#include "engine/session/observer.h"

/* Small enough that hundreds of steps take no time worth mentioning. */
#define SMALL_SETTINGS                                                                             \
  ((AlgoSettings){ .seed = 7,                                                                      \
                   .least = 2,                                                                     \
                   .most = 4,                                                                      \
                   .levels = 1,                                                                    \
                   .batch = 4,                                                                     \
                   .log_beta_from = ALGO_MIN_LOG_BETA,                                             \
                   .log_beta_to = ALGO_MAX_LOG_BETA,                                               \
                   .points = 16,                                                                   \
                   .steps = 40,                                                                    \
                   .threads = 2,                                                                   \
                   .rate = 3e-3 })

typedef struct
{
  pthread_mutex_t lock;
  pthread_cond_t news;
  guint count; /* of calls of the listener */
} Watch;

void watch_init (Watch *watch);
void watch_clear (Watch *watch);
guint watch_get_count (Watch *watch);

/* Listeners, with the watch as their data. */
void watch_on_session (AlgoSession *session, gpointer watch);
void watch_on_observer (AlgoObserver *observer, gpointer watch);

/* Until `holds` returns TRUE for `data`; asks it again at every news. */
typedef gboolean (*WatchPredicate) (gpointer data);
void watch_wait (Watch *watch, WatchPredicate holds, gpointer data);

/* Until the session is in `state` in this `generation`, whose status is returned. */
AlgoSessionStatus watch_wait_for_state (Watch *watch,
                                        AlgoSession *session,
                                        guint64 generation,
                                        AlgoSessionState state);
/* Until the session has shown that it took `step` steps or more. */
void watch_wait_for_step (Watch *watch, AlgoSession *session, guint64 step);
