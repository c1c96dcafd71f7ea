/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks and numbers along a slider. GtkScale's own marks would catch the handle within 12 pixels,
 * which at the width of a side pane is most of the way from one mark to the next. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_SCALE_TICKS (algo_scale_ticks_get_type ())
G_DECLARE_FINAL_TYPE (AlgoScaleTicks, algo_scale_ticks, ALGO, SCALE_TICKS, GtkWidget)

/* Whole numbers from `low` to `high`. Main thread. */
void algo_scale_ticks_set_range (AlgoScaleTicks *self, int low, int high);
/* From either side of the widget to the ends of the range, in pixels. */
void algo_scale_ticks_set_inset (AlgoScaleTicks *self, double inset);
