/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order parameters over complexity, of the network's own grid, and over training, of the run's. */
#include "ui/pictures/history/grid-table.h"
#include "ui/pictures/history/history-cursor.h"
#include "ui/pictures/history/order-picture.h"

#include <glib/gi18n-lib.h>

static const AlgoOrderMode over_beta = ALGO_ORDER_OVER_BETA;
static const AlgoOrderMode over_steps = ALGO_ORDER_OVER_STEPS;

static gboolean
is_over_beta (const AlgoPanelFrame *frame)
{
  return *(const AlgoOrderMode *) frame->panel->kind == ALGO_ORDER_OVER_BETA;
}

/* `grid` is room for the one that is shown. */
static AlgoOrderPicture
make_picture (const AlgoPanelFrame *frame, const AlgoGrid **grid)
{
  const AlgoScene *scene = frame->scene;
  AlgoOrderPicture picture = { .history = algo_scene_get_history (scene),
                               .log_beta = scene->question.log_beta,
                               .step = scene->chosen,
                               .mode = *(const AlgoOrderMode *) frame->panel->kind };

  if (is_over_beta (frame))
    {
      *grid = algo_scene_get_grid (scene);
      picture.history.grids = grid;
      picture.history.count = *grid != NULL ? 1 : 0;
    }
  return picture;
}

static gboolean
beta_is_known (const AlgoScene *scene)
{
  return algo_scene_get_grid (scene) != NULL;
}

static gboolean
beta_is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_get_grid (a) == algo_scene_get_grid (b)
         && a->question.log_beta == b->question.log_beta;
}

static void
beta_get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  algo_grid_set_basis (algo_scene_get_grid (scene), FALSE, basis);
}

static gboolean
steps_are_known (const AlgoScene *scene)
{
  return scene->grids->len > 0;
}

/* Nothing changes between the points of the grid. */
static gboolean
steps_are_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->grids == b->grids && a->budget == b->budget && a->chosen == b->chosen
         && algo_grid_find_point (a->question.log_beta)
                == algo_grid_find_point (b->question.log_beta);
}

static void
steps_get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  algo_grid_set_basis (scene->grids->pdata[0], TRUE, basis);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoGrid *grid;
  const AlgoOrderPicture picture = make_picture (frame, &grid);

  algo_order_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoGrid *grid;
  const AlgoOrderPicture picture = make_picture (frame, &grid);

  return algo_order_picture_describe (&picture);
}

/* One point of a grid a row. */
static void
tabulate (AlgoCsv *csv, const AlgoGrid *const *grids, gsize count)
{
  algo_csv_add_names (csv, "at_step", "log_beta", "phase", "localisation", "coverage", "evenness",
                      "double_sidedness", "polarity", "unanimity", "correlation", "unexplained",
                      NULL);
  for (gsize g = 0; g < count; g++)
    for (guint i = 0; i < ALGO_GRID; i++)
      {
        const AlgoGridPoint *point = &grids[g]->points[i];
        const AlgoOrderParameters *order = &point->parameters;
        const double values[] = { order->localisation,     order->coverage,   order->evenness,
                                  order->double_sidedness, order->polarity,   order->unanimity,
                                  order->correlation,      order->unexplained };

        algo_csv_add_whole (csv, grids[g]->step);
        algo_csv_add_real (csv, point->log_beta);
        algo_csv_add_text (csv, algo_phase_name (point->phase));
        for (guint j = 0; j < G_N_ELEMENTS (values); j++)
          algo_csv_add_real (csv, values[j]);
        algo_csv_end_row (csv);
      }
}

static void
beta_tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGrid *grid = algo_scene_get_grid (scene);

  tabulate (csv, &grid, 1);
}

static void
steps_tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  tabulate (csv, history.grids, history.count);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoGrid *grid;
  const gsize index = (gsize) frame->cursor->index;
  AlgoOrderPicture picture = make_picture (frame, &grid);

  picture.hover = &index;
  algo_order_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoGrid *grid;
  const AlgoOrderPicture picture = make_picture (frame, &grid);
  gsize index;

  if (!algo_order_picture_pick (&picture, frame->width, frame->height, frame->style, x, y, &index))
    return FALSE;
  /* The readout stands near the pointer. */
  *cursor = (AlgoPanelCursor){ .index = (gint64) index, .x = x, .y = y };
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  if (is_over_beta (frame))
    algo_beta_cursor_move (frame, right - down, cursor);
  else
    algo_grid_cursor_move (frame, right - down, cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoGrid *grid;
  const AlgoOrderPicture picture = make_picture (frame, &grid);
  const gsize index = (gsize) frame->cursor->index;

  if (!algo_order_picture_locate (&picture, frame->width, frame->height, frame->style, index,
                                  frame->cursor->x, frame->cursor->y, area))
    return NULL;
  return algo_order_picture_describe_index (&picture, index);
}

/* What both have alike. */
#define PANEL                                                                                      \
  .narrow = { 240, 240 }, .wide = { 519, 220 }, .share = 2, .draw = draw, .describe = describe,    \
  .draw_cursor = draw_cursor, .pick = pick, .move = move, .read = read

const AlgoPanel algo_panel_order = { PANEL,
                                     .name = "order",
                                     .title = N_ ("Order over complexity"),
                                     .label = N_ ("Order parameters"),
                                     .needs = N_ ("a hypernetwork's parameters or a run"),
                                     .kind = &over_beta,
                                     .is_known = beta_is_known,
                                     .is_same = beta_is_same,
                                     .get_basis = beta_get_basis,
                                     .tabulate = beta_tabulate,
                                     .lead = algo_beta_cursor_lead };

const AlgoPanel algo_panel_order_steps = { PANEL,
                                           .name = "order-steps",
                                           .title = N_ ("Order over training"),
                                           .label = N_ ("Order parameters over training"),
                                           .needs = N_ ("a run"),
                                           .kind = &over_steps,
                                           .is_known = steps_are_known,
                                           .is_same = steps_are_same,
                                           .get_basis = steps_get_basis,
                                           .tabulate = steps_tabulate,
                                           .lead = algo_grid_cursor_lead };
