/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/grid.h"

#include "engine/compare.h"

/* Enough to tell phases apart: FVU then has a relative standard error of 4 to 11 % on the labelled
 * networks in tests/data, 7 % in the mean, and all are taken for what they are. The points are the
 * same for all draws of a seed, so that what is compared has that error in common. */
#define POINTS 512

AlgoBetaRange
algo_settings_get_beta_range (const AlgoSettings *settings)
{
  return (AlgoBetaRange){ settings->log_beta_from, settings->log_beta_to };
}

AlgoBetaRange
algo_grid_get_range (const AlgoGrid *grid)
{
  return (AlgoBetaRange){ grid->points[0].log_beta, grid->points[ALGO_GRID - 1].log_beta };
}

double
algo_grid_log_beta (AlgoBetaRange range, guint index)
{
  return range.from + (range.to - range.from) * index / (ALGO_GRID - 1);
}

gboolean
algo_draw_measure (AlgoGenerator *generator,
                   const AlgoParameters *parameters,
                   const AlgoQuestion *question,
                   guint index,
                   AlgoDraw *draw,
                   GError **error)
{
  g_autoptr (AlgoNetwork) network =
      algo_generator_generate (generator, parameters, question, index, &draw->kl, error);
  AlgoClassification classification;

  if (network == NULL)
    return FALSE;
  algo_order_parameters_probe (network,
                               algo_generator_get_probe (generator, network->task, question->inputs,
                                                         POINTS, question->noise_seed),
                               &draw->parameters);
  draw->unexplained = draw->parameters.unexplained;
  algo_classify (&draw->parameters, &classification);
  draw->phase = classification.phase;
  draw->confidence = classification.confidence;
  return TRUE;
}

static double
median (double *values, guint count)
{
  qsort (values, count, sizeof *values, algo_compare_doubles);
  return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static AlgoOrderParameters
median_parameters (const AlgoDraw *draws, guint n_draws)
{
  AlgoOrderParameters medians = { .inputs = draws[0].parameters.inputs };
  double values[ALGO_DRAWS];

  for (guint p = 0; p < ALGO_N_ORDER_PARAMETERS; p++)
    {
      for (guint i = 0; i < n_draws; i++)
        values[i] = algo_order_parameters_get (&draws[i].parameters, p);
      algo_order_parameters_set (&medians, p, median (values, n_draws));
    }
  return medians;
}

void
algo_grid_point_summarise (AlgoGridPoint *point,
                           double log_beta,
                           const AlgoDraw *draws,
                           guint n_draws)
{
  guint votes[ALGO_N_PHASES] = { 0 };
  double confidence[ALGO_N_PHASES] = { 0 };
  double unexplained[ALGO_DRAWS], kl[ALGO_DRAWS];
  guint winner = draws[0].phase;

  for (guint i = 0; i < n_draws; i++)
    {
      votes[draws[i].phase]++;
      confidence[draws[i].phase] += draws[i].confidence;
      unexplained[i] = draws[i].unexplained;
      kl[i] = draws[i].kl;
    }
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    if (votes[phase] > votes[winner]
        || (votes[phase] == votes[winner] && confidence[phase] > confidence[winner]))
      winner = phase;

  /* The mean confidence of the winning draws times their share is their sum over all draws. */
  *point = (AlgoGridPoint){
    .log_beta = log_beta,
    .phase = winner,
    .confidence = confidence[winner] / n_draws,
    .unexplained = median (unexplained, n_draws),
    .kl = median (kl, n_draws),
    .parameters = median_parameters (draws, n_draws),
  };
}

gboolean
algo_grid_point_measure (AlgoGenerator *generator,
                         const AlgoParameters *parameters,
                         const AlgoQuestion *question,
                         AlgoGridPoint *point,
                         GError **error)
{
  AlgoDraw draws[ALGO_DRAWS];

  for (guint i = 0; i < ALGO_DRAWS; i++)
    if (!algo_draw_measure (generator, parameters, question, i, &draws[i], error))
      return FALSE;
  algo_grid_point_summarise (point, question->log_beta, draws, ALGO_DRAWS);
  return TRUE;
}

AlgoGrid *
algo_grid_new (const AlgoSnapshot *snapshot, guint inputs, guint hidden)
{
  AlgoGrid *grid = g_atomic_rc_box_new0 (AlgoGrid);

  grid->generation = snapshot->generation;
  grid->step = snapshot->step;
  grid->inputs = inputs;
  grid->hidden = hidden;
  return grid;
}

AlgoGrid *
algo_grid_ref (AlgoGrid *grid)
{
  return g_atomic_rc_box_acquire (grid);
}

void
algo_grid_unref (AlgoGrid *grid)
{
  g_atomic_rc_box_release (grid);
}
