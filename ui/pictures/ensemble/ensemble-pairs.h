/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks trained directly and those that hypernetworks write, a pair for each seed, as their
 * picture has them. */
#pragma once

#include "ui/pictures/ensemble/ensemble-parts.h"

#define ALGO_ENSEMBLE_SIDES 2 /* trained directly, written */

typedef struct
{
  const AlgoEnsemblePicture *picture; /* borrowed */
  GArray *array;                      /* of AlgoDirectPair, owned */
  AlgoPhaseCounts counts[ALGO_ENSEMBLE_SIDES];
  AlgoSpread spreads[ALGO_ENSEMBLE_SIDES]; /* of FVU */
} AlgoEnsemblePairs;

void algo_ensemble_pairs_init (AlgoEnsemblePairs *pairs, const AlgoEnsemblePicture *picture);
void algo_ensemble_pairs_clear (AlgoEnsemblePairs *pairs);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoEnsemblePairs, algo_ensemble_pairs_clear)

/* Borrowed. */
const AlgoDirectPair *algo_ensemble_pairs_get (const AlgoEnsemblePairs *pairs, guint index);
AlgoPhase algo_direct_pair_get_phase (const AlgoDirectPair *pair, guint side);
double algo_direct_pair_get_unexplained (const AlgoDirectPair *pair, guint side);

/* The place of a network, in its `plot` the side; and the pair of a place, FALSE if it has none. */
void algo_ensemble_pairs_get_place (const AlgoEnsemblePairs *pairs,
                                    guint index,
                                    guint side,
                                    AlgoEnsemblePlace *place);
gboolean algo_ensemble_pairs_find (const AlgoEnsemblePairs *pairs,
                                   const AlgoEnsemblePlace *place,
                                   guint *index);
