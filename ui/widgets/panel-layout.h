/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays panels out by the room there is: the first across the whole width, the others below it in
 * as many columns as are wide enough, the last row filled. Taller than its least height, it shares
 * out the rest; in less, its parent scrolls. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_PANEL_LAYOUT (algo_panel_layout_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPanelLayout, algo_panel_layout, ALGO, PANEL_LAYOUT, GtkLayoutManager)

GtkLayoutManager *algo_panel_layout_new (void);
