/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/weights/weights-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cells.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/marks.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/weights/weights-layout.h"

#define LEAST_DISC 4.0  /* hairlines: a narrower column has no disc */
#define LEAST_HATCH 7.0 /* and a narrower one no room for hatching */
#define ALIKE 0.02 /* of the ramp from end to end, by which colours of a strip differ at most */

/* Pango markup: not every font has subscript digits of its own. */
static const char *const tensor_symbols[ALGO_N_WEIGHTS] = { "W<sub>0</sub>", "b<sub>0</sub>",
                                                            "W<sub>1</sub>" };

typedef struct
{
  AlgoWeightsLayout layout;
  AlgoWeightsScale scale;
  AlgoRamp ramp;
  AlgoWeightsAlike alike[ALGO_N_WEIGHTS]; /* of the strips */
} Drawing;

static AlgoTextFormat
label_format (const AlgoStyle *style, double align)
{
  return (AlgoTextFormat){
    .size = style->text_small, .colour = style->dim, .align = align, .markup = TRUE
  };
}

/* The cells of one tensor. */
typedef struct
{
  const Drawing *drawing;
  AlgoWeightsTensor tensor;
  AlgoAxis axis; /* from weights to the ramp */
} Cells;

static float
get_weight (gconstpointer data, guint row, guint column)
{
  const Cells *self = data;
  const AlgoWeightsPicture *picture = self->drawing->layout.picture;
  const guint neuron = algo_weights_picture_find_neuron (picture, column);

  return algo_weights_picture_get (picture, &(AlgoWeightsCell){ self->tensor, row, neuron });
}

static AlgoColour
get_colour (gconstpointer data, float weight)
{
  const Cells *self = data;

  return algo_ramp_get (&self->drawing->ramp, algo_axis_place (&self->axis, weight));
}

static void
draw_cells (const Drawing *drawing, cairo_t *cr, AlgoWeightsTensor tensor)
{
  const AlgoWeightsLayout *layout = &drawing->layout;
  const AlgoArea *area = &layout->area[tensor];
  const guint rows = tensor == ALGO_WEIGHTS_W0 ? layout->inputs : 1;
  const Cells data = { drawing, tensor,
                       algo_weights_make_axis (drawing->scale.full[tensor], -1, 1) };
  g_autofree double *x = g_new (double, layout->hidden + 1), *y = g_new (double, rows + 1);

  for (guint column = 0; column <= layout->hidden; column++)
    x[column] = algo_weights_layout_column (layout, column);
  for (guint row = 0; row <= rows; row++)
    y[row] = rows > 1 ? algo_weights_layout_row (layout, row) : area->y + row * area->height;
  algo_cells_draw (&(AlgoCells){ .style = layout->style,
                                 .rows = rows,
                                 .columns = layout->hidden,
                                 .x = x,
                                 .y = y,
                                 .get = get_weight,
                                 .colour = get_colour,
                                 .data = &data },
                   cr);
}

/* "−0.474", or "0.0378 to 0.0395", in place of cells of one colour. */
static void
draw_alike (const Drawing *drawing, cairo_t *cr, guint tensor)
{
  const AlgoStyle *style = drawing->layout.style;
  const AlgoArea *strip = &drawing->layout.area[tensor];
  const AlgoTextFormat format = label_format (style, 0.5);
  g_autofree char *low = algo_number_format_signed (drawing->alike[tensor].from);
  g_autofree char *high = algo_number_format_signed (drawing->alike[tensor].to);
  g_autofree char *range =
      g_str_equal (low, high) ? g_strdup (low) : g_strdup_printf (_ ("%s to %s"), low, high);

  if (strip->height >= style->text_small
      && algo_text_width (style, &format, range) <= strip->width - style->gap)
    algo_text_draw_middle (cr, style, &format, strip->x + strip->width / 2,
                           strip->y + strip->height / 2, range);
}

