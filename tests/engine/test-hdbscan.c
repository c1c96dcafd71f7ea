/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/hdbscan.h"

#include <math.h>
#include <string.h>

#include "engine/compare.h"
#include "engine/kinds/spanning-tree.h"
#include "engine/random.h"

/* A slow and plain form of the definition. */

typedef struct
{
  guint count, least_size;
  double *reach;  /* (count, count), mutual reachability */
  double *levels; /* all of them, growing */
  guint n_levels;
  gint *labels;
  gint next;
} Plain;

static double
distance (const double *points, guint dimensions, guint a, guint b)
{
  double sum = 0;

  for (guint k = 0; k < dimensions; k++)
    sum += pow (points[a * dimensions + k] - points[b * dimensions + k], 2);
  return sqrt (sum);
}

static void
plain_init (Plain *plain,
            guint count,
            guint dimensions,
            const double *points,
            const AlgoHdbscanOptions *options)
{
  g_autofree double *cores = g_new (double, count), *sorted = g_new (double, count);

  *plain = (Plain){ .count = count,
                    .least_size = options->least_size,
                    .reach = g_new (double, count *count),
                    .levels = g_new (double, count *count),
                    .labels = g_new (gint, count) };
  for (guint i = 0; i < count; i++)
    {
      for (guint j = 0; j < count; j++)
        sorted[j] = distance (points, dimensions, i, j);
      qsort (sorted, count, sizeof *sorted, algo_compare_doubles);
      cores[i] = sorted[MIN (options->samples, count) - 1];
    }
  for (guint i = 0; i < count; i++)
    for (guint j = 0; j < count; j++)
      {
        const double apart = distance (points, dimensions, i, j);

        plain->reach[i * count + j] =
            MAX (MAX (apart, options->least_distance), MAX (cores[i], cores[j]));
        if (i != j)
          plain->levels[plain->n_levels++] = plain->reach[i * count + j];
      }
  qsort (plain->levels, plain->n_levels, sizeof (double), algo_compare_doubles);
}

static void
plain_clear (Plain *plain)
{
  g_free (plain->reach);
  g_free (plain->levels);
  g_free (plain->labels);
}

/* Which members hang together by steps below `level`: `part_of` (count) receives it, returns how
 * many parts. */
static guint
find_parts (const Plain *plain, const GArray *members, double level, guint *part_of)
{
  guint parts = 0;

  for (guint i = 0; i < members->len; i++)
    part_of[i] = G_MAXUINT;
  for (guint i = 0; i < members->len; i++)
    {
      gboolean grows = TRUE;

      if (part_of[i] != G_MAXUINT)
        continue;
      part_of[i] = parts;
      while (grows)
        {
          grows = FALSE;
          for (guint a = 0; a < members->len; a++)
            for (guint b = 0; b < members->len; b++)
              if (part_of[a] == parts && part_of[b] == G_MAXUINT
                  && plain->reach[g_array_index (members, guint, a) * plain->count
                                  + g_array_index (members, guint, b)]
                         < level)
                {
                  part_of[b] = parts;
                  grows = TRUE;
                }
        }
      parts++;
    }
  return parts;
}

/* The largest level below which members hang together no more. */
static double
find_split (const Plain *plain, const GArray *members, guint *part_of, guint *parts)
{
  guint low = 0, high = plain->n_levels - 1;

  while (low < high)
    {
      const guint middle = (low + high + 1) / 2;

      if (find_parts (plain, members, plain->levels[middle], part_of) > 1)
        low = middle;
      else
        high = middle - 1;
    }
  *parts = find_parts (plain, members, plain->levels[low], part_of);
  return plain->levels[low];
}

