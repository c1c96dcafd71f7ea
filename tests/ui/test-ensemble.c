/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ensembles in the window: opened, looked at, and left for the runs of their seeds. */
#include "tests/ui/window-fixture.h"

#include "engine/ensemble/ensemble-writer.h"
#include "tests/engine/recorded-run.h"
#include "tests/engine/sample-ensembles.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/questions/ensemble-pane.h"
#include "ui/widgets/questions/seed-row.h"

#include <string.h>

#define SEEDS 6 /* the last three are partial, damaged and missing */
#define STEPS 200
#define RUN_SEED 1 /* that has a run file */

typedef struct
{
  WindowFixture window;
  char *folder;
  char *path; /* of the ensemble */
} Fixture;

static void
save (const char *path, guint seeds)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (seeds, STEPS);
  g_autoptr (GError) error = NULL;

  algo_ensemble_save (ensemble, path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *run = NULL;

  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "mine.algoscope", NULL);
  run = g_build_filename (fixture->folder, "seed-0001.algoscope", NULL);
  save (fixture->path, SEEDS);
  recorded_run_make (run, RECORDED_STEPS);
  window_fixture_set_up_paused (&fixture->window, NULL);
  window_fixture_wait_for_step (&fixture->window, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  window_fixture_tear_down (&fixture->window, NULL);
  folder_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
has_title (WindowFixture *fixture, gpointer data)
{
  return g_str_equal (gtk_window_get_title (GTK_WINDOW (fixture->window)), data);
}

static void
open_ensemble (Fixture *fixture)
{
  algo_window_open_file (fixture->window.window, fixture->path);
  window_fixture_wait (&fixture->window, has_title, (gpointer) "mine — Algoscope");
}

static GtkWidget *
get_page (Fixture *fixture)
{
  GtkStack *pages = window_fixture_find (&fixture->window, "pages");

  return gtk_stack_get_child_by_name (pages, "ensemble");
}

static gboolean
is_ready (WindowFixture *window, gpointer data)
{
  AlgoBoard *board = algo_page_get_board (ALGO_PAGE (get_page ((Fixture *) window)));

  return algo_board_get_scene (board) != NULL && algo_board_is_ready (board);
}

static AlgoEnsemblePane *
get_pane (Fixture *fixture)
{
  return ALGO_ENSEMBLE_PANE (
      gtk_widget_get_template_child (get_page (fixture), ALGO_TYPE_ENSEMBLE_PAGE, "pane"));
}

static AlgoPanelView *
get_view (Fixture *fixture, const char *panel)
{
  return algo_board_get_view (algo_page_get_board (ALGO_PAGE (get_page (fixture))), panel);
}

/* The row of a member. */
static GtkWidget *
find_row (Fixture *fixture, guint member)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (get_pane (fixture)),
                                                                  ALGO_TYPE_ENSEMBLE_PANE, "list"));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (algo_seed_row_get_member (row) == member)
      return GTK_WIDGET (row);
  g_error ("member %u is not in the list", member);
}

/* Not measured yet, nothing. */
static const char *
describe (Fixture *fixture, const char *panel)
{
  const char *text = algo_panel_view_get_description (ALGO_PANEL_VIEW (get_view (fixture, panel)));

  return text != NULL ? text : "";
}

static gboolean
says (WindowFixture *window, gpointer data)
{
  const char *const *asked = data; /* a panel, and what it says */
  const char *text = describe ((Fixture *) window, asked[0]);

  return strstr (text, asked[1]) != NULL;
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window.window), action);
}

static void
test_open (Fixture *fixture, gconstpointer user_data)
{
  const char *asked[] = { "ensemble-map", "log β −3.97" };
  GtkWidget *timeline = window_fixture_find (&fixture->window, "timeline");
  GtkLabel *subtitle = window_fixture_find (&fixture->window, "subtitle_label");

  g_assert_true (is_enabled (fixture, "run-pause"));
  open_ensemble (fixture);
  window_fixture_wait (&fixture->window, says, asked);
  g_assert_cmpstr (gtk_label_get_text (subtitle), ==,
                   "L1 norm · 6 seeds · 200 steps · trained on n = 4 to 16");
  g_assert_false (gtk_widget_get_mapped (timeline));
  g_assert_false (is_enabled (fixture, "run-pause"));
  g_assert_false (is_enabled (fixture, "restart-same"));
  g_assert_false (is_enabled (fixture, "earlier"));
  g_assert_false (is_enabled (fixture, "keep"));
  for (guint i = 0; i < SEEDS; i++)
    {
      GtkWidget *row = find_row (fixture, i);

      g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)) == (i < 4));
      g_assert_true (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }

  window_fixture_activate (&fixture->window, "win.ensemble");
  g_assert_true (has_title (&fixture->window, (gpointer) "Unnamed run — Algoscope"));
  g_assert_true (gtk_widget_get_mapped (timeline));
  g_assert_true (is_enabled (fixture, "run-pause"));
  g_assert_true (is_enabled (fixture, "keep"));
}

