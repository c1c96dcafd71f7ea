/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "engine/error.h"
#include "engine/formats/whole-file.h"
#include "engine/run-file/checkpointer.h"
#include "engine/run-file/lease.h"
#include "engine/run-file/run-copy.h"
#include "engine/run-file/run-file-private.h"
#include "engine/run-file/run-rows.h"
#include "engine/run-file/schema.h"

/* Parameters are large: with small pages most of the time would go into their administration. With
 * the largest, which would save another tenth, a tenth of the file would be empty. */
#define PAGE_SIZE 32768

/* What SQLite has beside the file, and may leave there. */
static const char *const companions[] = { "-wal", "-shm" };

struct _AlgoRunWriter
{
  char *path;
  AlgoLease *lease;
  sqlite3 *database;
  AlgoCheckpointer *checkpointer;                         /* NULL once the file is gone */
  AlgoFileIdentity companions[G_N_ELEMENTS (companions)]; /* as of the last transaction */
};

static gboolean
fail (GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
  return FALSE;
}

/* Runs from BEGIN to here: all of it, or nothing. */
static gboolean
end_transaction (sqlite3 *database, gboolean succeeded, GError **error)
{
  if (succeeded && algo_database_execute (database, "COMMIT", error))
    return TRUE;
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* What the cut lacks of the steps up to its own. */
static gboolean
copy_rest (sqlite3 *database, sqlite3 *source, const AlgoRunCut *cut, GError **error)
{
  const guint64 step = cut->state->step;

  return algo_run_copy_parameters (database, source, step, error)
         && (cut->n_metrics == step
             || algo_run_copy_metrics (database, source, step - cut->n_metrics, error));
}

static gboolean
fill_database (sqlite3 *database,
               const AlgoRun *run,
               const AlgoRunCut *cut,
               sqlite3 *source,
               GError **error)
{
  g_autofree char *pragmas = g_strdup_printf (
      "PRAGMA page_size = %d; PRAGMA application_id = %d; PRAGMA user_version = %d;"
      "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = FULL",
      PAGE_SIZE, ALGO_RUN_APPLICATION_ID, ALGO_RUN_VERSION + algo_order_parameters_get_edition ());

  return algo_database_execute (database, pragmas, error)
         && algo_database_execute (database, "BEGIN", error)
         && end_transaction (database,
                             algo_run_write_tables (database, run, error)
                                 && algo_run_write_cut (database, cut, error)
                                 && (source == NULL || copy_rest (database, source, cut, error)),
                             error)
         && algo_database_execute (database, "PRAGMA journal_mode = WAL", error);
}

static void
unlink_companions (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_unlink (companion);
    }
}

/* An empty file beside `path`; a new string. */
static char *
make_temporary (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  const int descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  if (descriptor < 0)
    {
      fail (error);
      return NULL;
    }
  g_close (descriptor, NULL);
  return g_steal_pointer (&temporary);
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int descriptor = g_open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);

  if (descriptor < 0)
    return;
  fsync (descriptor);
  g_close (descriptor, NULL);
}

/* Puts the finished file in the place of what was there, whose log must not be taken for the new
 * file's. */
static gboolean
move_into_place (const char *temporary, const char *path, GError **error)
{
  g_autoptr (AlgoLease) replaced = NULL;
  AlgoFileIdentity identity;
  GStatBuf status;

  if (algo_file_identify (path, &identity, NULL))
    {
      replaced = algo_lease_take (path, error);
      if (replaced == NULL)
        return FALSE;
    }
  if (g_stat (path, &status) == 0)
    algo_whole_file_keep_owner (temporary, &status);
  unlink_companions (path);
  if (g_rename (temporary, path) != 0)
    return fail (error);
  sync_folder (path);
  return TRUE;
}

gboolean
algo_run_file_replace (const char *file, const char *path, GError **error)
{
  g_autofree char *target = algo_whole_file_resolve (path);

  if (move_into_place (file, target, error))
    return TRUE;
  algo_error_prefix_path (error, path);
  return FALSE;
}

static gboolean
write_temporary (const char *temporary,
                 const AlgoRun *run,
                 const AlgoRunCut *cut,
                 sqlite3 *source,
                 GError **error)
{
  sqlite3 *database = algo_database_open (temporary, error);
  gboolean succeeded;

  if (database == NULL)
    return FALSE;
  succeeded = fill_database (database, run, cut, source, error);
  sqlite3_close (database);
  return succeeded;
}

static void
note_companions (AlgoRunWriter *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (self->path, companions[i], NULL);

      algo_file_identify (companion, &self->companions[i], NULL);
    }
}

/* What the log holds after a transaction. */
static int
on_logged (gpointer data, sqlite3 *database, const char *name, int pages)
{
  algo_checkpointer_note (data, (gsize) pages * PAGE_SIZE);
  return SQLITE_OK;
}

