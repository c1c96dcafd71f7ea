/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase at every log10 beta of the grid, as a strip that lies along the complexity slider and
 * has its value marked. A place on it that is clicked, or on which Enter is pressed, is chosen. */
#pragma once

#include "engine/run/grid.h"
#include "ui/widgets/panels/picture-area.h"

#define ALGO_TYPE_RIBBON_VIEW (algo_ribbon_view_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRibbonView, algo_ribbon_view, ALGO, RIBBON_VIEW, AlgoPictureArea)

/* From either side of the widget to the ends of the range of beta, in pixels: the padding that
 * resources/style.css gives the slider. */
#define ALGO_RIBBON_INSET 12

/* The slider's, log10 beta over its range; to be called once, a reference is taken. */
void algo_ribbon_view_set_adjustment (AlgoRibbonView *self, GtkAdjustment *adjustment);
/* NULL shows the empty state. A reference is taken. `of` is what it is of, in words that assistive
 * technology is told first (algo_scene_describe()); `by_itself` as for algo_picture_area_tell(). */
void algo_ribbon_view_set_grid (AlgoRibbonView *self,
                                AlgoGrid *grid,
                                const char *of,
                                gboolean by_itself);
/* Borrowed. */
AlgoGrid *algo_ribbon_view_get_grid (AlgoRibbonView *self);
