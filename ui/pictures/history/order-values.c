/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/order-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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
algo_order_values_init (AlgoOrderValues *values, const AlgoOrderPicture *picture)
{
  values->picture = picture;
  values->over_beta = picture->mode == ALGO_ORDER_OVER_BETA;
  values->count = values->over_beta ? ALGO_GRID : picture->history.count;
  values->point = algo_grid_find_point (picture->log_beta);
  values->grid = algo_grid_history_find (&picture->history, picture->step);
}

const AlgoGridPoint *
algo_order_values_get_point (const AlgoOrderValues *values, gsize index)
{
  const AlgoGridHistory *history = &values->picture->history;

  return values->over_beta ? &history->grids[values->grid]->points[index]
                           : &history->grids[index]->points[values->point];
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
  return values->over_beta ? algo_grid_log_beta ((guint) index)
                           : (double) values->picture->history.grids[index]->step;
}

gsize
algo_order_values_get_marked (const AlgoOrderValues *values)
{
  return values->over_beta ? values->point : values->grid;
}

AlgoPhaseRun
algo_order_values_find_run (const AlgoOrderValues *values, gsize first)
{
  const AlgoGridHistory *history = &values->picture->history;

  return values->over_beta ? algo_phase_run_of_grid (history->grids[values->grid], first)
                           : algo_phase_run_of_history (history, values->point, first);
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
  return describe_place (!values->over_beta, algo_grid_log_beta (values->point),
                         values->picture->history.grids[values->grid]->step);
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
