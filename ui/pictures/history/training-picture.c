/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/training-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/multiples.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/series.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/history/training-text.h"

#define N_PLOTS 4
#define PLOT_ASPECT 1.8 /* width over height that small multiples come nearest to */
#define LEAST_UNEXPLAINED 1e-3
#define LEAST_KL_RANGE 10 /* nats */
#define Y_CHARACTERS 4    /* "0.01"; longer ones reach into the gap to the plot before */
#define LEAST_LEGEND 20   /* widths of text that its legend takes on one line */
#define NARROW 24         /* widths of text that leave no room beside the legend */

#define SPEED_FROM 34 /* widths of text that leave room for the speed beside the legend */

typedef enum
{
  PLOT_LOSS,
  PLOT_UNEXPLAINED,
  PLOT_KL,
  PLOT_GRADIENT,
} PlotKind;

typedef struct
{
  const AlgoTrainingPicture *picture;
  const AlgoStyle *style;
  guint legend_lines;  /* above all plots; 0: no room for any */
  double title_height; /* of each plot's own line */
  AlgoArea areas[N_PLOTS];
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText texts[N_PLOTS];
} Layout;

static double
find_last_step (const AlgoTrainingPicture *picture)
{
  double last = picture->count > 0 ? (double) picture->metrics[picture->count - 1].step : 0;

  return MAX (MAX (last, (double) picture->budget), 1);
}

static void
layout_init (Layout *layout,
             const AlgoTrainingPicture *picture,
             double width,
             double height,
             const AlgoStyle *style)
{
  gboolean roomy = width > 16 * style->text && height > 11 * style->text;
  AlgoMultiples multiples = { .count = N_PLOTS, .x_title = _ ("step") };

  *layout = (Layout){ .picture = picture, .style = style };
  layout->legend_lines = !roomy ? 0 : width < LEAST_LEGEND * style->text ? 2 : 1;
  layout->title_height = roomy ? algo_legend_line_height (style) : 0;
  multiples.columns = algo_multiples_choose_columns (N_PLOTS, PLOT_ASPECT, width, height);
  multiples.above =
      layout->legend_lines * algo_legend_line_height (style) + (roomy ? style->gap / 2 : 0);
  multiples.title_height = layout->title_height;
  for (guint i = 0; i < N_PLOTS; i++)
    {
      layout->plots[i].x = (AlgoAxis){ .low = 0, .high = find_last_step (picture) };
      layout->texts[i] =
          (AlgoPlotText){ .whole_x = TRUE,
                          .y_characters = Y_CHARACTERS + (i % multiples.columns == 0) };
    }
  algo_multiples_place (&multiples, width, height, style, layout->texts, layout->areas,
                        layout->plots);
}

static void
set_loss_range (AlgoAxis *axis, const AlgoBins *bins)
{
  axis->low = INFINITY;
  axis->high = -INFINITY;
  algo_bins_include_range (bins, ALGO_SERIES_LOSS, &axis->low, &axis->high);
  algo_axis_round_ends (axis);
}

static void
set_unexplained_range (AlgoAxis *axis, const AlgoBins *bins)
{
  axis->kind = ALGO_AXIS_LOG;
  axis->low = LEAST_UNEXPLAINED;
  axis->high = 1;
  for (guint band = 0; band < ALGO_BANDS; band++)
    algo_bins_include_range (bins, ALGO_SERIES_UNEXPLAINED + band, &axis->low, &axis->high);
  axis->low = MAX (axis->low, 1e-3 * LEAST_UNEXPLAINED);
  algo_axis_round_ends (axis);
}

static void
set_kl_range (AlgoAxis *axis, const AlgoBins *bins)
{
  double low = 0;

  axis->kind = ALGO_AXIS_ASINH;
  axis->linear_width = 1;
  axis->low = 0;
  axis->high = LEAST_KL_RANGE;
  for (guint band = 0; band < ALGO_BANDS; band++)
    algo_bins_include_range (bins, ALGO_SERIES_KL + band, &low, &axis->high);
  axis->high = algo_axis_round_up (axis->high);
}

