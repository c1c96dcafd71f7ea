/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of what is worked out about a network and beside it: explanation, generalisation,
 * direct training. */
#include <math.h>
#include <string.h>

#include "tests/ui/panel-fixture.h"

static void
check_contains (const char *text, const char *part)
{
  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

/* The explanation. */

static AlgoObservation *
explain_as (PanelFixture *fixture, const AlgoExplanation *explanation)
{
  AlgoObservation *explained = algo_observation_amend (fixture->observation, 1, 1, NULL);

  explained->explanation = algo_explanation_ref ((AlgoExplanation *) explanation);
  return explained;
}

static void
show_observation (PanelFixture *fixture, AlgoObservation *observation)
{
  fixture->scene.observation = observation;
  panel_fixture_update (fixture);
}

static void
test_explanation (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) explained =
      explain_as (fixture, fixture->samples->explained[0].explanation);

  panel_fixture_check_described (fixture, "Not measured yet");
  panel_fixture_check_number (fixture, NULL, NULL);
  g_assert_false (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  show_observation (fixture, explained);
  panel_fixture_check_described (fixture, "Tilted, fitted");
  panel_fixture_check_number (fixture, "share", "99.3\u202f%");
}

/* Of another network there is none until it is known: that of the one before would be a lie. */
static void
test_explanation_goes (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) explained =
      explain_as (fixture, fixture->samples->explained[0].explanation);

  show_observation (fixture, explained);
  panel_fixture_check_described (fixture, "Tilted, fitted");
  show_observation (fixture, fixture->observation);
  panel_fixture_check_described (fixture, "Not measured yet");
  show_observation (fixture, explained);
  panel_fixture_check_described (fixture, "Tilted, fitted");
  show_observation (fixture, NULL);
  panel_fixture_check_described (fixture, "Not measured yet");
}

static void
test_explanation_read (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) explained =
      explain_as (fixture, fixture->samples->explained[1].explanation);
  double x, y;

  show_observation (fixture, explained);
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  check_contains (panel_fixture_get_readout (fixture), "of the weights are from \u22120.800 to");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Left, 0));
  check_contains (panel_fixture_get_readout (fixture), "of the weights are from \u22120.800 to");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Down, 0));
  check_contains (panel_fixture_get_readout (fixture), "one input at \u22123.0: ");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_null (panel_fixture_get_readout (fixture));

  panel_fixture_locate (fixture, &(AlgoPanelCursor){ .part = 1, .index = 20 }, &x, &y);
  panel_fixture_point (fixture, x, y);
  check_contains (panel_fixture_get_readout (fixture), "one input at 1.0: ");
  panel_fixture_point (fixture, 1, 1);
  g_assert_null (panel_fixture_get_readout (fixture));
}

/* Generalisation. */

static void
show_generalisation (PanelFixture *fixture)
{
  fixture->scene.generalisation = fixture->samples->generalisation.scene.generalisation;
  panel_fixture_update (fixture);
}

static void
test_generalisation (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_check_described (fixture, "Not measured yet");
  panel_fixture_check_number (fixture, NULL, NULL);
  g_assert_false (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  show_generalisation (fixture);
  panel_fixture_check_described (fixture, "Trained on n = 4 to 16.");
  panel_fixture_check_number (fixture, "n = 64", "0.786");
  fixture->scene.generalisation = NULL;
  panel_fixture_update (fixture);
  panel_fixture_check_described (fixture, "Not measured yet");
}

/* From the size shown, by keys; Enter goes there. */
static void
test_generalisation_keys (PanelFixture *fixture, gconstpointer data)
{
  show_generalisation (fixture);
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  check_contains (panel_fixture_get_readout (fixture), "n = 16: FVU ");
  panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Left, 0);
  check_contains (panel_fixture_get_readout (fixture), "n = 17: FVU ");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Return, 0));
  g_assert_cmpuint (fixture->moves, ==, 1);
  g_assert_cmpuint (fixture->inputs, ==, 17);
  g_assert_cmpint (fixture->step, ==, -1);
  g_assert_true (isnan (fixture->log_beta));
  for (guint i = 0; i < 60; i++)
    panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  check_contains (panel_fixture_get_readout (fixture), "n = 64: ");
}

static void
test_generalisation_pointer (PanelFixture *fixture, gconstpointer data)
{
  double x, y;

  show_generalisation (fixture);
  panel_fixture_locate (fixture, &(AlgoPanelCursor){ .index = 49 }, &x, &y);
  panel_fixture_point (fixture, x, y - 2);
  check_contains (panel_fixture_get_readout (fixture), "n = 49: not measured yet");
  panel_fixture_click (fixture, 1, x, y - 2);
  g_assert_cmpuint (fixture->inputs, ==, 49);
  panel_fixture_click (fixture, 1, 1, 1);
  g_assert_cmpuint (fixture->moves, ==, 1);
}

/* Direct training. */

static void
show_direct (PanelFixture *fixture)
{
  fixture->scene.direct = (AlgoDirectTrajectory *) fixture->samples->direct.trajectory;
  panel_fixture_update (fixture);
}

