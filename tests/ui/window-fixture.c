/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/window-fixture.h"

#include "app/run/closing.h"
#include "app/window/preferences.h"
#include "tests/folder.h"
#include "ui/widgets/board/board.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE 120 /* seconds, for sanitizers on machines that are busy */

static char *home; /* of what the test writes */

void
window_fixture_init (int *argc, char ***argv)
{
  g_autofree char *state = NULL;
  g_autofree char *data = NULL;

  home = folder_new ();
  state = g_build_filename (home, "state", NULL);
  data = g_build_filename (home, "data", NULL);
  g_assert_cmpint (g_mkdir (state, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  gtk_test_init (argc, argv, NULL);
}

int
window_fixture_finish (void)
{
  int status = g_test_run ();

  g_clear_pointer (&home, folder_free);
  return status;
}

char *
window_fixture_get_autosave_folder (void)
{
  return g_build_filename (home, "state", "algoscope", NULL);
}

const AlgoSettings window_fixture_short_run = { .seed = 1,
                                                .least = 2,
                                                .most = 3,
                                                .levels = 1,
                                                .batch = 2,
                                                .log_beta_from = ALGO_MIN_LOG_BETA,
                                                .log_beta_to = ALGO_MAX_LOG_BETA,
                                                .points = 16,
                                                .steps = 5,
                                                .threads = 1,
                                                .rate = 1e-3 };

AlgoSettings
window_fixture_settings (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  settings.least = 2;
  settings.most = 4;
  settings.batch = 4;
  settings.points = 32;
  settings.threads = 1;
  settings.steps = ALGO_MAX_STEPS;
  return settings;
}

static void
set_up (WindowFixture *fixture, const AlgoSettings *given, gboolean paused)
{
  AlgoSettings settings = given != NULL ? *given : window_fixture_settings ();
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  g_autoptr (GError) error = NULL;

  fixture->application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
  fixture->window = algo_window_new_with_run (GTK_APPLICATION (fixture->application), preferences,
                                              &settings, paused, &error);
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
window_fixture_set_up (WindowFixture *fixture, gconstpointer user_data)
{
  set_up (fixture, user_data, FALSE);
}

void
window_fixture_set_up_paused (WindowFixture *fixture, gconstpointer user_data)
{
  set_up (fixture, user_data, TRUE);
}

void
window_fixture_tear_down (WindowFixture *fixture, gconstpointer user_data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  window_fixture_wait_for_files ();
  /* Nothing holds on to a window that was closed. */
  g_assert_null (fixture->window);
  g_clear_object (&fixture->application);
}

static GtkWidget *
find_child (GtkWidget *widget, const char *name)
{
  GObject *child = ALGO_IS_BOARD (widget)
                       ? G_OBJECT (algo_board_get_view (ALGO_BOARD (widget), name))
                       : gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  return child != NULL ? GTK_WIDGET (child) : NULL;
}

/* In the window, or else in what belongs to its run. */
static GtkWidget *
find_first (WindowFixture *fixture, const char *name)
{
  GtkWidget *page = GTK_WIDGET (algo_window_get_run_page (fixture->window));
  GtkWidget *places[] = { GTK_WIDGET (fixture->window), page,
                          algo_page_get_controls (ALGO_PAGE (page)) };
  GtkWidget *child = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places) && child == NULL; i++)
    child = find_child (places[i], name);
  return child;
}

gpointer
window_fixture_find (WindowFixture *fixture, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  GtkWidget *widget = find_first (fixture, names[0]);

  for (guint i = 1; names[i] != NULL; i++)
    {
      g_assert_true (GTK_IS_WIDGET (widget));
      widget = find_child (widget, names[i]);
    }
  g_assert_true (GTK_IS_WIDGET (widget));
  return widget;
}

void
window_fixture_activate (WindowFixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

AlgoSessionStatus
window_fixture_get_status (WindowFixture *fixture)
{
  return *algo_run_model_get_status (algo_window_get_run (fixture->window));
}

void
window_fixture_wait (WindowFixture *fixture, WindowCondition condition, gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (!condition (fixture, data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
window_fixture_wait_for_files (void)
{
  while (algo_closing_count () > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A command shows in the session before it does in the window. */
static gboolean
has_state (WindowFixture *fixture, gpointer data)
{
  AlgoSessionState state = GPOINTER_TO_INT (data);
  GActionMap *actions = G_ACTION_MAP (fixture->window);
  GAction *run = g_action_map_lookup_action (actions, "run-pause");
  GtkButton *run_button = window_fixture_find (fixture, "run_button");
  GtkWidget *continue_button = window_fixture_find (fixture, "continue_button");
  gboolean pauses = strstr (gtk_button_get_icon_name (run_button), "pause") != NULL;

  return window_fixture_get_status (fixture).state == state
         && g_action_get_enabled (run)
                == (state == ALGO_SESSION_RUNNING || state == ALGO_SESSION_PAUSED)
         && pauses == (state == ALGO_SESSION_RUNNING)
         && gtk_widget_get_visible (continue_button) == (state == ALGO_SESSION_FINISHED);
}

void
window_fixture_wait_for_state (WindowFixture *fixture, AlgoSessionState state)
{
  window_fixture_wait (fixture, has_state, GINT_TO_POINTER (state));
}

static gboolean
shows_step (WindowFixture *fixture, gpointer data)
{
  AlgoObservation *observation = algo_window_get_observation (fixture->window);
  const guint64 *step = data;

  return observation != NULL && observation->step >= *step
         && observation->generation == window_fixture_get_status (fixture).generation;
}

void
window_fixture_wait_for_step (WindowFixture *fixture, guint64 step)
{
  window_fixture_wait (fixture, shows_step, &step);
}

static gboolean
has_generation_after (WindowFixture *fixture, gpointer data)
{
  const guint64 *generation = data;

  return window_fixture_get_status (fixture).generation > *generation;
}

void
window_fixture_restart (WindowFixture *fixture, const char *action)
{
  guint64 generation = window_fixture_get_status (fixture).generation;

  window_fixture_activate (fixture, action);
  window_fixture_wait (fixture, has_generation_after, &generation);
  window_fixture_wait_for_step (fixture, 0);
}

void
window_fixture_run (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * (gint64) 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

gboolean
window_fixture_press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
  return handled;
}