/* The most stability that a cluster has or what it falls into; labels its points accordingly. */
static double
cluster_plainly (Plain *plain, const GArray *all, double begin)
{
  g_autoptr (GArray) members = g_array_copy ((GArray *) all);
  double own = 0, of_parts = 0;

  for (guint i = 0; i < all->len; i++)
    plain->labels[g_array_index (all, guint, i)] = -1;
  while (members->len > 0)
    {
      g_autofree guint *part_of = g_new (guint, members->len);
      guint parts, large = 0;
      const double density = 1 / find_split (plain, members, part_of, &parts);
      g_autoptr (GPtrArray) split = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

      for (guint part = 0; part < parts; part++)
        g_ptr_array_add (split, g_array_new (FALSE, FALSE, sizeof (guint)));
      for (guint i = 0; i < members->len; i++)
        g_array_append_val ((GArray *) g_ptr_array_index (split, part_of[i]),
                            g_array_index (members, guint, i));
      for (guint part = 0; part < parts; part++)
        large += ((GArray *) g_ptr_array_index (split, part))->len >= plain->least_size;
      g_array_set_size (members, 0);
      for (guint part = 0; part < parts; part++)
        {
          GArray *of_part = g_ptr_array_index (split, part);

          if (of_part->len < plain->least_size || large > 1)
            own += of_part->len * (density - begin);
          if (of_part->len >= plain->least_size && large > 1)
            of_parts += cluster_plainly (plain, of_part, density);
          else if (of_part->len >= plain->least_size)
            g_array_append_vals (members, of_part->data, of_part->len);
        }
    }
  if (begin == 0 || own < of_parts)
    return of_parts;
  for (guint i = 0; i < all->len; i++)
    plain->labels[g_array_index (all, guint, i)] = plain->next;
  plain->next++;
  return own;
}

/* The same sets, whatever they are called; noise is noise. */
static void
assert_same_clusters (guint count, const gint *a, const gint *b)
{
  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpint (a[i] < 0, ==, b[i] < 0);
      for (guint j = 0; j < i; j++)
        if (a[i] >= 0 && a[j] >= 0)
          g_assert_cmpint (a[i] == a[j], ==, b[i] == b[j]);
    }
}

/* Two to five clouds of other widths, and noise. On a grid if `coarse`, so that many distances are
 * the same. */
static double *
make_points (guint count, guint dimensions, guint seed, gboolean coarse)
{
  g_autofree float *draws = g_new (float, count *dimensions);
  double *points = g_new (double, count *dimensions);
  AlgoRandom random;

  algo_random_init (&random, seed, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, count * dimensions, draws);
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < dimensions; k++)
      {
        const guint cloud = i % (3 + seed % 4);
        const double width = cloud == 0 ? 4 : 0.3 + 0.2 * cloud;
        const double at = cloud == 0 ? 0 : 5 * sin (cloud * 2.3 + k * 1.7);
        const double value = at + width * draws[i * dimensions + k];

        points[i * dimensions + k] = coarse ? round (value) : value;
      }
  return points;
}

static void
test_definition (void)
{
  for (guint seed = 0; seed < 12; seed++)
    for (guint coarse = 0; coarse < 2; coarse++)
      {
        const guint count = 60, dimensions = 1 + seed % 3;
        const AlgoHdbscanOptions options = { .samples = 1 + seed % 5,
                                             .least_size = 3 + seed % 4,
                                             .least_distance = coarse ? 0.5 : seed % 2 * 0.4 };
        g_autofree double *points = make_points (count, dimensions, seed, coarse);
        g_autoptr (AlgoClusters) clusters = algo_hdbscan (count, dimensions, points, &options);
        g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
        Plain plain;

        plain_init (&plain, count, dimensions, points, &options);
        for (guint i = 0; i < count; i++)
          g_array_append_val (all, i);
        cluster_plainly (&plain, all, 0);
        assert_same_clusters (count, clusters->labels, plain.labels);
        plain_clear (&plain);
      }
}

/* Points and what another implementation says of them: hdbscan() of the package dbscan 1.1-11 for R
 * (Hahsler, Piekenbrock, Doran 2019, Journal of Statistical Software 91:1), with minPts 5, 8 and
 * 12, which is both of our numbers. */
