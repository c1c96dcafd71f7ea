/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/damage.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "engine/error.h"

/* Of the file, as https://www.sqlite.org/fileformat2.html has it. */
#define PAGE_SIZE_AT 16
#define LEAF_OF_INDEX 10
#define LEAF_OF_TABLE 13
#define LEAF_HEADER 8

#define TRUNCATIONS 60
#define NEWER_VERSION 1000000

void
damage_execute (const char *path, const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

char *
damage_read (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

void
damage_write (const char *path, const char *contents, gsize length)
{
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (contents, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static guint
read_16 (const guchar *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

gsize
damage_page_size (const char *bytes)
{
  return read_16 ((const guchar *) bytes + PAGE_SIZE_AT);
}

/* Blocks of a page that nothing stands in: each begins with the offset of the next and its size. */
static gboolean
is_in_free_block (const guchar *page, gsize within)
{
  for (guint at = read_16 (page + 1); at != 0; at = read_16 (page + at))
    if (within >= at && within < at + read_16 (page + at + 2))
      return TRUE;
  return FALSE;
}

/* A leaf has its header and the offsets of its rows at the start, and the rows at the end. A page
 * of a long value begins with the number of the next, and only the last, which has 0 there, has
 * room left. Inner pages only lead to the leaves, and the first page is the schema, where a name
 * may change its case. */
gboolean
damage_is_in_row (const char *bytes, gsize at)
{
  const gsize size = damage_page_size (bytes), within = at % size;
  const guchar *page = (const guchar *) bytes + (at - within);

  if (at < size)
    return FALSE;
  switch (page[0])
    {
    case 0: /* the number of the next page is small */
      return read_16 (page) != 0 || read_16 (page + 2) != 0;
    case LEAF_OF_INDEX:
    case LEAF_OF_TABLE:
      return (within < LEAF_HEADER + 2 * read_16 (page + 3) || within >= read_16 (page + 5))
             && !is_in_free_block (page, within);
    default:
      return FALSE;
    }
}

void
damage_assert_refusal (const char *path, const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == ALGO_ERROR || error->domain == G_FILE_ERROR);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_null (strchr (error->message, '\n'));
}

gpointer
damage_open (const FileFixture *fixture,
             DamageOpenFunc open,
             const char *contents,
             gsize length,
             GError **error)
{
  g_autofree char *after = NULL;
  gsize length_after;
  gpointer opened;

  damage_write (fixture->path, contents, length);
  opened = open (fixture->path, error);
  after = damage_read (fixture->path, &length_after);
  g_assert_cmpmem (contents, length, after, length_after);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
  return opened;
}

gpointer
damage_open_flipped (const FileFixture *fixture,
                     DamageOpenFunc open,
                     char *bytes,
                     gsize length,
                     gsize at,
                     GRand *random)
{
  const char bit = (char) (1 << g_rand_int_range (random, 0, 8));
  g_autoptr (GError) error = NULL;
  gpointer opened;

  bytes[at] ^= bit;
  opened = damage_open (fixture, open, bytes, length, &error);
  bytes[at] ^= bit;
  if (opened == NULL)
    damage_assert_refusal (fixture->path, error);
  else
    g_assert_false (damage_is_in_row (bytes, at));
  return opened;
}

GError *
damage_spoil (const FileFixture *fixture, DamageOpenFunc open, const char *sql)
{
  gsize length;
  g_autofree char *contents = NULL;
  GError *error = NULL;

  damage_execute (fixture->path, sql);
  contents = damage_read (fixture->path, &length);
  g_assert_null (damage_open (fixture, open, contents, length, &error));
  damage_assert_refusal (fixture->path, error);
  return error;
}

void
damage_assert_whole (const FileFixture *fixture, DamageOpenFunc open)
{
  gsize length;
  g_autofree char *contents = damage_read (fixture->path, &length);

  for (guint i = 0; i < TRUNCATIONS; i++)
    {
      const gsize shorter = i < 20 ? i * 8 : length * i / TRUNCATIONS;
      g_autoptr (GError) error = NULL;

      g_assert_null (damage_open (fixture, open, contents, shorter, &error));
      damage_assert_refusal (fixture->path, error);
    }
}

static void
assert_version (const FileFixture *fixture, DamageOpenFunc open, guint version, const char *part)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %u", version);
  g_autoptr (GError) error = damage_spoil (fixture, open, sql);

  g_assert_nonnull (strstr (error->message, part));
}

void
damage_assert_version (const FileFixture *fixture, DamageOpenFunc open, guint older)
{
  assert_version (fixture, open, NEWER_VERSION, "newer");
  assert_version (fixture, open, older, "older");
}
