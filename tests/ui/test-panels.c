/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of the run: what they read out, by pointer and by keyboard, and where a click goes. */
#include <math.h>
#include <string.h>

#include "tests/ui/panel-fixture.h"
#include "ui/widgets/panels/order-view.h"

#define MINUS "\u2212"

static void
check_contains (const char *text, const char *part)
{
  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

/* Every panel of the table can be made, shows an empty scene, and has a name and a description. */
static void
test_set (gconstpointer user_data)
{
  const AlgoPanelSet set = (AlgoPanelSet) GPOINTER_TO_UINT (user_data);

  for (guint i = 0; i < algo_panels_count (set); i++)
    {
      const AlgoPanel *panel = algo_panels_get_panel (set, i);
      AlgoPanelView *view = g_object_ref_sink (algo_panel_view_new (panel->name));
      g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
      const AlgoScene empty = { .metrics = metrics, .chosen = -1, .question.log_beta = -3.4 };
      g_autofree char *description = NULL, *value = NULL;
      const char *name;

      g_assert_true (algo_panel_view_update (view, &empty, TRUE)
                     || algo_panel_view_update (view, &empty, FALSE));
      algo_panel_view_get_number (view, &name, &value);
      g_assert_null (value);
      description = ALGO_PICTURE_AREA_GET_CLASS (view)->describe (ALGO_PICTURE_AREA (view));
      g_assert_cmpstr (description, !=, "");
      g_assert_true (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_object_unref (view);
    }
  g_assert_null (algo_panel_view_new ("no-such-panel"));
}

/* The phase diagram. */

static AlgoArea
locate_cell (PanelFixture *fixture, double log_beta, guint64 step)
{
  AlgoPhaseDiagramPicture picture = fixture->samples->phase_diagram;
  const AlgoPhaseDiagramPlace place = { log_beta, step };
  AlgoStyle style;
  AlgoPictureFrame frame = panel_fixture_get_frame (fixture, &style);
  AlgoArea cell;

  picture.history.budget = fixture->scene.budget;
  g_assert_true (algo_phase_diagram_picture_locate (&picture, frame.width, frame.height, &style,
                                                    &place, &cell));
  return cell;
}

static void
test_phase_diagram_pointer (PanelFixture *fixture, gconstpointer data)
{
  AlgoArea cell = locate_cell (fixture, -4, 350);
  double x = cell.x + cell.width / 2, y = cell.y + cell.height / 2;

  panel_fixture_point (fixture, x, y);
  check_contains (panel_fixture_get_readout (fixture), "step 348, log \u03b2 " MINUS "3.97");
  g_assert_cmpuint (fixture->moves, ==, 0);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (ABS (fixture->step - 350), <=, 7);
  g_assert_cmpfloat (fabs (fixture->log_beta + 4), <, 0.2);
  g_assert_cmpuint (fixture->inputs, ==, 0);

  /* The latest step stays the latest, unless an earlier one is shown. */
  cell = locate_cell (fixture, -2, 700);
  panel_fixture_click (fixture, 1, cell.x + cell.width / 2, cell.y + cell.height / 2);
  g_assert_cmpint (fixture->step, ==, -1);
  fixture->scene.chosen = 100;
  panel_fixture_update (fixture);
  panel_fixture_click (fixture, 1, cell.x + cell.width / 2, cell.y + cell.height / 2);
  g_assert_cmpint (fixture->step, >, 690);

  /* Nothing was measured beyond, and nothing is outside. */
  fixture->moves = 0;
  panel_fixture_click (fixture, 1, cell.x + 40, cell.y);
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

static char *
describe (PanelFixture *fixture)
{
  return ALGO_PICTURE_AREA_GET_CLASS (fixture->view)->describe (ALGO_PICTURE_AREA (fixture->view));
}

/* The run goes on: another array of more grids. */
static void
test_phase_diagram_grows (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = g_ptr_array_ref (fixture->grids);
  g_autoptr (GPtrArray) half = g_ptr_array_new ();
  g_autofree char *number = NULL;
  const char *name;

  for (guint i = 0; i < all->len / 2; i++)
    g_ptr_array_add (half, all->pdata[i]);
  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *description = NULL;

      fixture->scene.grids = round == 0 ? half : all;
      panel_fixture_update (fixture);
      description = describe (fixture);
      check_contains (description, round == 0 ? "At step 348 of" : "At step 700 of");
    }
  algo_panel_view_get_number (fixture->view, &name, &number);
  g_assert_cmpstr (name, ==, "phases");
  g_assert_cmpstr (number, ==, "4");
}

/* The trade-off. */

static void
locate_point (PanelFixture *fixture, guint point, double *x, double *y)
{
  AlgoTradeOffPicture picture = fixture->samples->trade_off;
  AlgoStyle style;
  AlgoPictureFrame frame = panel_fixture_get_frame (fixture, &style);

  picture.history.budget = fixture->scene.budget;
  g_assert_true (
      algo_trade_off_picture_locate (&picture, frame.width, frame.height, &style, point, x, y));
}

static void
test_trade_off (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  locate_point (fixture, 26, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (fixture->step, ==, -1);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (26)), <, 1e-9);
  check_contains (panel_fixture_get_readout (fixture), "log \u03b2 " MINUS "1.94");

  /* To the right it costs more. */
  panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  check_contains (panel_fixture_get_readout (fixture), "log \u03b2 " MINUS "2.09");
  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (26)), <, 1e-9);
  fixture->moves = 0;
  panel_fixture_click (fixture, 1, 1, 1);
  g_assert_cmpuint (fixture->moves, ==, 0);
}