/* By keyboard: a cell of the map, whose seeds are then in the list. */
static void
test_cell (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *map;
  double log_beta;

  open_ensemble (fixture);
  map = GTK_WIDGET (get_view (fixture, "ensemble-map"));
  log_beta = algo_ensemble_pane_get_log_beta (get_pane (fixture));
  g_assert_cmpint (algo_ensemble_pane_get_step (get_pane (fixture)), ==, STEPS);
  window_fixture_wait (&fixture->window, is_ready, NULL);
  gtk_widget_grab_focus (map);
  g_assert_true (window_fixture_press_key (map, GDK_KEY_Left)); /* where it is chosen */
  g_assert_true (window_fixture_press_key (map, GDK_KEY_Left));
  g_assert_true (window_fixture_press_key (map, GDK_KEY_Left));
  g_assert_true (window_fixture_press_key (map, GDK_KEY_Up));
  g_assert_nonnull (strstr (algo_panel_view_get_readout (ALGO_PANEL_VIEW (map)),
                            "step 150, log β −3.81, 3 of 6 seeds: "));
  g_assert_true (window_fixture_press_key (map, GDK_KEY_Return));
  g_assert_cmpint (algo_ensemble_pane_get_step (get_pane (fixture)), ==, 150);
  g_assert_cmpfloat (algo_ensemble_pane_get_log_beta (get_pane (fixture)), >, log_beta);
}

static int
get_selected (Fixture *fixture)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (get_pane (fixture)),
                                                                  ALGO_TYPE_ENSEMBLE_PANE, "list"));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  return row != NULL ? (int) algo_seed_row_get_member (row) : -1;
}

static void
click (GtkWidget *widget, double x, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, x, y);
    }
}

/* By keyboard and by pointer: the mark of a seed, which is then selected in the list. */
static void
test_mark (Fixture *fixture, gconstpointer user_data)
{
  AlgoPanelView *direct;
  GtkWidget *widget;
  AlgoPanelFrame frame;
  AlgoArea at;
  g_autofree char *read = NULL;

  open_ensemble (fixture);
  direct = ALGO_PANEL_VIEW (get_view (fixture, "ensemble-direct"));
  widget = GTK_WIDGET (direct);
  window_fixture_wait (&fixture->window, is_ready, NULL);
  g_assert_cmpint (get_selected (fixture), ==, -1);
  gtk_widget_grab_focus (widget);
  g_assert_true (window_fixture_press_key (widget, GDK_KEY_Down)); /* the first */
  g_assert_true (window_fixture_press_key (widget, GDK_KEY_Down));
  g_assert_true (window_fixture_press_key (widget, GDK_KEY_Return));
  g_assert_cmpint (get_selected (fixture), ==, 1);
  frame = algo_panel_view_get_frame (direct);
  read = algo_panel_read (&frame, &at);
  g_assert_true (g_str_has_prefix (read, "seed 1: "));

  g_assert_true (window_fixture_press_key (widget, GDK_KEY_Up));
  g_assert_true (window_fixture_press_key (widget, GDK_KEY_Return));
  g_assert_cmpint (get_selected (fixture), ==, 0);
  click (widget, at.x, at.y);
  g_assert_cmpint (get_selected (fixture), ==, 1);
  click (widget, 1, 1);
  g_assert_cmpint (get_selected (fixture), ==, 1);

  /* Elsewhere it is the same seed still, and none is beyond the last. */
  algo_ensemble_pane_set_place (get_pane (fixture), 50, -2.5);
  g_assert_cmpint (get_selected (fixture), ==, 1);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window.window), "select-seed",
                                  g_variant_new_uint32 (SEEDS));
  g_assert_cmpint (get_selected (fixture), ==, 1);
}

