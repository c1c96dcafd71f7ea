/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The minimum spanning tree of points under the mutual reachability of HDBSCAN, on all processors.
 *
 * The core distance of a point is that to its `samples`-th nearest, itself being the first; the
 * mutual reachability of two is the largest of their core distances, their own and `least`. */
#pragma once

#include "engine/kinds/kd-tree.h"

typedef struct
{
  double weight; /* first, for sorting */
  guint from, to;
} AlgoTreeEdge;

/* `edges` (count - 1) receives them by growing weight. By Boruvka's algorithm with a tree of boxes
 * in which those of one component are passed over (March, Ram, Gray 2010, "Fast Euclidean minimum
 * spanning tree: algorithm, analysis, and applications", KDD; McInnes and Healy 2017, "Accelerated
 * hierarchical density based clustering", ICDMW). `threads` 0: one a processor; weights do not
 * depend on them, though of edges of equal weight others may be chosen. */
void algo_spanning_tree_find (guint count,
                              guint dimensions,
                              const double *points, /* (count, dimensions) */
                              guint samples,
                              double least,
                              guint threads,
                              AlgoTreeEdge *edges);

/* Sets, for finding who is with whom: `parents` (count), each its own at first. */
guint algo_sets_find (guint *parents, guint member);
