/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/series.h"

#include <math.h>

#include "engine/compare.h"

#define SMOOTHING 0.012 /* standard deviation, of the columns that have values */
#define SPIKES 0.02     /* share of columns that may lie outside a range */

/* All series of one record, in their order. */
static void
read_values (const AlgoMetrics *metrics, float values[ALGO_N_SERIES])
{
  values[ALGO_SERIES_LOSS] = metrics->loss;
  values[ALGO_SERIES_GRADIENT_NORM] = metrics->gradient_norm;
  values[ALGO_SERIES_RATE] = metrics->rate;
  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      values[ALGO_SERIES_UNEXPLAINED + band] = metrics->unexplained[band];
      values[ALGO_SERIES_KL + band] = metrics->kl[band];
    }
}

/* One column of every series from its `count` records. */
static void
fill_column (AlgoBins *bins, guint column, const AlgoMetrics *metrics, gsize count)
{
  float samples[ALGO_N_SERIES][ALGO_BIN_SAMPLE];
  guint sampled[ALGO_N_SERIES] = { 0 };
  gsize stride = (count + ALGO_BIN_SAMPLE - 1) / ALGO_BIN_SAMPLE;

  for (gsize i = 0; i < count; i++)
    {
      float values[ALGO_N_SERIES];

      read_values (&metrics[i], values);
      for (guint series = 0; series < ALGO_N_SERIES; series++)
        {
          AlgoBin *bin = &bins->bins[series * bins->columns + column];

          if (!isfinite (values[series]))
            continue;
          bin->low = bin->count > 0 ? MIN (bin->low, values[series]) : values[series];
          bin->high = bin->count > 0 ? MAX (bin->high, values[series]) : values[series];
          bin->count++;
          if (i % stride == 0)
            samples[series][sampled[series]++] = values[series];
        }
    }
  for (guint series = 0; series < ALGO_N_SERIES; series++)
    {
      AlgoBin *bin = &bins->bins[series * bins->columns + column];

      qsort (samples[series], sampled[series], sizeof (float), algo_compare_floats);
      /* Where only values between the samples are finite, any of them will do. */
      bin->median = sampled[series] > 0 ? samples[series][sampled[series] / 2] : bin->low;
    }
}

static guint
find_column (const AlgoBins *bins, guint64 step)
{
  double place = (double) step / bins->last_step * bins->columns;

  return place < bins->columns ? (guint) place : bins->columns - 1;
}

void
algo_bins_init (AlgoBins *bins,
                const AlgoMetrics *metrics,
                gsize count,
                double last_step,
                guint columns)
{
  gsize end;

  bins->columns = columns;
  bins->last_step = MAX (last_step, 1);
  bins->bins = g_new0 (AlgoBin, (gsize) ALGO_N_SERIES * columns);
  for (gsize start = 0; start < count; start = end)
    {
      guint column = find_column (bins, metrics[start].step);

      for (end = start + 1; end < count && find_column (bins, metrics[end].step) == column;)
        end++;
      fill_column (bins, column, metrics + start, end - start);
    }
}

void
algo_bins_clear (AlgoBins *bins)
{
  g_clear_pointer (&bins->bins, g_free);
}

const AlgoBin *
algo_bins_get (const AlgoBins *bins, AlgoSeries series)
{
  return bins->bins + (gsize) series * bins->columns;
}

/* A Gaussian mean of `places` about a column, leaving out what is not a number. */
static double
smooth_at (const double *places, guint columns, guint column, const double *weights, guint reach)
{
  double sum = 0, total = 0;
  guint first = column > reach ? column - reach : 0;
  guint last = MIN (column + reach, columns - 1);

  for (guint i = first; i <= last; i++)
    if (isfinite (places[i]))
      {
        double weight = weights[i > column ? i - column : column - i];

        sum += weight * places[i];
        total += weight;
      }
  return sum / total;
}

void
algo_bins_smooth (const AlgoBins *bins, AlgoSeries series, const AlgoAxis *axis, double *places)
{
  const AlgoBin *bin = algo_bins_get (bins, series);
  g_autofree double *raw = g_new (double, bins->columns);
  g_autofree double *weights = NULL;
  guint filled = 0, reach;
  double deviation;

  for (guint i = 0; i < bins->columns; i++)
    {
      raw[i] = bin[i].count > 0 ? algo_axis_place (axis, bin[i].median) : (double) NAN;
      filled += bin[i].count > 0;
    }
  deviation = MAX (SMOOTHING * filled, 0.3);
  reach = (guint) ceil (3 * deviation);
  weights = g_new (double, reach + 1);
  for (guint i = 0; i <= reach; i++)
    weights[i] = exp (-0.5 * (i / deviation) * (i / deviation));
  for (guint i = 0; i < bins->columns; i++)
    places[i] =
        isfinite (raw[i]) ? smooth_at (raw, bins->columns, i, weights, reach) : (double) NAN;
}

void
algo_bins_include_range (const AlgoBins *bins, AlgoSeries series, double *low, double *high)
{
  const AlgoBin *bin = algo_bins_get (bins, series);
  g_autofree float *lows = g_new (float, bins->columns);
  g_autofree float *highs = g_new (float, bins->columns);
  guint filled = 0, spikes;

  for (guint i = 0; i < bins->columns; i++)
    if (bin[i].count > 0)
      {
        lows[filled] = bin[i].low;
        highs[filled++] = bin[i].high;
      }
  if (filled == 0)
    return;
  qsort (lows, filled, sizeof *lows, algo_compare_floats);
  qsort (highs, filled, sizeof *highs, algo_compare_floats);
  spikes = (guint) (SPIKES * filled);
  *low = MIN (*low, lows[spikes]);
  *high = MAX (*high, highs[filled - 1 - spikes]);
}

/* The range of raw values in each column. */
static void
draw_raw (const AlgoPlot *plot,
          cairo_t *cr,
          const AlgoStyle *style,
          const AlgoBin *bin,
          guint columns)
{
  double width = (plot->x.to - plot->x.from) / columns;

  for (guint i = 0; i < columns; i++)
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
             AlgoSeries series)
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

void
algo_bins_draw (const AlgoBins *bins,
                const AlgoPlot *plot,
                cairo_t *cr,
                const AlgoStyle *style,
                const AlgoSeries *series,
                const AlgoColour *colours,
                guint count)
{
  cairo_save (cr);
  algo_plot_clip (plot, cr);
  for (guint i = 0; i < count; i++)
    {
      algo_colour_set_source (algo_style_tint (style, colours[i], 0.28), cr);
      draw_raw (plot, cr, style, algo_bins_get (bins, series[i]), bins->columns);
    }
  for (guint i = 0; i < count; i++)
    {
      algo_colour_set_source (colours[i], cr);
      draw_smooth (plot, cr, style, bins, series[i]);
    }
  cairo_restore (cr);
}