/* Order parameters. */

static void
locate_index (PanelFixture *fixture, gsize index, double *x, double *y)
{
  const gboolean over_beta =
      ALGO_ORDER_VIEW_GET_CLASS (fixture->view)->mode == ALGO_ORDER_OVER_BETA;
  AlgoOrderPicture picture =
      over_beta ? fixture->samples->order_over_beta : fixture->samples->order_over_steps;
  AlgoStyle style;
  AlgoPictureFrame frame = panel_fixture_get_frame (fixture, &style);
  AlgoArea area;

  picture.history.budget = fixture->scene.budget;
  g_assert_true (
      algo_order_picture_locate (&picture, frame.width, frame.height, &style, index, 0, 0, &area));
  *x = area.x;
  *y = area.y + area.height / 2;
}

static void
test_order (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  locate_index (fixture, 10, &x, &y);
  panel_fixture_click (fixture, 1, x, y);
  g_assert_cmpint (fixture->step, ==, -1);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (10)), <, 1e-9);
  check_contains (panel_fixture_get_readout (fixture), "\nLocalisation ");
  panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpfloat (fabs (fixture->log_beta - algo_grid_log_beta (11)), <, 1e-9);
  g_assert_cmpuint (fixture->moves, ==, 2);
}

static void
test_order_steps (PanelFixture *fixture, gconstpointer data)
{
  const AlgoGrid *const *grids = fixture->samples->history;
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
  AlgoTrainingPicture picture = fixture->samples->training;
  AlgoStyle style;
  AlgoPictureFrame frame = panel_fixture_get_frame (fixture, &style);
  AlgoArea area;

  picture.budget = fixture->scene.budget;
  area = algo_training_picture_locate (&picture, frame.width, frame.height, &style, 350, 0, 0);
  panel_fixture_click (fixture, 1, area.x, area.y + area.height / 2);
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpint (ABS (fixture->step - 350), <=, 10);
  g_assert_true (isnan (fixture->log_beta));

  /* Beyond the last step there is nothing to go to but that. */
  area = algo_training_picture_locate (&picture, frame.width, frame.height, &style, 1200, 0, 0);
  panel_fixture_click (fixture, 1, area.x, area.y + area.height / 2);
  g_assert_cmpuint (fixture->moves, ==, 1);
  fixture->scene.chosen = 20;
  panel_fixture_update (fixture);
  panel_fixture_click (fixture, 1, area.x, area.y + area.height / 2);
  g_assert_cmpuint (fixture->moves, ==, 2);
  g_assert_cmpint (fixture->step, ==, 700);
}

/* What is drawn once. */

static guint drawn;
static void (*draw_picture) (AlgoPictureArea *, cairo_t *, const AlgoPictureFrame *);

static void
draw_and_count (AlgoPictureArea *area, cairo_t *cr, const AlgoPictureFrame *frame)
{
  drawn++;
  draw_picture (area, cr, frame);
}

static gboolean
on_painted (gpointer user_data)
{
  gboolean *painted = user_data;

  *painted = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_frame (PanelFixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view));
  gboolean painted = FALSE;
  gulong handler =
      g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_painted), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* A cursor that moves does not draw the picture anew; other data, and another size, do. */
static void
test_kept (PanelFixture *fixture, gconstpointer data)
{
  AlgoPictureAreaClass *class = ALGO_PICTURE_AREA_GET_CLASS (fixture->view);

  draw_picture = class->draw;
  class->draw = draw_and_count;
  fixture->scene.question.log_beta = -4;
  panel_fixture_update (fixture);
  run_frame (fixture);
  drawn = 0;
  for (guint i = 0; i < 5; i++)
    {
      panel_fixture_point (fixture, 100 + 20 * i, 150);
      run_frame (fixture);
    }
  g_assert_cmpuint (drawn, ==, 0);
  fixture->scene.question.log_beta = -5;
  panel_fixture_update (fixture);
  run_frame (fixture);
  g_assert_cmpuint (drawn, ==, 1);
  /* The same scene again is nothing new. */
  panel_fixture_update (fixture);
  run_frame (fixture);
  g_assert_cmpuint (drawn, ==, 1);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), 700, 500);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) < 700)
    g_main_context_iteration (NULL, TRUE);
  run_frame (fixture);
  g_assert_cmpuint (drawn, >, 1);
  class->draw = draw_picture;
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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/ui/panels/of-run", GUINT_TO_POINTER (ALGO_PANEL_OF_RUN), test_set);
  g_test_add_data_func ("/ui/panels/of-ensemble", GUINT_TO_POINTER (ALGO_PANEL_OF_ENSEMBLE),
                        test_set);
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
  ADD ("magnified", "trade-off", test_magnified);
  return g_test_run ();
}
