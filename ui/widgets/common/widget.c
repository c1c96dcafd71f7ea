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
