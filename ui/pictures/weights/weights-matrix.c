/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-layout.h"

#include <math.h>

typedef struct
{
  const AlgoWeightsLayout *layout;
  AlgoWeightsTensor tensor;
  AlgoArea area;
  guint rows;
  AlgoAxis axis; /* from weights to the ramp */
  const AlgoRamp *ramp;
} Matrix;

static float
get_weight (const Matrix *matrix, guint row, guint column)
{
  const AlgoWeightsPicture *picture = matrix->layout->picture;

  return algo_weights_picture_get (
      picture, &(AlgoWeightsCell){ matrix->tensor, row,
                                   algo_weights_picture_find_neuron (picture, column) });
}

static AlgoColour
get_colour (const Matrix *matrix, double weight)
{
  return algo_ramp_get (matrix->ramp, algo_axis_place (&matrix->axis, weight));
}

static void
draw_rectangles (const Matrix *matrix, cairo_t *cr)
{
  const AlgoArea *area = &matrix->area;
  const double overlap = matrix->layout->style->cell_overlap;
  const double overlap_x = MIN (overlap, area->width / matrix->layout->hidden);
  const double overlap_y = MIN (overlap, area->height / matrix->rows);

  for (guint row = 0; row < matrix->rows; row++)
    for (guint column = 0; column < matrix->layout->hidden; column++)
      {
        AlgoArea cell = algo_weights_layout_cell (matrix->layout, matrix->tensor, row, column);
        double right = MIN (cell.x + cell.width + overlap_x, area->x + area->width);
        double bottom = MIN (cell.y + cell.height + overlap_y, area->y + area->height);

        algo_colour_fill (get_colour (matrix, get_weight (matrix, row, column)), cr, cell.x, cell.y,
                          right - cell.x, bottom - cell.y);
      }
}

/* The pixels [*start, *end) between two snapped edges, counted from `origin`: one at least, so that
 * a cell smaller than a pixel shares one with its neighbours. */
static void
find_span (const Matrix *matrix, double origin, double edge, double length, int *start, int *end)
{
  const double pixel = matrix->layout->style->pixel;

  *start = (int) lround ((edge - origin) / pixel);
  *end = MAX ((int) lround ((edge + length - origin) / pixel), *start + 1);
}

/* The strongest weight of each pixel; `strongest` (height, width). */
static void
find_strongest (const Matrix *matrix, int width, int height, float *strongest)
{
  for (guint row = 0; row < matrix->rows; row++)
    for (guint column = 0; column < matrix->layout->hidden; column++)
      {
        const AlgoArea cell =
            algo_weights_layout_cell (matrix->layout, matrix->tensor, row, column);
        const float weight = get_weight (matrix, row, column);
        int left, right, top, bottom;

        find_span (matrix, matrix->area.x, cell.x, cell.width, &left, &right);
        find_span (matrix, matrix->area.y, cell.y, cell.height, &top, &bottom);
        for (int y = MIN (top, height - 1); y < MIN (bottom, height); y++)
          for (int x = MIN (left, width - 1); x < MIN (right, width); x++)
            if (fabsf (weight) > fabsf (strongest[y * width + x]))
              strongest[y * width + x] = weight;
      }
}

static void
draw_image (const Matrix *matrix, cairo_t *cr)
{
  const double pixel = matrix->layout->style->pixel;
  const int width = (int) lround (matrix->area.width / pixel);
  const int height = (int) lround (matrix->area.height / pixel);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  const int stride = cairo_image_surface_get_stride (image) / (int) sizeof (guint32);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (image);
  g_autofree float *strongest = NULL;

  if (pixels != NULL)
    {
      strongest = g_new0 (float, (gsize) width *(gsize) height);
      find_strongest (matrix, width, height, strongest);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            const float *weight = strongest + y * width + x;
            guint32 *at = pixels + y * stride + x;

            /* Most are as the one beside or above them, which is faster than colouring. */
            if (x > 0 && *weight == weight[-1])
              *at = at[-1];
            else if (y > 0 && *weight == weight[-width])
              *at = at[-stride];
            else
              *at = algo_colour_to_pixel (get_colour (matrix, *weight));
          }
      algo_style_paint_pixels (matrix->layout->style, cr, image, matrix->area.x, matrix->area.y);
    }
  cairo_surface_destroy (image);
}

void
algo_weights_draw_cells (const AlgoWeightsLayout *layout,
                         cairo_t *cr,
                         AlgoWeightsTensor tensor,
                         double full,
                         const AlgoRamp *ramp)
{
  const Matrix matrix = { .layout = layout,
                          .tensor = tensor,
                          .area = layout->area[tensor],
                          .rows = tensor == ALGO_WEIGHTS_W0 ? layout->inputs : 1,
                          .axis = algo_weights_make_axis (full, -1, 1),
                          .ramp = ramp };

  if (layout->style->pixel > 0)
    draw_image (&matrix, cr);
  else
    draw_rectangles (&matrix, cr);
}
