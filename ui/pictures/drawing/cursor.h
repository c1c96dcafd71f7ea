/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of what is chosen, which show on any colour: the foreground's between two of the card's. */
#pragma once

#include "ui/pictures/drawing/plot.h"

/* Strokes the path in that way, the foreground's line of this width; it is then gone. */
void algo_cursor_stroke (cairo_t *cr, const AlgoStyle *style, double width);
/* Lines across the plot at the place x, and at y; where a place is not a number or lies outside,
 * there is none. */
void algo_cursor_draw_lines (cairo_t *cr,
                             const AlgoStyle *style,
                             const AlgoPlot *plot,
                             double x,
                             double y);
/* A line where x is a value, and a ring where y is one there, if that is in the plot. */
void algo_cursor_draw_reading (cairo_t *cr,
                               const AlgoStyle *style,
                               const AlgoPlot *plot,
                               double x,
                               double y);
void algo_cursor_draw_ring (cairo_t *cr, const AlgoStyle *style, double x, double y, double radius);
/* A frame around a cell, for what the pointer or the keyboard is at. */
void algo_cursor_draw_frame (cairo_t *cr, const AlgoStyle *style, const AlgoArea *cell);
