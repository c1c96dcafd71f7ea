/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/generalisation-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"

#define Y_CHARACTERS 2
#define LOWEST 1e-3 /* FVU of the fullest colour; beyond 1 it is as pale as there */
#define FULLEST 0.9 /* share of the accent in that */
#define PALEST 0.04
#define SHADES 24       /* of the key */
#define KEY_WIDTH 7     /* of them all, in heights of small text */
#define MOST_KEY 24     /* of the key with all its words */
#define LEAST_CELL 1.15 /* heights of small text of a cell that has a letter */

gboolean
algo_generalisation_has_map (const AlgoGeneralisation *generalisation)
{
  /* The first that is measured. */
  return generalisation->map[0][0].known;
}

void
algo_generalisation_map_init (AlgoGeneralisationMap *self,
                              const AlgoGeneralisation *generalisation,
                              const AlgoArea *area,
                              const AlgoStyle *style)
{
  const double key = algo_phase_key_line_height (style);

  *self = (AlgoGeneralisationMap){
    .generalisation = generalisation,
    .style = style,
    .plot = { .x = { .kind = ALGO_AXIS_LOG,
                     .low = ALGO_MIN_INPUTS * 0.9,
                     .high = ALGO_MAX_INPUTS * 1.1 },
              .y = { .low = 0.5, .high = ALGO_MAP_ROWS + 0.5 } },
    .text = { .x_title = _ ("inputs <i>n</i>"),
              .y_title = _ ("hidden <i>h</i> / <i>n</i>"),
              .whole_y = TRUE,
              .y_characters = Y_CHARACTERS },
  };
  algo_plot_place_below (&self->plot, area, key, &self->text, style);
  self->key =
      (AlgoArea){ self->plot.x.from, area->y, area->x + area->width - self->plot.x.from, key };
}

/* Half way, in the axis's measure, to the column before; of the first and past the last the ends.
 */
static double
find_column_edge (const AlgoGeneralisationMap *self, guint column)
{
  const AlgoAxis *x = &self->plot.x;

  if (column == 0)
    return x->from;
  if (column == ALGO_MAP_COLUMNS)
    return x->to;
  return algo_style_snap (self->style, (algo_axis_place (x, algo_map_inputs[column - 1])
                                        + algo_axis_place (x, algo_map_inputs[column]))
                                           / 2);
}

AlgoArea
algo_generalisation_map_locate (const AlgoGeneralisationMap *self, guint row, guint column)
{
  const double left = find_column_edge (self, column);
  const double top = algo_style_snap (self->style, algo_axis_place (&self->plot.y, row + 1.5));
  const double bottom = algo_style_snap (self->style, algo_axis_place (&self->plot.y, row + 0.5));

  return (AlgoArea){ left, top, find_column_edge (self, column + 1) - left, bottom - top };
}

gboolean
algo_generalisation_map_pick (const AlgoGeneralisationMap *self,
                              double x,
                              double y,
                              guint *row,
                              guint *column)
{
  if (!algo_plot_contains (&self->plot, x, y))
    return FALSE;
  *row = (guint) CLAMP (lround (algo_axis_value (&self->plot.y, y)), 1, ALGO_MAP_ROWS) - 1;
  *column = 0;
  while (*column < ALGO_MAP_COLUMNS - 1 && x >= find_column_edge (self, *column + 1))
    (*column)++;
  return TRUE;
}

/* The less is left unexplained, the fuller. */
static AlgoColour
find_colour (const AlgoStyle *style, double unexplained)
{
  const double place = isnan (unexplained) ? 1 : log (unexplained / LOWEST) / log (1 / LOWEST);

  return algo_colour_mix (style->card, style->accent,
                          FULLEST + (PALEST - FULLEST) * CLAMP (place, 0, 1));
}

