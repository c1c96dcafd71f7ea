/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run files read back, and files that only look like them. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/error.h"
#include "engine/run-file/database.h"
#include "engine/run-file/replay.h"
#include "engine/run-file/schema.h"
#include "tests/engine/recorded-run.h"

#define STEPS 60
#define FLIPS 400
#define TRUNCATIONS 60

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = recorded_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  recorded_run_make (fixture->path, STEPS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  recorded_folder_free (fixture->folder);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);
  const AlgoRun *run = algo_run_file_get_run (file);
  const AlgoSettings settings = RECORDED_SETTINGS;
  const AlgoRunEvent *events = (const AlgoRunEvent *) run->events->data;

  g_assert_cmpuint (recorded_folder_count (fixture->folder), ==, 1);
  g_assert_cmpuint (run->settings.seed, ==, settings.seed);
  g_assert_cmpuint (run->settings.most, ==, settings.most);
  g_assert_cmpuint (run->settings.steps, ==, settings.steps);
  g_assert_true (run->settings.rate == settings.rate);
  g_assert_true (run->rate == 1e-3);
  g_assert_cmpuint (run->step, ==, STEPS);
  g_assert_cmpuint (run->budget, ==, settings.steps);
  g_assert_cmpuint (run->metrics->len, ==, STEPS);
  g_assert_cmpuint (run->snapshots->len, ==, 3); /* 0, 25, 50 */
  g_assert_cmpuint (run->grids->len, ==, 3);
  g_assert_cmpuint (run->events->len, ==, 2);
  g_assert_cmpint (events[0].kind, ==, ALGO_RUN_START);
  g_assert_cmpstr (events[0].text, ==, run->kernels);
  g_assert_cmpint (events[1].kind, ==, ALGO_RUN_RATE);
  g_assert_cmpuint (events[1].step, ==, 30);
  g_assert_true (events[1].value == 1e-3);
}

/* Parameters of any step are the nearest that were kept, and those that the run had. */
static void
test_snapshots (Fixture *fixture, gconstpointer data)
{
  static const guint64 asked[] = { 0, 24, 25, 59, 60, 1000000 }, found[] = { 0, 0, 25, 50, 60, 60 };
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);
  const AlgoSettings settings = RECORDED_SETTINGS;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, asked[i], &error);
      g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
      g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&settings);

      g_assert_no_error (error);
      g_assert_cmpuint (snapshot->step, ==, found[i]);
      algo_recorder_begin (recorder, trainer);
      recorded_run_advance (trainer, recorder, found[i]);
      g_assert_cmpmem (snapshot->parameters->values, snapshot->parameters->count * sizeof (float),
                       algo_trainer_get_parameters (trainer)->values,
                       snapshot->parameters->count * sizeof (float));
    }
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoReplay) replay = algo_replay_new (file, 2, &error);
  AlgoMetrics metrics;

  g_assert_no_error (error);
  for (guint i = 0; i < STEPS; i++)
    {
      algo_replay_step (replay, &metrics, &error);
      g_assert_no_error (error);
    }
  algo_replay_check_state (replay, &error);
  g_assert_no_error (error);
}

static char *
contents_of (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

/* Without syncing, which would take most of the time. */
static void
write_contents (const char *path, const char *contents, gsize length)
{
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (contents, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Writes `contents`, opens it, and looks whether it was left as it was, alone in its folder. */
static AlgoRunFile *
open_contents (Fixture *fixture, const char *contents, gsize length, GError **error)
{
  g_autofree char *after = NULL;
  gsize length_after;
  AlgoRunFile *file;

  write_contents (fixture->path, contents, length);
  file = algo_run_file_open (fixture->path, error);
  after = contents_of (fixture->path, &length_after);
  g_assert_cmpmem (contents, length, after, length_after);
  g_assert_cmpuint (recorded_folder_count (fixture->folder), ==, 1);
  return file;
}

static void
assert_refusal (Fixture *fixture, const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == ALGO_ERROR || error->domain == G_FILE_ERROR);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_assert_null (strchr (error->message, '\n'));
}

/* That what was read is what was written. */
static void
assert_same_run (const AlgoRun *run, const AlgoRun *original)
{
  g_assert_cmpuint (run->step, ==, original->step);
  g_assert_cmpuint (run->budget, ==, original->budget);
  g_assert_cmpuint (run->settings.seed, ==, original->settings.seed);
  g_assert_true (run->settings.rate == original->settings.rate);
  g_assert_cmpmem (run->metrics->data, run->metrics->len * sizeof (AlgoMetrics),
                   original->metrics->data, original->metrics->len * sizeof (AlgoMetrics));
  g_assert_cmpuint (run->events->len, ==, original->events->len);
  g_assert_cmpuint (run->snapshots->len, ==, original->snapshots->len);
  g_assert_cmpuint (run->grids->len, ==, original->grids->len);
  for (guint i = 0; i < run->grids->len; i++)
    g_assert_cmpmem (g_ptr_array_index (run->grids, i), sizeof (AlgoGrid),
                     g_ptr_array_index (original->grids, i), sizeof (AlgoGrid));
}

/* A bit turned over is noticed, or stands where nothing is kept. */
static void
test_bit_flips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) original = recorded_run_open (fixture->path);
  gsize length;
  g_autofree char *contents = contents_of (fixture->path, &length);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint refused = 0;

  for (guint i = 0; i < FLIPS; i++)
    {
      /* Every second one in the first pages, where the structure is. */
      const gsize at =
          (gsize) (g_rand_double (random) * (i % 2 == 0 ? MIN (length, 1 << 17) : length));
      const char bit = (char) (1 << g_rand_int_range (random, 0, 8));
      g_autoptr (GError) error = NULL;
      g_autoptr (AlgoRunFile) file = NULL;

      contents[at] ^= bit;
      file = open_contents (fixture, contents, length, &error);
      contents[at] ^= bit;
      if (file != NULL)
        assert_same_run (algo_run_file_get_run (file), algo_run_file_get_run (original));
      else
        {
          assert_refusal (fixture, error);
          refused++;
        }
    }
  /* How much of the file is free differs. */
  g_assert_cmpuint (refused, >, FLIPS / 4);
}