static void
set_gradient_range (AlgoAxis *axis, const AlgoBins *bins)
{
  axis->kind = ALGO_AXIS_LOG;
  axis->low = INFINITY;
  axis->high = -INFINITY;
  algo_bins_include_range (bins, ALGO_SERIES_GRADIENT_NORM, &axis->low, &axis->high);
  algo_bins_include_range (bins, ALGO_SERIES_RATE, &axis->low, &axis->high);
  axis->low = MAX (axis->low, 1e-9 * axis->high);
  algo_axis_round_ends (axis);
}

/* The range of raw values in each column, and thin lines where columns hold one value each. */
static void
draw_raw (const AlgoPlot *plot,
          cairo_t *cr,
          const AlgoStyle *style,
          const AlgoBins *bins,
          AlgoSeries series,
          AlgoColour colour)
{
  const AlgoBin *bin = algo_bins_get (bins, series);
  double width = (plot->x.to - plot->x.from) / bins->columns;

  algo_colour_set_source (algo_style_tint (style, colour, 0.28), cr);
  cairo_set_line_width (cr, 0.75 * style->hairline);
  for (guint i = 0; i < bins->columns; i++)
    {
      double low = algo_axis_place (&plot->y, bin[i].low);
      double high = algo_axis_place (&plot->y, bin[i].high);

      if (bin[i].count > 0 && isfinite (low) && isfinite (high))
        cairo_rectangle (cr, plot->x.from + i * width, high - style->hairline / 2, width,
                         low - high + style->hairline);
    }
  cairo_fill (cr);
}

