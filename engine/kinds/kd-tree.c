/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/kd-tree.h"

#include <math.h>
#include <string.h>

#define LEAF 16 /* at most so many points */

static const double *
point_of (const double *points, const guint *order, guint place, guint dimensions)
{
  return points + (gsize) order[place] * dimensions;
}

static void
fill_box (const AlgoKdTree *tree, const double *points, guint node)
{
  const guint d = tree->dimensions;
  double *least = tree->boxes + (gsize) node * 2 * d, *most = least + d;

  for (guint place = 0; place < tree->nodes[node].count; place++)
    {
      const double *point = point_of (points, tree->order, tree->nodes[node].first + place, d);

      for (guint k = 0; k < d; k++)
        {
          least[k] = place == 0 ? point[k] : MIN (least[k], point[k]);
          most[k] = place == 0 ? point[k] : MAX (most[k], point[k]);
        }
    }
}

static guint
find_widest (const AlgoKdTree *tree, guint node)
{
  const guint d = tree->dimensions;
  const double *least = tree->boxes + (gsize) node * 2 * d, *most = least + d;
  guint widest = 0;

  for (guint k = 1; k < d; k++)
    if (most[k] - least[k] > most[widest] - least[widest])
      widest = k;
  return widest;
}

/* A strict order of points by one coordinate. */
static gboolean
is_before (const AlgoKdTree *tree, const double *points, guint a, guint b, guint dimension)
{
  const double x = points[(gsize) a * tree->dimensions + dimension];
  const double y = points[(gsize) b * tree->dimensions + dimension];

  return x < y || (x == y && a < b);
}

static void
swap (guint *a, guint *b)
{
  const guint place = *a;

  *a = *b;
  *b = place;
}

/* Puts what belongs to the first `half` of places there (Hoare's selection). */
static void
split (const AlgoKdTree *tree,
       const double *points,
       guint first,
       guint count,
       guint half,
       guint dimension)
{
  guint *order = tree->order;
  guint left = first, right = first + count - 1;
  const guint target = first + half;

  while (left < right)
    {
      const guint pivot = order[left + (right - left) / 2];
      guint i = left, j = right;

      while (i <= j)
        {
          while (is_before (tree, points, order[i], pivot, dimension))
            i++;
          while (is_before (tree, points, pivot, order[j], dimension))
            j--;
          if (i > j)
            break;
          swap (&order[i++], &order[j]);
          if (j == 0)
            break;
          j--;
        }
      if (target <= j)
        right = j;
      else if (target >= i)
        left = i;
      else
        return;
    }
}

static void
build (AlgoKdTree *tree, const double *points, guint first, guint count)
{
  const guint node = tree->n_nodes++;
  const guint half = count / 2;

  tree->nodes[node] = (AlgoKdNode){ .first = first, .count = count };
  fill_box (tree, points, node);
  if (count <= LEAF)
    return;
  split (tree, points, first, count, half, find_widest (tree, node));
  build (tree, points, first, half);
  tree->nodes[node].right = tree->n_nodes;
  build (tree, points, first + half, count - half);
}

AlgoKdTree *
algo_kd_tree_new (guint count, guint dimensions, const double *points)
{
  AlgoKdTree *tree = g_new0 (AlgoKdTree, 1);
  /* Halves of more than LEAF points have more than LEAF / 2. */
  const gsize most_nodes = 2 * ((gsize) count / (LEAF / 2) + 1);

  tree->count = count;
  tree->dimensions = dimensions;
  tree->order = g_new (guint, count);
  tree->points = g_new (double, (gsize) count *dimensions);
  tree->nodes = g_new (AlgoKdNode, most_nodes);
  tree->boxes = g_new (double, most_nodes * 2 * dimensions);
  for (guint place = 0; place < count; place++)
    tree->order[place] = place;
  build (tree, points, 0, count);
  for (guint place = 0; place < count; place++)
    memcpy (tree->points + (gsize) place * dimensions,
            point_of (points, tree->order, place, dimensions), dimensions * sizeof *points);
  return tree;
}

void
algo_kd_tree_free (AlgoKdTree *tree)
{
  if (tree == NULL)
    return;
  g_free (tree->order);
  g_free (tree->points);
  g_free (tree->nodes);
  g_free (tree->boxes);
  g_free (tree);
}

double
algo_kd_tree_distance (const AlgoKdTree *tree, guint a, guint b)
{
  const double *x = tree->points + (gsize) a * tree->dimensions;
  const double *y = tree->points + (gsize) b * tree->dimensions;
  double sum = 0;

  for (guint k = 0; k < tree->dimensions; k++)
    sum += (x[k] - y[k]) * (x[k] - y[k]);
  return sum;
}

double
algo_kd_tree_distance_to_node (const AlgoKdTree *tree, guint place, guint node)
{
  const guint d = tree->dimensions;
  const double *x = tree->points + (gsize) place * d;
  const double *least = tree->boxes + (gsize) node * 2 * d, *most = least + d;
  double sum = 0;

  for (guint k = 0; k < d; k++)
    {
      const double outside = MAX (MAX (least[k] - x[k], x[k] - most[k]), 0);

      sum += outside * outside;
    }
  return sum;
}

typedef struct
{
  const AlgoKdTree *tree;
  guint place, neighbours, found;
  double *nearest; /* growing */
} Search;

static void
note_distance (Search *search, double distance)
{
  guint at;

  if (search->found == search->neighbours && distance >= search->nearest[search->found - 1])
    return;
  if (search->found < search->neighbours)
    search->found++;
  for (at = search->found - 1; at > 0 && search->nearest[at - 1] > distance; at--)
    search->nearest[at] = search->nearest[at - 1];
  search->nearest[at] = distance;
}

static void
search_node (Search *search, guint node, double distance)
{
  const AlgoKdTree *tree = search->tree;
  const AlgoKdNode *at = &tree->nodes[node];

  if (search->found == search->neighbours && distance >= search->nearest[search->found - 1])
    return;
  if (at->right == 0)
    {
      for (guint place = at->first; place < at->first + at->count; place++)
        note_distance (search, algo_kd_tree_distance (tree, search->place, place));
      return;
    }
  {
    const double left = algo_kd_tree_distance_to_node (tree, search->place, node + 1);
    const double right = algo_kd_tree_distance_to_node (tree, search->place, at->right);

    search_node (search, left <= right ? node + 1 : at->right, MIN (left, right));
    search_node (search, left <= right ? at->right : node + 1, MAX (left, right));
  }
}

double
algo_kd_tree_find_nearest (const AlgoKdTree *tree, guint place, guint neighbours, double *nearest)
{
  Search search = {
    .tree = tree, .place = place, .neighbours = MIN (neighbours, tree->count), .nearest = nearest
  };

  search_node (&search, 0, 0);
  return nearest[search.found - 1];
}
