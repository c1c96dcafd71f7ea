/* SPDX-License-Identifier: GPL-3.0-or-later */
/* algoscope-run: the engine without a window. */
#include <glib/gi18n.h>

#include <string.h>

#include "app/headless/command.h"

static const AlgoCommand *const commands[] = {
  &algo_command_train,    &algo_command_sweep,  &algo_command_gather,  &algo_command_resume,
  &algo_command_replay,   &algo_command_info,   &algo_command_table,   &algo_command_events,
  &algo_command_classify, &algo_command_figure, &algo_command_network, &algo_command_tasks,
  &algo_command_bench,
};

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  return algo_command_line_refuse (error, _ ("'%s' is not a command; see --help"),
                                   line->operands[0]);
}

static const AlgoOption options[] = { { ALGO_OPTION_END } };

/* This is what runs without a command. */
static const AlgoCommand program = {
  .help = {
    .name = "algoscope-run",
    .operands = N_ ("COMMAND …"),
    .summary =
      N_ ("Trains a hypernetwork to write small networks that compute a function, the L1\n"
          "norm or another, and says which algorithm they are.\n"
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
          "  tasks              List the functions that networks may compute\n"
          "  bench              Measure the speed of training"),
    .description =
      N_ ("algoscope-run COMMAND --help says more about each. The exit status is 0 when\n"
          "all went well, 1 when something failed and 2 for a mistaken command line."),
  },
  .takes_many = TRUE,
  .options = options,
  .run = run,
};

/* Finds a command by the last word of its name. */
static const AlgoCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, strrchr (commands[i]->help.name, ' ') + 1))
      return commands[i];
  return NULL;
}

int
main (int argc, char **argv)
{
  const AlgoCommand *command;

  algo_console_init ();
  command = argc > 1 ? find_command (argv[1]) : NULL;
  if (command != NULL)
    return algo_command_run (command, argv + 2);
  return algo_command_run (&program, argc > 0 ? argv + 1 : argv);
}
