/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/network-view.h"

#include "ui/pictures/network/network-picture.h"
#include "ui/widgets/common/widget.h"

#define GLIDE_INTERVAL (G_USEC_PER_SEC / 20) /* between drawings that nobody waits for */
#define GLIDE_TIME (G_USEC_PER_SEC / 500)    /* that the layout may take of a frame ... */
#define GLIDE_ITERATIONS 150                 /* ... for so many iterations, four frames to rest */
#define JUMP_TIME (G_USEC_PER_SEC / 100)     /* ... or that it may where it is shown at rest only */
#define KEY_STEP 0.05f                       /* of the extent, by which a key moves a neuron */

struct _AlgoNetworkView
{
  AlgoPanelView parent_instance;

  /* As neurons move; what is drawn are copies. */
  AlgoNetworkLayout *layout;
  AlgoNetwork *network; /* that it is of, owned, or NULL */

  guint tick;      /* 0: at rest, or not to be seen */
  gboolean moving; /* whether the layout is not at rest */
  gint64 moved;    /* the frame in which it was last moved, in microseconds */

  gboolean grabbed, dragging;
  guint dragged;               /* a neuron */
  double grabbed_x, grabbed_y; /* where its middle was, in the widget */
  double drag_x, drag_y;       /* where that is to be */
  guint ablation;              /* a timer, or 0 */
  guint ablated;               /* the neuron that it is for */
};

G_DEFINE_FINAL_TYPE (AlgoNetworkView, algo_network_view, ALGO_TYPE_PANEL_VIEW)

const AlgoArrangement *
algo_network_view_get_arrangement (AlgoNetworkView *self)
{
  const AlgoNetwork *network = algo_panel_view_get_network (ALGO_PANEL_VIEW (self));

  if (network == NULL)
    return NULL;
  return network == self->network ? algo_network_layout_get (self->layout)
                                  : algo_panel_view_get_scene (ALGO_PANEL_VIEW (self))->arrangement;
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

/* Holds the neuron that is dragged under the pointer, whatever the others do to the scale. */
static void
hold_dragged (AlgoNetworkView *self)
{
  AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  AlgoNetworkPlaces places;
  AlgoScene scene;

  if (self->network == NULL)
    return;
  scene = *frame.scene;
  scene.arrangement = (AlgoArrangement *) algo_network_layout_get (self->layout);
  frame.scene = &scene;
  if (algo_network_places_init (&places, &frame) && self->dragged < places.count)
    algo_network_layout_pin (self->layout, self->dragged,
                             algo_network_places_unplace (&places, self->drag_x, self->drag_y));
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
    hold_dragged (self);
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
  if (advance (self) && !algo_panel_view_dress_again (ALGO_PANEL_VIEW (self)))
    return G_SOURCE_CONTINUE;
  if (self->moving || self->dragging)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start (AlgoNetworkView *self)
{
  if (self->moving)
    algo_widget_start_ticking (GTK_WIDGET (self), &self->tick, on_tick);
}

/* Lets neurons make way for one that was moved, from the next frame on. */
static void
glide (AlgoNetworkView *self)
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
  g_clear_pointer (&self->network, algo_network_unref);
  if (network == NULL)
    return;
  self->network = algo_network_ref (network);
  algo_network_layout_set_network (self->layout, network);
  self->moving = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    advance (self);
  start (self);
}

/* With neurons where they have come to. */
static AlgoScene *
network_view_dress (AlgoPanelView *view, AlgoScene *scene)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (view);
  AlgoNetwork *network = algo_scene_get_network (scene);
  AlgoScene parts = *scene;

  if (network != self->network)
    take_network (self, network);
  if (self->network == NULL)
    return algo_scene_ref (scene);
  parts.arrangement = (AlgoArrangement *) algo_network_layout_get (self->layout);
  return algo_scene_new (&parts);
}

static void
network_view_let_go (AlgoPanelView *view)
{
  AlgoNetworkView *self = ALGO_NETWORK_VIEW (view);

  self->grabbed = self->dragging = FALSE;
  g_clear_handle_id (&self->ablation, g_source_remove);
}

/* Ablation: by a click on a hidden neuron, by Delete or Enter. */

static gboolean
get_cursor (AlgoNetworkView *self, guint *neuron)
{
  const AlgoPanelCursor *cursor = algo_panel_view_get_cursor (ALGO_PANEL_VIEW (self));

  if (cursor != NULL)
    *neuron = (guint) cursor->index;
  return cursor != NULL;
}

static gboolean
toggle_ablation (AlgoNetworkView *self, guint neuron)
{
  const AlgoNetwork *network = algo_panel_view_get_network (ALGO_PANEL_VIEW (self));

  if (network == NULL || neuron < network->inputs || neuron >= network->inputs + network->hidden)
    return FALSE;
  algo_panel_view_toggle_ablation (ALGO_PANEL_VIEW (self), neuron - network->inputs);
  return TRUE;
}

static gboolean
on_ablation_due (gpointer user_data)
{
  AlgoNetworkView *self = user_data;

  self->ablation = 0;
  toggle_ablation (self, self->ablated);
  return G_SOURCE_REMOVE;
}

