/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/history-scene.h"

gboolean
algo_history_scene_take (AlgoHistoryScene *self, const AlgoScene *scene)
{
  if (self->grids == scene->grids && self->budget == scene->budget
      && self->log_beta == scene->question.log_beta && self->step == scene->chosen)
    return FALSE;
  if (self->grids != scene->grids)
    {
      g_clear_pointer (&self->grids, g_ptr_array_unref);
      self->grids = scene->grids != NULL ? g_ptr_array_ref (scene->grids) : NULL;
    }
  self->budget = scene->budget;
  self->log_beta = scene->question.log_beta;
  self->step = scene->chosen;
  return TRUE;
}

void
algo_history_scene_clear (AlgoHistoryScene *self)
{
  g_clear_pointer (&self->grids, g_ptr_array_unref);
}

AlgoGridHistory
algo_history_scene_get_history (const AlgoHistoryScene *self)
{
  if (self->grids == NULL)
    return (AlgoGridHistory){ .budget = self->budget };
  return (AlgoGridHistory){ .grids = (const AlgoGrid *const *) self->grids->pdata,
                            .count = self->grids->len,
                            .budget = self->budget };
}

gint64
algo_history_scene_choose_step (const AlgoHistoryScene *self, guint64 step)
{
  const AlgoGridHistory history = algo_history_scene_get_history (self);

  if (self->step < 0
      && algo_grid_history_find (&history, (gint64) MIN (step, G_MAXINT64)) + 1 >= history.count)
    return -1;
  return (gint64) step;
}
