/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier steps of the run in all panels, playback, the next phase, branches. */
#include "engine/run-file/run-file.h"
#include "tests/ui/window-fixture.h"
#include "ui/widgets/timeline/timeline.h"
#include "ui/widgets/common/message-bar.h"

#include <glib/gstdio.h>
#include <string.h>

static GAction *
find_action (WindowFixture *fixture, const char *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (fixture->window), name);
}

static gboolean
is_on (WindowFixture *fixture, gpointer name)
{
  g_autoptr (GVariant) state = g_action_get_state (find_action (fixture, name));

  return g_variant_get_boolean (state);
}

static gboolean
is_off (WindowFixture *fixture, gpointer name)
{
  return !is_on (fixture, name);
}

static gboolean
is_enabled (WindowFixture *fixture, gpointer name)
{
  return g_action_get_enabled (find_action (fixture, name));
}

/* Whether all panels have got to this step and no other. */
static gboolean
shows_step (WindowFixture *fixture, gpointer data)
{
  AlgoObservation *observation = window_fixture_get_observation (fixture);

  return observation != NULL && observation->step == *(const guint64 *) data;
}

static void
wait_for (WindowFixture *fixture, guint64 step)
{
  window_fixture_wait (fixture, shows_step, &step);
}

static void
pick (WindowFixture *fixture, gint64 step)
{
  g_signal_emit_by_name (window_fixture_find (fixture, "timeline"), "picked", step);
}

static void
pause_training (WindowFixture *fixture)
{
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
}

static void
go_on (WindowFixture *fixture)
{
  window_fixture_activate (fixture, "win.run-pause");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
}

/* Trains to some step after `step`, and rests there with all of it shown. */
static guint64
train_past (WindowFixture *fixture, guint64 step)
{
  AlgoSessionStatus status;

  window_fixture_wait_for_step (fixture, step);
  pause_training (fixture);
  status = window_fixture_get_status (fixture);
  wait_for (fixture, status.step);
  window_fixture_wait (fixture, is_enabled, (gpointer) "branch");
  return status.step;
}

/* The same answer from a run that was only trained. */
static void
assert_network (WindowFixture *fixture, guint64 step)
{
  const AlgoObservation *shown = window_fixture_get_observation (fixture);
  AlgoSettings settings = window_fixture_settings ();
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (&settings, NULL);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (AlgoObservation) expected = NULL;
  AlgoMetrics metrics;

  for (guint64 i = 0; i < step; i++)
    g_assert_true (algo_trainer_step (trainer, &metrics, NULL));
  snapshot = algo_snapshot_take (&settings, 1, trainer);
  expected = algo_observation_new (generator, snapshot, &shown->question, NULL);
  g_assert_cmpmem (shown->network->W0,
                   shown->network->inputs * shown->network->hidden * sizeof (float),
                   expected->network->W0,
                   expected->network->inputs * expected->network->hidden * sizeof (float));
}

/* The latest one kept at or before is shown, while training goes on; then the latest again. */
static void
test_scrub (WindowFixture *fixture, gconstpointer data)
{
  guint64 before;

  window_fixture_wait_for_step (fixture, 180);
  g_assert_true (is_on (fixture, (gpointer) "live"));
  pick (fixture, 137);
  wait_for (fixture, 125);
  g_assert_false (is_on (fixture, (gpointer) "live"));
  assert_network (fixture, 125);
  before = window_fixture_get_status (fixture).step;
  for (guint i = 0; i < 20; i++)
    {
      pick (fixture, (gint64) (i * 11));
      window_fixture_run (3);
    }
  pick (fixture, 60);
  wait_for (fixture, 50);
  assert_network (fixture, 50);
  window_fixture_run (200);
  g_assert_cmpuint (window_fixture_get_observation (fixture)->step, ==, 50);
  g_assert_cmpuint (window_fixture_get_status (fixture).step, >, before);

  window_fixture_activate (fixture, "win.live");
  g_assert_true (is_on (fixture, (gpointer) "live"));
  window_fixture_wait_for_step (fixture, before + 1);
}

/* The grid of that step, which the run's history has, goes with it. */
static void
test_ribbon (WindowFixture *fixture, gconstpointer data)
{
  AlgoObservation *observation;

  train_past (fixture, 130);
  pick (fixture, 75);
  wait_for (fixture, 75);
  observation = window_fixture_get_observation (fixture);
  while (observation->grid == NULL || observation->grid->step != 75)
    {
      g_main_context_iteration (NULL, TRUE);
      observation = window_fixture_get_observation (fixture);
    }
  g_assert_cmpuint (observation->step, ==, 75);
}

