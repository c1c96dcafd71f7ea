/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/marks.h"

#include <math.h>

/* Places across a line, and what it covers, count pixels in parts of this: whole numbers are
 * faster.
 */
#define ONE 65536
#define MOST_SIDE 16384 /* pixels; larger pictures than that are for cairo */

/* Of the haze. */
#define MOST_OPACITY 0.3 /* of one line */
#define DEPTH_UNIT 1024  /* steps of depth for a factor of e */
#define DEEPEST 8        /* such factors; beyond, all is hidden */
#define SHADES 1024      /* of depth, for which shares are worked out */
#define SIDE 2           /* of a square, in pixels */

void
algo_marks_begin (AlgoMarks *marks,
                  cairo_t *cr,
                  double width,
                  double height,
                  const AlgoStyle *style)
{
  *marks = (AlgoMarks){ .cr = cr, .style = style, .pixel = style->pixel };
  if (style->pixel <= 0 || MAX (width, height) > MOST_SIDE * style->pixel)
    return;
  marks->width = (int) ceil (width / style->pixel);
  marks->height = (int) ceil (height / style->pixel);
  marks->image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, marks->width, marks->height);
  if (cairo_surface_status (marks->image) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&marks->image, cairo_surface_destroy);
      return;
    }
  marks->pixels = (guint32 *) cairo_image_surface_get_data (marks->image);
  marks->stride = (gsize) cairo_image_surface_get_stride (marks->image) / sizeof (guint32);
}

void
algo_marks_end (AlgoMarks *marks)
{
  if (marks->image == NULL)
    return;
  algo_style_paint_pixels (marks->style, marks->cr, marks->image, 0, 0);
  g_clear_pointer (&marks->image, cairo_surface_destroy);
}

/* A colour, opaque, its channels spread, and how much of it, 256 for all. */
typedef struct
{
  guint64 colour;
  guint32 alpha;
} Ink;

#define CHANNELS G_GUINT64_CONSTANT (0x00ff00ff00ff00ff)
#define HALVES G_GUINT64_CONSTANT (0x0080008000800080)

/* The four channels of a pixel with room above each, to be multiplied all at once. */
static inline guint64
spread (guint32 pixel)
{
  return (pixel | (guint64) pixel << 24) & CHANNELS;
}

static Ink
make_ink (AlgoColour colour)
{
  return (Ink){ spread (algo_colour_to_pixel (colour)),
                (guint32) (256 * CLAMP (colour.alpha, 0, 1) + 0.5) };
}

/* Ink over a premultiplied pixel. */
static inline void
blend (guint32 *pixel, Ink ink, guint32 coverage)
{
  guint32 alpha = (ink.alpha * coverage + ONE / 2) / ONE;
  guint64 mixed = (ink.colour * alpha + spread (*pixel) * (256 - alpha) + HALVES) >> 8 & CHANNELS;

  *pixel = (guint32) (mixed | mixed >> 24);
}

/* A straight line as a raster goes through it: from pixel to pixel along its longer axis. */
typedef struct
{
  int first, last; /* pixels along it, inside the raster; none if `last` is less */
  gint32 middle,
      step;      /* across: of the first pixel's, and from one to the next; parts of a pixel */
  double cosine; /* of the angle to the longer axis */
  gsize along_stride, across_stride;
  int most_across; /* the last pixel of the raster across the line */
} Line;

/* From (x0, y0) to (x1, y1) in pixels of a raster of this size. */
static Line
make_line (int width, int height, gsize stride, double x0, double y0, double x1, double y1)
{
  gboolean steep = fabs (y1 - y0) > fabs (x1 - x0);
  double from = steep ? y0 : x0, to = steep ? y1 : x1;
  double across_from = steep ? x0 : y0, across_to = steep ? x1 : y1;
  double slope = to != from ? (across_to - across_from) / (to - from) : 0;
  int most_along = (steep ? height : width) - 1;
  int first = MAX (0, (int) floor (MIN (from, to)));

  return (Line){
    .first = first,
    .last = MIN (most_along, (int) floor (MAX (from, to))),
    .middle = (gint32) (ONE * (across_from + (first + 0.5 - from) * slope - 0.5)),
    .step = (gint32) lround (ONE * slope),
    .cosine = 1 / sqrt (1 + slope * slope),
    .along_stride = steep ? stride : 1,
    .across_stride = steep ? 1 : stride,
    .most_across = (steep ? width : height) - 1,
  };
}

static gboolean
is_inside (const Line *line, gint64 middle)
{
  return middle >= 0 && middle < (gint64) line->most_across * ONE;
}

/* Leaves out the pixels at its ends that do not have the next one across it in the raster too. */
static void
clip_line (Line *line)
{
  gint64 middle = line->middle, end;

  for (; line->first <= line->last && !is_inside (line, middle); middle += line->step)
    line->first++;
  end = middle + (gint64) (line->last - line->first) * line->step;
  for (; line->first <= line->last && !is_inside (line, end); end -= line->step)
    line->last--;
  line->middle = (gint32) middle;
}

/* A line of a pixel or less: the two pixels that are nearest share it (Wu, "An efficient
 * antialiasing technique", SIGGRAPH 1991). */
