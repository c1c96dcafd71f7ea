/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/network-view-private.h"

#include "engine/analysis/order-parameters.h"
#include "ui/widgets/board/beat.h"

#include <glib/gi18n-lib.h>

#define DRAWING_SHARE 4                    /* ... and so many times what drawing takes */
#define FRAME_SLACK (G_USEC_PER_SEC / 500) /* by which a frame may come early */
#define GLIDE_TIME (G_USEC_PER_SEC / 500)  /* that the layout may take of a frame ... */
#define GLIDE_ITERATIONS 150               /* ... for so many iterations, four frames to rest ... */
#define JUMP_TIME (G_USEC_PER_SEC / 100)   /* ... or that it may where it is shown at rest only */

G_DEFINE_FINAL_TYPE (AlgoNetworkView, algo_network_view, ALGO_TYPE_PANEL_VIEW)

AlgoNetworkPicture
algo_network_view_get_picture (AlgoNetworkView *self)
{
  return (AlgoNetworkPicture){
    .network = self->scene.network,
    .arrangement = self->scene.network != NULL ? algo_network_layout_get (self->layout) : NULL,
    .scale = &self->scene.scale,
    .hover = self->dragging     ? &self->dragged
             : self->has_cursor ? &self->cursor
                                : NULL,
  };
}

AlgoNetwork *
algo_network_view_get_network (AlgoNetworkView *self)
{
  return self->scene.network;
}

const AlgoArrangement *
algo_network_view_get_arrangement (AlgoNetworkView *self)
{
  return algo_network_view_get_picture (self).arrangement;
}

gboolean
algo_network_view_is_gliding (AlgoNetworkView *self)
{
  return self->moving;
}

/* Gliding. */

static gboolean
is_animated (AlgoNetworkView *self)
{
  gboolean animations;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  return animations;
}

/* As far as there is time for. Returns whether all has come to rest. */
static gboolean
advance (AlgoNetworkView *self, gboolean animated)
{
  gint64 end = g_get_monotonic_time () + (animated ? GLIDE_TIME : JUMP_TIME);
  guint iterations = animated ? GLIDE_ITERATIONS : ALGO_LAYOUT_COOLED;

  if (self->dragging)
    algo_network_view_hold_dragged (self);
  for (guint i = 0; i < iterations && g_get_monotonic_time () < end; i++)
    if (algo_network_layout_advance (self->layout, 1) < ALGO_LAYOUT_STILL)
      return TRUE;
  return FALSE;
}

/* Where nothing may glide, neurons are not seen on their way, but for the one that a person moves.
 */