static GtkWidget *
find_scale (WindowFixture *fixture)
{
  GtkWidget *scale = gtk_widget_get_last_child (window_fixture_find (fixture, "timeline.strip"));

  while (!GTK_IS_SCALE (scale))
    scale = gtk_widget_get_prev_sibling (scale);
  return scale;
}

/* What GTK makes of the keys of a scale. */
static void
press (WindowFixture *fixture, GtkScrollType key, guint64 step)
{
  g_signal_emit_by_name (find_scale (fixture), "move-slider", key);
  wait_for (fixture, step);
}

static void
test_keys (WindowFixture *fixture, gconstpointer data)
{
  const guint64 latest = train_past (fixture, 480);
  const guint64 last = latest / 25 * 25;

  press (fixture, GTK_SCROLL_START, 0);
  press (fixture, GTK_SCROLL_STEP_LEFT, 0);
  press (fixture, GTK_SCROLL_STEP_RIGHT, 25);
  press (fixture, GTK_SCROLL_PAGE_UP, 275);
  press (fixture, GTK_SCROLL_STEP_UP, 300);
  press (fixture, GTK_SCROLL_PAGE_DOWN, 50);
  press (fixture, GTK_SCROLL_STEP_DOWN, 25);
  press (fixture, GTK_SCROLL_END, latest);
  g_assert_true (is_on (fixture, (gpointer) "live"));
  /* From between two of them, to the one before. */
  window_fixture_activate (fixture, "win.earlier");
  wait_for (fixture, last < latest ? last : last - 25);
  window_fixture_activate (fixture, "win.later");
  window_fixture_activate (fixture, "win.later");
  wait_for (fixture, latest);
  g_assert_true (is_on (fixture, (gpointer) "live"));
}

/* What assistive technology reads and sets. */
static void
test_value (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *scale = find_scale (fixture);
  const guint64 latest = train_past (fixture, 210);

  pick (fixture, 100);
  wait_for (fixture, 100);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 100);
  g_assert_cmpfloat (gtk_adjustment_get_upper (gtk_range_get_adjustment (GTK_RANGE (scale))), ==,
                     (double) latest);
  gtk_range_set_value (GTK_RANGE (scale), 190);
  wait_for (fixture, 175);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 175);
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_ROLE_SLIDER));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (scale),
                                                   GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
}

