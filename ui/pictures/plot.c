/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/plot.h"

#include <math.h>

#include "ui/pictures/text.h"

#define X_CHARACTERS 6 /* from one label of x to the next: "10 000" */
#define STRAIGHT 0.03  /* of a line's width: by how much it may miss a point */

/* For half of the last label of x. */
static double
right_margin (const AlgoStyle *style)
{
  return algo_text_room (style->text_small, 2);
}

double
algo_plot_x_title_height (const AlgoStyle *style)
{
  return 1.55 * style->text;
}

void
algo_plot_place (AlgoPlot *plot,
                 const AlgoArea *area,
                 const AlgoPlotText *text,
                 const AlgoStyle *style)
{
  double left = algo_text_room (style->text_small, text->y_characters) + style->gap
                + (text->y_title != NULL ? 1.5 * style->text : 0);
  double right = right_margin (style);
  double top = 0.6 * style->text_small;
  double bottom = 1.4 * style->text_small + style->gap / 2
                  + (text->x_title != NULL ? algo_plot_x_title_height (style) : 0);

  plot->labelled = area->width >= left + right + 5 * style->text_small
                   && area->height >= top + bottom + 3 * style->text_small;
  if (!plot->labelled)
    left = right = top = bottom = MIN (1, MIN (area->width, area->height) / 4);
  plot->x.from = algo_style_snap (style, area->x + left);
  plot->x.to = algo_style_snap (style, area->x + area->width - right);
  plot->y.from = algo_style_snap (style, area->y + area->height - bottom);
  plot->y.to = algo_style_snap (style, area->y + top);
}

AlgoArea
algo_plot_get_area (const AlgoPlot *plot)
{
  return (AlgoArea){ plot->x.from, plot->y.to, plot->x.to - plot->x.from,
                     plot->y.from - plot->y.to };
}

gboolean
algo_plot_contains (const AlgoPlot *plot, double x, double y)
{
  return x >= plot->x.from && x <= plot->x.to && y >= plot->y.to && y <= plot->y.from;
}

void
algo_plot_clip (const AlgoPlot *plot, cairo_t *cr)
{
  cairo_rectangle (cr, plot->x.from, plot->y.to, plot->x.to - plot->x.from,
                   plot->y.from - plot->y.to);
  cairo_clip (cr);
}

static void
draw_y_ticks (const AlgoPlot *plot, cairo_t *cr, const AlgoStyle *style)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .align = 1 };
  AlgoTicks ticks;

  algo_axis_find_ticks (&plot->y, 2.2 * style->text_small, &ticks);
  algo_colour_set_source (style->faint, cr);
  for (guint i = 0; i < ticks.count; i++)
    {
      double y = algo_style_snap_line (style, algo_axis_place (&plot->y, ticks.values[i]));

      cairo_move_to (cr, plot->x.from, y);
      cairo_line_to (cr, plot->x.to, y);
    }
  cairo_stroke (cr);
  for (guint i = 0; plot->labelled && i < ticks.count; i++)
    {
      g_autofree char *label = algo_ticks_format (&plot->y, &ticks, i);

      algo_text_draw_middle (cr, style, &format, plot->x.from - style->gap,
                             algo_axis_place (&plot->y, ticks.values[i]), label);
    }
}

static void
draw_x_ticks (const AlgoPlot *plot, cairo_t *cr, const AlgoStyle *style, const AlgoPlotText *text)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .align = 0.5 };
  guint x_characters = text->x_characters > 0 ? text->x_characters : X_CHARACTERS;
  double spacing = algo_text_room (style->text_small, x_characters);
  double y = algo_style_snap_line (style, plot->y.from);
  AlgoTicks ticks;

  if (text->whole_x)
    algo_axis_find_whole_ticks (&plot->x, spacing, &ticks);
  else
    algo_axis_find_ticks (&plot->x, spacing, &ticks);

  algo_colour_set_source (algo_colour_mix (style->faint, style->dim, 0.5), cr);
  cairo_move_to (cr, plot->x.from, y);
  cairo_line_to (cr, plot->x.to, y);
  for (guint i = 0; plot->labelled && i < ticks.count; i++)
    {
      double x = algo_style_snap_line (style, algo_axis_place (&plot->x, ticks.values[i]));

      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x, y + style->gap / 2);
    }
  cairo_stroke (cr);
  for (guint i = 0; plot->labelled && i < ticks.count; i++)
    {
      g_autofree char *label = algo_ticks_format (&plot->x, &ticks, i);
      double half = algo_text_width (style, &format, label) / 2;
      double x = algo_axis_place (&plot->x, ticks.values[i]);

      algo_text_draw (cr, style, &format, MIN (x, plot->x.to + right_margin (style) - half),
                      plot->y.from + style->gap / 2 + 1.1 * style->text_small, label);
    }
}

void
algo_plot_draw_frame (const AlgoPlot *plot,
                      cairo_t *cr,
                      const AlgoStyle *style,
                      const AlgoPlotText *text)
{
  AlgoTextFormat title = {
    .size = style->text, .colour = style->dim, .align = 0.5, .markup = TRUE
  };

  cairo_save (cr);
  cairo_set_line_width (cr, style->hairline);
  draw_y_ticks (plot, cr, style);
  draw_x_ticks (plot, cr, style, text);
  if (plot->labelled && text->x_title != NULL)
    algo_text_draw (cr, style, &title, (plot->x.from + plot->x.to) / 2,
                    plot->y.from + style->gap / 2 + 1.4 * style->text_small + 1.05 * style->text,
                    text->x_title);
  if (plot->labelled && text->y_title != NULL)
    algo_text_draw_upwards (cr, style, &title,
                            plot->x.from - style->gap
                                - algo_text_room (style->text_small, text->y_characters)
                                - 0.7 * style->text,
                            (plot->y.from + plot->y.to) / 2, text->y_title);
  cairo_restore (cr);
}

