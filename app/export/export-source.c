/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export/export-source.h"

#include "engine/run/provenance.h"

#define MOST_DIRECT_WORK (4000 * 64 * 192) /* steps times weights */

void
algo_export_source_copy (const AlgoExportSource *source, AlgoExportSource *copy)
{
  *copy = *source;
  if (copy->consensus != NULL)
    algo_consensus_ref (copy->consensus);
  if (copy->snapshot != NULL)
    algo_snapshot_ref (copy->snapshot);
  if (copy->metrics != NULL)
    g_array_ref (copy->metrics);
  if (copy->grids != NULL)
    g_ptr_array_ref (copy->grids);
  if (copy->direct != NULL)
    algo_direct_trajectory_ref (copy->direct);
  if (copy->exhibit != NULL)
    algo_observation_ref (copy->exhibit);
  if (copy->provenance != NULL)
    g_hash_table_ref (copy->provenance);
  if (copy->other != NULL)
    algo_observation_ref (copy->other);
  if (copy->arrangement != NULL)
    copy->arrangement = algo_arrangement_copy (copy->arrangement);
}

void
algo_export_source_clear (AlgoExportSource *source)
{
  g_clear_pointer (&source->snapshot, algo_snapshot_unref);
  g_clear_pointer (&source->metrics, g_array_unref);
  g_clear_pointer (&source->grids, g_ptr_array_unref);
  g_clear_pointer (&source->direct, algo_direct_trajectory_unref);
  g_clear_pointer (&source->exhibit, algo_observation_unref);
  g_clear_pointer (&source->provenance, g_hash_table_unref);
  g_clear_pointer (&source->other, algo_observation_unref);
  g_clear_pointer (&source->arrangement, algo_arrangement_free);
  g_clear_pointer (&source->consensus, algo_consensus_unref);
}

/* Where it has not been trained, it is, if that takes no longer than a second or so. */
static void
add_direct (const AlgoExportSource *source, AlgoFigureSubject *subject)
{
  const AlgoQuestion *question = &source->question;
  const AlgoDirectSettings *settings = source->direct != NULL ? &source->direct->settings : NULL;
  const guint64 work = source->snapshot->step * question->inputs * question->hidden;

  if (settings != NULL && settings->inputs == question->inputs
      && settings->hidden == question->hidden && settings->seed == source->snapshot->settings.seed)
    algo_figure_subject_add_direct (subject, source->snapshot, source->direct);
  else if (work <= MOST_DIRECT_WORK)
    algo_figure_subject_add_direct (subject, source->snapshot, NULL);
}

static AlgoFigureSubject *
measure_run (const AlgoExportSource *source,
             const AlgoFigureHistory *history,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GHashTable) provenance = algo_provenance_new (source->snapshot);
  g_autoptr (AlgoFigureSubject) subject =
      algo_figure_subject_new (source->snapshot, &source->question, history, provenance, TRUE,
                               error);

  if (subject == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  algo_figure_subject_add_generalisation (subject, source->snapshot);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  add_direct (source, subject);
  return g_steal_pointer (&subject);
}

AlgoFigureSubject *
algo_export_source_measure (const AlgoExportSource *source,
                            GCancellable *cancellable,
                            GError **error)
{
  const AlgoFigureHistory history = { .metrics = source->metrics,
                                      .grids = source->grids,
                                      .budget = source->budget };
  AlgoFigureSubject *subject;

  if (source->consensus != NULL)
    return algo_figure_subject_new_for_ensemble (source->consensus, source->question.log_beta,
                                                 source->step);
  if (source->exhibit != NULL)
    subject =
        algo_figure_subject_new_for_observation (source->exhibit, &history, source->provenance);
  else
    subject = measure_run (source, &history, cancellable, error);
  if (subject != NULL && source->other != NULL)
    algo_figure_subject_add_comparison (subject, source->other, NULL);
  if (subject != NULL && source->arrangement != NULL)
    algo_figure_subject_set_arrangement (subject, source->arrangement);
  return subject;
}
