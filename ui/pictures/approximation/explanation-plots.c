/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-plots.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/analysis/curves.h"
#include "ui/pictures/approximation/explanation-text.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 4    /* "−0.5" */
#define LEAST_WIDTH 13.0  /* of a plot with its labels, in sizes of text */
#define LEGEND_HEIGHT 8.0 /* from which on there are legends */

static void
include_values (AlgoAxis *axis, const float *values, guint count)
{
  for (guint i = 0; i < count; i++)
    if (isfinite (values[i]))
      {
        axis->low = fmin (axis->low, values[i]);
        axis->high = fmax (axis->high, values[i]);
      }
}

/* Both curves on one scale, so that they can be compared; zero is always there. */
static void
set_residual_range (AlgoAxis *axis, const AlgoExplanation *explanation)
{
  const AlgoResidualCurve *curves[] = { &explanation->along_input, &explanation->by_norm };

  *axis = (AlgoAxis){ .low = 0 };
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      include_values (axis, curves[i]->low, curves[i]->count);
      include_values (axis, curves[i]->high, curves[i]->count);
    }
  algo_axis_round_ends (axis);
}

static void
set_ranges (AlgoExplanationPlots *self)
{
  const AlgoExplanation *explanation = self->explanation;
  AlgoPlot *along = &self->plots[ALGO_EXPLANATION_ALONG_INPUT];
  AlgoPlot *by_norm = &self->plots[ALGO_EXPLANATION_BY_NORM];

  along->x = (AlgoAxis){ .low = -ALGO_CURVE_EXTENT, .high = ALGO_CURVE_EXTENT };
  set_residual_range (&along->y, explanation);
  by_norm->x = (AlgoAxis){ .low = INFINITY, .high = -INFINITY };
  include_values (&by_norm->x, explanation->norm, ALGO_RESIDUAL_SCATTER);
  algo_axis_round_ends (&by_norm->x);
  by_norm->y = along->y;
  if (explanation->distribution != NULL)
    {
      const AlgoDistribution *distribution = explanation->distribution;
      AlgoPlot *weights = &self->plots[ALGO_EXPLANATION_WEIGHTS];

      weights->x = (AlgoAxis){ .low = distribution->low, .high = distribution->high };
      weights->y = (AlgoAxis){ .low = 0 };
      for (guint i = 0; i < ALGO_DISTRIBUTION_BINS; i++)
        if (isfinite (distribution->density[i]))
          weights->y.high = fmax (weights->y.high, distribution->density[i]);
      algo_axis_round_ends (&weights->y);
    }
}

static void
set_texts (AlgoExplanationPlots *self)
{
  self->texts[ALGO_EXPLANATION_WEIGHTS] =
      (AlgoPlotText){ .x_title = _ ("hidden weight <i>W</i><sub>0</sub>"),
                      .y_title = _ ("density"),
                      .y_characters = Y_CHARACTERS };
  self->texts[ALGO_EXPLANATION_ALONG_INPUT] =
      (AlgoPlotText){ .x_title = _ ("one input <i>x<sub>i</sub></i>"),
                      .y_title = _ ("<i>f</i> \u2212 formula"),
                      .y_characters = Y_CHARACTERS };
  self->texts[ALGO_EXPLANATION_BY_NORM] =
      (AlgoPlotText){ .x_title = _ ("norm \u2211|<i>x<sub>i</sub></i>|"),
                      .y_title = _ ("<i>f</i> \u2212 formula"),
                      .y_characters = Y_CHARACTERS };
}

/* How many of `wanted` plots fit in a row of this length. */
static guint
fitting (double length, double least, guint wanted)
{
  return (guint) CLAMP (length / least, 0, wanted);
}

