/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, discs and rings by the thousand.
 *
 * On a screen they go straight onto pixels, ten times as fast as by cairo, which makes a polygon
 * and a mask of each; in a figure they are strokes and fills. Coordinates and sizes are in units,
 * finite. */
#pragma once

#include "ui/pictures/drawing/style.h"

typedef struct
{
  cairo_t *cr; /* borrowed, as is the next */
  const AlgoStyle *style;
  cairo_surface_t *image; /* owned; NULL in a figure */
  guint32 *pixels;
  gsize stride; /* pixels */
  int width, height;
  double pixel; /* in units */
} AlgoMarks;

/* For a picture of this size, from (0, 0) on; what reaches beyond it is left out on a screen. */
void algo_marks_begin (AlgoMarks *marks,
                       cairo_t *cr,
                       double width,
                       double height,
                       const AlgoStyle *style);
/* Paints what was added, and frees what `marks` owns. */
void algo_marks_end (AlgoMarks *marks);

/* Ends are square, and exact only where something covers them. */
void algo_marks_add_line (AlgoMarks *marks,
                          AlgoColour colour,
                          double line_width,
                          double x0,
                          double y0,
                          double x1,
                          double y1);
void algo_marks_add_disc (AlgoMarks *marks, AlgoColour colour, double x, double y, double radius);
/* The middle of its line at `radius`. */
void algo_marks_add_ring (AlgoMarks *marks,
                          AlgoColour colour,
                          double line_width,
                          double x,
                          double y,
                          double radius);

/* Thousands of faint thin lines of two colours, as a haze on pixels of the screen.
 *
 * Lines only add how deep the haze is, -ln (1 - opacity) of each colour, by which opacities
 * multiply as where one is painted over another. What there is to see is worked out once for each
 * pixel, not for each line at each pixel, and does not depend on their order. As lines are too many
 * to be told apart, depths are kept for squares of four pixels. */
typedef struct
{
  AlgoMarks *marks;      /* borrowed */
  AlgoColour colours[2]; /* opaque */
  int width, height;     /* squares */
  guint16 *depths[2];    /* owned, (height, width) each */
} AlgoHaze;

/* `marks` are begun, and not of a figure: those have an image. */
void algo_haze_begin (AlgoHaze *haze, AlgoMarks *marks, const AlgoColour colours[2]);
/* Whether a line is for the haze: where it is not, the eye would tell it from those around it. */
gboolean algo_haze_takes (const AlgoMarks *marks, double opacity, double line_width);
/* Such a line of colour 0 or 1. */
void algo_haze_add_line (AlgoHaze *haze,
                         guint colour,
                         double opacity,
                         double line_width,
                         double x0,
                         double y0,
                         double x1,
                         double y1);
/* Paints it behind all other marks, of which there are none yet, and frees what it owns. */
void algo_haze_end (AlgoHaze *haze);
