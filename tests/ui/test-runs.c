/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs are recorded without being asked for, opened, saved under a name, and never lost. */
#include "app/run/autosave.h"
#include "app/window/preferences.h"
#include "engine/run-file/run-file.h"
#include "tests/ui/window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".algoscope"

static char *
in_state (const char *name)
{
  g_autofree char *folder = window_fixture_get_autosave_folder ();

  return g_build_filename (folder, "..", name, NULL);
}

static const char *
get_title (WindowFixture *fixture)
{
  return gtk_window_get_title (GTK_WINDOW (fixture->window));
}

static gboolean
has_title (WindowFixture *fixture, gpointer data)
{
  return g_str_equal (get_title (fixture), data);
}

static gboolean
shows (WindowFixture *fixture, gpointer data)
{
  return gtk_widget_get_visible (window_fixture_find (fixture, data));
}

static const char *
get_text (WindowFixture *fixture, const char *label)
{
  return gtk_label_get_text (window_fixture_find (fixture, label));
}

/* The network that a snapshot shows is a function of its parameters. */
static AlgoSnapshot *
pause_and_take (WindowFixture *fixture)
{
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  return algo_run_model_ref_snapshot (algo_window_get_run (fixture->window));
}

static void
close_window (WindowFixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  window_fixture_wait_for_files ();
}

static void
assert_file_has (const char *path, const AlgoSnapshot *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (path, &error);
  g_autoptr (AlgoSnapshot) snapshot = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, expected->step);
  snapshot = algo_run_file_read_snapshot (file, expected->step, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (snapshot->parameters->values, snapshot->parameters->count * sizeof (AlgoReal),
                   expected->parameters->values, expected->parameters->count * sizeof (AlgoReal));
}

static void
reopen_window (WindowFixture *fixture, const char *path)
{
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();

  fixture->window = algo_window_new (GTK_APPLICATION (fixture->application), preferences);
  algo_window_open_file (fixture->window, path);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
test_autosave (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));
  g_autoptr (AlgoSnapshot) before = NULL;
  g_autoptr (AlgoSnapshot) after = NULL;

  g_assert_true (algo_autosave_contains (path));
  window_fixture_wait_for_step (fixture, 30);
  before = pause_and_take (fixture);
  close_window (fixture);
  assert_file_has (path, before);

  reopen_window (fixture, path);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_wait_for_step (fixture, before->step);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, before->step);
  after = algo_run_model_ref_snapshot (algo_window_get_run (fixture->window));
  g_assert_cmpmem (before->parameters->values, before->parameters->count * sizeof (AlgoReal),
                   after->parameters->values, after->parameters->count * sizeof (AlgoReal));
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_step (fixture, before->step + 5);
}

/* A run in which nothing happened leaves nothing. */
static void
test_leaves_nothing (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  close_window (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Another run has another file; the one before stays whole. */
static void
test_restart (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));
  g_autoptr (AlgoSnapshot) before = NULL;

  window_fixture_wait_for_step (fixture, 10);
  before = pause_and_take (fixture);
  window_fixture_restart (fixture, "win.restart-new");
  g_assert_cmpstr (algo_window_get_path (fixture->window), !=, path);
  window_fixture_run (600);
  window_fixture_wait_for_files ();
  assert_file_has (path, before);
  g_assert_true (algo_autosave_remove (path));
}

static void
test_title (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = in_state ("My run" SUFFIX);
  g_autofree char *old_path = g_strdup (algo_window_get_path (fixture->window));

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_wait (fixture, has_title, (gpointer) "Unnamed run — Algoscope");
  window_fixture_activate (fixture, "win.step");
  window_fixture_wait (fixture, has_title, (gpointer) "• Unnamed run — Algoscope");
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, has_title, (gpointer) "My run — Algoscope");
  g_assert_cmpstr (get_text (fixture, "title_label"), ==, "My run");
  /* Nothing is there twice. */
  g_assert_false (g_file_test (old_path, G_FILE_TEST_EXISTS));
}

