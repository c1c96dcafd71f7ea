/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/network-view-private.h"

#define GLIDE_INTERVAL (G_USEC_PER_SEC / 20) /* between drawings that nobody waits for */
#define GLIDE_TIME (G_USEC_PER_SEC / 500)    /* that the layout may take of a frame ... */
#define GLIDE_ITERATIONS 150                 /* ... for so many iterations, four frames to rest */
#define JUMP_TIME (G_USEC_PER_SEC / 100)     /* ... or that it may where it is shown at rest only */

G_DEFINE_FINAL_TYPE (AlgoNetworkView, algo_network_view, ALGO_TYPE_PANEL_VIEW)

static AlgoNetwork *
find_network (const AlgoScene *scene)
{
  return scene != NULL && scene->observation != NULL ? scene->observation->network : NULL;
}

AlgoNetwork *
algo_network_view_get_network (AlgoNetworkView *self)
{
  return find_network (algo_panel_view_get_scene (ALGO_PANEL_VIEW (self)));
}

const AlgoArrangement *
algo_network_view_get_arrangement (AlgoNetworkView *self)
{
  const AlgoScene *scene = algo_panel_view_get_scene (ALGO_PANEL_VIEW (self));

  if (find_network (scene) == NULL)
    return NULL;
  return find_network (scene) == self->network ? algo_network_layout_get (self->layout)
                                               : scene->arrangement;
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

/* As far as there is time for. Where nothing may glide, neurons are not seen on their way, but for
 * the one that a person moves. Returns whether there is something to be seen. */
static gboolean
advance (AlgoNetworkView *self)
{
  const gboolean animated = is_animated (self);
  const gint64 end = g_get_monotonic_time () + (animated ? GLIDE_TIME : JUMP_TIME);
  const guint iterations = animated ? GLIDE_ITERATIONS : ALGO_LAYOUT_COOLED;

  if (self->dragging)
    algo_network_view_hold_dragged (self);
  for (guint i = 0; self->moving && i < iterations && g_get_monotonic_time () < end; i++)
    self->moving = algo_network_layout_advance (self->layout, 1) >= ALGO_LAYOUT_STILL;
  return animated || !self->moving || self->dragging;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (widget);
  const gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (!self->dragging && now - self->moved < GLIDE_INTERVAL)
    return G_SOURCE_CONTINUE;
  self->moved = now;
  if (advance (self))
    algo_panel_view_dress_again (ALGO_PANEL_VIEW (self));
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
  self->moved = 0;
  start (self);
}

/* The scene. */

/* Takes the network on, with neurons where they are or, if there are others, anew. */
static void
take_network (AlgoNetworkView *self, AlgoNetwork *network)
{
  if (network == self->network)
    return;
  g_clear_pointer (&self->network, algo_network_unref);
  if (network == NULL)
    return;
  self->network = algo_network_ref (network);
  algo_network_layout_set_network (self->layout, network);
  self->moving = TRUE;
}

/* With neurons where they have come to. */
static AlgoScene *
network_view_dress (AlgoPanelView *view, AlgoScene *scene)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (view);
  AlgoScene parts = *scene;

  if (find_network (scene) != self->network)
    {
      take_network (self, find_network (scene));
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        advance (self);
    }
  if (self->network == NULL)
    return algo_scene_ref (scene);
  parts.arrangement = (AlgoArrangement *) algo_network_layout_get (self->layout);
  return algo_scene_new (&parts);
}

static void
network_view_shown (AlgoPanelView *view, const AlgoScene *old)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (view);
  const AlgoNetwork *before = find_network (old), *now = algo_network_view_get_network (self);

  start (self);
  if (before == now
      || (before != NULL && now != NULL && before->inputs == now->inputs
          && before->hidden == now->hidden))
    return;
  algo_panel_view_set_cursor (view, NULL);
  algo_network_view_let_go (self);
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

  g_clear_pointer (&self->network, algo_network_unref);
  algo_network_layout_free (self->layout);

  G_OBJECT_CLASS (algo_network_view_parent_class)->finalize (object);
}

static void
algo_network_view_class_init (AlgoNetworkViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AlgoPanelViewClass *view_class = ALGO_PANEL_VIEW_CLASS (class);

  object_class->dispose = algo_network_view_dispose;
  object_class->finalize = algo_network_view_finalize;
  widget_class->map = algo_network_view_map;
  widget_class->unmap = algo_network_view_unmap;
  view_class->dress = network_view_dress;
  view_class->shown = network_view_shown;
}

static void
algo_network_view_init (AlgoNetworkView *self)
{
  self->layout = algo_network_layout_new (0);
  algo_network_view_add_hand (self);
}
