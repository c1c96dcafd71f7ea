/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in a thread for an object that may be gone by the time it is done. Main thread but for the
 * work itself. */
#pragma once

#include <gio/gio.h>

typedef struct
{
  /* Does the work in a thread. `cancellable` may be NULL. */
  void (*work) (gpointer data, GCancellable *cancellable);
  /* Is called in the main thread, after that; not if the owner is gone. NULL is for nothing to be
   * done. */
  void (*done) (gpointer owner, gpointer data);
  /* Is called in the main thread, at last, and in any case. */
  GDestroyNotify free;
} AlgoJobKind;

/* Begins it. `kind` is static; `owner`, a GObject, is referenced weakly, and may be NULL where
 * there is nothing to be done; `data` is taken, and belongs to the thread until the work is done.
 */
void
algo_job_start (const AlgoJobKind *kind, gpointer owner, gpointer data, GCancellable *cancellable);
/* Is for jobs that somebody asked for by way of `task`, which is taken, as is `error`: tells who
 * asked that it is done, unless there is an error, or that it is wanted no longer. */
void algo_job_answer (GTask *task, gboolean is_wanted, GError *error);
/* Returns how many are not over yet. */
guint algo_job_count (void);