/* Opens what is at `path` under a lease that was taken before. */
static AlgoRunWriter *
open_writer (const char *path, AlgoLease *lease, GError **error)
{
  AlgoRunWriter *self = g_new0 (AlgoRunWriter, 1);

  self->path = g_canonicalize_filename (path, NULL);
  self->lease = lease;
  self->database = algo_database_open (self->path, error);
  if (self->database != NULL
      && algo_database_execute (self->database,
                                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error)
      && (self->checkpointer = algo_checkpointer_new (self->path, error)) != NULL)
    {
      sqlite3_wal_hook (self->database, on_logged, self->checkpointer);
      note_companions (self);
      return self;
    }
  algo_run_writer_free (self);
  return NULL;
}

static AlgoRunWriter *
create (const char *path,
        const char *temporary,
        const AlgoRun *run,
        const AlgoRunCut *cut,
        sqlite3 *source,
        GError **error)
{
  AlgoLease *lease;

  if (!write_temporary (temporary, run, cut, source, error))
    return NULL;
  lease = algo_lease_take (temporary, error);
  if (lease == NULL)
    return NULL;
  if (move_into_place (temporary, path, error))
    return open_writer (path, lease, error);
  algo_lease_release (lease);
  return NULL;
}

static AlgoRunWriter *
create_with (const char *path,
             const AlgoRun *run,
             const AlgoRunCut *cut,
             sqlite3 *source,
             GError **error)
{
  g_autofree char *temporary = make_temporary (path, error);
  AlgoRunWriter *self = NULL;

  if (temporary != NULL)
    {
      self = create (path, temporary, run, cut, source, error);
      if (self == NULL)
        {
          unlink_companions (temporary);
          g_unlink (temporary);
        }
    }
  if (self == NULL)
    algo_error_prefix_path (error, path);
  return self;
}

AlgoRunWriter *
algo_run_writer_create (const char *path,
                        const AlgoRun *run,
                        const AlgoRunCut *cut,
                        AlgoRunWriter *source,
                        GError **error)
{
  return create_with (path, run, cut, source != NULL ? source->database : NULL, error);
}

AlgoRunWriter *
algo_run_writer_create_branch (const char *path,
                               const AlgoRun *run,
                               const AlgoRunCut *cut,
                               AlgoRunFile *parent,
                               GError **error)
{
  return create_with (path, run, cut, algo_run_file_get_database (parent), error);
}

static gboolean
check_step (sqlite3 *database, guint64 step, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare (&row, database, "SELECT step FROM state", error)
      || !algo_row_next (&row, error))
    return FALSE;
  if ((guint64) algo_row_take_integer (&row) == step)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, _ ("another program is using the run"));
  return FALSE;
}

AlgoRunWriter *
algo_run_writer_open (const char *path, guint64 step, GError **error)
{
  AlgoLease *lease = algo_lease_take (path, error);
  AlgoRunWriter *self = lease != NULL ? open_writer (path, lease, error) : NULL;

  if (self != NULL && !check_step (self->database, step, error))
    g_clear_pointer (&self, algo_run_writer_free);
  if (self == NULL)
    algo_error_prefix_path (error, path);
  return self;
}

static void
end_checkpoints (AlgoRunWriter *self)
{
  sqlite3_wal_hook (self->database, NULL, NULL);
  g_clear_pointer (&self->checkpointer, algo_checkpointer_free);
}

/* The file was deleted or moved, and its log, which goes by its name, would be taken for that of
 * whatever takes its place. So all is brought into the file, wherever that is, and the log goes,
 * unless it is another's already. */
static void
abandon_log (AlgoRunWriter *self)
{
  end_checkpoints (self);
  sqlite3_wal_checkpoint_v2 (self->database, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (self->path, companions[i], NULL);
      AlgoFileIdentity identity;

      if (algo_file_identify (companion, &identity, NULL)
          && algo_file_identity_equal (&identity, &self->companions[i]))
        g_unlink (companion);
    }
}

/* SQLite deletes the log by its name, too. */
static void
close_database (AlgoRunWriter *self)
{
  int keeps_log = !algo_lease_check (self->lease, self->path, NULL);

  end_checkpoints (self);
  if (keeps_log)
    {
      abandon_log (self);
      sqlite3_file_control (self->database, NULL, SQLITE_FCNTL_PERSIST_WAL, &keeps_log);
    }
  sqlite3_close (self->database);
}

void
algo_run_writer_free (AlgoRunWriter *writer)
{
  if (writer->database != NULL)
    close_database (writer);
  algo_lease_release (writer->lease);
  g_free (writer->path);
  g_free (writer);
}

const char *
algo_run_writer_get_path (const AlgoRunWriter *writer)
{
  return writer->path;
}

static gboolean
append (AlgoRunWriter *writer, const AlgoRunCut *cut, GError **error)
{
  if (!algo_lease_check (writer->lease, writer->path, error))
    {
      abandon_log (writer);
      return FALSE;
    }
  if (!algo_database_execute (writer->database, "BEGIN IMMEDIATE", error)
      || !end_transaction (writer->database, algo_run_write_cut (writer->database, cut, error),
                           error))
    return FALSE;
  note_companions (writer);
  return TRUE;
}

gboolean
algo_run_writer_append (AlgoRunWriter *writer, const AlgoRunCut *cut, GError **error)
{
  if (append (writer, cut, error))
    return TRUE;
  algo_error_prefix_path (error, writer->path);
  return FALSE;
}
