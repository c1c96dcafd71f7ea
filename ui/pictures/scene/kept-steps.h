/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding steps of a run whose parameters were kept (AlgoScene.kept_steps): those that one can go
 * to. Arrays are of guint64, growing; NULL: none. Any thread. */
#pragma once

#include <glib.h>

/* The latest at or before `step`; -1 if that is `latest`, the step that the run has come to, or
 * there is none. */
gint64 algo_kept_steps_find (const GArray *kept, guint64 latest, guint64 step);
/* The one that is `count` after `shown`, or before where it is negative: the first at the
 * beginning, -1 past the last. */
gint64 algo_kept_steps_go (const GArray *kept, guint64 shown, gint count);
