/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase at every log10 beta of the grid, as a strip that lies along the complexity slider.
 * Signal "picked" (double log_beta): a place on it was clicked, or Enter was pressed there. */
#pragma once

#include "engine/run/grid.h"
#include "ui/widgets/panels/picture-area.h"

#define ALGO_TYPE_RIBBON_VIEW (algo_ribbon_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRibbonView, algo_ribbon_view, ALGO, RIBBON_VIEW, AlgoPictureArea)

/* NULL shows the empty state. A reference is taken. `of` is what it is of, in words that assistive
 * technology is told first (algo_scene_describe()). */
void algo_ribbon_view_set_grid (AlgoRibbonView *self, AlgoGrid *grid, const char *of);
/* The log10 beta to be marked. */
void algo_ribbon_view_set_log_beta (AlgoRibbonView *self, double log_beta);
/* From either side of the widget to the ends of the range of beta, in pixels. */
void algo_ribbon_view_set_inset (AlgoRibbonView *self, double inset);
