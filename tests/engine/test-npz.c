/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NPZ files: their bytes, and how they are refused. What numpy makes of them is tested with
 * algoscope-run. */
#define _GNU_SOURCE /* memmem() */
#include "engine/formats/npz.h"

#include "engine/formats/network-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/error.h"
#include "tests/folder.h"

typedef struct
{
  char *folder, *path;
  AlgoNetwork *network;
  GHashTable *metadata;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "network.npz", NULL);
  fixture->network = algo_network_new (3, 5);
  for (guint i = 0; i < 15; i++)
    fixture->network->W0[i] = (float) i - 7;
  fixture->metadata = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (fixture->metadata, (gpointer) "seed", (gpointer) "7");
  g_hash_table_insert (fixture->metadata, (gpointer) "label", (gpointer) "β \"quoted\"");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
  folder_free (fixture->folder);
  g_hash_table_unref (fixture->metadata);
  algo_network_unref (fixture->network);
  g_free (fixture->path);
}

static GBytes *
save (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  algo_network_save (fixture->network, fixture->path, fixture->metadata, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

/* Also in another time zone: a zip has local times. */
static void
test_equal_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  g_autoptr (GBytes) first = save (fixture);
  g_autoptr (GBytes) second = NULL;

  g_setenv ("TZ", "JST-9", TRUE);
  second = save (fixture);
  if (zone != NULL)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
  g_assert_true (g_bytes_equal (first, second));
}

/* Where in `bytes` a text stands, which it must. */
static gsize
find (GBytes *bytes, const char *text, gsize length)
{
  gsize size;
  const char *start = g_bytes_get_data (bytes, &size);
  const char *found = memmem (start, size, text, length);

  g_assert_nonnull (found);
  return (gsize) (found - start);
}

static void
test_layout (Fixture *fixture, gconstpointer data)
{
  static const char header[] =
      "\x93NUMPY\x01\x00v\0{'descr': '<f4', 'fortran_order': False, 'shape': (3, 5), }";
  g_autoptr (GBytes) bytes = save (fixture);
  const guint8 *start = g_bytes_get_data (bytes, NULL);
  gsize at = find (bytes, header, sizeof header - 1);
  gsize length = 10 + start[at + 8] + 256u * start[at + 9];

  g_assert_cmpuint (length % 64, ==, 0);
  g_assert_cmpint (start[at + length - 1], ==, '\n');
  g_assert_cmpmem (start + at + length, 15 * sizeof (float), fixture->network->W0,
                   15 * sizeof (float));
  find (bytes, "'shape': (5,), }", 16);
  find (bytes, "'descr': '<U", 12);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const AlgoTensor huge = { .name = "W0",
                            .n_dimensions = 1,
                            .shape = { ALGO_TENSOR_FILE_MAX },
                            .count = ALGO_TENSOR_FILE_MAX };
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "network.npz", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_npz_save (fixture->path, &huge, 1, NULL, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (algo_network_save (fixture->network, nowhere, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/npz/equal-bytes", test_equal_bytes);
  ADD ("/engine/npz/layout", test_layout);
  ADD ("/engine/npz/refused", test_refused);
  return g_test_run ();
}
