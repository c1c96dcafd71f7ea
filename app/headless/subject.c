/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/subject.h"

#include <glib/gi18n.h>

/* What a run recorded up to a step, new arrays. */

static GArray *
cut_metrics (const GArray *metrics, guint64 step)
{
  GArray *cut = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  return g_array_append_vals (cut, metrics->data, MIN (metrics->len, step));
}

static GPtrArray *
cut_grids (const GPtrArray *grids, guint64 step)
{
  GPtrArray *cut = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);

  for (guint i = 0; i < grids->len; i++)
    if (((const AlgoGrid *) grids->pdata[i])->step <= step)
      g_ptr_array_add (cut, algo_grid_ref (grids->pdata[i]));
  return cut;
}

static AlgoScene *
new_from_snapshot (const AlgoSource *source,
                   const AlgoSubjectOptions *options,
                   AlgoSceneParts parts,
                   GError **error)
{
  const AlgoRun *run = source->run != NULL ? algo_run_file_get_run (source->run) : NULL;
  AlgoSnapshot *snapshot = source->snapshot;
  const guint inputs = options->inputs > 0 ? options->inputs : snapshot->settings.most;
  g_autoptr (GArray) metrics = NULL;
  g_autoptr (GPtrArray) grids = NULL;
  AlgoScene scene = {
    .generation = snapshot->generation,
    .seed = snapshot->settings.seed,
    .least = snapshot->settings.least,
    .range = algo_settings_get_beta_range (&snapshot->settings),
    .most = snapshot->settings.most,
    .latest = snapshot->step,
    .step = snapshot->step,
    .chosen = -1,
    .question = { .log_beta = isnan (options->log_beta) ? ALGO_SUBJECT_LOG_BETA : options->log_beta,
                  .inputs = inputs,
                  .hidden = ALGO_HIDDEN_PER_INPUT * inputs,
                  .noise_seed = options->noise_seed },
    .provenance = source->provenance,
  };

  if (run != NULL)
    {
      scene.metrics = metrics = cut_metrics (run->metrics, snapshot->step);
      scene.grids = grids = cut_grids (run->grids, snapshot->step);
      scene.budget = run->budget;
    }
  return algo_scene_measure (&scene, snapshot, parts, NULL, NULL, error);
}

static AlgoScene *
new_from_network (const AlgoSource *source, AlgoSceneParts parts)
{
  g_autoptr (AlgoScene) scene = algo_scene_new_for_network (source->network, source->provenance);

  return algo_scene_measure (scene, NULL, parts, NULL, NULL, NULL);
}

/* A network's file holds one network: there is nothing to choose. */
static gboolean
check_options (const AlgoSource *source, const AlgoSubjectOptions *options)
{
  const char *chosen = !isnan (options->log_beta) ? "log-beta"
                       : options->inputs > 0      ? "inputs"
                       : options->noise_seed != 0 ? "noise-seed"
                                                  : NULL;

  if (source->network == NULL || chosen == NULL)
    return TRUE;
  algo_console_error (_ ("--%s: the file holds a network, which has nothing to choose"), chosen);
  return FALSE;
}

AlgoScene *
algo_subject_new (const AlgoSource *source,
                  const AlgoSubjectOptions *options,
                  AlgoSceneParts parts,
                  AlgoExit *status)
{
  g_autoptr (GError) error = NULL;
  AlgoScene *scene;

  *status = ALGO_EXIT_USAGE;
  if (!check_options (source, options))
    return NULL;
  *status = ALGO_EXIT_SUCCESS;
  if (source->network != NULL)
    return new_from_network (source, parts);
  scene = new_from_snapshot (source, options, parts, &error);
  if (scene == NULL)
    {
      algo_console_error ("%s", error->message);
      *status = ALGO_EXIT_FAILED;
    }
  return scene;
}

AlgoScene *
algo_subject_new_for_ensemble (const char *path,
                               const AlgoSubjectOptions *options,
                               AlgoExit *status)
{
  const gint64 step = options->step == ALGO_SOURCE_LAST_STEP ? -1 : (gint64) options->step;
  g_autoptr (AlgoEnsemble) ensemble = NULL;
  g_autoptr (AlgoConsensus) consensus = NULL;
  g_autoptr (GError) error = NULL;
  AlgoScene scene = ALGO_SCENE_EMPTY;

  *status = ALGO_EXIT_USAGE;
  if (options->inputs > 0 || options->noise_seed != 0)
    {
      algo_console_error (_ ("--%s: not of an ensemble, which holds what was measured"),
                          options->inputs > 0 ? "inputs" : "noise-seed");
      return NULL;
    }
  *status = ALGO_EXIT_FAILED;
  ensemble = algo_ensemble_read (path, &error);
  if (ensemble == NULL)
    {
      algo_console_error ("%s", error->message);
      return NULL;
    }
  if (step > (gint64) ensemble->settings.steps || step < -1)
    {
      algo_console_error (_ ("--step: the ensemble was trained for %u steps"),
                          ensemble->settings.steps);
      return NULL;
    }
  *status = ALGO_EXIT_SUCCESS;
  scene.consensus = consensus = algo_consensus_new (ensemble);
  scene.chosen = step;
  scene.step = step >= 0 ? (guint64) step : consensus->usual_step;
  scene.question.log_beta = isnan (options->log_beta) ? ALGO_SUBJECT_LOG_BETA : options->log_beta;
  return algo_scene_measure (&scene, NULL, ALGO_SCENE_NETWORK, NULL, NULL, NULL);
}
