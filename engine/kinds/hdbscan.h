/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters of points by their density, whose number nobody need know, and which leave noise
 * unassigned: HDBSCAN*.
 *
 * Campello, Moulavi, Sander 2013, "Density-based clustering based on hierarchical density
 * estimates", PAKDD, LNCS 7819:160; the tree as in McInnes and Healy 2017 (spanning-tree.h). At
 * each distance two points are together that are joined by steps of at most that mutual
 * reachability. Going down in distance, a cluster loses points, and falls into clusters where two
 * or more parts have `least_size` points. Its stability is the sum over its points of 1 / distance
 * where they leave it, less 1 / distance where it began; those clusters are taken whose stability
 * together is most, no two of which have a point in common, and not all points at once.
 *
 * Clusters depend on the points alone: where several parts come off at one distance they do so at
 * once, so that it does not matter which of equal spanning trees was found. Any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  guint samples;         /* by which density is told: the point itself and so many less one */
  guint least_size;      /* of a cluster; at least 2 */
  double least_distance; /* what is closer counts as so far apart; 0: all distances are told */
  guint threads;         /* 0: one a processor */
} AlgoHdbscanOptions;

typedef struct
{
  guint count, n_clusters;
  gint *labels;      /* (count), from 0 by falling size and the first point; -1: noise */
  guint *sizes;      /* (clusters) */
  double *stability; /* (clusters) */
} AlgoClusters;

AlgoClusters *algo_hdbscan (guint count,
                            guint dimensions,
                            const double *points, /* (count, dimensions), finite */
                            const AlgoHdbscanOptions *options);
void algo_clusters_free (AlgoClusters *clusters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoClusters, algo_clusters_free)
