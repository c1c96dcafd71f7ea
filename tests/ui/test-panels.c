/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of the run: what they read out, by pointer and by keyboard, and where a click goes. */
#include <math.h>
#include <string.h>

#include "tests/ui/panel-fixture.h"

#define MINUS "\u2212"

static void
check_contains (const char *text, const char *part)
{
  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static AlgoPanelView *
show_alone (AlgoPainter *painter, const AlgoPanel *panel, AlgoScene *scene)
{
  AlgoPanelView *view = g_object_ref_sink (algo_panel_view_new (panel, painter));

  algo_panel_view_prepare (view, scene, TRUE);
  while (!algo_panel_view_is_prepared (view))
    g_thread_yield ();
  algo_panel_view_show_scene (view, scene);
  return view;
}

/* Every panel can be made, shows an empty scene, and has a name and a description. */
static void
test_empty (void)
{
  const AlgoScene parts = ALGO_SCENE_EMPTY;
  g_autoptr (AlgoScene) scene = algo_scene_new (&parts);
  g_autoptr (AlgoPainter) painter = algo_painter_new ();

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      g_autoptr (AlgoPanelView) view = show_alone (painter, *panel, scene);
      g_autofree char *start = algo_scene_describe (scene);
      const char *name;

      g_assert_null (algo_panel_view_get_number (view, &name));
      g_assert_true (g_str_has_prefix (algo_panel_view_get_description (view), start));
      g_assert_true (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
    }
}

/* Of a scene with all of a run, every panel that has a cursor takes it to a place that it reads
 * out, by keys and by the pointer, and lets go of it. */
static void
test_cursor (PanelFixture *fixture, gconstpointer data)
{
  const AlgoPanelFrame frame = panel_fixture_get_frame (fixture, &(AlgoStyle){ 0 });
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down };
  guint found = 0;

  fixture->scene.kept = fixture->observation;
  fixture->scene.generalisation = fixture->samples->generalisation.scene.generalisation;
  fixture->scene.direct = (AlgoDirectTrajectory *) fixture->samples->direct.trajectory;
  panel_fixture_update (fixture);
  g_assert_true (algo_panel_view_get_panel (fixture->view)
                     ->is_known (algo_panel_view_get_scene (fixture->view)));
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      panel_fixture_press_key (fixture, keys[i], 0);
      g_assert_nonnull (panel_fixture_get_readout (fixture));
      panel_fixture_paint (fixture);
    }
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_null (panel_fixture_get_readout (fixture));

  for (guint i = 1; i < 16; i++)
    for (guint j = 1; j < 16; j++)
      {
        panel_fixture_point (fixture, frame.width * i / 16, frame.height * j / 16);
        found += panel_fixture_get_readout (fixture) != NULL;
      }
  g_assert_cmpuint (found, >, 0);
  panel_fixture_paint (fixture);
}

/* The phase diagram. */

static void
locate_cell (PanelFixture *fixture, double log_beta, gint64 step, double *x, double *y)
{
  const AlgoPanelCursor cursor = { .log_beta = log_beta, .step = step };

  panel_fixture_locate (fixture, &cursor, x, y);
}

static void
test_phase_diagram_pointer (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  locate_cell (fixture, -4, 350, &x, &y);
  panel_fixture_point (fixture, x, y);
  check_contains (panel_fixture_get_readout (fixture), "step 348, log \u03b2 " MINUS "3.97");
  g_assert_cmpuint (fixture->moves, ==, 0);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (ABS (fixture->step - 350), <=, 7);
  g_assert_cmpfloat (fabs (fixture->log_beta + 4), <, 0.2);
  g_assert_cmpuint (fixture->inputs, ==, 0);

  /* The latest step stays the latest, unless an earlier one is shown. */
  locate_cell (fixture, -2, 700, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpint (fixture->step, ==, -1);
  fixture->scene.chosen = 100;
  panel_fixture_update (fixture);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpint (fixture->step, >, 690);

  /* Nothing was measured beyond, and nothing is outside. */
  fixture->moves = 0;
  panel_fixture_click (fixture, 1, x + 40, y);
  panel_fixture_click (fixture, 1, 1, 1);
  g_assert_cmpuint (fixture->moves, ==, 0);
  g_assert_null (panel_fixture_get_readout (fixture));
}

static void
test_phase_diagram_keys (PanelFixture *fixture, gconstpointer data)
{
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Left, 0));
  check_contains (panel_fixture_get_readout (fixture), "step 700, log \u03b2 " MINUS "3.34");
  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  check_contains (panel_fixture_get_readout (fixture), "step 700, log \u03b2 " MINUS "3.19");
  panel_fixture_press_key (fixture, GDK_KEY_Left, 0);
  check_contains (panel_fixture_get_readout (fixture), "step 689");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (fixture->step, <, 700);
  g_assert_cmpfloat (fabs (fixture->log_beta + 3.1875), <, 1e-9);
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_null (panel_fixture_get_readout (fixture));
}

