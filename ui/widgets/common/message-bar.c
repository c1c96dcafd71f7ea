/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/message-bar.h"

#include "ui/widgets/common/changed-text.h"
#include "ui/widgets/common/widget.h"

struct _AlgoMessageBar
{
  GtkBox parent_instance;

  /* Template children. */
  GtkImage *image;
  GtkLabel *label;
  GtkButton *button;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (AlgoMessageBar, algo_message_bar, GTK_TYPE_BOX)

void
algo_message_bar_show (AlgoMessageBar *self,
                       const char *text,
                       const char *label,
                       const char *action,
                       GVariant *target)
{
  gtk_label_set_text (self->label, text);
  algo_button_offer (self->button, label, action, target);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
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

void
algo_message_bar_dress (AlgoMessageBar *self, const char *icon_name, gboolean closable)
{
  gtk_image_set_from_icon_name (self->image, icon_name);
  gtk_widget_set_visible (self->close_button, closable);
}

static void
algo_message_bar_class_init (AlgoMessageBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  algo_class_add_signal (class, "closed", 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  algo_widget_class_use_template (widget_class, "message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, image);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, label);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, button);
  gtk_widget_class_bind_template_child (widget_class, AlgoMessageBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
}

static void
algo_message_bar_init (AlgoMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
