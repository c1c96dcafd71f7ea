/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/cli/program.h"

#include <glib/gstdio.h>
#include <string.h>

void
program_result_clear (ProgramResult *result)
{
  g_free (result->output);
  g_free (result->errors);
}

GSubprocess *
program_start (GSubprocessLauncher *launcher, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) line = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *program;

  g_assert_nonnull (g_getenv ("ALGOSCOPE_RUN"));
  g_strv_builder_add (builder, g_getenv ("ALGOSCOPE_RUN"));
  g_strv_builder_addv (builder, (const char **) arguments);
  line = g_strv_builder_end (builder);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "LANGUAGE");
  program = g_subprocess_launcher_spawnv (launcher, (const char *const *) line, &error);
  g_assert_no_error (error);
  return program;
}

int
program_wait (GSubprocess *program)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait (program, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (program));
  return g_subprocess_get_exit_status (program);
}

ProgramResult
program_run (const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) program = program_start (launcher, arguments);
  g_autoptr (GError) error = NULL;
  ProgramResult result = { 0 };

  g_subprocess_communicate_utf8 (program, NULL, NULL, &result.output, &result.errors, &error);
  g_assert_no_error (error);
  result.status = program_wait (program);
  return result;
}

guint
count_lines (const char *text)
{
  guint lines = 0;

  for (; *text != '\0'; text++)
    lines += *text == '\n';
  return lines;
}

void
assert_refused (const ProgramResult *result, int status, const char *part)
{
  g_assert_cmpstr (result->output, ==, "");
  g_assert_cmpuint (count_lines (result->errors), ==, 1);
  g_assert_true (g_str_has_prefix (result->errors, "algoscope-run"));
  g_assert_true (g_str_has_suffix (result->errors, "\n"));
  if (strstr (result->errors, part) == NULL)
    g_error ("'%s' is not in %s", part, result->errors);
  g_assert_cmpint (result->status, ==, status);
}

char *
folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("algoscope-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
folder_free (char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        folder_free (path);
      else
        {
          g_unlink (path);
          g_free (path);
        }
    }
  g_rmdir (folder);
  g_free (folder);
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
