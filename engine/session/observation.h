/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a snapshot looks like at a chosen complexity and size.
 *
 * Immutable and reference-counted. The part asked for (network, curves, phase) is made anew for
 * every answer; the grid over beta is shared between observations until it is measured again. All
 * functions may be called from any thread. */
#pragma once

#include "engine/analysis/curves.h"
#include "engine/analysis/phase.h"
#include "engine/model/generator.h"
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

/* FALSE and ALGO_ERROR_SIZE if the size or log10 beta is out of range. */
gboolean algo_question_validate (const AlgoQuestion *question, GError **error);

typedef struct
{
  double log_beta;
  AlgoPhase phase;    /* the most frequent among the draws; ties go to the more confident */
  double confidence;  /* mean confidence of the draws of that phase, times their share */
  double unexplained; /* median FVU over the draws */
  double kl;          /* median, in nats */
  /* Medians too, each over its own; `unexplained` stands here again. Not kept in run files: their
   * `inputs` is 0 then. */
  AlgoOrderParameters parameters;
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
  /* Of `draws` draws of the noise, this one included, how many show the same phase. The first
   * answer to a new question knows its own draw only; soon after there are ALGO_DRAWS. */
  guint draws, draws_agreeing;
  AlgoCurves *curves;
  AlgoGrid *grid; /* of these inputs, hidden and generation; NULL until first measured */
} AlgoObservation;

/* The answer to `question` for `snapshot`: one draw, no grid. NULL and the generator's error if the
 * network cannot be made. */
AlgoObservation *algo_observation_new (AlgoGenerator *generator,
                                       const AlgoSnapshot *snapshot,
                                       const AlgoQuestion *question,
                                       GError **error);
/* The same answer with other draws and another grid, which may be NULL and is referenced. */
AlgoObservation *algo_observation_amend (AlgoObservation *observation,
                                         guint draws,
                                         guint draws_agreeing,
                                         AlgoGrid *grid);
AlgoObservation *algo_observation_ref (AlgoObservation *observation);
void algo_observation_unref (AlgoObservation *observation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoObservation, algo_observation_unref)

/* log10 beta of point `index` of the grid. */
double algo_grid_log_beta (guint index);
