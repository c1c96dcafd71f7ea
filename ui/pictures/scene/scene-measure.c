/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/scene/scene-measure.h"

#include "engine/ensemble/ensemble-provenance.h"
#include "engine/run/grid.h"
#include "engine/run/provenance.h"

#include <math.h>

#define POINTS_SEED 0 /* for a network without a question */

typedef struct
{
  AlgoScene *scene;       /* made anew, and not shared yet */
  AlgoSnapshot *snapshot; /* of its step; NULL: nothing can be measured */
  AlgoGenerator *generator;
  AlgoMeasuringIsOver is_over;
  gpointer data;
} Measuring;

static gboolean
asks_to_stop (const Measuring *measuring)
{
  return measuring->is_over != NULL && measuring->is_over (measuring->data);
}

/* Takes the observation. */
static void
set_observation (AlgoScene *scene, AlgoObservation *observation)
{
  g_clear_pointer (&scene->observation, algo_observation_unref);
  scene->observation = observation;
}

static gboolean
measure_network (Measuring *measuring, GError **error)
{
  AlgoScene *scene = measuring->scene;

  if (scene->observation == NULL && measuring->snapshot != NULL)
    scene->observation =
        algo_observation_new (measuring->generator, measuring->snapshot, &scene->question, error);
  return scene->observation != NULL || measuring->snapshot == NULL;
}

static gboolean
measure_draws (Measuring *measuring)
{
  AlgoScene *scene = measuring->scene;
  AlgoObservation *whole;

  if (measuring->snapshot == NULL ? algo_observation_is_explained (scene->observation)
                                  : algo_observation_is_whole (scene->observation))
    return TRUE;
  if (measuring->snapshot == NULL)
    whole = algo_observation_explain (scene->observation);
  else
    whole = algo_observation_complete (scene->observation, measuring->generator,
                                       measuring->snapshot, measuring->is_over, measuring->data);
  if (whole == NULL)
    return FALSE;
  set_observation (scene, whole);
  return TRUE;
}

static gboolean
measure_grid (Measuring *measuring, GError **error)
{
  AlgoObservation *observation = measuring->scene->observation;
  g_autoptr (AlgoGrid) grid = NULL;

  if (measuring->snapshot == NULL
      || (observation->grid != NULL && observation->grid->step == measuring->snapshot->step))
    return TRUE;
  grid = algo_grid_measure (measuring->generator, measuring->snapshot, &observation->question,
                            ALGO_DRAWS, measuring->is_over, measuring->data, error);
  if (grid == NULL)
    return FALSE;
  set_observation (measuring->scene, algo_observation_amend (observation, observation->draws,
                                                             observation->draws_agreeing, grid));
  return TRUE;
}

/* Of every size, the map's too, and of this step and question. */
static gboolean
is_whole (const AlgoGeneralisation *generalisation,
          const AlgoSnapshot *snapshot,
          const AlgoQuestion *question)
{
  if (generalisation == NULL || !algo_generalisation_answers (generalisation, question)
      || generalisation->generation != snapshot->generation)
    return FALSE;
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &generalisation->points[i];

      if (!point->known || point->step != snapshot->step
          || point->hidden != algo_generalisation_hidden (question, point->inputs))
        return FALSE;
    }
  /* The map is of the same step as the curve, and its last cell is measured last. */
  return generalisation->map[ALGO_MAP_ROWS - 1][ALGO_MAP_COLUMNS - 1].known;
}

static gboolean
measure_generalisation (Measuring *measuring)
{
  AlgoScene *scene = measuring->scene;
  AlgoGeneralisationSurvey survey = { 0 };
  gboolean complete;

  if (is_whole (scene->generalisation, measuring->snapshot, &scene->observation->question))
    return TRUE;
  algo_generalisation_survey_begin (&survey, measuring->snapshot, &scene->observation->question);
  while (!algo_generalisation_survey_is_complete (&survey) && !asks_to_stop (measuring))
    algo_generalisation_survey_advance (&survey, measuring->generator);
  complete = algo_generalisation_survey_is_complete (&survey);
  g_clear_pointer (&scene->generalisation, algo_generalisation_unref);
  if (complete)
    scene->generalisation = algo_generalisation_copy (survey.generalisation);
  algo_generalisation_survey_clear (&survey);
  return complete;
}

static gboolean
fits (const AlgoDirectTrajectory *direct, const AlgoDirectSettings *settings)
{
  return direct != NULL && direct->settings.inputs == settings->inputs
         && direct->settings.hidden == settings->hidden && direct->settings.seed == settings->seed;
}

static void
measure_direct (Measuring *measuring)
{
  AlgoScene *scene = measuring->scene;
  const AlgoQuestion *question = &scene->observation->question;
  const AlgoDirectSettings settings =
      algo_direct_settings_beside (&measuring->snapshot->settings, question->inputs,
                                   question->hidden);

  if (fits (scene->direct, &settings))
    return;
  g_clear_pointer (&scene->direct, algo_direct_trajectory_unref);
  scene->direct = algo_direct_trajectory_new (&settings, measuring->snapshot->step, NULL);
}

/* With the network that is kept, which stays with the one that there is now. */
static void
compare (AlgoScene *scene)
{
  if (scene->kept == NULL
      || (scene->comparison != NULL && scene->comparison->first == scene->observation))
    return;
  g_clear_pointer (&scene->comparison, algo_comparison_unref);
  scene->comparison = algo_comparison_new (scene->observation, scene->kept);
}

