/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-model-private.h"
#include "tests/app/model-fixture.h"

#define FRAME (G_USEC_PER_SEC / 60)

static gint64 frame_time = G_USEC_PER_SEC;

/* As a window would, whatever the time is. */
static void
tick (ModelFixture *fixture)
{
  frame_time += FRAME;
  algo_playhead_tick (fixture->playhead, frame_time);
}

static GActionGroup *
get_actions (ModelFixture *fixture)
{
  return algo_playhead_get_actions (fixture->playhead);
}

static gboolean
get_state (ModelFixture *fixture, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (get_actions (fixture), action);

  return g_variant_get_boolean (state);
}

/* A run at its end, of which some steps are kept. */
static void
set_up (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);

  model_fixture_set_up (fixture, data);
  model_fixture_finish_run (fixture, &settings);
  /* The playhead looks at what was recorded now and then. */
  algo_playhead_go_to (fixture->playhead, 0);
  g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, 0);
  algo_playhead_go_to (fixture->playhead, -1);
  g_assert_cmpuint (algo_run_model_get_kept_steps (fixture->run, FALSE)->len, >, 3);
}

static void
play (ModelFixture *fixture)
{
  model_activate (get_actions (fixture), "play");
  g_assert_true (algo_playhead_is_playing (fixture->playhead));
  g_assert_true (get_state (fixture, "play"));
  for (guint i = 0; i < 5; i++)
    {
      tick (fixture);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
assert_over (ModelFixture *fixture)
{
  g_assert_false (algo_playhead_is_playing (fixture->playhead));
  g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, -1);
  model_fixture_assert_empty (fixture);
  tick (fixture);
}

/* What crashed the window: the timeline let go of what playing read. */
static void
test_restart_while_playing (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (4, 2);

  play (fixture);
  algo_run_model_begin (fixture->run, &settings, NULL);
  assert_over (fixture);
  g_assert_false (get_state (fixture, "play"));
  model_fixture_wait (fixture, model_has_network);
}

static void
test_open_while_playing (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (4, 2);
  g_autofree char *path = model_fixture_path (fixture, "a.algoscope");
  ModelReply reply = { 0 };

  model_fixture_make_file (fixture, &settings, path);
  model_fixture_finish_run (fixture, &settings);
  algo_run_model_open_async (fixture->run, path, model_on_opened, &reply);
  play (fixture);
  while (!reply.is_done)
    {
      tick (fixture);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_no_error (reply.error);
  assert_over (fixture);
  model_fixture_wait (fixture, model_has_network);
}

static void
test_close_while_playing (ModelFixture *fixture, gconstpointer data)
{
  play (fixture);
  algo_run_model_close (fixture->run);
  assert_over (fixture);
  model_fixture_drop (fixture);
}

static gboolean
has_played (ModelFixture *fixture)
{
  tick (fixture);
  return !algo_playhead_is_playing (fixture->playhead);
}

static void
tick_until_played (ModelFixture *fixture)
{
  while (!has_played (fixture))
    g_main_context_iteration (NULL, FALSE);
}

/* Slowly enough for each: all the steps that were kept, and then the latest again. */
static void
test_play (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) kept = g_array_ref (algo_run_model_get_kept_steps (fixture->run, FALSE));

  g_hash_table_remove_all (fixture->steps_shown);
  algo_playhead_set_speed (fixture->playhead, 1);
  play (fixture);
  for (guint i = 0; i + 1 < kept->len; i++)
    {
      const gint64 step = (gint64) g_array_index (kept, guint64, i);

      algo_playhead_go_to (fixture->playhead, step);
      while (!g_hash_table_contains (fixture->steps_shown, &step))
        g_main_context_iteration (NULL, TRUE);
      tick (fixture);
      g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, step);
      g_assert_true (algo_playhead_is_playing (fixture->playhead));
    }
  algo_playhead_set_speed (fixture->playhead, 1000);
  tick_until_played (fixture);
  g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, -1);
}

static gboolean
shows_the_playhead (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->chosen == algo_playhead_get_step (fixture->playhead);
}

/* Before the step that it is at was answered playing does not ask for another one. */
static void
test_play_waits (ModelFixture *fixture, gconstpointer data)
{
  gint64 step;

  algo_playhead_set_speed (fixture->playhead, 30 * 60);
  algo_playhead_go_to (fixture->playhead, 0);
  model_fixture_wait (fixture, shows_the_playhead);
  model_activate (get_actions (fixture), "play");
  tick (fixture);
  tick (fixture);
  step = algo_playhead_get_step (fixture->playhead);
  g_assert_cmpint (step, >, 0);
  for (guint i = 0; i < 30; i++)
    tick (fixture);
  g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, step);
  model_fixture_wait (fixture, shows_the_playhead);
  tick (fixture);
  g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, -1);
}

static void
test_choose (ModelFixture *fixture, gconstpointer data)
{
  guint moves = 0;

  for (guint step = 0; step < 100; step += 20)
    {
      algo_playhead_go_to (fixture->playhead, step);
      g_assert_cmpint (algo_playhead_get_step (fixture->playhead), <=, step);
      g_assert_false (get_state (fixture, "live"));
      model_fixture_wait (fixture, shows_the_playhead);
    }
  model_activate (get_actions (fixture), "later");
  model_fixture_wait (fixture, shows_the_playhead);
  while (algo_playhead_get_step (fixture->playhead) != 0)
    {
      model_activate (get_actions (fixture), "earlier");
      moves++;
    }
  g_assert_cmpuint (moves, >, 2);
  model_fixture_wait (fixture, shows_the_playhead);
  model_activate (get_actions (fixture), "live");
  g_assert_true (get_state (fixture, "live"));
  g_assert_false (model_can (get_actions (fixture), "later"));
  model_fixture_wait (fixture, shows_the_playhead);
}