/* A hairline around an area, outside of it. */
static void
draw_border (cairo_t *cr, const AlgoStyle *style, const AlgoArea *area)
{
  double inset = style->hairline / 2;

  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (algo_colour_mix (style->faint, style->dim, 0.35), cr);
  cairo_rectangle (cr, area->x - inset, area->y - inset, area->width + 2 * inset,
                   area->height + 2 * inset);
  cairo_stroke (cr);
}

static double
column_labels_baseline (const Drawing *drawing)
{
  const AlgoArea *strip = &drawing->layout.area[ALGO_WEIGHTS_W1];
  const AlgoStyle *style = drawing->layout.style;

  return strip->y + strip->height + style->gap / 2 + 1.05 * style->text_small;
}

/* The numbers of inputs beside their rows or, if not those, of neurons below their columns. */
static void
draw_indices (const Drawing *drawing, cairo_t *cr, gboolean of_inputs)
{
  const AlgoStyle *style = drawing->layout.style;
  const AlgoArea *matrix = &drawing->layout.area[ALGO_WEIGHTS_W0];
  const guint count = of_inputs ? drawing->layout.inputs : drawing->layout.hidden;
  const AlgoTextFormat format = label_format (style, of_inputs ? 1 : 0.5);
  const double spacing = of_inputs ? MAX (1.5 * style->text_small, matrix->height / count)
                                   : algo_text_room (style->text_small, 4);
  const AlgoAxis axis = { .low = -0.5,
                          .high = count - 0.5,
                          .from = of_inputs ? matrix->y : matrix->x,
                          .to =
                              of_inputs ? matrix->y + matrix->height : matrix->x + matrix->width };
  AlgoTicks ticks;

  algo_axis_find_whole_ticks (&axis, spacing, &ticks);
  for (guint i = 0; i < ticks.count; i++)
    {
      g_autofree char *label = algo_ticks_format (&axis, &ticks, i);
      const double place = algo_axis_place (&axis, ticks.values[i]);

      if (of_inputs)
        algo_text_draw_middle (cr, style, &format, matrix->x - style->gap, place, label);
      else
        algo_text_draw (cr, style, &format, place, column_labels_baseline (drawing), label);
    }
}

static void
draw_row_labels (const Drawing *drawing, cairo_t *cr)
{
  const AlgoStyle *style = drawing->layout.style;
  const AlgoArea *matrix = &drawing->layout.area[ALGO_WEIGHTS_W0];
  const AlgoTextFormat format = label_format (style, 1);
  const AlgoTextFormat title = {
    .size = style->text, .colour = style->dim, .align = 0.5, .markup = TRUE
  };

  draw_indices (drawing, cr, TRUE);
  algo_text_draw_upwards (cr, style, &title, 0.75 * style->text, matrix->y + matrix->height / 2,
                          _ ("input <i>i</i>"));
  for (guint tensor = ALGO_WEIGHTS_B0; tensor < ALGO_N_WEIGHTS; tensor++)
    {
      const AlgoArea *strip = &drawing->layout.area[tensor];

      algo_text_draw_middle (cr, style, &format, strip->x - style->gap,
                             strip->y + strip->height / 2, tensor_symbols[tensor]);
    }
}

/* Sorted columns come in runs, which are named instead of numbered. */
static void
draw_reading_runs (const Drawing *drawing, cairo_t *cr)
{
  const AlgoWeightsPicture *picture = drawing->layout.picture;
  const AlgoStyle *style = drawing->layout.style;
  const AlgoNetwork *network = picture->named_by != NULL ? picture->named_by : picture->network;
  guint hidden = drawing->layout.hidden;
  const char *const names[] = { _ ("reads +"), _ ("reads \u2212"), _ ("unpinned") };
  g_autofree AlgoReading *readings = algo_network_find_readings (network);
  double baseline = column_labels_baseline (drawing);
  guint start = 0;

  for (guint column = 1; column <= hidden; column++)
    {
      const AlgoReadingKind kind = readings[picture->order[start]].kind;
      double from = algo_weights_layout_column (&drawing->layout, start);
      double to = algo_weights_layout_column (&drawing->layout, column);
      AlgoTextFormat format = label_format (style, 0.5);

      if (column < hidden && readings[picture->order[column]].kind == kind)
        continue;
      format.max_width = to - from - style->gap;
      if (algo_text_width (style, &format, names[kind]) < format.max_width)
        algo_text_draw (cr, style, &format, (from + to) / 2, baseline, names[kind]);
      if (column < hidden)
        {
          double x = algo_style_snap_line (style, to);
          const AlgoArea *strip = &drawing->layout.area[ALGO_WEIGHTS_W1];

          algo_colour_draw_line (style->dim, cr, style->hairline, x,
                                 strip->y + strip->height + style->gap / 2, x, baseline);
        }
      start = column;
    }
}