static void
step (AlgoNetworkView *self)
{
  gboolean animated = is_animated (self);

  self->moving = !advance (self, animated);
  if (!animated && self->moving && !self->dragging)
    return;
  self->drawn = g_get_monotonic_time ();
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (widget);
  gint64 least = DRAWING_SHARE * self->draw_time - FRAME_SLACK;

  if (!self->dragging
      && (!algo_beat_begins (&self->beat, clock) || g_get_monotonic_time () - self->drawn < least))
    return G_SOURCE_CONTINUE;
  step (self);
  if (self->moving || self->dragging)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start (AlgoNetworkView *self)
{
  if (self->tick == 0 && self->moving && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
stop (AlgoNetworkView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

void
algo_network_view_glide (AlgoNetworkView *self)
{
  self->moving = TRUE;
  self->drawn = 0;
  self->beat = 0;
  start (self);
}

/* The picture. */

static void
network_view_draw (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (area);
  AlgoNetworkPicture picture = algo_network_view_get_picture (self);
  gint64 begun = g_get_monotonic_time ();

  algo_network_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
  self->draw_time = g_get_monotonic_time () - begun;
}

static char *
network_view_describe (AlgoPictureArea *area)
{
  AlgoNetworkPicture picture = algo_network_view_get_picture (ALGO_NETWORK_VIEW (area));

  return algo_network_picture_describe (&picture);
}

/* The cursor. */

static gboolean
network_view_point (AlgoPictureArea *area, const AlgoPictureFrame *frame, double x, double y)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (area);
  AlgoNetworkPicture picture = algo_network_view_get_picture (self);

  self->has_cursor = algo_network_picture_pick (&picture, frame->width, frame->height, frame->style,
                                                x, y, &self->cursor);
  return self->has_cursor;
}

/* Along the order in which one would look at them, whichever arrow. */
static gboolean
network_view_move (AlgoPictureArea *area, const AlgoPictureFrame *frame, int right, int down)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (area);
  g_autofree guint *order = NULL;
  gint64 place = 0;
  guint count;

  if (self->scene.network == NULL)
    return FALSE;
  count = self->scene.network->inputs + self->scene.network->hidden + 1;
  order = g_new (guint, count);
  algo_network_picture_order (self->scene.network, order);
  if (self->has_cursor)
    {
      while (order[place] != self->cursor)
        place++;
      place = CLAMP (place + right + down, 0, (gint64) count - 1);
    }
  self->has_cursor = TRUE;
  self->cursor = order[place];
  return TRUE;
}

static void
network_view_clear (AlgoPictureArea *area)
{
  ALGO_NETWORK_VIEW (area)->has_cursor = FALSE;
}

static char *
network_view_read (AlgoPictureArea *area, const AlgoPictureFrame *frame, AlgoArea *at)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (area);
  AlgoNetworkPicture picture = algo_network_view_get_picture (self);

  if (!self->has_cursor || self->dragging
      || !algo_network_picture_locate (&picture, frame->width, frame->height, frame->style,
                                       self->cursor, at))
    return NULL;
  return algo_network_picture_describe_neuron (&picture, self->cursor);
}

/* The scene. */

static void
network_view_update (AlgoPanelView *view, const AlgoScene *scene)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (view);
  gboolean resized;

  if (!algo_network_scene_take (&self->scene, scene, &resized))
    return;
  if (resized)
    {
      self->has_cursor = FALSE;
      algo_network_view_let_go (self);
    }
  if (self->scene.network != NULL)
    {
      algo_network_layout_set_network (self->layout, self->scene.network);
      self->moving = TRUE;
    }
  if (self->moving && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      /* It is the step of this beat. */
      algo_beat_begins (&self->beat, gtk_widget_get_frame_clock (GTK_WIDGET (self)));
      step (self);
    }
  start (self);
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
}

static void
network_view_get_number (AlgoPanelView *view, const char **name, char **value)
{
  const AlgoNetwork *network = ALGO_NETWORK_VIEW (view)->scene.network;
  g_autofree gint *pinned = NULL;
  guint count = 0;

  if (network == NULL)
    return;
  pinned = g_new (gint, network->hidden);
  algo_network_find_pinned (network, pinned);
  for (guint j = 0; j < network->hidden; j++)
    count += pinned[j] >= 0;
  *name = _ ("read one input");
  /* Translators: so many hidden neurons of all */
  *value = g_strdup_printf (_ ("%u of %u"), count, network->hidden);
}

/* GtkWidget and GObject. */

static void
algo_network_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (algo_network_view_parent_class)->map (widget);
  start (ALGO_NETWORK_VIEW (widget));
}

static void
algo_network_view_unmap (GtkWidget *widget)
{
  stop (ALGO_NETWORK_VIEW (widget));
  GTK_WIDGET_CLASS (algo_network_view_parent_class)->unmap (widget);
}

static void
algo_network_view_dispose (GObject *object)
{
  stop (ALGO_NETWORK_VIEW (object));
  algo_network_view_let_go (ALGO_NETWORK_VIEW (object));

  G_OBJECT_CLASS (algo_network_view_parent_class)->dispose (object);
}

static void
algo_network_view_finalize (GObject *object)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (object);

  algo_network_scene_clear (&self->scene);
  algo_network_layout_free (self->layout);

  G_OBJECT_CLASS (algo_network_view_parent_class)->finalize (object);
}

static void
algo_network_view_class_init (AlgoNetworkViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AlgoPictureAreaClass *area_class = ALGO_PICTURE_AREA_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  object_class->dispose = algo_network_view_dispose;
  object_class->finalize = algo_network_view_finalize;
  widget_class->map = algo_network_view_map;
  widget_class->unmap = algo_network_view_unmap;
  area_class->draw = network_view_draw;
  area_class->describe = network_view_describe;
  area_class->point = network_view_point;
  area_class->move = network_view_move;
  area_class->clear = network_view_clear;
  area_class->read = network_view_read;
  view_class->update = network_view_update;
  view_class->get_number = network_view_get_number;
}

static void
algo_network_view_init (AlgoNetworkView *self)
{
  self->layout = algo_network_layout_new (0);
  algo_network_scene_init (&self->scene);
  algo_network_view_add_hand (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Graph of the network"), -1);
}
