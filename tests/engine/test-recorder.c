/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recording a run, going on with it, and what becomes of it when its file cannot be written. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include "engine/run-file/recorder.h"
#include "tests/engine/recorded-run.h"
#include "tests/folder.h"

#define STEPS 60

typedef struct
{
  char *folder, *path, *other;
  AlgoSettings settings;
  AlgoTrainer *trainer;
  AlgoRecorder *recorder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.algoscope", NULL);
  fixture->settings = RECORDED_SETTINGS;
  fixture->trainer = algo_trainer_new (&fixture->settings, NULL);
  fixture->recorder = algo_recorder_new (&fixture->settings);
  algo_recorder_begin (fixture->recorder, fixture->trainer);
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

static void
close_recorder (Fixture *fixture)
{
  recorded_run_close (fixture->recorder, fixture->trainer);
}

/* Takes what was recorded last for what goes on. */
static void
open_again (Fixture *fixture, const char *path)
{
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  g_clear_pointer (&fixture->trainer, algo_trainer_free);
  fixture->recorder = recorded_run_go_on (path, &fixture->trainer);
}

/* Stopped and gone on with at several steps, some of them with nothing between. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  static const guint64 stops[] = { 0, 1, 25, 30, 30, 31, 50, STEPS };

  recorded_run_make (fixture->other, STEPS);
  recorded_run_record_to (fixture->recorder, fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      recorded_run_advance (fixture->trainer, fixture->recorder, stops[i]);
      close_recorder (fixture);
      open_again (fixture, fixture->path);
      g_assert_cmpuint (algo_trainer_get_step (fixture->trainer), ==, stops[i]);
    }
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  recorded_run_assert_equal (fixture->path, fixture->other);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 2);
}

/* To look at a run changes nothing in it. */
static void
test_only_looked_at (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before, length_after;

  recorded_run_record_to (fixture->recorder, fixture->path);
  recorded_run_advance (fixture->trainer, fixture->recorder, STEPS);
  close_recorder (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));
  open_again (fixture, fixture->path);
  close_recorder (fixture);
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* Phases that there was no time for are measured when there is, and are the same. */
static void
test_phases_later (Fixture *fixture, gconstpointer data)
{
  sqlite3 *database;

  recorded_run_make (fixture->other, STEPS);
  recorded_run_record_to (fixture->recorder, fixture->path);
  recorded_run_advance (fixture->trainer, fixture->recorder, STEPS);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  algo_recorder_finish (fixture->recorder, 0);
  close_recorder (fixture);
  /* Whatever there was time for. */
  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "DELETE FROM phases WHERE step IN (0, 50)", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  sqlite3_close (database);
  open_again (fixture, fixture->path);
  close_recorder (fixture);
  recorded_run_assert_equal (fixture->path, fixture->other);
}

/* Told late where to record, or told again elsewhere, it has all of the run from its first step. */
static void
test_saved_as (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.algoscope", NULL);
  g_auto (AlgoRecordingStatus) status = { 0 };
  g_autoptr (AlgoRunFile) left = NULL;

  recorded_run_make (whole, STEPS);
  recorded_run_advance (fixture->trainer, fixture->recorder, 27);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  recorded_run_record_to (fixture->recorder, fixture->other);
  recorded_run_advance (fixture->trainer, fixture->recorder, 40);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  recorded_run_record_to (fixture->recorder, fixture->path);
  recorded_run_advance (fixture->trainer, fixture->recorder, STEPS);
  close_recorder (fixture);
  algo_recorder_get_status (fixture->recorder, &status);
  g_assert_cmpint (status.state, ==, ALGO_RECORDING_ACTIVE);
  g_assert_cmpstr (status.path, ==, fixture->path);
  g_assert_null (status.message);
  g_assert_cmpuint (status.step, ==, STEPS);
  recorded_run_assert_equal (fixture->path, whole);
  left = recorded_run_open (fixture->other);
  g_assert_cmpuint (algo_run_file_get_run (left)->step, >=, 27);
  g_assert_cmpuint (algo_run_file_get_run (left)->step, <=, 40);
}

/* That it failed for the reason given, and that nothing is lost: the run can be saved elsewhere. */
static void
assert_failed_and_saved (Fixture *fixture, const char *reason)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.algoscope", NULL);
  g_auto (AlgoRecordingStatus) failed = { 0 }, status = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_recorder_sync (fixture->recorder, &error));
  g_assert_nonnull (strstr (error->message, reason));
  g_assert_null (strchr (error->message, '\n'));
  algo_recorder_get_status (fixture->recorder, &failed);
  g_assert_cmpint (failed.state, ==, ALGO_RECORDING_FAILED);
  g_assert_cmpstr (failed.message, ==, error->message);

  recorded_run_advance (fixture->trainer, fixture->recorder, STEPS);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  recorded_run_record_to (fixture->recorder, fixture->other);
  algo_recorder_get_status (fixture->recorder, &status);
  g_assert_cmpint (status.state, ==, ALGO_RECORDING_ACTIVE);
  close_recorder (fixture);
  recorded_run_make (whole, STEPS);
  recorded_run_assert_equal (fixture->other, whole);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "run.algoscope", NULL);

  recorded_run_advance (fixture->trainer, fixture->recorder, 28);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  algo_recorder_record_to (fixture->recorder, path);
  assert_failed_and_saved (fixture, g_strerror (ENOENT));
  g_assert_cmpuint (folder_count (fixture->folder), ==, 2);
}

