/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-bands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"

#define MOST_STEPS 240 /* at which measures are drawn over training */

typedef struct
{
  AlgoAxisKind kind;
  double low, high;   /* of its axis at least */
  double least, most; /* and at most */
} Range;

static Range
range_of (AlgoMeasure measure)
{
  const AlgoOrderRow *row = &algo_order_rows[measure];

  if (measure == ALGO_MEASURE_KL)
    return (Range){ ALGO_AXIS_ASINH, 0, 100, 0, 1e6 };
  if (row->is_logarithmic)
    return (Range){ ALGO_AXIS_LOG, 10 * row->low, row->high, row->least, row->most };
  return (Range){ ALGO_AXIS_LINEAR, row->low, row->high, row->least, row->most };
}

AlgoEnsembleValues
algo_ensemble_values_make (const AlgoPanel *panel, const AlgoScene *scene)
{
  AlgoEnsembleValues values = { .bands = panel->kind,
                                .scene = scene,
                                .count = ALGO_GRID,
                                .stride = 1,
                                .n_cells = ALGO_GRID,
                                .marked = algo_ensemble_get_point (scene) };

  if (values.bands->over_beta)
    return values;
  values.n_cells = scene->consensus->history.count;
  values.stride = (values.n_cells + MOST_STEPS - 1) / MOST_STEPS;
  /* The last one too. */
  values.count = (guint) ((values.n_cells - 1 + values.stride - 1) / values.stride) + 1;
  values.marked = (guint) MIN (algo_ensemble_get_index (scene) / values.stride, values.count - 1);
  return values;
}

/* FVU comes first and KL after it. */
AlgoMeasure
algo_ensemble_values_get_measure (const AlgoEnsembleValues *values, guint plot)
{
  if (values->bands->count == 1)
    return values->bands->only;
  for (AlgoMeasure measure = 0; measure < ALGO_N_ORDER_PARAMETERS; measure++)
    if (algo_order_rows[measure].band == plot)
      return measure;
  return ALGO_MEASURE_KL;
}

const char *
algo_ensemble_values_get_title (const AlgoEnsembleValues *values, guint plot)
{
  const AlgoMeasure measure = algo_ensemble_values_get_measure (values, plot);

  if (measure == ALGO_MEASURE_KL)
    return _ ("KL, nats");
  return algo_order_rows[measure].is_logarithmic ? _ ("FVU") : _ (algo_order_rows[measure].title);
}

AlgoSpread
algo_ensemble_values_measure (const AlgoEnsembleValues *values, guint plot, guint index)
{
  const AlgoScene *scene = values->scene;
  const AlgoMeasure measure = algo_ensemble_values_get_measure (values, plot);

  if (values->bands->over_beta)
    return algo_ensemble_spread_measure (scene->consensus->ensemble, measure, index,
                                         algo_ensemble_get_step (scene));
  return algo_ensemble_spread_measure (scene->consensus->ensemble, measure,
                                       algo_ensemble_get_point (scene),
                                       (guint64) algo_ensemble_values_get_position (values, index));
}

double
algo_ensemble_values_get_position (const AlgoEnsembleValues *values, guint index)
{
  const AlgoGridHistory *history = &values->scene->consensus->history;

  if (values->bands->over_beta)
    return algo_grid_log_beta (history->range, index);
  return (double) history->grids[MIN (index * values->stride, history->count - 1)]->step;
}

guint
algo_ensemble_values_find (const AlgoEnsembleValues *values, double position)
{
  guint nearest = 0;

  for (guint i = 1; i < values->count; i++)
    if (fabs (algo_ensemble_values_get_position (values, i) - position)
        < fabs (algo_ensemble_values_get_position (values, nearest) - position))
      nearest = i;
  return nearest;
}

AlgoAxis
algo_ensemble_values_make_axis (const AlgoEnsembleValues *values,
                                guint plot,
                                const AlgoSpread *spreads)
{
  const Range range = range_of (algo_ensemble_values_get_measure (values, plot));
  AlgoAxis axis = { .kind = range.kind, .low = range.low, .high = range.high, .linear_width = 1 };

  for (guint i = 0; i < values->count; i++)
    {
      if (isfinite (spreads[i].lower))
        axis.low = MIN (axis.low, MAX (spreads[i].lower, range.least));
      if (spreads[i].count > 0 && !isnan (spreads[i].upper))
        axis.high = MAX (axis.high, MIN (spreads[i].upper, range.most));
    }
  if (axis.kind == ALGO_AXIS_ASINH)
    axis.high = algo_axis_round_up (axis.high);
  else
    algo_axis_round_ends (&axis);
  return axis;
}

char *
algo_ensemble_values_describe (const AlgoEnsembleValues *values, guint index, const char *separator)
{
  const double position = algo_ensemble_values_get_position (values, index);
  g_autofree char *number = values->bands->over_beta
                                ? algo_number_format_log_beta (position)
                                : algo_number_format_count ((guint64) position);
  g_autofree char *seeds =
      algo_ensemble_describe_seeds (values->scene,
                                    algo_ensemble_values_measure (values, 0, index).count);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, values->bands->over_beta ? _ ("log \u03b2 %s") : _ ("step %s"),
                          number);
  g_string_append_printf (text, ", %s: ", seeds);
  for (guint plot = 0; plot < values->bands->count; plot++)
    {
      const AlgoSpread spread = algo_ensemble_values_measure (values, plot, index);
      g_autofree char *median = algo_number_format (spread.median);
      g_autofree char *lower = algo_number_format (spread.lower);
      g_autofree char *upper = algo_number_format (spread.upper);

      /* Translators: a measure, its median, and its quartiles: "FVU 0.0123 (0.01 to 0.02)" */
      g_string_append_printf (text, _ ("%s %s (%s to %s)"),
                              algo_ensemble_values_get_title (values, plot), median, lower, upper);
      if (plot + 1 < values->bands->count)
        g_string_append (text, separator);
    }
  return g_string_free (text, FALSE);
}
