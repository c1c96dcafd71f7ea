/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window as a person uses it: it trains, shows, pauses, restarts, continues, closes. */
#include "tests/ui/window-fixture.h"

#include "engine/error.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/board/card.h"
#include "ui/widgets/questions/complexity-slider.h"

#include <string.h>

static gboolean
tells_time_left (WindowFixture *fixture, gpointer data)
{
  GtkLabel *subtitle = window_fixture_find (fixture, "subtitle_label");
  const char *text = gtk_label_get_text (subtitle);

  return strstr (text, "steps/s") != NULL && strstr (text, " left") != NULL;
}

static void
test_trains (WindowFixture *fixture, gconstpointer user_data)
{
  AlgoObservation *observation;

  window_fixture_wait_for_step (fixture, 20);
  observation = algo_window_get_observation (fixture->window);
  /* The largest that it is trained on. */
  g_assert_cmpuint (observation->network->inputs, ==, 4);
  g_assert_cmpuint (observation->network->hidden, ==, 12);
  g_assert_true (algo_network_is_finite (observation->network));
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
  window_fixture_wait (fixture, tells_time_left, NULL);
}

static void
test_opens_paused (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_wait_for_step (fixture, 0);
  window_fixture_run (100);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 0);

  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_step (fixture, 5);
}

static void
test_pause_stops_steps (WindowFixture *fixture, gconstpointer user_data)
{
  guint64 step;

  window_fixture_wait_for_step (fixture, 5);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  step = window_fixture_get_status (fixture).step;
  window_fixture_run (200);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, step);
  window_fixture_wait_for_step (fixture, step);

  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_step (fixture, step + 5);
}

static void
take_steps (WindowFixture *fixture, guint64 from, guint count)
{
  for (guint i = 1; i <= count; i++)
    {
      window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
      window_fixture_activate (fixture, "win.step");
      window_fixture_wait_for_step (fixture, from + i);
    }
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
}

static void
test_step_adds_one (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  take_steps (fixture, 0, 1);
  window_fixture_run (100);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 1);
  take_steps (fixture, 1, 1);
  window_fixture_run (100);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 2);
}

static gboolean
weights_equal (const AlgoNetwork *a, const AlgoNetwork *b)
{
  return a->inputs == b->inputs && a->hidden == b->hidden
         && memcmp (a->W0, b->W0, sizeof (float) * a->inputs * a->hidden) == 0
         && memcmp (a->W1, b->W1, sizeof (float) * a->hidden) == 0;
}

static void
test_restart (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (AlgoNetwork) first = NULL;
  guint64 seed;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  take_steps (fixture, 0, 3);
  first = algo_network_ref (algo_window_get_observation (fixture->window)->network);
  seed = window_fixture_get_status (fixture).seed;

  window_fixture_restart (fixture, "win.restart-same");
  take_steps (fixture, 0, 3);
  g_assert_cmpuint (window_fixture_get_status (fixture).seed, ==, seed);
  g_assert_true (weights_equal (first, algo_window_get_observation (fixture->window)->network));

  window_fixture_restart (fixture, "win.restart-new");
  take_steps (fixture, 0, 3);
  g_assert_cmpuint (window_fixture_get_status (fixture).seed, !=, seed);
  g_assert_false (weights_equal (first, algo_window_get_observation (fixture->window)->network));
}

static gboolean
shows_log_beta (WindowFixture *fixture, gpointer data)
{
  AlgoObservation *observation = algo_window_get_observation (fixture->window);
  const double *log_beta = data;

  return observation != NULL && observation->question.log_beta == *log_beta;
}

/* On a run that is paused, so that nothing else can change the network. */
static void
test_slider (WindowFixture *fixture, gconstpointer user_data)
{
  AlgoComplexitySlider *slider = window_fixture_find (fixture, "question_pane.slider");
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");
  g_autoptr (AlgoNetwork) before = NULL;
  double log_beta = -2;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  take_steps (fixture, 0, 5);
  before = algo_network_ref (algo_window_get_observation (fixture->window)->network);
  gtk_range_set_value (scale, log_beta);
  window_fixture_wait (fixture, shows_log_beta, &log_beta);
  g_assert_false (weights_equal (before, algo_window_get_observation (fixture->window)->network));

  g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_STEP_RIGHT);
  g_assert_cmpfloat (algo_complexity_slider_get_log_beta (slider), ==, -1.95);
  g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_PAGE_LEFT);
  g_assert_cmpfloat (algo_complexity_slider_get_log_beta (slider), ==, -2.45);
  g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_START);
  g_assert_cmpfloat (algo_complexity_slider_get_log_beta (slider), ==, ALGO_MIN_LOG_BETA);
  log_beta = ALGO_MIN_LOG_BETA;
  window_fixture_wait (fixture, shows_log_beta, &log_beta);
}