static void
test_save_while_training (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = in_state ("while training" SUFFIX);
  g_autoptr (AlgoSnapshot) last = NULL;

  window_fixture_wait_for_step (fixture, 20);
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, has_title, (gpointer) "while training — Algoscope");
  g_assert_cmpint (window_fixture_get_status (fixture).state, ==, ALGO_SESSION_RUNNING);
  window_fixture_wait_for_step (fixture, window_fixture_get_status (fixture).step + 20);
  last = pause_and_take (fixture);
  close_window (fixture);
  assert_file_has (path, last);
}

static void
test_save_fails (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = in_state ("no such folder/run" SUFFIX);
  g_autofree char *old_path = g_strdup (algo_window_get_path (fixture->window));
  g_autoptr (AlgoSnapshot) last = NULL;

  window_fixture_wait_for_step (fixture, 5);
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, shows, (gpointer) "message_bar");
  g_assert_nonnull (strstr (get_text (fixture, "message_bar.label"), "no such folder"));
  g_assert_true (shows (fixture, (gpointer) "message_bar.button"));
  g_assert_cmpstr (algo_window_get_path (fixture->window), ==, old_path);
  window_fixture_wait_for_step (fixture, window_fixture_get_status (fixture).step + 5);
  last = pause_and_take (fixture);
  close_window (fixture);
  assert_file_has (old_path, last);
}

static void
write_damaged (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  memset (contents + length / 2, 0x5a, length / 8);
  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

/* Each is refused with a message, and training goes on as if nothing had been. */
static void
assert_refused (WindowFixture *fixture, const char *path)
{
  const guint64 generation = window_fixture_get_status (fixture).generation;
  g_autofree char *current = g_strdup (algo_window_get_path (fixture->window));
  g_autofree char *name = g_path_get_basename (path);

  gtk_widget_set_visible (window_fixture_find (fixture, "message_bar"), FALSE);
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, shows, (gpointer) "message_bar");
  g_assert_nonnull (strstr (get_text (fixture, "message_bar.label"), name));
  g_assert_cmpstr (algo_window_get_path (fixture->window), ==, current);
  window_fixture_wait_for_step (fixture, window_fixture_get_status (fixture).step + 5);
  g_assert_cmpuint (window_fixture_get_status (fixture).generation, ==, generation);
}

static void
test_open_refused (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *missing = in_state ("missing" SUFFIX);
  g_autofree char *foreign = in_state ("foreign" SUFFIX);
  g_autofree char *damaged = in_state ("damaged" SUFFIX);

  window_fixture_wait_for_step (fixture, 60);
  window_fixture_save_as (fixture, damaged);
  window_fixture_wait (fixture, has_title, (gpointer) "damaged — Algoscope");
  window_fixture_restart (fixture, "win.restart-same");
  window_fixture_run (600);
  window_fixture_wait_for_files ();
  write_damaged (damaged);
  g_assert_true (g_file_set_contents (foreign, "not a run", -1, NULL));
  assert_refused (fixture, missing);
  assert_refused (fixture, foreign);
  assert_refused (fixture, damaged);
}

/* Opening another one leaves the run there was whole. */
static void
test_open (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *first = in_state ("first" SUFFIX);
  g_autofree char *second = NULL;
  g_autoptr (AlgoSnapshot) kept = NULL;
  guint64 step;
  const AlgoScene *scene;

  window_fixture_wait_for_step (fixture, 10);
  window_fixture_save_as (fixture, first);
  window_fixture_wait (fixture, has_title, (gpointer) "first — Algoscope");
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  step = window_fixture_get_status (fixture).step;
  window_fixture_restart (fixture, "win.restart-new");
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_step (fixture, 10);
  kept = pause_and_take (fixture);
  second = g_strdup (algo_window_get_path (fixture->window));
  window_fixture_run (600);
  window_fixture_wait_for_files ();

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-run", "s", first));
  window_fixture_wait (fixture, has_title, (gpointer) "first — Algoscope");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_wait_for_step (fixture, step);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, step);
  window_fixture_run (300);
  scene = window_fixture_get_scene (fixture);
  g_assert_cmpuint (scene->metrics->len, ==, step);
  window_fixture_run (600);
  window_fixture_wait_for_files ();
  assert_file_has (second, kept);
}

