/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "engine/run-file/lease.h"
#include "engine/run-file/run-file-private.h"
#include "engine/run-file/run-parameters.h"
#include "engine/run-file/run-reader.h"
#include "engine/run-file/schema.h"

/* Of the header of an SQLite database, https://www.sqlite.org/fileformat.html. */
#define HEADER 100
#define MAGIC "SQLite format 3"
#define USER_VERSION_AT 60
#define APPLICATION_ID_AT 68
/* No row is as large as this: the state with three latent levels has 2.7 MB. */
#define MOST_BYTES_IN_A_ROW (8 << 20)
#define BUSY_MILLISECONDS 2000

struct _AlgoRunFile
{
  char *path;
  AlgoFileIdentity identity;
  gboolean locks; /* SQLite's own, of which lease.h speaks */
  sqlite3 *database;
  gboolean only_snapshots;
  AlgoRun *run;
};

static gboolean
fail_as_foreign (GError **error)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("this is not an Algoscope run"));
  return FALSE;
}

static gboolean
check_format (guint32 application, guint32 version, GError **error)
{
  if (application != ALGO_RUN_APPLICATION_ID)
    return fail_as_foreign (error);
  if (version == ALGO_RUN_VERSION)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               version > ALGO_RUN_VERSION
                   ? _ ("this run was recorded by a newer Algoscope (format %u, known is %u)")
                   : _ ("this run was recorded by an older Algoscope (format %u, known is %u)"),
               version, ALGO_RUN_VERSION);
  return FALSE;
}

static guint32
read_big_endian (const guchar *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* Looks before SQLite does, which might make files of its own beside a foreign one. */
static gboolean
check_header (const char *path, GError **error)
{
  guchar header[HEADER];
  const int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize length;

  if (descriptor < 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  length = read (descriptor, header, sizeof header);
  g_close (descriptor, NULL);
  if (length < HEADER || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return fail_as_foreign (error);
  return check_format (read_big_endian (header + APPLICATION_ID_AT),
                       read_big_endian (header + USER_VERSION_AT), error);
}

gboolean
algo_run_file_is_run (const char *path)
{
  guint8 start[sizeof MAGIC];
  GStatBuf status;
  gssize length;
  int descriptor;

  /* A pipe would be waited for. */
  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return FALSE;
  descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (descriptor < 0)
    return FALSE;
  length = read (descriptor, start, sizeof start);
  g_close (descriptor, NULL);
  return length == sizeof start && memcmp (start, MAGIC, sizeof start) == 0;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return g_file_test (log, G_FILE_TEST_EXISTS);
}

/* Without a log nobody is writing, and the file can be read without a trace; with one SQLite has to
 * read that, too. */
static gboolean
open_database (AlgoRunFile *self, gboolean is_open, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->path, "/", FALSE);
  g_autofree char *address = NULL;

  self->locks = is_open || has_log (self->path);
  if (self->locks)
    algo_file_note_opened (&self->identity);
  address = g_strdup_printf ("file:%s%s", escaped, self->locks ? "" : "?immutable=1");
  if (sqlite3_open_v2 (address, &self->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL)
      != SQLITE_OK)
    return algo_database_fail (self->database, error);
  sqlite3_extended_result_codes (self->database, 0);
  sqlite3_busy_timeout (self->database, BUSY_MILLISECONDS);
  sqlite3_limit (self->database, SQLITE_LIMIT_LENGTH, MOST_BYTES_IN_A_ROW);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return algo_database_execute (self->database, "PRAGMA cell_size_check = ON", error);
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

/* Whether the database has the tables that it should have, to the letter, and nothing else. */
static gboolean
check_schema (sqlite3 *database, GError **error)
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
      is_known = tables < ALGO_RUN_TABLES
                 && g_str_equal (algo_row_take_text (&row), algo_run_schema[tables]);
      tables++;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (is_known && tables == ALGO_RUN_TABLES)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("the run is damaged (its tables are not those of a run)"));
  return FALSE;
}

static gboolean
check_structure (sqlite3 *database, GError **error)
{
  g_auto (AlgoRow) row = { 0 };
  gboolean is_whole;

  if (!algo_row_prepare (&row, database, "PRAGMA quick_check (1)", error)
      || !algo_row_next (&row, error))
    return FALSE;
  is_whole = g_str_equal (algo_row_take_text (&row), "ok");
  if (!is_whole)
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                 _ ("the run is damaged (the database's structure)"));
  return is_whole;
}

