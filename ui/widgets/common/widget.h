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

/* Has the focus come back to where it was whenever a popover or menu of the window closes, and was
 * not moved elsewhere. GTK 4.8 leaves it in a submenu that is no longer there, deaf to all keys. */
void algo_window_bring_focus_back (GtkWindow *window);

/* Texts that are set again and again and seldom differ: GTK lays a window out anew, or asks for its
 * tooltips, whether or not a text is another. */

void algo_label_set_text (GtkLabel *label, const char *text);
/* NULL for none. */
void algo_widget_set_tooltip (GtkWidget *widget, const char *text);
/* Hidden without a label, which has a mnemonic. `target` is sunk, and may be NULL. */
void algo_button_offer (GtkButton *button, const char *label, const char *action, GVariant *target);

/* Keys that the keypad has, too. */

/* The key that one of the keypad stands for, Enter for Return; another key is itself. */
guint algo_key_without_keypad (guint key);
/* Where an arrow key leads, in steps to the right and down; FALSE for any other key. */
gboolean algo_key_get_direction (guint key, int *right, int *down);
