/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/trade-off-view.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/trade-off-picture.h"
#include "ui/widgets/panels/history-scene.h"

#include <glib/gi18n-lib.h>

struct _AlgoTradeOffView
{
  AlgoPanelView parent_instance;

  AlgoHistoryScene scene;

  gint cursor; /* a point of the grid, or -1 */
};

G_DEFINE_FINAL_TYPE (AlgoTradeOffView, algo_trade_off_view, ALGO_TYPE_PANEL_VIEW)

static AlgoTradeOffPicture
get_picture (AlgoTradeOffView *self)
{
  const AlgoGridHistory history = algo_history_scene_get_history (&self->scene);

  return (AlgoTradeOffPicture){ .grid = algo_grid_history_get (&history, self->scene.step),
                                .history = history,
                                .log_beta = self->scene.log_beta,
                                .hover = -1 };
}

static void
trade_off_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoTradeOffPicture picture = get_picture (ALGO_TRADE_OFF_VIEW (area));

  algo_trade_off_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
trade_off_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (area);
  AlgoTradeOffPicture picture = get_picture (self);

  picture.hover = self->cursor;
  algo_trade_off_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
trade_off_view_describe (AlgoPictureArea *area)
{
  AlgoTradeOffPicture picture = get_picture (ALGO_TRADE_OFF_VIEW (area));

  return algo_trade_off_picture_describe (&picture);
}

static gboolean
trade_off_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (area);
  AlgoTradeOffPicture picture = get_picture (self);
  guint point;

  self->cursor = -1;
  if (algo_trade_off_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                   &point))
    self->cursor = (gint) point;
  return self->cursor >= 0;
}

/* Along the curve, from the chosen complexity: to the right it costs more, as beta falls; upwards
 * beta grows. */
static gboolean
trade_off_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (area);

  if (self->scene.grids == NULL || self->scene.grids->len == 0)
    return FALSE;
  if (self->cursor < 0)
    self->cursor = (gint) algo_grid_find_point (self->scene.log_beta);
  else
    self->cursor = CLAMP (self->cursor - right - down, 0, ALGO_GRID - 1);
  return TRUE;
}

static void
trade_off_view_clear (AlgoPictureArea *area)
{
  ALGO_TRADE_OFF_VIEW (area)->cursor = -1;
}

static char *
trade_off_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (area);
  AlgoTradeOffPicture picture = get_picture (self);

  if (self->cursor < 0)
    return NULL;
  /* Values without a place can be read all the same. */
  *at = (AlgoArea){ frame->width / 2, frame->height / 2, 0, 0 };
  algo_trade_off_picture_locate (&picture, frame->width, frame->height, frame->style,
                                 (guint) self->cursor, &at->x, &at->y);
  return algo_trade_off_picture_describe_point (&picture, (guint) self->cursor);
}

static void
trade_off_view_activate (AlgoPictureArea *area)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (area);

  if (self->cursor >= 0)
    algo_panel_view_go_to (ALGO_PANEL_VIEW (self), -1, algo_grid_log_beta ((guint) self->cursor),
                           0);
}

static void
trade_off_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (view);

  if (algo_history_scene_take (&self->scene, scene))
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

/* What the chosen complexity costs. */
static void
trade_off_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  AlgoTradeOffView *self = ALGO_TRADE_OFF_VIEW (view);
  const AlgoGridHistory history = algo_history_scene_get_history (&self->scene);
  const AlgoGrid *grid = algo_grid_history_get (&history, self->scene.step);
  g_autofree char *kl = NULL;

  if (grid == NULL)
    return;
  kl = algo_number_format (grid->points[algo_grid_find_point (self->scene.log_beta)].kl);
  *name = _ ("KL");
  *value = g_strdup_printf (_ ("%s nats"), kl);
}

static void
algo_trade_off_view_finalize (GObject *object)
{
  algo_history_scene_clear (&ALGO_TRADE_OFF_VIEW (object)->scene);

  G_OBJECT_CLASS (algo_trade_off_view_parent_class)->finalize (object);
}

static void
algo_trade_off_view_class_init (AlgoTradeOffViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_trade_off_view_finalize;
  area_class->draw = trade_off_view_draw;
  area_class->draw_cursor = trade_off_view_draw_cursor;
  area_class->describe = trade_off_view_describe;
  area_class->point = trade_off_view_point;
  area_class->move = trade_off_view_move;
  area_class->clear = trade_off_view_clear;
  area_class->read = trade_off_view_read;
  area_class->activate = trade_off_view_activate;
  view_class->update = trade_off_view_update;
  view_class->get_number = trade_off_view_get_number;
}

static void
algo_trade_off_view_init (AlgoTradeOffView *self)
{
  self->cursor = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Accuracy against cost"), -1);
}
