/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What widgets and their classes have in common. Main thread. */
#pragma once

#include "ui/widgets/common/signals.h"

#include <gtk/gtk.h>

/* Its template is that file of the program's, "toast.ui". */
void algo_widget_class_use_template (GtkWidgetClass *class, const char *file);

/* Adds a controller, which it takes. Its signals, pairs of a name and a callback with a NULL at the
 * end, tell the widget, which the callbacks have as their last argument. */
void algo_widget_add_controller (gpointer widget, gpointer controller, const char *signal, ...)
    G_GNUC_NULL_TERMINATED;

/* Calls `callback` in each frame until it returns G_SOURCE_REMOVE and sets *`tick` to 0, unless
 * there is one, in *`tick`, already, or the widget is not mapped and has no frames. */
void algo_widget_start_ticking (GtkWidget *widget, guint *tick, GtkTickCallback callback);
void algo_widget_stop_ticking (GtkWidget *widget, guint *tick);
