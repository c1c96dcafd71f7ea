/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style of pictures, as the theme, the text size and the screen of a widget have it.
 * Main thread. */
#pragma once

#include "ui/pictures/drawing/style.h"

#include <gtk/gtk.h>

/* The user's text size, of which the desktop's "large text" is one, beside the default's. */
double algo_text_scale_from_widget (GtkWidget *widget);
/* `style` borrows nothing from `widget`. */
void algo_style_init_from_widget (AlgoStyle *style, GtkWidget *widget);
