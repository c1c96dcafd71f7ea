/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-table.h"

#include <math.h>

/* `name` and `x` are empty where NULL and not a number. */
static void
add_value (AlgoCsv *csv, const char *series, const char *name, double x, double y)
{
  algo_csv_add_text (csv, series);
  algo_csv_add_text (csv, name);
  if (isnan (x))
    algo_csv_add_empty (csv);
  else
    algo_csv_add_real (csv, x);
  algo_csv_add_real (csv, y);
  algo_csv_end_row (csv);
}

static void
add_series (AlgoCsv *csv, const char *series, const float *x, const float *y, guint count)
{
  for (guint i = 0; i < count; i++)
    add_value (csv, series, NULL, x[i], y[i]);
}

static void
add_formula (AlgoCsv *csv, const AlgoExplanation *explanation)
{
  const char *phase = algo_phase_name (explanation->formula);

  add_value (csv, "share", phase, NAN, explanation->share);
  if (!isnan (explanation->redrawn_share))
    add_value (csv, "redrawn_share", phase, NAN, explanation->redrawn_share);
  for (guint i = 0; i < explanation->n_constants; i++)
    {
      const AlgoConstant *constant = &explanation->constants[i];

      add_value (csv, "constant", constant->name, NAN, constant->value);
      if (!isnan (constant->exact))
        add_value (csv, "exact", constant->name, NAN, constant->exact);
    }
}

void
algo_explanation_tabulate (const AlgoExplanation *explanation, AlgoCsv *csv)
{
  static const char *const header[] = { "series", "name", "x", "y" };
  const AlgoResidualCurve *along = &explanation->along_input, *by_norm = &explanation->by_norm;
  const AlgoDistribution *distribution = explanation->distribution;

  algo_csv_add_header (csv, header, G_N_ELEMENTS (header));
  add_formula (csv, explanation);
  add_series (csv, "along_input_low", along->at, along->low, along->count);
  add_series (csv, "along_input_median", along->at, along->median, along->count);
  add_series (csv, "along_input_high", along->at, along->high, along->count);
  add_series (csv, "by_norm_low", by_norm->at, by_norm->low, by_norm->count);
  add_series (csv, "by_norm_median", by_norm->at, by_norm->median, by_norm->count);
  add_series (csv, "by_norm_high", by_norm->at, by_norm->high, by_norm->count);
  add_series (csv, "residual", explanation->norm, explanation->residual, ALGO_RESIDUAL_SCATTER);
  for (guint bin = 0; distribution != NULL && bin < ALGO_DISTRIBUTION_BINS; bin++)
    add_value (csv, "density", NULL,
               distribution->low
                   + (distribution->high - distribution->low) * (bin + 0.5)
                         / ALGO_DISTRIBUTION_BINS,
               distribution->density[bin]);
}

static void
add_size (AlgoCsv *csv, const AlgoGeneralisation *generalisation, const AlgoSizePoint *point)
{
  if (!point->known)
    return;
  algo_csv_add_whole (csv, point->inputs);
  algo_csv_add_whole (csv, point->hidden);
  algo_csv_add_whole (csv, point->inputs >= generalisation->least
                               && point->inputs <= generalisation->most
                               && point->hidden == ALGO_HIDDEN_PER_INPUT * point->inputs);
  algo_csv_add_text (csv, algo_phase_name (point->phase));
  algo_csv_add_real (csv, point->confidence);
  algo_csv_add_real (csv, point->unexplained);
  algo_csv_add_real (csv, point->least_unexplained);
  algo_csv_add_real (csv, point->most_unexplained);
  algo_csv_add_whole (csv, point->step);
  algo_csv_end_row (csv);
}

/* The curve, then of the map what the curve has not. */
void
algo_generalisation_tabulate (const AlgoGeneralisation *generalisation, AlgoCsv *csv)
{
  static const char *const header[] = {
    "inputs",     "hidden",      "trained",           "phase",
    "confidence", "unexplained", "least_unexplained", "most_unexplained",
    "at_step"
  };

  algo_csv_add_header (csv, header, G_N_ELEMENTS (header));
  for (guint i = 0; i < ALGO_SIZES; i++)
    add_size (csv, generalisation, &generalisation->points[i]);
  for (guint i = 0; i < ALGO_MAP_ROWS * ALGO_MAP_COLUMNS; i++)
    {
      const AlgoSizePoint *point = &generalisation->map[i / ALGO_MAP_COLUMNS][i % ALGO_MAP_COLUMNS];

      if (point->known
          && generalisation->points[point->inputs - ALGO_MIN_INPUTS].hidden != point->hidden)
        add_size (csv, generalisation, point);
    }
}
