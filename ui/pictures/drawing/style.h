/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How pictures look: colours, type, line widths.
 *
 * Pictures are drawn in units: pixels of a window at scale 1, points (1/72 in) in a figure. Nothing
 * in a picture is sized otherwise than through its style and the area given to it. */
#pragma once

#include "engine/analysis/phase.h"
#include "ui/pictures/drawing/colour.h"

#define ALGO_STYLE_BANDS 4   /* colours for curves at growing log10 beta */
#define ALGO_STYLE_NEURONS 3 /* inputs, hidden neurons, output */

typedef enum
{
  ALGO_STYLE_LIGHT,  /* in a window */
  ALGO_STYLE_DARK,   /* in a window with a dark theme */
  ALGO_STYLE_FIGURE, /* on paper: light, text of 5 to 7 pt */
} AlgoStyleVariant;

typedef struct
{
  AlgoColour foreground; /* text and data */
  AlgoColour dim;        /* axis text, secondary text: still readable, 4.5:1 on the card */
  AlgoColour faint;      /* grid lines, empty tracks */
  AlgoColour card;       /* background; also the colour of a zero weight */
  AlgoColour accent;     /* what the eye should find */
  AlgoColour negative[2], positive[2]; /* weights: half way and at full scale */
  AlgoColour phase[ALGO_N_PHASES];
  AlgoColour band[ALGO_STYLE_BANDS];
  AlgoColour neuron[ALGO_STYLE_NEURONS];

  const char *family;  /* font families, comma-separated, first choice first; borrowed */
  double text;         /* size of ordinary text, in units */
  double text_small;   /* of axis numbers and notes */
  double text_large;   /* of a picture's headline */
  double hairline;     /* axes, grid, frames */
  double line;         /* data */
  double gap;          /* spacing comes in 1, 2 and 3 gaps */
  double pixel;        /* a screen pixel in units, to which edges snap; 0: do not snap */
  double cell_overlap; /* how far cells of a matrix reach under the next, or all the way where those
                          are smaller: against seams in vector viewers, in which a pixel on an edge
                          must be covered by the first cell whole; 0 when snapping */
  gboolean opaque;     /* for PostScript, which has no transparency: see algo_style_tint() */
} AlgoStyle;

/* `pixel` is set to 1 for a window (set it to 1 / scale factor) and to 0 for a figure. */
void algo_style_init (AlgoStyle *style, AlgoStyleVariant variant);

/* For people who need it: no text is dim, and curves and neurons stand out from the card as text
 * does. */
void algo_style_raise_contrast (AlgoStyle *style);

/* All text in proportion, ordinary text of this size. */
void algo_style_set_text_size (AlgoStyle *style, double text);

/* All sizes but that of hairlines become `times` as large. */
void algo_style_magnify (AlgoStyle *style, double times);

AlgoColour algo_style_phase_colour (const AlgoStyle *style, AlgoPhase phase);

/* `colour` let through to `share`, or, where the style is opaque, what that gives on the card. */
AlgoColour algo_style_tint (const AlgoStyle *style, AlgoColour colour, double share);

/* The nearest edge of a pixel, or `value` when the style does not snap. */
double algo_style_snap (const AlgoStyle *style, double value);
/* The middle of the pixel that `value` is in: where the middle of a hairline belongs. */
double algo_style_snap_line (const AlgoStyle *style, double value);

typedef struct
{
  double x, y, width, height;
} AlgoArea;

/* Adds a rectangle with round corners to the path. */
void algo_style_add_rounded (cairo_t *cr, const AlgoArea *area, double radius);
/* Paints (0, 0, width, height) in the card's colour; pictures themselves leave the background. */
void algo_style_paint_card (const AlgoStyle *style, cairo_t *cr, double width, double height);

/* Paints an image whose pixels are the screen's, its corner at (x, y), where edges of pixels are.
 */
void algo_style_paint_pixels (const AlgoStyle *style,
                              cairo_t *cr,
                              cairo_surface_t *image,
                              double x,
                              double y);

/* Pictures' common form, for those who draw any of them: a picture struct borrows its data, which
 * may be NULL (the empty state is drawn); nothing outside (0, 0, width, height) is touched; the
 * state of `cr` is as before on return. Any thread, one at a time for each `cr`. */
typedef void (*AlgoDrawFunc) (gconstpointer picture,
                              cairo_t *cr,
                              double width,
                              double height,
                              const AlgoStyle *style);
