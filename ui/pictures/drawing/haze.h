/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of faint thin lines of two colours, as a haze on pixels of the screen.
 *
 * Lines only add how deep the haze is, -ln (1 - opacity) of each colour, by which opacities
 * multiply as where one is painted over another. What there is to see is worked out once for each
 * pixel, not for each line at each pixel, and does not depend on their order. As lines are too many
 * to be told apart, depths are kept for squares of four pixels. */
#pragma once

#include "ui/pictures/drawing/marks.h"

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
