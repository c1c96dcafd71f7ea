/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/kinds-file.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/kinds/rand-index.h"
#include "engine/run/observation.h"
#include "tests/engine/recorded-run.h"
#include "tests/engine/sample-networks.h"

#define EACH 40

/* By the formula, worked out by hand: 15 pairs, 3 + 3 in one class of `a`, 4 of `b`, 2 of both. */
static void
test_rand_index (void)
{
  const gint a[] = { 0, 0, 0, 1, 1, 1 }, b[] = { 0, 0, 1, 1, 2, 2 };
  const gint renamed[] = { 5, 5, 5, -1, -1, -1 }, left_out[] = { 0, 0, 0, 1, 1, -2 };
  const double expected = 6.0 * 3 / 15;

  g_assert_cmpfloat_with_epsilon (algo_rand_index (6, a, b),
                                  (2 - expected) / ((6 + 3) / 2.0 - expected), 1e-12);
  g_assert_cmpfloat_with_epsilon (algo_rand_index (6, a, renamed), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (algo_rand_index (6, a, left_out), 1, 1e-12);
  g_assert_cmpfloat (algo_rand_index (6, a, a), ==, 1);
}

/* Points along (3, 4) / 5, and a little across. */
static void
test_principal (void)
{
  double points[200], projected[2];
  g_autoptr (AlgoPrincipal) principal = NULL;

  for (guint i = 0; i < 100; i++)
    {
      const double along = i - 49.5, across = i % 2 == 0 ? 0.5 : -0.5;

      points[2 * i] = 1 + 0.6 * along - 0.8 * across;
      points[2 * i + 1] = 2 + 0.8 * along + 0.6 * across;
    }
  principal = algo_principal_new (100, 2, points, 1, 2);
  g_assert_cmpuint (principal->kept, ==, 2);
  g_assert_cmpfloat_with_epsilon (principal->axes[0], 0.6, 1e-3);
  g_assert_cmpfloat_with_epsilon (principal->axes[1], 0.8, 1e-3);
  g_assert_cmpfloat (principal->shares[0], >, 0.999);
  g_assert_cmpfloat_with_epsilon (principal->shares[0] + principal->shares[1], 1, 1e-9);
  algo_principal_project (principal, points, projected);
  g_assert_cmpfloat_with_epsilon (hypot (projected[0], projected[1]), hypot (49.5, 0.5), 1e-9);
}

static void
test_letters (void)
{
  static const struct
  {
    guint kind;
    const char *letter;
  } cases[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" }, { 52, "BA" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letter = algo_kind_letter (cases[i].kind);

      g_assert_cmpstr (letter, ==, cases[i].letter);
    }
}

/* Networks of three algorithms, each disturbed a little otherwise. */
static AlgoSamples *
make_samples (void)
{
  AlgoSamples *samples = algo_samples_new ();

  samples->n_runs = 1;
  samples->paths = g_new0 (char *, 1);
  for (guint i = 0; i < 3 * EACH; i++)
    {
      g_autoptr (AlgoNetwork) plain = i % 3 == 0   ? sample_even_arms (8, 24, 6, 1)
                                      : i % 3 == 1 ? sample_even_arms (8, 24, 6, 2)
                                                   : sample_convexity (8, 24, i);
      g_autoptr (AlgoNetwork) network = sample_disturb (plain, 0.02, i);
      AlgoSample sample = { .phase = i % 3 == 0   ? ALGO_PHASE_DOUBLE_SIDED
                                     : i % 3 == 1 ? ALGO_PHASE_PUDDING_PLUS
                                                  : ALGO_PHASE_CONVEXITY,
                            .step = i,
                            .log_beta = -6 + i % 3,
                            .unexplained = 0.1 * (1 + i % 3) };

      algo_features_of (network, sample.features);
      g_array_append_val (samples->values, sample);
    }
  return samples;
}

static void
test_found (void)
{
  g_autoptr (AlgoSamples) samples = make_samples ();
  const AlgoKindsOptions options = { .least_distance = -1, .threads = 1 };
  g_autoptr (AlgoKinds) kinds = algo_kinds_find (samples, &options);
  g_autoptr (AlgoKinds) again = algo_kinds_find (samples, &(AlgoKindsOptions){ 0, 0, -1, 3 });

  g_assert_cmpuint (kinds->n_kinds, ==, 3);
  g_assert_cmpfloat (kinds->agreement_of_kinds, ==, 1);
  g_assert_cmpfloat (kinds->agreement, >, 0.9);
  for (guint k = 0; k < 3; k++)
    {
      const AlgoKind *kind = &kinds->kinds[k];
      const AlgoSample *typical = algo_samples_get (samples, kind->typical);

      g_assert_cmpuint (kind->count, >, 0.8 * EACH);
      g_assert_cmpuint (kind->runs, ==, 1);
      g_assert_cmpfloat (kind->phase_share, ==, 1);
      g_assert_cmpint (kinds->labels[kind->typical], ==, k);
      g_assert_cmpint (typical->phase, ==, kind->phase);
      g_assert_cmpfloat_with_epsilon (kind->log_beta.low, kind->log_beta.high, 1e-9);
      g_assert_cmpfloat_with_epsilon (kind->unexplained.median, typical->unexplained, 1e-9);
      g_assert_cmpfloat (kind->step.low, <, kind->step.high);
      g_assert_cmpfloat (algo_features_distance (typical->features, kind->centre), <, 3);
    }
  for (guint i = 0; i < 3 * EACH; i++)
    g_assert_cmpint (kinds->labels[i], ==, again->labels[i]);
}

/* What is written is read again, and tells its own networks from others. */
static void
test_file (void)
{
  g_autoptr (AlgoSamples) samples = make_samples ();
  g_autoptr (AlgoKinds) kinds = algo_kinds_find (samples, &(AlgoKindsOptions){ 0, 0, -1, 1 });
  g_autoptr (AlgoNamedKinds) named = algo_named_kinds_of (kinds, samples);
  g_autoptr (AlgoNamedKinds) read = NULL;
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "kinds.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoNetwork) other = sample_random (8, 24, 4);
  double features[ALGO_N_FEATURES], distance;
  guint near = 0;

  g_free (named->kinds[0].note);
  named->kinds[0].note = g_strdup ("\"both\" sides");
  algo_named_kinds_save (named, path, &error);
  g_assert_no_error (error);
  read = algo_named_kinds_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->count, ==, 3);
  g_assert_cmpstr (read->kinds[0].note, ==, "\"both\" sides");
  g_assert_cmpstr (read->kinds[2].letter, ==, "C");
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    g_assert_cmpfloat_with_epsilon (read->kinds[1].centre[i], named->kinds[1].centre[i], 1e-7);
  for (guint i = 0; i < kinds->count; i++)
    {
      const AlgoNamedKind *found =
          algo_named_kinds_find (read, algo_samples_get (samples, i)->features, &distance);

      if (kinds->labels[i] >= 0)
        g_assert_true (found == &read->kinds[kinds->labels[i]]);
      near += distance < ALGO_NEW_DISTANCE;
    }
  g_assert_cmpuint (near, >=, 3 * EACH - 6);
  algo_features_of (other, features);
  g_assert_nonnull (algo_named_kinds_find (read, features, &distance));
  g_assert_cmpfloat (distance, >, ALGO_NEW_DISTANCE);
  folder_free (folder);
}

