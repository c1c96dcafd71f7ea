/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of more steps than are kept in memory, and what a file has of a run that goes on. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "engine/run-file/recorder.h"
#include "engine/run-file/run-writer.h"
#include "engine/run-file/schema.h"
#include "engine/run/history.h"
#include "tests/engine/recorded-run.h"

#define LONG 60000      /* steps: more metrics, and more grids, than are kept */
#define MORE 100        /* steps that are taken from there */
#define FOLLOWED 200003 /* steps */
#define GENERATION 3

/* As those of a step might be. */
static AlgoMetrics
make_metrics (guint64 step)
{
  AlgoMetrics metrics = { .step = step, .inputs = 2, .loss = 1 / (float) step, .rate = 1e-3f };

  for (guint band = 0; band < ALGO_BANDS; band++)
    {
      metrics.log_beta[band] = -(float) (ALGO_BANDS - band);
      metrics.unexplained[band] = 0.5f;
      metrics.kl[band] = (float) (step % 7);
    }
  return metrics;
}

static void
assert_metrics (const GArray *metrics, guint64 last)
{
  guint64 before = 0;

  g_assert_cmpuint (metrics->len, <, ALGO_HISTORY_MOST);
  g_assert_cmpuint (metrics->len, >=, MIN (last, ALGO_HISTORY_MOST / 2));
  for (guint i = 0; i < metrics->len; i++)
    {
      const AlgoMetrics *row = &g_array_index (metrics, AlgoMetrics, i);
      const AlgoMetrics expected = make_metrics (row->step);

      g_assert_cmpuint (row->step, >, before);
      g_assert_cmpmem (row, sizeof *row, &expected, sizeof expected);
      before = row->step;
    }
  g_assert_cmpuint (before, ==, last);
}

/* Who follows has the same as who comes at the end. */
static void
test_history (void)
{
  g_autoptr (AlgoHistory) history = algo_history_new ();
  g_autoptr (GArray) followed = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  algo_history_restart (history, GENERATION);
  for (guint64 step = 1; step <= FOLLOWED; step++)
    {
      const AlgoMetrics metrics = make_metrics (step);

      algo_history_append (history, &metrics);
      if (step % 9000 == 0 || step == ALGO_HISTORY_MOST)
        {
          g_assert_true (algo_history_read (history, GENERATION, followed));
          g_assert_false (algo_history_read (history, GENERATION, followed));
          assert_metrics (followed, step);
        }
    }
  algo_history_read (history, GENERATION, followed);
  algo_history_read (history, GENERATION, whole);
  g_assert_cmpmem (followed->data, followed->len * sizeof (AlgoMetrics), whole->data,
                   whole->len * sizeof (AlgoMetrics));
  /* None lies farther from the next than another. */
  for (guint i = 0; i + 1 < whole->len; i++)
    g_assert_cmpuint (g_array_index (whole, AlgoMetrics, i).step, ==, 8 * (i + 1));

  g_assert_false (algo_history_read (history, GENERATION + 1, whole));
  algo_history_restart (history, GENERATION + 1);
  g_array_set_size (whole, 0);
  g_assert_false (algo_history_read (history, GENERATION + 1, whole));
}

typedef struct
{
  char *folder, *path, *other;
  AlgoTrainer *trainer;
  AlgoRecorder *recorder;
} Fixture;

static AlgoGrid *
make_grid (guint64 step)
{
  const AlgoSnapshot snapshot = { .generation = 1, .step = step };
  AlgoGrid *grid = algo_grid_new (&snapshot, 3, 3 * ALGO_HIDDEN_PER_INPUT);

  for (guint i = 0; i < ALGO_GRID; i++)
    grid->points[i] = (AlgoGridPoint){ .log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i),
                                       .phase = ALGO_PHASE_CONVEXITY,
                                       .confidence = 0.5,
                                       .unexplained = 0.25,
                                       .kl = 1,
                                       .parameters.unexplained = 0.25 };
  return grid;
}

/* The state is that of a run's beginning, which training goes on from as well as from any other. */
static void
make_long_run (const char *path)
{
  const AlgoSettings settings = RECORDED_SETTINGS;
  const AlgoRunEvent start = { .kind = ALGO_RUN_START, .text = (char *) "none" };
  const AlgoRun run = { .settings = settings,
                        .version = (char *) "1",
                        .created = (char *) "2026-01-01T00:00:00Z",
                        .kernels = (char *) "none" };
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoTrainerState) state = algo_trainer_state_new (&settings);
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  g_autoptr (GError) error = NULL;
  AlgoRunWriter *writer;
  AlgoRunCut cut = { .state = state, .budget = LONG, .events = &start, .n_events = 1, .draws = 1 };

  algo_trainer_get_state (trainer, state);
  state->step = LONG;
  for (guint64 step = 1; step <= LONG; step++)
    {
      const AlgoMetrics row = make_metrics (step);

      g_array_append_val (metrics, row);
    }
  for (guint64 step = 0; step <= LONG; step += ALGO_RUN_PHASE_INTERVAL)
    g_ptr_array_add (grids, make_grid (step));
  cut.metrics = (const AlgoMetrics *) (gpointer) metrics->data;
  cut.n_metrics = metrics->len;
  cut.grids = (AlgoGrid *const *) grids->pdata;
  cut.n_grids = grids->len;
  writer = algo_run_writer_create (path, &run, &cut, NULL, &error);
  g_assert_no_error (error);
  algo_run_writer_free (writer);
}

