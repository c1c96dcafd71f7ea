/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a snapshot looks like at a chosen complexity and size.
 *
 * Immutable and reference-counted. The part asked for (network, curves, phase) is made anew for
 * every answer; the grid over beta is shared between observations until it is measured again. */
#pragma once

#include "engine/analysis/curves.h"
#include "engine/analysis/phase.h"
#include "engine/session/snapshot.h"

#define ALGO_GRID 33 /* betas at which the phase is always known, evenly on [-6, -1] in log10 */
#define ALGO_DRAWS 5 /* draws of the latent noise that a phase is read from */

typedef struct
{
  double log_beta;
  guint inputs, hidden;
  guint64 noise_seed;
} AlgoQuestion;

gboolean algo_question_equal (const AlgoQuestion *a, const AlgoQuestion *b);

typedef struct
{
  double log_beta;
  AlgoPhase phase;    /* the most frequent among the draws; ties go to the more confident */
  double confidence;  /* mean confidence of the draws of that phase, times their share */
  double unexplained; /* median FVU over the draws */
  double kl;          /* median, in nats */
} AlgoGridPoint;

typedef struct
{
  guint64 generation, step; /* of the snapshot it was measured on */
  guint inputs, hidden;
  AlgoGridPoint points[ALGO_GRID]; /* by growing beta */
} AlgoGrid;

typedef struct
{
  AlgoQuestion question;
  guint64 generation, seed, step;
  AlgoNetwork *network;
  double kl;
  AlgoOrderParameters parameters;
  AlgoClassification classification;
  guint draws_agreeing; /* of ALGO_DRAWS draws, this one included, how many show the same phase */
  AlgoCurves *curves;
  AlgoGrid *grid; /* NULL until first measured */
} AlgoObservation;

AlgoObservation *algo_observation_ref (AlgoObservation *observation);
void algo_observation_unref (AlgoObservation *observation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoObservation, algo_observation_unref)

/* log10 beta of point `index` of the grid. */
double algo_grid_log_beta (guint index);
