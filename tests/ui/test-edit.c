/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network changed by hand in the window: at once, undone and done again, put away, kept to be
 * compared. */
#include "tests/ui/window-fixture.h"

#include "engine/run/workbench.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/questions/exhibit-bar.h"
#include "ui/widgets/panels/panel-view.h"
#include "ui/widgets/common/message-bar.h"

#include <math.h>
#include <string.h>

static AlgoNetwork *
get_network (WindowFixture *fixture)
{
  return window_fixture_get_observation (fixture)->network;
}

/* Whether what was asked for is shown. */
static gboolean
is_answered (WindowFixture *fixture, gpointer data)
{
  AlgoExhibits *exhibits = algo_run_page_get_exhibits (algo_window_get_run_page (fixture->window));
  const AlgoExhibit *exhibit = algo_exhibits_get (exhibits);

  return exhibit == NULL || window_fixture_get_observation (fixture) == exhibit->shown;
}

static void
edit (WindowFixture *fixture, AlgoEdit change)
{
  algo_panel_view_edit (ALGO_PANEL_VIEW (window_fixture_find (fixture, "board.weights")), &change);
  window_fixture_wait (fixture, is_answered, NULL);
}

static void
activate (WindowFixture *fixture, const char *action)
{
  window_fixture_activate (fixture, action);
  window_fixture_wait (fixture, is_answered, NULL);
}

static AlgoEdit
ablate (guint neuron)
{
  return (AlgoEdit){ .kind = ALGO_EDIT_ABLATE, .neuron = neuron };
}

static gboolean
is_enabled (WindowFixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static gboolean
is_exhibited (WindowFixture *fixture)
{
  return gtk_widget_get_visible (window_fixture_find (fixture, "exhibit_bar"));
}

static void
assert_strip (WindowFixture *fixture, const char *text)
{
  AlgoExhibitBar *bar = window_fixture_find (fixture, "exhibit_bar");

  g_assert_true (is_exhibited (fixture));
  g_assert_nonnull (strstr (algo_exhibit_bar_get_text (bar), text));
}

static const char *
get_toast (WindowFixture *fixture)
{
  return algo_message_bar_get_text (window_fixture_find (fixture, "toast"));
}

static double
measure (const AlgoNetwork *network, guint64 seed)
{
  return algo_network_unexplained (network, 4096, seed);
}

static void
test_ablate (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (AlgoNetwork) before = NULL;
  const AlgoObservation *observation;

  window_fixture_wait_for_step (fixture, 0);
  before = algo_network_ref (get_network (fixture));
  g_assert_false (is_exhibited (fixture));
  g_assert_false (is_enabled (fixture, "undo"));
  edit (fixture, ablate (3));

  observation = window_fixture_get_observation (fixture);
  g_assert_cmpfloat (observation->network->W1[3], ==, 0);
  g_assert_cmpfloat (before->W1[3], !=, 0);
  g_assert_cmpmem (observation->network->W0, 4 * 12 * sizeof (float), before->W0,
                   4 * 12 * sizeof (float));
  g_assert_cmpfloat (observation->parameters.unexplained, ==,
                     measure (observation->network, observation->question.noise_seed));
  assert_strip (fixture, "Edited by hand: 1 change to the network of step 0, log₁₀ β −5.00");
}

static gboolean
is_explained (WindowFixture *fixture, gpointer data)
{
  return window_fixture_get_observation (fixture)->explanation != NULL;
}

static void
test_explained (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 0);
  edit (fixture, ablate (3));
  edit (fixture, ablate (4));
  window_fixture_wait (fixture, is_explained, NULL);
  g_assert_cmpfloat (get_network (fixture)->W1[4], ==, 0);
}

static void
test_undo_and_redo (WindowFixture *fixture, gconstpointer user_data)
{
  AlgoNetwork *networks[4];

  window_fixture_wait_for_step (fixture, 0);
  networks[0] = get_network (fixture);
  edit (fixture, ablate (3));
  networks[1] = algo_network_ref (get_network (fixture));
  edit (fixture, (AlgoEdit){ .kind = ALGO_EDIT_SET, .weight = ALGO_WEIGHT_B1, .value = 2 });
  networks[2] = algo_network_ref (get_network (fixture));
  edit (fixture, (AlgoEdit){ .kind = ALGO_EDIT_MOVE, .neuron = 3, .place = 10 });
  networks[3] = algo_network_ref (get_network (fixture));
  assert_strip (fixture, "3 changes");
  g_assert_false (is_enabled (fixture, "redo"));

  for (guint i = 3; i > 0; i--)
    {
      activate (fixture, "win.undo");
      g_assert_cmpmem (get_network (fixture)->W1, 12 * sizeof (float), networks[i - 1]->W1,
                       12 * sizeof (float));
      g_assert_cmpfloat (get_network (fixture)->b1, ==, networks[i - 1]->b1);
    }
  assert_strip (fixture, "All changes undone");
  g_assert_false (is_enabled (fixture, "undo"));
  for (guint i = 1; i <= 3; i++)
    {
      activate (fixture, "win.redo");
      g_assert_cmpmem (get_network (fixture)->W1, 12 * sizeof (float), networks[i]->W1,
                       12 * sizeof (float));
    }
  g_assert_false (is_enabled (fixture, "redo"));
  for (guint i = 1; i <= 3; i++)
    algo_network_unref (networks[i]);
}

