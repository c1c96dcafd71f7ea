/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/snapshot.h"

typedef struct
{
  AlgoSnapshot snapshot;
  gint references; /* atomic; GLib's own count is nothing that the thread sanitizer could see */
} CountedSnapshot;

AlgoSnapshot *
algo_snapshot_new (const AlgoSettings *settings,
                   guint64 generation,
                   guint64 step,
                   AlgoParameters *parameters)
{
  CountedSnapshot *counted = g_new0 (CountedSnapshot, 1);

  counted->references = 1;
  counted->snapshot = (AlgoSnapshot){
    .settings = *settings,
    .generation = generation,
    .step = step,
    .parameters = algo_parameters_ref (parameters),
  };
  return &counted->snapshot;
}

AlgoSnapshot *
algo_snapshot_take (const AlgoSettings *settings, guint64 generation, const AlgoTrainer *trainer)
{
  g_autoptr (AlgoParameters) parameters = algo_trainer_share_parameters (trainer);

  return algo_snapshot_new (settings, generation, algo_trainer_get_step (trainer), parameters);
}

AlgoSnapshot *
algo_snapshot_ref (AlgoSnapshot *snapshot)
{
  g_atomic_int_inc (&((CountedSnapshot *) snapshot)->references);
  return snapshot;
}

void
algo_snapshot_unref (AlgoSnapshot *snapshot)
{
  CountedSnapshot *counted = (CountedSnapshot *) snapshot;

  if (!g_atomic_int_dec_and_test (&counted->references))
    return;
  algo_parameters_unref (snapshot->parameters);
  g_free (counted);
}