/* The run goes on: another array of more grids. */
static void
test_phase_diagram_grows (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = g_ptr_array_ref (fixture->grids);
  g_autoptr (GPtrArray) half = g_ptr_array_new ();

  for (guint i = 0; i < all->len / 2; i++)
    g_ptr_array_add (half, all->pdata[i]);
  for (guint round = 0; round < 2; round++)
    {
      fixture->scene.grids = round == 0 ? half : all;
      panel_fixture_update (fixture);
      panel_fixture_check_described (fixture, round == 0 ? "At step 348 of" : "At step 700 of");
    }
  panel_fixture_check_number (fixture, "phases", "4");
}

/* The trade-off. */

static void
locate_index (PanelFixture *fixture, gint64 index, double *x, double *y)
{
  const AlgoPanelCursor cursor = { .index = index };

  panel_fixture_locate (fixture, &cursor, x, y);
}

static void
test_trade_off (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  locate_index (fixture, 26, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (fixture->step, ==, -1);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 26)), <,
                     1e-9);
  check_contains (panel_fixture_get_readout (fixture), "log \u03b2 " MINUS "1.94");

  /* To the right it costs more. */
  panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  check_contains (panel_fixture_get_readout (fixture), "log \u03b2 " MINUS "2.09");
  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 26)), <,
                     1e-9);
  fixture->moves = 0;
  panel_fixture_click (fixture, 1, 1, 1);
  g_assert_cmpuint (fixture->moves, ==, 0);
}

/* Order parameters. */

static void
test_order (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  locate_index (fixture, 10, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpint (fixture->step, ==, -1);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 10)), <,
                     1e-9);
  check_contains (panel_fixture_get_readout (fixture), "\nLocalisation ");
  panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 11)), <,
                     1e-9);
  g_assert_cmpuint (fixture->moves, ==, 2);
}

static void
test_order_steps (PanelFixture *fixture, gconstpointer data)
{
  const AlgoGrid *const *grids = fixture->samples->history.grids;
  double x, y;

  locate_index (fixture, 40, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpint (fixture->step, ==, (gint64) grids[40]->step);
  g_assert_true (isnan (fixture->log_beta));
  check_contains (panel_fixture_get_readout (fixture), "\nCorrelation ");
  panel_fixture_press_key (fixture, GDK_KEY_Left, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpint (fixture->step, ==, (gint64) grids[39]->step);
}

/* Training. */

static void
test_training (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  panel_fixture_locate (fixture, &(AlgoPanelCursor){ .step = 350 }, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (ABS (fixture->step - 350), <=, 10);
  g_assert_true (isnan (fixture->log_beta));

  /* Beyond the last step there is nothing to go to but that. */
  panel_fixture_locate (fixture, &(AlgoPanelCursor){ .step = 1200 }, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 1);
  fixture->scene.chosen = 20;
  panel_fixture_update (fixture);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 2);
  g_assert_cmpint (fixture->step, ==, 700);
}

/* What is painted. */

static void
check_painted_anew (PanelFixture *fixture)
{
  while (algo_panel_view_is_painted (fixture->view))
    g_main_context_iteration (NULL, TRUE);
  panel_fixture_paint (fixture);
}

/* A cursor that moves over the picture does not paint it anew; another size, another theme, and an
 * option do. */
static void
test_kept (PanelFixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  for (guint i = 0; i < 5; i++)
    {
      panel_fixture_point (fixture, 100 + 20 * i, 150);
      g_assert_true (algo_panel_view_is_painted (fixture->view));
    }
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), 700, 500);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) < 700)
    g_main_context_iteration (NULL, TRUE);
  check_painted_anew (fixture);
  g_object_set (settings, "gtk-application-prefer-dark-theme", TRUE, NULL);
  check_painted_anew (fixture);
  g_object_set (settings, "gtk-application-prefer-dark-theme", FALSE, NULL);
  check_painted_anew (fixture);
  g_object_set (fixture->view, "option", TRUE, NULL);
  check_painted_anew (fixture);
}

