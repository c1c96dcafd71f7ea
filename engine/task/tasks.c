/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of built-in tasks. Each is a file beside this one; a new one is a file, a line here, a
 * line in engine/meson.build and its test. */
#include "engine/task/built-in.h"

const AlgoTaskRow *const algo_task_rows[] = {
  &algo_task_row_l1,      &algo_task_row_tilted_l1,  &algo_task_row_total_variation,
  &algo_task_row_l2,      &algo_task_row_squares,    &algo_task_row_products,
  &algo_task_row_maximum, &algo_task_row_partial_l1, &algo_task_row_absolute_sum,
};

guint
algo_task_rows_count (void)
{
  return G_N_ELEMENTS (algo_task_rows);
}
