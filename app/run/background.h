/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that yield to the interface, and to other programs.
 *
 * Training takes every processor there is, and the scheduler would make the main thread wait its
 * turn. It gives way by weight, not by being put last: beside other programs it goes on. The window
 * and what it looks with have ordinary priority, as whoever uses other programs has too. A thread's
 * priority is inherited by the threads it starts, so what starts threads is called from one that
 * has the priority they should have. */
#pragma once

#include <glib.h>

/* How readily a thread gives way, as of nice(2): beside a thread of ordinary priority one of 3 gets
 * a third of a processor. */
typedef enum
{
  ALGO_BACKGROUND_OBSERVING = 0,
  ALGO_BACKGROUND_TRAINING = 3,
} AlgoBackground;

/* Calls `function` in a thread of this priority, waits for it and returns what it returns. Any
 * thread. */
gpointer algo_background_call (AlgoBackground background, GThreadFunc function, gpointer data);
