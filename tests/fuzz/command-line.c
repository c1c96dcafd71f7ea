/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a command line of algoscope-run. Every command reads its own options, and ends
 * where its work would begin. */
#include "app/headless/options.h"
#include "tests/fuzz/arguments.h"
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 64

/* The program's main(), under another name. */
int algoscope_run_main (int argc, char **argv);

/* The linker gives commands the first for algo_options_read(), and the second is what they would
 * have called. */
gboolean __wrap_algo_options_read (const AlgoCommandHelp *command,
                                   const AlgoOption *options,
                                   char *const *arguments,
                                   char ***operands,
                                   AlgoExit *status);
gboolean __real_algo_options_read (const AlgoCommandHelp *command,
                                   const AlgoOption *options,
                                   char *const *arguments,
                                   char ***operands,
                                   AlgoExit *status);

/* `before` is what a count was before the options were read. */
static void
assert_in_range (const AlgoOption *option, guint before)
{
  if (option->kind == ALGO_OPTION_COUNT)
    {
      const guint count = *(const guint *) option->value;

      g_assert_true (count == before || (count >= option->least && count <= option->most));
    }
  else if (option->kind == ALGO_OPTION_REAL)
    {
      const double real = *(const double *) option->value;

      g_assert_true (real > 0 && real <= option->most);
    }
}

gboolean
__wrap_algo_options_read (const AlgoCommandHelp *command,
                          const AlgoOption *options,
                          char *const *arguments,
                          char ***operands,
                          AlgoExit *status)
{
  guint before[MOST_OPTIONS] = { 0 };

  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    {
      g_assert_cmpuint (i, <, MOST_OPTIONS);
      if (options[i].kind == ALGO_OPTION_COUNT)
        before[i] = *(const guint *) options[i].value;
    }
  if (__real_algo_options_read (command, options, arguments, operands, status))
    {
      g_assert_cmpint (*status, ==, ALGO_EXIT_SUCCESS);
      g_assert_true (command->operands != NULL || *operands == NULL);
      for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
        assert_in_range (&options[i], before[i]);
    }
  return FALSE;
}

/* A mistake is told in one line, and nothing else is written there. */
static void
assert_said_right (int status, const char *errors)
{
  const char *end = strchr (errors, '\n');

  g_assert_true (status == ALGO_EXIT_SUCCESS || status == ALGO_EXIT_USAGE);
  if (status == ALGO_EXIT_SUCCESS)
    g_assert_cmpstr (errors, ==, "");
  else
    {
      g_assert_true (g_str_has_prefix (errors, "algoscope-run"));
      g_assert_true (end != NULL && end[1] == '\0');
      for (const char *at = errors; at < end; at++)
        g_assert_false (g_ascii_iscntrl (*at));
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
