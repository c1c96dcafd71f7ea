/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of a command of the headless program. Main thread only. */
#pragma once

#include "app/command-line.h"
#include "app/headless/console.h"

/* Reads `arguments` (NULL-terminated, without the program's and the command's name) into `options`
 * as algo_command_line_read() does; sets g_get_prgname() to the command's name. `operands` receives
 * the rest, a new array, or NULL. FALSE when the command has nothing more to do: it was asked for
 * --help or --version, or an error line was written. `status` is what the program should exit with,
 * success as long as there is more to do. */
gboolean algo_options_read (const AlgoCommandHelp *command,
                            const AlgoOption *options,
                            char *const *arguments,
                            char ***operands,
                            AlgoExit *status);

/* Whether there is exactly one operand, a file; otherwise writes an error line. */
gboolean algo_options_expect_one (char *const *operands);
