/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panels show: what the threads know, put together. */
#include "app/window/window-private.h"

void
algo_window_begin_history (AlgoWindow *self)
{
  self->history_generation = self->generation;
  g_clear_pointer (&self->metrics, g_array_unref);
  g_clear_pointer (&self->grids, g_ptr_array_unref);
  self->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  self->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
}

static gint64
last_step (const GPtrArray *grids)
{
  return grids->len > 0 ? (gint64) ((AlgoGrid *) grids->pdata[grids->len - 1])->step : -1;
}

/* The panels keep the array that they have: it must not change under them. */
static gboolean
take_grids (AlgoWindow *self)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);

  algo_recorder_read_grids (self->recorder, -1, grids);
  if (grids->len == self->grids->len && last_step (grids) == last_step (self->grids))
    return FALSE;
  g_ptr_array_unref (self->grids);
  self->grids = g_steal_pointer (&grids);
  return TRUE;
}

gboolean
algo_window_take_history (AlgoWindow *self)
{
  /* Once the session has begun with the run that the recorder is of. */
  if (self->status.generation != self->generation)
    return FALSE;
  if (self->history_generation != self->generation)
    algo_window_begin_history (self);
  algo_session_read_metrics (self->session, self->generation, self->metrics);
  return take_grids (self);
}

AlgoObservation *
algo_window_get_observation (AlgoWindow *self)
{
  return self->exhibit != NULL ? self->exhibit->shown : self->observation;
}

void
algo_window_get_scene (AlgoWindow *self, AlgoScene *scene)
{
  AlgoQuestion question;

  algo_question_pane_get_question (self->question_pane, &question);
  *scene = (AlgoScene){ .observation = algo_window_get_observation (self),
                        .kept = self->compared,
                        .generation = self->history_generation,
                        .grids = self->grids,
                        .metrics = self->metrics,
                        .budget = self->status.budget,
                        .steps_per_second = self->status.steps_per_second,
                        .chosen = self->exhibit == NULL ? self->step : -1,
                        .question = question,
                        .generalisation = self->generalisation,
                        .direct = self->trajectory };
}

void
algo_window_show_scene (AlgoWindow *self, gboolean at_once)
{
  g_autoptr (AlgoScene) scene = NULL;
  AlgoScene parts;

  algo_window_get_scene (self, &parts);
  scene = algo_scene_new (&parts);
  algo_board_set_scene (self->board, scene);
  algo_window_update_timeline (self, scene, at_once);
}