/* While training goes on, and the question changes. */
static void
test_choose_while_training (ModelFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      const AlgoQuestion question = { -5 + i / 10.0, 2 + i % 3, 6 + 3 * (i % 3), i };

      if (model_is_finished (fixture))
        algo_run_model_extend (fixture->run);
      algo_playhead_go_to (fixture->playhead, i % 4 == 3 ? -1 : (gint64) (25 * (i % 5)));
      algo_run_model_ask (fixture->run, &question, NULL);
      model_fixture_wait (fixture, shows_the_playhead);
    }
}

static void
on_said (GString *said, const char *text, const char *label, const char *action, GVariant *target)
{
  g_string_append_printf (said, "%s|", action != NULL ? action : text);
}

static gboolean
has_branched (ModelFixture *fixture)
{
  return !algo_playhead_is_branching (fixture->playhead, NULL, NULL);
}

static void
test_branch (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *parent = g_strdup (algo_run_model_get_path (fixture->run));
  g_autoptr (AlgoScene) scene = NULL;
  gint64 step;

  g_signal_connect_swapped (fixture->playhead, "say", G_CALLBACK (on_said), said);
  algo_playhead_go_to (fixture->playhead, 60);
  step = algo_playhead_get_step (fixture->playhead);
  model_activate (get_actions (fixture), "branch");
  g_assert_false (model_can (get_actions (fixture), "branch"));
  model_fixture_wait (fixture, has_branched);
  g_assert_cmpstr (said->str, ==, "win.open-run|");
  g_assert_cmpstr (algo_run_model_get_path (fixture->run), !=, parent);
  g_assert_cmpint (algo_playhead_get_step (fixture->playhead), ==, -1);
  g_assert_cmpint (algo_run_model_get_status (fixture->run)->step, ==, step);
  model_fixture_wait (fixture, model_has_network);
  scene = model_fixture_make_scene (fixture);
  g_assert_cmpint (scene->step, ==, step);
}

static void
test_cancel_branch (ModelFixture *fixture, gconstpointer data)
{
  const guint64 generation = algo_run_model_get_generation (fixture->run);

  algo_playhead_go_to (fixture->playhead, 60);
  model_activate (get_actions (fixture), "branch");
  model_activate (get_actions (fixture), "cancel-branch");
  model_fixture_wait (fixture, has_branched);
  /* Where it was too late to cancel it there is a branch. */
  g_assert_cmpuint (algo_run_model_get_generation (fixture->run), <=, generation + 1);
}

static void
test_close_while_branching (ModelFixture *fixture, gconstpointer data)
{
  algo_playhead_go_to (fixture->playhead, 60);
  model_activate (get_actions (fixture), "branch");
  model_fixture_drop (fixture);
}

/* The branch is given up, and closed if it was there already. */
static void
test_restart_while_branching (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (4, 2);

  algo_playhead_go_to (fixture->playhead, 60);
  model_activate (get_actions (fixture), "branch");
  algo_run_model_begin (fixture->run, &settings, NULL);
  g_assert_true (has_branched (fixture));
  assert_over (fixture);
  model_fixture_wait (fixture, model_has_network);
}

static gboolean
has_sought (ModelFixture *fixture)
{
  return !get_state (fixture, "next-phase-change");
}

static void
test_seek (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (5, 2);
  g_autoptr (GString) said = g_string_new (NULL);

  algo_run_model_begin (fixture->run, &settings, NULL);
  g_assert_false (model_can (get_actions (fixture), "next-phase-change"));
  model_fixture_wait (fixture, model_has_network);
  g_signal_connect_swapped (fixture->playhead, "say", G_CALLBACK (on_said), said);
  model_activate (get_actions (fixture), "next-phase-change");
  g_assert_true (get_state (fixture, "next-phase-change"));
  model_fixture_wait (fixture, has_sought);
  g_assert_cmpuint (said->len, >, 0);

  /* Choosing a step ends it; so does another run. */
  algo_run_model_begin (fixture->run, &settings, NULL);
  while (!model_can (get_actions (fixture), "next-phase-change"))
    g_main_context_iteration (NULL, TRUE);
  model_activate (get_actions (fixture), "next-phase-change");
  algo_run_model_begin (fixture->run, &settings, NULL);
  g_assert_true (has_sought (fixture));
}

/* Whoever still has the group of actions finds nothing to activate. */
static void
test_gone (ModelFixture *fixture, gconstpointer data)
{
  GActionGroup *actions = g_object_ref (get_actions (fixture));

  model_fixture_drop (fixture);
  g_assert_false (g_action_group_has_action (actions, "play"));
  g_action_group_activate_action (actions, "play", NULL);
  g_object_unref (actions);
}

static void
add (const char *name, void (*test) (ModelFixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/app/playhead/", name, NULL);

  g_test_add (path, ModelFixture, NULL, set_up, test, model_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  model_test_init (&argc, &argv);
  add ("restart-while-playing", test_restart_while_playing);
  add ("open-while-playing", test_open_while_playing);
  add ("close-while-playing", test_close_while_playing);
  add ("play", test_play);
  add ("play-waits", test_play_waits);
  add ("choose", test_choose);
  add ("choose-while-training", test_choose_while_training);
  add ("branch", test_branch);
  add ("cancel-branch", test_cancel_branch);
  add ("close-while-branching", test_close_while_branching);
  add ("restart-while-branching", test_restart_while_branching);
  add ("seek", test_seek);
  add ("gone", test_gone);
  return model_test_run ();
}
