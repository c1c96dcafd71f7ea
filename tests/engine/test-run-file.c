/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run files read back. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "engine/run-file/grid-rows.h"
#include "engine/run-file/replay.h"
#include "engine/run-file/schema.h"
#include "tests/engine/damage.h"
#include "tests/engine/recorded-run.h"

static void
test_round_trip (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);
  const AlgoRun *run = algo_run_file_get_run (file);
  const AlgoSettings settings = RECORDED_SETTINGS;
  const AlgoRunEvent *events = (const AlgoRunEvent *) run->events->data;

  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
  g_assert_cmpuint (run->settings.seed, ==, settings.seed);
  g_assert_cmpuint (run->settings.most, ==, settings.most);
  g_assert_cmpuint (run->settings.steps, ==, settings.steps);
  g_assert_true (run->settings.rate == settings.rate);
  g_assert_cmpint (run->settings.model, ==, settings.model);
  g_assert_true (run->rate == 1e-3);
  g_assert_cmpuint (run->step, ==, RECORDED_STEPS);
  g_assert_cmpuint (run->budget, ==, settings.steps);
  g_assert_cmpuint (run->metrics->len, ==, RECORDED_STEPS);
  g_assert_cmpuint (run->snapshots->len, ==, 3); /* 0, 25, 50 */
  g_assert_cmpuint (run->grids->len, ==, 3);
  g_assert_cmpuint (run->events->len, ==, 2);
  g_assert_cmpint (events[0].kind, ==, ALGO_RUN_START);
  g_assert_cmpstr (events[0].text, ==, run->kernels);
  g_assert_cmpint (events[1].kind, ==, ALGO_RUN_RATE);
  g_assert_cmpuint (events[1].step, ==, 30);
  g_assert_true (events[1].value == 1e-3);
}

/* What was measured of a network is what its parameters, as they were kept, give again. */
static void
test_phases (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);
  const AlgoRun *run = algo_run_file_get_run (file);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  for (guint i = 0; i < run->grids->len; i++)
    {
      const AlgoGrid *grid = g_ptr_array_index (run->grids, i);
      g_autoptr (AlgoSnapshot) snapshot = algo_run_file_read_snapshot (file, grid->step, NULL);

      g_assert_cmpuint (grid->step, ==, i * 25);
      for (guint j = 0; j < ALGO_GRID; j++)
        {
          const AlgoGridPoint *point = &grid->points[j];
          AlgoOrderParameters expected;
          double kl;
          g_autoptr (AlgoNetwork) network = algo_generator_generate (
              generator, snapshot->parameters,
              &(AlgoQuestion){ algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, j), grid->inputs,
                               grid->hidden, 0 },
              0, &kl, NULL);

          algo_order_parameters_measure (network, point->unexplained, &expected);
          g_assert_cmpfloat (point->kl, ==, kl);
          g_assert_cmpfloat (point->parameters.unexplained, ==, point->unexplained);
          /* That is measured on fewer points. */
          g_assert_cmpfloat_with_epsilon (point->parameters.correlation, expected.correlation, 0.1);
          expected.correlation = point->parameters.correlation;
          for (guint p = 0; p < ALGO_N_ORDER_PARAMETERS; p++)
            g_assert_cmpfloat (algo_order_parameters_get (&point->parameters, p), ==,
                               algo_order_parameters_get (&expected, p));
          g_assert_cmpuint (point->parameters.inputs, ==, grid->inputs);
        }
    }
}

/* Parameters of any step are the nearest that were kept, and those that the run had. */
static void
test_snapshots (FileFixture *fixture, gconstpointer data)
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
assert_replays (AlgoRunFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoReplay) replay = algo_replay_new (file, 2, &error);
  AlgoMetrics metrics;

  g_assert_no_error (error);
  for (guint i = 0; i < RECORDED_STEPS; i++)
    {
      algo_replay_step (replay, &metrics, &error);
      g_assert_no_error (error);
    }
  algo_replay_check_state (replay, &error);
  g_assert_no_error (error);
}

static void
test_replay (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);

  assert_replays (file);
}

/* A run from before there were models does not name its own, the reference: it goes on as before.
 */
static void
test_no_model (FileFixture *fixture, gconstpointer data)
{
  AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  sqlite3 *database;

  settings.model = ALGO_MODEL_REFERENCE;
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  recorded_run_make_with (fixture->path, &settings, RECORDED_STEPS);
  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "DELETE FROM meta WHERE key = 'model'", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), ==, 1);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);

  file = recorded_run_open (fixture->path);
  g_assert_cmpint (algo_run_file_get_run (file)->settings.model, ==, ALGO_MODEL_REFERENCE);
  snapshot = algo_run_file_read_snapshot (file, RECORDED_STEPS, NULL);
  g_assert_cmpint (snapshot->parameters->table->model, ==, ALGO_MODEL_REFERENCE);
  assert_replays (file);
}

/* A range of its own comes back, and the run again to the bit. */
static void
test_range (FileFixture *fixture, gconstpointer data)
{
  AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  const AlgoRun *run;

  settings.log_beta_from = -8;
  settings.log_beta_to = -0.5;
  settings.model = ALGO_MODEL_PAIRED;
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  recorded_run_make_with (fixture->path, &settings, RECORDED_STEPS);
  file = recorded_run_open (fixture->path);
  run = algo_run_file_get_run (file);
  g_assert_cmpfloat (run->settings.log_beta_from, ==, -8);
  g_assert_cmpfloat (run->settings.log_beta_to, ==, -0.5);
  snapshot = algo_run_file_read_snapshot (file, RECORDED_STEPS, NULL);
  g_assert_cmpfloat (snapshot->parameters->log_beta_from, ==, -8);
  assert_replays (file);
}

