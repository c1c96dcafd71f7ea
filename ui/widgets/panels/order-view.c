/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/order-view.h"

#include "ui/widgets/panels/history-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CURSOR_STEPS 60 /* arrow presses from one end of the grids to the other */

typedef struct
{
  AlgoHistoryScene scene;

  gboolean has_cursor;
  gsize cursor; /* an index, as the picture counts them */
  double x, y;  /* of the pointer, near which the readout stands */
} AlgoOrderViewPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (AlgoOrderView, algo_order_view, ALGO_TYPE_PANEL_VIEW)

struct _AlgoOrderStepsView
{
  AlgoOrderView parent_instance;
};

G_DEFINE_FINAL_TYPE (AlgoOrderStepsView, algo_order_steps_view, ALGO_TYPE_ORDER_VIEW)

static AlgoOrderViewPrivate *
get_private (gpointer self)
{
  return algo_order_view_get_instance_private (self);
}

static AlgoOrderPicture
get_picture (gpointer self)
{
  const AlgoHistoryScene *scene = &get_private (self)->scene;

  return (AlgoOrderPicture){ .history = algo_history_scene_get_history (scene),
                             .log_beta = scene->log_beta,
                             .step = scene->step,
                             .mode = ALGO_ORDER_VIEW_GET_CLASS (self)->mode };
}

static void
order_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoOrderPicture picture = get_picture (area);

  algo_order_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
order_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoOrderViewPrivate *priv = get_private (area);
  AlgoOrderPicture picture = get_picture (area);

  if (!priv->has_cursor)
    return;
  picture.hover = &priv->cursor;
  algo_order_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
order_view_describe (AlgoPictureArea *area)
{
  AlgoOrderPicture picture = get_picture (area);

  return algo_order_picture_describe (&picture);
}

static gboolean
order_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoOrderViewPrivate *priv = get_private (area);
  AlgoOrderPicture picture = get_picture (area);

  priv->has_cursor = algo_order_picture_pick (&picture, frame->width, frame->height, frame->style,
                                              x, y, &priv->cursor);
  priv->x = x;
  priv->y = y;
  return priv->has_cursor;
}

static gboolean
order_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoOrderViewPrivate *priv = get_private (area);
  AlgoOrderPicture picture = get_picture (area);
  gboolean over_beta = picture.mode == ALGO_ORDER_OVER_BETA;
  gint64 count = over_beta ? ALGO_GRID : (gint64) picture.history.count;
  gint64 stride = MAX (1, count / CURSOR_STEPS);

  if (picture.history.count == 0)
    return FALSE;
  if (!priv->has_cursor)
    priv->cursor = over_beta ? algo_grid_find_point (picture.log_beta)
                             : algo_grid_history_find (&picture.history, picture.step);
  else
    priv->cursor = (gsize) CLAMP ((gint64) priv->cursor + stride * (right - down), 0, count - 1);
  priv->has_cursor = TRUE;
  priv->x = priv->y = 0;
  return TRUE;
}

static void
order_view_clear (AlgoPictureArea *area)
{
  get_private (area)->has_cursor = FALSE;
}

static char *
order_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoOrderViewPrivate *priv = get_private (area);
  AlgoOrderPicture picture = get_picture (area);

  if (!priv->has_cursor
      || !algo_order_picture_locate (&picture, frame->width, frame->height, frame->style,
                                     priv->cursor, priv->x, priv->y, at))
    return NULL;
  return algo_order_picture_describe_index (&picture, priv->cursor);
}

static void
order_view_activate (AlgoPictureArea *area)
{
  AlgoOrderViewPrivate *priv = get_private (area);
  AlgoOrderPicture picture = get_picture (area);

  if (!priv->has_cursor)
    return;
  if (picture.mode == ALGO_ORDER_OVER_BETA)
    algo_panel_view_go_to (ALGO_PANEL_VIEW (area), -1, algo_grid_log_beta ((guint) priv->cursor),
                           0);
  else if (priv->cursor < picture.history.count)
    algo_panel_view_go_to (
        ALGO_PANEL_VIEW (area),
        algo_history_scene_choose_step (&priv->scene, picture.history.grids[priv->cursor]->step),
        NAN, 0);
}

static void
order_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoOrderViewPrivate *priv = get_private (view);
  AlgoScene shown = *scene;

  /* Over steps nothing changes between the points of the grid. */
  if (ALGO_ORDER_VIEW_GET_CLASS (view)->mode == ALGO_ORDER_OVER_STEPS)
    shown.question.log_beta = algo_grid_log_beta (algo_grid_find_point (scene->question.log_beta));
  if (algo_history_scene_take (&priv->scene, &shown))
    algo_picture_area_changed (ALGO_PICTURE_AREA (view));
}

static void
algo_order_view_finalize (GObject *object)
{
  algo_history_scene_clear (&get_private (object)->scene);

  G_OBJECT_CLASS (algo_order_view_parent_class)->finalize (object);
}

static void
algo_order_view_class_init (AlgoOrderViewClass *class)
{
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = algo_order_view_finalize;
  area_class->draw = order_view_draw;
  area_class->draw_cursor = order_view_draw_cursor;
  area_class->describe = order_view_describe;
  area_class->point = order_view_point;
  area_class->move = order_view_move;
  area_class->clear = order_view_clear;
  area_class->read = order_view_read;
  area_class->activate = order_view_activate;
  view_class->update = order_view_update;
  class->mode = ALGO_ORDER_OVER_BETA;
}

static void
algo_order_view_init (AlgoOrderView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Order parameters"), -1);
}

static void
algo_order_steps_view_class_init (AlgoOrderStepsViewClass *class)
{
  ALGO_ORDER_VIEW_CLASS (class)->mode = ALGO_ORDER_OVER_STEPS;
}

static void
algo_order_steps_view_init (AlgoOrderStepsView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Order parameters over training"), -1);
}
