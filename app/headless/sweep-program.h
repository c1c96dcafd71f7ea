/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that trains one seed of a sweep, which is this one, and what it says meanwhile. */
#pragma once

#include "engine/ensemble/sweep.h"

#define ALGO_SWEEP_LOGS "logs" /* a folder in that of the sweep */

/* The path of this program, a new string. */
char *algo_sweep_program_find (void);

/* FALSE and a G_FILE_ERROR if there cannot be a folder for what such programs say. */
gboolean algo_sweep_program_make_logs (const AlgoSweep *sweep, GError **error);
/* The file in it for a seed that is trained on this machine, a new string. */
char *algo_sweep_program_log (const AlgoSweep *sweep, guint64 seed);
/* The last line there, a new string; NULL if there is none. */
char *algo_sweep_program_last_words (const AlgoSweep *sweep, guint64 seed);

/* Trains a seed in this process, until its end, or an interrupt: FALSE without an error. */
gboolean
algo_sweep_program_run (const AlgoSweep *sweep, guint64 seed, guint threads, GError **error);