static void
test_bad_files (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{\"format\": \"else\"}",
    "{\"format\": \"algoscope kinds\", \"version\": 2}",
    "{\"kinds\": [{\"letter\": \"A\"}]}",
    "{\"kinds\": [{\"name\": \"a\", \"features\": {\"colour\": {\"centre\": 1}}}]}",
    "{\"kinds\": [{\"name\": \"a\", \"features\": {\"lean\": {\"centre\": nan}}}]}",
    "{\"kinds\": [{\"name\": \"a\", \"features\": {\"lean\": {\"spread\": -1}}}]}",
    "{\"kinds\": [{\"name\": \"a\"}",
    "{\"kinds\": []} more",
  };
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "kinds.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AlgoNamedKinds) kinds = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      kinds = algo_named_kinds_load (path, &error);
      g_assert_null (kinds);
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "kinds.json"));
    }
  folder_free (folder);
}

static gboolean
give_up (guint done, guint total, gpointer data)
{
  return FALSE;
}

static void
test_run (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoSamples) samples = algo_samples_new ();
  g_autoptr (AlgoSamples) last = algo_samples_new ();
  g_autoptr (GError) error = NULL;
  const AlgoSample *first;

  algo_samples_add_run (samples, fixture->path, 1, 2, NULL, NULL, &error);
  g_assert_no_error (error);
  algo_samples_add_run (last, fixture->path, 0, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last->values->len, ==, ALGO_GRID);
  g_assert_cmpuint (samples->values->len % ALGO_GRID, ==, 0);
  g_assert_cmpuint (samples->values->len, >, ALGO_GRID);
  first = algo_samples_get (last, 0);
  g_assert_cmpuint (first->step, ==, RECORDED_STEPS);
  g_assert_cmpuint (first->seed, ==, 11);
  g_assert_cmpfloat (first->log_beta, <, algo_samples_get (last, 1)->log_beta);
  /* On whatever threads, the last step's are the same. */
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoSample *a = algo_samples_get (last, i);
      const AlgoSample *b = algo_samples_get (samples, samples->values->len - ALGO_GRID + i);

      g_assert_cmpuint (a->step, ==, b->step);
      g_assert_cmpmem (a->features, sizeof a->features, b->features, sizeof b->features);
    }
  g_assert_false (algo_samples_add_run (samples, "missing", 1, 1, NULL, NULL, &error));
  g_clear_error (&error);
  g_assert_false (algo_samples_add_run (samples, fixture->path, 1, 1, give_up, NULL, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/rand-index", test_rand_index);
  g_test_add_func ("/kinds/principal", test_principal);
  g_test_add_func ("/kinds/letters", test_letters);
  g_test_add_func ("/kinds/found", test_found);
  g_test_add_func ("/kinds/file", test_file);
  g_test_add_func ("/kinds/bad-files", test_bad_files);
  g_test_add ("/kinds/run", FileFixture, NULL, recorded_run_set_up, test_run,
              recorded_run_tear_down);
  return g_test_run ();
}
