/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/order-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/run-file/run-table.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

/* The parameter that is drawn at a place. */
static AlgoOrderParameter
find_parameter (guint plot)
{
  AlgoOrderParameter parameter = 0;

  while (algo_order_rows[parameter].plot != plot)
    parameter++;
  return parameter;
}

void
algo_order_values_init (AlgoOrderValues *values, const AlgoScene *scene, gboolean over_beta)
{
  const double log_beta = scene->question.log_beta;

  *values = (AlgoOrderValues){ .over_beta = over_beta };
  if (over_beta)
    {
      values->grid = algo_scene_get_grid (scene);
      values->count = ALGO_GRID;
    }
  else
    {
      values->history = algo_scene_get_history (scene);
      values->count = values->history.count;
      values->marked = algo_grid_history_find (&values->history, scene->chosen);
      values->grid = values->history.grids[values->marked];
    }
  values->range = algo_grid_get_range (values->grid);
  values->point = algo_grid_find_point (values->range, log_beta);
  if (over_beta)
    values->marked = values->point;
}

const AlgoGridPoint *
algo_order_values_get_point (const AlgoOrderValues *values, gsize index)
{
  return values->over_beta ? &values->grid->points[index]
                           : &values->history.grids[index]->points[values->point];
}

double
algo_order_values_get (const AlgoOrderValues *values, guint plot, gsize index)
{
  const AlgoOrderParameters *at = &algo_order_values_get_point (values, index)->parameters;

  return at->inputs > 0 ? algo_order_parameters_get (at, find_parameter (plot)) : (double) NAN;
}

double
algo_order_values_get_position (const AlgoOrderValues *values, gsize index)
{
  return values->over_beta ? algo_grid_log_beta (values->range, (guint) index)
                           : (double) values->history.grids[index]->step;
}

AlgoPhaseRun
algo_order_values_find_run (const AlgoOrderValues *values, gsize first)
{
  return values->over_beta ? algo_phase_run_of_grid (values->grid, first)
                           : algo_phase_run_of_history (&values->history, values->point, first);
}

gboolean
algo_order_values_exist (const AlgoOrderValues *values)
{
  for (gsize i = 0; i < values->count; i++)
    for (guint plot = 0; plot < ALGO_N_ORDER_PARAMETERS; plot++)
      if (isfinite (algo_order_values_get (values, plot, i)))
        return TRUE;
  return FALSE;
}

const char *
algo_order_value_name (guint plot)
{
  const AlgoOrderRow *row = &algo_order_rows[find_parameter (plot)];

  return row->is_logarithmic ? _ ("FVU") : _ (row->title);
}

void
algo_order_values_set_range (const AlgoOrderValues *values, guint plot, AlgoAxis *axis)
{
  const AlgoOrderRow *row = &algo_order_rows[find_parameter (plot)];

  *axis = (AlgoAxis){ .kind = row->is_logarithmic ? ALGO_AXIS_LOG : ALGO_AXIS_LINEAR,
                      .low = row->low,
                      .high = row->high };
  for (gsize i = 0; i < values->count; i++)
    {
      double value = algo_order_values_get (values, plot, i);

      if (isfinite (value) && (axis->kind != ALGO_AXIS_LOG || value > 0))
        {
          axis->low = MIN (axis->low, value);
          axis->high = MAX (axis->high, value);
        }
    }
  if (axis->kind == ALGO_AXIS_LOG)
    {
      axis->low = MAX (axis->low, row->least);
      axis->high = MIN (axis->high, row->most);
    }
  algo_axis_round_ends (axis);
}

/* "log β −4.28" or "step 3000". */
static char *
describe_place (gboolean beta, double log_beta, guint64 step)
{
  g_autofree char *number =
      beta ? algo_number_format_log_beta (log_beta) : algo_number_format_count (step);

  return g_strdup_printf (beta ? _ ("log \u03b2 %s") : _ ("step %s"), number);
}

char *
algo_order_values_describe_condition (const AlgoOrderValues *values)
{
  return describe_place (!values->over_beta, algo_grid_log_beta (values->range, values->point),
                         values->grid->step);
}

char *
algo_order_values_describe (const AlgoOrderValues *values, gsize index, const char *separator)
{
  double position = algo_order_values_get_position (values, index);
  g_autofree char *place =
      describe_place (values->over_beta, position, (guint64) MAX (position, 0));
  GString *text = g_string_new (NULL);

  /* Translators: "step 700: Tilted" or "log beta -4.28: Tilted" */
  g_string_append_printf (text, _ ("%s: %s"), place,
                          algo_phase_display_name (
                              algo_order_values_get_point (values, index)->phase));
  for (guint plot = 0; plot < ALGO_N_ORDER_PARAMETERS; plot++)
    {
      g_autofree char *value = algo_number_format (algo_order_values_get (values, plot, index));

      g_string_append_printf (text, "%s%s %s", separator, algo_order_value_name (plot), value);
    }
  return g_string_free (text, FALSE);
}

void
algo_order_tabulate (AlgoCsv *csv, const AlgoGrid *const *grids, gsize count)
{
  static const char *const names[] = { "at_step", "log_beta", "phase", NULL };

  algo_csv_add_order_header (csv, names, "unexplained");
  for (gsize g = 0; g < count; g++)
    for (guint i = 0; i < ALGO_GRID; i++)
      {
        const AlgoGridPoint *point = &grids[g]->points[i];

        algo_csv_add_whole (csv, grids[g]->step);
        algo_csv_add_real (csv, point->log_beta);
        algo_csv_add_text (csv, algo_phase_name (point->phase));
        algo_csv_add_order_parameters (csv, &point->parameters);
        algo_csv_add_real (csv, point->parameters.unexplained);
        algo_csv_end_row (csv);
      }
}
