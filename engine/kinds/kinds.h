/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of networks, found without names: clusters of their features by density (hdbscan.h), in
 * the few directions in which they differ most. Any thread. */
#pragma once

#include "engine/kinds/hdbscan.h"
#include "engine/kinds/principal.h"
#include "engine/kinds/samples.h"

/* What has most of its networks within. */
typedef struct
{
  double low, median, high; /* the 10th and 90th percentile */
} AlgoKindRange;

typedef struct
{
  guint count;
  double share; /* of all networks */
  guint runs;   /* in how many there are any */
  AlgoKindRange unexplained, kl, log_beta, step;
  guint typical;   /* the sample whose features are nearest to the centre */
  AlgoPhase phase; /* the most frequent in it, and how frequent */
  double phase_share;
  double centre[ALGO_N_FEATURES], spread[ALGO_N_FEATURES]; /* means and standard deviations */
} AlgoKind;

typedef struct
{
  guint count; /* of samples */
  guint n_kinds;
  AlgoKind *kinds; /* by falling size */
  gint *labels;    /* (count), -1: of no kind */
  guint n_none;
  AlgoPrincipal *principal; /* of features over their units */
  double *places;           /* (count, principal->kept) */
  double agreement; /* the adjusted Rand index against the classifier's phases, all samples */
  double agreement_of_kinds; /* and of those that are of a kind */
} AlgoKinds;

typedef struct
{
  guint samples;         /* as AlgoHdbscanOptions have them; 0: 10 */
  guint least_size;      /* 0: a hundredth of all, at least 10 */
  double least_distance; /* in units of the features; below 0: 1 */
  guint threads;
} AlgoKindsOptions;

/* "A", "B" ... "Z", "AA" ...: a new string. */
char *algo_kind_letter (guint kind);

/* Equal samples give equal kinds, whatever the threads. At least one sample. */
AlgoKinds *algo_kinds_find (const AlgoSamples *samples, const AlgoKindsOptions *options);
void algo_kinds_free (AlgoKinds *kinds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoKinds, algo_kinds_free)

/* The root of the sum of squares of what two differ by, in the features' units. */
double algo_features_distance (const double *a, const double *b /* (ALGO_N_FEATURES) each */);
