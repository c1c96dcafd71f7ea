/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn in a plot of its values: curves, bands, levels and dots. */
#include "ui/pictures/drawing/plot.h"

#include <math.h>

#define STRAIGHT 0.03 /* of a line's width: by how much it may miss a point */

/* Of many points in one column of pixels the first, the lowest, the highest and the last draw the
 * same pixels as all of them (Jugel, Jerzak, Hackenbroich, Markl, "M4: a visualization-oriented
 * time series data aggregation", VLDB 2014). Keeps those at the front, and a break where there is
 * one. Returns how many they are. */
static guint
keep_outline (double *x, double *y, guint count, double pixel)
{
  guint kept = 0, next = 0;

  while (next < count)
    {
      guint low = next, high = next, first = next, last = next;

      while (next < count && isfinite (x[next]) && isfinite (y[next])
             && floor (x[next] / pixel) == floor (x[first] / pixel))
        {
          low = y[next] < y[low] ? next : low;
          high = y[next] > y[high] ? next : high;
          last = next++;
        }
      if (next == first)
        last = next++;
      for (guint i = first; i <= last; i++)
        if (i == first || i == low || i == high || i == last)
          {
            x[kept] = x[i];
            y[kept++] = y[i];
          }
    }
  return kept;
}

/* Strokes take most of the drawing time, in proportion to their points. Points are left out as long
 * as one line from the last point kept passes all of them within the tolerance: the slopes that do
 * are an interval, which narrows with each point. */
void
algo_plot_add_curve (cairo_t *cr, const AlgoStyle *style, double *x, double *y, guint count)
{
  double tolerance = STRAIGHT * style->line;
  double least = -INFINITY, most = INFINITY;
  guint kept = 0;
  gboolean started = FALSE;

  if (style->pixel > 0)
    count = keep_outline (x, y, count, style->pixel);
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
algo_plot_draw_level (const AlgoPlot *plot,
                      cairo_t *cr,
                      const AlgoStyle *style,
                      double value,
                      AlgoColour colour)
{
  const double dash[] = { 4 * style->line, 2.5 * style->line };
  const double y = algo_style_snap_line (style, algo_axis_place (&plot->y, value));

  cairo_save (cr);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  algo_colour_draw_line (colour, cr, style->hairline, plot->x.from, y, plot->x.to, y);
  cairo_restore (cr);
}

void
algo_plot_draw_dots (const AlgoPlot *plot,
                     cairo_t *cr,
                     const AlgoStyle *style,
                     AlgoColour colour,
                     const float *x,
                     const float *y,
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

void
algo_plot_stroke_values (const AlgoPlot *plot,
                         cairo_t *cr,
                         const AlgoStyle *style,
                         const float *x,
                         const float *y,
                         guint count)
{
  g_autofree double *at_x = g_new (double, count), *at_y = g_new (double, count);

  for (guint i = 0; i < count; i++)
    {
      at_x[i] = algo_axis_place (&plot->x, x[i]);
      at_y[i] = algo_axis_place (&plot->y, y[i]);
    }
  algo_plot_add_curve (cr, style, at_x, at_y, count);
  cairo_stroke (cr);
}

void
algo_plot_fill_band (const AlgoPlot *plot,
                     cairo_t *cr,
                     const float *x,
                     const float *low,
                     const float *high,
                     guint count)
{
  for (guint i = 0; i < 2 * count; i++)
    {
      const guint point = i < count ? i : 2 * count - 1 - i;
      const float value = i < count ? low[point] : high[point];

      if (isfinite (value) && isfinite (x[point]))
        cairo_line_to (cr, algo_axis_place (&plot->x, x[point]), algo_axis_place (&plot->y, value));
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

gint
algo_plot_find_nearest (const AlgoPlot *plot,
                        const float *x,
                        const float *y,
                        guint count,
                        double at_x,
                        double at_y,
                        double reach)
{
  gint nearest = -1;

  for (guint i = 0; i < count; i++)
    {
      const double distance =
          hypot (at_x - algo_axis_place (&plot->x, x[i]), at_y - algo_axis_place (&plot->y, y[i]));

      if (distance < reach)
        {
          reach = distance;
          nearest = (gint) i;
        }
    }
  return nearest;
}
