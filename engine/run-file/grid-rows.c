/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/grid-rows.h"

#include <math.h>

void
algo_row_put_phase (AlgoRow *row, AlgoPhase phase)
{
  algo_row_put_text (row, algo_phase_name (phase));
}

AlgoPhase
algo_row_take_phase (AlgoRow *row)
{
  AlgoPhase phase;

  if (algo_phase_find (algo_row_take_text (row), &phase))
    return phase;
  row->damaged = TRUE;
  return ALGO_PHASE_UNFORMED;
}

double
algo_row_take_confidence (AlgoRow *row)
{
  const double confidence = algo_row_take_real (row);

  row->damaged |= !(confidence >= 0 && confidence <= 1);
  return confidence;
}

void
algo_row_put_order_parameters (AlgoRow *row, const AlgoOrderParameters *parameters)
{
  const int end = algo_row_count_columns (row);

  for (guint i = 0; i < ALGO_ORDER_UNEXPLAINED && row->column < end; i++)
    {
      const double value = algo_order_parameters_get (parameters, i);

      if (algo_order_rows[i].edition > 0 && isnan (value))
        algo_row_put_null (row);
      else
        algo_row_put_real (row, value);
    }
}

/* On its range, but for rounding. */
static double
take_order_parameter (AlgoRow *row, const AlgoOrderRow *parameter)
{
  double value;

  if (parameter->edition > 0 && algo_row_skip_null (row))
    return NAN;
  value = algo_row_take_real (row);
  row->damaged |= fabs (value) > parameter->most * (1 + 1e-6);
  return value;
}

void
algo_row_take_order_parameters (AlgoRow *row, AlgoOrderParameters *parameters)
{
  const int end = algo_row_count_columns (row);

  for (guint i = 0; i < ALGO_ORDER_UNEXPLAINED; i++)
    algo_order_parameters_set (parameters, i,
                               row->column < end ? take_order_parameter (row, &algo_order_rows[i])
                                                 : (double) NAN);
}

char *
algo_order_expand_schema (const char *schema, guint edition)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) sql = g_string_new (schema);

  for (guint i = 0; i < ALGO_ORDER_UNEXPLAINED; i++)
    if (algo_order_rows[i].edition <= edition)
      g_string_append_printf (columns, "%s%s REAL%s", columns->len > 0 ? ", " : "",
                              algo_order_rows[i].column,
                              algo_order_rows[i].edition > 0 ? "" : " NOT NULL");
  g_string_replace (sql, ALGO_ORDER_COLUMNS, columns->str, 0);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

void
algo_row_put_grid_point (AlgoRow *row, const AlgoGridPoint *point)
{
  algo_row_put_real (row, point->log_beta);
  algo_row_put_phase (row, point->phase);
  algo_row_put_real (row, point->confidence);
  algo_row_put_real (row, point->unexplained);
  algo_row_put_real (row, point->kl);
  algo_row_put_order_parameters (row, &point->parameters);
}

void
algo_row_take_grid_point (AlgoRow *row,
                          const AlgoSettings *settings,
                          guint64 index,
                          guint inputs,
                          AlgoGridPoint *point)
{
  point->log_beta = algo_row_take_real (row);
  row->damaged |=
      index >= ALGO_GRID
      || point->log_beta
             != algo_grid_log_beta (algo_settings_get_beta_range (settings), (guint) index);
  point->phase = algo_row_take_phase (row);
  point->confidence = algo_row_take_confidence (row);
  point->unexplained = algo_row_take_real (row);
  point->kl = algo_row_take_real (row);
  algo_row_take_order_parameters (row, &point->parameters);
  point->parameters.unexplained = point->unexplained;
  point->parameters.inputs = inputs;
}
