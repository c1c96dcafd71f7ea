/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered, and light and dark. */
#include "app/identity.h"
#include "app/window/colour-scheme.h"
#include "app/window/preferences.h"
#include "tests/ui/window-fixture.h"
#include "ui/widgets/board/board.h"

#include <string.h>

static AlgoWindow *
open_window (AlgoApplication *application, GSettings *preferences)
{
  AlgoSettings settings = window_fixture_settings ();
  g_autoptr (GError) error = NULL;
  AlgoWindow *window = algo_window_new_with_run (GTK_APPLICATION (application), preferences,
                                                 &settings, TRUE, &error);

  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  window_fixture_run (100);
  return window;
}

static gboolean
get_state (AlgoWindow *window, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), action);

  return g_variant_get_boolean (state);
}

static void
test_window_is_remembered (void)
{
  g_autoptr (AlgoApplication) application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open ();
  AlgoWindow *window;

  g_assert_nonnull (preferences);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_settings_set_int (preferences, "window-width", 1111);
  g_settings_set_int (preferences, "window-height", 777);

  window = open_window (application, preferences);
  g_assert_false (get_state (window, "sort"));
  g_assert_true (get_state (window, "side-pane"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sort", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.residuals", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.side-pane", NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  window_fixture_run (100);
  gtk_window_close (GTK_WINDOW (window));
  window_fixture_run (100);
  g_assert_cmpint (g_settings_get_int (preferences, "window-width"), ==, 1000);
  g_assert_cmpint (g_settings_get_int (preferences, "window-height"), ==, 700);

  window = open_window (application, preferences);
  g_assert_true (get_state (window, "sort"));
  g_assert_true (get_state (window, "residuals"));
  g_assert_false (get_state (window, "side-pane"));
  gtk_window_destroy (GTK_WINDOW (window));
  window_fixture_run (10);
  window_fixture_wait_for_files ();
}

static gboolean
is_dark (void)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);
  return dark;
}

static const char *
get_arrangement (AlgoWindow *window)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "arrange");

  return g_intern_string (g_variant_get_string (state, NULL));
}

static void
close_window (AlgoWindow *window)
{
  GObject *board = G_OBJECT (algo_page_get_board (ALGO_PAGE (algo_window_get_run_page (window))));
  AlgoPanelView *weights = algo_board_get_view (ALGO_BOARD (board), "weights");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (weights), (gpointer *) &weights);
  gtk_window_destroy (GTK_WINDOW (window));
  window_fixture_run (10);
  window_fixture_wait_for_files ();
  /* Nothing stays behind that listens to what is preferred. */
  g_assert_null (window);
  g_assert_null (weights);
}