/* The number in the heading of a panel; NULL if there is none. */
static const char *
find_number (GtkWidget *widget)
{
  const char *number = NULL;

  if (gtk_widget_has_css_class (widget, "card-number"))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && number == NULL;
       child = gtk_widget_get_next_sibling (child))
    number = find_number (child);
  return number;
}

static AlgoPanelView *
get_trade_off (WindowFixture *fixture)
{
  return algo_board_get_view (window_fixture_find (fixture, "board"), "trade-off");
}

static const char *
find_trade_off_number (WindowFixture *fixture)
{
  GtkWidget *view = GTK_WIDGET (get_trade_off (fixture));

  return find_number (gtk_widget_get_ancestor (view, ALGO_TYPE_CARD));
}

static gboolean
has_number (WindowFixture *fixture, gpointer data)
{
  const char *name;
  const char *value = algo_panel_view_get_number (get_trade_off (fixture), &name);

  return value != NULL && g_strcmp0 (value, data) != 0
         && g_strcmp0 (find_trade_off_number (fixture), value) == 0;
}

/* Whether the panel's number is that of the last phases. */
static gboolean
has_last_number (WindowFixture *fixture, gpointer data)
{
  g_autofree char *kl = NULL, *expected = NULL;
  const AlgoGrid *last;
  const AlgoScene *scene;

  scene = algo_window_get_scene (fixture->window);
  last = g_ptr_array_index (scene->grids, scene->grids->len - 1);
  kl = algo_number_format (
      last->points[algo_grid_find_point (ALGO_DEFAULT_BETA_RANGE, scene->question.log_beta)].kl);
  expected = g_strdup_printf ("%s nats", kl);
  return g_strcmp0 (find_trade_off_number (fixture), expected) == 0;
}

/* Of a panel that shows an answer some frames after others, and of which nothing is new afterwards.
 */
static void
test_number_follows (WindowFixture *fixture, gconstpointer user_data)
{
  GtkRange *scale = window_fixture_find (fixture, "question_pane.slider.scale");
  AlgoBoard *board = window_fixture_find (fixture, "board");
  g_autofree char *before = NULL;
  const char *name;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  /* Without those that are worked out for long. */
  algo_board_set_arrangement (board, "weights phase / phase-diagram training / order trade-off");
  take_steps (fixture, 0, 5);
  window_fixture_wait (fixture, has_number, NULL);
  window_fixture_run (1000);
  before = g_strdup (algo_panel_view_get_number (get_trade_off (fixture), &name));
  gtk_range_set_value (scale, -1.5);
  window_fixture_wait (fixture, has_number, before);
}

static gboolean
shows_inputs (WindowFixture *fixture, gpointer data)
{
  AlgoObservation *observation = algo_window_get_observation (fixture->window);

  return observation != NULL && observation->network->inputs == GPOINTER_TO_UINT (data);
}

static void
test_size (WindowFixture *fixture, gconstpointer user_data)
{
  GtkSpinButton *spin = window_fixture_find (fixture, "question_pane.inputs_spin");
  GtkLabel *hidden = window_fixture_find (fixture, "question_pane.hidden_label");
  GtkWidget *note = window_fixture_find (fixture, "question_pane.size_note");

  gtk_spin_button_set_value (spin, 3);
  g_assert_false (gtk_widget_get_visible (note));
  gtk_spin_button_set_value (spin, 5);
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_cmpstr (gtk_label_get_text (hidden), ==, "15");
  window_fixture_wait (fixture, shows_inputs, GUINT_TO_POINTER (5));
  gtk_spin_button_set_value (spin, 64);
  window_fixture_wait (fixture, shows_inputs, GUINT_TO_POINTER (64));
  gtk_spin_button_set_value (spin, 2);
  g_assert_false (gtk_widget_get_visible (note));
  window_fixture_wait (fixture, shows_inputs, GUINT_TO_POINTER (2));
}

static gboolean
shows_draw (WindowFixture *fixture, gpointer data)
{
  AlgoObservation *observation = algo_window_get_observation (fixture->window);

  return observation != NULL && observation->question.noise_seed >= GPOINTER_TO_UINT (data);
}

static void
test_noise (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_step (fixture, 0);
  window_fixture_activate (fixture, "win.redraw-noise");
  window_fixture_wait (fixture, shows_draw, GUINT_TO_POINTER (1));
  window_fixture_activate (fixture, "win.resample");
  window_fixture_wait (fixture, shows_draw, GUINT_TO_POINTER (3));
  window_fixture_activate (fixture, "win.resample");
}

static gboolean
shows_encoder (WindowFixture *fixture, gpointer data)
{
  const AlgoScene *scene = algo_window_get_scene (fixture->window);
  GtkLabel *subtitle = window_fixture_find (fixture, "subtitle_label");
  const gboolean is_off = strstr (gtk_label_get_text (subtitle), "encoder off") != NULL;

  return scene != NULL && scene->observation != NULL && is_off == !GPOINTER_TO_INT (data)
         && scene->observation->question.from_prior == is_off;
}

