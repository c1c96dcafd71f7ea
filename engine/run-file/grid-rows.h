/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phases and order parameters in the rows of a database. What is taken is in range, or the row is
 * damaged. */
#pragma once

#include "engine/run-file/database.h"
#include "engine/run/grid.h"

/* By its name. */
void algo_row_put_phase (AlgoRow *row, AlgoPhase phase);
AlgoPhase algo_row_take_phase (AlgoRow *row);

/* From 0 to 1. */
double algo_row_take_confidence (AlgoRow *row);

/* All order parameters that the table has columns of, the last before the checksum; FVU and the
 * number of inputs stand in columns of their own. Those of later editions than the first may be
 * unknown, which is NaN here and NULL there. */
void algo_row_put_order_parameters (AlgoRow *row, const AlgoOrderParameters *parameters);
void algo_row_take_order_parameters (AlgoRow *row, AlgoOrderParameters *parameters);

/* What stands for those columns in the schema of a table, and the schema with them as of an edition
 * (see order-parameters.h), a new string. */
#define ALGO_ORDER_COLUMNS "{order}"
char *algo_order_expand_schema (const char *schema, guint edition);

/* Log beta, phase, confidence, FVU, KL and the order parameters of a point of the grid. */
void algo_row_put_grid_point (AlgoRow *row, const AlgoGridPoint *point);
/* That of the point `index` of a grid of `inputs` over the range of these settings. */
void algo_row_take_grid_point (AlgoRow *row,
                               const AlgoSettings *settings,
                               guint64 index,
                               guint inputs,
                               AlgoGridPoint *point);
