/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-subject.h"

#include <math.h>

#include "engine/ensemble/ensemble-provenance.h"
#include "engine/run/grid.h"
#include "engine/run/provenance.h"

#define POINTS_SEED 0 /* for a network without a question */

static void
copy_provenance (AlgoFigureSubject *subject, GHashTable *provenance)
{
  GHashTableIter iter;
  gpointer key, value;

  subject->provenance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, provenance);
  while (g_hash_table_iter_next (&iter, &key, &value))
    algo_provenance_add (subject->provenance, key, value);
  algo_provenance_add (subject->provenance, "exported_by", "Algoscope " ALGO_VERSION);
}

static gboolean
make_grid (AlgoGenerator *generator,
           AlgoSnapshot *snapshot,
           const AlgoQuestion *question,
           AlgoGrid **grid,
           GError **error)
{
  g_autoptr (AlgoGrid) made = algo_grid_new (snapshot, question->inputs, question->hidden);
  AlgoQuestion asked = *question;

  for (guint i = 0; i < ALGO_GRID; i++)
    {
      asked.log_beta = algo_grid_log_beta (i);
      if (!algo_grid_point_measure (generator, snapshot->parameters, &asked, &made->points[i],
                                    error))
        return FALSE;
    }
  *grid = g_steal_pointer (&made);
  return TRUE;
}

/* Makes known what there is to be known of a network. */
static void
set_observation (AlgoFigureSubject *subject, AlgoObservation *observation)
{
  subject->observation = algo_observation_explain (observation);
  subject->network = algo_network_ref (observation->network);
  subject->order = g_new (guint, subject->network->hidden);
  algo_weights_order_by_pinned (subject->network, subject->order);
  algo_figure_data_set_observation (&subject->data, subject->observation, subject->order);
}

/* Of all draws, this one included, how many show the same phase. */
static gboolean
count_agreeing (AlgoGenerator *generator,
                const AlgoSnapshot *snapshot,
                const AlgoObservation *observation,
                guint *agreeing,
                GError **error)
{
  *agreeing = 0;
  for (guint i = 0; i < ALGO_DRAWS; i++)
    {
      AlgoDraw draw;

      if (!algo_draw_measure (generator, snapshot->parameters, &observation->question, i, &draw,
                              error))
        return FALSE;
      *agreeing += draw.phase == observation->classification.phase;
    }
  return TRUE;
}

static gboolean
observe (AlgoFigureSubject *subject,
         AlgoSnapshot *snapshot,
         const AlgoQuestion *question,
         gboolean with_grid,
         GError **error)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoObservation) answer = algo_observation_new (generator, snapshot, question, error);
  g_autoptr (AlgoObservation) compared = NULL;
  g_autoptr (AlgoGrid) grid = NULL;
  guint agreeing;

  if (answer == NULL || !count_agreeing (generator, snapshot, answer, &agreeing, error)
      || (with_grid && !make_grid (generator, snapshot, question, &grid, error)))
    return FALSE;
  compared = algo_observation_amend (answer, ALGO_DRAWS, agreeing, grid);
  set_observation (subject, compared);
  algo_provenance_add_observation (subject->provenance, subject->observation);
  return TRUE;
}

/* What a run recorded up to a step. Its grids are of the most inputs trained on: the one measured
 * now, or NULL, belongs with them if it is of as many. */
static void
add_history (AlgoFigureSubject *subject,
             const AlgoFigureHistory *history,
             guint64 step,
             AlgoGrid *measured)
{
  AlgoFigureData *data = &subject->data;

  subject->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  for (guint i = 0; history != NULL && i < history->grids->len; i++)
    {
      AlgoGrid *grid = history->grids->pdata[i];

      if (grid->step < step || (grid->step == step && measured == NULL))
        g_ptr_array_add (subject->grids, algo_grid_ref (grid));
    }
  if (measured != NULL)
    g_ptr_array_add (subject->grids, algo_grid_ref (measured));
  data->history = (AlgoGridHistory){ .grids = (const AlgoGrid *const *) subject->grids->pdata,
                                     .count = subject->grids->len,
                                     .budget = history != NULL ? history->budget : 0 };
  if (history == NULL)
    return;
  subject->metrics = g_array_ref (history->metrics);
  data->training.metrics = (const AlgoMetrics *) (gconstpointer) subject->metrics->data;
  data->training.count = MIN (subject->metrics->len, step);
  data->training.budget = history->budget;
}

static AlgoFigureSubject *
subject_new (GHashTable *provenance)
{
  AlgoFigureSubject *subject = g_new0 (AlgoFigureSubject, 1);

  subject->data = ALGO_FIGURE_DATA_EMPTY;
  copy_provenance (subject, provenance);
  return subject;
}

AlgoFigureSubject *
algo_figure_subject_new (AlgoSnapshot *snapshot,
                         const AlgoQuestion *question,
                         const AlgoFigureHistory *history,
                         GHashTable *provenance,
                         gboolean with_grid,
                         GError **error)
{
  g_autoptr (AlgoFigureSubject) subject = subject_new (provenance);
  AlgoGrid *grid;

  if (!observe (subject, snapshot, question, with_grid, error))
    return NULL;
  grid = subject->observation->grid;
  if (grid != NULL && history != NULL && grid->inputs != snapshot->settings.most)
    grid = NULL;
  add_history (subject, history, snapshot->step, grid);
  return g_steal_pointer (&subject);
}

