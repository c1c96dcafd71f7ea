/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not valid is said, and leaves the session as it was. */
#include "app/window/application.h"
#include "app/window/preferences.h"
#include "app/window/restart-dialog.h"
#include "tests/ui/window-fixture.h"

#include "engine/error.h"

static void
assert_message (WindowFixture *fixture, gboolean shown)
{
  GtkWidget *bar = window_fixture_find (fixture, "message_bar");
  GtkLabel *label = window_fixture_find (fixture, "message_bar.label");

  g_assert_true (gtk_widget_get_visible (bar) == shown);
  g_assert_true (!shown || *gtk_label_get_text (label) != '\0');
}

/* As if the dialog had let them pass. */
static void
accept_settings (WindowFixture *fixture, const AlgoSettings *settings)
{
  g_autoptr (GListModel) windows = NULL;

  window_fixture_activate (fixture, "win.restart-with");
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!ALGO_IS_RESTART_DIALOG (window))
        continue;
      g_signal_emit_by_name (window, "accepted", settings);
      gtk_window_destroy (window);
      return;
    }
  g_assert_not_reached ();
}

static void
test_invalid_settings (WindowFixture *fixture, gconstpointer user_data)
{
  AlgoSettings settings = window_fixture_settings ();
  guint64 generation;

  window_fixture_wait_for_step (fixture, 2);
  generation = window_fixture_get_status (fixture).generation;
  assert_message (fixture, FALSE);
  settings.most = ALGO_MAX_INPUTS + 1;
  accept_settings (fixture, &settings);
  assert_message (fixture, TRUE);
  window_fixture_run (100);
  g_assert_cmpuint (window_fixture_get_status (fixture).generation, ==, generation);
  window_fixture_wait_for_step (fixture, window_fixture_get_status (fixture).step + 1);

  settings.most = 3;
  accept_settings (fixture, &settings);
  assert_message (fixture, FALSE);
}

static void
test_invalid_window (void)
{
  g_autoptr (AlgoApplication) application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  AlgoSettings settings = window_fixture_settings ();
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  settings.batch = 0;
  g_assert_null (algo_window_new_with_run (GTK_APPLICATION (application), preferences, &settings,
                                           FALSE, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

static void
type_rate (WindowFixture *fixture, const char *text)
{
  GtkSpinButton *spin = window_fixture_find (fixture, "run_pane.rate_spin");

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  gtk_spin_button_update (spin);
  window_fixture_run (50);
}

static gboolean
has_rate (WindowFixture *fixture, gpointer data)
{
  const double *rate = data;

  return window_fixture_get_status (fixture).rate == *rate;
}

static void
test_rate (WindowFixture *fixture, gconstpointer user_data)
{
  double rate = 0.0123;

  window_fixture_wait_for_step (fixture, 2);
  g_assert_cmpfloat (window_fixture_get_status (fixture).rate, ==, window_fixture_settings ().rate);
  type_rate (fixture, "fast");
  assert_message (fixture, TRUE);
  type_rate (fixture, "-1");
  type_rate (fixture, "nan");
  type_rate (fixture, "2");
  window_fixture_run (100);
  g_assert_cmpfloat (window_fixture_get_status (fixture).rate, ==, window_fixture_settings ().rate);
  type_rate (fixture, "0.0123");
  window_fixture_wait (fixture, has_rate, &rate);
}

static void
on_accepted (AlgoRestartDialog *dialog, const AlgoSettings *settings, AlgoSettings *accepted)
{
  *accepted = *settings;
}

/* The editor of the setting of that name, below `widget`. */
static GtkWidget *
find_editor (GtkWidget *widget, const char *name)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_name (widget), name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_editor (child, name);
  return found;
}

/* One for each setting that the table has a row in the dialog for, in that order. */
static void
test_restart_editors (void)
{
  const AlgoSettings settings = window_fixture_settings ();
  AlgoRestartDialog *dialog = algo_restart_dialog_new (NULL, &settings, NULL);

  for (guint i = 0; i < ALGO_N_SETTINGS; i++)
    {
      GtkWidget *editor = find_editor (GTK_WIDGET (dialog), algo_setting_rows[i].name);

      g_assert_cmpint (editor != NULL, ==, algo_setting_rows[i].row > 0);
      g_assert_cmpint (algo_setting_rows[i].title != NULL, ==, algo_setting_rows[i].row > 0);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_restart_dialog (void)
{
  AlgoSettings settings = window_fixture_settings (), accepted = { 0 };
  AlgoRestartDialog *dialog = algo_restart_dialog_new (NULL, &settings, NULL);
  GtkWidget *widget = GTK_WIDGET (dialog);
  GtkEditable *seed = GTK_EDITABLE (find_editor (widget, "seed"));
  GtkWidget *error =
      GTK_WIDGET (gtk_widget_get_template_child (widget, ALGO_TYPE_RESTART_DIALOG, "error_box"));
  GtkSpinButton *least = GTK_SPIN_BUTTON (find_editor (widget, "least"));
  GtkSpinButton *from = GTK_SPIN_BUTTON (find_editor (widget, "log-beta-from"));
  GtkSpinButton *to = GTK_SPIN_BUTTON (find_editor (widget, "log-beta-to"));
  GtkDropDown *model = GTK_DROP_DOWN (find_editor (widget, "model"));

  g_assert_cmpuint (gtk_drop_down_get_selected (model), ==, settings.model);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (model)), ==, ALGO_N_MODELS);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_accepted), &accepted);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (seed, "-1");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  g_assert_true (gtk_widget_get_visible (error));
  g_assert_cmpuint (accepted.batch, ==, 0);

  gtk_editable_set_text (seed, "18446744073709551615");
  gtk_spin_button_set_value (least, settings.most + 1);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  g_assert_cmpuint (accepted.batch, ==, 0);

  gtk_spin_button_set_value (least, settings.most);
  gtk_spin_button_set_value (from, -2);
  gtk_spin_button_set_value (to, -3);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  g_assert_cmpuint (accepted.batch, ==, 0);

  gtk_spin_button_set_value (from, -7.25);
  gtk_drop_down_set_selected (model, ALGO_MODEL_REFERENCE);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  g_assert_cmpuint (accepted.seed, ==, G_MAXUINT64);
  g_assert_cmpuint (accepted.least, ==, settings.most);
  g_assert_cmpuint (accepted.batch, ==, settings.batch);
  g_assert_cmpuint (accepted.points, ==, settings.points);
  g_assert_cmpfloat (accepted.log_beta_from, ==, -7.25);
  g_assert_cmpfloat (accepted.log_beta_to, ==, -3);
  g_assert_cmpint (accepted.model, ==, ALGO_MODEL_REFERENCE);
  window_fixture_run (10);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  g_test_add ("/ui/messages/invalid-settings", WindowFixture, NULL, window_fixture_set_up,
              test_invalid_settings, window_fixture_tear_down);
  g_test_add_func ("/ui/messages/invalid-window", test_invalid_window);
  g_test_add ("/ui/messages/rate", WindowFixture, NULL, window_fixture_set_up, test_rate,
              window_fixture_tear_down);
  g_test_add_func ("/ui/messages/restart-dialog", test_restart_dialog);
  g_test_add_func ("/ui/messages/restart-editors", test_restart_editors);
  return window_fixture_finish ();
}