/* With the settings where they are known, otherwise with all rows. */
static gboolean
read_database (AlgoRunFile *self, const AlgoSettings *settings, GError **error)
{
  guint32 application, version;

  if (!read_number (self->database, "PRAGMA application_id", &application, error)
      || !read_number (self->database, "PRAGMA user_version", &version, error)
      || !check_format (application, version, error) || !check_schema (self->database, error))
    return FALSE;
  if (settings != NULL)
    {
      self->run = algo_run_new ();
      self->run->settings = *settings;
      return TRUE;
    }
  if (!check_structure (self->database, error))
    return FALSE;
  self->run = algo_run_read (self->database, error);
  return self->run != NULL;
}

static gboolean
open_file (AlgoRunFile *self, const AlgoSettings *settings, GError **error)
{
  const gboolean is_open = algo_file_is_open (&self->identity);
  gboolean succeeded;

  if ((!is_open && !check_header (self->path, error)) || !open_database (self, is_open, error)
      || !algo_database_execute (self->database, "BEGIN", error))
    return FALSE;
  succeeded = read_database (self, settings, error);
  sqlite3_exec (self->database, "COMMIT", NULL, NULL, NULL);
  return succeeded;
}

static AlgoRunFile *
run_file_new (const char *path, const AlgoSettings *settings, GError **error)
{
  AlgoRunFile *self = g_new0 (AlgoRunFile, 1);

  self->path = g_canonicalize_filename (path, NULL);
  self->only_snapshots = settings != NULL;
  if (!algo_file_identify (self->path, &self->identity, error))
    {
      algo_error_prefix_path (error, path);
      g_free (self->path);
      g_free (self);
      return NULL;
    }
  if (open_file (self, settings, error))
    return self;
  algo_error_prefix_path (error, path);
  algo_run_file_free (self);
  return NULL;
}

AlgoRunFile *
algo_run_file_open (const char *path, GError **error)
{
  return run_file_new (path, NULL, error);
}

AlgoRunFile *
algo_run_file_open_snapshots (const char *path, const AlgoSettings *settings, GError **error)
{
  return run_file_new (path, settings, error);
}

void
algo_run_file_free (AlgoRunFile *file)
{
  if (file == NULL)
    return;
  sqlite3_close (file->database);
  if (file->locks)
    algo_file_note_closed (&file->identity);
  g_clear_pointer (&file->run, algo_run_free);
  g_free (file->path);
  g_free (file);
}

const AlgoRun *
algo_run_file_get_run (const AlgoRunFile *file)
{
  return file->run;
}

/* The state's own parameters where those are wanted, else a snapshot's. */
static AlgoParameters *
read_parameters (AlgoRunFile *file, guint64 step, guint64 *found, GError **error)
{
  const AlgoSettings *settings = &file->run->settings;
  g_autoptr (AlgoTrainerState) state = NULL;

  if (!file->only_snapshots && step >= file->run->step)
    {
      state = algo_run_read_state (file->database, settings, error);
      if (state == NULL)
        return NULL;
      if (state->step <= step)
        {
          *found = state->step;
          return algo_parameters_copy (state->parameters);
        }
    }
  return algo_run_read_parameters (file->database, settings->levels, step, found, error);
}

AlgoSnapshot *
algo_run_file_read_snapshot (AlgoRunFile *file, guint64 step, GError **error)
{
  guint64 found;
  g_autoptr (AlgoParameters) parameters = read_parameters (file, step, &found, error);

  if (parameters != NULL)
    return algo_snapshot_new (&file->run->settings, 1, found, parameters);
  algo_error_prefix_path (error, file->path);
  return NULL;
}

AlgoTrainerState *
algo_run_file_read_state (AlgoRunFile *file, GError **error)
{
  AlgoTrainerState *state = algo_run_read_state (file->database, &file->run->settings, error);

  if (state == NULL)
    algo_error_prefix_path (error, file->path);
  return state;
}

AlgoTrainerState *
algo_run_file_read_earlier_state (AlgoRunFile *file, guint64 step, GError **error)
{
  const AlgoSettings *settings = &file->run->settings;
  g_autoptr (AlgoTrainerState) last = NULL;
  g_autoptr (GError) reason = NULL;
  AlgoTrainerState *state;

  last = algo_run_file_read_state (file, error);
  if (last == NULL)
    return NULL;
  if (last->step <= step)
    {
      last->settings = *settings;
      return g_steal_pointer (&last);
    }
  state = algo_run_read_earlier_state (file->database, settings, step, &reason);
  algo_error_prefix_path (&reason, file->path);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return state;
}

sqlite3 *
algo_run_file_get_database (AlgoRunFile *file)
{
  return file->database;
}
