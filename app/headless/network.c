/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes one network to a file. */
#include <glib/gi18n.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/options.h"
#include "app/headless/subject.h"
#include "engine/formats/npz.h"

typedef gboolean (*SaveFunc) (const AlgoNetwork *network,
                              const char *path,
                              GHashTable *metadata,
                              GError **error);

typedef struct
{
  AlgoSubjectOptions subject;
  char *output;
  SaveFunc save;
} NetworkOptions;

static gboolean
choose_format (NetworkOptions *network)
{
  if (network->output == NULL)
    algo_console_error (_ ("--output is needed; see --help"));
  else if (g_str_has_suffix (network->output, ".safetensors"))
    network->save = algo_network_save;
  else if (g_str_has_suffix (network->output, ".npz"))
    network->save = algo_network_save_npz;
  else
    algo_console_error (_ ("--output: '%s' must end in .safetensors or .npz"), network->output);
  return network->save != NULL;
}

static gboolean
read_options (char *const *arguments, NetworkOptions *network, char ***files, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run network",
    .operands = _ ("RUN|PARAMETERS|NETWORK"),
    .summary = _ ("Writes the network that a hypernetwork makes, or another file's, to a file."),
    .description =
        _ ("RUN and PARAMETERS are what train --output writes. The file has the arrays W0,\n"
           "b0, W1 and b1 and says where they come from. An .npz file is for numpy.load()."),
  };
  AlgoSubjectOptions *subject = &network->subject;
  const AlgoOption options[] = {
    ALGO_SUBJECT_OPTION_ENTRIES (subject),
    { ALGO_OPTION_FILE, "output", &network->output,
      .description = N_ ("Where to write; the name ends in .safetensors or .npz"),
      .argument = N_ ("FILE"), .short_name = 'o' },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, options, arguments, files, status))
    return FALSE;
  *status = ALGO_EXIT_USAGE;
  return algo_options_expect_one (*files) && choose_format (network);
}

AlgoExit
algo_command_network (char *const *arguments)
{
  NetworkOptions network = { .subject = ALGO_SUBJECT_OPTIONS_DEFAULT };
  g_auto (GStrv) files = NULL;
  g_autofree char *output = NULL;
  g_autoptr (AlgoSource) source = NULL;
  g_autoptr (AlgoScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ready;
  AlgoExit status;

  ready = read_options (arguments, &network, &files, &status);
  output = network.output;
  if (!ready)
    return status;
  if (!algo_destination_check_file (output, &error)
      || (source = algo_source_open (files[0], network.subject.step, &error)) == NULL)
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  scene = algo_subject_new (source, &network.subject, ALGO_SCENE_NETWORK, &status);
  if (scene == NULL)
    return status;
  if (!network.save (scene->observation->network, output, scene->provenance, &error))
    {
      algo_console_error ("%s", error->message);
      return ALGO_EXIT_FAILED;
    }
  algo_console_report_written (output);
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}
