/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a snapshot looks like at a chosen complexity and size, or a network on its own.
 *
 * Immutable and reference-counted. All of it is of one step and question, but for the grid over
 * beta, which takes longer to measure, says its own step, and is shared between observations until
 * there is a newer one. All functions may be called from any thread. */
#pragma once

#include "engine/analysis/curves.h"
#include "engine/analysis/explanation.h"
#include "engine/analysis/phase.h"
#include "engine/model/generator.h"
#include "engine/run/snapshot.h"

#define ALGO_GRID 33 /* betas at which the phase is always known, evenly in log10 */
#define ALGO_DRAWS 5 /* draws of the latent noise that a phase is read from */

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
  /* Medians too, each over its own; `unexplained` stands here again. */
  AlgoOrderParameters parameters;
} AlgoGridPoint;

typedef struct
{
  guint64 generation, step; /* of the snapshot it was measured on */
  guint inputs, hidden;
  gboolean from_prior;             /* as in AlgoQuestion; what runs record is not */
  AlgoGridPoint points[ALGO_GRID]; /* by growing beta, evenly over the range of the run */
} AlgoGrid;

typedef struct
{
  /* Of a network on its own log beta and KL are not numbers, and the noise seed is that of the
   * points it is judged on; generation, seed and step are 0. */
  AlgoQuestion question;
  guint64 generation, seed, step;
  AlgoNetwork *network;
  double kl;
  AlgoOrderParameters parameters;
  AlgoClassification classification;
  /* Of `draws` draws of the noise, this one included, how many show the same phase: 1 of 1 as long
   * as the others are not measured, ALGO_DRAWS of a whole observation. */
  guint draws, draws_agreeing;
  AlgoCurves *curves;
  AlgoExplanation *explanation; /* how much of it its algorithm is; NULL until worked out, and
                                   of a task for which no phases have names */
  /* Of these inputs and hidden, from the prior or not as asked, and of this step or, while training
   * goes on, of one before; NULL until first measured. */
  AlgoGrid *grid;
} AlgoObservation;

/* Whether to leave what is being measured, which is asked again and again meanwhile. */
typedef gboolean (*AlgoMeasuringIsOver) (gpointer data);

/* The answer to `question` for `snapshot`: one draw, neither explanation nor grid. NULL and the
 * generator's error if the network cannot be made. */
AlgoObservation *algo_observation_new (AlgoGenerator *generator,
                                       const AlgoSnapshot *snapshot,
                                       const AlgoQuestion *question,
                                       GError **error);
/* The same of a network on its own, which is referenced; random points are keyed by `seed`. */
AlgoObservation *algo_observation_new_for_network (AlgoNetwork *network, guint64 seed);
/* The same observation with its network explained, where phases have names; see explanation.h for
 * the time that takes. */
AlgoObservation *algo_observation_explain (AlgoObservation *observation);
/* The whole of an observation made of `snapshot`: with all draws compared, and explained. NULL if
 * `is_over`, which may be NULL, says so before it is. */
AlgoObservation *algo_observation_complete (AlgoObservation *observation,
                                            AlgoGenerator *generator,
                                            const AlgoSnapshot *snapshot,
                                            AlgoMeasuringIsOver is_over,
                                            gpointer data);
/* With an explanation, or of a task for which there is none. */
gboolean algo_observation_is_explained (const AlgoObservation *observation);
gboolean algo_observation_is_whole (const AlgoObservation *observation);
/* The same with other draws and another grid, which may be NULL and is referenced. */
AlgoObservation *algo_observation_amend (AlgoObservation *observation,
                                         guint draws,
                                         guint draws_agreeing,
                                         AlgoGrid *grid);
AlgoObservation *algo_observation_ref (AlgoObservation *observation);
void algo_observation_unref (AlgoObservation *observation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoObservation, algo_observation_unref)
/* Sets `place` as g_set_object() does; either may be NULL. Returns whether it was another. */
gboolean algo_observation_set (AlgoObservation **place, AlgoObservation *observation);

/* The range that a run is trained on, over which its grids lie. */
AlgoBetaRange algo_settings_get_beta_range (const AlgoSettings *settings);
/* The same of a grid that was measured. */
AlgoBetaRange algo_grid_get_range (const AlgoGrid *grid);
/* log10 beta of point `index` of a grid over that range. */
double algo_grid_log_beta (AlgoBetaRange range, guint index);
