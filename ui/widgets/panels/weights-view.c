/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/weights-view.h"

#include "ui/pictures/weights/weights-panel.h"
#include "ui/widgets/common/widget.h"
#include "ui/widgets/panels/weight-popover.h"

#include <string.h>

struct _AlgoWeightsView
{
  AlgoPanelView parent_instance;

  AlgoWeightPopover *popover; /* child */
  AlgoWeightsCell edited;     /* what it was opened for */
  gboolean dragging;
  AlgoWeightsCell dragged; /* a neuron */
  double drag_start;       /* where, on the picture's width */
  guint drop;              /* the column before which it would go */
};

G_DEFINE_FINAL_TYPE (AlgoWeightsView, algo_weights_view, ALGO_TYPE_PANEL_VIEW)

/* NULL before there is one; borrowed. */
static const AlgoNetwork *
get_network (AlgoWeightsView *self)
{
  return algo_panel_view_get_network (ALGO_PANEL_VIEW (self));
}

/* The cell under the cursor; FALSE without one. */
static gboolean
get_cell (AlgoWeightsView *self, AlgoWeightsCell *cell)
{
  const AlgoPanelCursor *cursor = algo_panel_view_get_cursor (ALGO_PANEL_VIEW (self));

  if (cursor != NULL)
    *cell = algo_weights_cell_from_cursor (cursor);
  return cursor != NULL;
}

/* Of a scene with a network; borrows `order`, which is to be freed. */
static AlgoWeightsPicture
get_picture (AlgoWeightsView *self, guint **order)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));

  return algo_weights_panel_make_picture (&frame, order);
}

static void
edit (AlgoWeightsView *self, const AlgoEdit *change)
{
  algo_panel_view_edit (ALGO_PANEL_VIEW (self), change);
}

static void
toggle_ablation (AlgoWeightsView *self, guint neuron)
{
  algo_panel_view_toggle_ablation (ALGO_PANEL_VIEW (self), neuron);
}

/* Moving a neuron to another column. */

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
  const gboolean follow = get_cell (self, &cell) && cell.neuron == neuron;

  if (place == column)
    return;
  if (picture->order != NULL)
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
move_by_key (AlgoWeightsView *self, guint neuron, guint key)
{
  g_autofree guint *order = NULL;
  const AlgoWeightsPicture picture = get_picture (self, &order);
  const guint last = picture.network->hidden - 1;
  const guint column = algo_weights_picture_find_column (&picture, neuron);
  guint place;

  switch (algo_key_without_keypad (key))
    {
    case GDK_KEY_Left:
      place = column > 0 ? column - 1 : 0;
      break;
    case GDK_KEY_Right:
      place = MIN (column + 1, last);
      break;
    case GDK_KEY_Home:
      place = 0;
      break;
    case GDK_KEY_End:
      place = last;
      break;
    default:
      return FALSE;
    }
  move_neuron (self, &picture, neuron, place);
  return TRUE;
}

/* The small window for one weight. */

static void
on_value_chosen (AlgoWeightsView *self, double value)
{
  static const AlgoWeight weights[] = { [ALGO_WEIGHTS_W0] = ALGO_WEIGHT_W0,
                                        [ALGO_WEIGHTS_B0] = ALGO_WEIGHT_B0,
                                        [ALGO_WEIGHTS_W1] = ALGO_WEIGHT_W1,
                                        [ALGO_WEIGHTS_B1] = ALGO_WEIGHT_B1 };

  edit (self, &(AlgoEdit){ .kind = ALGO_EDIT_SET,
                           .weight = weights[self->edited.tensor],
                           .input = self->edited.input,
                           .neuron = self->edited.neuron,
                           .value = (float) value });
}

static void
on_ablation_toggled (AlgoWeightsView *self)
{
  const AlgoNetwork *network = get_network (self);

  if (network != NULL && self->edited.neuron < network->hidden)
    toggle_ablation (self, self->edited.neuron);
}

/* For the cell under the cursor. */
static void
open_popover (AlgoWeightsView *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  g_autofree guint *order = NULL;
  const AlgoWeightsPicture picture = algo_weights_panel_make_picture (&frame, &order);
  AlgoArea area;
  g_autofree char *title = algo_panel_read (&frame, &area);

  if (title != NULL && get_cell (self, &self->edited))
    algo_weight_popover_open (self->popover, &picture, &self->edited, title, &area);
}

/* The pointer. */

