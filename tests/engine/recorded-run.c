/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/recorded-run.h"

#include <sqlite3.h>
#include <string.h>

#define RATE_STEP 30

void
recorded_run_advance (AlgoTrainer *trainer, AlgoRecorder *recorder, guint64 until)
{
  while (algo_trainer_get_step (trainer) < until)
    {
      AlgoMetrics metrics;

      g_assert_true (algo_trainer_step (trainer, &metrics, NULL));
      algo_recorder_note_step (recorder, trainer, &metrics);
      if (metrics.step == RATE_STEP)
        {
          g_assert_true (algo_trainer_set_rate (trainer, 1e-3, NULL));
          algo_recorder_note_change (recorder, trainer, ALGO_RUN_RATE, 1e-3);
        }
    }
}

void
recorded_run_record_to (AlgoRecorder *recorder, const char *path)
{
  g_autoptr (GError) error = NULL;

  algo_recorder_record_to (recorder, path);
  algo_recorder_sync (recorder, &error);
  g_assert_no_error (error);
}

AlgoRecorder *
recorded_run_go_on (const char *path, AlgoTrainer **trainer)
{
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (GError) error = NULL;
  AlgoRecorder *recorder = algo_recorder_open (path, &state, &error);

  g_assert_no_error (error);
  *trainer = algo_trainer_new_from_state (state, &error);
  g_assert_no_error (error);
  algo_recorder_begin (recorder, *trainer);
  return recorder;
}

void
recorded_run_close (AlgoRecorder *recorder, const AlgoTrainer *trainer)
{
  g_autoptr (GError) error = NULL;

  algo_recorder_note_rest (recorder, trainer);
  algo_recorder_close (recorder, &error);
  g_assert_no_error (error);
}

void
recorded_run_make_with (const char *path, const AlgoSettings *settings, guint64 steps)
{
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (settings, NULL);
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (settings);

  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, path);
  recorded_run_advance (trainer, recorder, steps);
  recorded_run_close (recorder, trainer);
}

void
recorded_run_make (const char *path, guint64 steps)
{
  const AlgoSettings settings = RECORDED_SETTINGS;

  recorded_run_make_with (path, &settings, steps);
}

void
recorded_run_set_up (FileFixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  recorded_run_make (fixture->path, RECORDED_STEPS);
}

void
recorded_run_tear_down (FileFixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  folder_free (fixture->folder);
}

/* All values of a query, each row a line. */
static char *
query (const char *path, const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *database;
  sqlite3_stmt *statement;
  int result;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        const char *value = (const char *) sqlite3_column_text (statement, i);

        g_string_append_printf (text, "%s%c", value != NULL ? value : "",
                                i + 1 < sqlite3_column_count (statement) ? '|' : '\n');
      }
  g_assert_cmpint (result, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

AlgoRunFile *
recorded_run_open (const char *path)
{
  g_autofree char *whole = query (path, "PRAGMA integrity_check");
  g_autoptr (GError) error = NULL;
  AlgoRunFile *file = algo_run_file_open (path, &error);

  g_assert_cmpstr (whole, ==, "ok\n");
  g_assert_no_error (error);
  return file;
}

void
recorded_run_assert_equal (const char *a, const char *b)
{
  static const char *const queries[] = {
    "SELECT * FROM steps ORDER BY step",
    "SELECT * FROM phases ORDER BY step, point",
    "SELECT step, kind, value FROM events WHERE kind <> 'continue' ORDER BY number",
    "SELECT step, checksum, hex (substr (parameters, 1, 4096)) FROM snapshots ORDER BY step",
    "SELECT step, rate, budget, hex (parameters) FROM state",
    "SELECT hex (first_moment), hex (second_moment) FROM state",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *of_a = query (a, queries[i]), *of_b = query (b, queries[i]);

      g_assert_cmpuint (strlen (of_a), >, 0);
      g_assert_true (g_str_equal (of_a, of_b));
    }
}
