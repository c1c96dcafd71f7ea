/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was recorded, as tables. New tables with a header row; columns as the run file's, and the
 * seed of the run first, so that rows of several runs can be put together. */
#pragma once

#include "engine/formats/csv.h"
#include "engine/run-file/run.h"

AlgoCsv *algo_run_table_metrics (const AlgoRun *run); /* a row a step */
AlgoCsv *algo_run_table_phases (const AlgoRun *run);  /* a row for each point of each grid */
AlgoCsv *algo_run_table_events (const AlgoRun *run);

/* What a row of algo_run_table_metrics() has after the seed. */
void algo_csv_add_metrics (AlgoCsv *csv, const AlgoMetrics *metrics);
/* The columns of algo_run_table_phases(), and a row for each point of a grid. */
void algo_csv_add_phases_header (AlgoCsv *csv);
void algo_csv_add_grid (AlgoCsv *csv, guint64 seed, const AlgoGrid *grid);
/* All order parameters but FVU, which stands in a column of its own; and a header with their
 * columns behind those of `before`, up to NULL, and before `after`, which may be NULL. */
void algo_csv_add_order_header (AlgoCsv *csv, const char *const *before, const char *after);
void algo_csv_add_order_parameters (AlgoCsv *csv, const AlgoOrderParameters *parameters);
