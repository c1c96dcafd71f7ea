/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-field.h"

#include <math.h>
#include <string.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-letters.h"

#define SHADES 32       /* of confidence that are told apart */
#define LEAST_WIDTH 0.2 /* of a column in a figure, in units */

/* One grid and the places between which it is drawn. */
typedef struct
{
  const AlgoGrid *grid;
  double from, to;
} Column;

typedef struct
{
  const AlgoStyle *style;
  const AlgoPlot *plot;
  Column *columns; /* (n_columns) side by side */
  guint n_columns;
  double edges[ALGO_GRID + 1]; /* of the rows, downwards: the place of a higher beta is less */
  AlgoColour shades[ALGO_N_PHASES][SHADES];
} Field;

/* Grids that share a place with the one before are left out, however many there are. */
static void
find_columns (Field *field, const AlgoGridHistory *history)
{
  const AlgoAxis *axis = &field->plot->x;
  double least = field->style->pixel > 0 ? field->style->pixel / 2 : LEAST_WIDTH;
  double from =
      algo_style_snap (field->style, algo_axis_place (axis, algo_grid_history_edge (history, -1)));
  gsize most = MIN (history->count, (gsize) ((axis->to - axis->from) / least) + 2);

  field->columns = g_new (Column, most);
  for (gsize i = 0; i < history->count && field->n_columns < most; i++)
    {
      double edge = algo_grid_history_edge (history, (gssize) i);
      double to = algo_style_snap (field->style, algo_axis_place (axis, edge));

      if (to - from < least)
        continue;
      field->columns[field->n_columns++] = (Column){ history->grids[i], from, to };
      from = to;
    }
}

static void
field_init (Field *field,
            const AlgoGridHistory *history,
            const AlgoPlot *plot,
            const AlgoStyle *style)
{
  *field = (Field){ .style = style, .plot = plot };
  find_columns (field, history);
  for (gint i = 0; i <= ALGO_GRID; i++)
    field->edges[i] =
        algo_style_snap (style, algo_axis_place (&plot->y, algo_grid_edge (history->range, i - 1)));
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint shade = 0; shade < SHADES; shade++)
      field->shades[phase][shade] =
          algo_phase_shade (style, (AlgoPhase) phase, (double) shade / (SHADES - 1));
}

static guint
find_shade (const AlgoGridPoint *point)
{
  double confidence = isnan (point->confidence) ? 0 : CLAMP (point->confidence, 0, 1);

  return (guint) lround (confidence * (SHADES - 1));
}

static AlgoPhase
find_phase (const AlgoGridPoint *point)
{
  return point->phase < ALGO_N_PHASES ? point->phase : ALGO_PHASE_UNRECOGNISED;
}

/* `lines` (ALGO_GRID, width): each row's pixels. */
static void
colour_lines (const Field *field, guint32 *lines, guint width)
{
  double pixel = field->style->pixel;
  guint32 pixels[ALGO_N_PHASES][SHADES];
  guint x = 0;

  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint shade = 0; shade < SHADES; shade++)
      pixels[phase][shade] = algo_colour_to_pixel (field->shades[phase][shade]);
  for (guint column = 0; column < field->n_columns; column++)
    {
      const AlgoGridPoint *points = field->columns[column].grid->points;
      double reach = (field->columns[column].to - field->columns[0].from) / pixel;
      guint end = MIN ((guint) lround (reach), width);

      for (guint row = 0; row < ALGO_GRID; row++)
        {
          guint32 colour = pixels[find_phase (&points[row])][find_shade (&points[row])];

          for (guint at = x; at < end; at++)
            lines[(gsize) row * width + at] = colour;
        }
      x = end;
    }
}

static void
fill_image (const Field *field, cairo_surface_t *image)
{
  guint width = (guint) cairo_image_surface_get_width (image);
  guint height = (guint) cairo_image_surface_get_height (image);
  gsize stride = (gsize) cairo_image_surface_get_stride (image);
  guchar *data = cairo_image_surface_get_data (image);
  g_autofree guint32 *lines = g_new (guint32, (gsize) ALGO_GRID * width);
  double top = field->edges[ALGO_GRID];

  colour_lines (field, lines, width);
  for (guint row = 0; row < ALGO_GRID; row++)
    {
      guint start = (guint) lround ((field->edges[row + 1] - top) / field->style->pixel);
      guint end = (guint) lround ((field->edges[row] - top) / field->style->pixel);

      for (guint y = start; y < MIN (end, height); y++)
        memcpy (data + y * stride, lines + (gsize) row * width, width * sizeof *lines);
    }
  cairo_surface_mark_dirty (image);
}

