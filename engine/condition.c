/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/condition.h"

#include <time.h>

void
algo_condition_init (pthread_cond_t *condition)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (condition, &attributes);
  pthread_condattr_destroy (&attributes);
}

gboolean
algo_condition_wait_until (pthread_cond_t *condition, pthread_mutex_t *lock, gint64 time)
{
  const struct timespec deadline = {
    .tv_sec = time / G_TIME_SPAN_SECOND,
    .tv_nsec = time % G_TIME_SPAN_SECOND * 1000,
  };

  return pthread_cond_timedwait (condition, lock, &deadline) == 0;
}
