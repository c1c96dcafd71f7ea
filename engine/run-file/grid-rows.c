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
  const char *name = algo_row_take_text (row);

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    if (g_str_equal (name, algo_phase_name (phase)))
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
  algo_row_put_real (row, parameters->localisation);
  algo_row_put_real (row, parameters->coverage);
  algo_row_put_real (row, parameters->evenness);
  algo_row_put_real (row, parameters->double_sidedness);
  algo_row_put_real (row, parameters->polarity);
  algo_row_put_real (row, parameters->unanimity);
  algo_row_put_real (row, parameters->correlation);
}

/* On [-1, 1], but for rounding. */
static double
take_order_parameter (AlgoRow *row)
{
  const double value = algo_row_take_real (row);

  row->damaged |= fabs (value) > 1 + 1e-6;
  return value;
}

void
algo_row_take_order_parameters (AlgoRow *row, AlgoOrderParameters *parameters)
{
  parameters->localisation = take_order_parameter (row);
  parameters->coverage = take_order_parameter (row);
  parameters->evenness = take_order_parameter (row);
  parameters->double_sidedness = take_order_parameter (row);
  parameters->polarity = take_order_parameter (row);
  parameters->unanimity = take_order_parameter (row);
  parameters->correlation = take_order_parameter (row);
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
      index >= ALGO_GRID || point->log_beta != algo_grid_log_beta_of (settings, (guint) index);
  point->phase = algo_row_take_phase (row);
  point->confidence = algo_row_take_confidence (row);
  point->unexplained = algo_row_take_real (row);
  point->kl = algo_row_take_real (row);
  algo_row_take_order_parameters (row, &point->parameters);
  point->parameters.unexplained = point->unexplained;
  point->parameters.inputs = inputs;
}
