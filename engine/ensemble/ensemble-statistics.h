/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the members of an ensemble say together.
 *
 * `point` is that of the grid over log10 beta, below ALGO_GRID. At a step a member is as in its
 * latest grid at or before it; a member counts if its run has come so far, has a grid that early,
 * and is neither missing nor damaged. Everything is a pure function of the ensemble, for any
 * thread; arrays are new, and the caller's. `member` is an index into the ensemble's members. */
#pragma once

#include "engine/ensemble/ensemble.h"

/* Steps. */

/* The steps of which any member has a grid, as guint64, growing. */
GArray *algo_ensemble_list_steps (const AlgoEnsemble *ensemble);
/* The last step that at least half of the members with grids have come to, which is the one to
 * begin with; 0 if there are none. */
guint64 algo_ensemble_get_usual_step (const AlgoEnsemble *ensemble);
/* The grid of a member at a step, as above: borrowed, or NULL if the member does not count. */
const AlgoGrid *algo_ensemble_member_find_grid (const AlgoEnsembleMember *member, guint64 step);

/* Phases. */

typedef struct
{
  guint counts[ALGO_N_PHASES];
  guint total;
} AlgoPhaseCounts;

AlgoPhaseCounts
algo_ensemble_count_phases (const AlgoEnsemble *ensemble, guint point, guint64 step);
/* The phase with the highest count; of equal ones the first in the order of AlgoPhase.
 * ALGO_PHASE_UNFORMED if nothing was counted. */
AlgoPhase algo_phase_counts_get_majority (const AlgoPhaseCounts *counts);
/* - sum p log2 p over the shares p of the phases, in bits: 0 where all agree, or nothing was
 * counted; at most log2 ALGO_N_PHASES. */
double algo_phase_counts_get_entropy (const AlgoPhaseCounts *counts);

/* Measures. */

/* Those of AlgoOrderParameter, and KL in nats. */
typedef guint AlgoMeasure;

enum
{
  ALGO_MEASURE_KL = ALGO_N_ORDER_PARAMETERS,
  ALGO_N_MEASURES,
};

/* "unexplained", "kl", "localisation" ..., as AlgoEvidence has them; never translated. */
const char *algo_measure_name (AlgoMeasure measure);
double algo_measure_get (AlgoMeasure measure, const AlgoGridPoint *point);

/* Quantiles over members, by algo_quantile(). */
typedef struct
{
  guint count;                              /* of members; all others are not numbers if it is 0 */
  double least, lower, median, upper, most; /* lower and upper: the quartiles */
} AlgoSpread;

AlgoSpread algo_ensemble_spread_measure (const AlgoEnsemble *ensemble,
                                         AlgoMeasure measure,
                                         guint point,
                                         guint64 step);
/* Of any values: those that are not numbers are left out, and a quantile between a finite and an
 * infinite one is infinite. */
AlgoSpread algo_spread_of (guint count, const double *values /* (count) */);

/* The seeds behind a cell. */

typedef struct
{
  guint member;
  guint64 step;               /* of the grid */
  const AlgoGridPoint *point; /* borrowed from the ensemble */
} AlgoCellMember;

/* The members that count there, as AlgoCellMember by growing seed. */
GArray *algo_ensemble_list_cell (const AlgoEnsemble *ensemble, guint point, guint64 step);

/* Births and deaths. */

/* From small beta up a member has `from` until `log_beta`, midway between two points of the grid,
 * and `to` beyond: there `to` is born and `from` dies. A single point between two
 * that agree is taken for what they show, where its phase is one that flickers: see phases.h. */
typedef struct
{
  guint member;
  AlgoPhase from, to;
  double log_beta;
} AlgoTransition;

/* As AlgoTransition, by member and growing log beta. */
GArray *algo_ensemble_list_transitions (const AlgoEnsemble *ensemble, guint64 step);

#define ALGO_STANDING_GRIDS 3

/* A phase stands in a member, at one point of the grid over log10 beta, where ALGO_STANDING_GRIDS
 * or more of its grids in a row show it. `first` is the step of the first grid of the first time
 * that it stands and `last` that of the last grid of the last time; in between others may. */
typedef struct
{
  guint member;
  AlgoPhase phase;
  guint64 first, last;
  gboolean ended; /* the member has grids after `last` */
} AlgoLifetime;

/* As AlgoLifetime, by member and `first`. */
GArray *algo_ensemble_list_lifetimes (const AlgoEnsemble *ensemble, guint point);

/* At the end of training: of members that have come at least to the usual step, each at its own
 * last step. */

/* FVU (the median over a member's draws) and phases at n = `inputs`; `point` as of
 * algo_ensemble_member_find_generalisation(). Nothing is counted where it was not measured. */
AlgoSpread algo_ensemble_spread_size (const AlgoEnsemble *ensemble, guint point, guint inputs);
AlgoPhaseCounts
algo_ensemble_count_phases_at_size (const AlgoEnsemble *ensemble, guint point, guint inputs);

/* The hypernetwork at a point of the grid and the network that Adam trained directly, of the same
 * inputs and hidden neurons, steps and seed; both borrowed from the ensemble. */
typedef struct
{
  guint member;
  const AlgoGridPoint *point;
  const AlgoMemberDirect *direct;
} AlgoDirectPair;

/* As AlgoDirectPair by growing seed, where both are known. */
GArray *algo_ensemble_list_direct (const AlgoEnsemble *ensemble, guint point);

/* What networks become without the encoder: of those that show a phase with it, how many show which
 * without, a network for each member and each point of the grid. */
typedef struct
{
  AlgoPhaseCounts without[ALGO_N_PHASES]; /* by the phase with the encoder */
  guint members;                          /* of which it was measured */
} AlgoPriorCounts;

AlgoPriorCounts algo_ensemble_count_priors (const AlgoEnsemble *ensemble);
