/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "tests/app/model-fixture.h"

#define EXAMPLE "labelled/pudding+-a00.safetensors"

static const AlgoEdit ablate_first = { .kind = ALGO_EDIT_ABLATE, .neuron = 0 };
static const AlgoEdit ablate_second = { .kind = ALGO_EDIT_ABLATE, .neuron = 1 };

static GActionGroup *
get_actions (ModelFixture *fixture)
{
  return algo_exhibits_get_actions (fixture->exhibits);
}

static void
set_up (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);

  model_fixture_set_up (fixture, data);
  algo_run_model_begin (fixture->run, &settings, NULL);
  model_fixture_wait (fixture, model_has_network);
}

static void
on_said (GString *said, const char *text, const char *label, const char *action, GVariant *target)
{
  g_assert_true ((label == NULL) == (action == NULL));
  g_string_append_printf (said, "%s|", action != NULL ? action : text);
}

/* How many neurons have no part in the network of the scene. */
static guint
count_ablated (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);
  guint count = 0;

  for (guint i = 0; i < scene->observation->network->hidden; i++)
    count += algo_network_is_ablated (scene->observation->network, i) ? 1 : 0;
  return count;
}

static gboolean
shows_exhibit (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  g_assert_true (!scene->is_exhibit || scene->provenance != NULL);
  return scene->is_exhibit;
}

static gboolean
is_explained (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->is_exhibit && scene->observation->explanation != NULL;
}

static void
test_edit (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_false (model_can (get_actions (fixture), "undo"));
  algo_exhibits_edit (fixture->exhibits, &ablate_first);
  algo_exhibits_edit (fixture->exhibits, &ablate_second);
  g_assert_true (shows_exhibit (fixture));
  g_assert_cmpuint (count_ablated (fixture), ==, 2);
  text = algo_exhibit_describe (algo_exhibits_get (fixture->exhibits));
  g_assert_nonnull (strstr (text, "2"));
  model_fixture_wait (fixture, is_explained);

  model_activate (get_actions (fixture), "undo");
  g_assert_cmpuint (count_ablated (fixture), ==, 1);
  model_activate (get_actions (fixture), "redo");
  g_assert_cmpuint (count_ablated (fixture), ==, 2);
  g_assert_false (model_can (get_actions (fixture), "redo"));
}

static void
test_put_away (ModelFixture *fixture, gconstpointer data)
{
  const AlgoQuestion question = { -4, 4, 12, 0 };
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect_swapped (fixture->exhibits, "say", G_CALLBACK (on_said), said);
  algo_exhibits_edit (fixture->exhibits, &ablate_first);
  algo_run_model_ask (fixture->run, &question, NULL);
  g_assert_cmpstr (said->str, ==, "exhibits.bring-back|");
  g_assert_false (shows_exhibit (fixture));
  model_activate (get_actions (fixture), "undo");
  g_assert_true (shows_exhibit (fixture));
  g_assert_cmpuint (count_ablated (fixture), ==, 1);
  model_activate (get_actions (fixture), "discard-edits");
  g_assert_false (shows_exhibit (fixture));
  model_activate (get_actions (fixture), "bring-back");
  g_assert_true (shows_exhibit (fixture));
  /* Going anywhere along time shows the run's. */
  algo_playhead_go_to (fixture->playhead, -1);
  g_assert_false (shows_exhibit (fixture));
}

/* Of what is in its place nothing is live. */
static void
test_is_not_live (ModelFixture *fixture, gconstpointer data)
{
  GActionGroup *actions = algo_playhead_get_actions (fixture->playhead);
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;

  algo_exhibits_edit (fixture->exhibits, &ablate_first);
  before = g_action_group_get_action_state (actions, "live");
  g_assert_false (g_variant_get_boolean (before));
  model_activate (actions, "live");
  after = g_action_group_get_action_state (actions, "live");
  g_assert_true (g_variant_get_boolean (after));
  g_assert_false (shows_exhibit (fixture));
}

