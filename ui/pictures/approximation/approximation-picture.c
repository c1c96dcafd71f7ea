/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/approximation-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 4  /* "−0.5", "100" */
#define LEAST_LEGEND 20 /* widths of text that a legend takes on one line ... */
#define NARROW 26       /* ... and which leave no room beside it */

typedef struct
{
  const AlgoApproximationPicture *picture;
  const AlgoStyle *style;
  AlgoArea axes_area, norm_area; /* of the two plots with their legends */
  guint legend_lines;
  AlgoPlot axes, norm;
  AlgoPlotText axes_text, norm_text;
} Layout;

static void
include_values (AlgoAxis *axis, const float *values, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (isfinite (values[i]))
      {
        axis->low = fmin (axis->low, values[i]);
        axis->high = fmax (axis->high, values[i]);
      }
}

static double
scatter_value (const AlgoApproximationPicture *picture, guint point)
{
  const AlgoCurves *curves = picture->curves;

  if (picture->mode == ALGO_APPROXIMATION_RESIDUAL)
    return curves->residual[point];
  return (double) curves->norm[point] + curves->residual[point];
}

static void
set_ranges (Layout *layout)
{
  const AlgoCurves *curves = layout->picture->curves;
  AlgoAxis *norm = &layout->norm.x, *value = &layout->norm.y;

  layout->axes.x = (AlgoAxis){ .low = -ALGO_CURVE_EXTENT, .high = ALGO_CURVE_EXTENT };
  layout->axes.y = (AlgoAxis){ .low = 0, .high = ALGO_CURVE_EXTENT };
  include_values (&layout->axes.y, curves->along_axis, curves->inputs * ALGO_CURVE_POINTS);
  include_values (&layout->axes.y, curves->low, ALGO_CURVE_POINTS);
  include_values (&layout->axes.y, curves->high, ALGO_CURVE_POINTS);
  algo_axis_round_ends (&layout->axes.y);

  *norm = (AlgoAxis){ .low = INFINITY, .high = -INFINITY };
  include_values (norm, curves->norm, ALGO_SCATTER_POINTS);
  algo_axis_round_ends (norm);
  *value = layout->picture->mode == ALGO_APPROXIMATION_RESIDUAL ? (AlgoAxis){ .low = 0 } : *norm;
  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    {
      float shown = (float) scatter_value (layout->picture, i);

      include_values (value, &shown, 1);
    }
  algo_axis_round_ends (value);
}

static void
place_plot (AlgoPlot *plot, const AlgoArea *area, const AlgoPlotText *text, Layout *layout)
{
  double legend = layout->legend_lines * algo_legend_line_height (layout->style);
  AlgoArea within = { area->x, area->y + legend, area->width, area->height - legend };

  algo_plot_place (plot, &within, text, layout->style);
}

static void
layout_init (Layout *layout,
             const AlgoApproximationPicture *picture,
             double width,
             double height,
             const AlgoStyle *style)
{
  double gap = 2 * style->gap;
  gboolean wide = width > 1.35 * height;
  double half_width = wide ? (width - gap) / 2 : width;
  double half_height = wide ? height : (height - gap) / 2;

  *layout = (Layout){ .picture = picture, .style = style };
  layout->axes_area = (AlgoArea){ 0, 0, half_width, half_height };
  layout->norm_area =
      (AlgoArea){ width - half_width, height - half_height, half_width, half_height };
  if (half_width < 12 * style->text || half_height < 8 * style->text)
    layout->legend_lines = 0;
  else
    layout->legend_lines = half_width < LEAST_LEGEND * style->text ? 2 : 1;
  layout->axes_text = (AlgoPlotText){ .x_title = "<i>t</i>",
                                      .y_title = _ ("output"),
                                      .y_characters = Y_CHARACTERS };
  layout->norm_text = (AlgoPlotText){ .x_title = _ ("norm \u2211|<i>x<sub>i</sub></i>|"),
                                      .y_title = picture->mode == ALGO_APPROXIMATION_RESIDUAL
                                                     ? _ ("<i>f</i>\u2009(<i>x</i>) \u2212 norm")
                                                     : _ ("<i>f</i>\u2009(<i>x</i>)"),
                                      .y_characters = Y_CHARACTERS };
  set_ranges (layout);
  place_plot (&layout->axes, &layout->axes_area, &layout->axes_text, layout);
  place_plot (&layout->norm, &layout->norm_area, &layout->norm_text, layout);
}

static void
add_curve (const AlgoPlot *plot,
           cairo_t *cr,
           const AlgoStyle *style,
           const float *t,
           const float *values)
{
  double x[ALGO_CURVE_POINTS], y[ALGO_CURVE_POINTS];

  for (guint i = 0; i < ALGO_CURVE_POINTS; i++)
    {
      x[i] = algo_axis_place (&plot->x, t[i]);
      y[i] = algo_axis_place (&plot->y, values[i]);
    }
  algo_plot_add_curve (cr, style, x, y, ALGO_CURVE_POINTS);
}