/* On release, as the press takes the focus. The second of two clicks is not another one. */
static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, AlgoWeightsView *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  AlgoWeightsCell cell;

  if (!get_cell (self, &cell))
    return;
  if (button == GDK_BUTTON_SECONDARY)
    open_popover (self);
  else if (button > GDK_BUTTON_PRIMARY)
    return;
  else if (cell.tensor != ALGO_WEIGHTS_NEURON && n_press == 2)
    open_popover (self);
  else if (cell.tensor == ALGO_WEIGHTS_NEURON && n_press == 1)
    toggle_ablation (self, cell.neuron);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoWeightsView *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  AlgoPanelCursor cursor;

  if (get_network (self) == NULL || !algo_panel_pick (&frame, x, y, &cursor)
      || algo_weights_cell_from_cursor (&cursor).tensor == ALGO_WEIGHTS_B1)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->dragged = algo_weights_cell_from_cursor (&cursor);
  self->dragged.tensor = ALGO_WEIGHTS_NEURON;
  self->drag_start = x;
}

static void
on_drag_update (GtkGestureDrag *gesture, double right, double down, AlgoWeightsView *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (ALGO_PANEL_VIEW (self));
  g_autofree guint *order = NULL;
  AlgoWeightsPicture picture;

  if (get_network (self) == NULL
      || (!self->dragging && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) right, 0)))
    return;
  if (!self->dragging)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->dragging = TRUE;
  picture = algo_weights_panel_make_picture (&frame, &order);
  self->drop = algo_weights_picture_find_edge (&picture, frame.width, frame.height, frame.style,
                                               self->drag_start + right);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_dragging (AlgoWeightsView *self)
{
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_end (GtkGestureDrag *gesture, double right, double down, AlgoWeightsView *self)
{
  g_autofree guint *order = NULL;
  AlgoWeightsPicture picture;
  guint column;

  if (!self->dragging)
    return;
  stop_dragging (self);
  picture = get_picture (self, &order);
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
  stop_dragging (self);
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
  const gboolean is_menu =
      key == GDK_KEY_Menu || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK);
  const guint plain = algo_key_without_keypad (key);
  AlgoWeightsCell cell;
  gboolean is_neuron;

  if (!get_cell (self, &cell))
    return FALSE;
  is_neuron = cell.tensor != ALGO_WEIGHTS_B1;
  if (is_menu || (plain == GDK_KEY_Return && modifiers == 0))
    {
      open_popover (self);
      return TRUE;
    }
  if (modifiers == GDK_SHIFT_MASK)
    return is_neuron && move_by_key (self, cell.neuron, key);
  if (!is_neuron || modifiers != 0 || (plain != GDK_KEY_Delete && plain != GDK_KEY_BackSpace))
    return FALSE;
  toggle_ablation (self, cell.neuron);
  return TRUE;
}

/* AlgoPanelView, GtkWidget and GObject. */

static void
weights_view_let_go (AlgoPanelView *view)
{
  stop_dragging (ALGO_WEIGHTS_VIEW (view));
  gtk_popover_popdown (GTK_POPOVER (ALGO_WEIGHTS_VIEW (view)->popover));
}

/* While a column is carried over the matrix, what is on screen changes with the pointer. */
static void
weights_view_show (AlgoPanelView *view, GtkSnapshot *snapshot)
{
  AlgoWeightsView *self = ALGO_WEIGHTS_VIEW (view);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (view);
  g_autofree guint *order = NULL;
  AlgoWeightsPicture picture;
  cairo_t *cr;

  if (!self->dragging)
    {
      ALGO_PANEL_VIEW_CLASS (algo_weights_view_parent_class)->show (view, snapshot);
      return;
    }
  picture = algo_weights_panel_make_picture (&frame, &order);
  picture.hover = &self->dragged;
  picture.drop = &self->drop;
  cr = algo_panel_view_append_cairo (view, snapshot);
  algo_weights_picture_draw (&picture, cr, frame.width, frame.height, frame.style);
  cairo_destroy (cr);
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
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_WEIGHTS_VIEW);

  G_OBJECT_CLASS (algo_weights_view_parent_class)->dispose (object);
}

static void
algo_weights_view_class_init (AlgoWeightsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_weights_view_dispose;
  widget_class->size_allocate = algo_weights_view_size_allocate;
  ALGO_PANEL_VIEW_CLASS (class)->show = weights_view_show;
  ALGO_PANEL_VIEW_CLASS (class)->let_go = weights_view_let_go;

  g_type_ensure (ALGO_TYPE_WEIGHT_POPOVER);
  algo_widget_class_use_template (widget_class, "weights-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoWeightsView, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_value_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_ablation_toggled);
}

static void
algo_weights_view_init (AlgoWeightsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
