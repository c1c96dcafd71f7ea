/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page shows one scene: panels, title, side pane and timeline are of one run, step and question
 * in every frame; another run clears them at once, whatever is under way. */
#include "app/window/shortcuts.h"
#include "tests/folder.h"
#include "tests/ui/window-fixture.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/timeline/timeline.h"

#include <string.h>

static const char *const panels[] = { "weights",     "network",       "approximation", "phase",
                                      "explanation", "phase-diagram", "trade-off",     "training" };

static AlgoBoard *
get_board (WindowFixture *fixture)
{
  return window_fixture_find (fixture, "board");
}

/* What is looked at in every frame. */
typedef struct
{
  WindowFixture *fixture;
  guint64 generation;
  guint scenes;  /* that came */
  guint cleared; /* of them, without anything measured */
} Watch;

static void
assert_heading (WindowFixture *fixture, const AlgoScene *scene)
{
  const char *text = gtk_label_get_text (window_fixture_find (fixture, "subtitle_label"));
  const char *label = gtk_label_get_text (window_fixture_find (fixture, "timeline.step_label"));
  g_autofree char *latest = algo_number_format_count (scene->latest);
  g_autofree char *step =
      algo_number_format_count (scene->chosen >= 0 ? (guint64) scene->chosen : scene->latest);
  g_autofree char *expected =
      scene->chosen >= 0 ? g_strdup_printf ("L1 norm · seed %" G_GUINT64_FORMAT
                                            " · step %s shown, trained to %s of ",
                                            scene->seed, step, latest)
                         : g_strdup_printf ("L1 norm · seed %" G_GUINT64_FORMAT " · step %s of ",
                                            scene->seed, latest);
  g_autofree char *of_timeline = g_strdup_printf ("Step %s", step);

  g_assert_true (g_str_has_prefix (text, expected));
  g_assert_cmpstr (label, ==, of_timeline);
}

static void
assert_panels (WindowFixture *fixture, const AlgoScene *scene)
{
  g_autofree char *description = algo_scene_describe (scene);

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      AlgoPanelView *view = algo_board_get_view (get_board (fixture), panels[i]);
      const AlgoScene *shown = algo_panel_view_get_scene (view);

      if (!gtk_widget_get_mapped (GTK_WIDGET (view)))
        continue;
      g_assert_cmpuint (shown->generation, ==, scene->generation);
      g_assert_cmpuint (shown->step, ==, scene->step);
      g_assert_true (algo_question_equal (&shown->question, &scene->question));
      g_assert_true (shown->observation == scene->observation);
      g_assert_true (g_str_has_prefix (algo_panel_view_get_description (view), description));
    }
}

/* As soon as a frame is on screen. */
static void
on_painted (GdkFrameClock *clock, Watch *watch)
{
  const AlgoScene *scene = window_fixture_get_scene (watch->fixture);

  if (scene == NULL)
    return;
  assert_panels (watch->fixture, scene);
  assert_heading (watch->fixture, scene);
}

/* A run that takes the place of another has nothing of that one and, at first, nothing of its own.
 */
static void
on_shown (AlgoBoard *board, Watch *watch)
{
  const AlgoScene *scene = algo_board_get_scene (board);

  watch->scenes++;
  if (scene->generation == watch->generation)
    return;
  watch->generation = scene->generation;
  watch->cleared++;
  g_assert_null (scene->observation);
  g_assert_cmpuint (scene->metrics->len, ==, 0);
  g_assert_cmpuint (scene->grids->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      AlgoPanelView *view = algo_board_get_view (board, panels[i]);

      if (gtk_widget_get_mapped (GTK_WIDGET (view)) && !g_str_equal (panels[i], "training"))
        g_assert_nonnull (strstr (algo_panel_view_get_description (view), "Not measured yet"));
    }
}

static void
watch_begin (Watch *watch, WindowFixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));

  *watch =
      (Watch){ .fixture = fixture, .generation = window_fixture_get_scene (fixture)->generation };
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), watch);
  g_signal_connect (get_board (fixture), "shown", G_CALLBACK (on_shown), watch);
}

static void
watch_end (Watch *watch)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (watch->fixture->window));

  g_signal_handlers_disconnect_by_data (clock, watch);
  g_signal_handlers_disconnect_by_data (get_board (watch->fixture), watch);
}

static gboolean
has_scenes (WindowFixture *fixture, gpointer data)
{
  return ((const Watch *) data)->scenes >= 40;
}

/* While training goes on, a person moves the slider, and goes to earlier steps. */
static void
test_one_scene (WindowFixture *fixture, gconstpointer user_data)
{
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");
  Watch watch;

  window_fixture_wait_for_step (fixture, 60);
  watch_begin (&watch, fixture);
  window_fixture_wait (fixture, has_scenes, &watch);
  watch.scenes = 0;
  for (guint i = 0; i < 20; i++)
    {
      gtk_range_set_value (scale, -1.5 - 0.2 * i);
      if (i % 4 == 0)
        g_signal_emit_by_name (window_fixture_find (fixture, "timeline"), "picked",
                               i < 12 ? (gint64) (10 * i) : -1);
      window_fixture_run (20);
    }
  window_fixture_wait (fixture, has_scenes, &watch);
  watch_end (&watch);
}

static gboolean
has_cleared (WindowFixture *fixture, gpointer data)
{
  const Watch *watch = data;

  return watch->generation == algo_run_model_get_generation (algo_window_get_run (fixture->window));
}

