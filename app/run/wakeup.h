/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls a function in the main loop when any thread says that there is something new: once,
 * however often that was said since the last call. */
#pragma once

#include <glib.h>

/* Makes a source that is attached to the main loop. It is for the main thread, as is the function.
 */
GSource *algo_wakeup_new (void (*function) (gpointer data), gpointer data);
/* Any thread may call it, as long as it is not freed. */
void algo_wakeup_call (GSource *wakeup);
/* The function is not called any more. This is for the main thread. */
void algo_wakeup_free (GSource *wakeup);
