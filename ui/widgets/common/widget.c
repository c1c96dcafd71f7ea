/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/widget.h"

#define FOLDER "/org/algoscope/Algoscope/ui/"

void
algo_widget_class_use_template (GtkWidgetClass *class, const char *file)
{
  g_autofree char *path = g_strconcat (FOLDER, file, NULL);

  gtk_widget_class_set_template_from_resource (class, path);
}

void
algo_widget_add_controller (gpointer widget, gpointer controller, const char *signal, ...)
{
  va_list rest;

  va_start (rest, signal);
  for (; signal != NULL; signal = va_arg (rest, const char *))
    g_signal_connect (controller, signal, va_arg (rest, GCallback), widget);
  va_end (rest);
  gtk_widget_add_controller (widget, controller);
}

void
algo_widget_start_ticking (GtkWidget *widget, guint *tick, GtkTickCallback callback)
{
  if (*tick == 0 && gtk_widget_get_mapped (widget))
    *tick = gtk_widget_add_tick_callback (widget, callback, NULL, NULL);
}

void
algo_widget_stop_ticking (GtkWidget *widget, guint *tick)
{
  if (*tick != 0)
    gtk_widget_remove_tick_callback (widget, *tick);
  *tick = 0;
}

/* Texts. */

void
algo_label_set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

void
algo_widget_set_tooltip (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}

void
algo_button_offer (GtkButton *button, const char *label, const char *action, GVariant *target)
{
  GtkActionable *actionable = GTK_ACTIONABLE (button);

  /* An action and a target that do not go together would be a warning. */
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, action);
}

/* Keys. */

guint
algo_key_without_keypad (guint key)
{
  /* Home, the arrows, Page Up, Page Down and End come in one order in both places. */
  if (key >= GDK_KEY_KP_Home && key <= GDK_KEY_KP_End)
    return key - GDK_KEY_KP_Home + GDK_KEY_Home;
  if (key == GDK_KEY_KP_Enter)
    return GDK_KEY_Return;
  return key == GDK_KEY_KP_Delete ? GDK_KEY_Delete : key;
}

gboolean
algo_key_get_direction (guint key, int *right, int *down)
{
  const guint plain = algo_key_without_keypad (key);

  *right = (plain == GDK_KEY_Right) - (plain == GDK_KEY_Left);
  *down = (plain == GDK_KEY_Down) - (plain == GDK_KEY_Up);
  return *right != 0 || *down != 0;
}
