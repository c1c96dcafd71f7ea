/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window exports is what the headless program does, to the byte; only a graph on screen is
 * drawn as it is there. */
#include "app/export/export-dialog.h"
#include "engine/formats/network-file.h"
#include "engine/run-file/run-file.h"
#include "engine/run/workbench.h"
#include "tests/folder.h"
#include "tests/ui/window-fixture.h"
#include "ui/widgets/panels/panel-view.h"
#include "ui/widgets/panels/network-view.h"

#include <math.h>
#include <string.h>

#define PHASE_INTERVAL 25 /* steps */

static const AlgoSettings settings = { .seed = 3,
                                       .least = 2,
                                       .most = 4,
                                       .levels = 1,
                                       .batch = 4,
                                       .log_beta_from = ALGO_MIN_LOG_BETA,
                                       .log_beta_to = ALGO_MAX_LOG_BETA,
                                       .points = 32,
                                       .steps = 60,
                                       .threads = 1,
                                       .rate = 3e-3 };

static gboolean
is_saved (WindowFixture *fixture, gpointer data)
{
  return g_str_equal (algo_window_get_path (fixture->window), data);
}

/* Phases are measured behind training's back: until all of them are in the file. */
static gboolean
has_all_phases (WindowFixture *fixture, gpointer data)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (data, NULL);

  return file != NULL && algo_run_file_get_run (file)->step == settings.steps
         && algo_run_file_get_run (file)->grids->len == settings.steps / PHASE_INTERVAL + 1;
}

/* The window is told of them after the file. */
static gboolean
shows_all_phases (WindowFixture *fixture, gpointer data)
{
  return window_fixture_get_scene (fixture)->grids->len == settings.steps / PHASE_INTERVAL + 1;
}

/* A finished run in a file, and on screen all that is in it. */
static char *
make_run (WindowFixture *fixture, const char *folder)
{
  char *path = g_build_filename (folder, "run.algoscope", NULL);

  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  window_fixture_wait_for_step (fixture, settings.steps);
  window_fixture_save_as (fixture, path);
  window_fixture_wait (fixture, is_saved, path);
  window_fixture_wait (fixture, has_all_phases, path);
  window_fixture_wait (fixture, shows_all_phases, NULL);
  return path;
}

static AlgoExportDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ALGO_IS_EXPORT_DIALOG (window))
        return ALGO_EXPORT_DIALOG (window);
    }
  return NULL;
}

static gpointer
child (const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (find_dialog ()), ALGO_TYPE_EXPORT_DIALOG, name);
}

static gboolean
can_export (WindowFixture *fixture, gpointer data)
{
  return gtk_widget_get_sensitive (child ("export_button"));
}

static gboolean
is_closed (WindowFixture *fixture, gpointer data)
{
  return find_dialog () == NULL;
}

static void
open_dialog (WindowFixture *fixture)
{
  window_fixture_activate (fixture, "win.export");
  window_fixture_wait (fixture, can_export, NULL);
}

static void
choose (const char *check, gboolean active)
{
  gtk_check_button_set_active (child (check), active);
}

