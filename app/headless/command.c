/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean
has_enough (const AlgoCommand *command, gconstpointer values)
{
  for (const AlgoOption *option = command->options; option->kind != ALGO_OPTION_END; option++)
    if (option->is_enough && *(const gboolean *) G_STRUCT_MEMBER_P (values, option->offset))
      return TRUE;
  return FALSE;
}

static gboolean
refuse_without (GError **error, const char *what)
{
  return algo_command_line_refuse (error, _ ("%s is needed; see --help"), what);
}

/* Checks that all is there that the command cannot do without. */
static gboolean
check_needs (const AlgoCommand *command, const AlgoCommandLine *line, GError **error)
{
  if (command->help.operands != NULL && line->operands == NULL)
    return refuse_without (error, _ (command->help.operands));
  if (line->operands != NULL && line->operands[1] != NULL && !command->takes_many)
    return algo_command_line_refuse (error, _ ("'%s': only one file is expected here"),
                                     line->operands[1]);
  for (const AlgoOption *option = command->options; option->kind != ALGO_OPTION_END; option++)
    if (option->is_needed && !algo_command_line_has (line, option->name))
      {
        g_autofree char *name = g_strconcat ("--", option->name, NULL);

        return refuse_without (error, name);
      }
  return TRUE;
}

static gboolean
read_and_run (const AlgoCommand *command, char *const *arguments, gpointer values, GError **error)
{
  g_autofree char *description = command->describe != NULL ? command->describe () : NULL;
  AlgoCommandHelp help = command->help;
  g_auto (AlgoCommandLine) line = { 0 };

  if (description != NULL)
    help.description = description;
  if (!algo_command_line_read (&help, command->options, arguments, values, &line, error))
    return FALSE;
  if (line.help != NULL || line.version)
    {
      fputs (line.help != NULL ? line.help : "algoscope-run " ALGO_VERSION "\n", stdout);
      return TRUE;
    }
  return (has_enough (command, values) || check_needs (command, &line, error))
         && command->run (values, &line, error);
}

static void
free_texts (const AlgoOption *option, gpointer values)
{
  for (; option->kind != ALGO_OPTION_END; option++)
    if (option->kind == ALGO_OPTION_FILE || option->kind == ALGO_OPTION_OUTPUT
        || option->kind == ALGO_OPTION_TEXT || option->kind == ALGO_OPTION_OPTIONAL_TEXT)
      g_free (*(char **) G_STRUCT_MEMBER_P (values, option->offset));
}

int
algo_command_run (const AlgoCommand *command, char *const *arguments)
{
  g_autofree gpointer values = g_malloc0 (MAX (command->size, 1));
  g_autoptr (GError) error = NULL;
  gboolean succeeded;

  g_set_prgname (command->help.name);
  if (command->defaults != NULL)
    memcpy (values, command->defaults, command->size);
  succeeded = read_and_run (command, arguments, values, &error);
  free_texts (command->options, values);
  if (error == NULL)
    return algo_interrupt_status (
        algo_console_finish (succeeded ? ALGO_EXIT_SUCCESS : ALGO_EXIT_FAILED));
  algo_console_error ("%s", error->message);
  return error->domain == G_OPTION_ERROR ? ALGO_EXIT_USAGE
                                         : algo_interrupt_status (ALGO_EXIT_FAILED);
}

gboolean
algo_command_check_settings (const AlgoSettings *settings, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  return algo_settings_validate (settings, &refusal)
         || algo_command_line_refuse (error, "%s", refusal->message);
}
