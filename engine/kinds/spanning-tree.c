/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/spanning-tree.h"

#include <math.h>
#include <stdlib.h>

#define MIXED G_MAXUINT /* of a node: its points are of several components */
#define LEAST_SHARE 512 /* points that are worth a thread */

guint
algo_sets_find (guint *parents, guint member)
{
  while (parents[member] != member)
    {
      parents[member] = parents[parents[member]];
      member = parents[member];
    }
  return member;
}

/* Weights are squares until the end. */
typedef struct
{
  double weight;
  guint from, to; /* places; equal: none */
} Best;

typedef struct
{
  AlgoKdTree *tree;
  guint samples;
  double least;
  double *cores;          /* (count), at least `least` */
  double *node_cores;     /* (nodes), the least in it */
  guint *components;      /* (count), a place of each */
  guint *node_components; /* (nodes), or MIXED */
} Boruvka;

/* A part of the places, for one thread. */
typedef struct
{
  Boruvka *of;
  guint first, end;
  Best *best; /* (count), of each component; used in the second half */
} Part;

static gpointer
find_cores (gpointer data)
{
  const Part *part = data;
  Boruvka *of = part->of;
  g_autofree double *nearest = g_new (double, of->samples);

  for (guint place = part->first; place < part->end; place++)
    of->cores[place] =
        MAX (algo_kd_tree_find_nearest (of->tree, place, of->samples, nearest), of->least);
  return NULL;
}

static gboolean
is_better (double weight, guint from, guint to, const Best *than)
{
  if (than->from == than->to)
    return TRUE;
  if (weight != than->weight)
    return weight < than->weight;
  return from != than->from ? from < than->from : to < than->to;
}

/* From one place, to the nearest in another component. */
static void
search_node (const Boruvka *of, guint place, guint node, double distance, Best *best)
{
  const AlgoKdNode *at = &of->tree->nodes[node];
  const guint own = of->components[place];
  const double bound = MAX (MAX (distance, of->node_cores[node]), of->cores[place]);

  if (of->node_components[node] == own || (best->from != best->to && bound >= best->weight))
    return;
  if (at->right == 0)
    {
      for (guint other = at->first; other < at->first + at->count; other++)
        if (of->components[other] != own)
          {
            const double weight =
                MAX (MAX (algo_kd_tree_distance (of->tree, place, other), of->cores[other]),
                     of->cores[place]);

            if (is_better (weight, place, other, best))
              *best = (Best){ weight, place, other };
          }
      return;
    }
  {
    const double left = algo_kd_tree_distance_to_node (of->tree, place, node + 1);
    const double right = algo_kd_tree_distance_to_node (of->tree, place, at->right);

    search_node (of, place, left <= right ? node + 1 : at->right, MIN (left, right), best);
    search_node (of, place, left <= right ? at->right : node + 1, MAX (left, right), best);
  }
}

static gpointer
find_best (gpointer data)
{
  const Part *part = data;
  const Boruvka *of = part->of;

  for (guint place = 0; place < of->tree->count; place++)
    part->best[place] = (Best){ 0 };
  for (guint place = part->first; place < part->end; place++)
    {
      Best *best = &part->best[of->components[place]];

      if (best->from == best->to || of->cores[place] < best->weight)
        search_node (of, place, 0, 0, best);
    }
  return NULL;
}

/* Each part in a thread, the last here. */
static void
run_parts (Part *parts, guint count, GThreadFunc work)
{
  g_autofree GThread **threads = g_new (GThread *, count);

  for (guint i = 0; i + 1 < count; i++)
    threads[i] = g_thread_new ("kinds", work, &parts[i]);
  work (&parts[count - 1]);
  for (guint i = 0; i + 1 < count; i++)
    g_thread_join (threads[i]);
}

/* From the leaves up: children stand behind their node. */
static void
fill_node_cores (Boruvka *of)
{
  for (guint node = of->tree->n_nodes; node-- > 0;)
    {
      const AlgoKdNode *at = &of->tree->nodes[node];

      if (at->right != 0)
        {
          of->node_cores[node] = MIN (of->node_cores[node + 1], of->node_cores[at->right]);
          continue;
        }
      of->node_cores[node] = of->cores[at->first];
      for (guint place = at->first; place < at->first + at->count; place++)
        of->node_cores[node] = MIN (of->node_cores[node], of->cores[place]);
    }
}

