/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/direct-view.h"

#include "ui/pictures/history/direct-picture.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/panels/history-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoDirectView
{
  AlgoPanelView parent_instance;

  AlgoDirectTrajectory *trajectory; /* owned, or NULL */
  AlgoHistoryScene scene;
  gboolean sort_by_input;

  gboolean has_cursor;
  AlgoDirectPlace cursor;
};

enum
{
  PROP_0,
  PROP_SORT_BY_INPUT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoDirectView, algo_direct_view, ALGO_TYPE_PANEL_VIEW)

static AlgoDirectPicture
get_picture (AlgoDirectView *self)
{
  return (AlgoDirectPicture){ .trajectory = self->trajectory,
                              .history = algo_history_scene_get_history (&self->scene),
                              .log_beta = self->scene.log_beta,
                              .step = self->scene.step,
                              .sorted = self->sort_by_input,
                              .headed = TRUE,
                              .hover = self->has_cursor ? &self->cursor : NULL };
}

static void
direct_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoDirectPicture picture = get_picture (ALGO_DIRECT_VIEW (area));

  algo_direct_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static void
direct_view_draw_cursor (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  const AlgoDirectPicture picture = get_picture (ALGO_DIRECT_VIEW (area));

  algo_direct_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
direct_view_describe (AlgoPictureArea *area)
{
  const AlgoDirectPicture picture = get_picture (ALGO_DIRECT_VIEW (area));

  return algo_direct_picture_describe (&picture);
}

static gboolean
direct_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (area);
  const AlgoDirectPicture picture = get_picture (self);

  self->has_cursor = algo_direct_picture_pick (&picture, frame->width, frame->height, frame->style,
                                               x, y, &self->cursor);
  return self->has_cursor;
}

static gboolean
direct_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (area);
  const AlgoDirectPicture picture = get_picture (self);

  if (self->trajectory == NULL)
    return FALSE;
  self->cursor = algo_direct_picture_step (&picture, frame->width, frame->height, frame->style,
                                           picture.hover, right, down);
  self->has_cursor = TRUE;
  return TRUE;
}

static void
direct_view_clear (AlgoPictureArea *area)
{
  ALGO_DIRECT_VIEW (area)->has_cursor = FALSE;
}

static char *
direct_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (area);
  const AlgoDirectPicture picture = get_picture (self);

  if (!self->has_cursor
      || !algo_direct_picture_locate (&picture, frame->width, frame->height, frame->style,
                                      &self->cursor, at))
    return NULL;
  return algo_direct_picture_describe_place (&picture, &self->cursor);
}

/* The last step stays the latest, unless an earlier one is shown. */
static void
direct_view_activate (AlgoPictureArea *area)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (area);
  gint64 step;

  if (!self->has_cursor || !self->cursor.is_step)
    return;
  step = (gint64) self->cursor.step;
  if (self->scene.step < 0
      && self->cursor.step == algo_direct_trajectory_find (self->trajectory, -1)->step)
    step = -1;
  algo_panel_view_go_to (ALGO_PANEL_VIEW (self), step, NAN, 0);
}

static gboolean
take_trajectory (AlgoDirectView *self, AlgoDirectTrajectory *trajectory)
{
  const AlgoDirectTrajectory *old = self->trajectory;

  if (trajectory == old)
    return FALSE;
  /* What the cursor is at there may not be here. */
  if (old == NULL || trajectory == NULL || old->settings.inputs != trajectory->settings.inputs
      || old->settings.hidden != trajectory->settings.hidden)
    self->has_cursor = FALSE;
  g_clear_pointer (&self->trajectory, algo_direct_trajectory_unref);
  if (trajectory != NULL)
    self->trajectory = algo_direct_trajectory_ref (trajectory);
  return TRUE;
}

static void
direct_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (view);
  const gboolean taken = take_trajectory (self, scene->direct);

  if (algo_history_scene_take (&self->scene, scene) || taken)
    algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
direct_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoDirectPicture picture = get_picture (ALGO_DIRECT_VIEW (view));
  const AlgoDirectPoint *point = algo_direct_picture_get_point (&picture);

  if (point == NULL)
    return;
  *name = _ ("FVU");
  *value = algo_number_format (point->unexplained);
}

static void
algo_direct_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SORT_BY_INPUT:
      g_value_set_boolean (value, ALGO_DIRECT_VIEW (object)->sort_by_input);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_direct_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (object);

  switch (id)
    {
    case PROP_SORT_BY_INPUT:
      algo_panel_view_set_flag (ALGO_PANEL_VIEW (self), &self->sort_by_input, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_direct_view_finalize (GObject *object)
{
  AlgoDirectView *self = ALGO_DIRECT_VIEW (object);

  g_clear_pointer (&self->trajectory, algo_direct_trajectory_unref);
  algo_history_scene_clear (&self->scene);

  G_OBJECT_CLASS (algo_direct_view_parent_class)->finalize (object);
}

static void
algo_direct_view_class_init (AlgoDirectViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  object_class->get_property = algo_direct_view_get_property;
  object_class->set_property = algo_direct_view_set_property;
  object_class->finalize = algo_direct_view_finalize;
  area_class->draw = direct_view_draw;
  area_class->draw_cursor = direct_view_draw_cursor;
  area_class->describe = direct_view_describe;
  area_class->point = direct_view_point;
  area_class->move = direct_view_move;
  area_class->clear = direct_view_clear;
  area_class->read = direct_view_read;
  area_class->activate = direct_view_activate;
  view_class->update = direct_view_update;
  view_class->get_number = direct_view_get_number;

  properties[PROP_SORT_BY_INPUT] =
      g_param_spec_boolean ("sort-by-input", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
algo_direct_view_init (AlgoDirectView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Network trained directly"), -1);
}