static void
raster_thin_line (AlgoMarks *marks, Ink ink, double width, Line path)
{
  guint32 full = (guint32) (256 * MIN (1, width / path.cosine));
  gint32 middle;

  clip_line (&path);
  middle = path.middle;
  for (int along = path.first; along <= path.last; along++, middle += path.step)
    {
      guint32 beyond = (guint32) (middle & (ONE - 1));
      guint32 *pixel = marks->pixels + (gsize) along * path.along_stride
                       + (gsize) (middle >> 16) * path.across_stride;

      blend (pixel, ink, (ONE - beyond) / 256 * full);
      blend (pixel + path.across_stride, ink, beyond / 256 * full);
    }
}

/* Wherever the line covers some of a pixel: coverage falls from full to none over one pixel at
 * either side. */
static void
raster_wide_line (AlgoMarks *marks, Ink ink, double width, Line path)
{
  gint32 edge = (gint32) (ONE * (width + 1) / 2), reach = (gint32) (edge / path.cosine);
  gint32 cosine_256 = (gint32) (256 * path.cosine), middle = path.middle;

  for (int along = path.first; along <= path.last; along++, middle += path.step)
    {
      int low = MAX (0, (middle - reach + ONE - 1) >> 16);
      int high = MIN (path.most_across, (middle + reach) >> 16);
      guint32 *pixel =
          marks->pixels + (gsize) along * path.along_stride + (gsize) low * path.across_stride;

      for (int across = low; across <= high; across++, pixel += path.across_stride)
        {
          gint32 coverage = edge - (ABS (across * ONE - middle) >> 8) * cosine_256;

          blend (pixel, ink, (guint32) CLAMP (coverage, 0, ONE));
        }
    }
}

void
algo_marks_add_line (AlgoMarks *marks,
                     AlgoColour colour,
                     double line_width,
                     double x0,
                     double y0,
                     double x1,
                     double y1)
{
  double pixel = marks->pixel;

  if (marks->image != NULL)
    {
      const Line path = make_line (marks->width, marks->height, marks->stride, x0 / pixel,
                                   y0 / pixel, x1 / pixel, y1 / pixel);

      (line_width > pixel ? raster_wide_line : raster_thin_line) (marks, make_ink (colour),
                                                                  line_width / pixel, path);
      return;
    }
  algo_colour_draw_line (colour, marks->cr, line_width, x0, y0, x1, y1);
}

/* Pixels by their distance from (x, y): those between `inner` and `outer`. */
static void
raster_annulus (AlgoMarks *marks, Ink ink, double x, double y, double inner, double outer)
{
  int left = MAX (0, (int) floor (x - outer - 1)), top = MAX (0, (int) floor (y - outer - 1));
  int right = MIN (marks->width - 1, (int) ceil (x + outer));
  int bottom = MIN (marks->height - 1, (int) ceil (y + outer));

  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      {
        float dx = (float) (column + 0.5 - x), dy = (float) (row + 0.5 - y);
        float distance = sqrtf (dx * dx + dy * dy);
        float coverage = fminf ((float) outer + 0.5f - distance, distance - (float) inner + 0.5f);

        if (coverage > 0)
          blend (&marks->pixels[(gsize) row * marks->stride + (gsize) column], ink,
                 (guint32) (ONE * fminf (1, coverage)));
      }
}

void
algo_marks_add_disc (AlgoMarks *marks, AlgoColour colour, double x, double y, double radius)
{
  double pixel = marks->pixel;

  if (marks->image != NULL)
    {
      raster_annulus (marks, make_ink (colour), x / pixel, y / pixel, -1, radius / pixel);
      return;
    }
  algo_colour_set_source (colour, marks->cr);
  cairo_arc (marks->cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (marks->cr);
}

void
algo_marks_add_ring (AlgoMarks *marks,
                     AlgoColour colour,
                     double line_width,
                     double x,
                     double y,
                     double radius)
{
  double pixel = marks->pixel;

  if (marks->image != NULL)
    {
      raster_annulus (marks, make_ink (colour), x / pixel, y / pixel,
                      (radius - line_width / 2) / pixel, (radius + line_width / 2) / pixel);
      return;
    }
  algo_colour_set_source (colour, marks->cr);
  cairo_set_line_width (marks->cr, line_width);
  cairo_arc (marks->cr, x, y, radius, 0, 2 * G_PI);
  cairo_stroke (marks->cr);
}

/* The haze. */

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

/* The two squares that are nearest share it, as pixels do a thin line. */
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
  Line line = make_line (haze->width, haze->height, (gsize) haze->width, x0 / pixel, y0 / pixel,
                         x1 / pixel, y1 / pixel);
  double coverage = fmin (1, line_width / pixel / line.cosine);
  guint32 depth = (guint32) lround (-log1p (-opacity * coverage) * DEPTH_UNIT);
  guint16 *along_line;
  gint32 middle;

  clip_line (&line);
  middle = line.middle;
  along_line = haze->depths[colour] + (gsize) line.first * line.along_stride;
  for (int along = line.first; along <= line.last; along++, middle += line.step)
    {
      guint32 beyond = (guint32) (middle & (ONE - 1)) * depth >> 16;
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