/* Holding a neuron where it is: by dragging it there, by Shift with the arrows, by H; a
 * double-click lets it free. */

static gboolean
is_held (AlgoNetworkView *self, guint neuron)
{
  const AlgoArrangement *arrangement = algo_network_layout_get (self->layout);

  return neuron < arrangement->count && arrangement->pinned[neuron];
}

/* By so many steps from where it is. */
static void
hold (AlgoNetworkView *self, guint neuron, int right, int down)
{
  const AlgoArrangement *arrangement = algo_network_layout_get (self->layout);
  const float step = KEY_STEP * (float) arrangement->extent;
  AlgoPosition position;

  if (neuron >= arrangement->count)
    return;
  position = arrangement->positions[neuron];
  position.x += step * (float) right;
  position.y += step * (float) down;
  algo_network_layout_pin (self->layout, neuron, position);
  glide (self);
}

static void
let_free (AlgoNetworkView *self, guint neuron)
{
  algo_network_layout_unpin (self->layout, neuron);
  glide (self);
}

/* The pointer. */

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, AlgoNetworkView *self)
{
  guint neuron;

  if (n_press != 2)
    return;
  g_clear_handle_id (&self->ablation, g_source_remove);
  if (get_cursor (self, &neuron) && is_held (self, neuron))
    let_free (self, neuron);
}

/* The first of two clicks on a neuron that is held may be the one that lets it free: only time
 * tells. */
static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, AlgoNetworkView *self)
{
  guint neuron;
  int double_click;

  if (n_press != 1 || !get_cursor (self, &neuron))
    return;
  if (!is_held (self, neuron))
    {
      toggle_ablation (self, neuron);
      return;
    }
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &double_click,
                NULL);
  g_clear_handle_id (&self->ablation, g_source_remove);
  self->ablated = neuron;
  self->ablation = g_timeout_add ((guint) double_click, on_ablation_due, self);
}

/* Whether a neuron is at (x, y), and where its middle is. */
static gboolean
grab (AlgoNetworkView *self, double x, double y)
{
  AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  AlgoPanelCursor cursor;
  g_autofree char *text = NULL;
  AlgoArea area;

  if (frame.scene == NULL || !algo_panel_pick (&frame, x, y, &cursor))
    return FALSE;
  frame.cursor = &cursor;
  text = algo_panel_read (&frame, &area);
  self->dragged = (guint) cursor.index;
  self->grabbed_x = area.x + area.width / 2;
  self->grabbed_y = area.y + area.height / 2;
  return text != NULL;
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoNetworkView *self)
{
  self->grabbed = grab (self, x, y);
  if (!self->grabbed)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (GtkGestureDrag *gesture, double right, double down, AlgoNetworkView *self)
{
  if (!self->grabbed
      || (!self->dragging
          && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) right, (int) down)))
    return;
  if (!self->dragging)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->dragging = TRUE;
  self->drag_x = self->grabbed_x + right;
  self->drag_y = self->grabbed_y + down;
  glide (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double right, double down, AlgoNetworkView *self)
{
  if (!self->dragging)
    return;
  hold_dragged (self);
  self->dragging = FALSE;
  glide (self);
}

static void
on_drag_cancel (GtkGesture *gesture, GdkEventSequence *sequence, AlgoNetworkView *self)
{
  self->dragging = FALSE;
}

/* The keyboard. */

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AlgoNetworkView *self)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  int right, down;
  guint neuron;

  if (!get_cursor (self, &neuron))
    return FALSE;
  if (modifiers == GDK_SHIFT_MASK && algo_key_get_direction (key, &right, &down))
    {
      hold (self, neuron, right, down);
      return TRUE;
    }
  if (modifiers != 0)
    return FALSE;
  switch (algo_key_without_keypad (key))
    {
    case GDK_KEY_h:
      if (is_held (self, neuron))
        let_free (self, neuron);
      else
        hold (self, neuron, 0, 0);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
    case GDK_KEY_Return:
      return toggle_ablation (self, neuron);
    default:
      return FALSE;
    }
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
  algo_widget_stop_ticking (widget, &ALGO_NETWORK_VIEW (widget)->tick);
  GTK_WIDGET_CLASS (algo_network_view_parent_class)->unmap (widget);
}

static void
algo_network_view_dispose (GObject *object)
{
  network_view_let_go (ALGO_PANEL_VIEW (object));

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
  view_class->let_go = network_view_let_go;
}

static void
algo_network_view_init (AlgoNetworkView *self)
{
  self->layout = algo_network_layout_new (0);
  algo_widget_add_controller (self, gtk_gesture_click_new (), "pressed", on_pressed, "released",
                              on_released, NULL);
  algo_widget_add_controller (self, gtk_gesture_drag_new (), "drag-begin", on_drag_begin,
                              "drag-update", on_drag_update, "drag-end", on_drag_end, "cancel",
                              on_drag_cancel, NULL);
  algo_widget_add_controller (self, gtk_event_controller_key_new (), "key-pressed", on_key_pressed,
                              NULL);
}
