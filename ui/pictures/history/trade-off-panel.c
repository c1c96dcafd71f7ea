/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/grid-table.h"
#include "ui/pictures/history/history-cursor.h"
#include "ui/pictures/history/trade-off-picture.h"

#include <glib/gi18n-lib.h>

static AlgoTradeOffPicture
make_picture (const AlgoScene *scene)
{
  return (AlgoTradeOffPicture){ .grid = algo_scene_get_grid (scene),
                                .history = algo_scene_get_history_of_size (scene),
                                .log_beta = scene->question.log_beta,
                                .hover = -1 };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return algo_scene_get_grid (scene) != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_has_same_grids (a, b) && a->question.log_beta == b->question.log_beta;
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  algo_grid_set_basis (algo_scene_get_grid (scene), FALSE, basis);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoTradeOffPicture picture = make_picture (frame->scene);

  algo_trade_off_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoTradeOffPicture picture = make_picture (frame->scene);

  return algo_trade_off_picture_describe (&picture);
}

/* What the chosen complexity costs. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoGridPoint *points = algo_scene_get_grid (scene)->points;
  g_autofree char *kl =
      algo_number_format (points[algo_grid_find_point (scene->question.log_beta)].kl);

  *name = _ ("KL");
  return g_strdup_printf (_ ("%s nats"), kl);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGridHistory history = algo_scene_get_history_of_size (scene);

  algo_grid_history_tabulate (&history, algo_scene_get_grid (scene), csv);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoTradeOffPicture picture = make_picture (frame->scene);

  picture.hover = (gint) frame->cursor->index;
  algo_trade_off_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoTradeOffPicture picture = make_picture (frame->scene);
  guint point;

  if (!algo_trade_off_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                    &point))
    return FALSE;
  cursor->index = point;
  return TRUE;
}

/* Along the curve: to the right it costs more, as beta falls; upwards beta grows. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  algo_beta_cursor_move (frame, -right - down, cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoTradeOffPicture picture = make_picture (frame->scene);
  const guint point = (guint) frame->cursor->index;

  /* Values without a place can be read all the same. */
  *area = (AlgoArea){ frame->width / 2, frame->height / 2, 0, 0 };
  algo_trade_off_picture_locate (&picture, frame->width, frame->height, frame->style, point,
                                 &area->x, &area->y);
  return algo_trade_off_picture_describe_point (&picture, point);
}

const AlgoPanel algo_panel_trade_off = {
  .name = "trade-off",
  .title = N_ ("Trade-off"),
  .label = N_ ("Accuracy against cost"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 200, 150 },
  .wide = { 519, 220 },
  .share = 1.6,
  .in_layout = TRUE,
  .is_known = is_known,
  .is_same = is_same,
  .get_basis = get_basis,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
  .lead = algo_beta_cursor_lead,
};
