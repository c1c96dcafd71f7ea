/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs without a name: kept after a crash, offered, and at last removed. */
#include "app/run/autosave.h"
#include "tests/ui/window-fixture.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define CRASH "ALGOSCOPE_TEST_CRASH"

static void
record_and_die (const char *path)
{
  g_autoptr (AlgoRecorder) recorder = NULL;
  AlgoSettings settings = window_fixture_settings ();
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  AlgoMetrics metrics;

  recorder = algo_recorder_new (&settings);
  algo_recorder_begin (recorder, trainer);
  algo_recorder_record_to (recorder, path);
  for (guint i = 0; i < 40; i++)
    {
      algo_trainer_step (trainer, &metrics, NULL);
      algo_recorder_note_step (recorder, trainer, &metrics);
    }
  algo_recorder_note_rest (recorder, trainer);
  algo_recorder_sync (recorder, NULL);
  kill (getpid (), SIGKILL);
}

/* This program again, which records a run and is killed while it does. */
static void
leave_interrupted_run (const char *path)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_setenv (launcher, CRASH, path, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_get_prgname (), NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
}

static gboolean
has_notice (WindowFixture *fixture, gpointer data)
{
  return gtk_widget_get_visible (window_fixture_find (fixture, "notice_bar"));
}

static void
test_interrupted (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = algo_autosave_new_path (5);
  GtkWidget *button = window_fixture_find (fixture, "notice_bar.button");
  GtkLabel *label = window_fixture_find (fixture, "notice_bar.label");

  leave_interrupted_run (path);
  algo_window_offer_interrupted (fixture->window);
  window_fixture_wait (fixture, has_notice, NULL);
  g_assert_nonnull (strstr (gtk_label_get_text (label), "40"));
  gtk_widget_activate (button);
  window_fixture_wait_for_step (fixture, 40);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 40);
  g_assert_cmpstr (algo_window_get_path (fixture->window), ==, path);
  g_assert_false (gtk_widget_get_visible (window_fixture_find (fixture, "notice_bar")));
}

static void
test_interrupted_left (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = algo_autosave_new_path (5);
  g_autoptr (AlgoInterruptedRun) none = NULL;
  AlgoInterruptedRun *found;

  leave_interrupted_run (path);
  found = algo_autosave_find_interrupted ();
  g_assert_nonnull (found);
  g_assert_cmpuint (found->step, ==, 40);
  algo_interrupted_run_free (found);
  algo_autosave_settle (path);
  none = algo_autosave_find_interrupted ();
  g_assert_null (none);
  /* It is no longer offered, and still there. */
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (algo_autosave_remove (path));
}

static void
test_prune (void)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC, day = 24 * 60 * 60;
  g_autoptr (GArray) left = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = algo_autosave_new_path (i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now - (10 + 15 * i) * day);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_assert_true (g_file_set_contents (path, "run", -1, NULL));
      g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                  (guint64) g_date_time_to_unix (time), 0, NULL,
                                                  NULL));
    }
  algo_autosave_prune ();
  left = algo_autosave_list ();
  g_assert_cmpuint (left->len, ==, 2);
  for (guint i = 0; i < left->len; i++)
    {
      const AlgoAutosave *autosave = &g_array_index (left, AlgoAutosave, i);

      g_assert_cmpuint (autosave->seed, ==, i);
      g_assert_true (algo_autosave_remove (autosave->path));
    }
}

int
main (int argc, char **argv)
{
  if (g_getenv (CRASH) != NULL)
    record_and_die (g_getenv (CRASH));
  g_set_prgname (argv[0]);
  window_fixture_init (&argc, &argv);

  g_test_add_func ("/ui/autosave/prune", test_prune);
  g_test_add ("/ui/autosave/interrupted", WindowFixture, NULL, window_fixture_set_up_paused,
              test_interrupted, window_fixture_tear_down);
  g_test_add ("/ui/autosave/interrupted-left", WindowFixture, NULL, window_fixture_set_up_paused,
              test_interrupted_left, window_fixture_tear_down);
  return window_fixture_finish ();
}
