/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of log10 beta, with the phase ribbon along it and, below, the phase at the value
 * chosen or at the place on the ribbon that is pointed at.
 *
 * Signal "log-beta-changed": algo_complexity_slider_get_log_beta() has another answer. Main thread.
 */
#pragma once

#include "ui/pictures/scene/scene.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_COMPLEXITY_SLIDER (algo_complexity_slider_get_type ())
G_DECLARE_FINAL_TYPE (AlgoComplexitySlider, algo_complexity_slider, ALGO, COMPLEXITY_SLIDER, GtkBox)

/* Two decimals, in range. */
double algo_complexity_slider_get_log_beta (AlgoComplexitySlider *self);
/* Kept in range and rounded to two decimals. */
void algo_complexity_slider_set_log_beta (AlgoComplexitySlider *self, double log_beta);
/* What can be chosen, that by default at first; the value is kept in it. */
void algo_complexity_slider_set_range (AlgoComplexitySlider *self, AlgoBetaRange range);
/* The phases along the ribbon are those of the scene's grid. A reference is taken. */
void algo_complexity_slider_set_scene (AlgoComplexitySlider *self, AlgoScene *scene);
