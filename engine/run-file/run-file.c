/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-file.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"
#include "engine/run-file/database-format.h"
#include "engine/run-file/lease.h"
#include "engine/run-file/run-file-private.h"
#include "engine/run-file/run-parameters.h"
#include "engine/run-file/run-reader.h"
#include "engine/run-file/schema.h"

/* No row is as large as this: the state with three latent levels has 2.7 MB. */
#define MOST_BYTES_IN_A_ROW (8 << 20)

static const AlgoDatabaseFormat format = { .application = ALGO_RUN_APPLICATION_ID,
                                           .version = ALGO_RUN_VERSION,
                                           .schema = algo_run_schema,
                                           .tables = ALGO_RUN_TABLES,
                                           .foreign = N_ ("this is not an Algoscope run") };

struct _AlgoRunFile
{
  char *path;
  AlgoFileIdentity identity;
  gboolean locks; /* SQLite's own, of which lease.h speaks */
  sqlite3 *database;
  gboolean only_snapshots;
  AlgoRun *run;
};

gboolean
algo_run_file_is_run (const char *path)
{
  return algo_database_is_in (path);
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
  self->locks = is_open || has_log (self->path);
  if (self->locks)
    algo_file_note_opened (&self->identity);
  self->database =
      algo_database_open_untrusted (self->path, !self->locks, MOST_BYTES_IN_A_ROW, error);
  return self->database != NULL;
}

/* With the settings where they are known, otherwise with all rows. */
static gboolean
read_database (AlgoRunFile *self, const AlgoSettings *settings, GError **error)
{
  if (!algo_database_check_format (self->database, &format, error))
    return FALSE;
  if (settings != NULL)
    {
      self->run = algo_run_new ();
      self->run->settings = *settings;
      return TRUE;
    }
  if (!algo_database_check_structure (self->database, error))
    return FALSE;
  self->run = algo_run_read (self->database, error);
  return self->run != NULL;
}

static gboolean
open_file (AlgoRunFile *self, const AlgoSettings *settings, GError **error)
{
  const gboolean is_open = algo_file_is_open (&self->identity);
  gboolean succeeded;

  if ((!is_open && !algo_database_check_header (self->path, &format, error))
      || !open_database (self, is_open, error)
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
          return algo_parameters_ref (state->parameters);
        }
    }
  return algo_run_read_parameters (file->database, settings, step, found, error);
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
  else
    state->has_diverged = algo_run_has_diverged (file->run) && state->step == file->run->step;
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
