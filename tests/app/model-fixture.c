/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/model-fixture.h"

#include "app/run/closing.h"
#include "app/run/job.h"
#include "app/run/opening.h"
#include "app/run/wakeup.h"
#include "tests/folder.h"

#define PATIENCE 100 /* seconds, after which a test that waits in vain fails */

static char *state_folder;

AlgoSettings
model_settings (guint64 seed, guint inputs)
{
  return (AlgoSettings){ .seed = seed,
                         .least = inputs,
                         .most = inputs,
                         .levels = 1,
                         .batch = 4,
                         .points = 16,
                         .steps = 100,
                         .threads = 1,
                         .model = ALGO_MODEL_BALANCED,
                         .log_beta_from = ALGO_MIN_LOG_BETA,
                         .log_beta_to = ALGO_MAX_LOG_BETA,
                         .rate = 3e-3 };
}

void
model_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  state_folder = folder_new ();
  g_setenv ("XDG_STATE_HOME", state_folder, TRUE);
}

int
model_test_run (void)
{
  const int status = g_test_run ();

  folder_free (state_folder);
  return status;
}

static gboolean
on_impatience (gpointer data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

/* One round of the main loop, which must come. */
static void
iterate (void)
{
  const guint timer = g_timeout_add_seconds (PATIENCE, on_impatience, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
on_changed (gpointer fixture)
{
  algo_scene_unref (model_fixture_make_scene (fixture));
}

static void
follow (ModelFixture *fixture, gpointer object, const char *signal)
{
  g_signal_connect_swapped (object, signal, G_CALLBACK (algo_wakeup_call), fixture->wakeup);
}

void
model_fixture_set_up (ModelFixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->steps_shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  fixture->run = algo_run_model_new ();
  fixture->playhead = algo_playhead_new (fixture->run);
  fixture->exhibits = algo_exhibits_new (fixture->run, fixture->playhead);
  fixture->maker = algo_scene_maker_new (fixture->run, fixture->playhead, fixture->exhibits);
  fixture->wakeup = algo_wakeup_new (on_changed, fixture);
  follow (fixture, fixture->run, "run-changed");
  follow (fixture, fixture->run, "changed");
  follow (fixture, fixture->run, "state-changed");
  follow (fixture, fixture->playhead, "changed");
  follow (fixture, fixture->exhibits, "changed");
  algo_run_model_set_looking (fixture->run, TRUE, TRUE, TRUE);
}

void
model_fixture_drop (ModelFixture *fixture)
{
  gpointer objects[] = { fixture->exhibits, fixture->playhead, fixture->run };

  if (fixture->run == NULL)
    return;
  algo_run_model_close (fixture->run);
  model_fixture_assert_empty (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    g_object_add_weak_pointer (objects[i], &objects[i]);
  g_clear_pointer (&fixture->maker, algo_scene_maker_free);
  g_clear_object (&fixture->exhibits);
  g_clear_object (&fixture->playhead);
  g_clear_object (&fixture->run);
  g_clear_pointer (&fixture->wakeup, algo_wakeup_free);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    g_assert_null (objects[i]);
}

void
model_fixture_tear_down (ModelFixture *fixture, gconstpointer data)
{
  model_fixture_drop (fixture);
  while (algo_closing_count () > 0 || algo_job_count () > 0 || g_main_context_pending (NULL))
    iterate ();
  g_hash_table_unref (fixture->steps_shown);
  folder_free (fixture->folder);
}

char *
model_fixture_path (ModelFixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
model_fixture_wait (ModelFixture *fixture, gboolean (*holds) (ModelFixture *fixture))
{
  while (!holds (fixture))
    iterate ();
}

gboolean
model_has_network (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->observation != NULL;
}

gboolean
model_is_finished (ModelFixture *fixture)
{
  return algo_run_model_get_status (fixture->run)->state == ALGO_SESSION_FINISHED;
}

gboolean
model_is_recorded (ModelFixture *fixture)
{
  const AlgoRecordingStatus *recording = algo_run_model_get_recording (fixture->run);

  return recording->state == ALGO_RECORDING_ACTIVE
         && recording->step == algo_run_model_get_status (fixture->run)->step;
}

static gboolean
shows_the_end (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->observation != NULL && scene->step == algo_run_model_get_status (fixture->run)->step
         && model_is_recorded (fixture);
}

void
model_fixture_finish_run (ModelFixture *fixture, const AlgoSettings *settings)
{
  g_assert_true (algo_run_model_begin (fixture->run, settings, NULL));
  algo_run_model_run (fixture->run);
  model_fixture_wait (fixture, model_is_finished);
  model_fixture_wait (fixture, shows_the_end);
}

void
model_fixture_make_file (ModelFixture *fixture, const AlgoSettings *settings, const char *path)
{
  ModelReply reply = { 0 };
  AlgoSettings other = *settings;

  model_fixture_finish_run (fixture, settings);
  algo_run_model_save_as_async (fixture->run, path, model_on_saved, &reply);
  model_reply_wait (&reply);
  g_assert_no_error (reply.error);
  g_assert_cmpstr (algo_run_model_get_path (fixture->run), ==, path);
  other.seed++;
  g_assert_true (algo_run_model_begin (fixture->run, &other, NULL));
  while (algo_run_model_get_status (fixture->run)->state == ALGO_SESSION_PREPARING
         || algo_closing_count () > 0)
    iterate ();
}

/* What a scene must be. */

static void
assert_history (const AlgoScene *scene)
{
  const GArray *metrics = scene->metrics;

  g_assert_cmpuint (metrics->len, ==, scene->latest);
  for (guint i = 0; i < metrics->len; i++)
    {
      const AlgoMetrics *at = &g_array_index (metrics, AlgoMetrics, i);

      g_assert_cmpuint (at->step, ==, i + 1);
      g_assert_cmpuint (at->inputs, >=, scene->least);
      g_assert_cmpuint (at->inputs, <=, scene->most);
    }
  for (guint i = 0; i < scene->grids->len; i++)
    {
      const AlgoGrid *grid = scene->grids->pdata[i];

      g_assert_cmpuint (grid->step, <=, scene->latest);
      g_assert_cmpuint (grid->inputs, ==, scene->most);
      g_assert_false (grid->from_prior);
    }
  for (guint i = 0; i < scene->kept_steps->len; i++)
    g_assert_cmpuint (g_array_index (scene->kept_steps, guint64, i), <=, scene->latest);
  for (guint i = 0; scene->events != NULL && i < scene->events->len; i++)
    g_assert_cmpuint (g_array_index (scene->events, AlgoRunEvent, i).step, <=, scene->latest);
}

static void
assert_network (const AlgoScene *scene)
{
  const AlgoObservation *observation = scene->observation;

  g_assert_cmpuint (observation->generation, ==, scene->generation);
  g_assert_cmpuint (observation->seed, ==, scene->seed);
  g_assert_cmpuint (observation->step, ==, scene->step);
  g_assert_true (algo_question_equal (&observation->question, &scene->question));
  g_assert_cmpuint (observation->network->inputs, ==, scene->question.inputs);
  g_assert_cmpuint (observation->network->hidden, ==, scene->question.hidden);
  if (observation->grid != NULL)
    {
      g_assert_cmpuint (observation->grid->step, <=, scene->step);
      g_assert_cmpuint (observation->grid->inputs, ==, scene->question.inputs);
      g_assert_cmpint (observation->grid->from_prior, ==, scene->question.from_prior);
    }
  if (scene->chosen < 0)
    g_assert_cmpuint (scene->step, ==, scene->latest);
  else
    g_assert_cmpint (scene->chosen, ==, scene->step);
}

static void
assert_studies (const AlgoScene *scene)
{
  const AlgoGeneralisation *generalisation = scene->generalisation;
  const AlgoDirectTrajectory *direct = scene->direct;

  if (generalisation != NULL)
    {
      g_assert_cmpuint (generalisation->generation, ==, scene->generation);
      g_assert_cmpuint (generalisation->step, <=, scene->latest);
      g_assert_cmpuint (generalisation->most, ==, scene->most);
      g_assert_cmpfloat (generalisation->question.log_beta, ==, scene->question.log_beta);
      g_assert_cmpint (generalisation->question.from_prior, ==, scene->question.from_prior);
    }
  if (direct != NULL)
    {
      g_assert_cmpuint (direct->settings.seed, ==, scene->seed);
      g_assert_cmpuint (direct->settings.inputs, ==, scene->question.inputs);
      g_assert_cmpuint (direct->points[direct->n_points - 1].step, <=, scene->latest);
    }
  if (scene->comparison != NULL)
    {
      g_assert_true (scene->comparison->first == scene->observation);
      g_assert_true (scene->comparison->second == scene->kept);
    }
  g_assert_true ((scene->comparison != NULL) == (scene->kept != NULL));
}

static void
assert_nothing_known (const AlgoScene *scene)
{
  g_assert_cmpuint (scene->metrics->len, ==, 0);
  g_assert_cmpuint (scene->grids->len, ==, 0);
  g_assert_null (scene->generalisation);
  g_assert_null (scene->direct);
  g_assert_null (scene->comparison);
  g_assert_null (scene->kept_steps);
  g_assert_null (scene->events);
  g_assert_cmpint (scene->chosen, ==, -1);
  g_assert_cmpuint (scene->step, ==, scene->latest);
}

AlgoScene *
model_fixture_make_scene (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = algo_scene_maker_make (fixture->maker);
  const AlgoSettings *settings = algo_run_model_get_settings (fixture->run);
  gint64 *step;

  g_assert_cmpuint (scene->generation, ==, algo_run_model_get_generation (fixture->run));
  g_assert_cmpuint (scene->seed, ==, settings->seed);
  g_assert_cmpuint (scene->least, ==, settings->least);
  g_assert_cmpuint (scene->most, ==, settings->most);
  algo_exhibits_set_seen (fixture->exhibits, scene->observation);
  if (scene->observation == NULL)
    {
      assert_nothing_known (scene);
      return g_steal_pointer (&scene);
    }
  if (!scene->is_exhibit)
    assert_network (scene);
  assert_history (scene);
  assert_studies (scene);
  fixture->scenes++;
  fixture->latest = scene->latest;
  step = g_new (gint64, 1);
  *step = (gint64) scene->step;
  g_hash_table_add (fixture->steps_shown, step);
  return g_steal_pointer (&scene);
}

void
model_fixture_assert_empty (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  g_assert_null (scene->observation);
}

/* Actions and answers. */

void
model_activate (GActionGroup *actions, const char *name)
{
  g_assert_true (model_can (actions, name));
  g_action_group_activate_action (actions, name, NULL);
}

gboolean
model_can (GActionGroup *actions, const char *name)
{
  g_assert_true (g_action_group_has_action (actions, name));
  return g_action_group_get_action_enabled (actions, name);
}

static void
take_reply (ModelReply *reply, gboolean succeeded, GError *error)
{
  g_assert_false (reply->is_done);
  reply->is_done = TRUE;
  reply->succeeded = succeeded;
  reply->error = error;
  g_assert_true (succeeded == (error == NULL));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer reply)
{
  GError *error = NULL;
  const gboolean succeeded = algo_open_finish (result, NULL, NULL, NULL, &error);

  take_reply (reply, succeeded, error);
}

void
model_fixture_open (ModelFixture *fixture, const char *path, ModelReply *reply)
{
  algo_open_async (fixture->run, fixture->exhibits, path, &ALGO_SETTINGS_DEFAULT, on_opened, reply);
}

void
model_on_saved (GObject *source, GAsyncResult *result, gpointer reply)
{
  GError *error = NULL;
  const gboolean succeeded = algo_run_model_save_as_finish (result, &error);

  take_reply (reply, succeeded, error);
}

void
model_reply_wait (ModelReply *reply)
{
  while (!reply->is_done)
    iterate ();
}

void
model_reply_assert_cancelled (ModelReply *reply)
{
  model_reply_wait (reply);
  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&reply->error);
}
