/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps a second, over the last second or so, or another window of time.
 *
 * Steps differ in cost with the n that each draws, so that a rate over a few of them says little.
 * Times are of g_get_monotonic_time(), in microseconds. Not thread-safe. */
#pragma once

#include <glib.h>

#define ALGO_PACE_MARKS 32

typedef struct
{
  gint64 time;
  guint64 step;
} AlgoPaceMark;

typedef struct
{
  AlgoPaceMark marks[ALGO_PACE_MARKS]; /* a ring, `first` the oldest */
  guint first, n_marks;
  gint64 window;           /* a second, unless it is set after algo_pace_reset() */
  double steps_per_second; /* 0 until something can be said */
} AlgoPace;

/* From a time at which `step` steps had been taken, knowing nothing. */
void algo_pace_reset (AlgoPace *pace, guint64 step, gint64 now);
/* Goes on after a pause: the time since the last step does not count, the rate stands until there
 * is a new one. */
void algo_pace_resume (AlgoPace *pace, guint64 step, gint64 now);
/* To be called after every step, or every few. */
void algo_pace_mark (AlgoPace *pace, guint64 step, gint64 now);