/* Where the picture is drawn with the cursor, it is painted anew, and ends with the last place. */
static void
test_drawn_with_cursor (PanelFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  check_painted_anew (fixture);
  g_assert_nonnull (panel_fixture_get_readout (fixture));
}

/* A scene that looks the same needs no other picture, though other words. */
static void
test_looks_the_same (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) scene = NULL;

  fixture->scene.step = fixture->scene.latest = 701;
  scene = algo_scene_new (&fixture->scene);
  algo_panel_view_show_scene (fixture->view, scene);
  panel_fixture_paint (fixture);
  panel_fixture_check_described (fixture, "Step 701");
  panel_fixture_update (fixture);
  panel_fixture_check_described (fixture, "Step 701");
}

/* One that cannot be seen is not painted; when it is seen, it shows the scene that it was given
 * last, and says so from the first moment. */
static void
test_hidden (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) scene = NULL;

  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  fixture->scene.step = fixture->scene.latest = 1234;
  scene = algo_scene_new (&fixture->scene);
  algo_panel_view_show_scene (fixture->view, scene);
  g_assert_null (algo_panel_view_get_description (fixture->view));
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), TRUE);
  panel_fixture_check_described (fixture, "Step 1234, ");
  check_painted_anew (fixture);
}

/* Going in the midst of it. */
static void
test_goes_while_painting (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) scene = NULL;

  fixture->scene.question.log_beta = -5;
  scene = algo_scene_new (&fixture->scene);
  algo_panel_view_prepare (fixture->view, scene, TRUE);
  gtk_window_set_child (fixture->window, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* And the window goes, with which all of it has. */
}

/* Text grows with a picture that has the whole window, and only then. */
static void
test_magnified (PanelFixture *fixture, gconstpointer data)
{
  AlgoStyle small, large;

  panel_fixture_get_frame (fixture, &small);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), 700, 500);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) < 700)
    g_main_context_iteration (NULL, TRUE);
  panel_fixture_get_frame (fixture, &large);
  g_assert_cmpfloat (large.text, ==, small.text);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), 1300, 800);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) < 1300)
    g_main_context_iteration (NULL, TRUE);
  panel_fixture_get_frame (fixture, &large);
  g_assert_cmpfloat (fabs (large.text / small.text - 1.4), <, 1e-9);
  g_assert_cmpfloat (fabs (large.line / small.line - 1.4), <, 1e-9);
  g_assert_cmpfloat (large.hairline, ==, small.hairline);
}

#define ADD(path, panel, test)                                                                     \
  g_test_add ("/ui/panels/" path, PanelFixture, panel, panel_fixture_set_up, test,                 \
              panel_fixture_tear_down)

/* The explanation's and those of ensembles have tests of their own. */
static const char *const with_cursor[] = {
  "weights",   "network", "approximation", "comparison", "generalisation", "phase-diagram",
  "trade-off", "order",   "order-steps",   "training",   "direct",
};

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/panels/empty", test_empty);
  for (guint i = 0; i < G_N_ELEMENTS (with_cursor); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/panels/cursor/", with_cursor[i], NULL);

      g_test_add (path, PanelFixture, with_cursor[i], panel_fixture_set_up, test_cursor,
                  panel_fixture_tear_down);
    }
  ADD ("phase-diagram/pointer", "phase-diagram", test_phase_diagram_pointer);
  ADD ("phase-diagram/keys", "phase-diagram", test_phase_diagram_keys);
  ADD ("phase-diagram/grows", "phase-diagram", test_phase_diagram_grows);
  ADD ("trade-off", "trade-off", test_trade_off);
  ADD ("order", "order", test_order);
  ADD ("order-steps", "order-steps", test_order_steps);
  ADD ("training", "training", test_training);
  ADD ("kept/phase-diagram", "phase-diagram", test_kept);
  ADD ("kept/trade-off", "trade-off", test_kept);
  ADD ("kept/order", "order", test_kept);
  ADD ("drawn-with-cursor/weights", "weights", test_drawn_with_cursor);
  ADD ("looks-the-same", "trade-off", test_looks_the_same);
  ADD ("hidden", "trade-off", test_hidden);
  ADD ("goes-while-painting", "phase-diagram", test_goes_while_painting);
  ADD ("magnified", "trade-off", test_magnified);
  return g_test_run ();
}