static void
test_cleared_at_once (WindowFixture *fixture, gconstpointer user_data)
{
  Watch watch;

  window_fixture_wait_for_step (fixture, 60);
  watch_begin (&watch, fixture);
  for (guint i = 1; i <= 4; i++)
    {
      window_fixture_activate (fixture, i % 2 == 0 ? "win.restart-new" : "win.restart-same");
      window_fixture_wait (fixture, has_cleared, &watch);
      g_assert_cmpuint (watch.cleared, ==, i);
      window_fixture_wait_for_step (fixture, 5);
    }
  watch_end (&watch);
}

/* While the run is played back. */

static gboolean
is_playing (WindowFixture *fixture)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "play");

  return g_variant_get_boolean (state);
}

static void
play (WindowFixture *fixture)
{
  window_fixture_wait_for_step (fixture, 130);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "playback-speed",
                                      g_variant_new_int32 (50));
  window_fixture_activate (fixture, "win.play");
  g_assert_true (is_playing (fixture));
  window_fixture_run (100);
  g_assert_true (is_playing (fixture));
}

static void
test_restart_while_playing (WindowFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 3; i++)
    {
      play (fixture);
      window_fixture_activate (fixture, "win.restart-same");
      g_assert_false (is_playing (fixture));
      window_fixture_wait_for_step (fixture, 0);
      g_assert_cmpint (window_fixture_get_scene (fixture)->chosen, ==, -1);
    }
}

static gboolean
has_path (WindowFixture *fixture, gpointer path)
{
  return g_strcmp0 (algo_window_get_path (fixture->window), path) == 0;
}

static void
test_open_while_playing (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "run.algoscope", NULL);

  window_fixture_wait_for_step (fixture, 30);
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, has_path, path);
  window_fixture_restart (fixture, "win.restart-new");
  window_fixture_wait_for_files ();
  play (fixture);
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, has_path, path);
  g_assert_false (is_playing (fixture));
  window_fixture_wait_for_step (fixture, 30);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

static void
test_close_while_playing (WindowFixture *fixture, gconstpointer user_data)
{
  play (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Sizes are those of the run. */

static void
assert_size (WindowFixture *fixture, guint inputs)
{
  GtkSpinButton *spin = window_fixture_find (fixture, "question_pane.inputs_spin");
  const AlgoScene *scene = window_fixture_get_scene (fixture);

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, (int) inputs);
  g_assert_cmpuint (scene->observation->network->inputs, ==, inputs);
  g_assert_cmpuint (scene->observation->network->hidden, ==, ALGO_HIDDEN_PER_INPUT * inputs);
}

static void
test_sizes (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "small.algoscope", NULL);
  AlgoSettings settings = window_fixture_settings ();

  window_fixture_wait_for_step (fixture, 5);
  assert_size (fixture, 4);
  settings.least = settings.most = 2;
  g_assert_true (algo_run_model_begin (algo_window_get_run (fixture->window), &settings, NULL));
  window_fixture_wait_for_step (fixture, 5);
  assert_size (fixture, 2);
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, has_path, path);

  settings.least = 5;
  settings.most = 7;
  g_assert_true (algo_run_model_begin (algo_window_get_run (fixture->window), &settings, NULL));
  window_fixture_wait_for_step (fixture, 5);
  assert_size (fixture, 7);
  window_fixture_wait_for_files ();
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, has_path, path);
  window_fixture_wait_for_step (fixture, 5);
  assert_size (fixture, 2);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

/* Every key is for something that there is, and for no more than one thing. */
static void
test_shortcuts (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint count;
  const AlgoShortcut *shortcuts = algo_shortcuts_get (&count);

  for (guint i = 0; i < count; i++)
    {
      const char *action = shortcuts[i].action;
      g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (keys[k]);

          g_assert_nonnull (trigger);
          if (action != NULL)
            g_assert_true (g_hash_table_add (taken, g_strdup (keys[k])));
        }
      if (action != NULL && g_str_has_prefix (action, "win."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (fixture->window), action + 4));
      else if (action != NULL && g_str_has_prefix (action, "app."))
        g_assert_true (
            g_action_group_has_action (G_ACTION_GROUP (fixture->application), action + 4));
      else
        g_assert_true (action == NULL || g_str_equal (action, "window.close"));
    }
}

static guint
count_shortcuts (GtkWidget *widget)
{
  guint count = GTK_IS_SHORTCUTS_SHORTCUT (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_shortcuts (child);
  return count;
}

static void
test_help (void)
{
  GtkWindow *help = algo_shortcuts_window_new ();
  guint count;

  algo_shortcuts_get (&count);
  /* Those that are searched are there once more. */
  g_assert_cmpuint (count_shortcuts (GTK_WIDGET (help)), >=, count);
  gtk_window_destroy (help);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/ui/pages/" path, WindowFixture, NULL, window_fixture_set_up, test,                 \
              window_fixture_tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  ADD ("one-scene", test_one_scene);
  ADD ("cleared-at-once", test_cleared_at_once);
  ADD ("restart-while-playing", test_restart_while_playing);
  ADD ("open-while-playing", test_open_while_playing);
  ADD ("close-while-playing", test_close_while_playing);
  ADD ("sizes", test_sizes);
  ADD ("shortcuts", test_shortcuts);
  g_test_add_func ("/ui/pages/help", test_help);
  return window_fixture_finish ();
}
