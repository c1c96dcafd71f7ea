/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was open when the program ended opens again when it starts. */
#include "app/run/autosave.h"
#include "app/window/preferences.h"
#include "engine/ensemble/ensemble-writer.h"
#include "tests/engine/sample-ensembles.h"
#include "tests/ui/window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* As text. */

static const AlgoWindowState example = {
  .path = (char *) "/runs/an umläut = [1].algoscope",
  .ensemble = (char *) "/ensemble of [2] = ö.algoscope",
  .training = TRUE,
  .question = { .log_beta = -3.45,
                .inputs = 7,
                .hidden = 21,
                .noise_seed = G_MAXUINT64,
                .from_prior = TRUE },
  .resample = TRUE,
  .step = 25,
};

static char *
write_example (void)
{
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (AlgoWindowState));

  g_array_append_val (states, example);
  g_array_append_val (states, example);
  return algo_window_states_to_text (states);
}

static void
test_text (void)
{
  g_autofree char *text = write_example ();
  g_autoptr (GArray) states = algo_window_states_parse (text);

  g_assert_cmpuint (states->len, ==, 2);
  for (guint i = 0; i < states->len; i++)
    {
      const AlgoWindowState *state = &g_array_index (states, AlgoWindowState, i);

      g_assert_cmpstr (state->path, ==, example.path);
      g_assert_cmpstr (state->ensemble, ==, example.ensemble);
      g_assert_true (state->training && state->resample);
      g_assert_true (algo_question_equal (&state->question, &example.question));
      g_assert_cmpint (state->step, ==, example.step);
    }
}

static void
assert_left_out (const char *from, const char *to)
{
  g_autofree char *text = write_example ();
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (GArray) states = NULL;

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  states = algo_window_states_parse (changed->str);
  g_assert_cmpuint (states->len, ==, 1);
}

static void
test_wrong_text (void)
{
  static const char *const texts[] = { "",
                                       "no key file",
                                       "[Window 1]",
                                       "[Window 1]\nRun=\n",
                                       "[Other]\nRun=file:///a\n",
                                       "[Window 1]\nEnsemble=file:///a\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) states = algo_window_states_parse (texts[i]);

      g_assert_cmpuint (states->len, ==, 0);
    }
  assert_left_out ("Run=file:", "Run=http:");
  assert_left_out ("Inputs=7", "Inputs=-7");
  assert_left_out ("Inputs=7", "Inputs=65");
  assert_left_out ("LogBeta=-3", "LogBeta=3");
  assert_left_out ("LogBeta=", "Other=");
  assert_left_out ("LogBeta=-3.45", "LogBeta=nan");
}

/* In a program that ends and starts again. */

static void
open_application (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
}

static void
use_window (WindowFixture *fixture)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (fixture->application));

  g_assert_nonnull (windows);
  fixture->window = ALGO_WINDOW (windows->data);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
}

static void
close_application (WindowFixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  while (gtk_application_get_windows (GTK_APPLICATION (fixture->application)) != NULL
         || fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  window_fixture_wait_for_files ();
  g_clear_object (&fixture->application);
}

static void
start_again (WindowFixture *fixture)
{
  close_application (fixture);
  open_application (fixture);
  g_application_activate (G_APPLICATION (fixture->application));
  use_window (fixture);
}

static GSettings *
get_preferences (void)
{
  GSettings *preferences = algo_preferences_open ();

  g_assert_nonnull (preferences);
  return preferences;
}

static void
tear_down (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSettings) preferences = get_preferences ();
  g_autofree char *folder = window_fixture_get_autosave_folder ();
  g_autofree char *session = g_build_filename (folder, "session", NULL);

  close_application (fixture);
  g_settings_reset (preferences, "restore-session");
  g_settings_reset (preferences, "train-at-start");
  g_remove (session);
}

static gboolean
shows_question (WindowFixture *fixture, gpointer data)
{
  const AlgoObservation *observation = algo_window_get_observation (fixture->window);

  return observation != NULL && algo_question_equal (&observation->question, data);
}

