/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/options.h"

#include <glib/gi18n.h>
#include <stdio.h>

gboolean
algo_options_read (const AlgoCommandHelp *command,
                   const AlgoOption *options,
                   char *const *arguments,
                   char ***operands,
                   AlgoExit *status)
{
  g_auto (AlgoCommandLine) line = { 0 };
  g_autoptr (GError) error = NULL;

  g_set_prgname (command->name);
  if (!algo_command_line_read (command, options, arguments, &line, &error))
    {
      algo_console_error ("%s", error->message);
      *status = ALGO_EXIT_USAGE;
      return FALSE;
    }
  if (line.help != NULL || line.version)
    {
      fputs (line.help != NULL ? line.help : "algoscope-run " ALGO_VERSION "\n", stdout);
      *status = algo_console_finish (ALGO_EXIT_SUCCESS);
      return FALSE;
    }
  *operands = g_steal_pointer (&line.operands);
  *status = ALGO_EXIT_SUCCESS;
  return TRUE;
}

gboolean
algo_options_expect_one (char *const *operands)
{
  if (operands == NULL)
    algo_console_error (_ ("A file is needed; see --help"));
  else if (operands[1] != NULL)
    algo_console_error (_ ("'%s': only one file is expected here"), operands[1]);
  else
    return TRUE;
  return FALSE;
}
