/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two networks beside each other, and their difference. Immutable and reference-counted. */
#pragma once

#include "engine/run/observation.h"

typedef enum
{
  ALGO_MATCH_NONE,  /* they have other sizes */
  ALGO_MATCH_ORDER, /* each neuron with that in the same place */
  ALGO_MATCH_BEST,  /* in the order in which the weights differ least, by their squares */
} AlgoMatch;

typedef struct
{
  AlgoObservation *first, *second;
  AlgoMatch match;
  /* (hidden) the neuron of the second that goes with each of the first; NULL if none does. */
  guint *partners;
  AlgoNetwork *arranged;   /* the second with its neurons in that order; else as it is */
  AlgoNetwork *difference; /* the first's weights less those; NULL if none goes with another */
  /* Mean square of the difference of the outputs, over the variance of the first's task: 0 where
   * they compute the same, comparable to FVU. On fresh points; not a number if the inputs differ.
   */
  double distance;
} AlgoComparison;

/* References both. Neurons are matched in the best order up to 256, in a few milliseconds, in
 * their own beyond. Any thread. */
AlgoComparison *algo_comparison_new (AlgoObservation *first, AlgoObservation *second);
AlgoComparison *algo_comparison_ref (AlgoComparison *comparison);
void algo_comparison_unref (AlgoComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoComparison, algo_comparison_unref)
