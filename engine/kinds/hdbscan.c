/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/hdbscan.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "engine/kinds/spanning-tree.h"

#define NONE G_MAXUINT

/* Points that come together at a distance: of single ones, below `count`, and of merges. */
typedef struct
{
  guint left, right, size;
  double weight;
} Merge;

/* A cluster of the condensed tree. Parents stand before their children. */
typedef struct
{
  guint parent;   /* NONE of all points */
  double begin;   /* 1 / distance */
  double own;     /* its stability */
  double best;    /* the most that it or what it falls into has */
  gboolean taken; /* rather than what it falls into */
} Node;

typedef struct
{
  guint count, least_size;
  Merge *merges;    /* (count - 1), by growing weight */
  GArray *nodes;    /* of Node */
  guint *left_from; /* (count), the cluster that a point was in last */
  GArray *parts;    /* of guint, workspace: what a merge of several at one distance is made of */
} Tree;

/* Something to go on with: a merge, and the cluster that it is in. */
typedef struct
{
  guint part, node;
} Pending;

static guint
size_of (const Tree *tree, guint part)
{
  return part < tree->count ? 1 : tree->merges[part - tree->count].size;
}

static void
fill_merges (Tree *tree, const AlgoTreeEdge *edges)
{
  const guint count = tree->count;
  g_autofree guint *parents = g_new (guint, count), *parts = g_new (guint, count);

  for (guint i = 0; i < count; i++)
    parents[i] = parts[i] = i;
  for (guint i = 0; i + 1 < count; i++)
    {
      const guint from = algo_sets_find (parents, edges[i].from);
      const guint to = algo_sets_find (parents, edges[i].to);

      tree->merges[i] =
          (Merge){ parts[from], parts[to], size_of (tree, parts[from]) + size_of (tree, parts[to]),
                   edges[i].weight };
      parents[to] = from;
      parts[from] = count + i;
    }
}

/* 1 / distance; of points in one place, as much as there is. */
static double
density_at (double weight)
{
  return weight > 1 / DBL_MAX ? 1 / weight : sqrt (DBL_MAX);
}

/* All points of a part leave the cluster. */
static void
let_go (Tree *tree, guint part, guint node, double density)
{
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_index (tree->nodes, Node, node).own +=
      size_of (tree, part) * (density - g_array_index (tree->nodes, Node, node).begin);
  g_array_append_val (pending, part);
  while (pending->len > 0)
    {
      const guint at = g_array_index (pending, guint, pending->len - 1);

      g_array_set_size (pending, pending->len - 1);
      if (at < tree->count)
        tree->left_from[at] = node;
      else
        {
          g_array_append_val (pending, tree->merges[at - tree->count].left);
          g_array_append_val (pending, tree->merges[at - tree->count].right);
        }
    }
}

/* What comes together at the distance of a merge, and not before: several parts where there are
 * several merges of one distance. */
static void
list_parts (Tree *tree, guint part)
{
  const double weight = tree->merges[part - tree->count].weight;

  g_array_set_size (tree->parts, 0);
  g_array_append_val (tree->parts, part);
  for (guint i = 0; i < tree->parts->len;)
    {
      const guint at = g_array_index (tree->parts, guint, i);

      if (at < tree->count || tree->merges[at - tree->count].weight != weight)
        {
          i++;
          continue;
        }
      g_array_index (tree->parts, guint, i) = tree->merges[at - tree->count].left;
      g_array_append_val (tree->parts, tree->merges[at - tree->count].right);
    }
}

static void
fall_apart (Tree *tree, const Pending *of, GArray *pending)
{
  const double density = density_at (tree->merges[of->part - tree->count].weight);
  guint large = 0;

  list_parts (tree, of->part);
  for (guint i = 0; i < tree->parts->len; i++)
    large += size_of (tree, g_array_index (tree->parts, guint, i)) >= tree->least_size;
  for (guint i = 0; i < tree->parts->len; i++)
    {
      const guint part = g_array_index (tree->parts, guint, i);
      Pending next = { part, of->node };

      if (size_of (tree, part) < tree->least_size)
        {
          let_go (tree, part, of->node, density);
          continue;
        }
      if (large > 1)
        {
          const Node node = { .parent = of->node, .begin = density };

          next.node = tree->nodes->len;
          g_array_append_val (tree->nodes, node);
          g_array_index (tree->nodes, Node, of->node).own +=
              size_of (tree, part) * (density - g_array_index (tree->nodes, Node, of->node).begin);
        }
      g_array_append_val (pending, next);
    }
}

