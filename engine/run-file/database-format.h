/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the program's files a database is, and whether it can be believed. Errors as in
 * database.h. */
#pragma once

#include "engine/run-file/database.h"

typedef struct _AlgoDatabaseFormat AlgoDatabaseFormat;

struct _AlgoDatabaseFormat
{
  /* Of the database's header; the version is that of the first edition of the order parameters,
   * and each later one is one more. */
  guint32 application, version;
  const char *const *schema; /* (tables), in the order of their names; see ALGO_ORDER_COLUMNS */
  guint tables;
  const char *foreign; /* what to say of any other file; marked for translation */
  /* That is read, too: of the version before, and of the first edition; NULL: none. */
  const AlgoDatabaseFormat *earlier;
};

/* Whether a regular file begins as any database does. */
gboolean algo_database_is_in (const char *path);
/* Whether it begins as one of this application does, of whatever version; FALSE, too, of a file
 * that this process has open with SQLite's locks, which is a run. */
gboolean algo_database_is_of (const char *path, const AlgoDatabaseFormat *format);

/* Looks before SQLite does, which might make files of its own beside a foreign one. */
gboolean
algo_database_check_header (const char *path, const AlgoDatabaseFormat *format, GError **error);

/* For reading what may be anything: nothing in it is run, and no row larger than `most_bytes` is
 * read. With `alone` nobody writes it, and it is read without a trace. */
sqlite3 *
algo_database_open_untrusted (const char *path, gboolean alone, int most_bytes, GError **error);

/* Whether it is of this application and version and has the tables that it should have, to the
 * letter, and nothing else. */
gboolean
algo_database_check_format (sqlite3 *database, const AlgoDatabaseFormat *format, GError **error);
/* Reads all of it. */
gboolean algo_database_check_structure (sqlite3 *database, GError **error);
