/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style of pictures, as the theme, the text size and the screen of a widget have it. */
#pragma once

#include "ui/pictures/style.h"

#include <gtk/gtk.h>

/* Main thread. `style` borrows nothing from `widget`. */
void algo_style_init_from_widget (AlgoStyle *style, GtkWidget *widget);
