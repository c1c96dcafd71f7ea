/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export-source.h"

#include "engine/session/provenance.h"

void
algo_export_source_copy (const AlgoExportSource *source, AlgoExportSource *copy)
{
  *copy = *source;
  algo_snapshot_ref (copy->snapshot);
  g_array_ref (copy->metrics);
  g_ptr_array_ref (copy->grids);
}

void
algo_export_source_clear (AlgoExportSource *source)
{
  g_clear_pointer (&source->snapshot, algo_snapshot_unref);
  g_clear_pointer (&source->metrics, g_array_unref);
  g_clear_pointer (&source->grids, g_ptr_array_unref);
}

AlgoFigureSubject *
algo_export_source_measure (const AlgoExportSource *source,
                            GCancellable *cancellable,
                            GError **error)
{
  const AlgoFigureHistory history = { .metrics = source->metrics,
                                      .grids = source->grids,
                                      .budget = source->budget };
  g_autoptr (GHashTable) provenance = algo_provenance_new (source->snapshot);
  g_autoptr (AlgoFigureSubject) subject =
      algo_figure_subject_new (source->snapshot, &source->question, &history, provenance, TRUE,
                               error);

  if (subject == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  algo_figure_subject_add_generalisation (subject, source->snapshot);
  return g_steal_pointer (&subject);
}
