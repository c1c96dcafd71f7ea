/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of algoscope-run. Main thread only. */
#pragma once

#include "app/command-line.h"
#include "app/headless/console.h"
#include "engine/settings.h"

typedef struct
{
  /* Where it has operands, there must be one, at least. */
  AlgoCommandHelp help;
  gboolean takes_many;       /* operands */
  char *(*describe) (void);  /* the help's description, a new string, or NULL: it has its own */
  const AlgoOption *options; /* of a struct of `size` that begins as `defaults`, NULL: with
                                zeros; texts in it are freed after the command */
  gsize size;
  gconstpointer defaults;
  /* Does the work of a line that has all that is needed. Returns FALSE if something went wrong:
   * with an error, or after an error line. */
  gboolean (*run) (gconstpointer values, const AlgoCommandLine *line, GError **error);
} AlgoCommand;

extern const AlgoCommand algo_command_train, algo_command_sweep, algo_command_gather,
    algo_command_resume, algo_command_replay, algo_command_info, algo_command_table,
    algo_command_classify, algo_command_figure, algo_command_network, algo_command_events,
    algo_command_tasks, algo_command_kinds, algo_command_bench;

/* Runs a command with what follows its name on the command line, NULL-terminated; sets
 * g_get_prgname() to its name. What is wrong with the command line (G_OPTION_ERROR) and other
 * errors are told in one line. */
int algo_command_run (const AlgoCommand *command, char *const *arguments);

/* Does as algo_settings_validate(), with an error of the command line. */
gboolean algo_command_check_settings (const AlgoSettings *settings, GError **error);