static void
test_training (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");
  GtkSpinButton *spin = window_fixture_find (fixture, "question_pane.inputs_spin");
  AlgoWindowState state;
  guint64 step;

  window_fixture_wait_for_step (fixture, 20);
  gtk_range_set_value (scale, -2.5);
  gtk_spin_button_set_value (spin, 5);
  window_fixture_activate (fixture, "win.redraw-noise");
  window_fixture_activate (fixture, "win.encoder");
  step = window_fixture_get_status (fixture).step;
  start_again (fixture);
  g_assert_cmpstr (algo_window_get_path (fixture->window), ==, path);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
  window_fixture_wait_for_step (fixture, step + 10);
  g_assert_true (algo_window_get_state (fixture->window, &state));
  g_assert_cmpfloat (state.question.log_beta, ==, -2.5);
  g_assert_cmpuint (state.question.inputs, ==, 5);
  g_assert_cmpuint (state.question.noise_seed, ==, 1);
  g_assert_true (state.question.from_prior);
  window_fixture_wait (fixture, shows_question, &state.question);
  algo_window_state_clear (&state);
}

static void
test_paused (WindowFixture *fixture, gconstpointer user_data)
{
  guint64 step;

  window_fixture_wait_for_step (fixture, 20);
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  step = window_fixture_get_status (fixture).step;
  start_again (fixture);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_run (200);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, step);
}

static gboolean
shows_earlier_step (WindowFixture *fixture, gpointer data)
{
  const AlgoObservation *observation = algo_window_get_observation (fixture->window);
  const guint64 *step = data;

  return observation != NULL && observation->step == *step;
}

static gboolean
shows_chosen_step (WindowFixture *fixture, gpointer data)
{
  return algo_window_get_scene (fixture->window)->chosen >= 0;
}

static void
test_earlier_step (WindowFixture *fixture, gconstpointer user_data)
{
  const AlgoScene *scene;
  guint64 step;

  window_fixture_wait_for_step (fixture, 60);
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_run (200);
  window_fixture_activate (fixture, "win.earlier");
  window_fixture_wait (fixture, shows_chosen_step, NULL);
  scene = algo_window_get_scene (fixture->window);
  step = scene->chosen;
  start_again (fixture);
  window_fixture_wait (fixture, shows_earlier_step, &step);
  scene = algo_window_get_scene (fixture->window);
  g_assert_cmpint (scene->chosen, ==, step);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, >, step);
}

static void
test_finished (WindowFixture *fixture, gconstpointer user_data)
{
  const AlgoSettings *settings = user_data;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  start_again (fixture);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, settings->steps);
}

static void
test_does_not_train_at_start (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSettings) preferences = get_preferences ();
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));

  g_settings_set_boolean (preferences, "train-at-start", FALSE);
  window_fixture_wait_for_step (fixture, 20);
  start_again (fixture);
  g_assert_cmpstr (algo_window_get_path (fixture->window), ==, path);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
}

static void
test_not_wanted (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSettings) preferences = get_preferences ();
  g_autofree char *path = g_strdup (algo_window_get_path (fixture->window));

  g_settings_set_boolean (preferences, "restore-session", FALSE);
  g_settings_set_boolean (preferences, "train-at-start", FALSE);
  window_fixture_wait_for_step (fixture, 20);
  start_again (fixture);
  g_assert_cmpstr (algo_window_get_path (fixture->window), !=, path);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 0);
}

static gboolean
is_named (WindowFixture *fixture, gpointer data)
{
  return g_strcmp0 (algo_window_get_path (fixture->window), data) == 0;
}

static gboolean
shows_message (WindowFixture *fixture, gpointer name)
{
  GtkLabel *label = window_fixture_find (fixture, "message_bar.label");

  return gtk_widget_get_visible (window_fixture_find (fixture, "message_bar"))
         && strstr (gtk_label_get_text (label), name) != NULL;
}

/* A run with a name that is gone is missed, and not looked for again; one without, that was
 * removed with others that are old, is not. */
