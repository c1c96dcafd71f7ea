/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an algorithm carries over to other sizes: FVU against n, both on logarithmic scales, with the
 * phase at each size and the sizes trained on shaded. */
#pragma once

#include "ui/pictures/drawing/plot.h"

/* Shades the sizes trained on, from half a size below to half a size above, and says that they are
 * where there is room. */
void algo_generalisation_draw_trained (const AlgoPlot *plot,
                                       cairo_t *cr,
                                       const AlgoStyle *style,
                                       guint least,
                                       guint most,
                                       AlgoColour colour);
