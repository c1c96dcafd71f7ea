/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was recorded, read while recording goes on. */
#include "engine/run-file/recorder-private.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"

guint
algo_recorder_read_events (AlgoRecorder *recorder, guint after, GArray *events)
{
  const GArray *all = recorder->run->events;
  guint count = 0;

  pthread_mutex_lock (&recorder->lock);
  for (; after + count < all->len; count++)
    {
      AlgoRunEvent event = g_array_index (all, AlgoRunEvent, after + count);

      event.text = g_strdup (event.text);
      g_array_append_val (events, event);
    }
  pthread_mutex_unlock (&recorder->lock);
  return count;
}

AlgoGrid *
algo_recorder_ref_grid (AlgoRecorder *recorder, guint64 step)
{
  const GPtrArray *grids = recorder->run->grids;
  AlgoGrid *found = NULL;

  pthread_mutex_lock (&recorder->lock);
  for (guint i = 0; i < grids->len && found == NULL; i++)
    if (((AlgoGrid *) g_ptr_array_index (grids, i))->step == step)
      found = algo_grid_ref (g_ptr_array_index (grids, i));
  pthread_mutex_unlock (&recorder->lock);
  return found;
}

/* `snapshots` may be NULL. */
static void
append_steps (GArray *steps, const GPtrArray *snapshots)
{
  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    g_array_append_val (steps, ((AlgoSnapshot *) g_ptr_array_index (snapshots, i))->step);
}

guint
algo_recorder_read_snapshot_steps (AlgoRecorder *recorder, GArray *steps)
{
  const GArray *in_file = recorder->run->snapshots;
  const guint before = steps->len;

  pthread_mutex_lock (&recorder->lock);
  g_array_append_vals (steps, in_file->data, in_file->len);
  append_steps (steps, recorder->in_writing);
  append_steps (steps, recorder->snapshots);
  pthread_mutex_unlock (&recorder->lock);
  return steps->len - before;
}

/* The latest of them at or before `step`, borrowed; NULL if there is none. */
static AlgoSnapshot *
find_latest (const GPtrArray *snapshots, guint64 step)
{
  for (guint i = snapshots != NULL ? snapshots->len : 0; i > 0; i--)
    {
      AlgoSnapshot *snapshot = g_ptr_array_index (snapshots, i - 1);

      if (snapshot->step <= step)
        return snapshot;
    }
  return NULL;
}

/* What is in memory is later than all that is in the file. */
static AlgoSnapshot *
ref_from_memory (AlgoRecorder *self, guint64 step)
{
  AlgoSnapshot *snapshot;

  pthread_mutex_lock (&self->lock);
  snapshot = find_latest (self->snapshots, step);
  if (snapshot == NULL)
    snapshot = find_latest (self->in_writing, step);
  if (snapshot != NULL)
    algo_snapshot_ref (snapshot);
  pthread_mutex_unlock (&self->lock);
  return snapshot;
}

char *
algo_recorder_begin_reading (AlgoRecorder *recorder)
{
  char *path;

  pthread_rwlock_rdlock (&recorder->reading);
  pthread_mutex_lock (&recorder->lock);
  path = recorder->has_file ? g_strdup (recorder->path) : NULL;
  pthread_mutex_unlock (&recorder->lock);
  if (path == NULL)
    pthread_rwlock_unlock (&recorder->reading);
  return path;
}

void
algo_recorder_end_reading (AlgoRecorder *recorder)
{
  pthread_rwlock_unlock (&recorder->reading);
}

static AlgoSnapshot *
read_from_file (AlgoRecorder *self, const char *path, guint64 step, GError **error)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open_snapshots (path, &self->run->settings, error);

  return file != NULL ? algo_run_file_read_snapshot (file, step, error) : NULL;
}

AlgoSnapshot *
algo_recorder_read_snapshot (AlgoRecorder *recorder, guint64 step, GError **error)
{
  AlgoSnapshot *snapshot = ref_from_memory (recorder, step);
  g_autofree char *path = NULL;

  if (snapshot != NULL)
    return snapshot;
  path = algo_recorder_begin_reading (recorder);
  if (path == NULL)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("nothing was kept of so early a step"));
      return NULL;
    }
  snapshot = read_from_file (recorder, path, step, error);
  algo_recorder_end_reading (recorder);
  return snapshot;
}
