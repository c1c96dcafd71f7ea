/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/history-cursor.h"

#define STEPS 60 /* arrow presses from one end of the grids to the other */

void
algo_beta_cursor_move (const AlgoPanelFrame *frame, gint by, AlgoPanelCursor *cursor)
{
  if (frame->cursor == NULL)
    *cursor = (AlgoPanelCursor){ .index = algo_grid_find_point (frame->scene->range,
                                                                frame->scene->question.log_beta) };
  else
    *cursor = (AlgoPanelCursor){ .index = CLAMP (frame->cursor->index + by, 0, ALGO_GRID - 1) };
}

gboolean
algo_beta_cursor_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  destination->log_beta = algo_grid_log_beta (frame->scene->range, (guint) frame->cursor->index);
  return TRUE;
}

gint
algo_grid_cursor_stride (const AlgoGridHistory *history)
{
  return (gint) MAX (1, history->count / STEPS);
}

void
algo_grid_cursor_move (const AlgoPanelFrame *frame, gint by, AlgoPanelCursor *cursor)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  gint64 index = (gint64) algo_grid_history_find (&history, frame->scene->chosen);

  if (frame->cursor != NULL)
    index = CLAMP (frame->cursor->index + (gint64) by * algo_grid_cursor_stride (&history), 0,
                   (gint64) history.count - 1);
  *cursor = (AlgoPanelCursor){ .index = index };
}

gboolean
algo_grid_cursor_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  const gint64 index = frame->cursor->index;

  if (index < 0 || index >= (gint64) history.count)
    return FALSE;
  destination->step = algo_scene_choose_step (frame->scene, history.grids[index]->step);
  return TRUE;
}
