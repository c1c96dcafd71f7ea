/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "tests/app/model-fixture.h"

static void
on_counted (guint *count)
{
  (*count)++;
}

static void
test_no_run (ModelFixture *fixture, gconstpointer data)
{
  g_assert_false (algo_run_model_has_run (fixture->run));
  g_assert_null (algo_run_model_get_path (fixture->run));
  g_assert_false (model_can (algo_run_model_get_actions (fixture->run), "restart-same"));
  algo_run_model_run (fixture->run);
  algo_run_model_step (fixture->run);
  model_fixture_assert_empty (fixture);
}

static void
test_begin (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 2);
  AlgoSettings wrong = settings;
  g_autoptr (AlgoScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  guint changes = 0;

  g_signal_connect_swapped (fixture->run, "run-changed", G_CALLBACK (on_counted), &changes);
  g_assert_true (algo_run_model_begin (fixture->run, &settings, NULL));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (algo_run_model_is_unnamed (fixture->run));
  scene = model_fixture_make_scene (fixture);
  g_assert_null (scene->observation);
  g_assert_cmpuint (scene->budget, ==, settings.steps);
  g_assert_cmpuint (scene->step, ==, 0);
  model_fixture_wait (fixture, model_has_network);

  wrong.least = 0;
  g_assert_false (algo_run_model_begin (fixture->run, &wrong, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  g_assert_cmpuint (changes, ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->run, &changes);
  g_assert_true (model_has_network (fixture));
}

static void
assert_asks (ModelFixture *fixture, guint inputs)
{
  const AlgoQuestion *question = algo_run_model_get_question (fixture->run);

  g_assert_cmpuint (question->inputs, ==, inputs);
  g_assert_cmpuint (question->hidden, ==, 3 * inputs);
}

/* What is asked about is at once of a size that the run is trained on. */
static void
test_sizes (ModelFixture *fixture, gconstpointer data)
{
  AlgoSettings settings = model_settings (3, 2);
  AlgoQuestion question;
  guint changes = 0;

  assert_asks (fixture, 16);
  g_signal_connect_swapped (fixture->run, "question-changed", G_CALLBACK (on_counted), &changes);
  algo_run_model_begin (fixture->run, &settings, NULL);
  assert_asks (fixture, 2);
  settings.least = 4;
  settings.most = 8;
  algo_run_model_begin (fixture->run, &settings, NULL);
  assert_asks (fixture, 8);
  g_assert_cmpuint (changes, ==, 2);

  question = *algo_run_model_get_question (fixture->run);
  question.inputs = 5;
  question.hidden = 15;
  g_assert_true (algo_run_model_ask (fixture->run, &question, NULL));
  algo_run_model_begin (fixture->run, &settings, NULL);
  assert_asks (fixture, 5);
  g_assert_cmpuint (changes, ==, 3);
  question.inputs = 65;
  g_assert_false (algo_run_model_ask (fixture->run, &question, NULL));
  assert_asks (fixture, 5);
  g_signal_handlers_disconnect_by_data (fixture->run, &changes);
}

/* And of a complexity that it is trained on: the nearest. */
static void
test_range (ModelFixture *fixture, gconstpointer data)
{
  AlgoSettings settings = model_settings (3, 2);
  AlgoQuestion question = *algo_run_model_get_question (fixture->run);

  question.log_beta = -1.5;
  g_assert_true (algo_run_model_ask (fixture->run, &question, NULL));
  algo_run_model_begin (fixture->run, &settings, NULL);
  g_assert_cmpfloat (algo_run_model_get_question (fixture->run)->log_beta, ==, -1.5);
  settings.log_beta_from = -9;
  settings.log_beta_to = -4.5;
  algo_run_model_begin (fixture->run, &settings, NULL);
  g_assert_cmpfloat (algo_run_model_get_question (fixture->run)->log_beta, ==, -4.5);
  settings.log_beta_from = -3;
  settings.log_beta_to = -2;
  algo_run_model_begin (fixture->run, &settings, NULL);
  g_assert_cmpfloat (algo_run_model_get_question (fixture->run)->log_beta, ==, -3);
}

static void
test_actions (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 2);
  GActionGroup *actions = algo_run_model_get_actions (fixture->run);

  model_fixture_finish_run (fixture, &settings);
  g_assert_false (model_can (actions, "run-pause"));
  model_activate (actions, "continue");
  while (algo_run_model_get_status (fixture->run)->step < 2 * settings.steps)
    g_main_context_iteration (NULL, TRUE);
  model_fixture_wait (fixture, model_is_finished);
  g_assert_true (algo_run_model_set_rate (fixture->run, 0.002, NULL));
  g_assert_false (algo_run_model_set_rate (fixture->run, 2, NULL));
  model_activate (actions, "restart-new");
  g_assert_cmpuint (algo_run_model_get_settings (fixture->run)->seed, !=, settings.seed);
  g_assert_false (model_can (actions, "step"));
  model_activate (actions, "restart-same");
  model_fixture_assert_empty (fixture);
}

static void
test_open (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autofree char *path = model_fixture_path (fixture, "a.algoscope");
  g_autoptr (AlgoScene) scene = NULL;
  ModelReply reply = { 0 };
  AlgoQuestion question;

  model_fixture_make_file (fixture, &settings, path);
  question = *algo_run_model_get_question (fixture->run);
  question.inputs = 7;
  question.hidden = 21;
  algo_run_model_ask (fixture->run, &question, NULL);
  model_fixture_open (fixture, path, &reply);
  g_assert_cmpstr (algo_run_model_get_opening (fixture->run), ==, path);
  model_reply_wait (&reply);
  g_assert_no_error (reply.error);
  g_assert_null (algo_run_model_get_opening (fixture->run));
  g_assert_cmpstr (algo_run_model_get_path (fixture->run), ==, path);
  g_assert_false (algo_run_model_is_unnamed (fixture->run));
  g_assert_cmpuint (algo_run_model_get_status (fixture->run)->step, ==, settings.steps);
  assert_asks (fixture, 3);
  model_fixture_wait (fixture, model_has_network);
  scene = model_fixture_make_scene (fixture);
  g_assert_cmpuint (scene->step, ==, settings.steps);
}

static void
test_open_nothing (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autofree char *path = model_fixture_path (fixture, "none.algoscope");
  ModelReply reply = { 0 };

  model_fixture_finish_run (fixture, &settings);
  model_fixture_open (fixture, path, &reply);
  model_reply_wait (&reply);
  g_assert_error (reply.error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&reply.error);
  g_assert_true (model_has_network (fixture));
}

/* The last wish holds. */
static void
test_open_superseded (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3), other = model_settings (9, 2);
  g_autofree char *path = model_fixture_path (fixture, "a.algoscope");
  ModelReply reply = { 0 };

  model_fixture_make_file (fixture, &settings, path);
  model_fixture_open (fixture, path, &reply);
  algo_run_model_begin (fixture->run, &other, NULL);
  model_reply_assert_cancelled (&reply);
  g_assert_cmpuint (algo_run_model_get_settings (fixture->run)->seed, ==, 9);
}

