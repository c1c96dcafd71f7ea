/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/options.h"

#include <glib/gi18n-lib.h>

#include "app/command-line.h"
#include "engine/formats/network-file.h"
#include "engine/text.h"

#define AT(member) G_STRUCT_OFFSET (AlgoOptions, member)

void
algo_options_clear (AlgoOptions *options)
{
  g_clear_pointer (&options->file, g_free);
  g_clear_pointer (&options->help, g_free);
}

/* A run that is opened has its settings, and is paused. A network has none. */
static gboolean
check_file (const AlgoCommandLine *line, GError **error)
{
  if (line->operands == NULL)
    return TRUE;
  if (line->operands[1] != NULL)
    return algo_command_line_refuse (error, _ ("'%s': no argument is expected after the first"),
                                     line->operands[1]);
  if (algo_network_is_name (line->operands[0]))
    return TRUE;
  for (guint i = 0; line->given[i] != NULL; i++)
    if (!g_str_equal (line->given[i], "threads"))
      return algo_command_line_refuse (error, _ ("--%s: the run that is opened has its own"),
                                       line->given[i]);
  return TRUE;
}

static gboolean
parse_arguments (char *const *arguments, AlgoOptions *options, GError **error)
{
  static const AlgoCommandHelp help = {
    .name = "algoscope",
    .operands = N_ ("[RUN|ENSEMBLE|NETWORK]"),
    .summary = N_ (
        "Watch a hypernetwork discover algorithms that compute the L1 norm, from the "
        "start or going on with RUN, a file that was recorded; or look at ENSEMBLE, runs "
        "that were gathered, or at NETWORK, a file of two layers: safetensors, .npz, .npy or .pt."),
  };
  static const AlgoOption entries[] = {
    { ALGO_OPTION_SETTINGS, "seed", AT (settings) },
    { ALGO_OPTION_COUNT, "steps", AT (settings.steps),
      N_ ("Steps after which training stops by itself"), N_ ("STEPS"), 1, ALGO_MAX_STEPS },
    { ALGO_OPTION_SETTINGS, "least most levels batch threads rate model log-beta-from log-beta-to",
      AT (settings) },
    { ALGO_OPTION_FLAG, "new", AT (begin),
      N_ ("Begin a run, instead of going on with what was open") },
    { ALGO_OPTION_FLAG, "paused", AT (paused), N_ ("Open without training") },
    { ALGO_OPTION_FLAG, "check-display", AT (check),
      N_ ("Only tell, by the exit status, whether there is a display") },
    { ALGO_OPTION_END },
  };

  g_auto (AlgoCommandLine) line = { 0 };

  *options = (AlgoOptions){ 0 };
  if (!algo_command_line_read (&help, entries, arguments, options, &line, error))
    return FALSE;
  options->help = g_steal_pointer (&line.help);
  options->version = line.version;
  options->has_steps = algo_command_line_has (&line, "steps");
  if (options->help != NULL || options->version)
    return TRUE;
  if (!algo_settings_validate (&options->settings, error) || !check_file (&line, error))
    return FALSE;
  options->file = line.operands != NULL ? g_strdup (line.operands[0]) : NULL;
  return TRUE;
}

gboolean
algo_options_parse (const char *const *arguments, AlgoOptions *options, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  /* There may be not even the program's name. */
  if (parse_arguments ((char *const *) (arguments[0] != NULL ? arguments + 1 : arguments), options,
                       &refusal))
    return TRUE;
  algo_options_clear (options);
  if (error != NULL)
    {
      /* It quotes an argument, which may hold anything, also what a terminal would obey. */
      g_autofree char *printable = algo_text_printable (refusal->message);

      g_set_error_literal (error, refusal->domain, refusal->code, printable);
    }
  return FALSE;
}