static void
draw_column_labels (const Drawing *drawing, cairo_t *cr)
{
  const AlgoStyle *style = drawing->layout.style;
  const AlgoArea *matrix = &drawing->layout.area[ALGO_WEIGHTS_W0];
  AlgoTextFormat title = { .size = style->text,
                           .colour = style->dim,
                           .align = 0.5,
                           .markup = TRUE,
                           .max_width = matrix->width };
  gboolean sorted = drawing->layout.picture->order != NULL;

  if (sorted)
    draw_reading_runs (drawing, cr);
  else
    draw_indices (drawing, cr, FALSE);
  algo_text_draw (cr, style, &title, matrix->x + matrix->width / 2, drawing->layout.title_y,
                  sorted ? _ ("hidden neurons by the input they are pinned to")
                         : _ ("hidden neuron <i>j</i>"));
}

static void
draw_bar_colours (const Drawing *drawing, cairo_t *cr)
{
  const AlgoArea *bar = &drawing->layout.bar;
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0, bar->y + bar->height, 0, bar->y);

  for (guint i = 0; i <= 64; i++)
    {
      AlgoColour colour = algo_ramp_get (&drawing->ramp, i / 32.0 - 1);

      cairo_pattern_add_color_stop_rgb (gradient, i / 64.0, colour.red, colour.green, colour.blue);
    }
  cairo_rectangle (cr, bar->x, bar->y, bar->width, bar->height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
  draw_border (cr, drawing->layout.style, bar);
}

static void
draw_colour_bar (const Drawing *drawing, cairo_t *cr)
{
  const AlgoStyle *style = drawing->layout.style;
  const AlgoArea *bar = &drawing->layout.bar;
  AlgoTextFormat format = label_format (style, 0);
  const AlgoAxis axis =
      algo_weights_make_axis (drawing->scale.full[ALGO_WEIGHTS_W0], bar->y + bar->height, bar->y);
  double right = bar->x + bar->width;
  AlgoTicks ticks;

  draw_bar_colours (drawing, cr);
  algo_axis_find_ticks (&axis, 1.35 * style->text_small, &ticks);
  for (guint i = 0; i < ticks.count; i++)
    {
      g_autofree char *label = algo_ticks_format (&axis, &ticks, i);
      double y = algo_axis_place (&axis, ticks.values[i]);

      algo_colour_draw_line (style->dim, cr, style->hairline, right,
                             algo_style_snap_line (style, y), right + style->gap / 2,
                             algo_style_snap_line (style, y));
      algo_text_draw_middle (cr, style, &format, right + style->gap, y, label);
    }
  format.align = 0.5;
  algo_text_draw (cr, style, &format, bar->x + bar->width / 2, bar->y - 0.7 * style->text_small,
                  tensor_symbols[ALGO_WEIGHTS_W0]);
}

