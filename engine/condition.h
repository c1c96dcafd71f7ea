/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Condition variables that wait on g_get_monotonic_time().
 *
 * Threads of the engine share data under pthread's own locks: GLib's are made of futexes, which the
 * thread sanitizer does not see, so that it would report every shared field. */
#pragma once

#include <glib.h>
#include <pthread.h>

/* Undo with pthread_cond_destroy(). */
void algo_condition_init (pthread_cond_t *condition);
/* As pthread_cond_wait(), but no longer than until `time`, in microseconds. FALSE if it is then. */
gboolean algo_condition_wait_until (pthread_cond_t *condition, pthread_mutex_t *lock, gint64 time);
