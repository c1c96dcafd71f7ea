/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that trains one seed of a sweep, which is this one, and what it says meanwhile. */
#pragma once

#include "engine/ensemble/sweep.h"

#define ALGO_SWEEP_LOGS "logs" /* a folder in that of the sweep */

/* Returns the path of this program, a new string. */
char *algo_sweep_program_find (void);

/* Makes the folder for what such programs say; FALSE and a G_FILE_ERROR if there cannot be one. */
gboolean algo_sweep_program_make_logs (const AlgoSweep *sweep, GError **error);
/* Returns the file in it for a seed that is trained on this machine, a new string. */
char *algo_sweep_program_log (const AlgoSweep *sweep, guint64 seed);
/* Returns the last line there, a new string; NULL if there is none. */
char *algo_sweep_program_last_words (const AlgoSweep *sweep, guint64 seed);

/* Trains a seed in this process, until its end, or until an interrupt: FALSE without an error. */
gboolean
algo_sweep_program_run (const AlgoSweep *sweep, guint64 seed, guint threads, GError **error);