static void
test_restart (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (4, 2);

  algo_exhibits_edit (fixture->exhibits, &ablate_first);
  g_assert_true (shows_exhibit (fixture));
  algo_run_model_begin (fixture->run, &settings, NULL);
  model_fixture_assert_empty (fixture);
  model_activate (get_actions (fixture), "bring-back");
  g_assert_true (shows_exhibit (fixture));
  g_assert_cmpuint (count_ablated (fixture), ==, 1);
}

static char *
get_example (void)
{
  return g_test_build_filename (G_TEST_DIST, EXAMPLE, NULL);
}

static void
test_open (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_example ();
  g_autofree char *text = NULL;
  ModelReply reply = { 0 };

  model_fixture_open (fixture, path, &reply);
  model_reply_wait (&reply);
  g_assert_no_error (reply.error);
  g_assert_true (shows_exhibit (fixture));
  text = algo_exhibit_describe (algo_exhibits_get (fixture->exhibits));
  g_assert_nonnull (strstr (text, "pudding+-a00"));
  model_activate (get_actions (fixture), "keep");
  model_activate (get_actions (fixture), "discard-edits");
  model_fixture_wait (fixture, model_has_network);
}

/* Where there is no run one begins, and the network is shown in its place. */
static void
test_open_first (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_example ();
  ModelReply reply = { 0 };

  model_fixture_open (fixture, path, &reply);
  model_reply_wait (&reply);
  g_assert_no_error (reply.error);
  g_assert_true (algo_run_model_has_run (fixture->run));
  model_fixture_assert_empty (fixture);
  g_assert_true (shows_exhibit (fixture));
}

static void
test_open_nothing (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = model_fixture_path (fixture, "none.safetensors");
  ModelReply reply = { 0 };

  model_fixture_open (fixture, path, &reply);
  model_reply_wait (&reply);
  g_assert_error (reply.error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&reply.error);
  g_assert_false (shows_exhibit (fixture));
}

static void
test_drop_while_opening (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_example ();
  ModelReply reply = { 0 };

  algo_exhibits_edit (fixture->exhibits, &ablate_first);
  model_fixture_open (fixture, path, &reply);
  model_fixture_drop (fixture);
  model_reply_assert_cancelled (&reply);
}

static gboolean
is_compared (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->comparison != NULL && scene->is_exhibit;
}

static void
on_counted (guint *count)
{
  (*count)++;
}

static void
test_keep (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoScene) scene = NULL;
  g_autoptr (AlgoScene) after = NULL;
  guint kept = 0, unkept = 0;

  g_signal_connect_swapped (fixture->exhibits, "kept", G_CALLBACK (on_counted), &kept);
  g_signal_connect_swapped (fixture->exhibits, "unkept", G_CALLBACK (on_counted), &unkept);
  model_activate (get_actions (fixture), "keep");
  g_assert_cmpuint (kept, ==, 1);
  algo_exhibits_edit (fixture->exhibits, &ablate_first);
  model_fixture_wait (fixture, is_compared);
  scene = model_fixture_make_scene (fixture);
  g_assert_cmpfloat (scene->comparison->distance, >, 0);
  model_activate (get_actions (fixture), "unkeep");
  g_assert_cmpuint (unkept, ==, 1);
  after = model_fixture_make_scene (fixture);
  g_assert_null (after->comparison);
  g_assert_false (model_can (get_actions (fixture), "unkeep"));
}

static void
add (const char *name, void (*test) (ModelFixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/app/exhibits/", name, NULL);

  g_test_add (path, ModelFixture, NULL, set_up, test, model_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  model_test_init (&argc, &argv);
  add ("edit", test_edit);
  add ("put-away", test_put_away);
  add ("is-not-live", test_is_not_live);
  add ("restart", test_restart);
  add ("open", test_open);
  g_test_add ("/app/exhibits/open-first", ModelFixture, NULL, model_fixture_set_up, test_open_first,
              model_fixture_tear_down);
  add ("open-nothing", test_open_nothing);
  add ("drop-while-opening", test_drop_while_opening);
  add ("keep", test_keep);
  return model_test_run ();
}
