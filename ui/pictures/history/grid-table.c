/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/grid-table.h"

#include <math.h>

#define STEPS 60 /* arrow presses from one end of the grids to the other */
#define MAX_KEY_LINES 3

/* Heights of text from which on a plot has a key, and of it for each line. */
#define LEAST_KEYED 12
#define KEY_LINE 8

/* A panel of that grid, or of grids of its size if `every_step`; NULL changes nothing. */
static void
set_basis (const AlgoGrid *grid, gboolean every_step, AlgoPanelBasis *basis)
{
  if (grid == NULL)
    return;
  basis->inputs = grid->inputs;
  basis->hidden = grid->hidden;
  basis->from_prior = grid->from_prior;
  if (!every_step)
    basis->step = grid->step;
}

gboolean
algo_grid_is_known (const AlgoScene *scene)
{
  return algo_scene_get_grid (scene) != NULL;
}

void
algo_grid_get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  set_basis (algo_scene_get_grid (scene), FALSE, basis);
}

gboolean
algo_grids_are_known (const AlgoScene *scene)
{
  return scene->grids->len > 0;
}

void
algo_grids_get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  set_basis (scene->grids->pdata[0], TRUE, basis);
}

void
algo_grid_plot_place (AlgoGridPlot *self, const AlgoPanelFrame *frame, guint key_width)
{
  const AlgoStyle *style = frame->style;
  const double width = frame->width, height = frame->height;
  const AlgoArea area = { .width = width, .height = height };

  self->key_lines = 0;
  if (width > LEAST_KEYED * style->text && height > LEAST_KEYED * style->text)
    self->key_lines = (guint) CLAMP (ceil (key_width * style->text_small / width), 1,
                                     MIN (MAX_KEY_LINES, height / (KEY_LINE * style->text)));
  algo_plot_place_below (&self->plot, &area, self->key_lines * algo_phase_key_line_height (style),
                         &self->text, style);
}

void
algo_grid_plot_draw_key (const AlgoGridPlot *self,
                         const AlgoPanelFrame *frame,
                         cairo_t *cr,
                         AlgoPhaseKey key,
                         const AlgoGrid *const *grids,
                         gsize count)
{
  const double x = self->plot.x.from, middle = algo_phase_key_line_height (frame->style) / 2;

  for (gsize i = 0; i < count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      if (grids[i]->points[point].phase < ALGO_N_PHASES)
        key.phases[grids[i]->points[point].phase] = TRUE;
  algo_phase_key_draw (cr, frame->style, &key, x, middle, frame->width - x, self->key_lines);
}

void
algo_csv_add_point (AlgoCsv *csv, const AlgoGridPoint *point)
{
  algo_csv_add_real (csv, point->log_beta);
  algo_csv_add_text (csv, algo_phase_name (point->phase));
  algo_csv_add_real (csv, point->confidence);
  algo_csv_add_real (csv, point->unexplained);
  algo_csv_add_real (csv, point->kl);
}

static void
add_grid (AlgoCsv *csv, const AlgoGrid *grid)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_csv_add_whole (csv, grid->step);
      algo_csv_add_point (csv, &grid->points[i]);
      algo_csv_end_row (csv);
    }
}

void
algo_grid_history_tabulate (const AlgoGridHistory *history, const AlgoGrid *last, AlgoCsv *csv)
{
  algo_csv_add_names (csv, "at_step", "log_beta", "phase", "confidence", "unexplained", "kl", NULL);
  for (gsize i = 0; i < history->count && history->grids[i]->step < last->step; i++)
    add_grid (csv, history->grids[i]);
  add_grid (csv, last);
}

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