/* So does a task, and what is measured of the run is measured against it. */
static void
assert_task_comes_back (FileFixture *fixture, const char *task)
{
  AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  const AlgoRun *run;

  settings.task = algo_task_get (task, NULL);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  recorded_run_make_with (fixture->path, &settings, RECORDED_STEPS);
  file = recorded_run_open (fixture->path);
  run = algo_run_file_get_run (file);
  g_assert_true (run->settings.task == settings.task);
  snapshot = algo_run_file_read_snapshot (file, RECORDED_STEPS, NULL);
  g_assert_true (snapshot->parameters->task == settings.task);
  g_assert_cmpuint (snapshot->parameters->table->kinds, ==, settings.task->row->kinds);
  assert_replays (file);
}

static void
test_task (FileFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < algo_task_rows_count (); i++)
    assert_task_comes_back (fixture, algo_task_rows[i]->name);
  assert_task_comes_back (fixture, "max(x) - 0.5 * min(x)");
}

/* What the one number in the one row of a query is. */
static int
query_number (const char *path, const char *sql)
{
  sqlite3_stmt *statement;
  sqlite3 *database;
  int number;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int (statement, 0);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  return number;
}

/* A run that ends where parameters, or moments too, are kept has them once in its file, goes on
 * from there as if it had never stopped, and is damaged without them. */
static void
test_state_kept (FileFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint64 step;
    int blobs; /* of the state's own */
    const char *sql;
  } cases[] = { { 60, 3, NULL },
                { 50, 2, "DELETE FROM snapshots WHERE step = 50" },
                { 500, 0, "DELETE FROM snapshots WHERE step = 500" },
                { 500, 0, "DELETE FROM moments WHERE step = 500" } };
  g_autofree char *other = g_build_filename (fixture->folder, "other.algoscope", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AlgoTrainer) trainer = NULL;
      g_autoptr (AlgoRecorder) recorder = NULL;
      g_autoptr (GError) error = NULL;

      recorded_run_make (fixture->path, cases[i].step);
      g_assert_cmpint (query_number (fixture->path,
                                     "SELECT (parameters IS NOT NULL) + (first_moment IS NOT NULL) "
                                     "+ (second_moment IS NOT NULL) FROM state"),
                       ==, cases[i].blobs);
      recorder = recorded_run_go_on (fixture->path, &trainer);
      recorded_run_advance (trainer, recorder, cases[i].step + 20);
      recorded_run_close (recorder, trainer);
      recorded_run_make (other, cases[i].step + 20);
      recorded_run_assert_equal (fixture->path, other);

      recorded_run_make (fixture->path, cases[i].step);
      if (cases[i].sql == NULL)
        continue;
      damage_execute (fixture->path, cases[i].sql);
      g_assert_null (algo_run_file_open (fixture->path, &error));
      damage_assert_refusal (fixture->path, error);
      g_assert_nonnull (strstr (error->message, "damaged (state)"));
    }
}

static void
test_schedule (void)
{
  static const guint expected[] = { 161, 111, 81 };

  for (guint levels = 1; levels <= ALGO_MAX_LEVELS; levels++)
    {
      g_autoptr (AlgoParameters) parameters = algo_parameters_new (levels, ALGO_MODEL_REFERENCE);
      guint snapshots = 0, moments = 0;

      for (guint64 step = 0; step <= 4000; step++)
        {
          snapshots += algo_run_snapshot_is_due (levels, step);
          moments += algo_run_moments_are_due (step);
        }
      g_assert_cmpuint (snapshots, ==, expected[levels - 1]);
      /* With room for a state besides, pages that are not full, and all that is small. */
      g_assert_cmpuint (parameters->count * sizeof (AlgoReal) * (snapshots + 2 * moments + 3), <,
                        97000000);
      g_assert_true (algo_run_snapshot_is_due (levels, 4100));
      g_assert_false (algo_run_snapshot_is_due (levels, 4050));
      g_assert_true (algo_run_snapshot_is_due (levels, 16200));
      g_assert_false (algo_run_snapshot_is_due (levels, 16100));
    }
}

/* Files of before are opened, whatever order parameters come to be. */
static void
test_first_edition (void)
{
  g_autofree char *columns = algo_order_expand_schema (ALGO_ORDER_COLUMNS, 0);

  g_assert_cmpstr (columns, ==,
                   "localisation REAL NOT NULL, coverage REAL NOT NULL, evenness REAL NOT NULL, "
                   "double_sidedness REAL NOT NULL, polarity REAL NOT NULL, "
                   "unanimity REAL NOT NULL, correlation REAL NOT NULL");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, FileFixture, NULL, recorded_run_set_up, test, recorded_run_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/run-file/round-trip", test_round_trip);
  ADD ("/engine/run-file/phases", test_phases);
  ADD ("/engine/run-file/snapshots", test_snapshots);
  ADD ("/engine/run-file/replay", test_replay);
  ADD ("/engine/run-file/no-model", test_no_model);
  ADD ("/engine/run-file/range", test_range);
  ADD ("/engine/run-file/task", test_task);
  ADD ("/engine/run-file/state-kept", test_state_kept);
  g_test_add_func ("/engine/run-file/schedule", test_schedule);
  g_test_add_func ("/engine/run-file/first-edition", test_first_edition);
  return g_test_run ();
}
