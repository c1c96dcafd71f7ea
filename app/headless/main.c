/* SPDX-License-Identifier: GPL-3.0-or-later */
/* algoscope-run: the engine without a window. */
#include <glib/gi18n.h>

#include "app/headless/commands.h"
#include "app/headless/options.h"

static const struct
{
  const char *name;
  AlgoExit (*run) (char *const *arguments);
} commands[] = {
  { "train", algo_command_train },   { "sweep", algo_command_sweep },
  { "gather", algo_command_gather }, { "resume", algo_command_resume },
  { "replay", algo_command_replay }, { "info", algo_command_info },
  { "table", algo_command_table },   { "classify", algo_command_classify },
  { "figure", algo_command_figure }, { "network", algo_command_network },
  { "events", algo_command_events }, { "tasks", algo_command_tasks },
  { "bench", algo_command_bench },
};

static AlgoExit
run_without_command (char *const *arguments)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run",
    .operands = _ ("COMMAND …"),
    .summary =
        _ ("Trains a hypernetwork to write small networks that compute the L1 norm, and says\n"
           "which algorithm they are.\n"
           "\n"
           "Commands:\n"
           "  train              Train, and show the phase over the whole range of beta\n"
           "  sweep              Train many seeds, here or by Slurm\n"
           "  gather DIR         Gather runs of many seeds into an ensemble\n"
           "  resume RUN         Go on with a run that was recorded\n"
           "  replay RUN         Train a run once more, and compare every bit\n"
           "  info FILE          Say what a run or an ensemble is and how it stands\n"
           "  table FILE         Print what was recorded or gathered as a table\n"
           "  events RUN         Write what was recorded for TensorBoard\n"
           "  classify FILE…     Say which algorithm networks in files are\n"
           "  figure FILE        Draw a figure for a paper from a run, an ensemble or a network\n"
           "  network FILE       Write one network of a run\n"
           "  tasks              List the functions that networks may be trained to compute\n"
           "  bench              Measure the speed of training"),
    .description =
        _ ("algoscope-run COMMAND --help says more about each. The exit status is 0 when\n"
           "all went well, 1 when something failed and 2 for a mistaken command line."),
  };
  const AlgoOption options[] = { { ALGO_OPTION_END } };
  g_auto (GStrv) operands = NULL;
  AlgoExit status;

  if (!algo_options_read (&help, options, arguments, &operands, &status))
    return status;
  if (operands != NULL)
    algo_console_error (_ ("'%s' is not a command; see --help"), operands[0]);
  else
    algo_console_error (_ ("A command is needed; see --help"));
  return ALGO_EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  algo_console_init ();
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argv + 2);
  return run_without_command (argc > 0 ? argv + 1 : argv);
}
