/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars above the panels: one for what is wrong, one for what is good to know. */
#include "app/run/autosave.h"
#include "app/window/window-private.h"

void
algo_window_show_message (AlgoWindow *self, const char *message)
{
  gtk_label_set_text (self->message_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), FALSE);
  gtk_widget_set_visible (self->message_bar, TRUE);
}

void
algo_window_show_problem (AlgoWindow *self,
                          const char *message,
                          const char *label,
                          const char *action)
{
  algo_window_show_message (self, message);
  gtk_button_set_label (self->message_button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->message_button), action);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), TRUE);
}

void
algo_window_hide_message (AlgoWindow *self)
{
  gtk_widget_set_visible (self->message_bar, FALSE);
}

void
algo_window_show_notice (AlgoWindow *self,
                         const char *icon,
                         const char *text,
                         const char *label,
                         const char *action,
                         const char *target)
{
  GtkActionable *button = GTK_ACTIONABLE (self->notice_button);

  g_clear_pointer (&self->interrupted, g_free);
  gtk_image_set_from_icon_name (self->notice_icon, icon);
  gtk_label_set_text (self->notice_label, text);
  gtk_button_set_label (self->notice_button, label);
  /* An action and a target that do not go together would be a warning. */
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target (button, "s", target);
  gtk_actionable_set_action_name (button, action);
  gtk_widget_set_visible (self->notice_bar, TRUE);
}

void
algo_window_hide_notice (AlgoWindow *self)
{
  g_clear_pointer (&self->interrupted, g_free);
  gtk_widget_set_visible (self->notice_bar, FALSE);
}
