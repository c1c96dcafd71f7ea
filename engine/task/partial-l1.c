/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The L1 norm of the first k inputs; the others count for nothing.
 *
 * Expect the algorithms of the L1 norm on the inputs that count, with coverage k / n, and weights
 * of the others near 0. A background, where there is one, is over the inputs that count only, so
 * that pudding has to tell the two kinds apart twice. Where there are k inputs or fewer it is the
 * L1 norm. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"

static guint
kind_of_input (const AlgoTask *task, guint inputs, guint input)
{
  return input < task->parameter ? 0 : 1;
}

static guint
count (const AlgoTask *task, guint inputs)
{
  return MIN ((guint) task->parameter, inputs);
}

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i < count (task, points->inputs); i++)
    for (gsize p = 0; p < points->count; p++)
      values[p] += fabs (points->x[i * points->stride + p]);
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  return algo_task_row_l1.moments (task, count (task, inputs));
}

const AlgoTaskRow algo_task_row_partial_l1 = {
  .name = "partial-l1",
  .title = N_ ("Partial L1 norm"),
  .formula = "∑ |xᵢ|, i ≤ k",
  .latex = "\\sum_{i \\le k} |x_i|",
  .parameter = { .name = "k",
                 .meaning = N_ ("how many inputs count"),
                 .least = 1,
                 .most = ALGO_MAX_INPUTS,
                 .first = 8,
                 .is_whole = TRUE },
  .symmetry = ALGO_SYMMETRY_NONE,
  .kinds = 2,
  .kind_of_input = kind_of_input,
  .evaluate = evaluate,
  .moments = moments,
};
