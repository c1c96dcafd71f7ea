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

/* Calls `function` in a thread that gives way as training does, waits for it and returns what it
 * returns. Any thread may call it. */
gpointer algo_background_call (GThreadFunc function, gpointer data);
