/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes one network to a file. */
#include <glib/gi18n.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/subject.h"
#include "engine/formats/network-file.h"

typedef struct
{
  AlgoSubjectOptions subject;
  char *output;
} NetworkOptions;

#define AT(member) G_STRUCT_OFFSET (NetworkOptions, member)

static const AlgoOption options[] = {
  ALGO_SUBJECT_OPTION_ENTRIES (subject),
  { ALGO_OPTION_OUTPUT, "output", AT (output),
    N_ ("Where to write; the name ends in .safetensors or .npz"), N_ ("FILE"), .short_name = 'o',
    .is_needed = TRUE },
  ALGO_OPTION_ENTRY_FORCE,
  { ALGO_OPTION_END },
};

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const NetworkOptions *asked = values;
  g_autoptr (AlgoScene) scene = NULL;

  if (!algo_destination_is_stdout (asked->output) && !g_str_has_suffix (asked->output, ".npz")
      && !g_str_has_suffix (asked->output, ".safetensors"))
    return algo_command_line_refuse (error, _ ("--output: '%s' must end in .safetensors or .npz"),
                                     asked->output);
  if (!algo_destination_check_file (asked->output, line->force, error))
    return FALSE;
  scene = algo_subject_open (line->operands[0], &asked->subject, ALGO_SCENE_NETWORK, error);
  return scene != NULL
         && algo_console_report_written (
             asked->output, algo_network_save (scene->observation->network, asked->output,
                                               scene->provenance, error));
}

const AlgoCommand algo_command_network = {
  .help = {
    .name = "algoscope-run network",
    .operands = N_ ("RUN|PARAMETERS|NETWORK"),
    .summary = N_ ("Writes the network that a hypernetwork makes, or another file's, to a file."),
    .description =
        N_ ("RUN and PARAMETERS are what train --output writes. The file has the arrays W0,\n"
            "b0, W1 and b1 and says where they come from. An .npz file is for numpy.load()."),
  },
  .options = options,
  .size = sizeof (NetworkOptions),
  .defaults = &(const NetworkOptions){ .subject = ALGO_SUBJECT_OPTIONS_DEFAULT },
  .run = run,
};
