/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/toast.h"

#include "ui/widgets/common/changed-text.h"
#include "ui/widgets/common/widget.h"

#define SECONDS 8 /* to read it, and to find its button by keyboard */

struct _AlgoToast
{
  GtkBox parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
  GtkEventControllerMotion *pointer;
  GtkEventControllerFocus *focus;

  guint timer; /* 0: none under way */
};

G_DEFINE_FINAL_TYPE (AlgoToast, algo_toast, GTK_TYPE_BOX)

static gboolean
on_timer (gpointer user_data)
{
  AlgoToast *self = user_data;

  self->timer = 0;
  algo_toast_hide (self);
  return G_SOURCE_REMOVE;
}

/* It does not go under a person's hand. */
static void
restart_timer (AlgoToast *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (gtk_revealer_get_reveal_child (self->revealer)
      && !gtk_event_controller_motion_contains_pointer (self->pointer)
      && !gtk_event_controller_focus_contains_focus (self->focus))
    self->timer = g_timeout_add_seconds (SECONDS, on_timer, self);
}

void
algo_toast_show (AlgoToast *self,
                 const char *text,
                 const char *label,
                 const char *action,
                 GVariant *target)
{
  gtk_label_set_text (self->label, text);
  algo_button_offer (self->button, label, action, target);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  restart_timer (self);
}

void
algo_toast_hide (AlgoToast *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  restart_timer (self);
}

const char *
algo_toast_get_text (AlgoToast *self)
{
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_text (self->label) : NULL;
}

/* Once it has slid out of sight, so that it is no longer in the way of what is below it. */
static void
on_child_revealed (AlgoToast *self)
{
  if (!gtk_revealer_get_child_revealed (self->revealer)
      && !gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  algo_toast_hide (ALGO_TOAST (widget));
  return TRUE;
}

static void
algo_toast_dispose (GObject *object)
{
  g_clear_handle_id (&ALGO_TOAST (object)->timer, g_source_remove);

  G_OBJECT_CLASS (algo_toast_parent_class)->dispose (object);
}

static void
algo_toast_class_init (AlgoToastClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_toast_dispose;

  gtk_widget_class_set_css_name (widget_class, "toast");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  algo_widget_class_use_template (widget_class, "toast.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoToast, revealer);
  gtk_widget_class_bind_template_child (widget_class, AlgoToast, label);
  gtk_widget_class_bind_template_child (widget_class, AlgoToast, button);
  gtk_widget_class_bind_template_child (widget_class, AlgoToast, pointer);
  gtk_widget_class_bind_template_child (widget_class, AlgoToast, focus);
  gtk_widget_class_bind_template_callback (widget_class, on_child_revealed);
  gtk_widget_class_bind_template_callback (widget_class, algo_toast_hide);
  gtk_widget_class_bind_template_callback (widget_class, restart_timer);
}

static void
algo_toast_init (AlgoToast *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