static void
place_plots (AlgoExplanationPlots *self, const AlgoArea *area)
{
  const AlgoStyle *style = self->style;
  const double gap = 2 * style->gap;
  const gboolean has_weights = self->explanation->distribution != NULL;
  const guint first = has_weights ? ALGO_EXPLANATION_WEIGHTS : ALGO_EXPLANATION_ALONG_INPUT;
  const guint wanted = ALGO_N_EXPLANATION_PLOTS - first;
  const guint beside = fitting (area->width + gap, LEAST_WIDTH * style->text + gap, wanted);
  const guint below =
      fitting (area->height + gap, ALGO_EXPLANATION_LEAST_PLOT * style->text + gap, wanted);
  const gboolean stacked = below > beside || (below == wanted && area->height > area->width);
  const guint count =
      stacked ? MIN (below, beside > 0 ? wanted : 0) : MIN (beside, below > 0 ? wanted : 0);
  const double width = stacked ? area->width : (area->width - (count - 1.0) * gap) / count;
  const double height = stacked ? (area->height - (count - 1.0) * gap) / count : area->height;

  self->has_legends = height >= LEGEND_HEIGHT * style->text;
  for (guint i = 0; i < count; i++)
    {
      const guint plot = first + i;
      const double legend = self->has_legends ? algo_legend_line_height (style) : 0;
      AlgoArea within;

      self->shown[plot] = TRUE;
      self->areas[plot] = (AlgoArea){ area->x + (stacked ? 0 : i * (width + gap)),
                                      area->y + (stacked ? i * (height + gap) : 0), width, height };
      within = self->areas[plot];
      within.y += legend;
      within.height -= legend;
      algo_plot_place (&self->plots[plot], &within, &self->texts[plot], style);
    }
}

void
algo_explanation_plots_init (AlgoExplanationPlots *plots,
                             const AlgoExplanation *explanation,
                             const AlgoArea *area,
                             const AlgoStyle *style)
{
  *plots = (AlgoExplanationPlots){ .explanation = explanation, .style = style };
  set_ranges (plots);
  set_texts (plots);
  place_plots (plots, area);
}

static void
add_band (const AlgoPlot *plot, cairo_t *cr, const AlgoResidualCurve *curve)
{
  for (guint i = 0; i < 2 * curve->count; i++)
    {
      const guint point = i < curve->count ? i : 2 * curve->count - 1 - i;
      const float value = i < curve->count ? curve->low[point] : curve->high[point];

      if (isfinite (value) && isfinite (curve->at[point]))
        cairo_line_to (cr, algo_axis_place (&plot->x, curve->at[point]),
                       algo_axis_place (&plot->y, value));
    }
  cairo_close_path (cr);
}

