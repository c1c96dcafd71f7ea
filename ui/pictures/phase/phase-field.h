/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coloured field of the phase diagram and the letters on it. */
#pragma once

#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/plot.h"

/* Fills `plot`, whose x counts steps and whose y is log10 beta, as far as there are grids. On
 * screen as one image of the plot's pixels; in figures as rectangles, each as long as one shade
 * lasts, reaching under the next ones against seams. Takes time in proportion to the plot's pixels
 * and hardly to the number of grids. The lines of a cursor at the places (x, y), either of which
 * may be not a number, give way to the letters. */
void algo_phase_field_draw (const AlgoGridHistory *history,
                            const AlgoPlot *plot,
                            cairo_t *cr,
                            const AlgoStyle *style,
                            double cursor_x,
                            double cursor_y);
