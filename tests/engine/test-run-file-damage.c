/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged run files, and files that only look like them. */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/run-file/database.h"
#include "engine/run-file/schema.h"
#include "tests/engine/damage.h"
#include "tests/engine/recorded-run.h"

#define FLIPS 400

/* A DamageOpenFunc. */
static gpointer
open_run (const char *path, GError **error)
{
  return algo_run_file_open (path, error);
}

static void
assert_same_events (const GArray *a, const GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const AlgoRunEvent *of_a = &g_array_index (a, AlgoRunEvent, i);
      const AlgoRunEvent *of_b = &g_array_index (b, AlgoRunEvent, i);

      g_assert_cmpuint (of_a->step, ==, of_b->step);
      g_assert_cmpint (of_a->kind, ==, of_b->kind);
      g_assert_true (of_a->value == of_b->value);
      g_assert_cmpstr (of_a->text, ==, of_b->text);
      g_assert_cmpint (of_a->time, ==, of_b->time);
    }
}

static void
assert_same_grids (const GPtrArray *a, const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const AlgoGrid *of_a = g_ptr_array_index (a, i), *of_b = g_ptr_array_index (b, i);

      g_assert_cmpuint (of_a->step, ==, of_b->step);
      g_assert_cmpuint (of_a->inputs, ==, of_b->inputs);
      g_assert_cmpuint (of_a->hidden, ==, of_b->hidden);
      for (guint j = 0; j < ALGO_GRID; j++)
        {
          const AlgoGridPoint *x = &of_a->points[j], *y = &of_b->points[j];

          g_assert_cmpint (x->phase, ==, y->phase);
          g_assert_true (x->log_beta == y->log_beta && x->confidence == y->confidence
                         && x->unexplained == y->unexplained && x->kl == y->kl);
        }
    }
}

/* That all but parameters is the same. */
static void
assert_same_run (const AlgoRun *a, const AlgoRun *b)
{
  const AlgoSettings *of_a = &a->settings, *of_b = &b->settings;

  g_assert_cmpuint (of_a->seed, ==, of_b->seed);
  g_assert_true (of_a->least == of_b->least && of_a->most == of_b->most
                 && of_a->levels == of_b->levels && of_a->batch == of_b->batch
                 && of_a->points == of_b->points && of_a->steps == of_b->steps
                 && of_a->rate == of_b->rate);
  g_assert_cmpstr (a->version, ==, b->version);
  g_assert_cmpstr (a->created, ==, b->created);
  g_assert_cmpstr (a->kernels, ==, b->kernels);
  g_assert_cmpuint (a->step, ==, b->step);
  g_assert_cmpuint (a->budget, ==, b->budget);
  g_assert_true (a->rate == b->rate);
  g_assert_cmpmem (a->metrics->data, a->metrics->len * sizeof (AlgoMetrics), b->metrics->data,
                   b->metrics->len * sizeof (AlgoMetrics));
  g_assert_cmpmem (a->snapshots->data, a->snapshots->len * sizeof (guint64), b->snapshots->data,
                   b->snapshots->len * sizeof (guint64));
  assert_same_events (a->events, b->events);
  assert_same_grids (a->grids, b->grids);
}

static void
assert_same_parameters (const AlgoParameters *a, const AlgoParameters *b)
{
  g_assert_cmpmem (a->values, a->count * sizeof (float), b->values, b->count * sizeof (float));
}

/* A run file and all parameters that are in it. */
typedef struct
{
  AlgoRunFile *file;
  AlgoTrainerState *state;
  GPtrArray *snapshots; /* of AlgoSnapshot, one for each step that has one */
} Contents;

/* Takes `file`, which opened, so that all of it can be read. */
static void
contents_init (Contents *contents, AlgoRunFile *file)
{
  const GArray *steps = algo_run_file_get_run (file)->snapshots;
  g_autoptr (GError) error = NULL;

  contents->file = file;
  contents->state = algo_run_file_read_state (file, &error);
  g_assert_no_error (error);
  contents->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_snapshot_unref);
  for (guint i = 0; i < steps->len; i++)
    {
      g_ptr_array_add (contents->snapshots, algo_run_file_read_snapshot (
                                                file, g_array_index (steps, guint64, i), &error));
      g_assert_no_error (error);
    }
}