static void
test_closes_soon (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));
  gint64 start;

  window_fixture_wait_for_step (fixture, 100);
  start = g_get_monotonic_time ();
  close_window (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_assert_true (algo_autosave_remove (path));
}

static gboolean
is_not_recorded (WindowFixture *fixture, gpointer data)
{
  return strstr (get_text (fixture, "subtitle_label"), "not recorded") != NULL;
}

/* Where the folder ought to be there is a file. */
static void
set_up_without_folder (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = window_fixture_get_autosave_folder ();
  g_autofree char *session = g_build_filename (folder, "session", NULL);
  g_autoptr (GArray) list = algo_autosave_list ();

  g_unlink (session);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (algo_autosave_remove (g_array_index (list, AlgoAutosave, i).path));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  window_fixture_set_up (fixture, user_data);
}

static void
tear_down_without_folder (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = window_fixture_get_autosave_folder ();

  window_fixture_tear_down (fixture, user_data);
  g_assert_cmpint (g_unlink (folder), ==, 0);
}

static void
test_not_recorded (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = in_state ("rescued" SUFFIX);
  g_autoptr (AlgoSnapshot) last = NULL;

  window_fixture_wait (fixture, shows, (gpointer) "message_bar");
  window_fixture_wait (fixture, is_not_recorded, NULL);
  window_fixture_wait_for_step (fixture, 20);
  /* Closing would lose it: that is said once. */
  gtk_window_close (GTK_WINDOW (fixture->window));
  window_fixture_run (100);
  g_assert_nonnull (fixture->window);
  g_assert_nonnull (strstr (get_text (fixture, "message_bar.label"), "closing"));

  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, has_title, (gpointer) "rescued — Algoscope");
  g_assert_false (shows (fixture, (gpointer) "message_bar"));
  g_assert_false (is_not_recorded (fixture, NULL));
  last = pause_and_take (fixture);
  close_window (fixture);
  assert_file_has (path, last);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static void
test_drop (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = in_state ("dropped" SUFFIX);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { .data = file };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, has_title, (gpointer) "dropped — Algoscope");
  window_fixture_restart (fixture, "win.restart-new");
  window_fixture_run (600);
  window_fixture_wait_for_files ();
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (fixture->window)), "drop", &value, 1.0, 1.0,
                         &taken);
  g_assert_true (taken);
  window_fixture_wait (fixture, has_title, (gpointer) "dropped — Algoscope");
}

#define ADD(path, set_up, test)                                                                    \
  g_test_add (path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  ADD ("/ui/runs/autosave", window_fixture_set_up, test_autosave);
  ADD ("/ui/runs/leaves-nothing", window_fixture_set_up_paused, test_leaves_nothing);
  ADD ("/ui/runs/restart", window_fixture_set_up, test_restart);
  ADD ("/ui/runs/title", window_fixture_set_up_paused, test_title);
  ADD ("/ui/runs/save-while-training", window_fixture_set_up, test_save_while_training);
  ADD ("/ui/runs/save-fails", window_fixture_set_up, test_save_fails);
  ADD ("/ui/runs/open-refused", window_fixture_set_up, test_open_refused);
  ADD ("/ui/runs/open", window_fixture_set_up, test_open);
  ADD ("/ui/runs/drop", window_fixture_set_up_paused, test_drop);
  ADD ("/ui/runs/closes-soon", window_fixture_set_up, test_closes_soon);
  g_test_add ("/ui/runs/not-recorded", WindowFixture, NULL, set_up_without_folder,
              test_not_recorded, tear_down_without_folder);
  return window_fixture_finish ();
}
