/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coloured fields over training steps and log10 beta: a cell for each point of the grids of a
 * history. */
#pragma once

#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/plot.h"

/* Which of the field's colours the cell of a point of a grid of the history has. */
typedef guint (*AlgoGridShadeFunc) (gconstpointer data, gsize grid, guint point);

/* Fills `plot`, whose x counts steps and whose y is log10 beta, as far as there are grids. Takes
 * time in proportion to the plot's pixels and hardly to the number of grids. */
void algo_grid_field_draw (const AlgoGridHistory *history,
                           const AlgoPlot *plot,
                           cairo_t *cr,
                           const AlgoStyle *style,
                           const AlgoColour *colours,
                           AlgoGridShadeFunc get,
                           gconstpointer data);
/* The area of a cell. */
AlgoArea algo_grid_field_locate (const AlgoGridHistory *history,
                                 const AlgoPlot *plot,
                                 const AlgoStyle *style,
                                 gsize grid,
                                 guint point);
/* The field of the phase diagram, with letters. The lines of a cursor at the places (x, y), either
 * of which may be not a number, give way to them. */
void algo_phase_field_draw (const AlgoGridHistory *history,
                            const AlgoPlot *plot,
                            cairo_t *cr,
                            const AlgoStyle *style,
                            double cursor_x,
                            double cursor_y);