static const double other_points[][2] = {
  { -1.932, 1.682 },  { 3.405, -0.373 },  { 2.988, 0.22 },    { -1.018, -0.677 },
  { 10.38, 2.365 },   { 8.862, 1.492 },   { 2.067, 5.192 },   { 4.467, 0.493 },
  { 2.328, 4.195 },   { 7.795, 2.129 },   { 4.311, 0.128 },   { 3.834, 0.918 },
  { 0.722, 0.289 },   { 4.359, 0.215 },   { 7.536, 2.742 },   { 8.553, 1.634 },
  { -0.888, 1.028 },  { 2.04, 5.212 },    { 4.702, 2.678 },   { 5.016, 0.773 },
  { 0.316, 0.124 },   { 8.529, 4.38 },    { 1.206, 6.461 },   { 8.243, 4.309 },
  { 1.733, 5.468 },   { 0.06, -0.65 },    { 3.615, -0.335 },  { 10.227, 2.258 },
  { -0.95, -1.259 },  { 0.245, 1.498 },   { 3.612, 0.59 },    { 2.315, 4.912 },
  { 9.176, 1.487 },   { -0.224, -0.478 }, { 1.408, 5.422 },   { 1.281, -1.803 },
  { 7.989, 4.086 },   { 4.108, 1.031 },   { -2.428, -3.829 }, { 0.335, 0.473 },
  { 1.692, 4.559 },   { 4.497, -0.135 },  { 8.837, 4.38 },    { -0.128, 0.256 },
  { 2.82, 1.449 },    { 0.556, 0.212 },   { 2.205, 4.552 },   { 5.135, -1.141 },
  { 7.764, 3.887 },   { 4.221, 0.391 },   { 3.35, 2.067 },    { 2.224, -0.57 },
  { 0.154, 0.197 },   { 10.37, 3.494 },   { 2.274, 4.92 },    { 6.95, 1.319 },
  { 3.797, -0.056 },  { -0.26, 0.61 },    { 6.187, 0.32 },    { 1.955, 5.057 },
  { 2.758, -0.121 },  { 2.319, 7.203 },   { 2.38, 5.224 },    { 4.137, 0.518 },
  { 5.319, -0.4 },    { -0.331, 0.859 },  { 2.257, 5.447 },   { -0.226, -0.632 },
  { 3.292, 0.568 },   { 4.515, 0.001 },   { -0.053, -0.409 }, { -2.727, 2.724 },
  { 7.53, 3.334 },    { 7.625, 3.637 },   { 2.296, 4.947 },   { 7.781, 3.912 },
  { -0.484, -0.266 }, { -0.978, -0.484 }, { 4.86, 0.477 },    { 2.442, 4.719 },
  { -3.953, 5.59 },   { 3.841, 0.25 },    { 10.472, 2.747 },  { 0.179, -0.368 },
  { 10.212, 3.9 },    { 1.542, 4.547 },   { 1.048, 7.013 },   { 2.303, 4.649 },
  { 0.551, 0.079 },   { 0.249, -0.031 },  { 3, 6.852 },       { -0.833, 0.428 },
  { 5.267, 2.093 },   { -0.404, 0.122 },  { 0.278, 0.599 },   { 0.308, -0.306 },
  { 2.239, 5.042 },   { 7.5, 3.004 },     { 0.197, 0.093 },   { 9.459, 4.464 },
  { 1.545, -0.438 },  { -1.114, 3.037 },  { 4.938, 0.024 },   { 3.697, 0.347 },
  { 2.589, 1.154 },   { -0.113, -0.158 }, { 10.001, 4.085 },  { -0.31, -0.37 },
  { -2.427, 6.92 },   { -0.846, -0.872 }, { 9.746, 4.204 },   { 2.449, 4.694 },
  { 3.501, -0.09 },   { 2.146, 4.313 },   { 2.741, 5.12 },    { 2.02, 2.382 },
  { 0.26, -0.321 },   { 8.265, 1.737 },   { -0.465, -0.107 }, { -0.729, 0.12 },
  { -0.445, -0.234 }, { 7.651, 3.796 },   { 3.208, 0.852 },   { 8.008, 1.77 },
  { 2.053, 5.358 },   { 2, 4.658 },       { 0.253, 0.249 },   { 5.654, -2.308 },
  { 0.024, 0.653 },   { 1.49, 4.894 },    { 2.282, -3.776 },  { 9.151, 4.479 },
  { -0.56, 0.489 },   { 9.768, 1.624 },   { 4.688, 0.509 },   { 2.12, 5.123 },
  { 0.644, -1.016 },  { 10.5, 2.941 },    { 4.758, -1.63 },   { 0.153, -0.023 },
  { 3.988, 0.831 },   { 5.81, 0.292 },    { 0.213, -0.745 },  { -0.732, 0.414 },
  { 5.264, -0.924 },  { 0.72, 0.181 },    { -0.172, -0.053 }, { 10.02, 1.923 },
  { 4.254, -0.47 },   { 2.665, 5.411 },   { 1.898, 5.187 },   { 2.184, 4.711 },
  { 7.636, 2.41 },    { 0.205, 2.584 },   { 5.914, -1.467 },  { 10.467, 3.331 },
  { 9.483, 1.677 },   { 0.518, 0.124 },   { 2.824, 4.656 },   { -1.007, -0.161 },
  { 1.98, 5.286 },    { 1.973, 5.46 },    { 4.292, 0.585 },   { 1.971, 4.819 },
  { 2.327, 4.566 },   { 2.23, 5.477 },    { -0.088, 2.22 },   { -2.246, 5.918 },
  { 5.435, 0.557 },   { 3.866, -0.268 }
};
static const struct
{
  guint size;
  gint labels[G_N_ELEMENTS (other_points)];
} others[] = {
  { 5, { -1, 2,  2,  3,  1, 1,  0, 2, 0,  1, 2,  2, 3, 2,  1, 1,  3,  0,  -1, 2, 3, 1,  0, 1, 0,
         3,  2,  1,  3,  3, 2,  0, 1, 3,  0, -1, 1, 2, -1, 3, 0,  2,  1,  3,  2, 3, 0,  2, 1, 2,
         -1, 3,  3,  1,  0, -1, 2, 3, -1, 0, 2,  0, 0, 2,  2, 3,  0,  3,  2,  2, 3, -1, 1, 1, 0,
         1,  3,  3,  2,  0, -1, 2, 1, 3,  1, 0,  0, 0, 3,  3, 0,  3,  -1, 3,  3, 3, 0,  1, 3, 1,
         3,  -1, 2,  2,  2, 3,  1, 3, -1, 3, 1,  0, 2, 0,  0, -1, 3,  1,  3,  3, 3, 1,  2, 1, 0,
         0,  3,  -1, 3,  0, -1, 1, 3, 1,  2, 0,  3, 1, 2,  3, 2,  2,  3,  3,  2, 3, 3,  1, 2, 0,
         0,  0,  1,  -1, 2, 1,  1, 3, 0,  3, 0,  0, 2, 0,  0, 0,  -1, -1, 2,  2 } },
  { 8, { -1, 2,  2,  3,  1,  1,  0, 2, 0,  1, 2,  2,  3, 2,  1, 1,  3,  0,  -1, 2, 3, 1,  0, 1, 0,
         3,  2,  1,  3,  3,  2,  0, 1, 3,  0, -1, 1,  2, -1, 3, 0,  2,  1,  3,  2, 3, 0,  2, 1, 2,
         -1, -1, 3,  1,  0,  -1, 2, 3, -1, 0, 2,  0,  0, 2,  2, 3,  0,  3,  2,  2, 3, -1, 1, 1, 0,
         1,  3,  3,  2,  0,  -1, 2, 1, 3,  1, 0,  -1, 0, 3,  3, 0,  3,  -1, 3,  3, 3, 0,  1, 3, 1,
         3,  -1, 2,  2,  -1, 3,  1, 3, -1, 3, 1,  0,  2, 0,  0, -1, 3,  1,  3,  3, 3, 1,  2, 1, 0,
         0,  3,  -1, 3,  0,  -1, 1, 3, 1,  2, 0,  3,  1, -1, 3, 2,  2,  3,  3,  2, 3, 3,  1, 2, 0,
         0,  0,  1,  -1, -1, 1,  1, 3, 0,  3, 0,  0,  2, 0,  0, 0,  -1, -1, 2,  2 } },
  { 12, { -1, 2,  2,  3,  1,  1,  0, 2, 0,  1, 2,  2, 3, 2,  1, 1,  3,  0,  -1, 2,  3, 1,  0,  1, 0,
          3,  2,  1,  3,  3,  2,  0, 1, 3,  0, -1, 1, 2, -1, 3, 0,  2,  1,  3,  -1, 3, 0,  -1, 1, 2,
          -1, -1, 3,  1,  0,  -1, 2, 3, -1, 0, 2,  0, 0, 2,  2, 3,  0,  3,  2,  2,  3, -1, 1,  1, 0,
          1,  3,  3,  2,  0,  -1, 2, 1, 3,  1, 0,  0, 0, 3,  3, 0,  3,  -1, 3,  3,  3, 0,  1,  3, 1,
          3,  -1, 2,  2,  -1, 3,  1, 3, -1, 3, 1,  0, 2, 0,  0, -1, 3,  1,  3,  3,  3, 1,  2,  1, 0,
          0,  3,  -1, 3,  0,  -1, 1, 3, 1,  2, 0,  3, 1, -1, 3, 2,  -1, 3,  3,  -1, 3, 3,  1,  2, 0,
          0,  0,  1,  -1, -1, 1,  1, 3, 0,  3, 0,  0, 2, 0,  0, 0,  -1, -1, 2,  2 } }
};

