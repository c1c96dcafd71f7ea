/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which phases over the grid are lacking, and who has them. */
#include "engine/run-file/recorder-private.h"
#include "engine/run-file/schema.h"

/* Where training takes all processors phases are measured meanwhile if somebody watches, for so
 * long after they were asked for; the others are afterwards. */
#define WATCH (3 * G_TIME_SPAN_SECOND)

static gboolean
contains (const GArray *steps, guint64 step)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint64, i) == step)
      return TRUE;
  return FALSE;
}

static void
remove_step (GArray *steps, guint64 step)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint64, i) == step)
      {
        g_array_remove_index_fast (steps, i);
        return;
      }
}

/* Whether phases are due at `step` and nobody has them. `place`, the first among the measured that
 * may be it, moves on with growing steps. */
static gboolean
is_missing (const AlgoRecorder *self, guint64 step, guint *place)
{
  const GArray *measured = self->measured;

  if (step % ALGO_RUN_PHASE_INTERVAL != 0)
    return FALSE;
  while (*place < measured->len && g_array_index (measured, guint64, *place) < step)
    ++*place;
  return (*place == measured->len || g_array_index (measured, guint64, *place) != step)
         && !contains (self->measuring, step) && !contains (self->unmeasurable, step);
}

/* `snapshots` may be NULL. */
static gboolean
find_missing_in_memory (const AlgoRecorder *self,
                        const GPtrArray *snapshots,
                        guint *place,
                        guint64 *step)
{
  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      *step = ((AlgoSnapshot *) g_ptr_array_index (snapshots, i))->step;
      if (is_missing (self, *step, place))
        return TRUE;
    }
  return FALSE;
}

/* The first step of which parameters are kept and phases missing, as there was no time for them so
 * far. Training comes first. */
static gboolean
find_missing (const AlgoRecorder *self, guint64 *step)
{
  const GArray *in_file = self->run->snapshots;
  guint place = 0;

  if (!self->rests && !self->finishing)
    return FALSE;
  for (guint i = 0; i < in_file->len; i++)
    {
      *step = g_array_index (in_file, guint64, i);
      if (is_missing (self, *step, &place))
        return TRUE;
    }
  return find_missing_in_memory (self, self->in_writing, &place, step)
         || find_missing_in_memory (self, self->snapshots, &place, step);
}

gboolean
algo_recorder_lacks_phases (const AlgoRecorder *self)
{
  guint64 step;

  return self->unmeasured->len > 0 || find_missing (self, &step);
}

gboolean
algo_recorder_measuring_is_over (const AlgoRecorder *self)
{
  return self->finishing && g_get_monotonic_time () >= self->finish_time;
}

gboolean
algo_recorder_is_watched (const AlgoRecorder *self)
{
  return self->watch_time != 0 && g_get_monotonic_time () - self->watch_time < WATCH;
}

/* Keeps half of the grids: the file has all of them. */
static void
thin_grids (AlgoRecorder *self)
{
  GPtrArray *all = self->run->grids;

  self->spacing *= 2;
  for (guint i = all->len; i > 0; i--)
    if (((AlgoGrid *) g_ptr_array_index (all, i - 1))->step % self->spacing != 0)
      g_ptr_array_remove_index (all, i - 1);
}

static void
keep_grid (AlgoRecorder *self, AlgoGrid *grid)
{
  GPtrArray *all = self->run->grids;
  guint place = all->len;

  if (grid->step % self->spacing != 0)
    return;
  while (place > 0 && ((AlgoGrid *) g_ptr_array_index (all, place - 1))->step > grid->step)
    place--;
  g_ptr_array_insert (all, (int) place, algo_grid_ref (grid));
  while (all->len >= ALGO_RECORDER_GRIDS)
    thin_grids (self);
}

void
algo_recorder_add_grid (AlgoRecorder *self, AlgoGrid *grid)
{
  guint place;

  keep_grid (self, grid);
  place = self->measured->len;
  while (place > 0 && g_array_index (self->measured, guint64, place - 1) > grid->step)
    place--;
  g_array_insert_val (self->measured, place, grid->step);
}

/* Whether to leave the processors to training. With the lock held. */
static gboolean
is_paced (const AlgoRecorder *self)
{
  return self->takes_all && !self->rests && !self->finishing;
}

gboolean
algo_recorder_puts_off_phases (const AlgoRecorder *self)
{
  return is_paced (self) && !algo_recorder_is_watched (self);
}

/* What is measured next: a snapshot, NULL if it has to be found first, and its step. FALSE if there
 * is nothing. Who watches training wants to see the latest. */
