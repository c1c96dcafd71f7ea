/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/fullscreen.h"

#include "app/run/actions.h"

#define ACTION "fullscreen"

static void
on_fullscreen (gpointer window, GVariant *state)
{
  g_object_set (window, "fullscreened", g_variant_get_boolean (state), NULL);
}

static void
on_fullscreen_changed (GtkWindow *window, GParamSpec *pspec, GtkWidget *header)
{
  const gboolean fullscreen = gtk_window_is_fullscreen (window);
  GtkBox *content = GTK_BOX (gtk_window_get_child (window));
  const gboolean inside = gtk_widget_get_parent (header) == GTK_WIDGET (content);

  algo_actions_set_state (G_ACTION_MAP (window), ACTION, g_variant_new_boolean (fullscreen));
  if (fullscreen && !inside)
    {
      gtk_window_set_titlebar (window, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
      gtk_box_prepend (content, header);
    }
  else if (!fullscreen && inside)
    {
      gtk_box_remove (content, header);
      gtk_window_set_titlebar (window, header);
    }
}

static void
unref_header (gpointer header, GClosure *closure)
{
  g_object_unref (header);
}

void
algo_fullscreen_add (GtkApplicationWindow *window)
{
  const AlgoAction action = { ACTION, NULL, NULL, "false", G_CALLBACK (on_fullscreen) };
  GtkWidget *header = gtk_window_get_titlebar (GTK_WINDOW (window));

  algo_actions_add (G_ACTION_MAP (window), &action, 1, window);
  g_signal_connect_data (window, "notify::fullscreened", G_CALLBACK (on_fullscreen_changed),
                         g_object_ref (header), unref_header, 0);
}
