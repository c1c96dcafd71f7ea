/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars that say on a terminal, on stderr, how far something is. Main thread only. */
#pragma once

#include <glib.h>

#define ALGO_BAR_GAP "  " /* between what stands on a line */

/* Whether stderr is a terminal on which a line can be written over. */
gboolean algo_bar_is_possible (void);
guint algo_bar_get_columns (void);
guint algo_bar_get_rows (void);

/* A bar for `done` of `total`, above 0, with `parts` behind it, NULL-terminated, for a terminal of
 * `columns`, of which it fills at most all but the last; what does not fit is left out, the last
 * parts first. A new string. */
char *algo_bar_format (guint64 done, guint64 total, const char *const *parts, guint columns);

/* "0:38", "1:02:03"; a new string. */
char *algo_bar_format_duration (double seconds);