static gboolean
choose_next (AlgoRecorder *self, AlgoSnapshot **snapshot, guint64 *step)
{
  gboolean found = TRUE;

  *snapshot = NULL;
  pthread_mutex_lock (&self->lock);
  if (self->unmeasured->len > 0)
    {
      *snapshot = g_ptr_array_steal_index (self->unmeasured,
                                           is_paced (self) ? self->unmeasured->len - 1 : 0);
      *step = (*snapshot)->step;
    }
  else
    found = find_missing (self, step);
  if (found)
    g_array_append_val (self->measuring, *step);
  pthread_mutex_unlock (&self->lock);
  return found;
}

/* Nobody has the phases of a step any more that were being measured; the writer may wait for that.
 * With the lock held. */
static void
end_measuring (AlgoRecorder *self, guint64 step)
{
  remove_step (self->measuring, step);
  self->measure_time = g_get_monotonic_time ();
  pthread_cond_signal (&self->wake);
}

static void
note_unmeasurable (AlgoRecorder *self, guint64 step)
{
  pthread_mutex_lock (&self->lock);
  g_array_append_val (self->unmeasurable, step);
  end_measuring (self, step);
  pthread_mutex_unlock (&self->lock);
}

static AlgoSnapshot *
take_next (gpointer data)
{
  AlgoRecorder *self = data;
  AlgoSnapshot *snapshot;
  guint64 step;

  while (choose_next (self, &snapshot, &step))
    {
      if (snapshot == NULL)
        snapshot = algo_recorder_read_snapshot (self, step, NULL);
      if (snapshot != NULL && snapshot->step == step)
        return snapshot;
      g_clear_pointer (&snapshot, algo_snapshot_unref);
      note_unmeasurable (self, step);
    }
  return NULL;
}

AlgoSnapshot *
algo_recorder_take_unkept (AlgoRecorder *self, guint64 until)
{
  AlgoSnapshot *taken = NULL;

  pthread_mutex_lock (&self->lock);
  for (guint i = 0; i < self->unmeasured->len && taken == NULL; i++)
    {
      const AlgoSnapshot *waiting = g_ptr_array_index (self->unmeasured, i);

      if (waiting->step <= until && !algo_recorder_keeps_step (self, waiting->step))
        taken = g_ptr_array_steal_index (self->unmeasured, i);
    }
  if (taken != NULL)
    g_array_append_val (self->measuring, taken->step);
  pthread_mutex_unlock (&self->lock);
  return taken;
}

static void
give (gpointer data, AlgoSnapshot *snapshot, AlgoGrid *grid, gboolean was_left)
{
  AlgoRecorder *self = data;

  pthread_mutex_lock (&self->lock);
  if (grid != NULL)
    {
      algo_recorder_add_grid (self, grid);
      g_ptr_array_add (self->grids, algo_grid_ref (grid));
    }
  else if (was_left)
    g_ptr_array_insert (self->unmeasured, 0, algo_snapshot_ref (snapshot));
  else
    g_array_append_val (self->unmeasurable, snapshot->step);
  end_measuring (self, snapshot->step);
  pthread_mutex_unlock (&self->lock);
}

/* Waits until there is something to measure, and while training takes all processors until `time`
 * and for somebody who watches. FALSE when that is over, or left to the writer's thread. */
static gboolean
await_lack (AlgoRecorder *self, gint64 time)
{
  gboolean goes_on;

  pthread_mutex_lock (&self->lock);
  for (;;)
    {
      const gboolean lacks = algo_recorder_lacks_phases (self);

      goes_on = lacks && !self->hurries && !algo_recorder_measuring_is_over (self)
                && !algo_recorder_puts_off_phases (self);
      if (self->finishing || (goes_on && (!is_paced (self) || g_get_monotonic_time () >= time)))
        break;
      if (goes_on)
        algo_condition_wait_until (&self->lack, &self->lock, time);
      else
        pthread_cond_wait (&self->lack, &self->lock);
    }
  pthread_mutex_unlock (&self->lock);
  return goes_on;
}

static AlgoSnapshot *
await_next (gpointer data, gint64 time)
{
  AlgoRecorder *self = data;
  AlgoSnapshot *snapshot = NULL;

  while (snapshot == NULL && await_lack (self, time))
    snapshot = take_next (self);
  return snapshot;
}

static gboolean
is_over (gpointer data)
{
  AlgoRecorder *self = data;
  gboolean over;

  pthread_mutex_lock (&self->lock);
  over = self->hurries || algo_recorder_measuring_is_over (self);
  pthread_mutex_unlock (&self->lock);
  return over;
}

const AlgoSurveyorSource algo_recorder_lacks = { await_next, take_next, is_over, give };