static void
add_band (const AlgoPlot *plot, cairo_t *cr, const AlgoCurves *curves)
{
  for (guint i = 0; i < 2 * ALGO_CURVE_POINTS; i++)
    {
      guint point = i < ALGO_CURVE_POINTS ? i : 2 * ALGO_CURVE_POINTS - 1 - i;
      float value = i < ALGO_CURVE_POINTS ? curves->low[point] : curves->high[point];

      if (isfinite (value))
        cairo_line_to (cr, algo_axis_place (&plot->x, curves->t[point]),
                       algo_axis_place (&plot->y, value));
    }
  cairo_close_path (cr);
}

static void
set_dash (cairo_t *cr, const AlgoStyle *style)
{
  double dash[] = { 4 * style->line, 2.5 * style->line };

  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
}

/* `count` points of the exact values, to be joined. */
static void
draw_ideal (const AlgoPlot *plot,
            cairo_t *cr,
            const AlgoStyle *style,
            const double *at,
            const double *values,
            guint count)
{
  cairo_save (cr);
  set_dash (cr, style);
  cairo_set_line_width (cr, 0.8 * style->line);
  algo_colour_set_source (style->foreground, cr);
  for (guint i = 0; i < count; i++)
    cairo_line_to (cr, algo_axis_place (&plot->x, at[i]), algo_axis_place (&plot->y, values[i]));
  cairo_stroke (cr);
  cairo_restore (cr);
}

static AlgoColour
axis_curve_colour (const AlgoStyle *style)
{
  return algo_colour_mix (style->card, style->foreground, 0.45);
}

