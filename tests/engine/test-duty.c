/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/duty.h"

#include <time.h>

/* Keeps a processor busy for so long. */
static void
spend (gint64 microseconds)
{
  struct timespec start, now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &start);
  do
    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  while ((now.tv_sec - start.tv_sec) * G_TIME_SPAN_SECOND + (now.tv_nsec - start.tv_nsec) / 1000
         < microseconds);
}

static void
test_share (void)
{
  const gint64 before = g_get_monotonic_time ();
  const AlgoDuty duty = algo_duty_begin ();
  const gint64 after = g_get_monotonic_time ();

  spend (2000);
  g_assert_cmpint (algo_duty_rest_until (&duty, 0.1), >=, before + 20000);
  g_assert_cmpint (algo_duty_rest_until (&duty, 0.01), >=, before + 200000);
  /* It is the work that is paid for, with some more for asking. */
  g_assert_cmpint (algo_duty_rest_until (&duty, 0.5), <, after + 2 * 2000 + 20000);
}

/* Time in which the thread does nothing is free. */
static void
test_waiting (void)
{
  const AlgoDuty duty = algo_duty_begin ();

  g_usleep (20000);
  g_assert_cmpint (algo_duty_rest_until (&duty, 0.1), <, g_get_monotonic_time ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/duty/share", test_share);
  g_test_add_func ("/engine/duty/waiting", test_waiting);
  return g_test_run ();
}
