/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/changed-rows.h"

#include <math.h>
#include <string.h>

#include "engine/run-file/database.h"

#define MOST_CHANGES 8
#define MOST_COLUMNS 32

typedef struct
{
  const uint8_t *at, *end;
} Bytes;

/* Zeros after the end. */
static void
take (Bytes *bytes, void *to, gsize size)
{
  const gsize there = MIN (size, (gsize) (bytes->end - bytes->at));

  memset (to, 0, size);
  memcpy (to, bytes->at, there);
  bytes->at += there;
}

static guint8
take_byte (Bytes *bytes)
{
  guint8 byte;

  take (bytes, &byte, sizeof byte);
  return byte;
}

/* A row in memory, without its checksum. */
typedef struct
{
  int columns;
  sqlite3_value *values[MOST_COLUMNS];
} Values;

static void
values_clear (Values *values)
{
  for (int i = 0; i < values->columns; i++)
    sqlite3_value_free (values->values[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  return statement;
}

static gboolean
find_row (sqlite3 *database, const char *table, guint offset, Values *values)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s LIMIT 1 OFFSET %u", table, offset);
  sqlite3_stmt *statement = prepare (database, sql);
  const gboolean found = sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    {
      values->columns = sqlite3_column_count (statement) - 1;
      g_assert_cmpint (values->columns, <=, MOST_COLUMNS);
      for (int i = 0; i < values->columns; i++)
        values->values[i] = sqlite3_value_dup (sqlite3_column_value (statement, i));
    }
  sqlite3_finalize (statement);
  return found;
}

static void
remove_row (sqlite3 *database, const FuzzTable *table, const Values *values)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s", table->name, table->key);
  sqlite3_stmt *statement = prepare (database, sql);

  for (int i = 0; i < sqlite3_bind_parameter_count (statement); i++)
    sqlite3_bind_value (statement, i + 1, values->values[i]);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
put_value (AlgoRow *row, sqlite3_value *value)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      algo_row_put_integer (row, sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      algo_row_put_real (row, sqlite3_value_double (value));
      break;
    case SQLITE_TEXT:
      algo_row_put_text (row, (const char *) sqlite3_value_text (value));
      break;
    case SQLITE_BLOB:
      algo_row_put_blob (row, sqlite3_value_blob (value), (gsize) sqlite3_value_bytes (value));
      break;
    default:
      algo_row_put_null (row);
    }
}

enum
{
  PUT_INTEGER,
  PUT_REAL,
  PUT_TEXT,
  PUT_BLOB,
  PUT_NULL,
  CHANGE_BLOB, /* four bytes of it */
  REMOVE_ROW,
  ADD_ROW, /* the row once more, with an integer changed */
  N_CHANGES,
};

/* What is to be put in place of a value, until it has been written. */
typedef struct
{
  gint64 integer;
  double real;
  gsize length;
  char text[256];
  guint8 *blob;
} Replacement;

static void
put_replacement (AlgoRow *row, guint change, sqlite3_value *value, Replacement *new, Bytes *bytes)
{
  switch (change)
    {
    case PUT_REAL:
      take (bytes, &new->real, sizeof new->real);
      algo_row_put_real (row, isnan (new->real) ? 0 : new->real);
      break;
    case PUT_TEXT:
    case PUT_BLOB:
      new->length = take_byte (bytes);
      take (bytes, new->text, new->length);
      new->text[new->length] = '\0';
      if (change == PUT_TEXT)
        algo_row_put_text (row, new->text);
      else
        algo_row_put_blob (row, new->text, new->length);
      break;
    case PUT_NULL:
      algo_row_put_null (row);
      break;
    case CHANGE_BLOB:
      new->length = (gsize) sqlite3_value_bytes (value);
      new->blob = g_memdup2 (sqlite3_value_blob (value), new->length);
      take (bytes, &new->integer, sizeof new->integer);
      if (new->length >= sizeof (float))
        take (bytes, new->blob + (guint64) new->integer % (new->length - sizeof (float) + 1),
              sizeof (float));
      algo_row_put_blob (row, new->blob, new->length);
      break;
    default:
      take (bytes, &new->integer, sizeof new->integer);
      algo_row_put_integer (row, new->integer);
    }
}

/* A row that its table does not take is left out. */
static void
write_row (sqlite3 *database, const char *table, const Values *values, guint change, Bytes *bytes)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const int changed = take_byte (bytes) % values->columns;
  g_auto (AlgoRow) row = { 0 };
  Replacement replacement = { 0 };

  g_string_printf (sql, "INSERT INTO %s VALUES (", table);
  for (int i = 0; i < values->columns; i++)
    g_string_append (sql, "?, ");
  g_string_append (sql, "?)");
  g_assert_true (algo_row_prepare (&row, database, sql->str, NULL));
  for (int i = 0; i < values->columns; i++)
    if (i == changed)
      put_replacement (&row, change, values->values[i], &replacement, bytes);
    else
      put_value (&row, values->values[i]);
  algo_row_write (&row, NULL);
  g_free (replacement.blob);
}

static void
change_row (sqlite3 *database, const FuzzTable *tables, guint n_tables, Bytes *bytes)
{
  const FuzzTable *table = &tables[take_byte (bytes) % n_tables];
  const guint offset = take_byte (bytes);
  const guint change = take_byte (bytes) % N_CHANGES;
  g_auto (Values) values = { 0 };

  if (!find_row (database, table->name, offset, &values))
    return;
  if (change != ADD_ROW)
    remove_row (database, table, &values);
  if (change != REMOVE_ROW)
    write_row (database, table->name, &values, change, bytes);
}

void
fuzz_change_rows (sqlite3 *database,
                  const FuzzTable *tables,
                  guint n_tables,
                  const uint8_t *data,
                  size_t size)
{
  Bytes bytes = { data, data + size };

  for (guint i = 0; i < MOST_CHANGES && bytes.at < bytes.end; i++)
    change_row (database, tables, n_tables, &bytes);
}
