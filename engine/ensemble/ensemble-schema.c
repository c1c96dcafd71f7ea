/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble-schema.h"

#include <glib/gi18n-lib.h>

#include "engine/run-file/grid-rows.h"

#define PAGE_SIZE 4096

/* Row numbers would have bytes in every row that say nothing, and could change unnoticed. */
static const char *const schema[] = {
  "CREATE TABLE directs (member INTEGER PRIMARY KEY, step INTEGER NOT NULL, "
  "inputs INTEGER NOT NULL, hidden INTEGER NOT NULL, diverged INTEGER NOT NULL, "
  "phase TEXT NOT NULL, confidence REAL NOT NULL, unexplained REAL NOT NULL, " ALGO_ORDER_COLUMNS
  ", checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID",

  "CREATE TABLE generalisations (member INTEGER, point INTEGER, inputs INTEGER, "
  "hidden INTEGER NOT NULL, phase TEXT NOT NULL, confidence REAL NOT NULL, unexplained REAL, "
  "least_unexplained REAL, most_unexplained REAL, checksum INTEGER NOT NULL, "
  "PRIMARY KEY (member, point, inputs)) STRICT, WITHOUT ROWID",

  "CREATE TABLE members (number INTEGER PRIMARY KEY, seed INTEGER, state TEXT NOT NULL, "
  "path TEXT, message TEXT, step INTEGER NOT NULL, parameters INTEGER NOT NULL, "
  "grids INTEGER NOT NULL, checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID",

  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) "
  "STRICT, WITHOUT ROWID",

  "CREATE TABLE phases (member INTEGER, step INTEGER, point INTEGER, log_beta REAL NOT NULL, "
  "phase TEXT NOT NULL, confidence REAL NOT NULL, unexplained REAL NOT NULL, "
  "kl REAL NOT NULL, " ALGO_ORDER_COLUMNS ", checksum INTEGER NOT NULL, "
  "PRIMARY KEY (member, step, point)) STRICT, WITHOUT ROWID",

  "CREATE TABLE priors (member INTEGER, from_prior INTEGER, point INTEGER, "
  "log_beta REAL NOT NULL, phase TEXT NOT NULL, confidence REAL NOT NULL, "
  "unexplained REAL NOT NULL, kl REAL NOT NULL, " ALGO_ORDER_COLUMNS
  ", checksum INTEGER NOT NULL, PRIMARY KEY (member, from_prior, point)) STRICT, WITHOUT ROWID",
};

/* Without what is there without the encoder, whose table is the last. */
static const AlgoDatabaseFormat earlier_format = {
  .version = 1,
  .schema = schema,
  .tables = G_N_ELEMENTS (schema) - 1,
};

const AlgoDatabaseFormat algo_ensemble_format = {
  .application = ALGO_ENSEMBLE_APPLICATION_ID,
  .version = ALGO_ENSEMBLE_VERSION,
  .schema = schema,
  .tables = G_N_ELEMENTS (schema),
  .foreign = N_ ("this is not an Algoscope ensemble"),
  .earlier = &earlier_format,
};

static gboolean
make_tables (sqlite3 *database, GError **error)
{
  const guint edition = algo_order_parameters_get_edition ();
  g_autofree char *pragmas = g_strdup_printf (
      "PRAGMA page_size = %d; PRAGMA application_id = %d; PRAGMA user_version = %d", PAGE_SIZE,
      ALGO_ENSEMBLE_APPLICATION_ID, ALGO_ENSEMBLE_VERSION + edition);

  if (!algo_database_execute (database, pragmas, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (schema); i++)
    {
      g_autofree char *table = algo_order_expand_schema (schema[i], edition);

      if (!algo_database_execute (database, table, error))
        return FALSE;
    }
  return TRUE;
}

sqlite3 *
algo_ensemble_database_new (GError **error)
{
  sqlite3 *database;

  if (sqlite3_open (":memory:", &database) == SQLITE_OK)
    {
      if (make_tables (database, error))
        return database;
    }
  else
    algo_database_fail (database, error);
  sqlite3_close (database);
  return NULL;
}
