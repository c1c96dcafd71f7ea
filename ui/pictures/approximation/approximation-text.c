/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/approximation-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"

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
algo_curves_describe (const AlgoCurves *curves, double unexplained)
{
  g_autofree char *residual = algo_number_format (largest_residual (curves));
  g_autofree char *bias = algo_number_format (largest_bias (curves));
  g_autofree char *number = algo_number_format (unexplained);

  return g_strdup_printf (_ ("Fraction of variance unexplained (FVU): %s. Of %u random inputs, the "
                             "largest difference from the norm is %s. What one input adds differs "
                             "from its absolute value by at most %s in the median."),
                          number, ALGO_SCATTER_POINTS, residual, bias);
}

char *
algo_curves_describe_axes (const AlgoCurves *curves, double t)
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

/* `input` is negative where the series is of all inputs. */
static void
tabulate_series (AlgoCsv *csv,
                 const char *series,
                 gint input,
                 const float *x,
                 const float *y,
                 guint count)
{
  for (guint i = 0; i < count; i++)
    {
      algo_csv_add_text (csv, series);
      algo_csv_add_index (csv, input);
      algo_csv_add_real (csv, x[i]);
      algo_csv_add_real (csv, y[i]);
      algo_csv_end_row (csv);
    }
}

void
algo_curves_tabulate (const AlgoCurves *curves, AlgoCsv *csv)
{
  float value[ALGO_SCATTER_POINTS];

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    value[i] = curves->norm[i] + curves->residual[i];
  algo_csv_add_names (csv, "series", "input", "x", "y", NULL);
  for (guint i = 0; i < curves->inputs; i++)
    tabulate_series (csv, "along_axis", (gint) i, curves->t,
                     curves->along_axis + (gsize) i * ALGO_CURVE_POINTS, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_low", -1, curves->t, curves->low, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_median", -1, curves->t, curves->median, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_high", -1, curves->t, curves->high, ALGO_CURVE_POINTS);
  tabulate_series (csv, "scatter", -1, curves->norm, value, ALGO_SCATTER_POINTS);
  tabulate_series (csv, "residual", -1, curves->norm, curves->residual, ALGO_SCATTER_POINTS);
}
