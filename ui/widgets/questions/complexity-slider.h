/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of log10 beta, with the phase ribbon along it and, below, the phase at the value
 * chosen or at the place on the ribbon that is pointed at.
 *
 * Property "log-beta", a double with two decimals in the trained range. Main thread. */
#pragma once

#include "engine/run/grid.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_COMPLEXITY_SLIDER (algo_complexity_slider_get_type ())
G_DECLARE_FINAL_TYPE (AlgoComplexitySlider,
                      algo_complexity_slider,
                      ALGO,
                      COMPLEXITY_SLIDER,
                      GtkWidget)

double algo_complexity_slider_get_log_beta (AlgoComplexitySlider *self);
/* Kept in range and rounded to two decimals. */
void algo_complexity_slider_set_log_beta (AlgoComplexitySlider *self, double log_beta);
/* The phases along the ribbon; NULL while they are not known. A reference is taken. */
void algo_complexity_slider_set_grid (AlgoComplexitySlider *self, AlgoGrid *grid, const char *of);