static void
fill_components (Boruvka *of, guint *parents)
{
  for (guint place = 0; place < of->tree->count; place++)
    of->components[place] = algo_sets_find (parents, place);
  for (guint node = of->tree->n_nodes; node-- > 0;)
    {
      const AlgoKdNode *at = &of->tree->nodes[node];

      if (at->right != 0)
        {
          of->node_components[node] =
              of->node_components[node + 1] == of->node_components[at->right]
                  ? of->node_components[node + 1]
                  : MIXED;
          continue;
        }
      of->node_components[node] = of->components[at->first];
      for (guint place = at->first; place < at->first + at->count; place++)
        if (of->components[place] != of->node_components[node])
          of->node_components[node] = MIXED;
    }
}

/* The best edge of each component, which may be that of two: sets tell. Any order of edges of equal
 * weight will do, as one that closes a circle is left out. */
static guint
join (Boruvka *of, const Part *parts, guint n_parts, guint *parents, AlgoTreeEdge *edges)
{
  guint joined = 0;

  for (guint component = 0; component < of->tree->count; component++)
    {
      Best best = { 0 };

      for (guint i = 0; i < n_parts; i++)
        {
          const Best *of_part = &parts[i].best[component];

          if (of_part->from != of_part->to
              && is_better (of_part->weight, of_part->from, of_part->to, &best))
            best = *of_part;
        }
      if (best.from != best.to)
        {
          const guint from = algo_sets_find (parents, best.from);
          const guint to = algo_sets_find (parents, best.to);

          if (from == to)
            continue;
          parents[MAX (from, to)] = MIN (from, to);
          edges[joined++] = (AlgoTreeEdge){ sqrt (best.weight), of->tree->order[best.from],
                                            of->tree->order[best.to] };
        }
    }
  return joined;
}

static int
compare_edges (const void *a, const void *b)
{
  const AlgoTreeEdge *first = a, *second = b;

  if (first->weight != second->weight)
    return first->weight < second->weight ? -1 : 1;
  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return first->to < second->to ? -1 : first->to > second->to;
}

static Part *
make_parts (Boruvka *of, guint threads, guint *count)
{
  const guint places = of->tree->count;
  const guint wanted = threads > 0 ? threads : g_get_num_processors ();
  Part *parts;

  *count = CLAMP (places / LEAST_SHARE, 1, wanted);
  parts = g_new (Part, *count);
  for (guint i = 0; i < *count; i++)
    parts[i] = (Part){ .of = of,
                       .first = (guint) ((guint64) places * i / *count),
                       .end = (guint) ((guint64) places * (i + 1) / *count),
                       .best = g_new (Best, places) };
  return parts;
}

void
algo_spanning_tree_find (guint count,
                         guint dimensions,
                         const double *points,
                         guint samples,
                         double least,
                         guint threads,
                         AlgoTreeEdge *edges)
{
  g_autoptr (AlgoKdTree) tree = algo_kd_tree_new (count, dimensions, points);
  g_autofree double *cores = g_new (double, count), *node_cores = g_new (double, tree->n_nodes);
  g_autofree guint *components = g_new (guint, count), *parents = g_new (guint, count);
  g_autofree guint *node_components = g_new (guint, tree->n_nodes);
  Boruvka of = { .tree = tree,
                 .samples = MAX (samples, 1),
                 .least = least * least,
                 .cores = cores,
                 .node_cores = node_cores,
                 .components = components,
                 .node_components = node_components };
  guint n_parts, n_edges = 0;
  g_autofree Part *parts = make_parts (&of, threads, &n_parts);

  run_parts (parts, n_parts, find_cores);
  fill_node_cores (&of);
  for (guint place = 0; place < count; place++)
    parents[place] = place;
  while (n_edges + 1 < count)
    {
      fill_components (&of, parents);
      run_parts (parts, n_parts, find_best);
      n_edges += join (&of, parts, n_parts, parents, edges + n_edges);
    }
  for (guint i = 0; i < n_parts; i++)
    g_free (parts[i].best);
  qsort (edges, n_edges, sizeof *edges, compare_edges);
}
