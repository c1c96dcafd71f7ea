/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-rows.h"

#include "engine/run-file/grid-rows.h"
#include "engine/run-file/run-parameters.h"
#include "engine/run-file/schema.h"
#include "engine/settings-fields.h"

static gboolean
write_meta_text (AlgoRow *row, const char *key, const char *value, GError **error)
{
  algo_row_put_text (row, key);
  algo_row_put_text (row, value);
  return algo_row_write (row, error);
}

static gboolean
write_settings (AlgoRow *row, const AlgoSettings *settings, GError **error)
{
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      g_autofree char *value = algo_settings_format_field (settings, i);

      if (!write_meta_text (row, algo_settings_field_name (i), value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_meta (sqlite3 *database, const AlgoRun *run, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  return algo_row_prepare_insertion (&row, database, "meta", FALSE, error)
         && write_meta_text (&row, "software", "Algoscope", error)
         && write_meta_text (&row, "version", run->version, error)
         && write_meta_text (&row, "created", run->created, error)
         && write_meta_text (&row, "kernels", run->kernels, error)
         && write_settings (&row, &run->settings, error);
}

gboolean
algo_run_write_tables (sqlite3 *database, const AlgoRun *run, GError **error)
{
  const guint edition = algo_order_parameters_get_edition ();

  for (guint i = 0; i < ALGO_RUN_TABLES; i++)
    {
      g_autofree char *table = algo_order_expand_schema (algo_run_schema[i], edition);

      if (!algo_database_execute (database, table, error))
        return FALSE;
    }
  return write_meta (database, run, error);
}

static gboolean
write_metrics (sqlite3 *database, const AlgoRunCut *cut, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "steps", FALSE, error))
    return FALSE;
  for (guint i = 0; i < cut->n_metrics; i++)
    {
      const AlgoMetrics *metrics = &cut->metrics[i];

      algo_row_put_integer (&row, (gint64) metrics->step);
      algo_row_put_integer (&row, metrics->inputs);
      algo_row_put_real (&row, metrics->loss);
      algo_row_put_real (&row, metrics->gradient_norm);
      algo_row_put_real (&row, metrics->rate);
      for (guint band = 0; band < ALGO_BANDS; band++)
        algo_row_put_real (&row, metrics->log_beta[band]);
      for (guint band = 0; band < ALGO_BANDS; band++)
        algo_row_put_real (&row, metrics->unexplained[band]);
      for (guint band = 0; band < ALGO_BANDS; band++)
        algo_row_put_real (&row, metrics->kl[band]);
      if (!algo_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_events (sqlite3 *database, const AlgoRunCut *cut, GError **error)
{
  g_auto (AlgoRow) row = { 0 }, last = { 0 };
  gint64 number;

  if (!algo_row_prepare (&last, database, "SELECT count (*) FROM events", error)
      || !algo_row_next (&last, error)
      || !algo_row_prepare_insertion (&row, database, "events", FALSE, error))
    return FALSE;
  number = algo_row_take_integer (&last);
  for (guint i = 0; i < cut->n_events; i++)
    {
      const AlgoRunEvent *event = &cut->events[i];

      algo_row_put_integer (&row, ++number);
      algo_row_put_integer (&row, (gint64) event->step);
      algo_row_put_text (&row, algo_run_event_name (event->kind));
      if (event->kind == ALGO_RUN_RATE || event->kind == ALGO_RUN_BUDGET)
        algo_row_put_real (&row, event->value);
      else
        algo_row_put_null (&row);
      algo_row_put_text (&row, event->text);
      algo_row_put_integer (&row, event->time);
      if (!algo_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_grid (AlgoRow *row, const AlgoGrid *grid, guint draws, GError **error)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_row_put_integer (row, (gint64) grid->step);
      algo_row_put_integer (row, i);
      algo_row_put_integer (row, grid->inputs);
      algo_row_put_integer (row, grid->hidden);
      algo_row_put_integer (row, draws);
      algo_row_put_grid_point (row, &grid->points[i]);
      if (!algo_row_write (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_grids (sqlite3 *database, const AlgoRunCut *cut, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "phases", FALSE, error))
    return FALSE;
  for (guint i = 0; i < cut->n_grids; i++)
    if (!write_grid (&row, cut->grids[i], cut->draws, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_snapshots (sqlite3 *database, const AlgoRunCut *cut, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "snapshots", FALSE, error))
    return FALSE;
  for (guint i = 0; i < cut->n_snapshots; i++)
    {
      algo_row_put_integer (&row, (gint64) cut->snapshots[i]->step);
      algo_row_put_parameters (&row, cut->snapshots[i]->parameters);
      if (!algo_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
algo_run_write_cut (sqlite3 *database, const AlgoRunCut *cut, GError **error)
{
  return write_metrics (database, cut, error) && write_events (database, cut, error)
         && write_grids (database, cut, error) && write_snapshots (database, cut, error)
         && algo_run_write_state (database, cut->state, cut->budget, error);
}
