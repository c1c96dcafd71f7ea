/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes for figures: what is missing is measured, what is there stays. */
#include "ui/pictures/scene/scene-measure.h"

#include "tests/ui/picture-fixture.h"
#include "ui/pictures/scene/panel.h"

#define STEP 17

static AlgoSnapshot *
make_snapshot (guint64 step)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoParameters) parameters = NULL;

  settings.levels = 1;
  settings.most = 4;
  settings.seed = 5;
  parameters = algo_parameters_new (settings.levels, settings.model);
  algo_parameters_initialise (parameters, settings.seed);
  return algo_snapshot_new (&settings, 3, step, parameters);
}

static AlgoScene
make_parts (void)
{
  return (AlgoScene){ .generation = 3,
                      .seed = 5,
                      .latest = STEP,
                      .step = STEP,
                      .chosen = -1,
                      .question = { .log_beta = -3.25, .inputs = 2, .hidden = 6 } };
}

static void
test_all (void)
{
  g_autoptr (AlgoSnapshot) snapshot = make_snapshot (STEP);
  const AlgoScene parts = make_parts ();
  g_autoptr (AlgoScene) bare = algo_scene_new (&parts);
  g_autoptr (AlgoScene) scene =
      algo_scene_measure (bare, snapshot,
                          ALGO_SCENE_FIGURES | ALGO_SCENE_GENERALISATION | ALGO_SCENE_DIRECT, NULL,
                          NULL, NULL);
  static const char *const known[] = { "weights",   "phase", "explanation",    "ribbon",
                                       "trade-off", "order", "generalisation", "direct" };

  g_assert_nonnull (scene);
  g_assert_null (bare->observation);
  g_assert_true (algo_observation_is_whole (scene->observation));
  g_assert_cmpuint (scene->observation->network->inputs, ==, 2);
  g_assert_cmpuint (scene->observation->grid->inputs, ==, 2);
  g_assert_cmpuint (scene->observation->grid->step, ==, STEP);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const AlgoPanel *panel = algo_panel_find (known[i]);
      g_autofree char *basis = algo_panel_describe_basis (panel, scene);

      g_assert_true (panel->is_known (scene));
      g_assert_null (basis);
    }
  g_assert_cmpstr (g_hash_table_lookup (scene->provenance, "seed"), ==, "5");
  g_assert_cmpstr (g_hash_table_lookup (scene->provenance, "step"), ==, "17");
  g_assert_cmpstr (g_hash_table_lookup (scene->provenance, "inputs"), ==, "2");
  g_assert_cmpstr (g_hash_table_lookup (scene->provenance, "log_beta"), ==, "-3.25");
}

/* What is there already is not measured again. */
static void
test_nothing_twice (void)
{
  g_autoptr (AlgoSnapshot) snapshot = make_snapshot (STEP);
  const AlgoScene parts = make_parts ();
  const AlgoSceneParts all = ALGO_SCENE_FIGURES | ALGO_SCENE_GENERALISATION | ALGO_SCENE_DIRECT;
  g_autoptr (AlgoScene) bare = algo_scene_new (&parts);
  g_autoptr (AlgoScene) first = algo_scene_measure (bare, snapshot, all, NULL, NULL, NULL);
  g_autoptr (AlgoScene) second = algo_scene_measure (first, snapshot, all, NULL, NULL, NULL);

  g_assert_true (first->observation->network == second->observation->network);
  g_assert_true (first->observation->explanation == second->observation->explanation);
  g_assert_true (first->observation->grid == second->observation->grid);
  g_assert_true (first->generalisation == second->generalisation);
  g_assert_true (first->direct == second->direct);
}

/* Another step, or another run, is no help: the scene stays what it was. */
static void
test_other_snapshot (void)
{
  g_autoptr (AlgoSnapshot) snapshot = make_snapshot (STEP + 1);
  const AlgoScene parts = make_parts ();
  g_autoptr (AlgoScene) bare = algo_scene_new (&parts);
  g_autoptr (AlgoScene) scene =
      algo_scene_measure (bare, snapshot, ALGO_SCENE_FIGURES, NULL, NULL, NULL);

  g_assert_null (scene->observation);
  g_assert_cmpstr (g_hash_table_lookup (scene->provenance, "step"), ==, "17");
}

static void
test_bad_question (void)
{
  g_autoptr (AlgoSnapshot) snapshot = make_snapshot (STEP);
  AlgoScene parts = make_parts ();
  g_autoptr (AlgoScene) bare = NULL;
  g_autoptr (GError) error = NULL;

  parts.question.inputs = 1000;
  bare = algo_scene_new (&parts);
  g_assert_null (algo_scene_measure (bare, snapshot, ALGO_SCENE_FIGURES, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static gboolean
is_over (gpointer asked)
{
  return ++*(guint *) asked > 3;
}

static void
test_left (void)
{
  g_autoptr (AlgoSnapshot) snapshot = make_snapshot (STEP);
  const AlgoScene parts = make_parts ();
  g_autoptr (AlgoScene) bare = algo_scene_new (&parts);
  g_autoptr (GError) error = NULL;
  guint asked = 0;

  g_assert_null (algo_scene_measure (bare, snapshot, ALGO_SCENE_FIGURES, is_over, &asked, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (asked, ==, 4);
}

/* A network from a file, with another beside it. */
static void
test_networks (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 20);
  g_autoptr (GHashTable) provenance = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AlgoScene) file = NULL, one = NULL, other = NULL, both = NULL;

  g_hash_table_insert (provenance, (gpointer) "seed", (gpointer) "12");
  file = algo_scene_new_for_network (samples->network, provenance);
  one = algo_scene_measure (file, NULL, ALGO_SCENE_FIGURES, NULL, NULL, NULL);
  other = algo_scene_measure (file, NULL, ALGO_SCENE_NETWORK, NULL, NULL, NULL);
  g_assert_nonnull (one->observation->explanation);
  g_assert_null (other->observation->explanation);
  both = algo_scene_compare (one, other);
  g_assert_true (algo_panel_find ("comparison")->is_known (both));
  g_assert_false (algo_panel_find ("comparison")->is_known (one));
  g_assert_cmpstr (g_hash_table_lookup (both->provenance, "seed"), ==, "12");
  g_assert_cmpstr (g_hash_table_lookup (both->provenance, "other_seed"), ==, "12");
  g_assert_cmpstr (g_hash_table_lookup (both->provenance, "inputs"), ==, "4");
  g_assert_null (g_hash_table_lookup (both->provenance, "log_beta"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/scene-measure/all", test_all);
  g_test_add_func ("/ui/scene-measure/nothing-twice", test_nothing_twice);
  g_test_add_func ("/ui/scene-measure/other-snapshot", test_other_snapshot);
  g_test_add_func ("/ui/scene-measure/bad-question", test_bad_question);
  g_test_add_func ("/ui/scene-measure/left", test_left);
  g_test_add_func ("/ui/scene-measure/networks", test_networks);
  return g_test_run ();
}
