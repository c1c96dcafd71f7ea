/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assignment problem: each row to a column of its own, at the least cost altogether. */
#pragma once

#include <glib.h>

/* `columns` (count) receives each row's column. By shortest augmenting paths after a greedy start
 * (Jonker and Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear
 * assignment problems", Computing 38:325): in count^2 where the greedy start is the answer, as of
 * two networks that differ little, in count^3 at worst, 10 ms for 256. Costs must be finite. Any
 * thread. */
void algo_assign (guint count,
                  const float *costs, /* (count, count) */
                  guint *columns);    /* (count) */
