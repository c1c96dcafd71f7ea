/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sum of the products of pairs of inputs, the first with the second, the third with the fourth.
 *
 * 4 x y = (x + y)^2 - (x - y)^2: a gate of four neurons a pair, two with output weights above 0 and
 * two below, or of two and a background. The mean is 0, so there is no convex start to improve on.
 * An input's partner is no matter of distance alone: inputs are of a kind, the first or the second
 * of a pair, and the partner is the neighbour ahead or behind. Of an odd number of inputs the last
 * has no partner and counts for nothing, which is the third kind. */
#include "engine/task/built-in.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static guint
kind_of_input (const AlgoTask *task, guint inputs, guint input)
{
  return input + inputs % 2 < inputs ? input % 2 : 2;
}

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  for (guint i = 0; i + 1 < points->inputs; i += 2)
    for (gsize p = 0; p < points->count; p++)
      values[p] +=
          (double) points->x[i * points->stride + p] * points->x[(i + 1) * points->stride + p];
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  return (AlgoTaskMoments){ .variance = inputs / 2 };
}

const AlgoTaskRow algo_task_row_products = {
  .name = "products",
  .title = N_ ("Products of pairs"),
  .formula = "∑ x₂ᵢ₋₁ x₂ᵢ",
  .latex = "\\sum_i x_{2i-1} x_{2i}",
  .symmetry = ALGO_SYMMETRY_NONE,
  .kinds = 3,
  .kind_of_input = kind_of_input,
  .evaluate = evaluate,
  .moments = moments,
};
