/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of a point of the grid, and their quantiles over members. */
#include "engine/ensemble/ensemble-statistics.h"

#include <math.h>

#include "engine/analysis/quantile.h"

typedef struct
{
  const char *name;
  gsize offset; /* in AlgoGridPoint */
} Measure;

#define PARAMETER(member)                                                                          \
  (G_STRUCT_OFFSET (AlgoGridPoint, parameters) + G_STRUCT_OFFSET (AlgoOrderParameters, member))

static const Measure measures[ALGO_N_MEASURES] = {
  [ALGO_MEASURE_UNEXPLAINED] = { "unexplained", G_STRUCT_OFFSET (AlgoGridPoint, unexplained) },
  [ALGO_MEASURE_KL] = { "kl", G_STRUCT_OFFSET (AlgoGridPoint, kl) },
  [ALGO_MEASURE_LOCALISATION] = { "localisation", PARAMETER (localisation) },
  [ALGO_MEASURE_COVERAGE] = { "coverage", PARAMETER (coverage) },
  [ALGO_MEASURE_EVENNESS] = { "evenness", PARAMETER (evenness) },
  [ALGO_MEASURE_UNANIMITY] = { "unanimity", PARAMETER (unanimity) },
  [ALGO_MEASURE_DOUBLE_SIDEDNESS] = { "double-sidedness", PARAMETER (double_sidedness) },
  [ALGO_MEASURE_POLARITY] = { "polarity", PARAMETER (polarity) },
  [ALGO_MEASURE_CORRELATION] = { "correlation", PARAMETER (correlation) },
};

const char *
algo_measure_name (AlgoMeasure measure)
{
  return measures[measure].name;
}

double
algo_measure_get (AlgoMeasure measure, const AlgoGridPoint *point)
{
  return G_STRUCT_MEMBER (double, point, measures[measure].offset);
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
