/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/compare.h"
#include "engine/kinds/rand-index.h"

#define DIMENSIONS 6 /* in more a tree of boxes is slow */
#define VARIANCE 0.97
#define NEIGHBOURS 10
#define LEAST_SHARE 100 /* of all networks, one in so many makes a kind */
#define LEAST_SIZE 10
#define LEAST_DISTANCE 1.0

char *
algo_kind_letter (guint kind)
{
  GString *letter = g_string_new (NULL);

  for (guint rest = kind + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (letter, (char) ('A' + (rest - 1) % 26));
  return g_string_free (letter, FALSE);
}

double
algo_features_distance (const double *a, const double *b)
{
  double sum = 0;

  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    sum += pow ((a[i] - b[i]) / algo_feature_rows[i].unit, 2);
  return sqrt (sum);
}

static void
place_samples (const AlgoSamples *samples, AlgoKinds *kinds)
{
  g_autofree double *points = g_new (double, (gsize) kinds->count *ALGO_N_FEATURES);

  for (guint i = 0; i < kinds->count; i++)
    for (guint k = 0; k < ALGO_N_FEATURES; k++)
      points[(gsize) i * ALGO_N_FEATURES + k] =
          algo_samples_get (samples, i)->features[k] / algo_feature_rows[k].unit;
  kinds->principal =
      algo_principal_new (kinds->count, ALGO_N_FEATURES, points, VARIANCE, DIMENSIONS);
  kinds->places = g_new (double, (gsize) kinds->count * kinds->principal->kept);
  for (guint i = 0; i < kinds->count; i++)
    algo_principal_project (kinds->principal, points + (gsize) i * ALGO_N_FEATURES,
                            kinds->places + (gsize) i * kinds->principal->kept);
}

static double
quantile_of (const double *sorted, guint count, double share)
{
  const double at = share * (count - 1);
  const guint below = (guint) at;

  return below + 1 < count ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below])
                           : sorted[below];
}

/* Of one number of the kind's samples, which `offset` finds; whole ones are steps. */
static AlgoKindRange
measure_range (const AlgoSamples *samples, const AlgoKinds *kinds, gint kind, gsize offset)
{
  const gboolean is_step = offset == G_STRUCT_OFFSET (AlgoSample, step);
  g_autofree double *values = g_new (double, kinds->count);
  guint count = 0;

  for (guint i = 0; i < kinds->count; i++)
    if (kinds->labels[i] == kind)
      {
        const AlgoSample *sample = algo_samples_get (samples, i);

        values[count++] =
            is_step ? (double) sample->step : G_STRUCT_MEMBER (double, sample, offset);
      }
  qsort (values, count, sizeof *values, algo_compare_doubles);
  return (AlgoKindRange){ quantile_of (values, count, 0.1), quantile_of (values, count, 0.5),
                          quantile_of (values, count, 0.9) };
}

static void
measure_features (const AlgoSamples *samples, AlgoKinds *kinds, gint kind)
{
  AlgoKind *of = &kinds->kinds[kind];
  double least = INFINITY;

  for (guint i = 0; i < kinds->count; i++)
    if (kinds->labels[i] == kind)
      for (guint k = 0; k < ALGO_N_FEATURES; k++)
        of->centre[k] += algo_samples_get (samples, i)->features[k] / of->count;
  for (guint i = 0; i < kinds->count; i++)
    if (kinds->labels[i] == kind)
      {
        const double *features = algo_samples_get (samples, i)->features;
        const double distance = algo_features_distance (features, of->centre);

        for (guint k = 0; k < ALGO_N_FEATURES; k++)
          of->spread[k] += pow (features[k] - of->centre[k], 2) / of->count;
        if (distance < least)
          {
            least = distance;
            of->typical = i;
          }
      }
  for (guint k = 0; k < ALGO_N_FEATURES; k++)
    of->spread[k] = sqrt (of->spread[k]);
}

static void
count_phases (const AlgoSamples *samples, AlgoKinds *kinds, gint kind)
{
  AlgoKind *of = &kinds->kinds[kind];
  g_autofree gboolean *has_run = g_new0 (gboolean, samples->n_runs);
  guint counts[ALGO_N_PHASES] = { 0 };

  for (guint i = 0; i < kinds->count; i++)
    if (kinds->labels[i] == kind)
      {
        const AlgoSample *sample = algo_samples_get (samples, i);

        counts[sample->phase]++;
        of->runs += !has_run[sample->run];
        has_run[sample->run] = TRUE;
      }
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    if (counts[phase] > counts[of->phase])
      of->phase = phase;
  of->phase_share = (double) counts[of->phase] / of->count;
}

static void
summarise (const AlgoSamples *samples, AlgoKinds *kinds, const AlgoClusters *clusters)
{
  kinds->kinds = g_new0 (AlgoKind, MAX (kinds->n_kinds, 1));
  for (guint kind = 0; kind < kinds->n_kinds; kind++)
    {
      AlgoKind *of = &kinds->kinds[kind];

      of->count = clusters->sizes[kind];
      of->share = (double) of->count / kinds->count;
#define RANGE(member)                                                                              \
  measure_range (samples, kinds, (gint) kind, G_STRUCT_OFFSET (AlgoSample, member))
      of->unexplained = RANGE (unexplained);
      of->kl = RANGE (kl);
      of->log_beta = RANGE (log_beta);
      of->step = RANGE (step);
#undef RANGE
      measure_features (samples, kinds, (gint) kind);
      count_phases (samples, kinds, (gint) kind);
    }
}

static void
compare_with_phases (const AlgoSamples *samples, AlgoKinds *kinds)
{
  g_autofree gint *phases = g_new (gint, kinds->count);

  for (guint i = 0; i < kinds->count; i++)
    {
      phases[i] = (gint) algo_samples_get (samples, i)->phase;
      kinds->n_none += kinds->labels[i] < 0;
    }
  kinds->agreement = algo_rand_index (kinds->count, kinds->labels, phases);
  for (guint i = 0; i < kinds->count; i++)
    if (kinds->labels[i] < 0)
      phases[i] = -2;
  kinds->agreement_of_kinds = algo_rand_index (kinds->count, kinds->labels, phases);
}

AlgoKinds *
algo_kinds_find (const AlgoSamples *samples, const AlgoKindsOptions *options)
{
  AlgoKinds *kinds = g_new0 (AlgoKinds, 1);
  const guint count = samples->values->len;
  const AlgoHdbscanOptions by_density = {
    .samples = options->samples > 0 ? options->samples : NEIGHBOURS,
    .least_size =
        options->least_size > 0 ? options->least_size : MAX (count / LEAST_SHARE, LEAST_SIZE),
    .least_distance = options->least_distance >= 0 ? options->least_distance : LEAST_DISTANCE,
    .threads = options->threads
  };
  g_autoptr (AlgoClusters) clusters = NULL;

  kinds->count = count;
  place_samples (samples, kinds);
  clusters = algo_hdbscan (count, kinds->principal->kept, kinds->places, &by_density);
  kinds->n_kinds = clusters->n_clusters;
  kinds->labels = g_steal_pointer (&clusters->labels);
  summarise (samples, kinds, clusters);
  compare_with_phases (samples, kinds);
  return kinds;
}

void
algo_kinds_free (AlgoKinds *kinds)
{
  if (kinds == NULL)
    return;
  g_free (kinds->kinds);
  g_free (kinds->labels);
  algo_principal_free (kinds->principal);
  g_free (kinds->places);
  g_free (kinds);
}