/* Strokes take most of the drawing time, in proportion to their points. Points are left out as long
 * as one line from the last point kept passes all of them within the tolerance: the slopes that do
 * are an interval, which narrows with each point. */
void
algo_plot_add_curve (cairo_t *cr,
                     const AlgoStyle *style,
                     const double *x,
                     const double *y,
                     guint count)
{
  double tolerance = STRAIGHT * style->line;
  double least = -INFINITY, most = INFINITY;
  guint kept = 0;
  gboolean started = FALSE;

  for (guint i = 0; i < count; i++)
    {
      double slope;

      if (!isfinite (x[i]) || !isfinite (y[i]))
        {
          if (started && kept < i - 1)
            cairo_line_to (cr, x[i - 1], y[i - 1]);
          started = FALSE;
          continue;
        }
      slope = started ? (y[i] - y[kept]) / (x[i] - x[kept]) : 0;
      if (started && (slope < least || slope > most))
        {
          kept = i - 1;
          cairo_line_to (cr, x[kept], y[kept]);
          least = -INFINITY;
          most = INFINITY;
        }
      else if (!started)
        {
          kept = i;
          cairo_move_to (cr, x[i], y[i]);
          least = -INFINITY;
          most = INFINITY;
          started = TRUE;
          continue;
        }
      least = fmax (least, (y[i] - tolerance - y[kept]) / (x[i] - x[kept]));
      most = fmin (most, (y[i] + tolerance - y[kept]) / (x[i] - x[kept]));
    }
  if (started && kept < count - 1)
    cairo_line_to (cr, x[count - 1], y[count - 1]);
}

/* One dot as a mask of pixels, to be stamped: on screen that is many times faster than arcs. */
static cairo_surface_t *
make_dot_mask (double radius, double pixel)
{
  int side = 2 * (int) ceil (radius / pixel) + 1;
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, side, side);
  cairo_t *cr = cairo_create (mask);

  cairo_arc (cr, side / 2.0, side / 2.0, radius / pixel, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
  return mask;
}

static void
stamp_dot (cairo_t *cr, cairo_surface_t *mask, double pixel, double x, double y)
{
  double half = cairo_image_surface_get_width (mask) / 2.0;

  cairo_save (cr);
  cairo_scale (cr, pixel, pixel);
  cairo_mask_surface (cr, mask, round (x / pixel - half), round (y / pixel - half));
  cairo_restore (cr);
}

void
algo_plot_draw_dots (const AlgoPlot *plot,
                     cairo_t *cr,
                     const AlgoStyle *style,
                     AlgoColour colour,
                     const double *x,
                     const double *y,
                     guint count)
{
  double radius = style->line;
  cairo_surface_t *mask = style->pixel > 0 ? make_dot_mask (radius, style->pixel) : NULL;

  algo_colour_set_source (colour, cr);
  for (guint i = 0; i < count; i++)
    {
      double at_x = algo_axis_place (&plot->x, x[i]);
      double at_y = algo_axis_place (&plot->y, y[i]);

      if (!algo_plot_contains (plot, at_x, at_y))
        continue;
      if (mask != NULL)
        stamp_dot (cr, mask, style->pixel, at_x, at_y);
      else
        {
          cairo_arc (cr, at_x, at_y, radius, 0, 2 * G_PI);
          cairo_fill (cr);
        }
    }
  if (mask != NULL)
    cairo_surface_destroy (mask);
}

double
algo_legend_line_height (const AlgoStyle *style)
{
  return 1.5 * style->text_small;
}

static void
draw_key (cairo_t *cr,
          const AlgoStyle *style,
          const AlgoLegendEntry *entry,
          double x,
          double y,
          double width)
{
  double dash[] = { 0.25 * width, 0.15 * width };

  cairo_save (cr);
  cairo_set_line_width (cr, style->line);
  if (entry->key == ALGO_KEY_BAND)
    {
      algo_colour_set_source (algo_style_tint (style, entry->colour, 0.25), cr);
      cairo_rectangle (cr, x, y - 0.4 * style->text_small, width, 0.8 * style->text_small);
      cairo_fill (cr);
    }
  algo_colour_set_source (entry->colour, cr);
  if (entry->key == ALGO_KEY_DOT)
    {
      cairo_arc (cr, x + width / 2, y, 1.3 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else
    {
      if (entry->key == ALGO_KEY_DASHED)
        cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

guint
algo_legend_draw (cairo_t *cr,
                  const AlgoStyle *style,
                  double x,
                  double y,
                  double width,
                  guint max_lines,
                  const AlgoLegendEntry *entries,
                  guint n_entries)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .markup = TRUE };
  double key_width = 1.3 * style->text_small;
  double key_gap = 0.75 * style->gap;
  double at = x;
  guint line = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      double needed = key_width + key_gap + algo_text_width (style, &format, entries[i].label);

      if (at > x && at + needed > x + width)
        {
          at = x;
          line++;
        }
      if (line == max_lines)
        return line;
      if (at + needed > x + width)
        continue;
      draw_key (cr, style, &entries[i], at, y + line * algo_legend_line_height (style), key_width);
      algo_text_draw_middle (cr, style, &format, at + key_width + key_gap,
                             y + line * algo_legend_line_height (style), entries[i].label);
      at += needed + 1.5 * style->gap;
    }
  return n_entries > 0 ? line + 1 : 0;
}