static void
draw_image (const Field *field, cairo_t *cr)
{
  double pixel = field->style->pixel;
  double left = field->columns[0].from, right = field->columns[field->n_columns - 1].to;
  double top = field->edges[ALGO_GRID], bottom = field->edges[0];
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) lround ((right - left) / pixel),
                                  (int) lround ((bottom - top) / pixel));

  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS
      && cairo_image_surface_get_width (image) > 0 && cairo_image_surface_get_height (image) > 0)
    {
      fill_image (field, image);
      cairo_save (cr);
      cairo_translate (cr, left, top);
      cairo_scale (cr, pixel, pixel);
      cairo_set_source_surface (cr, image, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_surface_destroy (image);
}

/* The first column after `first` of another shade in this row. */
static guint
find_end (const Field *field, guint row, guint first)
{
  const AlgoGridPoint *point = &field->columns[first].grid->points[row];
  guint end = first + 1;

  while (end < field->n_columns)
    {
      const AlgoGridPoint *other = &field->columns[end].grid->points[row];

      if (find_phase (other) != find_phase (point) || find_shade (other) != find_shade (point))
        break;
      end++;
    }
  return end;
}

/* Rows from the top down and columns from the left, so that each covers what its neighbours before
 * reach over it. */
static void
draw_rectangles (const Field *field, cairo_t *cr)
{
  double overlap = field->style->cell_overlap;
  double right = field->columns[field->n_columns - 1].to, bottom = field->edges[0];

  for (guint row = ALGO_GRID; row-- > 0;)
    for (guint first = 0, end; first < field->n_columns; first = end)
      {
        const AlgoGridPoint *point = &field->columns[first].grid->points[row];
        double from = field->columns[first].from, top = field->edges[row + 1], to;

        end = find_end (field, row, first);
        to = MIN (field->columns[end - 1].to + overlap, right);
        algo_colour_set_source (field->shades[find_phase (point)][find_shade (point)], cr);
        cairo_rectangle (cr, from, top, to - from, MIN (field->edges[row] + overlap, bottom) - top);
        cairo_fill (cr);
      }
}

/* What is drawn at a place inside the field; an AlgoPhaseAtFunc. */
static AlgoPhase
find_phase_at (gconstpointer data, double x, double y, AlgoColour *colour)
{
  const Field *field = data;
  guint low = 0, high = field->n_columns - 1;
  const AlgoGridPoint *point;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (x < field->columns[middle].to)
        high = middle;
      else
        low = middle + 1;
    }
  point = algo_grid_get_nearest (field->columns[low].grid, algo_axis_value (&field->plot->y, y));
  *colour = field->shades[find_phase (point)][find_shade (point)];
  return find_phase (point);
}

static void
draw_letters (const Field *field, cairo_t *cr, double cursor_x, double cursor_y)
{
  double left = field->columns[0].from, top = field->edges[ALGO_GRID];
  const AlgoPhaseLetters letters = {
    .area = { left, top, field->columns[field->n_columns - 1].to - left, field->edges[0] - top },
    .at = find_phase_at,
    .field = field,
    .cursor_x = cursor_x,
    .cursor_y = cursor_y,
  };

  algo_phase_letters_draw (&letters, cr, field->style);
}

void
algo_phase_field_draw (const AlgoGridHistory *history,
                       const AlgoPlot *plot,
                       cairo_t *cr,
                       const AlgoStyle *style,
                       double cursor_x,
                       double cursor_y)
{
  Field field;

  if (history->count == 0 || plot->x.to <= plot->x.from || plot->y.from <= plot->y.to)
    return;
  field_init (&field, history, plot, style);
  cairo_save (cr);
  if (field.n_columns > 0 && style->pixel > 0)
    draw_image (&field, cr);
  else if (field.n_columns > 0)
    draw_rectangles (&field, cr);
  algo_cursor_draw_lines (cr, style, plot, cursor_x, cursor_y);
  if (field.n_columns > 0)
    draw_letters (&field, cr, cursor_x, cursor_y);
  cairo_restore (cr);
  g_free (field.columns);
}
