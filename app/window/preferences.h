/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered from one start to the next, in GSettings. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Opens the program's settings, a new reference. Where the schema is not installed (a build that
 * was not) it is the one that the program carries with it. */
GSettings *algo_preferences_open (void);
/* Does the same, with defaults to begin with, and forgotten with the last reference. */
GSettings *algo_preferences_open_in_memory (void);

/* Makes a window in which a person sees and changes them, borrowed as windows are. `preferences` is
 * referenced; `parent` may be NULL. */
GtkWindow *algo_preferences_window_new (GtkWindow *parent, GSettings *preferences);
