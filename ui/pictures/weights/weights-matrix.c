/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-matrix.h"

#include <math.h>
#include <string.h>

void
algo_weights_norm_init (AlgoWeightsNorm *norm, double full)
{
  norm->linear_width = ALGO_WEIGHTS_LINEAR_SHARE * full;
  norm->unit = full > 0 ? 1 / asinh (1 / ALGO_WEIGHTS_LINEAR_SHARE) : 0;
}

double
algo_weights_norm_place (const AlgoWeightsNorm *norm, double weight)
{
  return norm->unit > 0 ? norm->unit * asinh (weight / norm->linear_width) : 0;
}

float
algo_weights_get (const AlgoWeightsPicture *picture,
                  AlgoWeightsTensor tensor,
                  guint row,
                  guint column)
{
  const AlgoNetwork *network = picture->network;
  guint neuron = picture->order != NULL ? picture->order[column] : column;

  switch (tensor)
    {
    case ALGO_WEIGHTS_B0:
      return network->b0[neuron];
    case ALGO_WEIGHTS_W1:
      return network->W1[neuron];
    case ALGO_WEIGHTS_W0:
    default:
      return network->W0[(gsize) row * network->hidden + neuron];
    }
}

typedef struct
{
  const AlgoStyle *style;
  const AlgoWeightsLayout *layout;
  const AlgoWeightsPicture *picture;
  AlgoWeightsTensor tensor;
  AlgoArea area;
  guint rows;
  AlgoWeightsNorm norm;
  const AlgoRamp *ramp;
} Matrix;

static void
draw_rectangles (const Matrix *matrix, cairo_t *cr)
{
  const AlgoArea *area = &matrix->area;
  double overlap_x = MIN (matrix->style->cell_overlap, area->width / matrix->layout->hidden);
  double overlap_y = MIN (matrix->style->cell_overlap, area->height / matrix->rows);

  for (guint row = 0; row < matrix->rows; row++)
    for (guint column = 0; column < matrix->layout->hidden; column++)
      {
        AlgoArea cell =
            algo_weights_layout_cell (matrix->layout, matrix->style, matrix->tensor, row, column);
        double weight = algo_weights_get (matrix->picture, matrix->tensor, row, column);
        double right = MIN (cell.x + cell.width + overlap_x, area->x + area->width);
        double bottom = MIN (cell.y + cell.height + overlap_y, area->y + area->height);

        algo_colour_set_source (
            algo_ramp_get (matrix->ramp, algo_weights_norm_place (&matrix->norm, weight)), cr);
        cairo_rectangle (cr, cell.x, cell.y, right - cell.x, bottom - cell.y);
        cairo_fill (cr);
      }
}

/* The pixels [start, end) that a cell covers. */
typedef struct
{
  guint start, end;
} Span;

/* Between two snapped edges, counted from `origin`: one pixel at least, so that a cell smaller than
 * a pixel shares one with its neighbours. */
static Span
find_span (const Matrix *matrix, double origin, double edge, double next_edge, guint count)
{
  double pixel = matrix->style->pixel;
  guint first = (guint) MAX (0, lround ((edge - origin) / pixel));
  guint last = (guint) MAX (0, lround ((next_edge - origin) / pixel));
  guint start = MIN (first, count - 1);

  return (Span){ start, CLAMP (last, start + 1, count) };
}

static Span *
find_column_spans (const Matrix *matrix, guint width)
{
  Span *spans = g_new (Span, matrix->layout->hidden);

  for (guint column = 0; column < matrix->layout->hidden; column++)
    spans[column] =
        find_span (matrix, matrix->area.x,
                   algo_weights_layout_column (matrix->layout, matrix->style, column),
                   algo_weights_layout_column (matrix->layout, matrix->style, column + 1), width);
  return spans;
}

static void
include_row (const Matrix *matrix, guint row, const Span *columns, float *line)
{
  for (guint column = 0; column < matrix->layout->hidden; column++)
    {
      float weight = algo_weights_get (matrix->picture, matrix->tensor, row, column);

      for (guint x = columns[column].start; x < columns[column].end; x++)
        if (fabsf (weight) > fabsf (line[x]))
          line[x] = weight;
    }
}

static void
colour_line (const Matrix *matrix, const float *line, guint width, guint32 *pixels)
{
  for (guint x = 0; x < width; x++)
    pixels[x] =
        x > 0 && line[x] == line[x - 1]
            ? pixels[x - 1]
            : algo_colour_to_pixel (
                algo_ramp_get (matrix->ramp, algo_weights_norm_place (&matrix->norm, line[x])));
}

static void
fill_image (const Matrix *matrix, cairo_surface_t *image)
{
  guint width = (guint) cairo_image_surface_get_width (image);
  guint height = (guint) cairo_image_surface_get_height (image);
  gsize stride = (gsize) cairo_image_surface_get_stride (image);
  guchar *data = cairo_image_surface_get_data (image);
  g_autofree Span *columns = find_column_spans (matrix, width);
  g_autofree float *line = g_new0 (float, width);
  guint previous = height;

  for (guint row = 0; row < matrix->rows; row++)
    {
      AlgoArea cell =
          algo_weights_layout_cell (matrix->layout, matrix->style, matrix->tensor, row, 0);
      Span lines = find_span (matrix, matrix->area.y, cell.y, cell.y + cell.height, height);
      guchar *first = data + lines.start * stride;

      if (lines.start != previous)
        memset (line, 0, width * sizeof *line);
      previous = lines.start;
      include_row (matrix, row, columns, line);
      colour_line (matrix, line, width, (guint32 *) first);
      for (guint y = lines.start + 1; y < lines.end; y++)
        memcpy (data + y * stride, first, width * sizeof (guint32));
    }
}

static void
draw_image (const Matrix *matrix, cairo_t *cr)
{
  double pixel = matrix->style->pixel;
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) lround (matrix->area.width / pixel),
                                  (int) lround (matrix->area.height / pixel));

  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS
      && cairo_image_surface_get_width (image) > 0 && cairo_image_surface_get_height (image) > 0)
    {
      fill_image (matrix, image);
      cairo_surface_mark_dirty (image);
      cairo_save (cr);
      cairo_translate (cr, matrix->area.x, matrix->area.y);
      cairo_scale (cr, pixel, pixel);
      cairo_set_source_surface (cr, image, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_surface_destroy (image);
}

void
algo_weights_draw_cells (cairo_t *cr,
                         const AlgoStyle *style,
                         const AlgoWeightsLayout *layout,
                         const AlgoWeightsPicture *picture,
                         AlgoWeightsTensor tensor,
                         double full,
                         const AlgoRamp *ramp)
{
  Matrix matrix = {
    .style = style,
    .layout = layout,
    .picture = picture,
    .tensor = tensor,
    .area = layout->area[tensor],
    .rows = tensor == ALGO_WEIGHTS_W0 ? layout->inputs : 1,
    .ramp = ramp,
  };

  algo_weights_norm_init (&matrix.norm, full);
  if (style->pixel > 0)
    draw_image (&matrix, cr);
  else
    draw_rectangles (&matrix, cr);
}
