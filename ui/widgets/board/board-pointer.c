/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer on the board: it carries cards by their headers, and drags the gaps between them. */
#include "ui/widgets/board/board-private.h"

#include "ui/widgets/common/widget.h"

#define SCROLL_ZONE                                                                                \
  40                    /* pixels from the edge of what is seen, where a card that is carried ...  \
                         */
#define SCROLL_STEP 0.3 /* ... scrolls by this part of how far it is into the zone, in a frame */

static AlgoCard *
find_card_at (AlgoBoard *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *card = widget != NULL ? gtk_widget_get_ancestor (widget, ALGO_TYPE_CARD) : NULL;

  return card != NULL ? ALGO_CARD (card) : NULL;
}

static gboolean
is_handle (AlgoCard *card, AlgoBoard *self, double x, double y)
{
  double card_x, card_y;

  return card != NULL
         && gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (card), x, y, &card_x,
                                              &card_y)
         && algo_card_is_handle (card, card_x, card_y);
}

static gboolean
find_gap (AlgoBoard *self, double x, double y, AlgoBoardGap *gap)
{
  return self->full == NULL && algo_board_geometry_find_gap (self->cells, x, y, gap);
}

/* What can be done at a place is seen from the pointer. */
static void
show_cursor (AlgoBoard *self, double x, double y)
{
  AlgoBoardGap gap;
  const char *name = NULL;

  if (self->pointer.carrying)
    name = "grabbing";
  else if (self->pointer.resizing)
    name = self->pointer.gap.between_rows ? "row-resize" : "col-resize";
  else if (find_gap (self, x, y, &gap))
    name = gap.between_rows ? "row-resize" : "col-resize";
  else if (self->full == NULL && is_handle (self->pointer.over, self, x, y))
    name = "grab";
  if (name == self->pointer.cursor)
    return;
  self->pointer.cursor = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, AlgoBoard *self)
{
  self->pointer.over = find_card_at (self, x, y);
  show_cursor (self, x, y);
}

static void
on_leave (GtkEventControllerMotion *controller, AlgoBoard *self)
{
  self->pointer.over = NULL;
}

/* Carrying a card. */

static gboolean
would_move (AlgoBoard *self)
{
  g_autoptr (AlgoBoardArrangement) copy = algo_board_arrangement_copy (self->arrangement);

  return algo_board_arrangement_move_to (copy, algo_card_get_name (self->pointer.pressed),
                                         &self->pointer.target);
}

