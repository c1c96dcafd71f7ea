/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that are over: what they are made of is closed in threads, and until that is done the
 * default application, if there is one, does not end. Main thread, which waits for none of it. */
#pragma once

#include "engine/run-file/recorder.h"

#include <gio/gio.h>

/* Takes the last reference to `recorder` and closes its file. A run without a name and without a
 * step leaves no file. */
void algo_closing_begin (AlgoRecorder *recorder);
/* Does the same here and now, in a thread that may wait. */
void algo_closing_wait (AlgoRecorder *recorder);
/* Calls `close`, which takes `data`, in a thread. */
void algo_closing_call (GDestroyNotify close, gpointer data);
/* Returns how many are not closed yet. */
guint algo_closing_count (void);
