/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a command line of algoscope-run. Every command reads its own options and checks
 * them; no-work.c ends it where its work would begin. */
#include "app/command-line.h"
#include "app/headless/console.h"
#include "engine/settings.h"
#include "tests/fuzz/arguments.h"
#include "tests/fuzz/target.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 64

/* The program's main(), under another name. */
int algoscope_run_main (int argc, char **argv);

/* The linker gives commands the first for algo_command_line_read(), and the second is what they
 * would have called. */
__typeof__ (algo_command_line_read) __wrap_algo_command_line_read, __real_algo_command_line_read;

/* `before` is what a count was before the options were read. */
static void
assert_in_range (const AlgoOption *option, gconstpointer value, guint before)
{
  const char *text;
  double real;
  guint count;

  switch (option->kind)
    {
    case ALGO_OPTION_COUNT:
      count = *(const guint *) value;
      g_assert_true (count == before || (count >= option->least && count <= option->most));
      break;
    case ALGO_OPTION_REAL:
      real = *(const double *) value;
      g_assert_true (real > 0 && real <= option->most);
      break;
    case ALGO_OPTION_LOG_BETA:
      real = *(const double *) value;
      g_assert_true (isnan (real) || (real >= ALGO_LEAST_LOG_BETA && real <= ALGO_MOST_LOG_BETA));
      break;
    case ALGO_OPTION_TEXT:
      text = *(char *const *) value;
      g_assert_true (text == NULL || (*text != '\0' && g_utf8_validate (text, -1, NULL)));
      break;
    default:
      break;
    }
}

gboolean
__wrap_algo_command_line_read (const AlgoCommandHelp *command,
                               const AlgoOption *options,
                               char *const *arguments,
                               gpointer values,
                               AlgoCommandLine *line,
                               GError **error)
{
  guint before[MOST_OPTIONS] = { 0 };

  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    {
      g_assert_cmpuint (i, <, MOST_OPTIONS);
      if (options[i].kind == ALGO_OPTION_COUNT)
        before[i] = G_STRUCT_MEMBER (guint, values, options[i].offset);
    }
  if (!__real_algo_command_line_read (command, options, arguments, values, line, error))
    return FALSE;
  g_assert_true (command->operands != NULL || line->operands == NULL || line->help != NULL
                 || line->version);
  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    assert_in_range (&options[i], G_STRUCT_MEMBER_P (values, options[i].offset), before[i]);
  return TRUE;
}

/* What is said fits on a terminal, and a mistake is told in one line. */
static void
assert_said_right (int status, const char *errors)
{
  for (const char *at = errors; *at != '\0'; at++)
    g_assert_true (*at == '\n' || !g_ascii_iscntrl (*at));
  switch (status)
    {
    case ALGO_EXIT_SUCCESS:
      g_assert_cmpstr (errors, ==, "");
      break;
    case ALGO_EXIT_USAGE:
      g_assert_cmpint (strchr (errors, '\n') - errors, ==, strlen (errors) - 1);
      G_GNUC_FALLTHROUGH;
    case ALGO_EXIT_FAILED:
      g_assert_nonnull (strstr (errors, "algoscope-run"));
      break;
    default:
      g_assert_not_reached ();
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (GStrv) arguments = fuzz_arguments_new ("algoscope-run", data, size);
  FILE *const streams[] = { stdout, stderr };
  char *output = NULL, *errors = NULL;
  size_t output_length, errors_length;
  int status;

  stdout = open_memstream (&output, &output_length);
  stderr = open_memstream (&errors, &errors_length);
  status = algoscope_run_main ((int) g_strv_length (arguments), arguments);
  fclose (stdout);
  fclose (stderr);
  stdout = streams[0];
  stderr = streams[1];
  assert_said_right (status, errors);
  free (output);
  free (errors);
  return 0;
}