static void
draw_curve (const AlgoPlot *plot,
            cairo_t *cr,
            const AlgoStyle *style,
            const AlgoResidualCurve *curve)
{
  double x[ALGO_RESIDUAL_POINTS], y[ALGO_RESIDUAL_POINTS];

  algo_colour_set_source (algo_style_tint (style, style->accent, 0.22), cr);
  add_band (plot, cr, curve);
  cairo_fill (cr);
  for (guint i = 0; i < curve->count; i++)
    {
      x[i] = algo_axis_place (&plot->x, curve->at[i]);
      y[i] = algo_axis_place (&plot->y, curve->median[i]);
    }
  algo_plot_draw_level (plot, cr, style, 0, style->foreground);
  algo_colour_set_source (style->accent, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  if (curve->count > 0)
    algo_plot_add_curve (cr, style, x, y, curve->count);
  cairo_stroke (cr);
}

static void
draw_residual (const AlgoExplanationPlots *self, cairo_t *cr, AlgoExplanationPlot which)
{
  const AlgoExplanation *explanation = self->explanation;
  const AlgoPlot *plot = &self->plots[which];

  algo_plot_draw_frame (plot, cr, self->style, &self->texts[which]);
  cairo_save (cr);
  algo_plot_clip (plot, cr);
  if (which == ALGO_EXPLANATION_BY_NORM)
    {
      double x[ALGO_RESIDUAL_SCATTER], y[ALGO_RESIDUAL_SCATTER];

      for (guint i = 0; i < ALGO_RESIDUAL_SCATTER; i++)
        {
          x[i] = explanation->norm[i];
          y[i] = explanation->residual[i];
        }
      algo_plot_draw_dots (plot, cr, self->style,
                           algo_style_tint (self->style, self->style->dim, 0.4), x, y,
                           ALGO_RESIDUAL_SCATTER);
      draw_curve (plot, cr, self->style, &explanation->by_norm);
    }
  else
    draw_curve (plot, cr, self->style, &explanation->along_input);
  cairo_restore (cr);
}

double
algo_distribution_edge (const AlgoDistribution *distribution, guint bin)
{
  return distribution->low
         + (distribution->high - distribution->low) * bin / ALGO_DISTRIBUTION_BINS;
}

static void
draw_weights (const AlgoExplanationPlots *self, cairo_t *cr)
{
  const AlgoStyle *style = self->style;
  const AlgoPlot *plot = &self->plots[ALGO_EXPLANATION_WEIGHTS];
  const AlgoDistribution *distribution = self->explanation->distribution;

  algo_plot_draw_frame (plot, cr, style, &self->texts[ALGO_EXPLANATION_WEIGHTS]);
  cairo_save (cr);
  algo_plot_clip (plot, cr);
  for (guint bin = 0; bin < ALGO_DISTRIBUTION_BINS; bin++)
    {
      const double from =
          algo_style_snap (style,
                           algo_axis_place (&plot->x, algo_distribution_edge (distribution, bin)));
      const double to = algo_style_snap (
          style, algo_axis_place (&plot->x, algo_distribution_edge (distribution, bin + 1)));
      const double top = algo_axis_place (&plot->y, distribution->density[bin]);
      /* Weights have the colours of the matrix. */
      const AlgoColour colour =
          bin < ALGO_DISTRIBUTION_BINS / 2 ? style->negative[0] : style->positive[0];

      if (!isfinite (top))
        continue;
      algo_colour_set_source (colour, cr);
      cairo_rectangle (cr, from, top, to - from + style->cell_overlap, plot->y.from - top);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

static void
draw_legends (const AlgoExplanationPlots *self, cairo_t *cr)
{
  const AlgoStyle *style = self->style;
  const double middle = algo_legend_line_height (style) / 2;
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_BAND, style->accent, _ ("10\u201390\u202f%") },
    { ALGO_KEY_DOT, style->dim, _ ("random <i>x</i>") },
  };

  if (self->shown[ALGO_EXPLANATION_WEIGHTS])
    {
      const AlgoArea *area = &self->areas[ALGO_EXPLANATION_WEIGHTS];
      const AlgoPlot *plot = &self->plots[ALGO_EXPLANATION_WEIGHTS];
      const AlgoTextFormat format = { .size = style->text_small,
                                      .colour = style->dim,
                                      .max_width = area->x + area->width - plot->x.from };
      const AlgoDistribution *distribution = self->explanation->distribution;
      g_autofree char *full = algo_distribution_describe (distribution);
      AlgoTextFormat unlimited = format;
      const char *humps;

      unlimited.max_width = 0;
      humps = algo_text_width (style, &unlimited, full) <= format.max_width
                  ? full
                  : algo_distribution_shape (distribution);
      algo_text_draw_middle (cr, style, &format, plot->x.from, area->y + middle, humps);
    }
  if (self->shown[ALGO_EXPLANATION_ALONG_INPUT])
    algo_legend_draw (cr, style, self->plots[ALGO_EXPLANATION_ALONG_INPUT].x.from,
                      self->areas[ALGO_EXPLANATION_ALONG_INPUT].y + middle,
                      algo_plot_get_area (&self->plots[ALGO_EXPLANATION_ALONG_INPUT]).width, 1,
                      entries, 1);
  if (self->shown[ALGO_EXPLANATION_BY_NORM])
    algo_legend_draw (cr, style, self->plots[ALGO_EXPLANATION_BY_NORM].x.from,
                      self->areas[ALGO_EXPLANATION_BY_NORM].y + middle,
                      algo_plot_get_area (&self->plots[ALGO_EXPLANATION_BY_NORM]).width, 1, entries,
                      G_N_ELEMENTS (entries));
}

void
algo_explanation_plots_draw (const AlgoExplanationPlots *plots, cairo_t *cr)
{
  if (plots->shown[ALGO_EXPLANATION_WEIGHTS])
    draw_weights (plots, cr);
  if (plots->shown[ALGO_EXPLANATION_ALONG_INPUT])
    draw_residual (plots, cr, ALGO_EXPLANATION_ALONG_INPUT);
  if (plots->shown[ALGO_EXPLANATION_BY_NORM])
    draw_residual (plots, cr, ALGO_EXPLANATION_BY_NORM);
  if (plots->has_legends)
    draw_legends (plots, cr);
}
