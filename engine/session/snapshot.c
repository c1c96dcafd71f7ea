/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/snapshot.h"

typedef struct
{
  AlgoSnapshot snapshot;
  gatomicrefcount references;
} CountedSnapshot;

AlgoSnapshot *
algo_snapshot_new (const AlgoSettings *settings,
                   guint64 generation,
                   guint64 step,
                   const AlgoParameters *parameters)
{
  CountedSnapshot *counted = g_new0 (CountedSnapshot, 1);

  g_atomic_ref_count_init (&counted->references);
  counted->snapshot = (AlgoSnapshot){ .settings = *settings,
                                      .generation = generation,
                                      .step = step,
                                      .parameters = algo_parameters_copy (parameters) };
  return &counted->snapshot;
}

AlgoSnapshot *
algo_snapshot_ref (AlgoSnapshot *snapshot)
{
  g_atomic_ref_count_inc (&((CountedSnapshot *) snapshot)->references);
  return snapshot;
}

void
algo_snapshot_unref (AlgoSnapshot *snapshot)
{
  CountedSnapshot *counted = (CountedSnapshot *) snapshot;

  if (!g_atomic_ref_count_dec (&counted->references))
    return;
  algo_parameters_free (snapshot->parameters);
  g_free (counted);
}