static void
test_close_while_opening (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autofree char *path = model_fixture_path (fixture, "a.algoscope");
  ModelReply reply = { 0 };

  model_fixture_make_file (fixture, &settings, path);
  model_fixture_open (fixture, path, &reply);
  model_fixture_drop (fixture);
  model_reply_assert_cancelled (&reply);
}

/* A model may stay while what it had is gone. */
static void
test_closed_but_kept (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autofree char *path = model_fixture_path (fixture, "a.algoscope");
  ModelReply reply = { 0 };

  model_fixture_make_file (fixture, &settings, path);
  model_fixture_open (fixture, path, &reply);
  algo_run_model_close (fixture->run);
  model_reply_assert_cancelled (&reply);
  g_assert_false (algo_run_model_has_run (fixture->run));
  g_assert_false (model_can (algo_run_model_get_actions (fixture->run), "run-pause"));
  algo_run_model_run (fixture->run);
  algo_run_model_set_looking (fixture->run, FALSE, TRUE, TRUE);
}

static void
test_close_while_saving (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autofree char *path = model_fixture_path (fixture, "a.algoscope");
  ModelReply reply = { 0 };

  algo_run_model_begin (fixture->run, &settings, NULL);
  algo_run_model_run (fixture->run);
  model_fixture_wait (fixture, model_has_network);
  algo_run_model_save_as_async (fixture->run, path, model_on_saved, &reply);
  model_fixture_drop (fixture);
  model_reply_wait (&reply);
  g_clear_error (&reply.error);
}

static void
test_save_failed (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autofree char *path = model_fixture_path (fixture, "no/such/a.algoscope");
  ModelReply reply = { 0 };

  model_fixture_finish_run (fixture, &settings);
  algo_run_model_save_as_async (fixture->run, path, model_on_saved, &reply);
  model_reply_wait (&reply);
  g_assert_false (reply.succeeded);
  g_clear_error (&reply.error);
  g_assert_true (algo_run_model_is_unnamed (fixture->run));
}

static void
add (const char *name, void (*test) (ModelFixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/app/run-model/", name, NULL);

  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  model_test_init (&argc, &argv);
  add ("no-run", test_no_run);
  add ("begin", test_begin);
  add ("sizes", test_sizes);
  add ("range", test_range);
  add ("actions", test_actions);
  add ("open", test_open);
  add ("open-nothing", test_open_nothing);
  add ("open-superseded", test_open_superseded);
  add ("close-while-opening", test_close_while_opening);
  add ("closed-but-kept", test_closed_but_kept);
  add ("close-while-saving", test_close_while_saving);
  add ("save-failed", test_save_failed);
  return model_test_run ();
}