/* What changes nothing, or cannot be, leaves everything as it is. */
static void
test_nothing_to_do (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 0);
  edit (fixture, ablate (12));
  edit (fixture, (AlgoEdit){ .kind = ALGO_EDIT_MOVE, .neuron = 3, .place = 3 });
  edit (fixture, (AlgoEdit){ .kind = ALGO_EDIT_RESTORE, .neuron = 3 });
  g_assert_false (is_exhibited (fixture));
  g_assert_null (strstr (get_toast (fixture), "put away"));
}

static gboolean
has_trained_to (WindowFixture *fixture, gpointer data)
{
  return window_fixture_get_status (fixture).step >= *(const guint64 *) data;
}

static void
test_training_goes_on (WindowFixture *fixture, gconstpointer user_data)
{
  AlgoObservation *observation;
  guint64 step;

  window_fixture_wait_for_step (fixture, 5);
  edit (fixture, ablate (3));
  window_fixture_wait (fixture, is_explained, NULL);
  observation = window_fixture_get_observation (fixture);
  step = window_fixture_get_status (fixture).step + 30;
  window_fixture_wait (fixture, has_trained_to, &step);
  g_assert_true (window_fixture_get_observation (fixture) == observation);

  window_fixture_activate (fixture, "win.discard-edits");
  g_assert_false (is_exhibited (fixture));
  window_fixture_wait_for_step (fixture, step);
}

static gboolean
shows_log_beta (WindowFixture *fixture, gpointer data)
{
  return window_fixture_get_observation (fixture)->question.log_beta == *(const double *) data;
}

/* Another complexity is shown at once; the edits come back by Undo, as often as wanted. */
static void
test_slider_puts_away (WindowFixture *fixture, gconstpointer user_data)
{
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");

  window_fixture_wait_for_step (fixture, 0);
  edit (fixture, ablate (3));
  for (double log_beta = -4; log_beta < -2; log_beta++)
    {
      gtk_range_set_value (scale, log_beta);
      g_assert_false (is_exhibited (fixture));
      g_assert_cmpstr (get_toast (fixture), ==, "Edits put away");
      window_fixture_wait (fixture, shows_log_beta, &log_beta);
      g_assert_cmpfloat (get_network (fixture)->W1[3], !=, 0);

      activate (fixture, "win.undo");
      g_assert_cmpfloat (get_network (fixture)->W1[3], ==, 0);
      assert_strip (fixture, "1 change to the network of step 0, log₁₀ β −5.00");
      g_assert_null (get_toast (fixture));
    }
}

static void
test_restart_puts_away (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 0);
  edit (fixture, ablate (3));
  window_fixture_restart (fixture, "win.restart-new");
  g_assert_false (is_exhibited (fixture));
  g_assert_true (is_enabled (fixture, "undo"));
  activate (fixture, "win.bring-back");
  g_assert_cmpfloat (get_network (fixture)->W1[3], ==, 0);
}

/* A draw of the noise would show another network twice a second. */
static void
test_stops_resampling (WindowFixture *fixture, gconstpointer user_data)
{
  GtkSwitch *resample = window_fixture_find (fixture, "question_pane.resample_switch");

  window_fixture_wait_for_step (fixture, 0);
  window_fixture_activate (fixture, "win.resample");
  g_assert_true (gtk_switch_get_active (resample));
  edit (fixture, ablate (3));
  g_assert_false (gtk_switch_get_active (resample));
  window_fixture_run (700);
  g_assert_true (is_exhibited (fixture));
}

static double
read_difference (WindowFixture *fixture)
{
  const char *name;
  const char *value =
      algo_panel_view_get_number (window_fixture_find (fixture, "board.comparison"), &name);

  return value != NULL ? g_ascii_strtod (value, NULL) : NAN;
}

static gboolean
is_same (WindowFixture *fixture, gpointer data)
{
  return read_difference (fixture) == 0;
}

static gboolean
is_another (WindowFixture *fixture, gpointer data)
{
  return read_difference (fixture) > 0;
}

static void
test_keep (WindowFixture *fixture, gconstpointer user_data)
{
  AlgoBoard *board = window_fixture_find (fixture, "board");

  window_fixture_wait_for_step (fixture, 0);
  g_assert_false (algo_board_is_shown (board, "comparison"));
  window_fixture_activate (fixture, "win.keep");
  g_assert_true (algo_board_is_shown (board, "comparison"));
  window_fixture_wait (fixture, is_same, NULL);

  edit (fixture, ablate (3));
  window_fixture_wait (fixture, is_another, NULL);

  window_fixture_activate (fixture, "win.unkeep");
  g_assert_false (algo_board_is_shown (board, "comparison"));
  assert_strip (fixture, "1 change");
}

#define ADD(path, set_up, test)                                                                    \
  g_test_add (path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)
#define ADD_PAUSED(path, test) ADD (path, window_fixture_set_up_paused, test)

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);

  ADD_PAUSED ("/ui/edit/ablate", test_ablate);
  ADD_PAUSED ("/ui/edit/explained", test_explained);
  ADD_PAUSED ("/ui/edit/undo-and-redo", test_undo_and_redo);
  ADD_PAUSED ("/ui/edit/nothing-to-do", test_nothing_to_do);
  ADD ("/ui/edit/training-goes-on", window_fixture_set_up, test_training_goes_on);
  ADD_PAUSED ("/ui/edit/slider-puts-away", test_slider_puts_away);
  ADD_PAUSED ("/ui/edit/restart-puts-away", test_restart_puts_away);
  ADD_PAUSED ("/ui/edit/stops-resampling", test_stops_resampling);
  ADD_PAUSED ("/ui/edit/keep", test_keep);
  return window_fixture_finish ();
}