/* The key, as the switch does, asks for networks without the encoder, and the title says so. */
static void
test_encoder (WindowFixture *fixture, gconstpointer user_data)
{
  GtkSwitch *encoder = window_fixture_find (fixture, "question_pane.encoder_switch");

  window_fixture_wait_for_step (fixture, 0);
  window_fixture_activate (fixture, "win.encoder");
  g_assert_false (gtk_switch_get_active (encoder));
  window_fixture_wait (fixture, shows_encoder, GINT_TO_POINTER (FALSE));
  gtk_switch_set_active (encoder, TRUE);
  window_fixture_wait (fixture, shows_encoder, GINT_TO_POINTER (TRUE));
}

static void
test_continue (WindowFixture *fixture, gconstpointer user_data)
{
  GtkWidget *button = window_fixture_find (fixture, "continue_button");

  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 5);
  g_assert_true (gtk_widget_get_visible (button));
  window_fixture_activate (fixture, "win.continue");
  window_fixture_wait_for_step (fixture, 10);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, ==, 10);
  g_assert_cmpuint (window_fixture_get_status (fixture).budget, ==, 10);
}

static gboolean
shows_all_phases (WindowFixture *fixture, gpointer data)
{
  const AlgoScene *scene;

  scene = algo_window_get_scene (fixture->window);
  return scene->grids != NULL && scene->grids->len == scene->budget / ALGO_RUN_PHASE_INTERVAL + 1;
}

/* Most phases of a run that took all processors are measured once it is over: they are shown then,
 * though nobody does anything. */
static void
test_late_phases (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  window_fixture_wait (fixture, shows_all_phases, NULL);
  window_fixture_wait (fixture, has_last_number, NULL);
}

static void
test_closes_while_training (WindowFixture *fixture, gconstpointer user_data)
{
  gint64 start;

  window_fixture_wait_for_step (fixture, 5);
  start = g_get_monotonic_time ();
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

static gboolean
has_trained_to (WindowFixture *fixture, gpointer data)
{
  const guint64 *step = data;

  return window_fixture_get_status (fixture).step >= *step;
}

static void
test_hidden_draws_nothing (WindowFixture *fixture, gconstpointer user_data)
{
  GdkFrameClock *clock;
  AlgoObservation *observation;
  gint64 frame;
  guint64 step;

  window_fixture_wait_for_step (fixture, 5);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  window_fixture_run (100);
  frame = gdk_frame_clock_get_frame_counter (clock);
  observation = algo_window_get_observation (fixture->window);
  step = window_fixture_get_status (fixture).step + 50;
  window_fixture_wait (fixture, has_trained_to, &step);
  g_assert_cmpint (gdk_frame_clock_get_frame_counter (clock), ==, frame);
  g_assert_true (algo_window_get_observation (fixture->window) == observation);

  gtk_window_present (GTK_WINDOW (fixture->window));
  window_fixture_wait_for_step (fixture, step);
}

#define ADD(path, settings, set_up, test)                                                          \
  g_test_add (path, WindowFixture, settings, set_up, test, window_fixture_tear_down)

int
main (int argc, char **argv)
{
  AlgoSettings on_all_processors = ALGO_SETTINGS_DEFAULT;

  window_fixture_init (&argc, &argv);

  ADD ("/ui/window/trains", NULL, window_fixture_set_up, test_trains);
  ADD ("/ui/window/opens-paused", NULL, window_fixture_set_up_paused, test_opens_paused);
  ADD ("/ui/window/pause-stops-steps", NULL, window_fixture_set_up, test_pause_stops_steps);
  ADD ("/ui/window/step-adds-one", NULL, window_fixture_set_up_paused, test_step_adds_one);
  ADD ("/ui/window/restart", NULL, window_fixture_set_up_paused, test_restart);
  ADD ("/ui/window/slider", NULL, window_fixture_set_up_paused, test_slider);
  ADD ("/ui/window/number-follows", NULL, window_fixture_set_up_paused, test_number_follows);
  ADD ("/ui/window/size", NULL, window_fixture_set_up, test_size);
  ADD ("/ui/window/noise", NULL, window_fixture_set_up, test_noise);
  ADD ("/ui/window/encoder", NULL, window_fixture_set_up, test_encoder);
  ADD ("/ui/window/continue", &window_fixture_short_run, window_fixture_set_up, test_continue);
  on_all_processors.steps = 500;
  on_all_processors.batch = 4;
  on_all_processors.points = 64;
  on_all_processors.most = 8;
  ADD ("/ui/window/late-phases", &on_all_processors, window_fixture_set_up, test_late_phases);
  ADD ("/ui/window/closes-while-training", NULL, window_fixture_set_up, test_closes_while_training);
  ADD ("/ui/window/hidden-draws-nothing", NULL, window_fixture_set_up, test_hidden_draws_nothing);
  return window_fixture_finish ();
}
