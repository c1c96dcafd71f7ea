/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/weights-view-private.h"

#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  PROP_0,
  PROP_SORT_BY_INPUT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoWeightsView, algo_weights_view, ALGO_TYPE_PANEL_VIEW)

AlgoWeightsPicture
algo_weights_view_get_picture (AlgoWeightsView *self)
{
  return (AlgoWeightsPicture){ .network = self->scene.network,
                               .order = self->sort_by_input ? self->order : NULL,
                               .scale = &self->scene.scale,
                               .hover = self->dragging     ? &self->dragged
                                        : self->has_cursor ? &self->cursor
                                                           : NULL,
                               .heads = TRUE,
                               .drop = self->dragging ? &self->drop : NULL };
}

static void
weights_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoWeightsPicture picture = algo_weights_view_get_picture (ALGO_WEIGHTS_VIEW (area));

  algo_weights_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
weights_view_describe (AlgoPictureArea *area)
{
  AlgoWeightsPicture picture = algo_weights_view_get_picture (ALGO_WEIGHTS_VIEW (area));

  return algo_weights_picture_describe (&picture);
}

static gboolean
weights_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (area);
  AlgoWeightsPicture picture = algo_weights_view_get_picture (self);

  self->has_cursor = algo_weights_picture_pick (&picture, frame->width, frame->height, frame->style,
                                                x, y, &self->cursor);
  return self->has_cursor;
}

static gboolean
weights_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (area);
  const AlgoWeightsPicture picture = algo_weights_view_get_picture (self);

  if (self->scene.network == NULL)
    return FALSE;
  if (self->has_cursor)
    self->cursor = algo_weights_picture_step (&picture, &self->cursor, right, down);
  else
    self->cursor = (AlgoWeightsCell){ .neuron = picture.order != NULL ? picture.order[0] : 0 };
  self->has_cursor = TRUE;
  return TRUE;
}

static void
weights_view_clear (AlgoPictureArea *area)
{
  ALGO_WEIGHTS_VIEW (area)->has_cursor = FALSE;
}

static char *
weights_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (area);
  AlgoWeightsPicture picture = algo_weights_view_get_picture (self);

  if (!self->has_cursor
      || !algo_weights_picture_locate (&picture, frame->width, frame->height, frame->style,
                                       &self->cursor, at))
    return NULL;
  return algo_weights_picture_describe_cell (&picture, &self->cursor);
}

static void
weights_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (view);
  gboolean resized;

  if (!algo_network_scene_take (&self->scene, scene, &resized))
    return;
  if (resized)
    {
      g_clear_pointer (&self->order, g_free);
      self->has_cursor = FALSE;
      self->dragging = FALSE;
      gtk_popover_popdown (GTK_POPOVER (self->popover));
    }
  if (self->scene.network != NULL)
    {
      if (self->order == NULL)
        self->order = g_new (guint, self->scene.network->hidden);
      algo_weights_order_by_pinned (self->scene.network, self->order);
    }
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
weights_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoNetwork *network = ALGO_WEIGHTS_VIEW (view)->scene.network;
  float largest = 0;

  if (network == NULL)
    return;
  for (gsize i = 0; i < (gsize) network->inputs * network->hidden; i++)
    largest = MAX (largest, fabsf (network->W0[i]));
  *name = _ ("max |W₀|");
  *value = algo_number_format (largest);
}

static void
algo_weights_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SORT_BY_INPUT:
      g_value_set_boolean (value, ALGO_WEIGHTS_VIEW (object)->sort_by_input);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_weights_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (object);

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
algo_weights_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (algo_weights_view_parent_class)
      ->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (ALGO_WEIGHTS_VIEW (widget)->popover));
}

static void
algo_weights_view_dispose (GObject *object)
{
  GtkWidget *popover = GTK_WIDGET (ALGO_WEIGHTS_VIEW (object)->popover);

  g_clear_pointer (&popover, gtk_widget_unparent);
  ALGO_WEIGHTS_VIEW (object)->popover = NULL;

  G_OBJECT_CLASS (algo_weights_view_parent_class)->dispose (object);
}

static void
algo_weights_view_finalize (GObject *object)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (object);

  algo_network_scene_clear (&self->scene);
  g_free (self->order);

  G_OBJECT_CLASS (algo_weights_view_parent_class)->finalize (object);
}

static void
algo_weights_view_class_init (AlgoWeightsViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  object_class->get_property = algo_weights_view_get_property;
  object_class->set_property = algo_weights_view_set_property;
  object_class->dispose = algo_weights_view_dispose;
  object_class->finalize = algo_weights_view_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = algo_weights_view_size_allocate;
  area_class->draw = weights_view_draw;
  area_class->describe = weights_view_describe;
  area_class->point = weights_view_point;
  area_class->move = weights_view_move;
  area_class->clear = weights_view_clear;
  area_class->read = weights_view_read;
  view_class->update = weights_view_update;
  view_class->get_number = weights_view_get_number;

  properties[PROP_SORT_BY_INPUT] =
      g_param_spec_boolean ("sort-by-input", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
algo_weights_view_init (AlgoWeightsView *self)
{
  algo_network_scene_init (&self->scene);
  algo_weights_view_add_editing (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Weights of the network"), -1);
}