static void
run_headless (WindowFixture *fixture, const char *const *arguments)
{
  const AlgoQuestion *question = &window_fixture_get_observation (fixture)->question;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_ptr_array_add (all, g_strdup (g_getenv ("ALGOSCOPE_RUN")));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (arguments[i]));
  g_ptr_array_add (all, g_strdup ("--force"));
  g_ptr_array_add (all, g_strdup_printf ("--log-beta=%.17g", question->log_beta));
  g_ptr_array_add (all, g_strdup_printf ("--inputs=%u", question->inputs));
  g_ptr_array_add (all, g_strdup_printf ("--noise-seed=%" G_GUINT64_FORMAT, question->noise_seed));
  g_ptr_array_add (all, NULL);
  process = g_subprocess_newv ((const char *const *) all->pdata, G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_same (const char *folder, const char *ending)
{
  g_autofree char *name = g_strconcat ("window", ending, NULL);
  g_autofree char *other_name = g_strconcat ("headless", ending, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *other_path = g_build_filename (folder, other_name, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, other_length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_get_contents (other_path, &other, &other_length, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", ending, length);
  g_assert_cmpmem (contents, length, other, other_length);
}

static void
test_same_as_headless (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *run = make_run (fixture, folder);
  g_autofree char *figure = g_build_filename (folder, "headless", NULL);
  g_autofree char *network = g_build_filename (folder, "headless.safetensors", NULL);
  g_autofree char *npz = g_build_filename (folder, "headless.npz", NULL);
  GtkWidget *notice = window_fixture_find (fixture, "notice_bar");

  /* A graph that is on screen is drawn as it is there. */
  gtk_widget_set_visible (window_fixture_find (fixture, "board.network"), FALSE);
  open_dialog (fixture);
  gtk_editable_set_text (child ("name_entry"), "window");
  for (guint i = 0; i < 4; i++)
    choose (((const char *[]){ "svg_check", "png_check", "eps_check", "table_check" })[i], TRUE);
  choose ("safetensors_check", TRUE);
  choose ("npz_check", TRUE);
  g_signal_emit_by_name (child ("export_button"), "clicked");
  window_fixture_wait (fixture, is_closed, NULL);
  g_assert_true (gtk_widget_get_visible (notice));

  run_headless (fixture, (const char *[]){ "figure", run, "--format=pdf,svg,png,eps", "--csv", "-o",
                                           figure, NULL });
  run_headless (fixture, (const char *[]){ "network", run, "-o", network, NULL });
  run_headless (fixture, (const char *[]){ "network", run, "-o", npz, NULL });
  for (guint i = 0; i < 7; i++)
    assert_same (folder, ((const char *[]){ ".pdf", ".svg", ".png", ".eps", ".safetensors", ".npz",
                                            "-weights.csv" })[i]);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

/* Where the table of the graph's edges says that input 0 is. */
static AlgoPosition
read_position (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "window-network.csv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL, names = NULL, values = NULL;
  AlgoPosition position = { NAN, NAN };

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  names = g_strsplit (lines[0], ",", -1);
  values = g_strsplit (lines[1], ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (strcmp (names[i], "from_x") == 0)
        position.x = (float) g_ascii_strtod (values[i], NULL);
      if (strcmp (names[i], "from_y") == 0)
        position.y = (float) g_ascii_strtod (values[i], NULL);
    }
  return position;
}

/* The graph is exported as it is on screen. */
static void
test_arrangement (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *run G_GNUC_UNUSED = make_run (fixture, folder);
  AlgoNetworkView *view = window_fixture_find (fixture, "board.network");
  AlgoPosition shown, written;

  while (algo_network_view_is_gliding (view))
    g_main_context_iteration (NULL, TRUE);
  shown = algo_network_view_get_arrangement (view)->positions[0];
  open_dialog (fixture);
  gtk_editable_set_text (child ("name_entry"), "window");
  choose ("table_check", TRUE);
  g_signal_emit_by_name (child ("export_button"), "clicked");
  window_fixture_wait (fixture, is_closed, NULL);
  written = read_position (folder);
  g_assert_cmpfloat (fabsf (written.x - shown.x), <, 1e-5 * (1 + fabsf (shown.x)));
  g_assert_cmpfloat (fabsf (written.y - shown.y), <, 1e-5 * (1 + fabsf (shown.y)));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

/* One panel, at its usual width and at one in inches. */
static void
test_panel (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *run = make_run (fixture, folder);
  g_autofree char *figure = g_build_filename (folder, "headless.pdf", NULL);
  const char *const choices[] = { "--size=89mm", "--size=3.25in", "--text=8" };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      open_dialog (fixture);
      gtk_drop_down_set_selected (child ("panel_drop"), 1);
      g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (child ("width_spin")), 89, 0.01);
      if (i == 1)
        {
          gtk_drop_down_set_selected (child ("unit_drop"), 1);
          gtk_spin_button_set_value (child ("width_spin"), 3.25);
        }
      if (i == 2)
        gtk_spin_button_set_value (child ("text_spin"), 8);
      gtk_editable_set_text (child ("name_entry"), "window");
      g_signal_emit_by_name (child ("export_button"), "clicked");
      window_fixture_wait (fixture, is_closed, NULL);
      run_headless (fixture, (const char *[]){ "figure", run, "--panel=weights", choices[i], "-o",
                                               figure, NULL });
      assert_same (folder, ".pdf");
    }
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

/* From the menu of a panel: that one is chosen. */
static void
test_one_panel_asked (WindowFixture *fixture, gconstpointer user_data)
{
  GtkWidget *board = window_fixture_find (fixture, "board");
  GtkStringObject *chosen;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  window_fixture_wait_for_step (fixture, window_fixture_get_status (fixture).step);
  g_signal_emit_by_name (board, "export-panel", "phase");
  window_fixture_wait (fixture, can_export, NULL);
  chosen = gtk_drop_down_get_selected_item (child ("panel_drop"));
  g_assert_cmpstr (gtk_string_object_get_string (chosen), ==, "Phase");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  window_fixture_wait (fixture, is_closed, NULL);
}

static gboolean
lists_panel (const char *title)
{
  GListModel *panels = gtk_drop_down_get_model (child ("panel_drop"));

  for (guint i = 0; i < g_list_model_get_n_items (panels); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (panels), i), title))
      return TRUE;
  return FALSE;
}

static gboolean
is_compared (WindowFixture *fixture, gpointer data)
{
  const AlgoScene *scene = window_fixture_get_scene (fixture);

  return scene->is_exhibit && scene->comparison != NULL;
}

/* The network as it was changed by hand, and the comparison with what was kept. */
static void
test_edited (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *run G_GNUC_UNUSED = make_run (fixture, folder);
  g_autofree char *path = g_build_filename (folder, "window.safetensors", NULL);
  g_autoptr (AlgoTensorFile) file = NULL;
  g_autoptr (AlgoNetwork) network = NULL;
  g_autoptr (GError) error = NULL;

  window_fixture_activate (fixture, "win.keep");
  algo_panel_view_edit (window_fixture_find (fixture, "board.weights"),
                        &(AlgoEdit){ .kind = ALGO_EDIT_ABLATE, .neuron = 2 });
  window_fixture_wait (fixture, is_compared, NULL);
  open_dialog (fixture);
  g_assert_true (lists_panel ("Comparison"));
  g_assert_true (lists_panel ("Training"));
  gtk_editable_set_text (child ("name_entry"), "window");
  choose ("safetensors_check", TRUE);
  g_signal_emit_by_name (child ("export_button"), "clicked");
  window_fixture_wait (fixture, is_closed, NULL);

  file = algo_tensor_file_load (path, &error);
  g_assert_no_error (error);
  network = algo_network_read (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (network->W1[2], ==, 0);
  g_assert_cmpfloat (network->W1[3], ==, window_fixture_get_observation (fixture)->network->W1[3]);
  g_assert_cmpstr (algo_tensor_file_metadata (file, "edits"), ==, "1");
  g_assert_cmpstr (algo_tensor_file_metadata (file, "step"), ==, "60");
  g_assert_cmpstr (algo_tensor_file_metadata (file, "seed"), ==, "3");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

static gboolean
tells_of_problem (WindowFixture *fixture, gpointer data)
{
  return strstr (gtk_label_get_text (child ("files_label")), data) != NULL;
}

/* What cannot be done is said in the dialog, which stays. */
static void
test_refuses (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *name = g_strnfill (300, 'x'); /* longer than names of files can be */

  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  open_dialog (fixture);
  gtk_editable_set_text (child ("name_entry"), "");
  g_assert_false (can_export (fixture, NULL));
  gtk_editable_set_text (child ("name_entry"), "no/path");
  g_assert_false (can_export (fixture, NULL));
  gtk_editable_set_text (child ("name_entry"), "fine");
  g_assert_true (can_export (fixture, NULL));
  choose ("pdf_check", FALSE);
  g_assert_false (can_export (fixture, NULL));
  choose ("pdf_check", TRUE);
  gtk_spin_button_set_value (child ("width_spin"), 1);
  g_assert_false (can_export (fixture, NULL));
  gtk_spin_button_set_value (child ("width_spin"), 100);
  g_assert_true (can_export (fixture, NULL));

  gtk_editable_set_text (child ("name_entry"), name);
  g_signal_emit_by_name (child ("export_button"), "clicked");
  window_fixture_wait (fixture, tells_of_problem, (gpointer) "xxx");
  g_assert_nonnull (find_dialog ());
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  window_fixture_wait (fixture, is_closed, NULL);
}

/* Closed while it measures. */
static void
test_closes (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 0);
  window_fixture_activate (fixture, "win.export");
  g_assert_nonnull (find_dialog ());
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  window_fixture_wait (fixture, is_closed, NULL);
  window_fixture_run (50);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, WindowFixture, &settings, window_fixture_set_up, test, window_fixture_tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_setenv ("HOME", g_get_tmp_dir (), TRUE);

  ADD ("/ui/export/same-as-headless", test_same_as_headless);
  ADD ("/ui/export/arrangement", test_arrangement);
  ADD ("/ui/export/panel", test_panel);
  ADD ("/ui/export/one-panel-asked", test_one_panel_asked);
  ADD ("/ui/export/edited", test_edited);
  ADD ("/ui/export/refuses", test_refuses);
  ADD ("/ui/export/closes", test_closes);
  return window_fixture_finish ();
}
