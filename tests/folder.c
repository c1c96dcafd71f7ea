/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/folder.h"

#include <glib/gstdio.h>

char *
folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("algoscope-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

guint
folder_count (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (entries) != NULL)
    count++;
  return count;
}

static void
remove_tree (const char *path)
{
  GDir *folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
folder_free (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

void
file_fixture_set_up (FileFixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "file", NULL);
}

void
file_fixture_tear_down (FileFixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
  folder_free (fixture->folder);
  g_free (fixture->path);
}