/* Columns without a value are passed over: early in a run most have none yet. */
static void
draw_smooth (const AlgoPlot *plot,
             cairo_t *cr,
             const AlgoStyle *style,
             const AlgoBins *bins,
             AlgoSeries series,
             AlgoColour colour)
{
  g_autofree double *places = g_new (double, bins->columns);
  g_autofree double *x = g_new (double, bins->columns);
  g_autofree double *y = g_new (double, bins->columns);
  double width = (plot->x.to - plot->x.from) / bins->columns;
  guint points = 0;

  algo_bins_smooth (bins, series, &plot->y, places);
  for (guint i = 0; i < bins->columns; i++)
    if (isfinite (places[i]))
      {
        x[points] = plot->x.from + (i + 0.5) * width;
        y[points++] = places[i];
      }
  algo_colour_set_source (colour, cr);
  if (points == 1)
    {
      cairo_arc (cr, x[0], y[0], 1.2 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
      return;
    }
  cairo_set_line_width (cr, style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_plot_add_curve (cr, style, x, y, points);
  cairo_stroke (cr);
}

static void
draw_series (const AlgoPlot *plot,
             cairo_t *cr,
             const AlgoStyle *style,
             const AlgoBins *bins,
             const AlgoSeries *series,
             const AlgoColour *colours,
             guint count)
{
  cairo_save (cr);
  algo_plot_clip (plot, cr);
  for (guint i = 0; i < count; i++)
    draw_raw (plot, cr, style, bins, series[i], colours[i]);
  for (guint i = 0; i < count; i++)
    draw_smooth (plot, cr, style, bins, series[i], colours[i]);
  cairo_restore (cr);
}

static void
draw_cursor (const Layout *layout, cairo_t *cr, const AlgoPlot *plot)
{
  double x = algo_style_snap_line (layout->style,
                                   algo_axis_place (&plot->x, (double) layout->picture->cursor));

  if (layout->picture->cursor < 0 || x < plot->x.from || x > plot->x.to)
    return;
  cairo_save (cr);
  cairo_set_line_width (cr, layout->style->hairline);
  algo_colour_set_source (layout->style->foreground, cr);
  cairo_move_to (cr, x, plot->y.from);
  cairo_line_to (cr, x, plot->y.to);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_title (const Layout *layout, cairo_t *cr, PlotKind kind, const char *title)
{
  const AlgoStyle *style = layout->style;
  const AlgoPlot *plot = &layout->plots[kind];
  AlgoTextFormat format = { .size = style->text_small,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground,
                            .max_width = plot->x.to - plot->x.from };

  if (layout->title_height > 0)
    algo_text_draw_middle (cr, style, &format, plot->x.from,
                           layout->areas[kind].y + layout->title_height / 2, title);
}

static void
draw_loss (Layout *layout, cairo_t *cr, const AlgoBins *bins)
{
  const AlgoSeries series[] = { ALGO_SERIES_LOSS };
  const AlgoColour colours[] = { layout->style->accent };

  set_loss_range (&layout->plots[PLOT_LOSS].y, bins);
  algo_plot_draw_frame (&layout->plots[PLOT_LOSS], cr, layout->style, &layout->texts[PLOT_LOSS]);
  draw_series (&layout->plots[PLOT_LOSS], cr, layout->style, bins, series, colours, 1);
  draw_title (layout, cr, PLOT_LOSS, _ ("Loss"));
}

static void
draw_bands (Layout *layout,
            cairo_t *cr,
            const AlgoBins *bins,
            PlotKind kind,
            AlgoSeries first,
            const char *title)
{
  AlgoSeries series[ALGO_BANDS];

  for (guint band = 0; band < ALGO_BANDS; band++)
    series[band] = first + band;
  algo_plot_draw_frame (&layout->plots[kind], cr, layout->style, &layout->texts[kind]);
  draw_series (&layout->plots[kind], cr, layout->style, bins, series, layout->style->band,
               ALGO_BANDS);
  draw_title (layout, cr, kind, title);
}

static void
draw_gradient (Layout *layout, cairo_t *cr, const AlgoBins *bins)
{
  const AlgoSeries series[] = { ALGO_SERIES_GRADIENT_NORM, ALGO_SERIES_RATE };
  const AlgoColour colours[] = { layout->style->accent, layout->style->foreground };
  const AlgoStyle *style = layout->style;
  AlgoPlot *plot = &layout->plots[PLOT_GRADIENT];
  const AlgoArea *area = &layout->areas[PLOT_GRADIENT];
  gboolean narrow = plot->x.to - plot->x.from < 12 * style->text;
  AlgoLegendEntry entries[] = {
    { ALGO_KEY_LINE, colours[0], narrow ? _ ("gradient") : _ ("gradient norm") },
    { ALGO_KEY_LINE, colours[1], _ ("rate") },
  };

  set_gradient_range (&plot->y, bins);
  algo_plot_draw_frame (plot, cr, style, &layout->texts[PLOT_GRADIENT]);
  draw_series (plot, cr, style, bins, series, colours, G_N_ELEMENTS (series));
  if (layout->title_height > 0)
    algo_legend_draw (cr, style, plot->x.from, area->y + layout->title_height / 2,
                      area->x + area->width - plot->x.from, 1, entries, G_N_ELEMENTS (entries));
}

/* Which colour is which log beta, and the speed. */
static void
draw_legend (const Layout *layout, cairo_t *cr, double width)
{
  const AlgoStyle *style = layout->style;
  const AlgoTrainingPicture *picture = layout->picture;
  double middle = algo_legend_line_height (style) / 2;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  AlgoLegendEntry entries[ALGO_BANDS];
  char *labels[ALGO_BANDS];
  double x = width < NARROW * style->text ? 0 : layout->plots[0].x.from;

  if (layout->legend_lines == 0)
    return;
  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      labels[band] = algo_number_format_decimals (algo_training_mean_log_beta (picture, band), 1);
      entries[band] = (AlgoLegendEntry){ ALGO_KEY_LINE, style->band[band], labels[band] };
    }
  if (picture->steps_per_second > 0 && width - x > SPEED_FROM * style->text_small)
    {
      g_autofree char *number = algo_number_format (picture->steps_per_second);
      g_autofree char *speed = g_strdup_printf (_ ("%s steps/s"), number);

      format.align = 1;
      width -= 2 * style->gap + algo_text_draw_middle (cr, style, &format, width, middle, speed);
      format.align = 0;
    }
  x += algo_text_draw_middle (cr, style, &format, x, middle, _ ("log\u2009\u03b2 \u2248"))
       + style->gap;
  algo_legend_draw (cr, style, x, middle, width - x, layout->legend_lines, entries, ALGO_BANDS);
  for (guint band = 0; band < ALGO_BANDS; band++)
    g_free (labels[band]);
}

static guint
choose_bins (const Layout *layout)
{
  AlgoArea area = algo_plot_get_area (&layout->plots[0]);
  double column = layout->style->pixel > 0 ? 1 : 0.5;

  return (guint) CLAMP (area.width / column, 1, 4096);
}

void
algo_training_picture_draw (const AlgoTrainingPicture *picture,
                            cairo_t *cr,
                            double width,
                            double height,
                            const AlgoStyle *style)
{
  Layout layout;
  AlgoBins bins;

  if (picture->metrics == NULL || picture->count == 0)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  layout_init (&layout, picture, width, height, style);
  algo_bins_init (&bins, picture->metrics, picture->count, find_last_step (picture),
                  choose_bins (&layout));
  set_unexplained_range (&layout.plots[PLOT_UNEXPLAINED].y, &bins);
  set_kl_range (&layout.plots[PLOT_KL].y, &bins);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_loss (&layout, cr, &bins);
  draw_bands (&layout, cr, &bins, PLOT_UNEXPLAINED, ALGO_SERIES_UNEXPLAINED, _ ("FVU"));
  draw_bands (&layout, cr, &bins, PLOT_KL, ALGO_SERIES_KL, _ ("KL, nats"));
  draw_gradient (&layout, cr, &bins);
  for (guint i = 0; i < N_PLOTS; i++)
    draw_cursor (&layout, cr, &layout.plots[i]);
  draw_legend (&layout, cr, width);
  cairo_restore (cr);
  algo_bins_clear (&bins);
}

void
algo_training_picture_draw_cursor (const AlgoTrainingPicture *picture,
                                   cairo_t *cr,
                                   double width,
                                   double height,
                                   const AlgoStyle *style)
{
  Layout layout;

  if (picture->metrics == NULL || picture->count == 0)
    return;
  layout_init (&layout, picture, width, height, style);
  for (guint i = 0; i < N_PLOTS; i++)
    draw_cursor (&layout, cr, &layout.plots[i]);
}

gboolean
algo_training_picture_pick (const AlgoTrainingPicture *picture,
                            double width,
                            double height,
                            const AlgoStyle *style,
                            double x,
                            double y,
                            guint64 *step)
{
  Layout layout;

  layout_init (&layout, picture, width, height, style);
  for (guint i = 0; i < N_PLOTS; i++)
    if (algo_plot_contains (&layout.plots[i], x, y))
      {
        *step = (guint64) MAX (0, llround (algo_axis_value (&layout.plots[i].x, x)));
        return TRUE;
      }
  return FALSE;
}

AlgoArea
algo_training_picture_locate (const AlgoTrainingPicture *picture,
                              double width,
                              double height,
                              const AlgoStyle *style,
                              guint64 step,
                              double x,
                              double y)
{
  Layout layout;
  const AlgoPlot *plot = &layout.plots[0];
  AlgoArea area;

  layout_init (&layout, picture, width, height, style);
  for (guint i = 0; i < N_PLOTS; i++)
    if (algo_plot_contains (&layout.plots[i], x, y))
      plot = &layout.plots[i];
  area = algo_plot_get_area (plot);
  area.x = algo_axis_place (&plot->x, (double) step);
  area.width = 0;
  return area;
}