static void
contents_clear (Contents *contents)
{
  g_ptr_array_unref (contents->snapshots);
  algo_trainer_state_free (contents->state);
  algo_run_file_free (contents->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Contents, contents_clear)

static void
assert_same_contents (const Contents *a, const Contents *b)
{
  assert_same_run (algo_run_file_get_run (a->file), algo_run_file_get_run (b->file));
  g_assert_cmpuint (a->state->step, ==, b->state->step);
  assert_same_parameters (a->state->parameters, b->state->parameters);
  assert_same_parameters (a->state->first_moment, b->state->first_moment);
  assert_same_parameters (a->state->second_moment, b->state->second_moment);
  for (guint i = 0; i < b->snapshots->len; i++)
    {
      const AlgoSnapshot *of_a = g_ptr_array_index (a->snapshots, i);
      const AlgoSnapshot *of_b = g_ptr_array_index (b->snapshots, i);

      assert_same_parameters (of_a->parameters, of_b->parameters);
    }
}

/* That all that is read of `file`, which it frees, is what was written. */
static void
assert_unchanged (AlgoRunFile *file, const Contents *written)
{
  g_auto (Contents) read;

  contents_init (&read, file);
  assert_same_contents (&read, written);
}

/* A byte of the file's header, of a page where a table begins, of a row in such a page, or any: the
 * rest of the file is parameters. */
static gsize
choose_byte (GRand *random, guint turn, const char *bytes, gsize length)
{
  /* The schema's page, and one for each table. */
  const gsize tables = (1 + ALGO_RUN_TABLES) * damage_page_size (bytes);
  const gsize ends[] = { DAMAGE_FILE_HEADER, tables, tables, length };
  gsize at;

  do
    at = (gsize) (g_rand_double (random) * ends[turn % 4]);
  while (turn % 4 == 2 && !damage_is_in_row (bytes, at));
  return at;
}

/* How often the recorder saves depends on the time it gets, and each save leaves the pages of the
 * state before it free. Without those the file is laid out the same every time. No bit of a row may
 * change unnoticed, and no other bit, noticed or not, may change what is read. */
static void
test_bit_flips (FileFixture *fixture, gconstpointer data)
{
  g_auto (Contents) written = { 0 };
  g_autofree char *bytes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint in_rows = 0;
  gsize length;

  damage_execute (fixture->path, "VACUUM");
  contents_init (&written, recorded_run_open (fixture->path));
  bytes = damage_read (fixture->path, &length);
  for (guint i = 0; i < FLIPS; i++)
    {
      const gsize at = choose_byte (random, i, bytes, length);
      AlgoRunFile *file = damage_open_flipped (fixture, open_run, bytes, length, at, random);

      if (file != NULL)
        assert_unchanged (file, &written);
      in_rows += damage_is_in_row (bytes, at);
    }
  g_assert_cmpuint (in_rows, >, FLIPS * 2 / 5);
}

static void
test_truncations (FileFixture *fixture, gconstpointer data)
{
  damage_assert_whole (fixture, open_run);
}

static void
test_spoilt (FileFixture *fixture, gconstpointer sql)
{
  g_autoptr (GError) error = damage_spoil (fixture, open_run, sql);

  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
}

static void
test_other_versions (FileFixture *fixture, gconstpointer data)
{
  damage_assert_version (fixture, open_run, 1);
}

static void
test_foreign (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = damage_spoil (fixture, open_run, "PRAGMA application_id = 252006673");

  g_assert_nonnull (strstr (error->message, "not an Algoscope run"));
}

/* Right in everything, checksum included, but for one parameter that is not a number. */
static void
test_not_finite (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (1, ALGO_MODEL_BALANCED);
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
  damage_assert_refusal (fixture->path, error);
}

static void
test_other_files (FileFixture *fixture, gconstpointer data)
{
  const char text[] = "SQLite format 3 is what this text only speaks of, over a hundred bytes and "
                      "a few more, so that there is something to be read where a header would be.";
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_autoptr (GError) of_text = NULL, of_missing = NULL, of_folder = NULL;

  g_assert_null (damage_open (fixture, open_run, text, sizeof text, &of_text));
  g_assert_error (of_text, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_null (algo_run_file_open (missing, &of_missing));
  g_assert_error (of_missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (algo_run_file_open (fixture->folder, &of_folder));
  g_assert_error (of_folder, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

#define ADD(path, data, test)                                                                      \
  g_test_add (path, FileFixture, data, recorded_run_set_up, test, recorded_run_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/run-file-damage/bit-flips", NULL, test_bit_flips);
  ADD ("/engine/run-file-damage/truncations", NULL, test_truncations);
  ADD ("/engine/run-file-damage/other-versions", NULL, test_other_versions);
  ADD ("/engine/run-file-damage/foreign", NULL, test_foreign);
  ADD ("/engine/run-file-damage/spoilt/missing-step", "DELETE FROM steps WHERE step = 7",
       test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/last-step", "DELETE FROM steps WHERE step = 60",
       test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/no-state", "DELETE FROM state", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/setting", "UPDATE meta SET value = '65' WHERE key = 'most'",
       test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/huge-blob",
       "UPDATE state SET parameters = zeroblob (300000000)", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/short-blob",
       "UPDATE snapshots SET parameters = zeroblob (4)", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/infinite", "UPDATE steps SET loss = 9e999 WHERE step = 3",
       test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/order-parameter",
       "UPDATE phases SET evenness = 0.5 WHERE step = 25 AND point = 30", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/extra-table", "CREATE TABLE guests (name)", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/trigger",
       "CREATE TRIGGER steps_too AFTER INSERT ON steps BEGIN DELETE FROM events; END", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/missing-table", "DROP TABLE phases", test_spoilt);
  ADD ("/engine/run-file-damage/spoilt/view",
       "DROP TABLE meta; CREATE VIEW meta AS SELECT 'seed' AS key, '1' AS value", test_spoilt);
  ADD ("/engine/run-file-damage/not-finite", NULL, test_not_finite);
  ADD ("/engine/run-file-damage/other-files", NULL, test_other_files);
  return g_test_run ();
}