static void
test_direct (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_check_described (fixture, "Not measured yet");
  panel_fixture_check_number (fixture, NULL, NULL);
  g_assert_false (panel_fixture_press_key (fixture, GDK_KEY_Right, 0));
  show_direct (fixture);
  panel_fixture_check_described (fixture,
                                 "16 inputs and 48 hidden neurons, trained by Adam without");
  panel_fixture_check_described (fixture,
                                 "Step 700: trained directly FVU 0.00671, Mixed; written by the "
                                 "hypernetwork at log \u03b2 \u22123.40: FVU ");
  panel_fixture_check_number (fixture, "FVU", "0.00671");

  /* An earlier step, and a run whose phases are of another size. */
  fixture->scene.chosen = 80;
  fixture->samples->grids[fixture->grids->len - 1].inputs = 8;
  panel_fixture_update (fixture);
  panel_fixture_check_described (fixture, "Step 78: trained directly FVU");
  panel_fixture_check_number (fixture, "FVU", "0.640");
}

/* Along the steps, up into the weights, and back. */
static void
test_direct_keys (PanelFixture *fixture, gconstpointer data)
{
  show_direct (fixture);
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Left, 0));
  check_contains (panel_fixture_get_readout (fixture), "Step 700: ");
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpint (fixture->step, ==, -1);
  panel_fixture_press_key (fixture, GDK_KEY_Left, 0);
  check_contains (panel_fixture_get_readout (fixture), "Step 691: ");
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpint (fixture->step, ==, 691);
  g_assert_cmpuint (fixture->moves, ==, 2);

  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  check_contains (panel_fixture_get_readout (fixture), "Hidden neuron 0");
  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  check_contains (panel_fixture_get_readout (fixture), "Input 15 \u2192 hidden neuron 0");
  panel_fixture_press_key (fixture, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->moves, ==, 2);
  for (guint i = 0; i < 4; i++)
    panel_fixture_press_key (fixture, GDK_KEY_Down, 0);
  check_contains (panel_fixture_get_readout (fixture), "Step 700: ");
  g_assert_true (panel_fixture_press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_null (panel_fixture_get_readout (fixture));
}

static void
test_direct_pointer (PanelFixture *fixture, gconstpointer data)
{
  const AlgoDirectPlace step = { .is_step = TRUE, .step = 349 };
  const AlgoDirectPlace weight = { .cell = { ALGO_WEIGHTS_W0, 3, 5 } };
  AlgoDirectPicture picture = fixture->samples->direct;
  AlgoStyle style;
  const AlgoPanelFrame frame = panel_fixture_get_frame (fixture, &style);
  AlgoArea at;

  show_direct (fixture);
  picture.history.budget = fixture->scene.budget;
  picture.headed = TRUE;
  g_assert_true (
      algo_direct_picture_locate (&picture, frame.width, frame.height, &style, &step, &at));
  panel_fixture_point (fixture, at.x, at.y);
  check_contains (panel_fixture_get_readout (fixture), "Step 341: ");
  panel_fixture_click (fixture, 1, at.x, at.y);
  g_assert_cmpint (fixture->step, ==, 341);
  g_assert_cmpuint (fixture->inputs, ==, 0);
  g_assert_true (isnan (fixture->log_beta));
  g_assert_true (
      algo_direct_picture_locate (&picture, frame.width, frame.height, &style, &weight, &at));
  panel_fixture_point (fixture, at.x + at.width / 2, at.y + at.height / 2);
  check_contains (panel_fixture_get_readout (fixture), "Input 3 \u2192 hidden neuron 5");
}

static void
test_direct_sorted (PanelFixture *fixture, gconstpointer data)
{
  g_autofree char *unsorted = NULL;

  show_direct (fixture);
  panel_fixture_press_key (fixture, GDK_KEY_Left, 0);
  for (guint i = 0; i < 4; i++)
    panel_fixture_press_key (fixture, GDK_KEY_Up, 0);
  for (guint i = 0; i < 5; i++)
    panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  unsorted = g_strdup (panel_fixture_get_readout (fixture));
  check_contains (unsorted, "hidden neuron 5");
  /* The cursor stays at its weight, and moves in the order in which they are drawn. */
  g_object_set (fixture->view, "option", TRUE, NULL);
  panel_fixture_press_key (fixture, GDK_KEY_Right, 0);
  panel_fixture_press_key (fixture, GDK_KEY_Left, 0);
  g_assert_cmpstr (panel_fixture_get_readout (fixture), ==, unsorted);
}

#define ADD(path, panel, test)                                                                     \
  g_test_add ("/ui/panels/" path, PanelFixture, panel, panel_fixture_set_up, test,                 \
              panel_fixture_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("explanation", "explanation", test_explanation);
  ADD ("explanation/goes", "explanation", test_explanation_goes);
  ADD ("explanation/read", "explanation", test_explanation_read);
  ADD ("generalisation", "generalisation", test_generalisation);
  ADD ("generalisation/keys", "generalisation", test_generalisation_keys);
  ADD ("generalisation/pointer", "generalisation", test_generalisation_pointer);
  ADD ("direct", "direct", test_direct);
  ADD ("direct/keys", "direct", test_direct_keys);
  ADD ("direct/pointer", "direct", test_direct_pointer);
  ADD ("direct/sorted", "direct", test_direct_sorted);
  return g_test_run ();
}