static void
close_run (Fixture *fixture)
{
  recorded_run_close (fixture->recorder, fixture->trainer);
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  g_clear_pointer (&fixture->trainer, algo_trainer_free);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.algoscope", NULL);
  make_long_run (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  g_clear_pointer (&fixture->trainer, algo_trainer_free);
  g_free (fixture->path);
  g_free (fixture->other);
  folder_free (fixture->folder);
}

/* What is in memory is a part of it; what is saved elsewhere is all of it. */
static void
test_saved_as (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.algoscope", NULL);
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  g_autoptr (AlgoRunFile) file = NULL;

  make_long_run (whole);
  fixture->recorder = recorded_run_go_on (whole, &fixture->trainer);
  recorded_run_advance (fixture->trainer, fixture->recorder, LONG + MORE);
  close_run (fixture);

  fixture->recorder = recorded_run_go_on (fixture->path, &fixture->trainer);
  algo_recorder_read_grids (fixture->recorder, -1, grids);
  g_assert_cmpuint (grids->len, <, LONG / ALGO_RUN_PHASE_INTERVAL);
  recorded_run_advance (fixture->trainer, fixture->recorder, LONG + MORE / 2);
  recorded_run_record_to (fixture->recorder, fixture->other);
  recorded_run_advance (fixture->trainer, fixture->recorder, LONG + MORE);
  close_run (fixture);
  recorded_run_assert_equal (fixture->other, whole);
  file = recorded_run_open (fixture->other);
  g_assert_cmpuint (algo_run_file_get_run (file)->metrics->len, ==, LONG + MORE);
  g_assert_cmpuint (algo_run_count_missing_phases (algo_run_file_get_run (file)), ==, 0);
}

/* Where the old file no longer has what only it had, there is no new one, and the old one goes on.
 */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_auto (AlgoRecordingStatus) status = { 0 };
  g_autoptr (GError) error = NULL;
  sqlite3 *database;

  fixture->recorder = recorded_run_go_on (fixture->path, &fixture->trainer);
  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "DELETE FROM steps WHERE step = 7", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (database);
  algo_recorder_record_to (fixture->recorder, fixture->other);
  g_assert_false (algo_recorder_sync (fixture->recorder, &error));
  g_assert_nonnull (strstr (error->message, "can no longer be read"));
  g_assert_nonnull (strstr (error->message, fixture->other));
  g_assert_false (g_file_test (fixture->other, G_FILE_TEST_EXISTS));
  algo_recorder_get_status (fixture->recorder, &status);
  g_assert_cmpstr (status.path, ==, fixture->path);
  g_assert_cmpint (status.state, ==, ALGO_RECORDING_ACTIVE);
  recorded_run_advance (fixture->trainer, fixture->recorder, LONG + MORE);
  close_run (fixture);
}

/* While a run goes on the file has the phases, or what they can be measured on, of every step that
 * it has: a run that is killed loses none. */
static void
test_phases_of_a_cut (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoRunFile) file = NULL;
  const AlgoRun *run;
  guint known = 0;

  settings.levels = ALGO_MAX_LEVELS;
  settings.threads = 0;
  fixture->trainer = algo_trainer_new (&settings, NULL);
  fixture->recorder = algo_recorder_new (&settings);
  algo_recorder_begin (fixture->recorder, fixture->trainer);
  recorded_run_record_to (fixture->recorder, fixture->other);
  recorded_run_advance (fixture->trainer, fixture->recorder, 230);
  algo_recorder_note_change (fixture->recorder, fixture->trainer, ALGO_RUN_RATE, 1e-3);
  g_assert_true (algo_recorder_sync (fixture->recorder, NULL));

  file = recorded_run_open (fixture->other);
  run = algo_run_file_get_run (file);
  g_assert_cmpuint (run->step, ==, 230);
  for (guint i = 0; i < run->grids->len; i++)
    known += !algo_run_snapshot_is_due (settings.levels, ((AlgoGrid *) run->grids->pdata[i])->step);
  for (guint64 step = 0; step <= run->step; step += ALGO_RUN_PHASE_INTERVAL)
    known += algo_run_snapshot_is_due (settings.levels, step);
  g_assert_cmpuint (known, ==, 230 / ALGO_RUN_PHASE_INTERVAL + 1);
  g_assert_cmpuint (run->snapshots->len, ==, 230 / (2 * ALGO_RUN_PHASE_INTERVAL) + 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/long-run/history", test_history);
  ADD ("/engine/long-run/saved-as", test_saved_as);
  ADD ("/engine/long-run/lost", test_lost);
  ADD ("/engine/long-run/phases-of-a-cut", test_phases_of_a_cut);
  return g_test_run ();
}
