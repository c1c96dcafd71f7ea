/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that share a number of equal tasks. Which of them does a task is chance; what a task does
 * must not depend on it. One thread at a time calls algo_workers_run(). */
#pragma once

#include <glib.h>

typedef struct _AlgoWorkers AlgoWorkers;

/* `worker` is below the number of workers: the place of this thread's own workspace. */
typedef void (*AlgoWork) (guint task, guint worker, gpointer data);

/* `count` workers, the calling thread being one of them; 0 is one a processor. */
AlgoWorkers *algo_workers_new (guint count);
void algo_workers_free (AlgoWorkers *workers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoWorkers, algo_workers_free)

guint algo_workers_count (const AlgoWorkers *workers);

/* Does tasks 0 to count - 1 and returns when all are done. Allocates nothing. */
void algo_workers_run (AlgoWorkers *workers, guint count, AlgoWork task, gpointer data);