/* Full colour of each strip, and b1, which is a single number. */
static void
draw_strip_notes (const Drawing *drawing, cairo_t *cr)
{
  const AlgoStyle *style = drawing->layout.style;
  AlgoTextFormat format = label_format (style, 0);
  g_autofree char *output_bias = algo_number_format_signed (drawing->layout.picture->network->b1);
  g_autofree char *output_text = g_strdup_printf ("b<sub>1</sub> %s", output_bias);

  for (guint tensor = ALGO_WEIGHTS_B0; tensor < ALGO_N_WEIGHTS; tensor++)
    {
      const AlgoArea *strip = &drawing->layout.area[tensor];
      g_autofree char *full = algo_number_format (drawing->scale.full[tensor]);
      g_autofree char *label = g_strconcat ("\u00b1\u2009", full, NULL);

      if (!drawing->alike[tensor].are)
        algo_text_draw_middle (cr, style, &format, drawing->layout.bar.x,
                               strip->y + strip->height / 2, label);
    }
  algo_text_draw (cr, style, &format, drawing->layout.bar.x, column_labels_baseline (drawing),
                  output_text);
}

/* The ablated neuron's column, or FALSE. */
static gboolean
find_ablated (const AlgoWeightsLayout *layout, guint column, AlgoArea *area)
{
  const AlgoWeightsPicture *picture = layout->picture;

  if (picture->difference
      || !algo_network_is_ablated (picture->network,
                                   algo_weights_picture_find_neuron (picture, column)))
    return FALSE;
  *area = algo_weights_layout_cell (layout, ALGO_WEIGHTS_NEURON, 0, column);
  area->height -= layout->area[ALGO_WEIGHTS_W0].y - area->y;
  area->y = layout->area[ALGO_WEIGHTS_W0].y;
  return TRUE;
}

/* Lines where x + y is a multiple of the spacing, so that they go on from column to column. */
static void
hatch (cairo_t *cr, const AlgoStyle *style, const AlgoArea *area, double spacing)
{
  const double first = spacing * ceil ((area->x + area->y) / spacing) - area->x;
  const double bottom = area->y + area->height;

  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  for (double y = first; y < bottom + area->width; y += spacing)
    {
      cairo_move_to (cr, area->x, y);
      cairo_rel_line_to (cr, area->width, -area->width);
    }
  algo_cursor_stroke (cr, style, style->hairline);
  cairo_restore (cr);
}

static void
strike (cairo_t *cr, const AlgoStyle *style, const AlgoArea *area)
{
  const double x = algo_style_snap_line (style, area->x + area->width / 2);

  cairo_move_to (cr, x, area->y);
  cairo_line_to (cr, x, area->y + area->height);
  algo_cursor_stroke (cr, style, style->hairline);
}

static void
draw_ablated (const AlgoWeightsLayout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const double width = layout->area[ALGO_WEIGHTS_W0].width / layout->hidden;
  /* Wider where columns are, not to hide what is below. */
  const double spacing = 1.5 * style->gap + MIN (0.3 * width, 2 * style->gap);
  AlgoArea area;

  for (guint column = 0; column < layout->hidden; column++)
    if (find_ablated (layout, column, &area))
      {
        if (width < LEAST_HATCH * style->hairline)
          strike (cr, style, &area);
        else
          hatch (cr, style, &area, spacing);
      }
}

/* What is taken hold of to move a neuron: where neurons differ in what they read, a disc or a ring
 * for one input with positive or negative weight; a faint dot otherwise, and a cross for those that
 * are ablated, however narrow their columns. */
static void
draw_heads (const AlgoWeightsLayout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoWeightsPicture *picture = layout->picture;
  g_autofree AlgoReading *readings = algo_network_find_readings (picture->network);
  AlgoMarks marks = { .cr = cr };
  const double width = layout->heads.width / layout->hidden;
  const double most = 0.3 * style->text_small, radius = MIN (0.35 * width, most);
  const double y = layout->heads.y + layout->heads.height / 2;
  guint counts[ALGO_N_READINGS];
  AlgoArea area;

  algo_network_count_readings (picture->network, counts);
  for (guint column = 0; column < layout->hidden; column++)
    {
      const AlgoArea head = algo_weights_layout_cell (layout, ALGO_WEIGHTS_NEURON, 0, column);
      const AlgoReadingKind kind =
          readings[algo_weights_picture_find_neuron (picture, column)].kind;
      const double x = head.x + head.width / 2;

      if (find_ablated (layout, column, &area))
        for (gint slope = -1; slope <= 1; slope += 2)
          algo_colour_draw_line (style->foreground, cr, style->line, x - most, y - slope * most,
                                 x + most, y + slope * most);
      else if (width < LEAST_DISC * style->hairline)
        continue;
      else if (kind == ALGO_READS_MANY || counts[kind] == layout->hidden)
        algo_marks_add_disc (&marks, style->faint, x, y, 0.6 * radius);
      else if (kind == ALGO_READS_POSITIVE)
        algo_marks_add_disc (&marks, style->neuron[1], x, y, radius);
      else
        algo_marks_add_ring (&marks, style->neuron[1], style->hairline, x, y,
                             radius - style->hairline / 2);
    }
}