static void
draw_axes_curves (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoCurves *curves = layout->picture->curves;
  const AlgoPlot *plot = &layout->axes;
  const double at[] = { -ALGO_CURVE_EXTENT, 0, ALGO_CURVE_EXTENT };
  const double ideal[] = { ALGO_CURVE_EXTENT, 0, ALGO_CURVE_EXTENT };

  cairo_save (cr);
  algo_plot_clip (plot, cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_colour_set_source (algo_style_tint (style, style->accent, 0.22), cr);
  add_band (plot, cr, curves);
  cairo_fill (cr);
  algo_colour_set_source (axis_curve_colour (style), cr);
  cairo_set_line_width (cr, 0.8 * style->hairline);
  for (guint i = 0; i < curves->inputs; i++)
    {
      add_curve (plot, cr, style, curves->t, curves->along_axis + (gsize) i * ALGO_CURVE_POINTS);
      cairo_stroke (cr);
    }
  algo_colour_set_source (style->accent, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  add_curve (plot, cr, style, curves->t, curves->median);
  cairo_stroke (cr);
  draw_ideal (plot, cr, style, at, ideal, G_N_ELEMENTS (at));
  cairo_restore (cr);
}

static void
draw_scatter (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *plot = &layout->norm;
  gboolean residual = layout->picture->mode == ALGO_APPROXIMATION_RESIDUAL;
  const double at[] = { plot->x.low, plot->x.high };
  const double flat[] = { 0, 0 };
  double x[ALGO_SCATTER_POINTS], y[ALGO_SCATTER_POINTS];

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    {
      x[i] = layout->picture->curves->norm[i];
      y[i] = scatter_value (layout->picture, i);
    }
  cairo_save (cr);
  algo_plot_clip (plot, cr);
  algo_plot_draw_dots (plot, cr, style, algo_style_tint (style, style->accent, 0.5), x, y,
                       ALGO_SCATTER_POINTS);
  draw_ideal (plot, cr, style, at, residual ? flat : at, G_N_ELEMENTS (at));
  cairo_restore (cr);
}

static void
draw_legends (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  double middle = algo_legend_line_height (style) / 2;
  double axes_x = layout->axes.x.from, norm_x = layout->norm.x.from;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground, .align = 1 };
  g_autofree char *unexplained = algo_number_format (layout->picture->unexplained);
  g_autofree char *note = g_strdup_printf (_ ("FVU %s"), unexplained);
  AlgoLegendEntry axes[] = {
    { ALGO_KEY_DASHED, style->foreground, "|<i>t</i>|" },
    { ALGO_KEY_LINE, axis_curve_colour (style), _ ("<i>f</i>\u2009(<i>t\u2009e<sub>i</sub></i>)") },
    { ALGO_KEY_BAND, style->accent,
      _ ("added by <i>x<sub>i</sub></i> = <i>t</i>, 10\u201390\u202f%") },
  };
  AlgoLegendEntry norm[] = {
    { ALGO_KEY_DASHED, style->foreground, _ ("exact") },
    { ALGO_KEY_DOT, style->accent, _ ("random <i>x</i>") },
  };

  if (layout->legend_lines == 0)
    return;
  if (layout->axes_area.width < NARROW * style->text)
    {
      axes_x = layout->axes_area.x;
      norm_x = layout->norm_area.x;
    }
  algo_legend_draw (cr, style, axes_x, layout->axes_area.y + middle,
                    layout->axes_area.x + layout->axes_area.width - axes_x, layout->legend_lines,
                    axes, G_N_ELEMENTS (axes));
  algo_legend_draw (cr, style, norm_x, layout->norm_area.y + middle, layout->norm.x.to - norm_x, 1,
                    norm, G_N_ELEMENTS (norm));
  if (isfinite (layout->picture->unexplained))
    algo_text_draw_middle (cr, style, &format, layout->norm.x.to,
                           layout->norm_area.y + middle
                               + (layout->legend_lines - 1) * algo_legend_line_height (style),
                           note);
}

void
algo_approximation_picture_draw (const AlgoApproximationPicture *picture,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 const AlgoStyle *style)
{
  Layout layout;

  if (picture->curves == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  layout_init (&layout, picture, width, height, style);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  algo_plot_draw_frame (&layout.axes, cr, style, &layout.axes_text);
  draw_axes_curves (&layout, cr);
  algo_plot_draw_frame (&layout.norm, cr, style, &layout.norm_text);
  draw_scatter (&layout, cr);
  draw_legends (&layout, cr);
  cairo_restore (cr);
}

static float
largest_residual (const AlgoCurves *curves)
{
  float largest = 0;

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    largest = fmaxf (largest, fabsf (curves->residual[i]));
  return largest;
}

/* The largest distance of the median of what one input adds from |t|. */
static float
largest_bias (const AlgoCurves *curves)
{
  float largest = 0;

  for (guint i = 0; i < ALGO_CURVE_POINTS; i++)
    largest = fmaxf (largest, fabsf (curves->median[i] - fabsf (curves->t[i])));
  return largest;
}

char *
algo_approximation_picture_describe (const AlgoApproximationPicture *picture)
{
  g_autofree char *residual = NULL, *bias = NULL, *unexplained = NULL;

  if (picture->curves == NULL)
    return g_strdup (_ ("Not measured yet"));
  residual = algo_number_format (largest_residual (picture->curves));
  bias = algo_number_format (largest_bias (picture->curves));
  unexplained = algo_number_format (picture->unexplained);
  return g_strdup_printf (_ ("Fraction of variance unexplained (FVU): %s. Of %u random inputs, the "
                             "largest difference from the norm is %s. What one input adds differs "
                             "from its absolute value by at most %s in the median."),
                          unexplained, ALGO_SCATTER_POINTS, residual, bias);
}

static char *
describe_axes_at (const AlgoCurves *curves, double t)
{
  double place = (t + ALGO_CURVE_EXTENT) / (2 * ALGO_CURVE_EXTENT) * (ALGO_CURVE_POINTS - 1);
  guint point = (guint) lround (CLAMP (place, 0, ALGO_CURVE_POINTS - 1));
  g_autofree char *at = algo_number_format_decimals (curves->t[point], 1);
  g_autofree char *median = algo_number_format (curves->median[point]);
  g_autofree char *low = algo_number_format (curves->low[point]);
  g_autofree char *high = algo_number_format (curves->high[point]);
  g_autofree char *ideal = algo_number_format_decimals (fabs (curves->t[point]), 1);

  return g_strdup_printf (_ ("t = %s: one input adds %s in the median, %s to %s in 80\u202f%% of "
                             "cases; exact is %s"),
                          at, median, low, high, ideal);
}

/* The nearest point of the scatter, if one is near. */
static char *
describe_norm_at (const Layout *layout, double x, double y)
{
  const AlgoCurves *curves = layout->picture->curves;
  g_autofree char *norm = NULL, *value = NULL, *residual = NULL;
  double nearest = 2 * layout->style->gap;
  gint found = -1;

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    {
      double distance =
          hypot (x - algo_axis_place (&layout->norm.x, curves->norm[i]),
                 y - algo_axis_place (&layout->norm.y, scatter_value (layout->picture, i)));

      if (distance < nearest)
        {
          nearest = distance;
          found = (gint) i;
        }
    }
  if (found < 0)
    return NULL;
  norm = algo_number_format (curves->norm[found]);
  value = algo_number_format ((double) curves->norm[found] + curves->residual[found]);
  residual = algo_number_format_signed (curves->residual[found]);
  return g_strdup_printf (_ ("norm %s, network %s, difference %s"), norm, value, residual);
}

char *
algo_approximation_picture_describe_at (const AlgoApproximationPicture *picture,
                                        double width,
                                        double height,
                                        const AlgoStyle *style,
                                        double x,
                                        double y)
{
  Layout layout;

  if (picture->curves == NULL)
    return NULL;
  layout_init (&layout, picture, width, height, style);
  if (algo_plot_contains (&layout.axes, x, y))
    return describe_axes_at (picture->curves, algo_axis_value (&layout.axes.x, x));
  if (algo_plot_contains (&layout.norm, x, y))
    return describe_norm_at (&layout, x, y);
  return NULL;
}