static void
draw_cell (const AlgoGeneralisationMap *self,
           cairo_t *cr,
           const AlgoSizePoint *point,
           AlgoArea cell)
{
  const AlgoStyle *style = self->style;
  const AlgoColour colour = find_colour (style, point->unexplained);
  const char *letter = algo_phase_display_letter (point->phase);
  const AlgoTextFormat format = { .size = style->text_small,
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = algo_colour_contrasting (colour),
                                  .align = 0.5 };

  algo_colour_fill (colour, cr, cell.x, cell.y,
                    MIN (cell.width + style->cell_overlap, self->plot.x.to - cell.x),
                    MIN (cell.height + style->cell_overlap, self->plot.y.from - cell.y));
  if (cell.height >= LEAST_CELL * format.size
      && algo_text_width (style, &format, letter) <= cell.width - style->hairline)
    algo_text_draw_middle (cr, style, &format, cell.x + cell.width / 2, cell.y + cell.height / 2,
                           letter);
}

/* Around the sizes trained on, and in the key. */
static void
draw_outline (const AlgoStyle *style, cairo_t *cr, double x, double y, double width, double height)
{
  cairo_rectangle (cr, algo_style_snap_line (style, x), algo_style_snap_line (style, y), width,
                   height);
  cairo_set_line_width (cr, 1.5 * style->hairline);
  algo_colour_set_source (style->foreground, cr);
  cairo_stroke (cr);
}

static void
draw_trained (const AlgoGeneralisationMap *self, cairo_t *cr)
{
  const AlgoAxis *x = &self->plot.x, *y = &self->plot.y;
  const double from = MAX (algo_axis_place (x, self->generalisation->least - 0.5), x->from);
  const double to = MIN (algo_axis_place (x, self->generalisation->most + 0.5), x->to);
  const double top = algo_axis_place (y, ALGO_HIDDEN_PER_INPUT + 0.5);

  if (self->generalisation->least >= 1 && to > from)
    draw_outline (self->style, cr, from, top, to - from,
                  algo_axis_place (y, ALGO_HIDDEN_PER_INPUT - 0.5) - top);
}

/* "FVU 0.001 [shades] 1 [outline] trained on". */
static void
draw_key (const AlgoGeneralisationMap *self, cairo_t *cr)
{
  const AlgoStyle *style = self->style;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const double middle = self->key.y + self->key.height / 2, height = style->text_small;
  const double shade = KEY_WIDTH * style->text_small / SHADES;
  double x = self->key.x;

  if (!self->plot.y_labelled || self->key.width < 2 * KEY_WIDTH * style->text_small)
    return;
  x += algo_text_draw_middle (cr, style, &format, x, middle, _ ("FVU 0.001")) + style->gap;
  for (guint i = 0; i < SHADES; i++)
    algo_colour_fill (find_colour (style, pow (LOWEST, 1 - i / (SHADES - 1.0))), cr, x + i * shade,
                      middle - height / 2, i + 1 < SHADES ? shade + style->hairline : shade,
                      height);
  x += KEY_WIDTH * style->text_small + style->gap;
  x += algo_text_draw_middle (cr, style, &format, x, middle, "1") + 2 * style->gap;
  if (self->key.width < MOST_KEY * style->text_small)
    return;
  draw_outline (style, cr, x, middle - height / 2, height, height);
  algo_text_draw_middle (cr, style, &format, x + height + style->gap, middle, _ ("trained on"));
}

void
algo_generalisation_map_draw (const AlgoGeneralisationMap *self,
                              cairo_t *cr,
                              guint inputs,
                              guint hidden)
{
  const AlgoStyle *style = self->style;

  algo_plot_draw_frame (&self->plot, cr, style, &self->text);
  for (guint row = ALGO_MAP_ROWS; row-- > 0;)
    for (guint column = 0; column < ALGO_MAP_COLUMNS; column++)
      if (self->generalisation->map[row][column].known)
        draw_cell (self, cr, &self->generalisation->map[row][column],
                   algo_generalisation_map_locate (self, row, column));
  draw_trained (self, cr);
  if (inputs > 0)
    algo_cursor_draw_ring (cr, style, algo_axis_place_within (&self->plot.x, inputs),
                           algo_axis_place_within (&self->plot.y, (double) hidden / inputs),
                           0.7 * style->text);
  draw_key (self, cr);
}
