/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-table.h"

void
algo_csv_add_metrics (AlgoCsv *csv, const AlgoMetrics *metrics)
{
  algo_csv_add_whole (csv, metrics->step);
  algo_csv_add_whole (csv, metrics->inputs);
  algo_csv_add_real (csv, metrics->loss);
  algo_csv_add_real (csv, metrics->gradient_norm);
  algo_csv_add_real (csv, metrics->rate);
  for (guint band = 0; band < ALGO_BANDS; band++)
    algo_csv_add_real (csv, metrics->log_beta[band]);
  for (guint band = 0; band < ALGO_BANDS; band++)
    algo_csv_add_real (csv, metrics->unexplained[band]);
  for (guint band = 0; band < ALGO_BANDS; band++)
    algo_csv_add_real (csv, metrics->kl[band]);
}

AlgoCsv *
algo_run_table_metrics (const AlgoRun *run)
{
  static const char *const names[] = {
    "seed",          "step",          "inputs",     "loss",       "gradient_norm", "rate",
    "log_beta_0",    "log_beta_1",    "log_beta_2", "log_beta_3", "unexplained_0", "unexplained_1",
    "unexplained_2", "unexplained_3", "kl_0",       "kl_1",       "kl_2",          "kl_3",
  };
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  for (guint i = 0; i < run->metrics->len; i++)
    {
      algo_csv_add_whole (csv, run->settings.seed);
      algo_csv_add_metrics (csv, &g_array_index (run->metrics, AlgoMetrics, i));
      algo_csv_end_row (csv);
    }
  return csv;
}

void
algo_csv_add_order_header (AlgoCsv *csv, const char *const *before, const char *after)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (; *before != NULL; before++)
    g_ptr_array_add (names, (gpointer) *before);
  for (guint i = 0; i < ALGO_ORDER_UNEXPLAINED; i++)
    g_ptr_array_add (names, (gpointer) algo_order_rows[i].column);
  if (after != NULL)
    g_ptr_array_add (names, (gpointer) after);
  algo_csv_add_header (csv, (const char *const *) names->pdata, names->len);
}

void
algo_csv_add_phases_header (AlgoCsv *csv)
{
  static const char *const names[] = { "seed",  "step",       "inputs",      "hidden", "log_beta",
                                       "phase", "confidence", "unexplained", "kl",     NULL };

  algo_csv_add_order_header (csv, names, NULL);
}

void
algo_csv_add_order_parameters (AlgoCsv *csv, const AlgoOrderParameters *parameters)
{
  for (guint i = 0; i < ALGO_ORDER_UNEXPLAINED; i++)
    algo_csv_add_real (csv, algo_order_parameters_get (parameters, i));
}

void
algo_csv_add_grid (AlgoCsv *csv, guint64 seed, const AlgoGrid *grid)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoGridPoint *point = &grid->points[i];

      algo_csv_add_whole (csv, seed);
      algo_csv_add_whole (csv, grid->step);
      algo_csv_add_whole (csv, grid->inputs);
      algo_csv_add_whole (csv, grid->hidden);
      algo_csv_add_real (csv, point->log_beta);
      algo_csv_add_text (csv, algo_phase_name (point->phase));
      algo_csv_add_real (csv, point->confidence);
      algo_csv_add_real (csv, point->unexplained);
      algo_csv_add_real (csv, point->kl);
      algo_csv_add_order_parameters (csv, &point->parameters);
      algo_csv_end_row (csv);
    }
}

AlgoCsv *
algo_run_table_phases (const AlgoRun *run)
{
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_phases_header (csv);
  for (guint i = 0; i < run->grids->len; i++)
    algo_csv_add_grid (csv, run->settings.seed, run->grids->pdata[i]);
  return csv;
}

AlgoCsv *
algo_run_table_events (const AlgoRun *run)
{
  static const char *const names[] = { "seed", "step", "kind", "value", "text", "time" };
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  for (guint i = 0; i < run->events->len; i++)
    {
      const AlgoRunEvent *event = &g_array_index (run->events, AlgoRunEvent, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (event->time / G_USEC_PER_SEC);
      g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

      algo_csv_add_whole (csv, run->settings.seed);
      algo_csv_add_whole (csv, event->step);
      algo_csv_add_text (csv, algo_run_event_name (event->kind));
      if (event->kind == ALGO_RUN_RATE || event->kind == ALGO_RUN_BUDGET)
        algo_csv_add_real (csv, event->value);
      else
        algo_csv_add_empty (csv);
      algo_csv_add_text (csv, event->text);
      algo_csv_add_text (csv, text);
      algo_csv_end_row (csv);
    }
  return csv;
}
