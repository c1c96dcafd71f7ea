/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/panel-view-private.h"

#include "ui/widgets/common/widget.h"
#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/panels/weights-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TELL_INTERVAL 1000 /* ms between what a person with the focus is told of training */
#define READOUT_DISTANCE 8 /* pixels from the cursor */

#define PROP_OPTION 1

G_DEFINE_TYPE_WITH_PRIVATE (AlgoPanelView, algo_panel_view, GTK_TYPE_WIDGET)

AlgoPanelViewPrivate *
algo_panel_view_get_private (AlgoPanelView *self)
{
  return algo_panel_view_get_instance_private (self);
}

static AlgoEdit *
edit_copy (AlgoEdit *edit)
{
  AlgoEdit *copy = g_memdup2 (edit, sizeof *edit);

  copy->order = g_memdup2 (edit->order, edit->count * sizeof *edit->order);
  return copy;
}

static void
edit_free (AlgoEdit *edit)
{
  g_free ((gpointer) edit->order);
  g_free (edit);
}

G_DEFINE_BOXED_TYPE (AlgoEdit, algo_edit, edit_copy, edit_free)

/* What there is. */

AlgoScene *
algo_panel_view_get_scene (AlgoPanelView *self)
{
  return algo_panel_view_get_private (self)->scene;
}

const char *
algo_panel_view_get_readout (AlgoPanelView *self)
{
  return algo_panel_view_get_private (self)->readout;
}

AlgoNetwork *
algo_panel_view_get_network (AlgoPanelView *self)
{
  const AlgoScene *scene = algo_panel_view_get_scene (self);

  return scene != NULL ? algo_scene_get_network (scene) : NULL;
}

const AlgoPanelCursor *
algo_panel_view_get_cursor (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  return priv->has_cursor ? &priv->cursor : NULL;
}

/* Edits. */

void
algo_panel_view_edit (AlgoPanelView *self, const AlgoEdit *edit)
{
  g_signal_emit_by_name (self, "edit", edit);
}

void
algo_panel_view_toggle_ablation (AlgoPanelView *self, guint neuron)
{
  const gboolean ablated = algo_network_is_ablated (algo_panel_view_get_network (self), neuron);

  algo_panel_view_edit (self, &(AlgoEdit){ .kind = ablated ? ALGO_EDIT_RESTORE : ALGO_EDIT_ABLATE,
                                           .neuron = neuron });
}

/* Assistive technology. */

/* What is under the cursor goes first: it is what was just asked for. */
static void
panel_view_tell (AlgoPanelView *self)
{
  const char *readout = algo_panel_view_get_readout (self);
  const char *picture = algo_panel_view_get_description (self);
  g_autofree char *description =
      g_strconcat (readout != NULL ? readout : "", readout != NULL ? "\n" : "", picture, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
tell_now (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  g_clear_handle_id (&priv->tell_timer, g_source_remove);
  priv->told = g_get_monotonic_time ();
  ALGO_PANEL_VIEW_GET_CLASS (self)->tell (self);
}

static gboolean
on_tell_timer (gpointer user_data)
{
  tell_now (user_data);
  return G_SOURCE_REMOVE;
}

/* The readout. */

static char *
read_cursor (AlgoPanelView *self, AlgoArea *area)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);

  return frame.scene != NULL ? algo_panel_read (&frame, area) : NULL;
}

static void
update_readout (AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  AlgoArea area = priv->readout_area;
  g_autofree char *readout = read_cursor (self, &area);
  const gboolean is_same = g_strcmp0 (readout, priv->readout) == 0;

  /* To be laid out anew is to be drawn anew. */
  if (!is_same || (readout != NULL && memcmp (&area, &priv->readout_area, sizeof area) != 0))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  priv->readout_area = area;
  if (is_same)
    return;

  g_free (priv->readout);
  priv->readout = g_steal_pointer (&readout);
  if (priv->readout != NULL)
    gtk_label_set_text (GTK_LABEL (priv->readout_label), priv->readout);
  gtk_widget_set_child_visible (priv->readout_label,
                                priv->painter != NULL && priv->readout != NULL);
  g_signal_emit_by_name (self, "readout-changed");
}

void
algo_panel_view_tell (AlgoPanelView *self, gboolean by_itself)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (self));
  const gint64 passed = (g_get_monotonic_time () - priv->told) / 1000;

  update_readout (self);
  if (!by_itself || (state & GTK_STATE_FLAG_FOCUS_WITHIN) == 0 || passed >= TELL_INTERVAL)
    tell_now (self);
  else if (priv->tell_timer == 0)
    priv->tell_timer = g_timeout_add ((guint) (TELL_INTERVAL - passed), on_tell_timer, self);
}

