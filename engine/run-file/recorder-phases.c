/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phases over the grid, measured behind training's back. */
#define _GNU_SOURCE /* for SCHED_IDLE */
#include "engine/run-file/recorder-private.h"
#include "engine/run-file/schema.h"

#include <math.h>
#include <sched.h>

/* Of the draws; equal runs have equal phases. */
#define NOISE_SEED 0

static gboolean
is_unmeasurable (const AlgoRecorder *self, guint64 step)
{
  for (guint i = 0; i < self->unmeasurable->len; i++)
    if (g_array_index (self->unmeasurable, guint64, i) == step)
      return TRUE;
  return FALSE;
}

/* The first step of which the file has parameters and nobody phases: they were not measured before
 * an earlier end, or their turn did not come before there were too many to be kept in memory.
 * Training comes first. */
static gboolean
find_step_in_file (const AlgoRecorder *self, guint64 *step)
{
  const AlgoRun *run = self->run;
  guint grid = 0;

  if (!self->has_file || self->measuring > 0 || !(self->rests || self->finishing))
    return FALSE;
  for (guint i = 0; i < run->snapshots->len; i++)
    {
      *step = g_array_index (run->snapshots, guint64, i);
      if (*step % ALGO_RUN_PHASE_INTERVAL != 0)
        continue;
      while (grid < run->grids->len
             && ((AlgoGrid *) g_ptr_array_index (run->grids, grid))->step < *step)
        grid++;
      if ((grid == run->grids->len
           || ((AlgoGrid *) g_ptr_array_index (run->grids, grid))->step != *step)
          && !is_unmeasurable (self, *step))
        return TRUE;
    }
  return FALSE;
}

gboolean
algo_recorder_lacks_phases (const AlgoRecorder *self)
{
  guint64 step;

  return self->unmeasured->len > 0 || find_step_in_file (self, &step);
}

static gboolean
is_over (AlgoRecorder *self)
{
  gboolean over;

  pthread_mutex_lock (&self->lock);
  over = self->finishing;
  pthread_mutex_unlock (&self->lock);
  return over;
}

/* The phases of a snapshot. NULL if it cannot be measured, or `self` is finishing and
 * `gives_way`. */
static AlgoGrid *
measure (AlgoRecorder *self,
         AlgoGenerator *generator,
         const AlgoSnapshot *snapshot,
         gboolean gives_way)
{
  const guint inputs = snapshot->settings.most;
  AlgoQuestion question = { .inputs = inputs,
                            .hidden = ALGO_HIDDEN_PER_INPUT * inputs,
                            .noise_seed = NOISE_SEED };
  g_autoptr (AlgoGrid) grid = algo_grid_new (snapshot, question.inputs, question.hidden);

  for (guint i = 0; i < ALGO_GRID; i++)
    {
      AlgoGridPoint *point = &grid->points[i];
      AlgoDraw draw;

      if (gives_way && is_over (self))
        return NULL;
      question.log_beta = algo_grid_log_beta (i);
      if (!algo_draw_measure (generator, snapshot->parameters, &question, 0, &draw, NULL))
        return NULL;
      algo_grid_point_summarise (point, question.log_beta, &draw, ALGO_RUN_PHASE_DRAWS);
      if (!isfinite (point->unexplained) || !isfinite (point->kl))
        return NULL;
    }
  return g_steal_pointer (&grid);
}

/* With the lock held. */
static void
add_grid (AlgoRecorder *self, AlgoGrid *grid)
{
  GPtrArray *all = self->run->grids;
  guint place = all->len;

  while (place > 0 && ((AlgoGrid *) g_ptr_array_index (all, place - 1))->step > grid->step)
    place--;
  g_ptr_array_insert (all, (int) place, algo_grid_ref (grid));
  g_ptr_array_add (self->grids, grid);
}

/* What is measured next: a snapshot, NULL if it has to be read from the file first, and its step.
 * FALSE if there is nothing. */
static gboolean
take_next (AlgoRecorder *self, AlgoSnapshot **snapshot, guint64 *step)
{
  gboolean found = TRUE;

  *snapshot = NULL;
  pthread_mutex_lock (&self->lock);
  if (self->unmeasured->len > 0)
    {
      *snapshot = g_ptr_array_steal_index (self->unmeasured, 0);
      *step = (*snapshot)->step;
    }
  else
    found = find_step_in_file (self, step);
  self->measuring += found;
  pthread_mutex_unlock (&self->lock);
  return found;
}

gboolean
algo_recorder_measure_next (AlgoRecorder *self, AlgoGenerator *generator, gboolean gives_way)
{
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  AlgoGrid *grid = NULL;
  guint64 step;

  if (!take_next (self, &snapshot, &step))
    return FALSE;
  if (snapshot == NULL)
    snapshot = algo_recorder_read_snapshot (self, step, NULL);
  if (snapshot != NULL && snapshot->step == step)
    grid = measure (self, generator, snapshot, gives_way);

  pthread_mutex_lock (&self->lock);
  if (grid != NULL)
    add_grid (self, grid);
  else if (snapshot != NULL && gives_way && self->finishing)
    /* The writer's thread, which nothing keeps waiting, goes on with it. */
    g_ptr_array_insert (self->unmeasured, 0, algo_snapshot_ref (snapshot));
  else
    g_array_append_val (self->unmeasurable, step);
  self->measuring--;
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->lock);
  return TRUE;
}

/* Waits until there is something to measure. FALSE when that is left to the writer's thread. */
static gboolean
await_snapshot (AlgoRecorder *self)
{
  gboolean goes_on;

  pthread_mutex_lock (&self->lock);
  while (!self->finishing && !algo_recorder_lacks_phases (self))
    pthread_cond_wait (&self->lack, &self->lock);
  goes_on = !self->finishing;
  pthread_mutex_unlock (&self->lock);
  return goes_on;
}

gpointer
algo_recorder_survey (gpointer data)
{
  const struct sched_param parameters = { 0 };
  AlgoRecorder *self = data;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  /* Without it phases cost training time, and nothing worse. */
  sched_setscheduler (0, SCHED_IDLE, &parameters);
  while (await_snapshot (self))
    algo_recorder_measure_next (self, generator, TRUE);
  return NULL;
}
