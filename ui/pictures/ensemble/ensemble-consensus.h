/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the members of an ensemble agree on at every step and beta, worked out once for pictures of
 * all of it: some 50 ms for 33 members of 160 grids, for a thread that may wait.
 *
 * Reference-counted and immutable; any thread. */
#pragma once

#include "engine/ensemble/ensemble-statistics.h"
#include "ui/pictures/history/grid-history.h"

typedef struct
{
  AlgoEnsemble *ensemble;
  /* A grid for every step of which any member has one: the phase of the most members, and as
   * its confidence their share of those that count; nothing else. */
  AlgoGridHistory history;
  AlgoPhaseCounts *counts; /* (history.count, ALGO_GRID) */
  guint64 usual_step;      /* at which to look if none is asked for */
  guint n_measured;        /* members with grids */
} AlgoConsensus;

AlgoConsensus *algo_consensus_new (AlgoEnsemble *ensemble);
AlgoConsensus *algo_consensus_ref (AlgoConsensus *consensus);
void algo_consensus_unref (AlgoConsensus *consensus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoConsensus, algo_consensus_unref)

/* `index` is that of a grid of the history, `point` of the grid over log10 beta. */
const AlgoPhaseCounts *
algo_consensus_get_counts (const AlgoConsensus *consensus, gsize index, guint point);
