/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered from one start to the next, in GSettings. Main thread. */
#pragma once

#include <gio/gio.h>

/* The program's settings, a new reference, or NULL where the schema is not installed (a build that
 * was not installed): then the defaults hold and nothing is remembered. */
GSettings *algo_preferences_open (void);
/* A key that holds TRUE or FALSE, and TRUE where there are no `preferences` (NULL). */
gboolean algo_preferences_get (GSettings *preferences, const char *key);
