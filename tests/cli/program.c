/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/cli/program.h"

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
