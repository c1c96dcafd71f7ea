/* SPDX-License-Identifier: GPL-3.0-or-later */
/* algoscope-run: the engine without a window. */
#include <glib/gi18n.h>

#include <string.h>

#include "app/headless/command.h"

static const AlgoCommand *const commands[] = {
  &algo_command_train,    &algo_command_sweep,  &algo_command_gather,  &algo_command_resume,
  &algo_command_replay,   &algo_command_info,   &algo_command_table,   &algo_command_events,
  &algo_command_classify, &algo_command_figure, &algo_command_network, &algo_command_tasks,
  &algo_command_kinds,    &algo_command_bench,
};

#define MOST_LETTERS 64 /* of a word that may be a mistaken command */
#define MOST_EDITS 2    /* between a word and the command that is thought to be meant */

/* The last word of its name. */
static const char *
word_of (const AlgoCommand *command)
{
  return strrchr (command->help.name, ' ') + 1;
}

static const AlgoCommand *
find_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (word, word_of (commands[i])))
      return commands[i];
  return NULL;
}

/* How many letters to add, to leave out, to change, or to swap with the next make one word of
 * another: the optimal string alignment distance. */
static guint
count_edits (const char *from, const char *to)
{
  const gsize rows = strlen (from) + 1, columns = strlen (to) + 1;
  g_autofree guint *edits = g_new0 (guint, rows * columns);

  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      {
        guint *here = &edits[i * columns + j];

        if (i == 0 || j == 0)
          {
            *here = i + j;
            continue;
          }
        *here = MIN (here[-1], *(here - columns)) + 1;
        *here = MIN (*here, *(here - columns - 1) + (from[i - 1] != to[j - 1]));
        if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
          *here = MIN (*here, *(here - 2 * columns - 2) + 1);
      }
  return edits[rows * columns - 1];
}

/* Returns the command that a mistaken word is close to, or NULL. */
static const AlgoCommand *
guess_command (const char *word)
{
  const AlgoCommand *guess = NULL;
  guint least = MIN (MOST_EDITS, strlen (word) / 2) + 1;

  for (guint i = 0; i < G_N_ELEMENTS (commands) && strlen (word) < MOST_LETTERS; i++)
    {
      const guint edits = count_edits (word, word_of (commands[i]));

      if (edits < least)
        {
          least = edits;
          guess = commands[i];
        }
    }
  return guess;
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const char *word = line->operands[0];
  const AlgoCommand *guess = guess_command (word);

  if (guess == NULL)
    return algo_command_line_refuse (error, _ ("'%s' is not a command; see --help"), word);
  return algo_command_line_refuse (error, _ ("'%s' is not a command; did you mean '%s'?"), word,
                                   word_of (guess));
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
          "  kinds RUN…         Find the kinds of networks that runs wrote\n"
          "  tasks              List the functions that networks may compute\n"
          "  bench              Measure the speed of training"),
    .description =
      N_ ("algoscope-run help COMMAND says more about each. The exit status is 0 when\n"
          "all went well, 1 when something failed and 2 for a mistaken command line."),
  },
  .takes_many = TRUE,
  .options = options,
  .run = run,
};

/* "help COMMAND" is "COMMAND --help", and "help" alone "--help". */
static int
run_help (const char *word)
{
  const AlgoCommand *command = word != NULL ? find_command (word) : &program;
  char *help[] = { (char *) "--help", NULL }, *mistake[] = { (char *) word, NULL };

  return command != NULL ? algo_command_run (command, help) : algo_command_run (&program, mistake);
}

int
main (int argc, char **argv)
{
  const AlgoCommand *command;

  algo_console_init ();
  if (argc > 1 && g_str_equal (argv[1], "help"))
    return run_help (argv[2]);
  command = argc > 1 ? find_command (argv[1]) : NULL;
  if (command != NULL)
    return algo_command_run (command, argv + 2);
  return algo_command_run (&program, argc > 0 ? argv + 1 : argv);
}
