/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a network its algorithm is: the closed formula with constants fitted to the network,
 * and what the formula leaves over. The formulas themselves: formula.h.
 *
 * Explanations are immutable and reference-counted. Any thread. */
#pragma once

#include "engine/analysis/distribution.h"
#include "engine/analysis/order-parameters.h"
#include "engine/analysis/phases.h"

typedef struct
{
  const char *name; /* "scale", "plus", "minus", "sharpness", "bias", "background", "offset":
                       never translated; static */
  double value;     /* a sharpness that cannot be told from relu's is infinite */
  double exact;     /* in the algorithm that computes the norm exactly; not a number if none does */
} AlgoConstant;

#define ALGO_RESIDUAL_POINTS 31 /* of a curve */
#define ALGO_RESIDUAL_SCATTER 256

/* The 10th, 50th and 90th percentiles of the residual, f less the formula. */
typedef struct
{
  guint count;
  float at[ALGO_RESIDUAL_POINTS];
  float low[ALGO_RESIDUAL_POINTS], median[ALGO_RESIDUAL_POINTS], high[ALGO_RESIDUAL_POINTS];
} AlgoResidualCurve;

typedef struct
{
  guint inputs;
  /* Whose formula this is: the phase's own or, where it has none (unformed, unrecognised), that of
   * the known ones which explains most. */
  AlgoPhase formula;
  gboolean is_own;
  guint n_constants;
  AlgoConstant constants[ALGO_MAX_CONSTANTS];
  /* The share of the variance of f that the formula explains, on points not used for the fit: 1
   * where they are the same, 0 where a constant does as well, below 0 where it does better. Not a
   * number where f is constant or not finite. */
  double share;
  /* The formula's own fraction of variance unexplained (see network.h): how well the algorithm with
   * these constants would compute the task. */
  double unexplained;
  /* Convexity only, else not a number: the share that the same formula explains, scale and offset
   * fitted anew, when each input's weights are dealt to other neurons at random. It is what D
   * explains without knowing which neuron has which weights. */
  double redrawn_share;
  AlgoResidualCurve along_input; /* over one input's value t, the others random */
  AlgoResidualCurve by_target;   /* over the task at random points */
  float target[ALGO_RESIDUAL_SCATTER], residual[ALGO_RESIDUAL_SCATTER]; /* some of those points */
  gint8 *sides; /* (inputs), 1 or -1: which side each input takes; NULL unless mixed */
  AlgoDistribution *distribution; /* of the hidden weights; NULL unless convexity */
  AlgoNetwork *network;           /* the formula itself, written as a network */
} AlgoExplanation;

/* Explains `network`, which is in `phase` and has these order parameters; random points are keyed
 * by `seed`. Equal arguments give equal bits. 1 to 2 ms at n = 16 and h = 48, 4 where all formulas
 * are tried. */
AlgoExplanation *algo_explanation_new (const AlgoNetwork *network,
                                       AlgoPhase phase,
                                       const AlgoOrderParameters *parameters,
                                       guint64 seed);
AlgoExplanation *algo_explanation_ref (AlgoExplanation *explanation);
void algo_explanation_unref (AlgoExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoExplanation, algo_explanation_unref)

/* NULL if the formula has no constant of that name. */
const AlgoConstant *algo_explanation_find_constant (const AlgoExplanation *explanation,
                                                    const char *name);