/* Beside the cursor, on the side with more room, kept inside the picture. */
static void
place_readout (AlgoPanelView *self, int width, int height)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  AlgoArea *area = &priv->readout_area;
  /* At another size, what is under the cursor is elsewhere. */
  g_autofree char *readout G_GNUC_UNUSED = read_cursor (self, area);
  GtkRequisition size;
  GtkAllocation place;

  gtk_widget_measure (priv->readout_label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &size.width, NULL,
                      NULL);
  place.width = MIN (size.width, width);
  gtk_widget_measure (priv->readout_label, GTK_ORIENTATION_VERTICAL, place.width, NULL,
                      &size.height, NULL, NULL);
  place.height = MIN (size.height, height);

  place.x = area->x + area->width + READOUT_DISTANCE;
  if (area->x + area->width / 2 > width / 2.0)
    place.x = area->x - READOUT_DISTANCE - place.width;
  place.y = area->y - READOUT_DISTANCE - place.height;
  if (place.y < 0)
    place.y = area->y + area->height + READOUT_DISTANCE;
  place.x = CLAMP (place.x, 0, width - place.width);
  place.y = CLAMP (place.y, 0, height - place.height);
  gtk_widget_size_allocate (priv->readout_label, &place, -1);
}

/* The cursor. */

/* The picture may be drawn with it. */
void
algo_panel_view_set_cursor (AlgoPanelView *self, const AlgoPanelCursor *cursor)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  priv->has_cursor = cursor != NULL;
  if (cursor != NULL)
    priv->cursor = *cursor;
  algo_panel_view_check (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  update_readout (self);
}

static void
point_at (AlgoPanelView *self, double x, double y)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  AlgoPanelCursor cursor;

  algo_panel_view_get_private (self)->pointing = TRUE;
  if (frame.scene != NULL)
    algo_panel_view_set_cursor (self, algo_panel_pick (&frame, x, y, &cursor) ? &cursor : NULL);
}

void
algo_panel_view_point_again (AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  if (priv->pointing)
    point_at (self, priv->pointer_x, priv->pointer_y);
}

static void
clear_cursor (AlgoPanelView *self)
{
  algo_panel_view_get_private (self)->pointing = FALSE;
  algo_panel_view_set_cursor (self, NULL);
}

static gboolean
move_cursor (AlgoPanelView *self, int right, int down)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  AlgoPanelCursor cursor = { 0 };

  priv->pointing = FALSE;
  if (frame.cursor != NULL)
    cursor = *frame.cursor;
  if (frame.scene == NULL || !algo_panel_move (&frame, right, down, &cursor))
    return FALSE;
  algo_panel_view_set_cursor (self, &cursor);
  /* A person who moves the cursor by keys is told at once. */
  tell_now (self);
  return TRUE;
}

/* It was clicked, or Enter was pressed on it. FALSE if nothing comes of that. */
static gboolean
activate (AlgoPanelView *self)
{
  const AlgoPanelFrame frame = algo_panel_view_get_frame (self);
  AlgoPanelDestination to;

  if (frame.scene == NULL || !algo_panel_lead (&frame, &to))
    return FALSE;
  /* One seed is shown only where the step and the complexity are those that are looked at. */
  if (to.member >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.select-seed", "u", (guint) to.member);
  else
    g_signal_emit_by_name (self, "go-to", to.step, to.log_beta, to.inputs);
  return TRUE;
}

/* Pointer, keys and focus. */

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, AlgoPanelView *self)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  const gboolean moved = x != priv->pointer_x || y != priv->pointer_y;

  /* It is also told to lie where it lay, when something around it changes: a cursor that keys have
   * moved stays where it is. */
  priv->pointer_x = x;
  priv->pointer_y = y;
  if (moved || priv->pointing || priv->readout == NULL)
    point_at (self, x, y);
}

static void
on_leave (GtkEventControllerMotion *controller, AlgoPanelView *self)
{
  if (algo_panel_view_get_private (self)->pointing)
    clear_cursor (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, AlgoPanelView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  point_at (self, x, y);
  activate (self);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                AlgoPanelView *self)
{
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);
  int right, down;

  if (priv->panel->move == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (algo_key_get_direction (key, &right, &down))
    return move_cursor (self, right, down);
  if (key == GDK_KEY_Escape && priv->readout != NULL)
    {
      clear_cursor (self);
      return TRUE;
    }
  return algo_key_without_keypad (key) == GDK_KEY_Return && activate (self);
}

static void
on_focus_leave (GtkEventControllerFocus *controller, AlgoPanelView *self)
{
  if (!algo_panel_view_get_private (self)->pointing)
    clear_cursor (self);
}

/* GtkWidget and GObject. */

static void
algo_panel_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);
  const AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  if (gtk_widget_get_width (widget) < 1 || gtk_widget_get_height (widget) < 1
      || priv->scene == NULL)
    return;
  ALGO_PANEL_VIEW_GET_CLASS (self)->show (self, snapshot);
  gtk_widget_snapshot_child (widget, priv->readout_label, snapshot);
}

