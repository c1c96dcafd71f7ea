/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of a point of the grid, and their quantiles over members. */
#include "engine/ensemble/ensemble-statistics.h"

#include <math.h>

#include "engine/analysis/quantile.h"

const char *
algo_measure_name (AlgoMeasure measure)
{
  return measure == ALGO_MEASURE_KL ? "kl" : algo_order_rows[measure].name;
}

double
algo_measure_get (AlgoMeasure measure, const AlgoGridPoint *point)
{
  if (measure == ALGO_MEASURE_KL)
    return point->kl;
  return measure == ALGO_ORDER_UNEXPLAINED
             ? point->unexplained
             : algo_order_parameters_get (&point->parameters, measure);
}

/* As algo_quantile(), which knows no infinite values: those next to them take no part where they
 * have no weight. */
static double
find_quantile (guint count, const float *sorted, double share)
{
  const double at = share * (count - 1);
  const guint above = (guint) ceil (at);

  return at == above || isinf (sorted[above]) ? sorted[above]
                                              : algo_quantile (count, sorted, share);
}

AlgoSpread
algo_spread_of (guint count, const double *values)
{
  g_autofree float *sorted = g_new (float, count);
  guint known = 0;

  for (guint i = 0; i < count; i++)
    if (!isnan (values[i]))
      sorted[known++] = (float) values[i];
  if (known == 0)
    return (AlgoSpread){ 0, NAN, NAN, NAN, NAN, NAN };
  algo_sort (known, sorted);
  return (AlgoSpread){ .count = known,
                       .least = sorted[0],
                       .lower = find_quantile (known, sorted, 0.25),
                       .median = find_quantile (known, sorted, 0.5),
                       .upper = find_quantile (known, sorted, 0.75),
                       .most = sorted[known - 1] };
}

AlgoSpread
algo_ensemble_spread_measure (const AlgoEnsemble *ensemble,
                              AlgoMeasure measure,
                              guint point,
                              guint64 step)
{
  g_autoptr (GArray) cell = algo_ensemble_list_cell (ensemble, point, step);
  g_autofree double *values = g_new (double, cell->len);

  for (guint i = 0; i < cell->len; i++)
    values[i] = algo_measure_get (measure, g_array_index (cell, AlgoCellMember, i).point);
  return algo_spread_of (cell->len, values);
}
