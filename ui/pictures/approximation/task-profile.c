/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/task-profile.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/analysis/curves.h"
#include "engine/random.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/plot.h"

#define INPUTS 8
#define MIDDLE (ALGO_PROFILE_POINTS / 2)

static void
measure_line (const AlgoTaskProfile *profile, const AlgoTask *task, const AlgoReal *x, float *line)
{
  AlgoReal t[ALGO_PROFILE_POINTS];
  double values[ALGO_PROFILE_POINTS];

  for (guint k = 0; k < ALGO_PROFILE_POINTS; k++)
    t[k] = profile->t[k];
  algo_task_evaluate_line (task, INPUTS, x, 0, ALGO_PROFILE_POINTS, t, values);
  for (guint k = 0; k < ALGO_PROFILE_POINTS; k++)
    {
      const double added = values[k] - (isfinite (values[MIDDLE]) ? values[MIDDLE] : 0);

      line[k] = isfinite (added) ? (float) added : NAN;
    }
}

void
algo_task_profile_measure (AlgoTaskProfile *profile, const AlgoTask *task)
{
  AlgoReal x[INPUTS] = { 0 };
  AlgoRandom random;

  for (guint k = 0; k < ALGO_PROFILE_POINTS; k++)
    profile->t[k] = ALGO_CURVE_EXTENT * (2.0f * k / (ALGO_PROFILE_POINTS - 1) - 1);
  measure_line (profile, task, x, profile->axis);
  algo_random_init (&random, 0, 0, 0, ALGO_RANDOM_CURVES);
  for (guint i = 0; i < ALGO_PROFILE_OTHERS; i++)
    {
      float normal[INPUTS];

      algo_random_normal (&random, INPUTS, normal);
      for (guint j = 0; j < INPUTS; j++)
        x[j] = normal[j];
      measure_line (profile, task, x, profile->others[i]);
    }
}

static void
set_ranges (const AlgoTaskProfile *profile, AlgoPlot *plot)
{
  plot->x = (AlgoAxis){ .low = -ALGO_CURVE_EXTENT, .high = ALGO_CURVE_EXTENT };
  plot->y = (AlgoAxis){ .low = INFINITY, .high = -INFINITY };
  algo_axis_include (&plot->y, profile->axis, ALGO_PROFILE_POINTS);
  algo_axis_include (&plot->y, profile->others[0], ALGO_PROFILE_OTHERS * ALGO_PROFILE_POINTS);
  algo_axis_round_ends (&plot->y);
}

/* Without axes it may lie on the accent itself, in a list. */
static AlgoColour
get_faint (const AlgoStyle *style, gboolean has_axes)
{
  return has_axes ? algo_style_tint (style, style->accent, 0.5)
                  : algo_colour_with_alpha (style->foreground, 0.35);
}

static void
draw_legend (const AlgoPlot *plot, cairo_t *cr, const AlgoStyle *style)
{
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_LINE, style->foreground, _ ("others 0") },
    { ALGO_KEY_LINE, get_faint (style, TRUE), _ ("others random") },
  };

  algo_legend_draw (cr, style, plot->x.from, algo_legend_line_height (style) / 2,
                    plot->x.to - plot->x.from, 1, entries, G_N_ELEMENTS (entries));
}

void
algo_task_profile_draw (const AlgoTaskProfile *profile,
                        cairo_t *cr,
                        double width,
                        double height,
                        const AlgoStyle *style,
                        gboolean has_axes)
{
  const double edge = style->line;
  const AlgoPlotText text = { .x_title = _ ("one input <i>x<sub>i</sub></i>"),
                              .y_title = _ ("what it adds"),
                              .y_characters = 4 };
  AlgoPlot plot = { 0 };

  set_ranges (profile, &plot);
  if (has_axes)
    {
      algo_plot_place_below (&plot, &(AlgoArea){ 0, 0, width, height },
                             algo_legend_line_height (style), &text, style);
      algo_plot_draw_frame (&plot, cr, style, &text);
      draw_legend (&plot, cr, style);
    }
  else
    {
      plot.x.from = plot.y.to = edge;
      plot.x.to = width - edge;
      plot.y.from = height - edge;
      algo_plot_draw_level (&plot, cr, style, 0, style->faint);
    }
  cairo_save (cr);
  algo_plot_clip (&plot, cr);
  algo_colour_set_source (get_faint (style, has_axes), cr);
  cairo_set_line_width (cr, style->hairline);
  for (guint i = 0; i < ALGO_PROFILE_OTHERS; i++)
    algo_plot_stroke_values (&plot, cr, style, profile->t, profile->others[i], ALGO_PROFILE_POINTS);
  algo_colour_set_source (style->foreground, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  algo_plot_stroke_values (&plot, cr, style, profile->t, profile->axis, ALGO_PROFILE_POINTS);
  cairo_restore (cr);
}

char *
algo_task_profile_describe (const AlgoTaskProfile *profile)
{
  g_autofree char *low = algo_number_format (profile->axis[0]);
  g_autofree char *high = algo_number_format (profile->axis[ALGO_PROFILE_POINTS - 1]);

  /* Translators: numbers */
  return g_strdup_printf (_ ("With all others 0, one input adds %s at −3 and %s at 3."), low, high);
}
