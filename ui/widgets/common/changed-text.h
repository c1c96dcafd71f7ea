/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are set again and again and seldom differ: GTK lays a window out anew, or asks for its
 * tooltips, whether or not a text is another. Main thread. */
#pragma once

#include <gtk/gtk.h>

void algo_label_set_text (GtkLabel *label, const char *text);
/* NULL for none. */
void algo_widget_set_tooltip (GtkWidget *widget, const char *text);
/* Hidden without a label, which has a mnemonic. `target` is sunk, and may be NULL. */
void algo_button_offer (GtkButton *button, const char *label, const char *action, GVariant *target);
