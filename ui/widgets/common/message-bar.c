/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/message-bar.h"

#include "ui/widgets/common/widget.h"

#define TOAST "algo-toast" /* of a window, borrowed */
#define MOVE_BACK "win.set-arrangement"
#define SECONDS 8 /* to read a toast, and to find its button by keyboard */

struct _AlgoMessageBar
{
  GtkBox parent_instance;

  /* Template children. */
  GtkImage *image;
  GtkLabel *label;
  GtkButton *button;
  GtkWidget *close_button;
  GtkEventControllerMotion *pointer;
  GtkEventControllerFocus *focus;

  guint timer; /* 0: none under way */
};

G_DEFINE_FINAL_TYPE (AlgoMessageBar, algo_message_bar, GTK_TYPE_BOX)

static gboolean
on_timer (gpointer user_data)
{
  AlgoMessageBar *self = user_data;

  self->timer = 0;
  algo_message_bar_hide (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_toast (AlgoMessageBar *self)
{
  return gtk_widget_has_css_class (GTK_WIDGET (self), "toast");
}

/* A toast does not go under a person's hand. */
static void
restart_timer (AlgoMessageBar *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (is_toast (self) && gtk_widget_get_visible (GTK_WIDGET (self))
      && !gtk_event_controller_motion_contains_pointer (self->pointer)
      && !gtk_event_controller_focus_contains_focus (self->focus))
    self->timer = g_timeout_add_seconds (SECONDS, on_timer, self);
}

void
algo_message_bar_show (AlgoMessageBar *self,
                       const char *text,
                       const char *label,
                       const char *action,
                       GVariant *target)
{
  gtk_widget_set_visible (GTK_WIDGET (self->image), !is_toast (self));
  gtk_label_set_text (self->label, text);
  algo_button_offer (self->button, label, action, target);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (is_toast (self))
    g_object_set_data (G_OBJECT (gtk_widget_get_root (GTK_WIDGET (self))), TOAST, self);
  restart_timer (self);
}

void
algo_message_bar_tell (AlgoMessageBar *self, const char *text)
{
  algo_message_bar_show (self, text, NULL, NULL, NULL);
}

void
algo_message_bar_hide (AlgoMessageBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  restart_timer (self);
}

const char *
algo_message_bar_get_text (AlgoMessageBar *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}

static void
on_closed (AlgoMessageBar *self)
{
  g_signal_emit_by_name (self, "closed");
  algo_message_bar_hide (self);
}

/* What was done need not be taken back twice. */
static void
on_clicked (AlgoMessageBar *self)
{
  if (is_toast (self))
    algo_message_bar_hide (self);
}

gboolean
algo_message_bar_take_back (GtkWindow *window)
{
  AlgoMessageBar *toast = g_object_get_data (G_OBJECT (window), TOAST);

  if (toast == NULL || algo_message_bar_get_text (toast) == NULL
      || g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (toast->button)), MOVE_BACK)
             != 0)
    return FALSE;
  g_signal_emit_by_name (toast->button, "clicked");
  return TRUE;
}

/* By its key, where no change by hand can be undone. */
static void
on_take_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  algo_message_bar_take_back (GTK_WINDOW (gtk_widget_get_root (widget)));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  AlgoMessageBar *self = ALGO_MESSAGE_BAR (widget);

  if (!gtk_widget_get_visible (self->close_button))
    return FALSE;
  on_closed (self);
  return TRUE;
}

void
algo_message_bar_dress (AlgoMessageBar *self, const char *icon_name, gboolean closable)
{
  gtk_image_set_from_icon_name (self->image, icon_name);
  gtk_widget_set_visible (self->close_button, closable);
}

static void
algo_message_bar_dispose (GObject *object)
{
  g_clear_handle_id (&ALGO_MESSAGE_BAR (object)->timer, g_source_remove);

  G_OBJECT_CLASS (algo_message_bar_parent_class)->dispose (object);
}

static void
algo_message_bar_class_init (AlgoMessageBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_message_bar_dispose;

  algo_class_add_signal (class, "closed", 0);

  gtk_widget_class_set_css_name (widget_class, "message");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_install_action (widget_class, "message.take-back", NULL, on_take_back);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  algo_widget_class_use_template (widget_class, "message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, image);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, label);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, button);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, close_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, pointer);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, focus);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, restart_timer);
}

static void
algo_message_bar_init (AlgoMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
