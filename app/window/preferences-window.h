/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person prefers, kept as it is changed. Main thread. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_PREFERENCES_WINDOW (algo_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPreferencesWindow,
                      algo_preferences_window,
                      ALGO,
                      PREFERENCES_WINDOW,
                      GtkWindow)

/* `preferences` is referenced; `parent` may be NULL. */
AlgoPreferencesWindow *algo_preferences_window_new (GtkWindow *parent, GSettings *preferences);
