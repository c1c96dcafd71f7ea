/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of algoscope-run. Each is given what follows its name on the command line,
 * NULL-terminated, and returns what the program exits with. Main thread only. */
#pragma once

#include "app/headless/console.h"

AlgoExit algo_command_train (char *const *arguments);
AlgoExit algo_command_sweep (char *const *arguments);
AlgoExit algo_command_gather (char *const *arguments);
AlgoExit algo_command_resume (char *const *arguments);
AlgoExit algo_command_replay (char *const *arguments);
AlgoExit algo_command_info (char *const *arguments);
AlgoExit algo_command_events (char *const *arguments);
AlgoExit algo_command_table (char *const *arguments);
AlgoExit algo_command_classify (char *const *arguments);
AlgoExit algo_command_figure (char *const *arguments);
AlgoExit algo_command_network (char *const *arguments);
AlgoExit algo_command_tasks (char *const *arguments);
AlgoExit algo_command_bench (char *const *arguments);