static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  recorded_run_record_to (fixture->recorder, fixture->path);
  recorded_run_advance (fixture->trainer, fixture->recorder, 27);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  recorded_run_advance (fixture->trainer, fixture->recorder, 28);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  assert_failed_and_saved (fixture, "the file was deleted");
  g_assert_cmpuint (folder_count (fixture->folder), ==, 2);
}

/* Another run took the place of the file: it is not touched. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *intruder = g_build_filename (fixture->folder, "intruder", NULL);
  g_autoptr (AlgoRunFile) file = NULL;

  recorded_run_record_to (fixture->recorder, fixture->path);
  recorded_run_advance (fixture->trainer, fixture->recorder, 27);
  recorded_run_make (intruder, 5);
  g_assert_cmpint (g_rename (intruder, fixture->path), ==, 0);
  recorded_run_advance (fixture->trainer, fixture->recorder, 28);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  assert_failed_and_saved (fixture, "another file took its place");
  file = recorded_run_open (fixture->path);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, 5);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* No more may be written than what is there: as on a full disk, the file is whole, and goes on when
 * there is room again. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRunFile) file = NULL;

  recorded_run_record_to (fixture->recorder, fixture->path);
  limit_files (1 << 16);
  recorded_run_advance (fixture->trainer, fixture->recorder, 28);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  g_assert_false (algo_recorder_sync (fixture->recorder, NULL));
  file = recorded_run_open (fixture->path);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, 0);
  limit_files (RLIM_INFINITY);
  assert_failed_and_saved (fixture, fixture->path);
}

static void
test_room_again (Fixture *fixture, gconstpointer data)
{
  recorded_run_record_to (fixture->recorder, fixture->path);
  limit_files (1 << 16);
  recorded_run_advance (fixture->trainer, fixture->recorder, 28);
  algo_recorder_note_rest (fixture->recorder, fixture->trainer);
  g_assert_false (algo_recorder_sync (fixture->recorder, NULL));
  limit_files (RLIM_INFINITY);
  recorded_run_advance (fixture->trainer, fixture->recorder, STEPS);
  close_recorder (fixture);
  recorded_run_make (fixture->other, STEPS);
  recorded_run_assert_equal (fixture->path, fixture->other);
}

/* One run, one writer; everybody may read. */
static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoRecorder) second = algo_recorder_new (&fixture->settings);
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&fixture->settings, NULL);
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (GError) of_open = NULL, of_replace = NULL;

  recorded_run_record_to (fixture->recorder, fixture->path);
  recorded_run_advance (fixture->trainer, fixture->recorder, 28);
  g_clear_pointer (&second, algo_recorder_unref);
  second = algo_recorder_open (fixture->path, &state, &of_open);
  g_assert_null (second);
  g_assert_error (of_open, G_FILE_ERROR, G_FILE_ERROR_AGAIN);

  second = algo_recorder_new (&fixture->settings);
  algo_recorder_begin (second, trainer);
  algo_recorder_record_to (second, fixture->path);
  g_assert_false (algo_recorder_sync (second, &of_replace));
  g_assert_nonnull (strstr (of_replace->message, "being recorded"));

  recorded_run_advance (fixture->trainer, fixture->recorder, STEPS);
  close_recorder (fixture);
  recorded_run_make (fixture->other, STEPS);
  recorded_run_assert_equal (fixture->path, fixture->other);
}

/* A reader of the same program, while the run is being written. */
static void
test_read_while_recording (Fixture *fixture, gconstpointer data)
{
  recorded_run_record_to (fixture->recorder, fixture->path);
  for (guint64 step = 5; step <= STEPS; step += 5)
    {
      g_autoptr (AlgoRunFile) file = NULL;
      g_autoptr (AlgoSnapshot) snapshot = NULL;
      g_autoptr (GError) error = NULL;

      recorded_run_advance (fixture->trainer, fixture->recorder, step);
      algo_recorder_note_rest (fixture->recorder, fixture->trainer);
      g_assert_true (algo_recorder_sync (fixture->recorder, NULL));
      file = algo_run_file_open (fixture->path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, step);
      snapshot = algo_run_file_read_snapshot (file, step, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (snapshot->step, ==, step);
    }
  close_recorder (fixture);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  /* Past the limit of a file's size, a write is then an error. */
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/recorder/goes-on", test_goes_on);
  ADD ("/engine/recorder/only-looked-at", test_only_looked_at);
  ADD ("/engine/recorder/phases-later", test_phases_later);
  ADD ("/engine/recorder/saved-as", test_saved_as);
  ADD ("/engine/recorder/no-folder", test_no_folder);
  ADD ("/engine/recorder/deleted", test_deleted);
  ADD ("/engine/recorder/replaced", test_replaced);
  ADD ("/engine/recorder/full", test_full);
  ADD ("/engine/recorder/room-again", test_room_again);
  ADD ("/engine/recorder/two-writers", test_two_writers);
  ADD ("/engine/recorder/read-while-recording", test_read_while_recording);
  return g_test_run ();
}
