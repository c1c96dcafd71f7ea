/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/haze.h"

#include <math.h>

#include "ui/pictures/drawing/raster-line.h"

#define MOST_OPACITY 0.3 /* of one line */
#define DEPTH_UNIT 1024  /* steps of depth for a factor of e */
#define DEEPEST 8        /* such factors; beyond, all is hidden */
#define SHADES 1024      /* of depth, for which shares are worked out */
#define SIDE 2           /* of a square, in pixels */

gboolean
algo_haze_takes (const AlgoMarks *marks, double opacity, double line_width)
{
  return line_width <= marks->pixel && opacity <= MOST_OPACITY;
}

void
algo_haze_begin (AlgoHaze *haze, AlgoMarks *marks, const AlgoColour colours[2])
{
  *haze = (AlgoHaze){ .marks = marks,
                      .colours = { colours[0], colours[1] },
                      .width = (marks->width + SIDE - 1) / SIDE,
                      .height = (marks->height + SIDE - 1) / SIDE };
  for (guint i = 0; i < 2; i++)
    haze->depths[i] = g_new0 (guint16, (gsize) haze->width * (gsize) haze->height);
}

static inline void
deepen (guint16 *depth, guint32 by)
{
  *depth = (guint16) MIN (G_MAXUINT16, *depth + by);
}

/* The two pixels that are nearest share it (Wu, "An efficient antialiasing technique", SIGGRAPH
 * 1991). */
void
algo_haze_add_line (AlgoHaze *haze,
                    guint colour,
                    double opacity,
                    double line_width,
                    double x0,
                    double y0,
                    double x1,
                    double y1)
{
  double pixel = SIDE * haze->marks->pixel;
  const AlgoRaster raster = { haze->width, haze->height, (gsize) haze->width };
  AlgoRasterLine line =
      algo_raster_line_make (&raster, x0 / pixel, y0 / pixel, x1 / pixel, y1 / pixel);
  double coverage = fmin (1, line_width / pixel / line.cosine);
  guint32 depth = (guint32) lround (-log1p (-opacity * coverage) * DEPTH_UNIT);
  guint16 *along_line;
  gint32 middle;

  algo_raster_line_clip (&line);
  middle = line.middle;
  along_line = haze->depths[colour] + (gsize) line.first * line.along_stride;
  for (int along = line.first; along <= line.last; along++, middle += line.step)
    {
      guint32 beyond = (guint32) (middle & (ALGO_RASTER_ONE - 1)) * depth >> 16;
      guint16 *at = along_line + (gsize) (middle >> 16) * line.across_stride;

      deepen (at, depth - beyond);
      deepen (at + line.across_stride, beyond);
      along_line += line.along_stride;
    }
}

/* By what a depth is multiplied for the share of what is behind that it hides, 1 - exp (-depth), in
 * parts of 256 and those in parts of 65536. */
static void
fill_factors (guint32 factors[SHADES])
{
  for (guint i = 0; i < SHADES; i++)
    {
      double depth = (i + 0.5) * DEEPEST / SHADES;

      factors[i] = (guint32) (-expm1 (-depth) / depth / DEPTH_UNIT * 256 * 65536);
    }
}

/* So much of two colours, in parts of 256, at most all: two channels at once. */
static inline guint32
mix (guint32 first, guint32 of_first, guint32 second, guint32 of_second)
{
  const guint32 even = 0x00ff00ff;
  guint32 low = (first & even) * of_first + (second & even) * of_second;
  guint32 high = (first >> 8 & even) * of_first + (second >> 8 & even) * of_second;

  return (low >> 8 & even) | (high & ~even);
}

/* The depths at a row of pixels, each between the middles of four squares. */
static void
read_row (const AlgoHaze *haze, guint colour, int y, guint32 *row)
{
  int nearer = y / SIDE;
  int farther = CLAMP (y % SIDE == 0 ? nearer - 1 : nearer + 1, 0, haze->height - 1);
  const guint16 *near_depths = haze->depths[colour] + (gsize) nearer * (gsize) haze->width;
  const guint16 *far_depths = haze->depths[colour] + (gsize) farther * (gsize) haze->width;
  guint32 here = 3 * near_depths[0] + far_depths[0], before = here;

  for (int x = 0; x < haze->width; x++)
    {
      int next = MIN (x + 1, haze->width - 1);
      guint32 after = 3 * near_depths[next] + far_depths[next];

      row[SIDE * x] = (3 * here + before) / 16;
      row[SIDE * x + 1] = (3 * here + after) / 16;
      before = here;
      here = after;
    }
}

void
algo_haze_end (AlgoHaze *haze)
{
  AlgoMarks *marks = haze->marks;
  guint32 first = algo_colour_to_pixel (haze->colours[0]);
  guint32 second = algo_colour_to_pixel (haze->colours[1]);
  g_autofree guint32 *of_first = g_new (guint32, SIDE * haze->width);
  g_autofree guint32 *of_second = g_new (guint32, SIDE * haze->width);
  guint32 factors[SHADES];

  fill_factors (factors);
  for (int y = 0; y < marks->height; y++)
    {
      guint32 *pixels = marks->pixels + (gsize) y * marks->stride;

      read_row (haze, 0, y, of_first);
      read_row (haze, 1, y, of_second);
      for (int x = 0; x < marks->width; x++)
        {
          guint32 depth = of_first[x] + of_second[x];
          guint32 shade = depth / (DEEPEST * DEPTH_UNIT / SHADES);
          guint32 factor;

          if (depth == 0)
            continue;
          factor = shade < SHADES ? factors[shade] : 256 * 65536 / depth;
          pixels[x] = mix (first, (of_first[x] * factor + 32768) >> 16, second,
                           of_second[x] * factor >> 16);
        }
    }
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&haze->depths[i], g_free);
}