static gboolean
measure (Measuring *measuring, AlgoSceneParts parts, GError **error)
{
  if (!measure_network (measuring, error))
    return FALSE;
  if (measuring->scene->observation == NULL)
    return TRUE;
  if ((parts & ALGO_SCENE_FIGURES) != 0
      && (!measure_draws (measuring) || !measure_grid (measuring, error)))
    return FALSE;
  compare (measuring->scene);
  if (measuring->snapshot == NULL)
    return TRUE;
  if ((parts & ALGO_SCENE_GENERALISATION) != 0 && !measure_generalisation (measuring))
    return FALSE;
  if ((parts & ALGO_SCENE_DIRECT) != 0)
    measure_direct (measuring);
  return TRUE;
}

/* Provenance. */

static GHashTable *
copy_provenance (GHashTable *provenance)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, provenance);
  while (g_hash_table_iter_next (&iter, &key, &value))
    algo_provenance_add (copy, key, value);
  return copy;
}

static GHashTable *
make_provenance (const AlgoScene *scene, const AlgoSnapshot *snapshot)
{
  GHashTable *provenance;

  if (scene->provenance != NULL)
    return copy_provenance (scene->provenance);
  if (scene->consensus != NULL)
    return algo_ensemble_provenance_new (scene->consensus->ensemble);
  if (snapshot != NULL)
    provenance = algo_provenance_new (snapshot);
  else
    provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  algo_provenance_add_whole (provenance, "seed", scene->seed);
  algo_provenance_add_whole (provenance, "step", scene->step);
  return provenance;
}

static void
add_network (GHashTable *provenance, const AlgoScene *scene)
{
  const AlgoObservation *observation = scene->observation;

  if (!scene->is_exhibit)
    {
      algo_provenance_add_observation (provenance, observation);
      return;
    }
  algo_provenance_add (provenance, "label", algo_phase_name (observation->classification.phase));
  algo_provenance_add_whole (provenance, "inputs", observation->network->inputs);
  algo_provenance_add_whole (provenance, "hidden", observation->network->hidden);
  algo_provenance_add_real (provenance, "unexplained", observation->parameters.unexplained);
}

static void
complete_provenance (AlgoScene *scene, const AlgoSnapshot *snapshot)
{
  GHashTable *provenance = make_provenance (scene, snapshot);

  algo_provenance_add (provenance, "exported_by", "Algoscope " ALGO_VERSION);
  if (scene->consensus != NULL && isfinite (scene->question.log_beta))
    algo_provenance_add_real (provenance, "chosen_log_beta", scene->question.log_beta);
  if (scene->consensus != NULL && scene->chosen >= 0)
    algo_provenance_add_whole (provenance, "chosen_step", (guint64) scene->chosen);
  if (scene->observation != NULL)
    add_network (provenance, scene);
  g_clear_pointer (&scene->provenance, g_hash_table_unref);
  scene->provenance = provenance;
}

static gboolean
is_of_snapshot (const AlgoScene *scene, const AlgoSnapshot *snapshot)
{
  return snapshot != NULL && !scene->is_exhibit && scene->consensus == NULL
         && snapshot->step == scene->step && snapshot->generation == scene->generation;
}

AlgoScene *
algo_scene_measure (const AlgoScene *scene,
                    AlgoSnapshot *snapshot,
                    AlgoSceneParts parts,
                    AlgoMeasuringIsOver is_over,
                    gpointer data,
                    GError **error)
{
  g_autoptr (AlgoScene) made = algo_scene_new (scene);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  Measuring measuring = { .scene = made,
                          .snapshot = is_of_snapshot (scene, snapshot) ? snapshot : NULL,
                          .generator = generator,
                          .is_over = is_over,
                          .data = data };

  if (!measure (&measuring, parts, error))
    return NULL;
  if (made->arrangement != NULL)
    algo_arrangement_let_go (made->arrangement);
  complete_provenance (made, snapshot);
  return g_steal_pointer (&made);
}

AlgoScene *
algo_scene_new_for_network (AlgoNetwork *network, GHashTable *provenance)
{
  g_autoptr (AlgoObservation) observation = algo_observation_new_for_network (network, POINTS_SEED);
  AlgoScene parts = ALGO_SCENE_EMPTY;

  parts.observation = observation;
  parts.question = observation->question;
  parts.is_exhibit = TRUE;
  parts.provenance = provenance;
  return algo_scene_new (&parts);
}

AlgoScene *
algo_scene_compare (const AlgoScene *scene, const AlgoScene *other)
{
  static const char *const keys[] = { "label",  "seed",       "step",    "log_beta",   "inputs",
                                      "hidden", "noise_seed", "latents", "unexplained" };
  g_autoptr (AlgoComparison) comparison =
      algo_comparison_new (scene->observation, other->observation);
  g_autoptr (GHashTable) provenance = copy_provenance (scene->provenance);
  AlgoScene parts = *scene;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = g_hash_table_lookup (other->provenance, keys[i]);
      g_autofree char *key = g_strconcat ("other_", keys[i], NULL);

      if (value != NULL)
        algo_provenance_add (provenance, key, value);
    }
  parts.kept = other->observation;
  parts.comparison = comparison;
  parts.provenance = provenance;
  return algo_scene_new (&parts);
}
