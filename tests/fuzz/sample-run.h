/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short run to be damaged, and what every run that was read must be. */
#pragma once

#include "engine/run-file/run.h"

#include <sqlite3.h>

/* A whole run of three steps in memory, made anew; sqlite3_close() it. */
sqlite3 *fuzz_sample_run_new (void);

/* Aborts unless everything in `run` is finite, in range and in order. */
void fuzz_assert_run (const AlgoRun *run);