static void
condense (Tree *tree)
{
  const Node all = { .parent = NONE };
  const Pending root = { 2 * tree->count - 2, 0 };
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));

  g_array_append_val (tree->nodes, all);
  if (tree->count < MAX (tree->least_size, 2))
    {
      for (guint i = 0; i < tree->count; i++)
        tree->left_from[i] = 0;
      return;
    }
  g_array_append_val (pending, root);
  while (pending->len > 0)
    {
      const Pending next = g_array_index (pending, Pending, pending->len - 1);

      g_array_set_size (pending, pending->len - 1);
      fall_apart (tree, &next, pending);
    }
}

/* Of each cluster, from the last up, whether it or what it falls into is more stable. */
static void
choose (Tree *tree)
{
  Node *nodes = (Node *) tree->nodes->data;

  for (guint i = tree->nodes->len; i-- > 1;)
    {
      nodes[i].taken = nodes[i].own >= nodes[i].best;
      nodes[i].best = MAX (nodes[i].own, nodes[i].best);
      nodes[nodes[i].parent].best += nodes[i].best;
    }
}

/* The highest cluster taken that is this one or above it; NONE: noise. */
static guint *
find_taken (const Tree *tree)
{
  const Node *nodes = (const Node *) tree->nodes->data;
  guint *taken = g_new (guint, tree->nodes->len);

  taken[0] = NONE;
  for (guint i = 1; i < tree->nodes->len; i++)
    taken[i] = taken[nodes[i].parent] != NONE ? taken[nodes[i].parent] : nodes[i].taken ? i : NONE;
  return taken;
}

typedef struct
{
  guint size, first, node;
} Found;

static int
compare_found (const void *a, const void *b)
{
  const Found *first = a, *second = b;

  if (first->size != second->size)
    return first->size > second->size ? -1 : 1;
  return first->first < second->first ? -1 : first->first > second->first;
}

static void
number_clusters (const Tree *tree, AlgoClusters *clusters)
{
  g_autofree guint *taken = find_taken (tree);
  g_autofree Found *found = g_new0 (Found, tree->nodes->len);
  g_autofree gint *numbers = g_new (gint, tree->nodes->len);

  for (guint point = 0; point < tree->count; point++)
    {
      const guint node = taken[tree->left_from[point]];

      if (node == NONE)
        continue;
      if (found[node].size++ == 0)
        found[node].first = point;
      found[node].node = node;
    }
  qsort (found, tree->nodes->len, sizeof *found, compare_found);
  while (clusters->n_clusters < tree->nodes->len && found[clusters->n_clusters].size > 0)
    clusters->n_clusters++;
  clusters->sizes = g_new (guint, MAX (clusters->n_clusters, 1));
  clusters->stability = g_new (double, MAX (clusters->n_clusters, 1));
  for (guint k = 0; k < clusters->n_clusters; k++)
    {
      numbers[found[k].node] = (gint) k;
      clusters->sizes[k] = found[k].size;
      clusters->stability[k] = g_array_index (tree->nodes, Node, found[k].node).own;
    }
  for (guint point = 0; point < tree->count; point++)
    {
      const guint node = taken[tree->left_from[point]];

      clusters->labels[point] = node != NONE ? numbers[node] : -1;
    }
}

AlgoClusters *
algo_hdbscan (guint count,
              guint dimensions,
              const double *points,
              const AlgoHdbscanOptions *options)
{
  AlgoClusters *clusters = g_new0 (AlgoClusters, 1);
  g_autofree AlgoTreeEdge *edges = g_new (AlgoTreeEdge, MAX (count, 1));
  g_autofree Merge *merges = g_new (Merge, MAX (count, 1));
  g_autofree guint *left_from = g_new (guint, MAX (count, 1));
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  Tree tree = { .count = count,
                .least_size = MAX (options->least_size, 2),
                .merges = merges,
                .nodes = nodes,
                .left_from = left_from,
                .parts = parts };

  clusters->count = count;
  clusters->labels = g_new (gint, MAX (count, 1));
  if (count > 1)
    {
      algo_spanning_tree_find (count, dimensions, points, options->samples, options->least_distance,
                               options->threads, edges);
      fill_merges (&tree, edges);
    }
  condense (&tree);
  choose (&tree);
  number_clusters (&tree, clusters);
  return clusters;
}

void
algo_clusters_free (AlgoClusters *clusters)
{
  if (clusters == NULL)
    return;
  g_free (clusters->labels);
  g_free (clusters->sizes);
  g_free (clusters->stability);
  g_free (clusters);
}
