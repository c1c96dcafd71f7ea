/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/cursor.h"

#include <math.h>

void
algo_cursor_stroke (cairo_t *cr, const AlgoStyle *style, double width)
{
  cairo_set_line_width (cr, width + 2 * style->hairline);
  algo_colour_set_source (style->card, cr);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, width);
  algo_colour_set_source (style->foreground, cr);
  cairo_stroke (cr);
}

void
algo_cursor_draw_lines (cairo_t *cr,
                        const AlgoStyle *style,
                        const AlgoPlot *plot,
                        double x,
                        double y)
{
  cairo_save (cr);
  if (x >= plot->x.from && x <= plot->x.to)
    {
      double at = algo_style_snap_line (style, MIN (x, plot->x.to - style->hairline / 2));

      cairo_move_to (cr, at, plot->y.from);
      cairo_line_to (cr, at, plot->y.to);
    }
  if (y >= plot->y.to && y <= plot->y.from)
    {
      double at = algo_style_snap_line (style, MIN (y, plot->y.from - style->hairline / 2));

      cairo_move_to (cr, plot->x.from, at);
      cairo_line_to (cr, plot->x.to, at);
    }
  algo_cursor_stroke (cr, style, style->hairline);
  cairo_restore (cr);
}

void
algo_cursor_draw_ring (cairo_t *cr, const AlgoStyle *style, double x, double y, double radius)
{
  cairo_save (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  algo_cursor_stroke (cr, style, style->line);
  cairo_restore (cr);
}

void
algo_cursor_draw_reading (cairo_t *cr,
                          const AlgoStyle *style,
                          const AlgoPlot *plot,
                          double x,
                          double y)
{
  const double at_x = algo_axis_place (&plot->x, x), at_y = algo_axis_place (&plot->y, y);

  algo_cursor_draw_lines (cr, style, plot, at_x, NAN);
  if (algo_plot_contains (plot, at_x, at_y))
    algo_cursor_draw_ring (cr, style, at_x, at_y, 1.5 * style->line);
}

void
algo_cursor_draw_frame (cairo_t *cr, const AlgoStyle *style, const AlgoArea *cell)
{
  double half = style->hairline / 2;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_rectangle (cr, cell->x - half, cell->y - half, cell->width + 2 * half,
                   cell->height + 2 * half);
  algo_cursor_stroke (cr, style, style->hairline);
  cairo_restore (cr);
}
