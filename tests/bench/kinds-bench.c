/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it takes to find clusters, by the number of points.
 *
 * usage: kinds-bench [--dimensions D] [--threads T]
 *
 * Prints, for 1,000 to 100,000 points in clouds of several widths with noise between, the seconds
 * that algo_hdbscan() takes and the clusters that it finds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/kinds/hdbscan.h"
#include "engine/random.h"

#define CLOUDS 12

/* The dimensions of clouds fall off, as those of networks do. */
static double *
make_points (guint count, guint dimensions)
{
  g_autofree float *draws = g_new (float, (gsize) count *dimensions);
  double *points = g_new (double, (gsize) count *dimensions);
  AlgoRandom random;

  algo_random_init (&random, 0, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, (gsize) count * dimensions, draws);
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < dimensions; k++)
      {
        const guint cloud = i % CLOUDS;
        const double width = cloud == 0 ? 8 : 0.2 * (cloud + 1) / (k + 1);
        const double at = cloud == 0 ? 0 : 12 * sin (cloud * 2.3 + k * 1.7) / (k + 1);

        points[(gsize) i * dimensions + k] = at + width * draws[(gsize) i * dimensions + k];
      }
  return points;
}

int
main (int argc, char **argv)
{
  static const guint counts[] = { 1000, 3000, 10000, 30000, 100000 };
  int dimensions = 6, threads = 0;
  const GOptionEntry entries[] = {
    { "dimensions", 0, 0, G_OPTION_ARG_INT, &dimensions, NULL, NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || dimensions < 1 || threads < 0)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "not a number that will do");
      return 2;
    }
  puts ("points\tdimensions\tseconds\tclusters");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const AlgoHdbscanOptions options = { .samples = 10,
                                           .least_size = counts[i] / 100,
                                           .threads = (guint) threads };
      g_autofree double *points = make_points (counts[i], (guint) dimensions);
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (AlgoClusters) clusters =
          algo_hdbscan (counts[i], (guint) dimensions, points, &options);

      printf ("%u\t%d\t%.2f\t%u\n", counts[i], dimensions,
              (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, clusters->n_clusters);
      fflush (stdout);
    }
  return 0;
}
