/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that yield to the interface.
 *
 * Training takes every processor there is, and the scheduler would make the main thread wait its
 * turn. A thread's priority is inherited by the threads it starts, so what starts threads is called
 * from one that has the priority they should have. */
#pragma once

#include <glib.h>

/* How readily a thread gives way, as of nice(2). Answering a person comes before training. */
typedef enum
{
  ALGO_BACKGROUND_OBSERVING = 5,
  ALGO_BACKGROUND_TRAINING = 10,
} AlgoBackground;

/* Calls `function` in a thread of this priority, waits for it and returns what it returns. Any
 * thread. */
gpointer algo_background_call (AlgoBackground background, GThreadFunc function, gpointer data);