/* A panel that goes to a place goes to its step, too. */
static void
test_go_to (WindowFixture *fixture, gconstpointer data)
{
  train_past (fixture, 130);
  g_signal_emit_by_name (window_fixture_find (fixture, "board"), "go-to", (gint64) 101, -2.5, 0u);
  wait_for (fixture, 100);
  while (window_fixture_get_observation (fixture)->question.log_beta != -2.5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (window_fixture_get_observation (fixture)->step, ==, 100);
}

static gboolean
is_past (WindowFixture *fixture, gpointer data)
{
  return window_fixture_get_observation (fixture)->step > *(const guint64 *) data;
}

/* On a busy machine steps are left out, but none comes before an earlier one. */
static void
test_play (WindowFixture *fixture, gconstpointer data)
{
  guint64 step = 150, latest = train_past (fixture, 320);
  guint steps = 0;

  g_action_change_state (find_action (fixture, "playback-speed"), g_variant_new_int32 (50));
  pick (fixture, (gint64) step);
  wait_for (fixture, step);
  window_fixture_activate (fixture, "win.play");
  g_assert_true (is_on (fixture, (gpointer) "play"));
  while (is_on (fixture, (gpointer) "play"))
    {
      const guint64 now = window_fixture_get_observation (fixture)->step;

      g_assert_cmpuint (now, >=, step);
      steps += now > step;
      step = now;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (steps, >=, 2);
  g_assert_true (is_on (fixture, (gpointer) "live"));
  wait_for (fixture, latest);
}

/* From the beginning where the latest step is shown, until it is stopped. */
static void
test_stop_playing (WindowFixture *fixture, gconstpointer data)
{
  guint64 step = 0;

  train_past (fixture, 320);
  g_action_change_state (find_action (fixture, "playback-speed"), g_variant_new_int32 (10));
  window_fixture_activate (fixture, "win.play");
  wait_for (fixture, 0);
  window_fixture_wait (fixture, is_past, &step);
  window_fixture_activate (fixture, "win.play");
  g_assert_false (is_on (fixture, (gpointer) "play"));
  window_fixture_run (100);
  step = window_fixture_get_observation (fixture)->step;
  window_fixture_run (3000);
  g_assert_cmpuint (window_fixture_get_observation (fixture)->step, ==, step);
}

static const char *
get_toast (WindowFixture *fixture)
{
  return algo_message_bar_get_text (window_fixture_find (fixture, "toast"));
}

/* A small run has a phase for a few steps at a time, and later for long. */
static void
test_next_phase_change (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_activate (fixture, "win.next-phase-change");
  g_assert_true (is_on (fixture, (gpointer) "next-phase-change"));
  while (is_on (fixture, (gpointer) "next-phase-change"))
    g_main_context_iteration (NULL, TRUE);
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  g_assert_nonnull (get_toast (fixture));
  g_assert_nonnull (strstr (get_toast (fixture), "has become"));
}

static void
test_no_phase_change (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  window_fixture_activate (fixture, "win.next-phase-change");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_FINISHED);
  window_fixture_wait (fixture, is_off, (gpointer) "next-phase-change");
  g_assert_nonnull (get_toast (fixture));
  g_assert_null (strstr (get_toast (fixture), "has become"));
}

/* A person's pausing, and looking at an earlier step, gives it up. */
static void
test_given_up (WindowFixture *fixture, gconstpointer data)
{
  train_past (fixture, 60);
  window_fixture_activate (fixture, "win.next-phase-change");
  pick (fixture, 25);
  g_assert_false (is_on (fixture, (gpointer) "next-phase-change"));
  wait_for (fixture, 25);
}

static gboolean
is_at (WindowFixture *fixture, gpointer data)
{
  const AlgoSessionStatus status = window_fixture_get_status (fixture);

  return status.generation == 2 && status.state == ALGO_SESSION_PAUSED
         && status.step == *(const guint64 *) data;
}

static gboolean
is_recorded_past (WindowFixture *fixture, gpointer data)
{
  g_autoptr (AlgoRunFile) file = algo_run_file_open (algo_window_get_path (fixture->window), NULL);

  return file != NULL && algo_run_file_get_run (file)->step >= *(const guint64 *) data;
}

static void
assert_metrics (const AlgoRun *run, const GArray *metrics, guint count)
{
  g_assert_cmpuint (metrics->len, >=, count);
  for (guint i = 0; i < count; i++)
    {
      const AlgoMetrics *expected = &g_array_index (run->metrics, AlgoMetrics, i);
      const AlgoMetrics *taken = &g_array_index (metrics, AlgoMetrics, i);

      g_assert_cmpmem (&expected->loss, sizeof expected->loss, &taken->loss, sizeof taken->loss);
      g_assert_cmpmem (&expected->gradient_norm, sizeof expected->gradient_norm,
                       &taken->gradient_norm, sizeof taken->gradient_norm);
    }
}

/* The branch goes on with the bits of its parent, whose file stays. */
static void
test_branch (WindowFixture *fixture, gconstpointer data)
{
  AlgoRunModel *model = algo_window_get_run (fixture->window);
  guint64 latest, from = 150;
  g_autofree char *path = NULL;
  g_autoptr (AlgoRunFile) parent = NULL, branch = NULL;
  const AlgoRunEvent *event;
  const AlgoRun *run;

  window_fixture_wait_for_state (fixture, ALGO_SESSION_PAUSED);
  g_assert_true (algo_run_model_set_rate (model, 1e-3, NULL));
  go_on (fixture);
  latest = train_past (fixture, 200);
  path = g_strdup (algo_window_get_path (fixture->window));
  pick (fixture, (gint64) from);
  wait_for (fixture, from);
  window_fixture_activate (fixture, "win.branch");
  g_assert_false (is_enabled (fixture, (gpointer) "branch"));
  window_fixture_wait (fixture, is_at, &from);
  wait_for (fixture, from);
  g_assert_true (is_on (fixture, (gpointer) "live"));
  g_assert_cmpstr (algo_window_get_path (fixture->window), !=, path);
  g_assert_nonnull (get_toast (fixture));

  go_on (fixture);
  window_fixture_wait_for_step (fixture, latest);
  pause_training (fixture);
  window_fixture_wait (fixture, is_recorded_past, &latest);
  window_fixture_wait_for_files ();
  parent = algo_run_file_open (path, NULL);
  run = algo_run_file_get_run (parent);
  g_assert_cmpuint (run->step, ==, latest);
  assert_metrics (run, window_fixture_get_scene (fixture)->metrics, (guint) latest);

  branch = algo_run_file_open (algo_window_get_path (fixture->window), NULL);
  run = algo_run_file_get_run (branch);
  event = &g_array_index (run->events, AlgoRunEvent, 2);
  g_assert_cmpint (event->kind, ==, ALGO_RUN_BRANCH);
  g_assert_cmpuint (event->step, ==, from);
  g_assert_true (g_str_has_suffix (path, event->text));
}

/* A running run pauses for it, and goes on where it is given up. */
static void
test_branch_cancelled (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  window_fixture_wait_for_step (fixture, 400);
  path = g_strdup (algo_window_get_path (fixture->window));
  pick (fixture, 375);
  wait_for (fixture, 375);
  window_fixture_activate (fixture, "win.branch");
  window_fixture_activate (fixture, "win.cancel-branch");
  window_fixture_wait (fixture, is_enabled, (gpointer) "branch");
  window_fixture_wait_for_state (fixture, ALGO_SESSION_RUNNING);
  g_assert_cmpuint (window_fixture_get_status (fixture).generation, ==, 1);
  g_assert_cmpstr (algo_window_get_path (fixture->window), ==, path);
}

/* A window that is closed while it branches leaves nothing open. */
static void
test_branch_closed (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;

  window_fixture_wait_for_step (fixture, 300);
  path = g_strdup (algo_window_get_path (fixture->window));
  log = g_strconcat (path, "-wal", NULL);
  pick (fixture, 275);
  window_fixture_activate (fixture, "win.branch");
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  window_fixture_wait_for_files ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static gboolean
is_shown (WindowFixture *fixture, gpointer name)
{
  return gtk_widget_get_visible (window_fixture_find (fixture, name));
}

/* A run that cannot be recorded has its earlier steps in memory, and says so. */
static void
test_memory_only (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_wait (fixture, is_shown, (gpointer) "timeline.memory_box");
  window_fixture_wait_for_step (fixture, 130);
  pick (fixture, 110);
  wait_for (fixture, 100);
  assert_network (fixture, 100);
}

/* A file stands where runs without a name would be kept. */
static void
set_up_unrecorded (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = window_fixture_get_autosave_folder ();
  g_autofree char *away = g_strconcat (folder, ".away", NULL);

  g_rename (folder, away);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  window_fixture_set_up (fixture, data);
}

static void
tear_down_unrecorded (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = window_fixture_get_autosave_folder ();
  g_autofree char *away = g_strconcat (folder, ".away", NULL);

  window_fixture_tear_down (fixture, data);
  g_assert_cmpint (g_remove (folder), ==, 0);
  g_rename (away, folder);
}

/* Another run, and the window's end, while an earlier step is shown. */
static void
test_restart (WindowFixture *fixture, gconstpointer data)
{
  train_past (fixture, 130);
  pick (fixture, 50);
  wait_for (fixture, 50);
  window_fixture_restart (fixture, "win.restart-same");
  g_assert_true (is_on (fixture, (gpointer) "live"));
  g_assert_false (is_enabled (fixture, (gpointer) "later"));
}

#define ADD(path, set_up, test)                                                                    \
  g_test_add (path, WindowFixture, NULL, set_up, test, window_fixture_tear_down)

int
main (int argc, char **argv)
{
  AlgoSettings short_run = window_fixture_settings ();

  short_run.steps = 1; /* which has the phase of none */
  window_fixture_init (&argc, &argv);
  ADD ("/ui/timeline/scrub", window_fixture_set_up, test_scrub);
  ADD ("/ui/timeline/ribbon", window_fixture_set_up, test_ribbon);
  ADD ("/ui/timeline/keys", window_fixture_set_up, test_keys);
  ADD ("/ui/timeline/value", window_fixture_set_up, test_value);
  ADD ("/ui/timeline/go-to", window_fixture_set_up, test_go_to);
  ADD ("/ui/timeline/play", window_fixture_set_up, test_play);
  ADD ("/ui/timeline/stop-playing", window_fixture_set_up, test_stop_playing);
  ADD ("/ui/timeline/next-phase-change", window_fixture_set_up_paused, test_next_phase_change);
  g_test_add ("/ui/timeline/no-phase-change", WindowFixture, &short_run,
              window_fixture_set_up_paused, test_no_phase_change, window_fixture_tear_down);
  ADD ("/ui/timeline/given-up", window_fixture_set_up, test_given_up);
  ADD ("/ui/timeline/branch", window_fixture_set_up_paused, test_branch);
  ADD ("/ui/timeline/branch-cancelled", window_fixture_set_up, test_branch_cancelled);
  ADD ("/ui/timeline/branch-closed", window_fixture_set_up, test_branch_closed);
  ADD ("/ui/timeline/restart", window_fixture_set_up, test_restart);
  g_test_add ("/ui/timeline/memory-only", WindowFixture, NULL, set_up_unrecorded, test_memory_only,
              tear_down_unrecorded);
  return window_fixture_finish ();
}
