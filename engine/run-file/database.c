/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/database.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <math.h>
#include <string.h>
#include <xxhash.h>

#include "engine/error.h"
#include "engine/text.h"

#define BUSY_MILLISECONDS 2000

gboolean
algo_database_fail (sqlite3 *database, GError **error)
{
  const int code = sqlite3_errcode (database), reason = sqlite3_system_errno (database);
  g_autofree char *message = algo_text_printable (sqlite3_errmsg (database));

  switch (code)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_ERROR:
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("the file is damaged (%s)"), message);
      break;
    case SQLITE_FULL:
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "%s", g_strerror (ENOSPC));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, _ ("another program is using the run"));
      break;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (reason != 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (reason), "%s",
                       g_strerror (reason));
          break;
        }
      G_GNUC_FALLTHROUGH;
    default:
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s", message);
    }
  return FALSE;
}

sqlite3 *
algo_database_open (const char *path, GError **error)
{
  sqlite3 *database;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    {
      algo_database_fail (database, error);
      sqlite3_close (database);
      return NULL;
    }
  sqlite3_busy_timeout (database, BUSY_MILLISECONDS);
  sqlite3_db_config (database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return database;
}

gboolean
algo_database_execute (sqlite3 *database, const char *sql, GError **error)
{
  return sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK
         || algo_database_fail (database, error);
}

gboolean
algo_row_prepare (AlgoRow *row, sqlite3 *database, const char *sql, GError **error)
{
  *row = (AlgoRow){ 0 };
  return sqlite3_prepare_v2 (database, sql, -1, &row->statement, NULL) == SQLITE_OK
         || algo_database_fail (database, error);
}

gboolean
algo_row_prepare_insertion (AlgoRow *row,
                            sqlite3 *database,
                            const char *table,
                            gboolean ignore,
                            GError **error)
{
  g_autofree char *selection = g_strdup_printf ("SELECT * FROM %s", table);
  g_autoptr (GString) insertion = g_string_new (NULL);
  g_auto (AlgoRow) columns = { 0 };

  if (!algo_row_prepare (&columns, database, selection, error))
    return FALSE;
  g_string_printf (insertion, "INSERT %sINTO %s VALUES (?", ignore ? "OR IGNORE " : "", table);
  for (int i = 1; i < sqlite3_column_count (columns.statement); i++)
    g_string_append (insertion, ", ?");
  g_string_append_c (insertion, ')');
  return algo_row_prepare (row, database, insertion->str, error);
}

int
algo_row_count_columns (const AlgoRow *row)
{
  return MAX (sqlite3_bind_parameter_count (row->statement), sqlite3_column_count (row->statement))
         - 1;
}

void
algo_row_clear (AlgoRow *row)
{
  sqlite3_finalize (row->statement);
  row->statement = NULL;
}

static void
add_bytes (AlgoRow *row, const void *data, gsize size)
{
  row->checksum = XXH3_64bits_withSeed (data, size, row->checksum);
}

static void
add_integer (AlgoRow *row, gint64 value)
{
  const gint64 stored = GINT64_TO_LE (value);

  add_bytes (row, &stored, sizeof stored);
}

static void
add_real (AlgoRow *row, double value)
{
  const double unsigned_zero = value == 0 ? 0 : value;
  gint64 bits;

  memcpy (&bits, &unsigned_zero, sizeof bits);
  add_integer (row, bits);
}

static void
add_text (AlgoRow *row, const char *text)
{
  add_bytes (row, text, strlen (text) + 1);
}

void
algo_row_put_integer (AlgoRow *row, gint64 value)
{
  add_integer (row, value);
  sqlite3_bind_int64 (row->statement, ++row->column, value);
}

void
algo_row_put_real (AlgoRow *row, double value)
{
  add_real (row, value);
  sqlite3_bind_double (row->statement, ++row->column, value);
}

void
algo_row_put_text (AlgoRow *row, const char *text)
{
  if (text == NULL)
    {
      algo_row_put_null (row);
      return;
    }
  add_text (row, text);
  sqlite3_bind_text (row->statement, ++row->column, text, -1, SQLITE_STATIC);
}

void
algo_row_put_blob (AlgoRow *row, const void *data, gsize size)
{
  add_bytes (row, data, size);
  sqlite3_bind_blob64 (row->statement, ++row->column, data, size, SQLITE_STATIC);
}

void
algo_row_put_null (AlgoRow *row)
{
  sqlite3_bind_null (row->statement, ++row->column);
}

/* For the next row, or the same rows from the first. */
static void
begin (AlgoRow *row)
{
  row->column = 0;
  row->checksum = 0;
  row->damaged = FALSE;
}

void
algo_row_give_up (AlgoRow *row)
{
  sqlite3_reset (row->statement);
  begin (row);
}

gboolean
algo_row_write (AlgoRow *row, GError **error)
{
  gboolean written;

  sqlite3_bind_int64 (row->statement, ++row->column, (gint64) row->checksum);
  written = sqlite3_step (row->statement) == SQLITE_DONE;
  if (!written)
    algo_database_fail (sqlite3_db_handle (row->statement), error);
  algo_row_give_up (row);
  return written;
}

gboolean
algo_row_next (AlgoRow *row, GError **error)
{
  const int result = sqlite3_step (row->statement);

  begin (row);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    algo_database_fail (sqlite3_db_handle (row->statement), error);
  sqlite3_reset (row->statement);
  return FALSE;
}

/* The type of the next column. */
static int
next_type (AlgoRow *row)
{
  return sqlite3_column_type (row->statement, row->column);
}

gint64
algo_row_take_integer (AlgoRow *row)
{
  gint64 value;

  row->damaged |= next_type (row) != SQLITE_INTEGER;
  value = sqlite3_column_int64 (row->statement, row->column);
  add_integer (row, value);
  row->column++;
  return value;
}

double
algo_row_take_real (AlgoRow *row)
{
  const gboolean is_real = next_type (row) == SQLITE_FLOAT;
  const double value = sqlite3_column_double (row->statement, row->column);

  row->damaged |= !is_real || !isfinite (value);
  add_real (row, value);
  row->column++;
  return value;
}

gboolean
algo_row_skip_null (AlgoRow *row)
{
  if (next_type (row) != SQLITE_NULL)
    return FALSE;
  row->column++;
  return TRUE;
}

double
algo_row_take_real_or_null (AlgoRow *row)
{
  return algo_row_skip_null (row) ? 0 : algo_row_take_real (row);
}

const char *
algo_row_take_text (AlgoRow *row)
{
  const gboolean is_text = next_type (row) == SQLITE_TEXT;
  const char *text = (const char *) sqlite3_column_text (row->statement, row->column);
  const int length = sqlite3_column_bytes (row->statement, row->column);

  if (!is_text || text == NULL || !g_utf8_validate (text, length, NULL))
    {
      row->damaged = TRUE;
      text = "";
    }
  add_text (row, text);
  row->column++;
  return text;
}

const char *
algo_row_take_text_or_null (AlgoRow *row)
{
  return algo_row_skip_null (row) ? NULL : algo_row_take_text (row);
}

void
algo_row_take_blob (AlgoRow *row, void *data, gsize size)
{
  const gboolean is_blob = next_type (row) == SQLITE_BLOB;
  const void *blob = sqlite3_column_blob (row->statement, row->column);

  if (is_blob && blob != NULL && (gsize) sqlite3_column_bytes (row->statement, row->column) == size)
    {
      add_bytes (row, blob, size);
      memcpy (data, blob, size);
    }
  else
    row->damaged = TRUE;
  row->column++;
}

/* A blob of any size. */
static void
take_all_of_blob (AlgoRow *from, AlgoRow *to)
{
  const void *blob = sqlite3_column_blob (from->statement, from->column);
  const int size = sqlite3_column_bytes (from->statement, from->column);

  add_bytes (from, blob, (gsize) size);
  algo_row_put_blob (to, blob, (gsize) size);
  from->column++;
}

void
algo_row_take_all (AlgoRow *from, AlgoRow *to)
{
  const int end = algo_row_count_columns (from), end_to = algo_row_count_columns (to);

  while (from->column < end)
    switch (next_type (from))
      {
      case SQLITE_INTEGER:
        algo_row_put_integer (to, algo_row_take_integer (from));
        break;
      case SQLITE_FLOAT:
        algo_row_put_real (to, algo_row_take_real (from));
        break;
      case SQLITE_TEXT:
        algo_row_put_text (to, algo_row_take_text (from));
        break;
      case SQLITE_BLOB:
        take_all_of_blob (from, to);
        break;
      default:
        algo_row_put_null (to);
        from->column++;
      }
  while (to->column < end_to)
    algo_row_put_null (to);
}

gboolean
algo_row_check (AlgoRow *row, const char *table, GError **error)
{
  if (!row->damaged && next_type (row) == SQLITE_INTEGER
      && (guint64) sqlite3_column_int64 (row->statement, row->column) == row->checksum)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("the file is damaged (a row of table “%s”)"), table);
  return FALSE;
}
