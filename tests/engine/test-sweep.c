/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of seeds, claims, and folders of runs, as far as they can be without training. */
#include <glib/gstdio.h>
#include <string.h>

#include "engine/ensemble/seeds.h"
#include "engine/ensemble/sweep-training.h"
#include "engine/error.h"
#include "tests/engine/recorded-run.h"
#include "tests/folder.h"

#define JOINERS 8

static void
test_seeds (void)
{
  static const struct
  {
    const char *text, *tidy;
  } good[] = {
    { "0", "0" },
    { "0-32", "0-32" },
    { "7-7", "7" },
    { "0,3,5-9", "0,3,5-9" },
    { "9,5-8,3,0,3", "0,3,5-9" },
    { "0,1", "0-1" },
    { "4611686018427387903", "4611686018427387903" },
  };
  static const char *const bad[] = { "",         ",",
                                     "1,",       "-1",
                                     "1-",       "3-1",
                                     "1 2",      "0x3",
                                     "+1",       "a",
                                     "1-2-3",    "4611686018427387904",
                                     "0-100000", "0-99999,100000" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) seeds = algo_seeds_parse (good[i].text, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = algo_seeds_format (seeds);
      g_assert_cmpstr (text, ==, good[i].tidy);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (algo_seeds_parse (bad[i], &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
    }
}

static void
test_sets (void)
{
  g_autoptr (GArray) a = algo_seeds_parse ("1,3-5", NULL), b = algo_seeds_parse ("0,4-7", NULL);
  g_autoptr (GArray) both = algo_seeds_unite (a, b);
  g_autofree char *text = algo_seeds_format (both);

  g_assert_cmpstr (text, ==, "0-1,3-7");
  g_assert_true (algo_seeds_contain (a, 1));
  g_assert_true (algo_seeds_contain (a, 5));
  g_assert_false (algo_seeds_contain (a, 0));
  g_assert_false (algo_seeds_contain (a, 2));
}

static void
test_claims (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoClaim) first = algo_claim_take (fixture->path, 7, FALSE, &error);
  g_autoptr (AlgoClaim) other = NULL, again = NULL;

  g_assert_nonnull (first);
  g_assert_true (algo_claim_is_taken (fixture->path, 7));
  g_assert_false (algo_claim_is_taken (fixture->path, 8));
  g_assert_null (algo_claim_take (fixture->path, 7, FALSE, &error));
  g_assert_no_error (error);
  other = algo_claim_take (fixture->path, 8, TRUE, &error);
  g_assert_nonnull (other);
  g_clear_pointer (&first, algo_claim_release);
  g_assert_false (algo_claim_is_taken (fixture->path, 7));
  again = algo_claim_take (fixture->path, 7, FALSE, &error);
  g_assert_nonnull (again);
  g_assert_null (algo_claim_take (fixture->folder, 7, FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

static gpointer
join (gpointer data)
{
  static gint next;
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autofree char *list = g_strdup_printf ("%d", g_atomic_int_add (&next, 1));
  g_autoptr (GArray) seeds = algo_seeds_parse (list, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoSweep) sweep = algo_sweep_join (data, &settings, seeds, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sweep);
  return NULL;
}

/* Whoever joins at the same time as others, no seed is lost. */
static void
test_joined (void)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "sweep", NULL);
  g_autoptr (AlgoSweep) sweep = NULL;
  g_autofree char *seeds = NULL;
  GThread *threads[JOINERS];

  for (guint i = 0; i < JOINERS; i++)
    threads[i] = g_thread_new ("join", join, path);
  for (guint i = 0; i < JOINERS; i++)
    g_thread_join (threads[i]);
  sweep = algo_sweep_open (path, NULL);
  g_assert_nonnull (sweep);
  seeds = algo_seeds_format (sweep->seeds);
  g_assert_cmpstr (seeds, ==, "0-7");
  g_assert_cmpuint (sweep->settings.batch, ==, RECORDED_SETTINGS.batch);
  g_assert_cmpfloat (sweep->settings.rate, ==, RECORDED_SETTINGS.rate);
  g_clear_pointer (&sweep, algo_sweep_free);
  folder_free (folder);
}

static AlgoSweep *
make_sweep (const char *folder)
{
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (GArray) seeds = algo_seeds_parse ("0-2", NULL);
  g_autoptr (GError) error = NULL;
  AlgoSweep *sweep = algo_sweep_join (folder, &settings, seeds, &error);

  g_assert_no_error (error);
  return sweep;
}

static void
assert_state (const AlgoSweep *sweep, guint64 seed, AlgoSeedState state, guint64 step)
{
  g_auto (AlgoSeedStatus) status = { 0 };

  algo_sweep_look (sweep, seed, &status);
  g_assert_cmpstr (algo_seed_state_name (status.state), ==, algo_seed_state_name (state));
  g_assert_cmpuint (status.step, ==, step);
  g_assert_true ((status.reason != NULL) == (state == ALGO_SEED_FAILED));
}

/* Stops at a step, after which it looks at what others see. */
typedef struct
{
  const AlgoSweep *sweep;
  guint64 seed, stop;
  guint calls;
} Watch;

static gboolean
watch (guint64 step, const AlgoMetrics *metrics, gpointer data)
{
  Watch *self = data;
  g_auto (AlgoSeedStatus) status = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true ((metrics == NULL) == (self->calls == 0));
  self->calls++;
  if (step < self->stop)
    return TRUE;
  algo_sweep_look (self->sweep, self->seed, &status);
  g_assert_cmpint (status.state, ==, ALGO_SEED_RUNNING);
  g_assert_cmpint (algo_sweep_train (self->sweep, self->seed, 1, watch, self, &error), ==,
                   ALGO_SWEEP_TAKEN);
  g_assert_no_error (error);
  return FALSE;
}

static void
test_trained (void)
{
  char *folder = folder_new ();
  g_autoptr (AlgoSweep) sweep = make_sweep (folder);
  g_autoptr (GError) error = NULL;
  Watch stopped = { .sweep = sweep, .seed = 1, .stop = 40 };
  Watch finished = { .sweep = sweep, .seed = 1, .stop = 1000 };

  assert_state (sweep, 1, ALGO_SEED_WAITING, 0);
  g_assert_cmpint (algo_sweep_train (sweep, 1, 1, watch, &stopped, &error), ==, ALGO_SWEEP_STOPPED);
  g_assert_no_error (error);
  assert_state (sweep, 1, ALGO_SEED_PARTIAL, 40);
  g_assert_cmpint (algo_sweep_train (sweep, 1, 1, watch, &finished, &error), ==,
                   ALGO_SWEEP_FINISHED);
  g_assert_no_error (error);
  g_assert_cmpuint (finished.calls, ==, 1 + 80);
  assert_state (sweep, 1, ALGO_SEED_FINISHED, 120);
  /* Not once more. */
  g_assert_cmpint (algo_sweep_train (sweep, 1, 1, watch, &finished, &error), ==,
                   ALGO_SWEEP_FINISHED);
  g_assert_cmpuint (finished.calls, ==, 1 + 80);
  assert_state (sweep, 2, ALGO_SEED_WAITING, 0);
  g_clear_pointer (&sweep, algo_sweep_free);
  folder_free (folder);
}

/* What is said of a run counts only as long as the run is as it was. */
static void
test_replaced (void)
{
  char *folder = folder_new ();
  g_autoptr (AlgoSweep) sweep = make_sweep (folder);
  g_autofree char *path = algo_sweep_get_run_path (sweep, 0);

  recorded_run_make (path, 50);
  algo_sweep_say (sweep, 0, ALGO_SEED_FINISHED, 120, NULL);
  assert_state (sweep, 0, ALGO_SEED_FINISHED, 120);
  recorded_run_make (path, 60);
  assert_state (sweep, 0, ALGO_SEED_PARTIAL, 60);
  g_assert_true (g_file_set_contents (path, "no run", -1, NULL));
  assert_state (sweep, 0, ALGO_SEED_FAILED, 120);
  g_unlink (path);
  assert_state (sweep, 0, ALGO_SEED_WAITING, 0);
  algo_sweep_say (sweep, 0, ALGO_SEED_FAILED, 3, "for a\nreason");
  assert_state (sweep, 0, ALGO_SEED_FAILED, 3);
  g_clear_pointer (&sweep, algo_sweep_free);
  folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/sweep/seeds", test_seeds);
  g_test_add_func ("/engine/sweep/sets", test_sets);
  g_test_add ("/engine/sweep/claims", FileFixture, NULL, file_fixture_set_up, test_claims,
              file_fixture_tear_down);
  g_test_add_func ("/engine/sweep/joined", test_joined);
  g_test_add_func ("/engine/sweep/trained", test_trained);
  g_test_add_func ("/engine/sweep/replaced", test_replaced);
  return g_test_run ();
}
