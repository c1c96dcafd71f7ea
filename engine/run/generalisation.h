/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the algorithm that a hypernetwork found carries over to sizes it was never trained on: FVU
 * and phase against n at one beta.
 *
 * A generalisation is reference-counted and, once shared, immutable; whoever made it may fill it
 * until then. Functions on it may be called from any thread, a survey by one at a time. */
#pragma once

#include "engine/run/grid.h"

#define ALGO_SIZES (ALGO_MAX_INPUTS - ALGO_MIN_INPUTS + 1) /* n from 2 to 64 */

typedef struct
{
  guint inputs, hidden;
  gboolean known; /* the rest is set once all draws are made */
  guint64 step;   /* of the snapshot it was measured on */
  AlgoPhase phase;
  double confidence;  /* as in AlgoGridPoint */
  double unexplained; /* median FVU over the draws; infinite where networks are not finite */
  double least_unexplained, most_unexplained; /* over the draws */
} AlgoSizePoint;

typedef struct
{
  guint64 generation, step;         /* of the newest snapshot that points were measured on */
  AlgoQuestion question;            /* h keeps its ratio to n */
  guint least, most;                /* sizes trained on, both included */
  AlgoSizePoint points[ALGO_SIZES]; /* by growing n */
} AlgoGeneralisation;

/* Of every size, none known, at no step; free to be changed. */
AlgoGeneralisation *algo_generalisation_new (const AlgoQuestion *question);
/* A copy with one reference, free to be changed. */
AlgoGeneralisation *algo_generalisation_copy (const AlgoGeneralisation *generalisation);
AlgoGeneralisation *algo_generalisation_ref (AlgoGeneralisation *generalisation);
void algo_generalisation_unref (AlgoGeneralisation *generalisation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoGeneralisation, algo_generalisation_unref)

/* Whether all points that are known were measured on one snapshot, and make a curve. */
gboolean algo_generalisation_is_of_one_step (const AlgoGeneralisation *generalisation);

/* Whether it answers another question too: of the same beta, ratio of h to n, and encoder on or
 * off. The noise may differ, for other draws say the same. */
gboolean algo_generalisation_answers (const AlgoGeneralisation *generalisation,
                                      const AlgoQuestion *question);

/* The hidden neurons of a network of n inputs, by the question's ratio. */
guint algo_generalisation_hidden (const AlgoQuestion *question, guint inputs);

/* n of the sizes in the order in which they are measured, coarse to fine, so that the whole range
 * is seen early: 16, 32, 48, 64, 8, 24, ... `index` below ALGO_SIZES. */
guint algo_generalisation_size (guint index);
#define ALGO_COARSE_SIZES 16 /* the first of them, which span the range evenly: multiples of 4 */

/* A generalisation being measured, one draw at a time, so that it can be left at once: a draw takes
 * a tenth of a millisecond at n = 4 and some 10 at n = 64 where h = 3 n. */
typedef struct
{
  AlgoSnapshot *snapshot; /* NULL while no survey is under way */
  AlgoDraw draws[ALGO_DRAWS];
  guint n_draws;                      /* at the size under way */
  guint n_points;                     /* measured on this snapshot */
  AlgoGeneralisation *generalisation; /* never shared: publish copies */
} AlgoGeneralisationSurvey;

/* Whether its points are of the same run, and answer this question too. FALSE if it was never
 * started. */
gboolean algo_generalisation_survey_fits (const AlgoGeneralisationSurvey *survey,
                                          const AlgoSnapshot *snapshot,
                                          const AlgoQuestion *question);
/* Starts on a snapshot, keeping a reference to it. Points of the snapshot before stand until they
 * are measured anew, if they fit the question; others are forgotten. The question is the caller's
 * to validate. */
void algo_generalisation_survey_begin (AlgoGeneralisationSurvey *survey,
                                       AlgoSnapshot *snapshot,
                                       const AlgoQuestion *question);
/* Gives up the survey under way, if there is one, and forgets all points. */
void algo_generalisation_survey_clear (AlgoGeneralisationSurvey *survey);

/* Measures the next draw; returns whether that completed a point. Not to be called when complete.
 */
gboolean algo_generalisation_survey_advance (AlgoGeneralisationSurvey *survey,
                                             AlgoGenerator *generator);
gboolean algo_generalisation_survey_is_complete (const AlgoGeneralisationSurvey *survey);
