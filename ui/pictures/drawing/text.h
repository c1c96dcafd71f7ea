/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in pictures: one line each, tabular figures, sized in units.
 *
 * Layouts are kept for each thread and found again by their text, so that a label that does not
 * change costs nothing at 60 frames a second. */
#pragma once

#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_TEXT_REGULAR,
  ALGO_TEXT_BOLD,
} AlgoTextWeight;

/* How a piece of text looks and where it hangs. */
typedef struct
{
  double size;
  AlgoTextWeight weight;
  AlgoColour colour;
  double align;    /* horizontally: 0 begins at x, 0.5 is centred on it, 1 ends there */
  gboolean markup; /* the text is Pango markup */
  double
      max_width; /* longer text is cut with an ellipsis, longer markup set smaller; 0: no limit */
} AlgoTextFormat;

/* Draws with the baseline at y. Returns the width drawn. */
double algo_text_draw (cairo_t *cr,
                       const AlgoStyle *style,
                       const AlgoTextFormat *format,
                       double x,
                       double y,
                       const char *text);
/* As above with the middle of the digits' height at y. */
double algo_text_draw_middle (cairo_t *cr,
                              const AlgoStyle *style,
                              const AlgoTextFormat *format,
                              double x,
                              double y,
                              const char *text);
/* As above, turned to read upwards, its middle at x and centred on y by `align`. */
void algo_text_draw_upwards (cairo_t *cr,
                             const AlgoStyle *style,
                             const AlgoTextFormat *format,
                             double x,
                             double y,
                             const char *text);
double algo_text_width (const AlgoStyle *style, const AlgoTextFormat *format, const char *text);

/* Room for `characters` digits: geometry that must not depend on the machine's fonts uses this. */
double algo_text_room (double size, guint characters);

/* Markup as plain text, a new string; NULL of NULL, or if it is none. */
char *algo_text_strip_markup (const char *markup);

/* The empty state: one dim sentence in the middle of the area. */
void algo_text_draw_empty (cairo_t *cr,
                           const AlgoStyle *style,
                           double width,
                           double height,
                           const char *text);
