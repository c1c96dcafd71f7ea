/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target on the cases that are kept of it. Arguments: the target's name, and folders,
 * each file of which is a case. */
#include "tests/fuzz/target.h"

#include <glib.h>
#include <string.h>

static void
test_case (gconstpointer path)
{
  g_autofree char *contents = NULL;
  g_autofree guint8 *exact = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  /* Without the NUL that GLib puts at the end, so that reading past it is found. */
  exact = g_malloc (MAX (size, 1));
  memcpy (exact, contents, size);
  LLVMFuzzerTestOneInput (exact, size);
}

static void
add_cases (const char *target, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/fuzz/", target, "/", name, NULL);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_case, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 2; i < argc; i++)
    add_cases (argv[1], argv[i]);
  return g_test_run ();
}
