/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heading of a panel: its title on the left, and on the right a number with its name.
 *
 * The title comes first. Where there is no room for all, the name is cut, then the number goes
 * altogether, as it would not be understood without a name; and only then the title is cut. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_CARD_HEADING (algo_card_heading_get_type ())
G_DECLARE_FINAL_TYPE (AlgoCardHeading, algo_card_heading, ALGO, CARD_HEADING, GtkBox)

void algo_card_heading_set_title (AlgoCardHeading *self, const char *title);
/* NULL for none. */
void algo_card_heading_set_number (AlgoCardHeading *self, const char *name, const char *value);
