/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The threads of a run: the session that trains it, the observer that looks at it, and the network
 * that is trained directly beside it; and the latest that they know of the run there is. Of an
 * earlier one nothing is taken. Main thread. */
#pragma once

#include "engine/session/direct-run.h"
#include "engine/session/observer.h"

typedef struct
{
  GSource *wakeup;      /* owned: what the threads call (app/run/wakeup.h); NULL when ended */
  AlgoSession *session; /* NULL before the first run, as are the next */
  AlgoObserver *observer;
  AlgoDirectRun *direct_run; /* NULL until it was wanted, too */
  guint session_listener;
  guint64 generation; /* 0: no run */
  AlgoQuestion question;
  gboolean is_looking, wants_generalisation, wants_direct;

  /* This is what is known. Until the session has begun with the run the status is as it was set. */
  AlgoSessionStatus status;
  AlgoObservation *observation;
  AlgoGeneralisation *generalisation;
  AlgoDirectTrajectory *direct;
} AlgoRunThreads;

/* Has the session go on with another run, a new generation. The settings must be valid. */
void algo_run_threads_begin (AlgoRunThreads *threads, const AlgoSessionStart *start);
/* Asks about this; it must be valid. */
void algo_run_threads_ask (AlgoRunThreads *threads, const AlgoQuestion *question);
/* Tells them who looks, and what is wanted. */
void algo_run_threads_update_wants (AlgoRunThreads *threads);
/* Takes in what they know by now; returns whether any of it is new. The observation is taken last:
 * the generalisation is then of no later step. */
gboolean algo_run_threads_take_news (AlgoRunThreads *threads);
/* Tells whether the session has begun with the run, and let go of the one before. */
gboolean algo_run_threads_have_begun (const AlgoRunThreads *threads);
/* Forgets what is known. */
void algo_run_threads_forget (AlgoRunThreads *threads);
/* Ends them in the background (app/run/closing.h), where `recorders`, which the session may use and
 * are taken, are closed then. */
void algo_run_threads_end (AlgoRunThreads *threads, GPtrArray *recorders);
