/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that is done beside training, and leaves the processors to it: how much of one it has taken,
 * and for how long it rests in return. One thread at a time, the same from beginning to end. */
#pragma once

#include <glib.h>

typedef struct
{
  gint64 time; /* of g_get_monotonic_time(), at the beginning */
  gint64 used; /* microseconds of a processor that the thread had used by then */
} AlgoDuty;

AlgoDuty algo_duty_begin (void);
/* Microseconds of a processor since the beginning. What the thread waited for one does not count.
 */
gint64 algo_duty_get_used (const AlgoDuty *duty);
/* The time until which to rest, so that the work since the beginning is `share` of one processor's
 * time. */
gint64 algo_duty_rest_until (const AlgoDuty *duty, double share);
