/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing the network in its matrix: a click on the head of a column ablates its neuron, a
 * double-click on a cell changes its number, a drag takes a column to another place. By keys:
 * Delete, Enter, Shift with the arrows, Home and End. */
#include "engine/run/workbench.h"
#include "ui/widgets/panels/weights-view-private.h"

#include <string.h>

/* What is drawn, which borrows the rest; of a scene with a network. */
static AlgoWeightsPicture
get_picture (AlgoWeightsView *self, AlgoPanelFrame *frame, AlgoStyle *style, guint **order)
{
  algo_panel_view_get_frame (ALGO_PANEL_VIEW (self), style, frame);
  return algo_weights_panel_make_picture (frame, order);
}

static void
edit (AlgoWeightsView *self, const AlgoEdit *change)
{
  algo_panel_view_edit (ALGO_PANEL_VIEW (self), change);
}

static void
toggle_ablation (AlgoWeightsView *self, guint neuron)
{
  const gboolean ablated = algo_network_is_ablated (algo_weights_view_get_network (self), neuron);

  edit (self,
        &(AlgoEdit){ .kind = ablated ? ALGO_EDIT_RESTORE : ALGO_EDIT_ABLATE, .neuron = neuron });
}

static void
set_value (AlgoWeightsView *self, const AlgoWeightsCell *cell, float value)
{
  static const AlgoWeight weights[] = { [ALGO_WEIGHTS_W0] = ALGO_WEIGHT_W0,
                                        [ALGO_WEIGHTS_B0] = ALGO_WEIGHT_B0,
                                        [ALGO_WEIGHTS_W1] = ALGO_WEIGHT_W1,
                                        [ALGO_WEIGHTS_B1] = ALGO_WEIGHT_B1 };

  edit (self, &(AlgoEdit){ .kind = ALGO_EDIT_SET,
                           .weight = weights[cell->tensor],
                           .input = cell->input,
                           .neuron = cell->neuron,
                           .value = value });
}

/* Moving. */

static gboolean
is_sorted (AlgoWeightsView *self)
{
  gboolean sorted;

  g_object_get (self, "option", &sorted, NULL);
  return sorted;
}

/* Sorted columns stay as they are seen, but for the one that goes: so the network takes their order
 * on, and is sorted no longer. */
static void
move_in_order (AlgoWeightsView *self, const AlgoWeightsPicture *picture, guint column, guint place)
{
  const guint hidden = picture->network->hidden;
  g_autofree guint *order = g_memdup2 (picture->order, hidden * sizeof *order);
  const guint neuron = order[column];

  if (column < place)
    memmove (order + column, order + column + 1, (place - column) * sizeof *order);
  else
    memmove (order + place + 1, order + place, (column - place) * sizeof *order);
  order[place] = neuron;
  edit (self, &(AlgoEdit){ .kind = ALGO_EDIT_ARRANGE, .order = order, .count = hidden });
  g_object_set (self, "option", FALSE, NULL);
}

/* The cursor goes along. */
static void
move_neuron (AlgoWeightsView *self, const AlgoWeightsPicture *picture, guint neuron, guint place)
{
  const guint column = algo_weights_picture_find_column (picture, neuron);
  AlgoWeightsCell cell;
  const gboolean follow = algo_weights_view_get_cell (self, &cell) && cell.neuron == neuron;

  if (place == column)
    return;
  if (is_sorted (self))
    move_in_order (self, picture, column, place);
  else
    edit (self, &(AlgoEdit){ .kind = ALGO_EDIT_MOVE, .neuron = neuron, .place = place });
  if (follow)
    {
      AlgoPanelCursor cursor = { 0 };

      cell.neuron = place;
      algo_weights_cell_to_cursor (&cell, &cursor);
      algo_panel_view_set_cursor (ALGO_PANEL_VIEW (self), &cursor);
    }
}

static gboolean
move_cursor_neuron (AlgoWeightsView *self, guint neuron, guint key)
{
  g_autofree guint *order = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  const AlgoWeightsPicture picture = get_picture (self, &frame, &style, &order);
  const guint last = picture.network->hidden - 1;
  const guint column = algo_weights_picture_find_column (&picture, neuron);

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_neuron (self, &picture, neuron, column > 0 ? column - 1 : 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_neuron (self, &picture, neuron, MIN (column + 1, last));
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      move_neuron (self, &picture, neuron, 0);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      move_neuron (self, &picture, neuron, last);
      return TRUE;
    default:
      return FALSE;
    }
}

