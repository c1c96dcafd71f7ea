/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered, and light and dark. */
#include "app/colour-scheme.h"
#include "app/preferences.h"
#include "tests/ui/window-fixture.h"

static AlgoWindow *
open_window (AlgoApplication *application, GSettings *preferences)
{
  AlgoSettings settings = window_fixture_settings ();
  g_autoptr (GError) error = NULL;
  AlgoWindow *window = algo_window_new (application, preferences, &settings, TRUE, &error);

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

/* Without a bus there is no portal to ask: the system's preference is the theme's own. */
static void
test_colour_scheme (void)
{
  g_autoptr (AlgoColourSchemeManager) manager =
      algo_colour_scheme_manager_new (gtk_settings_get_default ());
  gboolean system = is_dark ();

  algo_colour_scheme_manager_set_scheme (manager, algo_colour_scheme_from_name ("dark"));
  g_assert_true (is_dark ());
  algo_colour_scheme_manager_set_scheme (manager, algo_colour_scheme_from_name ("light"));
  g_assert_false (is_dark ());
  algo_colour_scheme_manager_set_scheme (manager, algo_colour_scheme_from_name ("system"));
  g_assert_true (is_dark () == system);
  g_assert_cmpint (algo_colour_scheme_from_name ("purple"), ==, ALGO_COLOUR_SCHEME_SYSTEM);
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
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  g_test_add_func ("/ui/preferences/window", test_window_is_remembered);
  g_test_add_func ("/ui/preferences/colour-scheme", test_colour_scheme);
  g_test_add_func ("/ui/preferences/colour-scheme-is-remembered", test_colour_scheme_is_remembered);
  return window_fixture_finish ();
}
