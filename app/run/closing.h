/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that are over and still being written. Main thread, which waits for none of it. */
#pragma once

#include "engine/run-file/recorder.h"

#include <gio/gio.h>

/* Takes the last reference to `recorder` and closes its file in the background. Until that is done
 * the application does not end. A run without a name and without a step leaves no file.
 */
void algo_closing_begin (GApplication *application, AlgoRecorder *recorder);
/* How many are not closed yet. */
guint algo_closing_count (void);