/* The small window for one weight. */

static void
on_value_chosen (AlgoWeightsView *self, double value)
{
  set_value (self, &self->edited, (float) value);
}

static void
on_ablation_toggled (AlgoWeightsView *self)
{
  const AlgoNetwork *network = algo_weights_view_get_network (self);

  if (network != NULL && self->edited.neuron < network->hidden)
    toggle_ablation (self, self->edited.neuron);
}

static void
open_popover (AlgoWeightsView *self, const AlgoWeightsCell *cell)
{
  g_autofree guint *order = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  const AlgoWeightsPicture picture = get_picture (self, &frame, &style, &order);
  AlgoArea area;

  self->edited = *cell;
  if (algo_weights_picture_locate (&picture, frame.width, frame.height, &style, cell, &area))
    algo_weight_popover_open (self->popover, &picture, cell, &area);
}

/* The pointer. */

/* On release, as the press takes the focus. The second of two clicks is not another one. */
static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, AlgoWeightsView *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  AlgoWeightsCell cell;

  if (!algo_weights_view_get_cell (self, &cell))
    return;
  if (button == GDK_BUTTON_SECONDARY)
    open_popover (self, &cell);
  else if (button > GDK_BUTTON_PRIMARY)
    return;
  else if (cell.tensor != ALGO_WEIGHTS_NEURON && n_press == 2)
    open_popover (self, &cell);
  else if (cell.tensor == ALGO_WEIGHTS_NEURON && n_press == 1)
    toggle_ablation (self, cell.neuron);
}

static gboolean
find_dragged (AlgoWeightsView *self, double x, double y)
{
  g_autofree guint *order = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoWeightsPicture picture;

  if (algo_weights_view_get_network (self) == NULL)
    return FALSE;
  picture = get_picture (self, &frame, &style, &order);
  return algo_weights_picture_pick (&picture, frame.width, frame.height, &style, x, y,
                                    &self->dragged)
         && self->dragged.tensor != ALGO_WEIGHTS_B1;
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoWeightsView *self)
{
  if (!find_dragged (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
  self->dragged.tensor = ALGO_WEIGHTS_NEURON;
  self->drag_start = x;
}

static void
on_drag_update (GtkGestureDrag *gesture, double right, double down, AlgoWeightsView *self)
{
  g_autofree guint *order = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoWeightsPicture picture;

  if (algo_weights_view_get_network (self) == NULL
      || (!self->dragging && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) right, 0)))
    return;
  if (!self->dragging)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->dragging = TRUE;
  picture = get_picture (self, &frame, &style, &order);
  self->drop = algo_weights_picture_find_edge (&picture, frame.width, frame.height, &style,
                                               self->drag_start + right);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_end (GtkGestureDrag *gesture, double right, double down, AlgoWeightsView *self)
{
  g_autofree guint *order = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoWeightsPicture picture;
  guint column;

  if (!self->dragging)
    return;
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  picture = get_picture (self, &frame, &style, &order);
  /* Another network may have taken the place of the one it was in. */
  if (picture.network == NULL || self->dragged.neuron >= picture.network->hidden
      || self->drop > picture.network->hidden)
    return;
  column = algo_weights_picture_find_column (&picture, self->dragged.neuron);
  move_neuron (self, &picture, self->dragged.neuron,
               self->drop > column ? self->drop - 1 : self->drop);
}

static void
on_drag_cancel (GtkGesture *gesture, GdkEventSequence *sequence, AlgoWeightsView *self)
{
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The keyboard. */

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AlgoWeightsView *self)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  AlgoWeightsCell cell;
  gboolean is_neuron;

  if (!algo_weights_view_get_cell (self, &cell))
    return FALSE;
  is_neuron = cell.tensor != ALGO_WEIGHTS_B1;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    {
      open_popover (self, &cell);
      return TRUE;
    }
  if (modifiers == GDK_SHIFT_MASK)
    return is_neuron && move_cursor_neuron (self, cell.neuron, key);
  if (modifiers != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      if (is_neuron)
        toggle_ablation (self, cell.neuron);
      return is_neuron;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      open_popover (self, &cell);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_pointer (AlgoWeightsView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
algo_weights_view_add_editing (AlgoWeightsView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  add_pointer (self);
  self->popover = algo_weight_popover_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "value-chosen", G_CALLBACK (on_value_chosen), self);
  g_signal_connect_swapped (self->popover, "ablation-toggled", G_CALLBACK (on_ablation_toggled),
                            self);
}
