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

/* The focus. */

#define LAST_FOCUS "algo-last-focus" /* owned by the window: outside popovers */

/* That which has the focus, or NULL. */
static GtkWidget *
find_popover (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;
}

static void
on_popover_unmap (GtkWindow *window)
{
  GtkWidget *last = g_object_get_data (G_OBJECT (window), LAST_FOCUS);

  if (find_popover (window) == NULL && gtk_window_get_focus (window) != NULL)
    return;
  if (last == NULL || !gtk_widget_get_mapped (last) || !gtk_widget_grab_focus (last))
    gtk_window_set_focus (window, NULL);
}

static void
on_focus_changed (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *popover = find_popover (window);

  if (popover != NULL && !gtk_widget_get_mapped (popover))
    on_popover_unmap (window);
  else if (popover != NULL)
    {
      g_signal_handlers_disconnect_by_func (popover, on_popover_unmap, window);
      g_signal_connect_object (popover, "unmap", G_CALLBACK (on_popover_unmap), window,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  else if (focus != NULL)
    g_object_set_data_full (G_OBJECT (window), LAST_FOCUS, g_object_ref (focus), g_object_unref);
}

void
algo_window_bring_focus_back (GtkWindow *window)
{
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_changed), NULL);
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