AlgoFigureSubject *
algo_figure_subject_new_for_observation (AlgoObservation *observation,
                                         const AlgoFigureHistory *history,
                                         GHashTable *provenance)
{
  AlgoFigureSubject *subject = subject_new (provenance);
  const AlgoNetwork *network = observation->network;

  set_observation (subject, observation);
  if (history != NULL)
    add_history (subject, history, G_MAXUINT64, NULL);
  algo_provenance_add (subject->provenance, "label",
                       algo_phase_name (observation->classification.phase));
  algo_provenance_add_whole (subject->provenance, "inputs", network->inputs);
  algo_provenance_add_whole (subject->provenance, "hidden", network->hidden);
  algo_provenance_add_real (subject->provenance, "unexplained",
                            observation->parameters.unexplained);
  return subject;
}

AlgoFigureSubject *
algo_figure_subject_new_for_network (AlgoNetwork *network, GHashTable *provenance)
{
  g_autoptr (AlgoObservation) observation = algo_observation_new_for_network (network, POINTS_SEED);

  return algo_figure_subject_new_for_observation (observation, NULL, provenance);
}

AlgoFigureSubject *
algo_figure_subject_new_for_ensemble (AlgoConsensus *consensus, double log_beta, gint64 step)
{
  g_autoptr (GHashTable) provenance = algo_ensemble_provenance_new (consensus->ensemble);
  AlgoFigureSubject *subject = subject_new (provenance);

  subject->consensus = algo_consensus_ref (consensus);
  subject->data.ensemble =
      (AlgoEnsemblePicture){ .consensus = subject->consensus, .log_beta = log_beta, .step = step };
  if (isfinite (log_beta))
    algo_provenance_add_real (subject->provenance, "chosen_log_beta", log_beta);
  if (step >= 0)
    algo_provenance_add_whole (subject->provenance, "chosen_step", (guint64) step);
  return subject;
}

void
algo_figure_subject_set_arrangement (AlgoFigureSubject *subject, const AlgoArrangement *arrangement)
{
  if (arrangement->count != subject->network->inputs + subject->network->hidden + 1)
    return;
  g_clear_pointer (&subject->arrangement, algo_arrangement_free);
  subject->arrangement = algo_arrangement_copy (arrangement);
  algo_arrangement_let_go (subject->arrangement);
  subject->data.arrangement = subject->arrangement;
}

void
algo_figure_subject_add_generalisation (AlgoFigureSubject *subject, AlgoSnapshot *snapshot)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoGeneralisationSurvey survey = { 0 };

  algo_generalisation_survey_begin (&survey, snapshot, &subject->observation->question);
  while (!algo_generalisation_survey_is_complete (&survey))
    algo_generalisation_survey_advance (&survey, generator);
  subject->generalisation = algo_generalisation_copy (survey.generalisation);
  algo_generalisation_survey_clear (&survey);
  subject->data.generalisation.generalisation = subject->generalisation;
}

void
algo_figure_subject_add_comparison (AlgoFigureSubject *subject,
                                    AlgoObservation *other,
                                    GHashTable *provenance)
{
  static const char *const keys[] = { "label",  "seed",   "step",       "log_beta",
                                      "inputs", "hidden", "noise_seed", "unexplained" };

  subject->comparison = algo_comparison_new (subject->observation, other);
  subject->data.comparison.comparison = subject->comparison;
  for (guint i = 0; provenance != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = g_hash_table_lookup (provenance, keys[i]);
      g_autofree char *key = g_strconcat ("other_", keys[i], NULL);

      if (value != NULL)
        algo_provenance_add (subject->provenance, key, value);
    }
}

void
algo_figure_subject_add_direct (AlgoFigureSubject *subject,
                                AlgoSnapshot *snapshot,
                                AlgoDirectTrajectory *trajectory)
{
  const AlgoQuestion *question = &subject->observation->question;
  const AlgoDirectSettings settings =
      algo_direct_settings_beside (&snapshot->settings, question->inputs, question->hidden);

  subject->direct = trajectory != NULL
                        ? algo_direct_trajectory_ref (trajectory)
                        : algo_direct_trajectory_new (&settings, snapshot->step, NULL);
  if (subject->direct == NULL)
    return;
  subject->data.direct = (AlgoDirectPicture){ .trajectory = subject->direct,
                                              .history = subject->data.history,
                                              .log_beta = question->log_beta,
                                              .step = -1,
                                              .sorted = TRUE };
}

void
algo_figure_subject_free (AlgoFigureSubject *subject)
{
  g_clear_pointer (&subject->network, algo_network_unref);
  g_clear_pointer (&subject->provenance, g_hash_table_unref);
  g_clear_pointer (&subject->consensus, algo_consensus_unref);
  g_clear_pointer (&subject->observation, algo_observation_unref);
  g_clear_pointer (&subject->generalisation, algo_generalisation_unref);
  g_clear_pointer (&subject->comparison, algo_comparison_unref);
  g_clear_pointer (&subject->direct, algo_direct_trajectory_unref);
  g_clear_pointer (&subject->grids, g_ptr_array_unref);
  g_clear_pointer (&subject->metrics, g_array_unref);
  g_clear_pointer (&subject->arrangement, algo_arrangement_free);
  g_free (subject->order);
  g_free (subject);
}
