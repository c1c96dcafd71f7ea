/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-copy.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"

/* Copies the rows up to step `until` that are whole, and that `database` lacks. */
static gboolean
copy_table (sqlite3 *database, sqlite3 *source, const char *table, guint64 until, GError **error)
{
  g_autofree char *selection = g_strdup_printf ("SELECT * FROM %s WHERE step <= ?1", table);
  g_auto (AlgoRow) from = { 0 }, to = { 0 };

  if (!algo_row_prepare (&from, source, selection, NULL))
    return TRUE;
  sqlite3_bind_int64 (from.statement, 1, (gint64) MIN (until, G_MAXINT64));
  if (!algo_row_prepare_insertion (&to, database, table, TRUE, error))
    return FALSE;
  while (algo_row_next (&from, NULL))
    {
      algo_row_take_all (&from, &to);
      if (!algo_row_check (&from, table, NULL))
        algo_row_give_up (&to);
      else if (!algo_row_write (&to, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
algo_run_copy_parameters (sqlite3 *database, sqlite3 *source, guint64 until, GError **error)
{
  return copy_table (database, source, "snapshots", until, error)
         && copy_table (database, source, "moments", until, error);
}

/* Of what was asked for, a row may be missing whose checksum was wrong, or all from one that could
 * not be read. */
static gboolean
has_all_steps (sqlite3 *database, guint64 until, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare (&row, database, "SELECT count (*) FROM steps WHERE step <= ?1", error))
    return FALSE;
  sqlite3_bind_int64 (row.statement, 1, (gint64) MIN (until, G_MAXINT64));
  if (!algo_row_next (&row, error))
    return FALSE;
  if ((guint64) algo_row_take_integer (&row) == until)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("the file that the run was recorded to so far can no longer be read"));
  return FALSE;
}

gboolean
algo_run_copy_metrics (sqlite3 *database, sqlite3 *source, guint64 until, GError **error)
{
  return copy_table (database, source, "steps", until, error)
         && has_all_steps (database, until, error)
         && copy_table (database, source, "phases", until, error);
}
