/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/weights-view.h"

#include "ui/pictures/numbers.h"
#include "ui/pictures/weights-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define INTERVAL (G_USEC_PER_SEC / 15)

struct _AlgoWeightsView
{
  AlgoPanelView parent_instance;

  AlgoNetwork *network; /* owned, or NULL */
  guint *order;         /* (hidden), owned */
  gboolean sort_by_input;
  /* Over the run and the size, so that colours are steady from step to step and beta to beta. */
  AlgoWeightsScale scale;
  guint64 generation; /* of the scale */

  gboolean has_cursor;
  AlgoWeightsCell cursor;
};

enum
{
  PROP_0,
  PROP_SORT_BY_INPUT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoWeightsView, algo_weights_view, ALGO_TYPE_PANEL_VIEW)

static AlgoWeightsPicture
get_picture (AlgoWeightsView *self)
{
  return (AlgoWeightsPicture){ .network = self->network,
                               .order = self->sort_by_input ? self->order : NULL,
                               .scale = &self->scale,
                               .hover = self->has_cursor ? &self->cursor : NULL };
}

static void
weights_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoWeightsPicture picture = get_picture (ALGO_WEIGHTS_VIEW (area));

  algo_weights_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
weights_view_describe (AlgoPictureArea *area)
{
  AlgoWeightsPicture picture = get_picture (ALGO_WEIGHTS_VIEW (area));

  return algo_weights_picture_describe (&picture);
}

static gboolean
weights_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (area);
  AlgoWeightsPicture picture = get_picture (self);

  self->has_cursor = algo_weights_picture_pick (&picture, frame->width, frame->height, frame->style,
                                                x, y, &self->cursor);
  return self->has_cursor;
}

/* The column that a neuron is drawn in. */
static int
find_column (const AlgoWeightsPicture *picture, guint neuron)
{
  if (picture->order == NULL)
    return neuron;
  for (guint column = 0; column < picture->network->hidden; column++)
    if (picture->order[column] == neuron)
      return column;
  return 0;
}

/* Rows as drawn: W0's inputs, b0, W1. */
static gboolean
weights_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (area);
  AlgoWeightsPicture picture = get_picture (self);
  int column = 0, row = 0, inputs, hidden;

  if (self->network == NULL)
    return FALSE;
  inputs = self->network->inputs;
  hidden = self->network->hidden;
  if (self->has_cursor)
    {
      column = find_column (&picture, self->cursor.neuron) + right;
      row = down;
      if (self->cursor.tensor == ALGO_WEIGHTS_W0)
        row += self->cursor.input;
      else
        row += self->cursor.tensor == ALGO_WEIGHTS_B0 ? inputs : inputs + 1;
    }
  column = CLAMP (column, 0, hidden - 1);
  row = CLAMP (row, 0, inputs + 1);

  self->has_cursor = TRUE;
  self->cursor.neuron = picture.order != NULL ? picture.order[column] : (guint) column;
  self->cursor.input = row < inputs ? row : 0;
  self->cursor.tensor = row < inputs    ? ALGO_WEIGHTS_W0
                        : row == inputs ? ALGO_WEIGHTS_B0
                                        : ALGO_WEIGHTS_W1;
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
  AlgoWeightsPicture picture = get_picture (self);

  if (!self->has_cursor
      || !algo_weights_picture_locate (&picture, frame->width, frame->height, frame->style,
                                       &self->cursor, at))
    return NULL;
  return algo_weights_picture_describe_cell (&picture, &self->cursor);
}

static void
set_network (AlgoWeightsView *self, AlgoNetwork *network)
{
  gboolean same_size = self->network != NULL && network != NULL
                       && self->network->inputs == network->inputs
                       && self->network->hidden == network->hidden;

  g_clear_pointer (&self->network, algo_network_unref);
  if (!same_size)
    {
      g_clear_pointer (&self->order, g_free);
      self->has_cursor = FALSE;
      algo_weights_scale_init (&self->scale);
    }
  if (network == NULL)
    return;
  self->network = algo_network_ref (network);
  algo_weights_scale_include (&self->scale, network);
  if (self->order == NULL)
    self->order = g_new (guint, network->hidden);
  algo_weights_order_by_pinned (network, self->order);
}

static void
weights_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (view);
  AlgoObservation *observation = scene->observation;
  AlgoNetwork *network = observation != NULL ? observation->network : NULL;

  if (network == self->network)
    return;
  if (observation != NULL && observation->generation != self->generation)
    {
      self->generation = observation->generation;
      algo_weights_scale_init (&self->scale);
    }
  set_network (self, network);
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
weights_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoNetwork *network = ALGO_WEIGHTS_VIEW (view)->network;
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
      if (self->sort_by_input == g_value_get_boolean (value))
        break;
      self->sort_by_input = g_value_get_boolean (value);
      algo_picture_area_changed (ALGO_PICTURE_AREA (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_weights_view_finalize (GObject *object)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (object);

  g_clear_pointer (&self->network, algo_network_unref);
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
  object_class->finalize = algo_weights_view_finalize;
  area_class->draw = weights_view_draw;
  area_class->describe = weights_view_describe;
  area_class->point = weights_view_point;
  area_class->move = weights_view_move;
  area_class->clear = weights_view_clear;
  area_class->read = weights_view_read;
  view_class->interval = INTERVAL;
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
  algo_weights_scale_init (&self->scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Weights of the network"), -1);
}
