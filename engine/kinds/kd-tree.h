/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points of few dimensions in a tree of boxes (Bentley 1975, "Multidimensional binary search trees
 * used for associative searching", Communications of the ACM 18:509). Immutable; any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  guint first, count; /* its points, in the order of the tree */
  guint right;        /* the node of the second half; that of the first follows; 0: a leaf */
} AlgoKdNode;

typedef struct
{
  guint count, dimensions, n_nodes;
  guint *order;   /* (count), the points by their place in the tree */
  double *points; /* (count, dimensions), by place */
  AlgoKdNode *nodes;
  double *boxes; /* (nodes, 2, dimensions): the least and the most of its points */
} AlgoKdTree;

/* At least one point, of finite values. */
AlgoKdTree *algo_kd_tree_new (guint count, guint dimensions, const double *points);
void algo_kd_tree_free (AlgoKdTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoKdTree, algo_kd_tree_free)

/* Squares of distances: of two places, and of a place from a node's box. */
double algo_kd_tree_distance (const AlgoKdTree *tree, guint a, guint b);
double algo_kd_tree_distance_to_node (const AlgoKdTree *tree, guint place, guint node);

/* The square of the distance from the point at `place` to the `neighbours`-th nearest, itself being
 * the first; `nearest` (neighbours) is workspace. */
double
algo_kd_tree_find_nearest (const AlgoKdTree *tree, guint place, guint neighbours, double *nearest);
