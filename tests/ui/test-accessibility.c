/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What assistive technology is told, and what can be done by keys alone. */
#include "tests/ui/window-fixture.h"

#include "ui/widgets/panels/picture-area.h"

#include <string.h>

static const char *const pictures[] = { "board.weights", "board.approximation", "board.phase",
                                        "board.training", "question_pane.slider.ribbon" };

static const char *const labels[] = { "Weights of the network", "Approximation of the task",
                                      "Phase of the network", "Training", "Phases by complexity" };

static void
test_pictures_have_names (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 2);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      GtkAccessible *picture = GTK_ACCESSIBLE (window_fixture_find (fixture, pictures[i]));

      gtk_test_accessible_assert_role (picture, GTK_ACCESSIBLE_ROLE_IMG);
      gtk_test_accessible_assert_property (picture, GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i]);
      g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (picture)));
    }
}

static gboolean
has_description (WindowFixture *fixture, gpointer data)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (data),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
test_pictures_are_described (WindowFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    window_fixture_wait (fixture, has_description, window_fixture_find (fixture, pictures[i]));
}

static void
test_controls_have_names (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (window_fixture_find (fixture, "run_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Pause");
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (window_fixture_find (fixture, "run_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Run");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (window_fixture_find (fixture, "question_pane.slider.scale")),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Complexity, log₁₀ β");
}

static void
test_slider_has_value (WindowFixture *fixture, gconstpointer user_data)
{
  GtkWidget *scale = window_fixture_find (fixture, "question_pane.slider.scale");

  gtk_range_set_value (GTK_RANGE (scale), -3.5);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "log₁₀ β = −3.50");
}

/* What can be chosen is what the run is trained on. */
static void
test_slider_has_range (WindowFixture *fixture, gconstpointer user_data)
{
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");
  GtkAdjustment *adjustment = gtk_range_get_adjustment (scale);
  const AlgoQuestion *asked = algo_run_model_get_question (algo_window_get_run (fixture->window));

  window_fixture_wait_for_step (fixture, 1);
  g_assert_cmpfloat (gtk_adjustment_get_lower (adjustment), ==, -4);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==, -0.5);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                       -4.0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                       -0.5);
  /* The -5 at which it stands at first has given way, for the run as for the eye. */
  g_assert_cmpfloat (gtk_range_get_value (scale), ==, -4);
  g_assert_cmpfloat (asked->log_beta, ==, -4);
  gtk_range_set_value (scale, -0.2);
  g_assert_cmpfloat (asked->log_beta, ==, -0.5);
}

static void
test_weights_by_keys (WindowFixture *fixture, gconstpointer user_data)
{
  GtkWidget *view = window_fixture_find (fixture, "board.weights");
  AlgoPictureArea *area = ALGO_PICTURE_AREA (view);
  g_autofree char *first = NULL;

  window_fixture_wait_for_step (fixture, 1);
  g_assert_null (algo_picture_area_get_readout (area));
  g_assert_true (window_fixture_press_key (view, GDK_KEY_Right));
  first = g_strdup (algo_picture_area_get_readout (area));
  g_assert_nonnull (first);
  g_assert_true (window_fixture_press_key (view, GDK_KEY_Right));
  g_assert_cmpstr (algo_picture_area_get_readout (area), !=, first);
  for (guint i = 0; i < 20; i++)
    window_fixture_press_key (view, GDK_KEY_Down);
  /* Below the inputs, b0 and W1 is b1. */
  g_assert_nonnull (strstr (algo_picture_area_get_readout (area), "b₁"));
  g_assert_true (window_fixture_press_key (view, GDK_KEY_Up));
  g_assert_nonnull (strstr (algo_picture_area_get_readout (area), "W₁"));
  g_assert_true (window_fixture_press_key (view, GDK_KEY_Escape));
  g_assert_null (algo_picture_area_get_readout (area));
}

static void
test_others_by_keys (WindowFixture *fixture, gconstpointer user_data)
{
  static const char *const names[] = { "board.approximation", "board.training" };

  window_fixture_wait_for_step (fixture, 5);
  window_fixture_run (300);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *view = window_fixture_find (fixture, names[i]);

      g_assert_true (window_fixture_press_key (view, GDK_KEY_Right));
      g_assert_nonnull (algo_picture_area_get_readout (ALGO_PICTURE_AREA (view)));
    }
}

static gboolean
has_grid (WindowFixture *fixture, gpointer data)
{
  AlgoObservation *observation = window_fixture_get_observation (fixture);

  return observation != NULL && observation->grid != NULL;
}

static void
test_ribbon_by_keys (WindowFixture *fixture, gconstpointer user_data)
{
  GtkWidget *ribbon = window_fixture_find (fixture, "question_pane.slider.ribbon");
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");
  double before;

  window_fixture_wait (fixture, has_grid, NULL);
  window_fixture_run (50);
  before = gtk_range_get_value (scale);
  g_assert_true (window_fixture_press_key (ribbon, GDK_KEY_Right));
  g_assert_true (window_fixture_press_key (ribbon, GDK_KEY_Right));
  g_assert_nonnull (algo_picture_area_get_readout (ALGO_PICTURE_AREA (ribbon)));
  g_assert_cmpfloat (gtk_range_get_value (scale), ==, before);
  g_assert_true (window_fixture_press_key (ribbon, GDK_KEY_Return));
  g_assert_cmpfloat (gtk_range_get_value (scale), >, before);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, test, window_fixture_tear_down)

int
main (int argc, char **argv)
{
  AlgoSettings settings = window_fixture_settings ();

  settings.log_beta_from = -4;
  settings.log_beta_to = -0.5;
  window_fixture_init (&argc, &argv);

  ADD ("/ui/accessibility/pictures-have-names", test_pictures_have_names);
  ADD ("/ui/accessibility/pictures-are-described", test_pictures_are_described);
  ADD ("/ui/accessibility/controls-have-names", test_controls_have_names);
  ADD ("/ui/accessibility/slider-has-value", test_slider_has_value);
  g_test_add ("/ui/accessibility/slider-has-range", WindowFixture, &settings, window_fixture_set_up,
              test_slider_has_range, window_fixture_tear_down);
  ADD ("/ui/accessibility/weights-by-keys", test_weights_by_keys);
  ADD ("/ui/accessibility/others-by-keys", test_others_by_keys);
  ADD ("/ui/accessibility/ribbon-by-keys", test_ribbon_by_keys);
  return window_fixture_finish ();
}
