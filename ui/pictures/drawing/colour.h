/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours and how they mix.
 *
 * Mixing happens in Oklab (Ottosson 2020, "A perceptual color space for image processing"), where
 * equal steps look equal, so that a ramp between two colours has no muddy middle. */
#pragma once

#include <cairo.h>
#include <glib.h>

/* sRGB, each 0 to 1, not premultiplied. */
typedef struct
{
  double red, green, blue, alpha;
} AlgoColour;

/* 0xrrggbb. */
AlgoColour algo_colour_from_hex (guint32 hex);
AlgoColour algo_colour_with_alpha (AlgoColour colour, double alpha);
/* `share` of `b` in `a`, 0 to 1. */
AlgoColour algo_colour_mix (AlgoColour a, AlgoColour b, double share);
/* How much they stand out from each other, 1 to 21 (WCAG 2, of sRGB's luminance). */
double algo_colour_contrast (AlgoColour a, AlgoColour b);
/* Black or white, whichever stands out more on `background`. */
AlgoColour algo_colour_contrasting (AlgoColour background);
void algo_colour_set_source (AlgoColour colour, cairo_t *cr);
void
algo_colour_fill (AlgoColour colour, cairo_t *cr, double x, double y, double width, double height);
/* Strokes a line of this width from (x0, y0) to (x1, y1). */
void algo_colour_draw_line (AlgoColour colour,
                            cairo_t *cr,
                            double line_width,
                            double x0,
                            double y0,
                            double x1,
                            double y1);
/* An opaque pixel of CAIRO_FORMAT_RGB24. */
guint32 algo_colour_to_pixel (AlgoColour colour);

#define ALGO_RAMP_HALF 255 /* steps on either side of zero */

/* A diverging colour map: blue below, the card's colour at zero, red above. */
typedef struct
{
  AlgoColour colours[2 * ALGO_RAMP_HALF + 1];
} AlgoRamp;

/* From zero to `negative` and to `positive`, each by way of a middle colour. */
void algo_ramp_init (AlgoRamp *ramp,
                     AlgoColour zero,
                     const AlgoColour negative[2],
                     const AlgoColour positive[2]);
/* `position` from -1 to 1; beyond, the end's colour. Not a number gives the middle. */
AlgoColour algo_ramp_get (const AlgoRamp *ramp, double position);
