/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks and runs that are opened in the window, by their paths and by dropping them. */
#include "tests/ui/window-fixture.h"

#include "engine/formats/network-file.h"
#include "engine/formats/safetensors.h"
#include "engine/run/workbench.h"
#include "tests/folder.h"
#include "ui/widgets/questions/exhibit-bar.h"
#include "ui/widgets/panels/panel-view.h"
#include "ui/widgets/common/toast.h"

#include <string.h>

static AlgoObservation *
get_observation (WindowFixture *fixture)
{
  return window_fixture_get_observation (fixture);
}

/* A network of which no other would be taken for. */
static char *
save_network (const char *folder, const char *name, guint inputs, guint hidden)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (inputs, hidden);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  for (guint j = 0; j < hidden; j++)
    {
      network->W0[(j % inputs) * hidden + j] = j % 2 == 0 ? 3 : -3;
      network->W1[j] = 0.25f + 0.01f * j;
    }
  algo_network_save (network, path, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static gboolean
shows_hidden (WindowFixture *fixture, gpointer data)
{
  return get_observation (fixture) != NULL
         && get_observation (fixture)->network->hidden == GPOINTER_TO_UINT (data);
}

static const char *
get_strip (WindowFixture *fixture)
{
  AlgoExhibitBar *bar = window_fixture_find (fixture, "exhibit_bar");

  return gtk_widget_get_visible (GTK_WIDGET (bar)) ? algo_exhibit_bar_get_text (bar) : NULL;
}

static void
drop (WindowFixture *fixture, const char *const *paths)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array ((GFile **) files->pdata, files->len));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 100.0, 100.0, &taken);
    }
  g_assert_true (taken);
}

static gboolean
is_ablated (WindowFixture *fixture, gpointer data)
{
  return get_observation (fixture)->network->W1[GPOINTER_TO_UINT (data)] == 0;
}

static void
test_network (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *path = save_network (folder, "mine.safetensors", 5, 20);

  window_fixture_wait_for_step (fixture, 5);
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (20));
  g_assert_cmpstr (get_strip (fixture), ==,
                   "Opened network “mine.safetensors”: n = 5, h = 20, swish");
  g_assert_nonnull (get_observation (fixture)->explanation);
  g_assert_cmpfloat (get_observation (fixture)->network->W1[11], ==, 0.36f);

  algo_panel_view_edit (window_fixture_find (fixture, "board.weights"),
                        &(AlgoEdit){ .kind = ALGO_EDIT_ABLATE, .neuron = 11 });
  window_fixture_wait (fixture, is_ablated, GUINT_TO_POINTER (11));
  g_assert_nonnull (strstr (get_strip (fixture), "h = 20, 1 change by hand"));

  window_fixture_activate (fixture, "win.discard-edits");
  g_assert_null (get_strip (fixture));
  g_assert_cmpstr (algo_toast_get_text (window_fixture_find (fixture, "toast")), ==,
                   "“mine.safetensors” put away");
  window_fixture_wait_for_step (fixture, 10);
  folder_free (folder);
}

/* The one before is not lost. */
static void
test_another_network (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *one = save_network (folder, "one.safetensors", 5, 20);
  g_autofree char *other = save_network (folder, "other.safetensors", 64, 200);

  window_fixture_wait_for_step (fixture, 0);
  algo_window_open_file (fixture->window, one);
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (20));
  algo_window_open_file (fixture->window, other);
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (200));
  window_fixture_activate (fixture, "win.bring-back");
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (20));
  window_fixture_activate (fixture, "win.bring-back");
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (200));
  folder_free (folder);
}

static gboolean
says (WindowFixture *fixture, gpointer data)
{
  return gtk_widget_get_visible (window_fixture_find (fixture, "message_bar"))
         && strstr (gtk_label_get_text (window_fixture_find (fixture, "message_bar.label")), data)
                != NULL;
}

