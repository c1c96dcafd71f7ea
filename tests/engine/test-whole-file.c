/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/whole-file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "tests/folder.h"

static void
save (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  algo_whole_file_save (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
assert_holds (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static guint
mode_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_permissions (FileFixture *fixture, gconstpointer data)
{
  const guint modes[] = { 0600, 0640, 0666 };

  save (fixture->path, "one");
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (g_chmod (fixture->path, (int) modes[i]), ==, 0);
      save (fixture->path, "two");
      g_assert_cmpuint (mode_of (fixture->path), ==, modes[i]);
      assert_holds (fixture->path, "two");
    }
}

/* Of one that is root's, or stands in a folder that may not be written, only root could tell. */
static void
test_owner (FileFixture *fixture, gconstpointer data)
{
  GStatBuf status;

  if (getuid () != 0)
    {
      g_test_skip ("only root gives files away");
      return;
    }
  save (fixture->path, "one");
  g_assert_cmpint (chown (fixture->path, 1, 2), ==, 0);
  save (fixture->path, "two");
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, 1);
  g_assert_cmpuint (status.st_gid, ==, 2);
}

/* Through several links, to a file that is there and to one that is not. */
static void
test_links (void)
{
  char *folder = folder_new ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *file = g_build_filename (inner, "file", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *other = g_build_filename (inner, "other", NULL);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (symlink ("inner/other", link), ==, 0);
  g_assert_cmpint (symlink ("file", other), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      save (link, i == 0 ? "new" : "old");
      assert_holds (file, i == 0 ? "new" : "old");
      g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (other, G_FILE_TEST_IS_SYMLINK));
      g_assert_cmpuint (folder_count (folder), ==, 2);
    }
  folder_free (folder);
}

static gpointer
read_pipe (gpointer path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
test_pipe (FileFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GThread *reader;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  reader = g_thread_new ("reader", read_pipe, fixture->path);
  save (fixture->path, "through");
  text = g_thread_join (reader);
  g_assert_cmpstr (text, ==, "through");
  save ("/dev/null", "gone");
  g_assert_false (g_file_test ("/dev/null", G_FILE_TEST_IS_REGULAR));
}

static void
test_refused (FileFixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_whole_file_save (fixture->folder, "a", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_assert_true (g_str_has_prefix (error->message, fixture->folder));
  g_clear_error (&error);
  g_assert_false (algo_whole_file_save (nowhere, "a", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (algo_whole_file_save ("/dev/full", "a", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/engine/whole-file/" path, FileFixture, NULL, file_fixture_set_up, test,            \
              file_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("permissions", test_permissions);
  ADD ("owner", test_owner);
  g_test_add_func ("/engine/whole-file/links", test_links);
  ADD ("pipe", test_pipe);
  ADD ("refused", test_refused);
  return g_test_run ();
}