static void
update_target (AlgoBoard *self)
{
  AlgoBoardPointer *pointer = &self->pointer;

  algo_board_geometry_find_target (self->cells, &self->size, pointer->x, pointer->y,
                                   &pointer->target, &pointer->bar_box);
  gtk_widget_set_visible (self->bar, would_move (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* On to what is out of sight, the faster the further the pointer is. */
static gboolean
on_scroll_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoBoard *self = ALGO_BOARD (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  const double before = gtk_adjustment_get_value (self->scrolling);
  double x, y, by = 0;

  if (!gtk_widget_translate_coordinates (widget, parent, self->pointer.x, self->pointer.y, &x, &y))
    return G_SOURCE_CONTINUE;
  if (y < SCROLL_ZONE)
    by = y - SCROLL_ZONE;
  else if (y > gtk_widget_get_height (parent) - SCROLL_ZONE)
    by = y - (gtk_widget_get_height (parent) - SCROLL_ZONE);
  if (by == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (self->scrolling, before + by * SCROLL_STEP);
  self->pointer.y += gtk_adjustment_get_value (self->scrolling) - before;
  update_target (self);
  return G_SOURCE_CONTINUE;
}

static void
begin_carrying (AlgoBoard *self)
{
  self->pointer.carrying = TRUE;
  gtk_gesture_set_state (self->pointer.drag, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_add_css_class (GTK_WIDGET (self->pointer.pressed), "carried");
  if (self->scrolling != NULL)
    algo_widget_start_ticking (GTK_WIDGET (self), &self->pointer.scroll_tick, on_scroll_tick);
}

static void
put_down (AlgoBoard *self)
{
  g_autofree char *before = algo_board_get_arrangement (self);
  AlgoCard *card = self->pointer.pressed;

  if (algo_board_arrangement_move_to (self->arrangement, algo_card_get_name (card),
                                      &self->pointer.target))
    algo_board_tell_moved (self, before, card);
}

/* Dragging a gap. */

static void
drag_gap (AlgoBoard *self)
{
  const AlgoBoardPointer *pointer = &self->pointer;

  algo_board_geometry_move_gap (self->arrangement, self->cells, &self->size, &pointer->gap,
                                pointer->gap.between_rows ? pointer->y : pointer->x);
  algo_board_lay_out (self, self->size.width, self->size.height);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The gesture. */

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AlgoBoard *self)
{
  AlgoBoardPointer *pointer = &self->pointer;
  AlgoCard *card = find_card_at (self, x, y);

  pointer->x = pointer->start_x = x;
  pointer->y = pointer->start_y = y;
  pointer->resizing = find_gap (self, x, y, &pointer->gap);
  pointer->pressed = self->full == NULL && is_handle (card, self, x, y) ? card : NULL;
  if (pointer->resizing)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  else if (pointer->pressed == NULL)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (GtkGestureDrag *gesture, double right, double down, AlgoBoard *self)
{
  AlgoBoardPointer *pointer = &self->pointer;

  pointer->x = pointer->start_x + right;
  pointer->y = pointer->start_y + down;
  if (pointer->resizing)
    drag_gap (self);
  else if (pointer->pressed != NULL && !pointer->carrying
           && gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) right, (int) down))
    begin_carrying (self);
  if (pointer->carrying)
    update_target (self);
  show_cursor (self, pointer->x, pointer->y);
}

static void
on_drag_end (GtkGestureDrag *gesture, double right, double down, AlgoBoard *self)
{
  if (self->pointer.carrying)
    put_down (self);
  else if (self->pointer.resizing)
    algo_board_changed (self);
  algo_board_forget_pointer (self);
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, AlgoBoard *self)
{
  algo_board_forget_pointer (self);
}

void
algo_board_forget_pointer (AlgoBoard *self)
{
  AlgoBoardPointer *pointer = &self->pointer;

  algo_widget_stop_ticking (GTK_WIDGET (self), &pointer->scroll_tick);
  if (pointer->pressed != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (pointer->pressed), "carried");
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  *pointer = (AlgoBoardPointer){ .drag = pointer->drag };
}

gboolean
algo_board_cancel_pointer (AlgoBoard *self)
{
  if (!self->pointer.carrying)
    return FALSE;
  gtk_gesture_set_state (self->pointer.drag, GTK_EVENT_SEQUENCE_DENIED);
  algo_board_forget_pointer (self);
  return TRUE;
}

/* A header clicked twice gives its panel all of the board. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, AlgoBoard *self)
{
  AlgoCard *card = find_card_at (self, x, y);

  if (n_press == 2 && is_handle (card, self, x, y))
    algo_board_set_full_panel (self, self->full == NULL ? algo_card_get_name (card) : NULL);
}

void
algo_board_add_pointer (AlgoBoard *self)
{
  self->pointer.drag = gtk_gesture_drag_new ();
  algo_widget_add_controller (self, gtk_event_controller_motion_new (), "enter", on_motion,
                              "motion", on_motion, "leave", on_leave, NULL);
  algo_widget_add_controller (self, self->pointer.drag, "drag-begin", on_drag_begin, "drag-update",
                              on_drag_update, "drag-end", on_drag_end, "cancel", on_cancel, NULL);
  algo_widget_add_controller (self, gtk_gesture_click_new (), "pressed", on_pressed, NULL);
}
