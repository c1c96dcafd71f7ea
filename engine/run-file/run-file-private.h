/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a run file, for those who copy from it. */
#pragma once

#include <sqlite3.h>

#include "engine/run-file/run-file.h"

/* Borrowed, and for reading only. */
sqlite3 *algo_run_file_get_database (AlgoRunFile *file);