static gboolean
shows_step (WindowFixture *fixture, gpointer data)
{
  const AlgoScene *scene;

  scene = window_fixture_get_scene (fixture);
  return scene->chosen == GPOINTER_TO_INT (data) && scene->observation != NULL
         && scene->observation->step == (guint64) GPOINTER_TO_INT (data);
}

/* To the run of a seed, at the step and the complexity that were looked at, and back. */
static void
test_seed (Fixture *fixture, gconstpointer user_data)
{
  const AlgoScene *scene;

  open_ensemble (fixture);
  algo_ensemble_pane_set_place (get_pane (fixture), 50, -2.5);
  gtk_widget_activate (find_row (fixture, RUN_SEED));
  window_fixture_wait (&fixture->window, has_title, (gpointer) "seed-0001 — Algoscope");
  window_fixture_wait (&fixture->window, shows_step, GINT_TO_POINTER (50));
  scene = algo_run_page_get_scene (algo_window_get_run_page (fixture->window.window));
  g_assert_cmpfloat (scene->question.log_beta, ==, -2.5);
  g_assert_cmpuint (scene->question.inputs, ==, scene->most);

  window_fixture_activate (&fixture->window, "win.ensemble");
  g_assert_true (has_title (&fixture->window, (gpointer) "mine — Algoscope"));
  g_assert_false (is_enabled (fixture, "later"));
  g_assert_cmpint (algo_ensemble_pane_get_step (get_pane (fixture)), ==, 50);

  /* It is open already. */
  algo_ensemble_pane_set_place (get_pane (fixture), 25, -3.5);
  gtk_widget_activate (find_row (fixture, RUN_SEED));
  g_assert_true (has_title (&fixture->window, (gpointer) "seed-0001 — Algoscope"));
  window_fixture_wait (&fixture->window, shows_step, GINT_TO_POINTER (25));
}

static gboolean
shows_message (WindowFixture *fixture, gpointer data)
{
  GtkWidget *bar = window_fixture_find (fixture, "message_bar");
  GtkLabel *label = window_fixture_find (fixture, "message_bar.label");

  return gtk_widget_get_visible (bar) && strstr (gtk_label_get_text (label), data) != NULL;
}

/* The run of a seed that is not there is missed, and the ensemble still shown. */
static void
test_no_run (Fixture *fixture, gconstpointer user_data)
{
  open_ensemble (fixture);
  gtk_widget_activate (find_row (fixture, 0));
  window_fixture_wait (&fixture->window, shows_message, (gpointer) "seed-0000.algoscope");
  g_assert_true (has_title (&fixture->window, (gpointer) "mine — Algoscope"));
}

static void
test_damaged (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_file_get_contents (fixture->path, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (fixture->path, contents, (gssize) length / 2, &error);
  g_assert_no_error (error);
  algo_window_open_file (fixture->window.window, fixture->path);
  window_fixture_wait (&fixture->window, shows_message, (gpointer) "mine.algoscope");
  g_assert_true (has_title (&fixture->window, (gpointer) "Unnamed run — Algoscope"));
}

/* One seed, and none at all. */
static void
test_few (Fixture *fixture, gconstpointer user_data)
{
  const char *one[] = { "ensemble-direct", "1 seed, log β" };
  const char *none[] = { "ensemble-direct", "The ensemble has no seeds" };

  save (fixture->path, 1);
  open_ensemble (fixture);
  window_fixture_wait (&fixture->window, says, one);
  save (fixture->path, 0);
  algo_window_open_file (fixture->window.window, fixture->path);
  window_fixture_wait (&fixture->window, says, none);
  g_assert_cmpint (algo_ensemble_pane_get_step (get_pane (fixture)), ==, -1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  ADD ("/ui/ensemble/open", test_open);
  ADD ("/ui/ensemble/cell", test_cell);
  ADD ("/ui/ensemble/mark", test_mark);
  ADD ("/ui/ensemble/seed", test_seed);
  ADD ("/ui/ensemble/no-run", test_no_run);
  ADD ("/ui/ensemble/damaged", test_damaged);
  ADD ("/ui/ensemble/few", test_few);
  return window_fixture_finish ();
}
