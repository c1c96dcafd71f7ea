/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/duty.h"

#include <time.h>

static gint64
get_used (void)
{
  struct timespec used = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_TIME_SPAN_SECOND + used.tv_nsec / 1000;
}

AlgoDuty
algo_duty_begin (void)
{
  return (AlgoDuty){ .time = g_get_monotonic_time (), .used = get_used () };
}

gint64
algo_duty_get_used (const AlgoDuty *duty)
{
  return get_used () - duty->used;
}

gint64
algo_duty_rest_until (const AlgoDuty *duty, double share)
{
  return duty->time + (gint64) ((double) algo_duty_get_used (duty) / share);
}
