/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define QUARTILES 0.3 /* how much of a colour bands have ... */
#define RANGE 0.11    /* ... between the quartiles, and the least and the most */

AlgoAxis
algo_ensemble_make_axis (AlgoMeasure measure, const AlgoSpread *spreads, guint count)
{
  const AlgoOrderRow *row = measure < ALGO_N_ORDER_PARAMETERS ? &algo_order_rows[measure] : NULL;
  AlgoAxis axis = { .kind = ALGO_AXIS_ASINH, .high = 100, .linear_width = 1 };
  double least = 0, most = 1e6;

  if (row != NULL)
    {
      const gboolean is_log = row->is_logarithmic;

      axis = (AlgoAxis){ .kind = is_log ? ALGO_AXIS_LOG : ALGO_AXIS_LINEAR,
                         .low = is_log ? 10 * row->low : row->low,
                         .high = row->high };
      least = row->least;
      most = row->most;
    }
  for (guint i = 0; i < count; i++)
    {
      if (isfinite (spreads[i].lower))
        axis.low = MIN (axis.low, MAX (spreads[i].lower, least));
      if (spreads[i].count > 0 && !isnan (spreads[i].upper))
        axis.high = MAX (axis.high, MIN (spreads[i].upper, most));
    }
  if (row == NULL)
    axis.high = algo_axis_round_up (axis.high);
  else
    algo_axis_round_ends (&axis);
  return axis;
}

/* Between two quantiles, from one gap to the next. */
static void
fill_band (const AlgoPlot *plot,
           cairo_t *cr,
           const double *x,
           const AlgoSpread *spreads,
           guint count,
           gboolean quartiles)
{
  guint first = 0;

  while (first < count)
    {
      guint end = first;

      while (end < count && spreads[end].count > 0)
        end++;
      for (guint i = first; i < end; i++)
        cairo_line_to (cr, x[i],
                       algo_axis_place_within (&plot->y,
                                               quartiles ? spreads[i].upper : spreads[i].most));
      for (guint i = end; i-- > first;)
        cairo_line_to (cr, x[i],
                       algo_axis_place_within (&plot->y,
                                               quartiles ? spreads[i].lower : spreads[i].least));
      if (end > first)
        cairo_close_path (cr);
      first = end + 1;
    }
  cairo_fill (cr);
}

void
algo_ensemble_draw_spreads (const AlgoPlot *plot,
                            cairo_t *cr,
                            const AlgoStyle *style,
                            const double *x,
                            const AlgoSpread *spreads,
                            guint count)
{
  g_autofree double *line_x = g_new (double, MAX (count, 1));
  g_autofree double *line_y = g_new (double, MAX (count, 1));

  for (guint i = 0; i < count; i++)
    {
      line_x[i] = algo_axis_place (&plot->x, x[i]);
      line_y[i] = algo_axis_place_within (&plot->y, spreads[i].median);
    }
  cairo_save (cr);
  cairo_rectangle (cr, plot->x.from, plot->y.to - style->line, plot->x.to - plot->x.from,
                   plot->y.from - plot->y.to + 2 * style->line);
  cairo_clip (cr);
  algo_colour_set_source (algo_style_tint (style, style->accent, RANGE), cr);
  fill_band (plot, cr, line_x, spreads, count, FALSE);
  algo_colour_set_source (algo_style_tint (style, style->accent, QUARTILES), cr);
  fill_band (plot, cr, line_x, spreads, count, TRUE);
  algo_colour_set_source (style->accent, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  if (count == 1 && isfinite (line_y[0]))
    {
      cairo_arc (cr, line_x[0], line_y[0], 1.2 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else if (count > 1)
    {
      algo_plot_add_curve (cr, style, line_x, line_y, count);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
algo_ensemble_draw_spread_key (const AlgoPanelFrame *frame, cairo_t *cr, double x, double y)
{
  const AlgoStyle *style = frame->style;
  const AlgoLegendEntry entries[] = {
    { .key = ALGO_KEY_LINE, style->accent, _ ("median") },
    { .key = ALGO_KEY_BOX, algo_style_tint (style, style->accent, QUARTILES), _ ("quartiles") },
    { .key = ALGO_KEY_BOX, algo_style_tint (style, style->accent, RANGE), _ ("all") },
  };

  algo_legend_draw (cr, style, x, y, frame->width - x, 1, entries, G_N_ELEMENTS (entries));
}

void
algo_csv_add_spread (AlgoCsv *csv, const AlgoSpread *spread)
{
  const double values[] = { spread->least, spread->lower, spread->median, spread->upper,
                            spread->most };

  algo_csv_add_whole (csv, spread->count);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    algo_csv_add_real (csv, values[i]);
}
