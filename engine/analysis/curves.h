/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a network computes its task, prepared for drawing. */
#pragma once

#include "engine/network.h"

#define ALGO_CURVE_POINTS 61 /* t from -3 to 3 */
#define ALGO_CURVE_EXTENT 3.0f
#define ALGO_SCATTER_POINTS 400

typedef struct
{
  guint inputs;
  float t[ALGO_CURVE_POINTS];
  /* f (t e_i) for each input i, (inputs, ALGO_CURVE_POINTS). */
  float *along_axis;
  /* Over all i and random x: what input i adds, f (x | x_i = t) less the task at x_i = 0, whose
   * ideal is what the task then has more at t: of the L1 norm, |t|; of both the 10th, 50th and 90th
   * percentiles at each t. */
  float low[ALGO_CURVE_POINTS], median[ALGO_CURVE_POINTS], high[ALGO_CURVE_POINTS];
  float ideal_low[ALGO_CURVE_POINTS], ideal[ALGO_CURVE_POINTS], ideal_high[ALGO_CURVE_POINTS];
  /* Random x ~ N (0, I): the task, and f less the task. */
  float target[ALGO_SCATTER_POINTS], residual[ALGO_SCATTER_POINTS];
} AlgoCurves;

/* Immutable and reference-counted. Any thread. */
AlgoCurves *algo_curves_new (const AlgoNetwork *network, guint64 seed);
AlgoCurves *algo_curves_ref (AlgoCurves *curves);
void algo_curves_unref (AlgoCurves *curves);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoCurves, algo_curves_unref)