static void
test_other_implementation (void)
{
  const guint count = G_N_ELEMENTS (other_points);

  for (guint k = 0; k < G_N_ELEMENTS (others); k++)
    {
      const AlgoHdbscanOptions options = { .samples = others[k].size,
                                           .least_size = others[k].size };
      g_autoptr (AlgoClusters) clusters = algo_hdbscan (count, 2, &other_points[0][0], &options);
      guint differ = 0;

      g_assert_cmpuint (clusters->n_clusters, ==, 4);
      for (guint i = 0; i < count; i++)
        {
          /* Where points come off at the very distance at which clusters part it has them in one of
           * these, and we in none. */
          if (clusters->labels[i] < 0 || others[k].labels[i] < 0)
            differ += clusters->labels[i] != others[k].labels[i];
          else
            {
              for (guint j = 0; j < i; j++)
                if (clusters->labels[j] >= 0 && others[k].labels[j] >= 0)
                  g_assert_cmpint (clusters->labels[i] == clusters->labels[j], ==,
                                   others[k].labels[i] == others[k].labels[j]);
            }
        }
      g_assert_cmpuint (differ, <=, 1);
    }
}

/* Prim's algorithm, over all pairs. */
static double
weigh_tree_plainly (const Plain *plain)
{
  g_autofree double *nearest = g_new (double, plain->count);
  g_autofree gboolean *is_in = g_new0 (gboolean, plain->count);
  double sum = 0;

  for (guint i = 0; i < plain->count; i++)
    nearest[i] = i == 0 ? 0 : INFINITY;
  for (guint step = 0; step < plain->count; step++)
    {
      guint next = G_MAXUINT;

      for (guint i = 0; i < plain->count; i++)
        if (!is_in[i] && (next == G_MAXUINT || nearest[i] < nearest[next]))
          next = i;
      is_in[next] = TRUE;
      sum += nearest[next];
      for (guint i = 0; i < plain->count; i++)
        nearest[i] = MIN (nearest[i], plain->reach[next * plain->count + i]);
    }
  return sum;
}

