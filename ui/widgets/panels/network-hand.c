/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking the graph in hand: dragging a neuron holds it where it is let go, a double-click lets it
 * free; a click on a hidden neuron ablates it, or restores it. By keys: Shift with the arrows, H;
 * Delete or Enter. */
#include "engine/run/workbench.h"
#include "ui/widgets/panels/network-view-private.h"

#define KEY_STEP 0.05f /* of the extent, by which a key moves a neuron */

static gboolean
get_cursor (AlgoNetworkView *self, guint *neuron)
{
  const AlgoPanelCursor *cursor = algo_panel_view_get_cursor (ALGO_PANEL_VIEW (self));

  if (cursor != NULL)
    *neuron = (guint) cursor->index;
  return cursor != NULL;
}

/* Where neurons are as they move; FALSE without them, or if they are not the network's that is
 * shown, as when another is about to be. `style` is filled in. */
static gboolean
find_places (AlgoNetworkView *self, AlgoNetworkPlaces *places, AlgoStyle *style)
{
  AlgoPanelFrame frame;
  AlgoScene scene;

  if (algo_network_view_get_network (self) == NULL)
    return FALSE;
  algo_panel_view_get_frame (ALGO_PANEL_VIEW (self), style, &frame);
  scene = *frame.scene;
  scene.arrangement = (AlgoArrangement *) algo_network_layout_get (self->layout);
  frame.scene = &scene;
  return algo_network_places_init (places, &frame);
}

/* Ablation. */

/* The hidden neuron of that number in the graph, in `*hidden`. */
static gboolean
is_hidden (AlgoNetworkView *self, guint neuron, guint *hidden)
{
  const AlgoNetwork *network = algo_network_view_get_network (self);

  if (network == NULL || neuron < network->inputs || neuron >= network->inputs + network->hidden)
    return FALSE;
  *hidden = neuron - network->inputs;
  return TRUE;
}

static gboolean
toggle_ablation (AlgoNetworkView *self, guint neuron)
{
  guint hidden;
  gboolean ablated;

  if (!is_hidden (self, neuron, &hidden))
    return FALSE;
  ablated = algo_network_is_ablated (algo_network_view_get_network (self), hidden);
  algo_panel_view_edit (ALGO_PANEL_VIEW (self),
                        &(AlgoEdit){ .kind = ablated ? ALGO_EDIT_RESTORE : ALGO_EDIT_ABLATE,
                                     .neuron = hidden });
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

/* Holding. */

static gboolean
is_held (AlgoNetworkView *self, guint neuron)
{
  const AlgoArrangement *arrangement = algo_network_layout_get (self->layout);

  return neuron < arrangement->count && arrangement->pinned[neuron];
}

static void
set_held (AlgoNetworkView *self, guint neuron, gboolean held)
{
  if (neuron >= algo_network_layout_get (self->layout)->count)
    return;
  if (held)
    algo_network_layout_pin (self->layout, neuron,
                             algo_network_layout_get (self->layout)->positions[neuron]);
  else
    algo_network_layout_unpin (self->layout, neuron);
  algo_network_view_glide (self);
}

static void
move_by_key (AlgoNetworkView *self, guint neuron, int right, int down)
{
  const AlgoArrangement *arrangement = algo_network_layout_get (self->layout);
  float step = KEY_STEP * (float) arrangement->extent;
  AlgoPosition position;

  if (neuron >= arrangement->count)
    return;
  position = arrangement->positions[neuron];
  position.x += step * (float) right;
  position.y += step * (float) down;
  algo_network_layout_pin (self->layout, neuron, position);
  algo_network_view_glide (self);
}

void
algo_network_view_hold_dragged (AlgoNetworkView *self)
{
  AlgoStyle style;
  AlgoNetworkPlaces places;

  if (find_places (self, &places, &style))
    algo_network_layout_pin (self->layout, self->dragged,
                             algo_network_places_unplace (&places, self->drag_x, self->drag_y));
}

void
algo_network_view_let_go (AlgoNetworkView *self)
{
  self->grabbed = self->dragging = FALSE;
  g_clear_handle_id (&self->ablation, g_source_remove);
}

/* The pointer. */

/* Whether a neuron is at (x, y), and where its middle is. */
static gboolean
find_neuron (AlgoNetworkView *self,
             double x,
             double y,
             guint *neuron,
             double *middle_x,
             double *middle_y)
{
  AlgoStyle style;
  AlgoNetworkPlaces places;

  if (!find_places (self, &places, &style) || !algo_network_places_find (&places, x, y, neuron))
    return FALSE;
  algo_network_places_get (&places, *neuron, middle_x, middle_y);
  return TRUE;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, AlgoNetworkView *self)
{
  guint neuron;

  if (n_press != 2)
    return;
  g_clear_handle_id (&self->ablation, g_source_remove);
  if (get_cursor (self, &neuron) && is_held (self, neuron))
    set_held (self, neuron, FALSE);
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

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoNetworkView *self)
{
  self->grabbed = find_neuron (self, x, y, &self->dragged, &self->grabbed_x, &self->grabbed_y);
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
  algo_network_view_glide (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double right, double down, AlgoNetworkView *self)
{
  if (!self->dragging)
    return;
  algo_network_view_hold_dragged (self);
  self->dragging = FALSE;
  algo_network_view_glide (self);
}

static void
on_drag_cancel (GtkGesture *gesture, GdkEventSequence *sequence, AlgoNetworkView *self)
{
  self->dragging = FALSE;
}

/* The keyboard. */

static gboolean
move_neuron (AlgoNetworkView *self, guint neuron, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_by_key (self, neuron, -1, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_by_key (self, neuron, 1, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_by_key (self, neuron, 0, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_by_key (self, neuron, 0, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AlgoNetworkView *self)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  guint neuron;

  if (!get_cursor (self, &neuron))
    return FALSE;
  if (modifiers == GDK_SHIFT_MASK)
    return move_neuron (self, neuron, key);
  if (modifiers != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_h:
      set_held (self, neuron, !is_held (self, neuron));
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return toggle_ablation (self, neuron);
    default:
      return FALSE;
    }
}

void
algo_network_view_add_hand (AlgoNetworkView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, key);
}
