/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for pseudo-terminals */
#include "tests/cli/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

char *
program_output (const char *const *arguments)
{
  g_auto (ProgramResult) result = program_run (arguments);

  if (result.status != 0)
    g_error ("%s", result.errors);
  return g_steal_pointer (&result.output);
}

/* A terminal's other side, until nobody has this one open; a new string. */
static char *
read_terminal (int master)
{
  GString *text = g_string_new (NULL);
  char buffer[256];
  gssize length;

  while ((length = read (master, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, length);
  return g_string_free (text, FALSE);
}

ProgramResult
program_run_on_terminal (const char *const *arguments, guint columns)
{
  const struct winsize size = { .ws_row = 24, .ws_col = (unsigned short) columns };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) program = NULL;
  ProgramResult result = { 0 };
  int master = posix_openpt (O_RDWR | O_NOCTTY), slave;

  g_assert_cmpint (master, >=, 0);
  g_assert_cmpint (grantpt (master), ==, 0);
  g_assert_cmpint (unlockpt (master), ==, 0);
  slave = open (ptsname (master), O_RDWR | O_NOCTTY);
  g_assert_cmpint (ioctl (slave, TIOCSWINSZ, &size), ==, 0);
  g_subprocess_launcher_take_stderr_fd (launcher, slave);
  g_subprocess_launcher_setenv (launcher, "TERM", "xterm", TRUE);
  program = program_start (launcher, arguments);
  g_subprocess_launcher_close (launcher);
  result.errors = read_terminal (master);
  close (master);
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

gboolean
has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
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
