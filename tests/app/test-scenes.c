/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That whatever happens all of a scene is of one moment: the fixture sees to it at each scene, and
 * each change leads to one. */
#include "tests/app/model-fixture.h"

static void
test_live (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);

  model_fixture_finish_run (fixture, &settings);
  g_assert_cmpuint (fixture->latest, ==, settings.steps);
  g_assert_cmpuint (fixture->scenes, >, 2);
}

static gboolean
has_all (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->generalisation != NULL && scene->direct != NULL && scene->grids->len > 0
         && scene->kept_steps->len > 1;
}

/* Nothing of the run before is in any scene, from the first on, though that has all there is. */
static void
test_restart (ModelFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 12; i++)
    {
      const AlgoSettings settings = model_settings (i / 3, 2 + i % 2);

      g_assert_true (algo_run_model_begin (fixture->run, &settings, NULL));
      model_fixture_assert_empty (fixture);
      algo_run_model_run (fixture->run);
      model_fixture_wait (fixture, i % 3 == 0 ? has_all : model_has_network);
    }
}

/* Without the main loop in between. */
static void
test_restart_at_once (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings first = model_settings (1, 2);

  model_fixture_finish_run (fixture, &first);
  for (guint i = 0; i < 20; i++)
    {
      const AlgoSettings settings = model_settings (i, 2 + i % 3);

      g_assert_true (algo_run_model_begin (fixture->run, &settings, NULL));
      model_fixture_assert_empty (fixture);
      algo_run_model_run (fixture->run);
    }
  model_fixture_wait (fixture, has_all);
}

static void
test_question (ModelFixture *fixture, gconstpointer data)
{
  AlgoSettings settings = model_settings (3, 3);

  settings.steps = 2000;
  algo_run_model_begin (fixture->run, &settings, NULL);
  algo_run_model_run (fixture->run);
  for (guint i = 0; i < 20; i++)
    {
      const guint inputs = 2 + i % 4;
      const AlgoQuestion question = { -6 + i / 4.0, inputs, 3 * inputs, i, i % 3 == 2 };
      g_autoptr (AlgoScene) scene = NULL;

      g_assert_true (algo_run_model_ask (fixture->run, &question, NULL));
      do
        {
          g_main_context_iteration (NULL, TRUE);
          g_clear_pointer (&scene, algo_scene_unref);
          scene = model_fixture_make_scene (fixture);
        }
      while (!algo_question_equal (&scene->question, &question));
    }
}

static void
test_same (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autoptr (AlgoScene) scene = NULL;
  g_autoptr (AlgoScene) again = NULL;

  algo_run_model_begin (fixture->run, &settings, NULL);
  model_fixture_wait (fixture, model_has_network);
  scene = model_fixture_make_scene (fixture);
  again = model_fixture_make_scene (fixture);
  g_assert_true (scene == again);
}

/* A scene that a painter still has is as it was, however far the run went since. */
static void
test_immutable (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3);
  g_autoptr (AlgoScene) scene = NULL;
  const AlgoMetrics *last;
  guint64 step;

  algo_run_model_begin (fixture->run, &settings, NULL);
  algo_run_model_run (fixture->run);
  while (fixture->latest == 0)
    g_main_context_iteration (NULL, TRUE);
  scene = model_fixture_make_scene (fixture);
  step = scene->step;
  model_fixture_wait (fixture, model_is_finished);
  g_assert_cmpuint (scene->metrics->len, ==, step);
  last = &g_array_index (scene->metrics, AlgoMetrics, step - 1);
  g_assert_cmpuint (last->step, ==, step);
}

static gboolean
is_compared (ModelFixture *fixture)
{
  g_autoptr (AlgoScene) scene = model_fixture_make_scene (fixture);

  return scene->comparison != NULL;
}

/* While it trains the network shown is compared with that kept: with each a comparison of its own.
 */
static void
test_compared (ModelFixture *fixture, gconstpointer data)
{
  const AlgoSettings settings = model_settings (3, 3), other = model_settings (4, 3);
  GActionGroup *actions = algo_exhibits_get_actions (fixture->exhibits);

  algo_run_model_begin (fixture->run, &settings, NULL);
  model_fixture_wait (fixture, model_has_network);
  model_activate (actions, "keep");
  algo_run_model_run (fixture->run);
  model_fixture_wait (fixture, is_compared);
  model_fixture_wait (fixture, model_is_finished);
  while (fixture->latest < settings.steps)
    g_main_context_iteration (NULL, TRUE);
  algo_run_model_begin (fixture->run, &other, NULL);
  model_fixture_assert_empty (fixture);
  model_fixture_wait (fixture, is_compared);
  model_activate (actions, "unkeep");
  g_assert_false (is_compared (fixture));
}

static void
add (const char *name, void (*test) (ModelFixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/app/scenes/", name, NULL);

  g_test_add (path, ModelFixture, NULL, model_fixture_set_up, test, model_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  model_test_init (&argc, &argv);
  add ("live", test_live);
  add ("restart", test_restart);
  add ("restart-at-once", test_restart_at_once);
  add ("question", test_question);
  add ("same", test_same);
  add ("immutable", test_immutable);
  add ("compared", test_compared);
  return model_test_run ();
}