static void
test_missing (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSettings) preferences = get_preferences ();
  g_autofree char *folder = window_fixture_get_autosave_folder ();
  g_autofree char *path = g_build_filename (folder, "..", "gone.algoscope", NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *unnamed = NULL;

  g_settings_set_boolean (preferences, "train-at-start", FALSE);
  window_fixture_wait_for_step (fixture, 5);
  algo_window_save_run_as (fixture->window, absolute);
  window_fixture_wait (fixture, is_named, absolute);
  close_application (fixture);
  g_assert_cmpint (g_remove (absolute), ==, 0);
  open_application (fixture);
  g_application_activate (G_APPLICATION (fixture->application));
  use_window (fixture);
  window_fixture_wait (fixture, shows_message, (gpointer) "gone.algoscope");
  start_again (fixture);
  g_assert_false (shows_message (fixture, (gpointer) ""));

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_activate (fixture, "win.step");
  window_fixture_wait_for_step (fixture, 1);
  unnamed = g_strdup (algo_window_get_path (fixture->window));
  close_application (fixture);
  g_assert_true (algo_autosave_remove (unnamed));
  open_application (fixture);
  g_application_activate (G_APPLICATION (fixture->application));
  use_window (fixture);
  g_assert_false (shows_message (fixture, (gpointer) ""));
}

static guint
count_windows (WindowFixture *fixture)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));
}

/* All that were open when the program was told to end, and none that had been closed before. */
static void
test_several_windows (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  AlgoSettings settings = window_fixture_settings ();
  AlgoWindow *second;

  settings.seed = 5;
  second = algo_window_new_with_run (GTK_APPLICATION (fixture->application), preferences, &settings,
                                     FALSE, NULL);
  gtk_window_present (GTK_WINDOW (second));
  window_fixture_wait_for_step (fixture, 5);
  while (algo_window_get_observation (second) == NULL
         || algo_window_get_observation (second)->step < 5)
    g_main_context_iteration (NULL, TRUE);
  start_again (fixture);
  g_assert_cmpuint (count_windows (fixture), ==, 2);

  window_fixture_wait_for_step (fixture, 5);
  gtk_window_close (GTK_WINDOW (fixture->window));
  window_fixture_run (2500);
  g_assert_cmpuint (count_windows (fixture), ==, 1);
  start_again (fixture);
  g_assert_cmpuint (count_windows (fixture), ==, 1);
}

static gboolean
has_title (WindowFixture *fixture, gpointer data)
{
  return g_str_equal (gtk_window_get_title (GTK_WINDOW (fixture->window)), data);
}

/* In place of a run in which nothing happened, and of one that had begun. */
static void
test_ensemble (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (4, 100);
  g_autofree char *folder = window_fixture_get_autosave_folder ();
  g_autofree char *path = g_build_filename (folder, "..", "mine.algoscope", NULL);
  g_autoptr (GError) error = NULL;
  char *title = (char *) "mine — Algoscope";

  algo_ensemble_save (ensemble, path, &error);
  g_assert_no_error (error);
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, has_title, title);
  start_again (fixture);
  window_fixture_wait (fixture, has_title, title);
  window_fixture_activate (fixture, "win.ensemble");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_activate (fixture, "win.step");
  window_fixture_wait_for_step (fixture, 1);
  window_fixture_activate (fixture, "win.ensemble");
  start_again (fixture);
  window_fixture_wait (fixture, has_title, title);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 1);
  window_fixture_activate (fixture, "win.ensemble");
  start_again (fixture);
  window_fixture_wait (fixture, has_title, (gpointer) "• Unnamed run — Algoscope");
  g_remove (path);
}

#define ADD(path, settings, test)                                                                  \
  g_test_add ("/ui/session-restore/" path, WindowFixture, settings, window_fixture_set_up, test,   \
              tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  g_test_add_func ("/ui/session-restore/text", test_text);
  g_test_add_func ("/ui/session-restore/wrong-text", test_wrong_text);
  ADD ("training", NULL, test_training);
  ADD ("paused", NULL, test_paused);
  ADD ("earlier-step", NULL, test_earlier_step);
  ADD ("finished", &window_fixture_short_run, test_finished);
  ADD ("does-not-train-at-start", NULL, test_does_not_train_at_start);
  ADD ("not-wanted", NULL, test_not_wanted);
  ADD ("missing", NULL, test_missing);
  ADD ("several-windows", NULL, test_several_windows);
  g_test_add ("/ui/session-restore/ensemble", WindowFixture, NULL, window_fixture_set_up_paused,
              test_ensemble, tear_down);
  return window_fixture_finish ();
}