static void
test_spanning_tree (void)
{
  for (guint seed = 0; seed < 8; seed++)
    for (guint threads = 1; threads <= 3; threads++)
      {
        const guint count = 1600, dimensions = 1 + seed % 4;
        const AlgoHdbscanOptions options = { .samples = 1 + 3 * (seed % 3), .least_size = 5 };
        g_autofree double *points = make_points (count, dimensions, seed, seed > 5);
        g_autofree AlgoTreeEdge *edges = g_new (AlgoTreeEdge, count);
        Plain plain;
        double sum = 0;

        if (threads != 1 && seed % 3 != 0)
          continue;
        plain_init (&plain, count, dimensions, points, &options);
        algo_spanning_tree_find (count, dimensions, points, options.samples, 0, threads, edges);
        for (guint i = 0; i + 1 < count; i++)
          {
            sum += edges[i].weight;
            g_assert_cmpfloat_with_epsilon (edges[i].weight,
                                            plain.reach[edges[i].from * count + edges[i].to], 1e-9);
          }
        g_assert_cmpfloat_with_epsilon (sum, weigh_tree_plainly (&plain), 1e-6);
        plain_clear (&plain);
      }
}

/* The order of points, and threads, change nothing but names. */
static void
test_order (void)
{
  const guint count = 3000;
  AlgoHdbscanOptions options = { .samples = 5, .least_size = 20, .threads = 1 };
  g_autofree double *points = make_points (count, 3, 2, FALSE), *turned = g_new (double, count * 3);
  g_autofree gint *labels = g_new (gint, count);
  g_autoptr (AlgoClusters) clusters = algo_hdbscan (count, 3, points, &options);
  g_autoptr (AlgoClusters) of_turned = NULL, in_threads = NULL;

  for (guint i = 0; i < count; i++)
    memcpy (turned + 3 * i, points + 3 * (count - 1 - i), 3 * sizeof *points);
  of_turned = algo_hdbscan (count, 3, turned, &options);
  options.threads = 4;
  in_threads = algo_hdbscan (count, 3, points, &options);
  g_assert_cmpuint (clusters->n_clusters, >, 2);
  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpint (clusters->labels[i], ==, in_threads->labels[i]);
      labels[i] = of_turned->labels[count - 1 - i];
    }
  assert_same_clusters (count, clusters->labels, labels);
  for (guint k = 1; k < clusters->n_clusters; k++)
    g_assert_cmpuint (clusters->sizes[k - 1], >=, clusters->sizes[k]);
}