static void
save_text (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

static void
save_tensor (const char *path, const char *name, const gsize shape[2])
{
  g_autofree float *values = g_new0 (float, shape[0] * shape[1]);
  const AlgoTensor tensor = { .name = name,
                              .n_dimensions = 2,
                              .shape = { shape[0], shape[1] },
                              .count = shape[0] * shape[1],
                              .data = values };

  g_assert_true (algo_safetensors_save (path, &tensor, 1, NULL, NULL));
}

/* What is wrong is said, and nothing else happens. */
static void
test_refused (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "bad.safetensors", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.safetensors", NULL);
  g_autofree char *run = g_build_filename (folder, "bad.algoscope", NULL);
  AlgoNetwork *network;

  window_fixture_wait_for_step (fixture, 0);
  network = get_observation (fixture)->network;
  save_text (path, "hello, world", -1);
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, says, (gpointer) "none of the formats that are read");
  save_tensor (path, "W0", (const gsize[]){ 2, 3 });
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, says, (gpointer) "there is “W0” (2, 3)");
  save_tensor (path, "theta", (const gsize[]){ 2, 3 });
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, says, (gpointer) "parameters of a hypernetwork");
  g_free (save_network (folder, "bad.safetensors", 300, 1000));
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, says, (gpointer) "300 inputs and 1000 hidden neurons, too large");
  algo_window_open_file (fixture->window, missing);
  window_fixture_wait (fixture, says, (gpointer) "missing.safetensors");
  save_text (run, "hello, world", -1);
  algo_window_open_file (fixture->window, run);
  window_fixture_wait (fixture, says, (gpointer) "bad.algoscope");
  g_assert_null (get_strip (fixture));
  g_assert_true (get_observation (fixture)->network == network);
  folder_free (folder);
}

/* One of other people: that of a ReLU is taken for a swish, which is said; and where there is
 * something to choose, what to do. */
static void
test_foreign (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "foreign.safetensors", NULL);
  const float W0[] = { 1, 0, -1, 0, 0, 1, 0, -1 }, W1[] = { 1, 1, 1, 1 };
  AlgoTensor tensors[] = {
    { .name = "fc1.weight", .n_dimensions = 2, .shape = { 4, 2 }, .count = 8, .data = W0 },
    { .name = "fc2.weight", .n_dimensions = 2, .shape = { 1, 4 }, .count = 4, .data = W1 },
  };

  window_fixture_wait_for_step (fixture, 0);
  g_assert_true (algo_safetensors_save (path, tensors, 2, NULL, NULL));
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, says, (gpointer) "“--activation=relu”");
  g_assert_nonnull (strstr (get_strip (fixture), "n = 2, h = 4, swish"));
  tensors[1].shape[0] = tensors[1].shape[1] = 2;
  tensors[0].shape[0] = tensors[0].shape[1] = 2;
  tensors[0].count = 4;
  g_assert_true (algo_safetensors_save (path, tensors, 2, NULL, NULL));
  algo_window_open_file (fixture->window, path);
  window_fixture_wait (fixture, says, (gpointer) "“algoscope-run network” has the option");
  folder_free (folder);
}

static void
test_drop_network (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *one = save_network (folder, "one.safetensors", 5, 20);
  g_autofree char *other = save_network (folder, "other.safetensors", 5, 14);

  window_fixture_wait_for_step (fixture, 0);
  drop (fixture, (const char *[]){ one, NULL });
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (20));
  drop (fixture, (const char *[]){ other, one, NULL });
  g_assert_nonnull (algo_toast_get_text (window_fixture_find (fixture, "toast")));
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (14));
  folder_free (folder);
}

static gboolean
has_path (WindowFixture *fixture, gpointer data)
{
  return g_strcmp0 (algo_window_get_path (fixture->window), data) == 0;
}

/* A run takes the place of the run, and of a network that was shown. */
static void
test_drop_run (WindowFixture *fixture, gconstpointer user_data)
{
  char *folder = folder_new ();
  g_autofree char *run = g_build_filename (folder, "run.algoscope", NULL);
  g_autofree char *network = save_network (folder, "one.safetensors", 5, 20);

  window_fixture_wait_for_step (fixture, 5);
  window_fixture_save_as (fixture, run);
  window_fixture_wait (fixture, has_path, run);
  window_fixture_restart (fixture, "win.restart-new");
  window_fixture_wait_for_files ();
  algo_window_open_file (fixture->window, network);
  window_fixture_wait (fixture, shows_hidden, GUINT_TO_POINTER (20));
  drop (fixture, (const char *[]){ run, NULL });
  window_fixture_wait (fixture, has_path, run);
  g_assert_null (get_strip (fixture));
  window_fixture_wait_for_step (fixture, 5);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_files ();
  folder_free (folder);
}

#define ADD(path, set_up, test)                                                                    \
  g_test_add (path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  ADD ("/ui/open/network", window_fixture_set_up, test_network);
  ADD ("/ui/open/another-network", window_fixture_set_up_paused, test_another_network);
  ADD ("/ui/open/refused", window_fixture_set_up_paused, test_refused);
  ADD ("/ui/open/foreign", window_fixture_set_up_paused, test_foreign);
  ADD ("/ui/open/drop-network", window_fixture_set_up_paused, test_drop_network);
  ADD ("/ui/open/drop-run", window_fixture_set_up, test_drop_run);
  return window_fixture_finish ();
}
