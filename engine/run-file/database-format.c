/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/database-format.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/error.h"
#include "engine/run-file/grid-rows.h"
#include "engine/run-file/lease.h"

/* Of the header of an SQLite database, https://www.sqlite.org/fileformat.html. */
#define HEADER 100
#define MAGIC "SQLite format 3"
#define USER_VERSION_AT 60
#define APPLICATION_ID_AT 68
#define BUSY_MILLISECONDS 2000

static gboolean
fail_as_foreign (const AlgoDatabaseFormat *format, GError **error)
{
  g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ (format->foreign));
  return FALSE;
}

static gboolean
check_version (const AlgoDatabaseFormat *format,
               guint32 application,
               guint32 version,
               GError **error)
{
  const guint known = format->version + algo_order_parameters_get_edition ();
  const guint least = format->earlier != NULL ? format->earlier->version : format->version;

  if (application != format->application)
    return fail_as_foreign (format, error);
  if (version >= least && version <= known)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               version > known ? _ ("this file is of a newer Algoscope (format %u, known is %u)")
                               : _ ("this file is of an older Algoscope (format %u, known is %u)"),
               version, known);
  return FALSE;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* FALSE and the reason if the file cannot be read; `is_database` whether it begins as one does. */
static gboolean
read_header (const char *path, guint8 *header /* (HEADER) */, gboolean *is_database, GError **error)
{
  const int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize length;

  if (descriptor < 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  length = read (descriptor, header, HEADER);
  g_close (descriptor, NULL);
  *is_database = length == HEADER && memcmp (header, MAGIC, sizeof MAGIC) == 0;
  return TRUE;
}

static gboolean
read_header_as_database (const char *path, guint8 *header /* (HEADER) */)
{
  gboolean is_database;

  return read_header (path, header, &is_database, NULL) && is_database;
}

gboolean
algo_database_is_in (const char *path)
{
  AlgoFileIdentity identity;
  guint8 header[HEADER];

  /* What SQLite has open here is not to be opened past it; see lease.h. */
  return algo_file_identify (path, &identity, NULL)
         && (algo_file_is_open (&identity) || read_header_as_database (path, header));
}

gboolean
algo_database_is_of (const char *path, const AlgoDatabaseFormat *format)
{
  AlgoFileIdentity identity;
  guint8 header[HEADER];

  return algo_file_identify (path, &identity, NULL) && !algo_file_is_open (&identity)
         && read_header_as_database (path, header)
         && read_big_endian (header + APPLICATION_ID_AT) == format->application;
}

gboolean
algo_database_check_header (const char *path, const AlgoDatabaseFormat *format, GError **error)
{
  guint8 header[HEADER];
  gboolean is_database;

  if (!read_header (path, header, &is_database, error))
    return FALSE;
  if (!is_database)
    return fail_as_foreign (format, error);
  return check_version (format, read_big_endian (header + APPLICATION_ID_AT),
                        read_big_endian (header + USER_VERSION_AT), error);
}

sqlite3 *
algo_database_open_untrusted (const char *path, gboolean alone, int most_bytes, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *address = g_strdup_printf ("file:%s%s", escaped, alone ? "?immutable=1" : "");
  sqlite3 *database;

  if (sqlite3_open_v2 (address, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL)
      != SQLITE_OK)
    {
      algo_database_fail (database, error);
      sqlite3_close (database);
      return NULL;
    }
  sqlite3_extended_result_codes (database, 0);
  sqlite3_busy_timeout (database, BUSY_MILLISECONDS);
  sqlite3_limit (database, SQLITE_LIMIT_LENGTH, most_bytes);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (algo_database_execute (database, "PRAGMA cell_size_check = ON", error))
    return database;
  sqlite3_close (database);
  return NULL;
}

static gboolean
read_number (sqlite3 *database, const char *sql, guint32 *number, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare (&row, database, sql, error) || !algo_row_next (&row, error))
    return FALSE;
  *number = (guint32) algo_row_take_integer (&row);
  return TRUE;
}

static gboolean
check_schema (sqlite3 *database, const AlgoDatabaseFormat *format, guint32 version, GError **error)
{
  g_auto (AlgoRow) row = { 0 };
  g_autoptr (GError) reason = NULL;
  guint tables = 0;
  gboolean is_known = TRUE;

  if (!algo_row_prepare (&row, database,
                         "SELECT coalesce (sql, '') FROM sqlite_schema ORDER BY name", error))
    return FALSE;
  while (is_known && algo_row_next (&row, &reason))
    {
      g_autofree char *expected =
          tables < format->tables
              ? algo_order_expand_schema (format->schema[tables], version - format->version)
              : NULL;

      is_known = g_strcmp0 (algo_row_take_text (&row), expected) == 0;
      tables++;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (is_known && tables == format->tables)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("the file is damaged (its tables are not those that it should have)"));
  return FALSE;
}

gboolean
algo_database_check_format (sqlite3 *database, const AlgoDatabaseFormat *format, GError **error)
{
  guint32 application, version;

  return read_number (database, "PRAGMA application_id", &application, error)
         && read_number (database, "PRAGMA user_version", &version, error)
         && check_version (format, application, version, error)
         && check_schema (database, version < format->version ? format->earlier : format, version,
                          error);
}

gboolean
algo_database_check_structure (sqlite3 *database, GError **error)
{
  g_auto (AlgoRow) row = { 0 };
  gboolean is_whole;

  if (!algo_row_prepare (&row, database, "PRAGMA quick_check (1)", error)
      || !algo_row_next (&row, error))
    return FALSE;
  is_whole = g_str_equal (algo_row_take_text (&row), "ok");
  if (!is_whole)
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                 _ ("the file is damaged (the database's structure)"));
  return is_whole;
}
