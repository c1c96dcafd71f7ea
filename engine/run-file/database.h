/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite with GErrors, and rows with checksums.
 *
 * Errors are G_FILE_ERROR where the file cannot be read or written and ALGO_ERROR_FORMAT where it
 * is not what it should be; they do not name the file. One thread at a time uses a database. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Takes the last error of `database`. Always FALSE. */
gboolean algo_database_fail (sqlite3 *database, GError **error);

/* For writing; it must exist. NULL and the error if it cannot be opened. */
sqlite3 *algo_database_open (const char *path, GError **error);

gboolean algo_database_execute (sqlite3 *database, const char *sql, GError **error);

/* A statement whose columns are written or read in order. The last one is the checksum of those
 * before it, as engine/run-file/schema.h has it. */
typedef struct
{
  sqlite3_stmt *statement;
  int column;
  guint64 checksum;
  gboolean damaged; /* a value was not of its type or size */
} AlgoRow;

gboolean algo_row_prepare (AlgoRow *row, sqlite3 *database, const char *sql, GError **error);
/* To write all columns of a table, checksum included; with `ignore`, none where its key is there
 * already. */
gboolean algo_row_prepare_insertion (AlgoRow *row,
                                     sqlite3 *database,
                                     const char *table,
                                     gboolean ignore,
                                     GError **error);
void algo_row_clear (AlgoRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoRow, algo_row_clear)

/* Without the checksum; of what is written or read. */
int algo_row_count_columns (const AlgoRow *row);

/* Values of a row to be written. They are borrowed until it is. A real may not be NaN. */
void algo_row_put_integer (AlgoRow *row, gint64 value);
void algo_row_put_real (AlgoRow *row, double value);
void algo_row_put_text (AlgoRow *row, const char *text); /* NULL for none */
void algo_row_put_blob (AlgoRow *row, const void *data, gsize size);
void algo_row_put_null (AlgoRow *row);
/* Writes the row with its checksum. The next may then be put. */
gboolean algo_row_write (AlgoRow *row, GError **error);
/* Forgets what was put. */
void algo_row_give_up (AlgoRow *row);

/* Goes to the next row; FALSE without an error after the last one. Restarts after the end. */
gboolean algo_row_next (AlgoRow *row, GError **error);
gint64 algo_row_take_integer (AlgoRow *row);
double algo_row_take_real (AlgoRow *row);         /* must be finite */
double algo_row_take_real_or_null (AlgoRow *row); /* 0 for NULL */
const char *algo_row_take_text (AlgoRow *row);    /* UTF-8, valid until the next row */
const char *algo_row_take_text_or_null (AlgoRow *row);
gboolean algo_row_skip_null (AlgoRow *row); /* FALSE if there is a value to be taken */
/* Copies a blob that must be of `size` bytes. */
void algo_row_take_blob (AlgoRow *row, void *data, gsize size);
/* Takes the whole row, and puts it to be written to a table of the same columns, which may have
 * more: there it is NULL. What it is made of is valid until the next row of `from`. */
void algo_row_take_all (AlgoRow *from, AlgoRow *to);
/* Whether all that was taken is as it was written; `table` is for the message. */
gboolean algo_row_check (AlgoRow *row, const char *table, GError **error);