static void
algo_panel_view_map (GtkWidget *widget)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);

  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->map (widget);
  algo_panel_view_describe_now (self);
  algo_panel_view_tell (self, FALSE);
  algo_panel_view_check_later (self);
}

static void
algo_panel_view_unmap (GtkWidget *widget)
{
  algo_panel_view_stop (ALGO_PANEL_VIEW (widget));
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->unmap (widget);
}

static void
algo_panel_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AlgoPanelView *self = ALGO_PANEL_VIEW (widget);

  if (gtk_widget_get_child_visible (algo_panel_view_get_private (self)->readout_label))
    place_readout (self, width, height);
  algo_panel_view_check_later (self);
}

static void
algo_panel_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (algo_panel_view_parent_class)->css_changed (widget, change);
  algo_panel_view_check_later (ALGO_PANEL_VIEW (widget));
}

/* "option" is the only property. */

static void
algo_panel_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, algo_panel_view_get_private (ALGO_PANEL_VIEW (object))->option);
}

static void
algo_panel_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (ALGO_PANEL_VIEW (object));
  const gboolean option = g_value_get_boolean (value);

  if (option == priv->option)
    return;
  priv->option = option;
  algo_panel_view_check (ALGO_PANEL_VIEW (object));
  g_object_notify_by_pspec (object, pspec);
}

static void
algo_panel_view_dispose (GObject *object)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (ALGO_PANEL_VIEW (object));

  algo_panel_view_drop (ALGO_PANEL_VIEW (object));
  g_clear_pointer (&priv->painter, algo_painter_unref);
  g_clear_handle_id (&priv->tell_timer, g_source_remove);
  g_clear_pointer (&priv->readout_label, gtk_widget_unparent);
  g_clear_pointer (&priv->readout, g_free);

  G_OBJECT_CLASS (algo_panel_view_parent_class)->dispose (object);
}

static void
algo_panel_view_class_init (AlgoPanelViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = algo_panel_view_get_property;
  object_class->set_property = algo_panel_view_set_property;
  object_class->dispose = algo_panel_view_dispose;
  widget_class->snapshot = algo_panel_view_snapshot;
  widget_class->map = algo_panel_view_map;
  widget_class->unmap = algo_panel_view_unmap;
  widget_class->size_allocate = algo_panel_view_size_allocate;
  widget_class->css_changed = algo_panel_view_css_changed;
  class->show = algo_panel_view_show;
  class->tell = panel_view_tell;

  g_object_class_install_property (object_class, PROP_OPTION,
                                   g_param_spec_boolean ("option", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                             | G_PARAM_EXPLICIT_NOTIFY));
  algo_class_add_signal (class, "go-to", 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_UINT);
  algo_class_add_signal (class, "edit", 1, ALGO_TYPE_EDIT);
  algo_class_add_signal (class, "described", 0);
  algo_class_add_signal (class, "readout-changed", 0);
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
algo_panel_view_init (AlgoPanelView *self)
{
  const char *const classes[] = { "readout", NULL };
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "natural-wrap-mode",
                    GTK_NATURAL_WRAP_NONE, "css-classes", classes, "can-target", FALSE, NULL);

  algo_panel_view_get_private (self)->readout_label = label;
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_child_visible (label, FALSE);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  algo_widget_add_controller (self, gtk_event_controller_motion_new (), "enter", on_motion,
                              "motion", on_motion, "leave", on_leave, NULL);
  algo_widget_add_controller (self, gtk_event_controller_key_new (), "key-pressed", on_key_pressed,
                              NULL);
  algo_widget_add_controller (self, gtk_event_controller_focus_new (), "leave", on_focus_leave,
                              NULL);
  algo_widget_add_controller (self, gtk_gesture_click_new (), "pressed", on_pressed, NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (algo_panel_view_check_later), NULL);
}

void
algo_panel_view_set_panel (AlgoPanelView *self, const AlgoPanel *panel, AlgoPainter *painter)
{
  AlgoPanelViewPrivate *priv = algo_panel_view_get_private (self);

  priv->panel = panel;
  priv->painter = painter != NULL ? algo_painter_ref (painter) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (panel->label), -1);
}

/* Two have a life of their own. */
static GType
choose_type (const AlgoPanel *panel)
{
  if (g_str_equal (panel->name, "weights"))
    return ALGO_TYPE_WEIGHTS_VIEW;
  return g_str_equal (panel->name, "network") ? ALGO_TYPE_NETWORK_VIEW : ALGO_TYPE_PANEL_VIEW;
}

AlgoPanelView *
algo_panel_view_new (const AlgoPanel *panel, AlgoPainter *painter)
{
  AlgoPanelView *self = g_object_new (choose_type (panel), NULL);

  algo_panel_view_set_panel (self, panel, painter);
  return self;
}