/* None, one, all the same, too few. */
static void
test_small (void)
{
  const AlgoHdbscanOptions options = { .samples = 3, .least_size = 4 };
  const double same[40] = { 0 };

  for (guint count = 0; count <= 20; count++)
    {
      g_autoptr (AlgoClusters) clusters = algo_hdbscan (count, 2, same, &options);

      g_assert_cmpuint (clusters->n_clusters, ==, 0);
      for (guint i = 0; i < count; i++)
        g_assert_cmpint (clusters->labels[i], ==, -1);
    }
  {
    double pairs[40];
    g_autoptr (AlgoClusters) clusters = NULL;

    for (guint i = 0; i < 40; i++)
      pairs[i] = i < 20 ? 0 : 1;
    clusters = algo_hdbscan (20, 2, pairs, &options);
    g_assert_cmpuint (clusters->n_clusters, ==, 2);
    g_assert_cmpuint (clusters->sizes[0], ==, 10);
    g_assert_cmpint (clusters->labels[0], ==, 0);
    g_assert_cmpint (clusters->labels[19], ==, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hdbscan/definition", test_definition);
  g_test_add_func ("/hdbscan/other-implementation", test_other_implementation);
  g_test_add_func ("/hdbscan/spanning-tree", test_spanning_tree);
  g_test_add_func ("/hdbscan/order", test_order);
  g_test_add_func ("/hdbscan/small", test_small);
  return g_test_run ();
}
