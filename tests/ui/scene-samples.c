/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/scene-samples.h"

#include "engine/run/grid.h"

#include <string.h>

#define LOG_BETA (-3.4)

AlgoGrid *
scene_sample_make_grid (const PictureSamples *samples, guint64 step, guint inputs)
{
  const AlgoGridHistory *history = &samples->history;
  const AlgoSnapshot snapshot = { .generation = 1, .step = step };
  const guint hidden = samples->network->hidden / samples->network->inputs * inputs;
  AlgoGrid *grid = algo_grid_new (&snapshot, inputs, hidden);

  memcpy (grid->points, history->grids[history->count - 1]->points, sizeof grid->points);
  return grid;
}

/* An answer of a hypernetwork, though no hypernetwork gave it. */
static AlgoObservation *
make_observation (const PictureSamples *samples, guint64 step)
{
  g_autoptr (AlgoGrid) grid = scene_sample_make_grid (samples, step, samples->network->inputs);
  g_autoptr (AlgoObservation) alone = algo_observation_new_for_network (samples->network, 0);
  g_autoptr (AlgoObservation) explained = algo_observation_explain (alone);
  AlgoObservation *observation = algo_observation_amend (explained, 5, 4, grid);

  observation->generation = 1;
  observation->step = step;
  observation->question.log_beta = LOG_BETA;
  observation->kl = 187;
  return observation;
}

static GPtrArray *
make_grids (const PictureSamples *samples)
{
  const AlgoGridHistory *history = &samples->history;
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);

  for (gsize i = 0; i < history->count; i++)
    {
      AlgoGrid *grid =
          scene_sample_make_grid (samples, history->grids[i]->step, history->grids[i]->inputs);

      memcpy (grid->points, history->grids[i]->points, sizeof grid->points);
      g_ptr_array_add (grids, grid);
    }
  return grids;
}

SceneSample *
scene_sample_new (const PictureSamples *samples)
{
  SceneSample *sample = g_new0 (SceneSample, 1);
  guint64 step;

  sample->grids = make_grids (samples);
  step = ((AlgoGrid *) sample->grids->pdata[sample->grids->len - 1])->step;
  sample->observation = make_observation (samples, step);
  sample->metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_array_append_vals (sample->metrics, samples->metrics, samples->records->len);
  sample->provenance = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (sample->provenance, (gpointer) "seed", (gpointer) "7");
  g_hash_table_insert (sample->provenance, (gpointer) "step", (gpointer) "1");
  g_hash_table_insert (sample->provenance, (gpointer) "inputs", (gpointer) "2");
  sample->parts = (AlgoScene){ .generation = 1,
                               .seed = 7,
                               .least = 2,
                               .most = samples->network->inputs,
                               .latest = step,
                               .budget = samples->training.scene.budget,
                               .step = step,
                               .chosen = -1,
                               .question = { .log_beta = LOG_BETA,
                                             .inputs = samples->network->inputs,
                                             .hidden = samples->network->hidden },
                               .observation = sample->observation,
                               .provenance = sample->provenance,
                               .comparison = samples->comparison.scene.comparison,
                               .metrics = sample->metrics,
                               .grids = sample->grids,
                               .generalisation = samples->generalisation.scene.generalisation,
                               .direct = (AlgoDirectTrajectory *) samples->direct.trajectory };
  return sample;
}

void
scene_sample_free (SceneSample *sample)
{
  algo_observation_unref (sample->observation);
  g_array_unref (sample->metrics);
  g_ptr_array_unref (sample->grids);
  g_hash_table_unref (sample->provenance);
  g_free (sample);
}

AlgoScene *
scene_sample_make (const PictureSamples *samples)
{
  g_autoptr (SceneSample) sample = scene_sample_new (samples);

  return algo_scene_new (&sample->parts);
}

AlgoScene *
scene_sample_make_ensemble (const PictureSamples *samples)
{
  AlgoScene parts = ALGO_SCENE_EMPTY;

  parts.consensus = samples->ensemble[0].scene.consensus;
  parts.question.log_beta = samples->ensemble[0].scene.question.log_beta;
  return algo_scene_new (&parts);
}
