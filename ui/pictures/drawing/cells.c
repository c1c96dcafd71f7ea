/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/cells.h"

#include <math.h>

/* Rows from the top down and columns from the left, so that each covers what its neighbours before
 * reach over it. */
static void
draw_rectangles (const AlgoCells *cells, cairo_t *cr)
{
  const double *x = cells->x, *y = cells->y;
  const double right = x[cells->columns], bottom = y[cells->rows];
  const double overlap = cells->style->cell_overlap;
  const double overlap_x = MIN (overlap, (right - x[0]) / cells->columns);
  const double overlap_y = MIN (overlap, (bottom - y[0]) / cells->rows);

  for (guint row = 0; row < cells->rows; row++)
    for (guint first = 0, end; first < cells->columns; first = end)
      {
        const float value = cells->get (cells->data, row, first);

        for (end = first + 1; end < cells->columns; end++)
          if (cells->get (cells->data, row, end) != value)
            break;
        algo_colour_fill (cells->colour (cells->data, value), cr, x[first], y[row],
                          MIN (x[end] + overlap_x, right) - x[first],
                          MIN (y[row + 1] + overlap_y, bottom) - y[row]);
      }
}

/* The pixels [*start, *end) between two edges: one at least, so that a cell smaller than a pixel
 * shares one with its neighbours. */
static void
find_span (const double *edges, guint cell, double pixel, int size, int *start, int *end)
{
  const int from = (int) lround ((edges[cell] - edges[0]) / pixel);
  const int to = (int) lround ((edges[cell + 1] - edges[0]) / pixel);

  *start = MIN (from, size - 1);
  *end = MIN (MAX (to, from + 1), size);
}

/* Of each pixel; `strongest` (height, width). */
static void
find_strongest (const AlgoCells *cells, int width, int height, float *strongest)
{
  const double pixel = cells->style->pixel;

  for (guint row = 0; row < cells->rows; row++)
    for (guint column = 0; column < cells->columns; column++)
      {
        const float value = cells->get (cells->data, row, column);
        int left, right, top, bottom;

        find_span (cells->x, column, pixel, width, &left, &right);
        find_span (cells->y, row, pixel, height, &top, &bottom);
        for (int y = top; y < bottom; y++)
          for (int x = left; x < right; x++)
            if (fabsf (value) > fabsf (strongest[y * width + x]))
              strongest[y * width + x] = value;
      }
}

static void
draw_image (const AlgoCells *cells, cairo_t *cr)
{
  const double pixel = cells->style->pixel;
  const int width = (int) lround ((cells->x[cells->columns] - cells->x[0]) / pixel);
  const int height = (int) lround ((cells->y[cells->rows] - cells->y[0]) / pixel);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  const int stride = cairo_image_surface_get_stride (image) / (int) sizeof (guint32);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (image);
  g_autofree float *strongest = NULL;

  if (pixels != NULL)
    {
      strongest = g_new0 (float, (gsize) width *(gsize) height);
      find_strongest (cells, width, height, strongest);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            const float *value = strongest + y * width + x;
            guint32 *at = pixels + y * stride + x;

            /* Most are as the one beside or above them, which is faster than colouring. */
            if (x > 0 && *value == value[-1])
              *at = at[-1];
            else if (y > 0 && *value == value[-width])
              *at = at[-stride];
            else
              *at = algo_colour_to_pixel (cells->colour (cells->data, *value));
          }
      algo_style_paint_pixels (cells->style, cr, image, cells->x[0], cells->y[0]);
    }
  cairo_surface_destroy (image);
}

void
algo_cells_draw (const AlgoCells *cells, cairo_t *cr)
{
  if (cells->rows == 0 || cells->columns == 0)
    return;
  (cells->style->pixel > 0 ? draw_image : draw_rectangles) (cells, cr);
}