static void
test_truncations (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *contents = contents_of (fixture->path, &length);

  for (guint i = 0; i < TRUNCATIONS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          open_contents (fixture, contents, i < 20 ? i * 8 : length * i / TRUNCATIONS, &error));
      assert_refusal (fixture, error);
    }
}

/* Changes the file by SQL, as anybody could, and returns why it is not opened any more. */
static GError *
spoil (Fixture *fixture, const char *sql)
{
  sqlite3 *database;
  gsize length;
  g_autofree char *contents = NULL;
  GError *error = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  contents = contents_of (fixture->path, &length);
  g_assert_null (open_contents (fixture, contents, length, &error));
  assert_refusal (fixture, error);
  return error;
}

static void
test_spoilt (Fixture *fixture, gconstpointer sql)
{
  g_autoptr (GError) error = spoil (fixture, sql);

  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = spoil (fixture, "PRAGMA user_version = 2");

  g_assert_nonnull (strstr (error->message, "newer"));
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = spoil (fixture, "PRAGMA application_id = 252006673");

  g_assert_nonnull (strstr (error->message, "not an Algoscope run"));
}

/* Right in everything, checksum included, but for one parameter that is not a number. */
static void
test_not_finite (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1);
  g_autoptr (GError) error = NULL;
  g_auto (AlgoRow) row = { 0 };
  sqlite3 *database;

  parameters->values[1000] = NAN;
  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  algo_row_prepare (&row, database, "REPLACE INTO snapshots VALUES (?, ?, ?)", &error);
  algo_row_put_integer (&row, 25);
  algo_row_put_blob (&row, parameters->values, parameters->count * sizeof (float));
  algo_row_write (&row, &error);
  g_assert_no_error (error);
  algo_row_clear (&row);
  sqlite3_close (database);
  g_assert_null (algo_run_file_open (fixture->path, &error));
  assert_refusal (fixture, error);
}

static void
test_other_files (Fixture *fixture, gconstpointer data)
{
  const char text[] = "SQLite format 3 is what this text only speaks of, over a hundred bytes and "
                      "a few more, so that there is something to be read where a header would be.";
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_autoptr (GError) of_text = NULL, of_missing = NULL, of_folder = NULL;

  g_assert_null (open_contents (fixture, text, sizeof text, &of_text));
  g_assert_error (of_text, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_null (algo_run_file_open (missing, &of_missing));
  g_assert_error (of_missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (algo_run_file_open (fixture->folder, &of_folder));
  g_assert_error (of_folder, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_schedule (void)
{
  guint snapshots = 0;

  for (guint64 step = 0; step <= 4000; step++)
    snapshots += algo_run_snapshot_is_due (step);
  g_assert_cmpuint (snapshots, ==, 91);
  g_assert_true (algo_run_snapshot_is_due (4100));
  g_assert_false (algo_run_snapshot_is_due (4050));
  g_assert_true (algo_run_snapshot_is_due (16200));
  g_assert_false (algo_run_snapshot_is_due (16100));
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/run-file/round-trip", NULL, test_round_trip);
  ADD ("/engine/run-file/snapshots", NULL, test_snapshots);
  ADD ("/engine/run-file/replay", NULL, test_replay);
  ADD ("/engine/run-file/bit-flips", NULL, test_bit_flips);
  ADD ("/engine/run-file/truncations", NULL, test_truncations);
  ADD ("/engine/run-file/newer", NULL, test_newer);
  ADD ("/engine/run-file/foreign", NULL, test_foreign);
  ADD ("/engine/run-file/spoilt/missing-step", "DELETE FROM steps WHERE step = 7", test_spoilt);
  ADD ("/engine/run-file/spoilt/last-step", "DELETE FROM steps WHERE step = 60", test_spoilt);
  ADD ("/engine/run-file/spoilt/no-state", "DELETE FROM state", test_spoilt);
  ADD ("/engine/run-file/spoilt/setting", "UPDATE meta SET value = '65' WHERE key = 'most'",
       test_spoilt);
  ADD ("/engine/run-file/spoilt/huge-blob", "UPDATE state SET parameters = zeroblob (300000000)",
       test_spoilt);
  ADD ("/engine/run-file/spoilt/short-blob", "UPDATE snapshots SET parameters = zeroblob (4)",
       test_spoilt);
  ADD ("/engine/run-file/spoilt/infinite", "UPDATE steps SET loss = 9e999 WHERE step = 3",
       test_spoilt);
  ADD ("/engine/run-file/spoilt/extra-table", "CREATE TABLE guests (name)", test_spoilt);
  ADD ("/engine/run-file/spoilt/trigger",
       "CREATE TRIGGER steps_too AFTER INSERT ON steps BEGIN DELETE FROM events; END", test_spoilt);
  ADD ("/engine/run-file/spoilt/missing-table", "DROP TABLE phases", test_spoilt);
  ADD ("/engine/run-file/spoilt/view",
       "DROP TABLE meta; CREATE VIEW meta AS SELECT 'seed' AS key, '1' AS value", test_spoilt);
  ADD ("/engine/run-file/not-finite", NULL, test_not_finite);
  ADD ("/engine/run-file/other-files", NULL, test_other_files);
  g_test_add_func ("/engine/run-file/schedule", test_schedule);
  return g_test_run ();
}
