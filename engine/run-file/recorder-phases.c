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
is_over (AlgoRecorder *self)
{
  gboolean over;

  pthread_mutex_lock (&self->lock);
  over = self->finishing;
  pthread_mutex_unlock (&self->lock);
  return over;
}

AlgoGrid *
algo_recorder_survey (AlgoRecorder *self,
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

void
algo_recorder_add_grid (AlgoRecorder *self, AlgoGrid *grid)
{
  GPtrArray *all = self->run->grids;
  guint place;

  if (grid == NULL)
    return;
  pthread_mutex_lock (&self->lock);
  place = all->len;
  while (place > 0 && ((AlgoGrid *) g_ptr_array_index (all, place - 1))->step > grid->step)
    place--;
  g_ptr_array_insert (all, (int) place, algo_grid_ref (grid));
  g_ptr_array_add (self->grids, grid);
  pthread_mutex_unlock (&self->lock);
}

/* The next to be measured, or NULL when it is over. */
static AlgoSnapshot *
await_snapshot (AlgoRecorder *self)
{
  AlgoSnapshot *snapshot = NULL;

  pthread_mutex_lock (&self->lock);
  while (!self->finishing && self->unmeasured->len == 0)
    pthread_cond_wait (&self->wake, &self->lock);
  if (!self->finishing)
    {
      snapshot = g_ptr_array_steal_index (self->unmeasured, 0);
      self->is_surveying = TRUE;
    }
  pthread_mutex_unlock (&self->lock);
  return snapshot;
}

gpointer
algo_recorder_measure (gpointer data)
{
  const struct sched_param parameters = { 0 };
  AlgoRecorder *self = data;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoSnapshot *snapshot;

  /* Without it phases cost training time, and nothing worse. */
  sched_setscheduler (0, SCHED_IDLE, &parameters);
  while ((snapshot = await_snapshot (self)) != NULL)
    {
      AlgoGrid *grid = algo_recorder_survey (self, generator, snapshot, TRUE);

      algo_recorder_add_grid (self, grid);
      pthread_mutex_lock (&self->lock);
      /* The writer's thread, which nothing keeps waiting, goes on with it. */
      if (grid == NULL && self->finishing)
        g_ptr_array_insert (self->unmeasured, 0, algo_snapshot_ref (snapshot));
      self->is_surveying = FALSE;
      pthread_cond_broadcast (&self->wake);
      pthread_mutex_unlock (&self->lock);
      algo_snapshot_unref (snapshot);
    }
  return NULL;
}
