/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs where nothing may be written. Permissions bind everybody but the superuser, as whom tests
 * may run: these give that up for as long as it matters. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/error.h"
#include "tests/engine/recorded-run.h"

#define STEPS 60
#define NOBODY 65534

typedef struct
{
  char *folder, *closed; /* the second, in the first, will not be written to */
  char *path;            /* in it */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->closed = g_build_filename (fixture->folder, "closed", NULL);
  fixture->path = g_build_filename (fixture->closed, "run.algoscope", NULL);
  g_assert_cmpint (g_mkdir (fixture->closed, 0755), ==, 0);
}

static void
become (uid_t user)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
}

/* From here on the folder and what is in it are for reading only. */
static void
close_folder (Fixture *fixture)
{
  g_autoptr (GDir) entries = g_dir_open (fixture->closed, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->closed, name, NULL);

      g_assert_cmpint (g_chmod (path, 0444), ==, 0);
    }
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (fixture->closed, 0555), ==, 0);
  become (NOBODY);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  become (0);
  g_assert_cmpint (g_chmod (fixture->closed, 0755), ==, 0);
  g_free (fixture->path);
  folder_free (g_steal_pointer (&fixture->closed));
  folder_free (fixture->folder);
}

/* Training goes on in memory, and the run can be saved elsewhere. */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.algoscope", NULL);
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.algoscope", NULL);
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&settings);
  g_auto (AlgoRecordingStatus) status = { 0 };
  g_autoptr (GError) error = NULL;

  close_folder (fixture);
  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, fixture->path);
  g_assert_false (algo_recorder_sync (recorder, &error));
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, g_strerror (EACCES)));
  algo_recorder_get_status (recorder, &status);
  g_assert_cmpint (status.state, ==, ALGO_RECORDING_FAILED);
  g_assert_cmpuint (folder_count (fixture->closed), ==, 0);

  recorded_run_advance (trainer, recorder, STEPS);
  algo_recorder_record_to (recorder, other);
  algo_recorder_note_rest (recorder, trainer);
  g_clear_error (&error);
  algo_recorder_close (recorder, &error);
  g_assert_no_error (error);
  recorded_run_make (whole, STEPS);
  recorded_run_assert_equal (other, whole);
}

/* It can be looked at, which leaves no trace, and not gone on with. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (AlgoRecorder) recorder = NULL;
  g_autoptr (AlgoTrainerState) state = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;

  recorded_run_make (fixture->path, STEPS);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));
  close_folder (fixture);
  file = algo_run_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, STEPS);
  recorder = algo_recorder_open (fixture->path, &state, &error);
  g_assert_null (recorder);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_cmpuint (folder_count (fixture->closed), ==, 1);
}

/* The log of a run that was killed is read, too. */
static void
test_open_killed (Fixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *live = g_build_filename (fixture->folder, "live.algoscope", NULL);
  const AlgoSettings settings = RECORDED_SETTINGS;
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&settings);
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (GError) error = NULL;

  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, live);
  recorded_run_advance (trainer, recorder, STEPS);
  algo_recorder_note_rest (recorder, trainer);
  algo_recorder_sync (recorder, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (live, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
      g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
    }
  close_folder (fixture);
  file = algo_run_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, STEPS);
  become (0);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/recorder-permissions/record", test_record);
  ADD ("/engine/recorder-permissions/open", test_open);
  ADD ("/engine/recorder-permissions/open-killed", test_open_killed);
  return g_test_run ();
}
