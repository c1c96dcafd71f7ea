/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the built-in tasks, one a file, for the table in tasks.c. */
#pragma once

#include "engine/task/task.h"

extern const AlgoTaskRow algo_task_row_l1;
extern const AlgoTaskRow algo_task_row_tilted_l1;
extern const AlgoTaskRow algo_task_row_total_variation;
extern const AlgoTaskRow algo_task_row_l2;
extern const AlgoTaskRow algo_task_row_squares;
extern const AlgoTaskRow algo_task_row_products;
extern const AlgoTaskRow algo_task_row_maximum;
extern const AlgoTaskRow algo_task_row_partial_l1;
extern const AlgoTaskRow algo_task_row_absolute_sum;
