/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When pictures change that nobody waits for: all in the same frames, a few of a second's, for a
 * frame in which anything changes costs GTK as much again as a picture, and costs training more
 * than its time, whose threads wait for each other. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_BEAT (G_USEC_PER_SEC / 20) /* microseconds */

/* Whether a beat began since the frame for which this was asked last; *`beat` is kept for the next
 * time. Two that ask in every frame agree. */
static inline gboolean
algo_beat_begins (gint64 *beat, GdkFrameClock *clock)
{
  const gint64 latest = gdk_frame_clock_get_frame_time (clock) / ALGO_BEAT;

  if (latest == *beat)
    return FALSE;
  *beat = latest;
  return TRUE;
}
