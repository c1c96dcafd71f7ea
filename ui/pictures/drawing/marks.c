/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/marks.h"

#include <math.h>

#include "ui/pictures/drawing/raster-line.h"

#define ONE ALGO_RASTER_ONE /* coverage counts in the same parts */
#define MOST_SIDE 16384     /* pixels; larger pictures than that are for cairo */

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

/* A line of a pixel or less: the two pixels that are nearest share it (Wu, "An efficient
 * antialiasing technique", SIGGRAPH 1991). */
static void
raster_thin_line (AlgoMarks *marks, Ink ink, double width, AlgoRasterLine path)
{
  guint32 full = (guint32) (256 * MIN (1, width / path.cosine));
  gint32 middle;

  algo_raster_line_clip (&path);
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
raster_wide_line (AlgoMarks *marks, Ink ink, double width, AlgoRasterLine path)
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
      const AlgoRaster raster = { marks->width, marks->height, marks->stride };
      const AlgoRasterLine path =
          algo_raster_line_make (&raster, x0 / pixel, y0 / pixel, x1 / pixel, y1 / pixel);

      (line_width > pixel ? raster_wide_line : raster_thin_line) (marks, make_ink (colour),
                                                                  line_width / pixel, path);
      return;
    }
  algo_colour_set_source (colour, marks->cr);
  cairo_set_line_width (marks->cr, line_width);
  cairo_move_to (marks->cr, x0, y0);
  cairo_line_to (marks->cr, x1, y1);
  cairo_stroke (marks->cr);
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