static void
test_panels_are_remembered (void)
{
  g_autoptr (AlgoApplication) application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open ();
  g_autofree char *kept = NULL;
  AlgoWindow *window;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = open_window (application, preferences);
  g_assert_cmpstr (get_arrangement (window), ==, "overview");
  g_assert_true (get_state (window, "show-phase"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-phase", NULL);
  g_assert_cmpstr (get_arrangement (window), ==, "");
  close_window (window);
  kept = g_settings_get_string (preferences, "panel-arrangement");
  g_assert_nonnull (strstr (kept, "-phase"));

  window = open_window (application, preferences);
  g_assert_false (get_state (window, "show-phase"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.set-arrangement", "s", "phase");
  g_assert_true (get_state (window, "show-phase"));
  g_assert_false (get_state (window, "show-weights"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.arrange", "s", "everything");
  g_assert_cmpstr (get_arrangement (window), ==, "everything");
  g_settings_set_string (preferences, "panel-arrangement", "no * arrangement");
  g_assert_cmpstr (get_arrangement (window), ==, "overview");
  close_window (window);
  g_settings_reset (preferences, "panel-arrangement");
}

/* A panel that has the window for itself takes the room of the side pane, but not for good. */
static void
test_side_pane_comes_back (void)
{
  g_autoptr (AlgoApplication) application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open ();
  AlgoWindow *window;
  GObject *board;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_settings_set_boolean (preferences, "side-pane", TRUE);
  window = open_window (application, preferences);
  board = G_OBJECT (algo_page_get_board (ALGO_PAGE (algo_window_get_run_page (window))));
  gtk_widget_grab_focus (GTK_WIDGET (algo_board_get_view (ALGO_BOARD (board), "phase")));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.full-panel", NULL);
  g_assert_cmpstr (algo_board_get_full_panel (ALGO_BOARD (board)), ==, "phase");
  g_assert_false (get_state (window, "side-pane"));
  g_assert_true (g_settings_get_boolean (preferences, "side-pane"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_null (algo_board_get_full_panel (ALGO_BOARD (board)));
  g_assert_true (get_state (window, "side-pane"));
  close_window (window);
}

/* The widget of that id in the window, or NULL. */
static gpointer
get_child (gpointer widget, const char *id)
{
  gpointer found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = get_child (child, id);
  return found;
}

static void
test_preferences_window (void)
{
  g_autoptr (AlgoApplication) application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open ();
  GtkWindow *window = algo_preferences_window_new (NULL, preferences);
  const gboolean dark = is_dark ();

  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_assert_true (gtk_switch_get_active (get_child (window, "restore-session")));
  gtk_switch_set_active (get_child (window, "restore-session"), FALSE);
  gtk_switch_set_active (get_child (window, "train-at-start"), FALSE);
  gtk_spin_button_set_value (get_child (window, "figure-text"), 8.5);
  gtk_spin_button_set_value (get_child (window, "step-budget"), 1234);
  gtk_spin_button_set_value (get_child (window, "threads"), 2);
  g_assert_false (g_settings_get_boolean (preferences, "restore-session"));
  g_assert_false (g_settings_get_boolean (preferences, "train-at-start"));
  g_assert_cmpfloat (g_settings_get_double (preferences, "figure-text"), ==, 8.5);
  g_assert_cmpuint (g_settings_get_uint (preferences, "step-budget"), ==, 1234);
  g_assert_cmpuint (g_settings_get_uint (preferences, "threads"), ==, 2);

  /* At once, and both ways. */
  gtk_drop_down_set_selected (get_child (window, "colour-scheme"), dark ? 1 : 2);
  g_assert_true (is_dark () != dark);
  g_settings_reset (preferences, "colour-scheme");
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (window, "colour-scheme")), ==, 0);
  g_assert_true (is_dark () == dark);
  g_settings_reset (preferences, "step-budget");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_child (window, "step-budget")), ==, 8000);

  gtk_window_destroy (window);
  g_settings_reset (preferences, "restore-session");
  g_settings_reset (preferences, "train-at-start");
  g_settings_reset (preferences, "figure-text");
  g_settings_reset (preferences, "threads");
}

/* Without a bus there is no portal to ask: the system's preference is the theme's own. */
static void
test_colour_scheme (void)
{
  g_autoptr (AlgoColourSchemeManager) manager =
      algo_colour_scheme_manager_new (gtk_settings_get_default ());
  gboolean system = is_dark ();

  algo_colour_scheme_manager_set_scheme (manager, ALGO_COLOUR_SCHEME_DARK);
  g_assert_true (is_dark ());
  algo_colour_scheme_manager_set_scheme (manager, ALGO_COLOUR_SCHEME_LIGHT);
  g_assert_false (is_dark ());
  algo_colour_scheme_manager_set_scheme (manager, ALGO_COLOUR_SCHEME_SYSTEM);
  g_assert_true (is_dark () == system);
}

static void
test_colour_scheme_is_remembered (void)
{
  g_autoptr (AlgoApplication) application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open ();
  g_autofree char *name = NULL;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_action_group_activate_action (G_ACTION_GROUP (application), "colour-scheme",
                                  g_variant_new_string ("dark"));
  g_assert_true (is_dark ());
  name = g_settings_get_string (preferences, "colour-scheme");
  g_assert_cmpstr (name, ==, "dark");
  g_action_group_activate_action (G_ACTION_GROUP (application), "colour-scheme",
                                  g_variant_new_string ("light"));
  g_assert_false (is_dark ());
  /* Whoever asks over the session bus may name one that is none. */
  g_action_group_activate_action (G_ACTION_GROUP (application), "colour-scheme",
                                  g_variant_new_string ("purple"));
  g_assert_cmpint (g_settings_get_enum (preferences, "colour-scheme"), ==,
                   ALGO_COLOUR_SCHEME_LIGHT);
}

/* Of a build that is not installed, started without what tells of its schema. */
static void
test_without_schema (void)
{
  if (g_test_subprocess ())
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettings) preferences = NULL;

      g_assert_true (source == NULL
                     || g_settings_schema_source_lookup (source, ALGO_APPLICATION_ID, TRUE)
                            == NULL);
      preferences = algo_preferences_open_in_memory ();
      g_assert_cmpuint (g_settings_get_uint (preferences, "step-budget"), ==, 8000);
      g_assert_true (g_settings_set_uint (preferences, "step-budget", 5));
      g_assert_cmpuint (g_settings_get_uint (preferences, "step-budget"), ==, 5);
      return;
    }
  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_setenv ("XDG_DATA_DIRS", "/nowhere", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  g_test_add_func ("/ui/preferences/window", test_window_is_remembered);
  g_test_add_func ("/ui/preferences/panels", test_panels_are_remembered);
  g_test_add_func ("/ui/preferences/side-pane-comes-back", test_side_pane_comes_back);
  g_test_add_func ("/ui/preferences/preferences-window", test_preferences_window);
  g_test_add_func ("/ui/preferences/colour-scheme", test_colour_scheme);
  g_test_add_func ("/ui/preferences/colour-scheme-is-remembered", test_colour_scheme_is_remembered);
  g_test_add_func ("/ui/preferences/without-schema", test_without_schema);
  return window_fixture_finish ();
}