static void
draw_drop (const AlgoWeightsLayout *layout, cairo_t *cr, guint edge)
{
  const AlgoStyle *style = layout->style;
  const AlgoArea *last = &layout->area[ALGO_WEIGHTS_W1];
  const double x = algo_weights_layout_column (layout, edge);
  const double bottom = last->y + last->height;

  algo_colour_draw_line (style->card, cr, 3 * style->line, x, layout->heads.y, x, bottom);
  algo_colour_draw_line (style->accent, cr, 1.5 * style->line, x, layout->heads.y, x, bottom);
}

static void
draw_hover (const Drawing *drawing, cairo_t *cr)
{
  const AlgoWeightsPicture *picture = drawing->layout.picture;
  const AlgoWeightsCell *hover = picture->hover;
  const double out = drawing->layout.style->hairline;
  const AlgoArea cell =
      algo_weights_layout_cell (&drawing->layout, hover->tensor, hover->input,
                                algo_weights_picture_find_column (picture, hover->neuron));

  algo_cursor_draw_frame (cr, drawing->layout.style,
                          &(AlgoArea){ cell.x - out, cell.y - out, cell.width + 2 * out,
                                       cell.height + 2 * out });
}

void
algo_weights_picture_draw (const AlgoWeightsPicture *picture,
                           cairo_t *cr,
                           double width,
                           double height,
                           const AlgoStyle *style)
{
  Drawing drawing = { .scale = { { 0 } } };

  if (picture->network == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  if (!algo_weights_layout_init (&drawing.layout, picture, width, height, style))
    return;
  if (picture->scale != NULL)
    drawing.scale = *picture->scale;
  else
    algo_weights_scale_include (&drawing.scale, picture->network);
  for (guint tensor = ALGO_WEIGHTS_B0; tensor < ALGO_N_WEIGHTS; tensor++)
    drawing.alike[tensor] =
        algo_weights_find_alike (tensor == ALGO_WEIGHTS_B0 ? picture->network->b0
                                                           : picture->network->W1,
                                 picture->network->hidden, drawing.scale.full[tensor]);
  algo_ramp_init (&drawing.ramp, style->card, style->negative, style->positive);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  for (guint tensor = 0; tensor < ALGO_N_WEIGHTS; tensor++)
    {
      if (drawing.alike[tensor].are)
        draw_alike (&drawing, cr, tensor);
      else
        draw_cells (&drawing, cr, (AlgoWeightsTensor) tensor);
      draw_border (cr, style, &drawing.layout.area[tensor]);
    }
  draw_ablated (&drawing.layout, cr);
  if (drawing.layout.heads.height > 0)
    draw_heads (&drawing.layout, cr);
  if (drawing.layout.labelled)
    {
      draw_row_labels (&drawing, cr);
      draw_column_labels (&drawing, cr);
      draw_colour_bar (&drawing, cr);
      draw_strip_notes (&drawing, cr);
    }
  if (picture->hover != NULL && algo_weights_cell_exists (picture, picture->hover))
    draw_hover (&drawing, cr);
  if (picture->drop != NULL)
    draw_drop (&drawing.layout, cr, *picture->drop);
  cairo_restore (cr);
}
