/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A training run as it stood after a step: immutable, reference-counted. */
#pragma once

#include "engine/training/trainer.h"

typedef struct
{
  AlgoSettings settings;
  guint64 generation; /* which run of its session this is: grows by one at each restart */
  guint64 step;
  AlgoParameters *parameters; /* not to be changed */
} AlgoSnapshot;

/* Holds the parameters, which nobody may change from then on. */
AlgoSnapshot *algo_snapshot_new (const AlgoSettings *settings,
                                 guint64 generation,
                                 guint64 step,
                                 AlgoParameters *parameters);
/* Of a trainer as it is now. */
AlgoSnapshot *
algo_snapshot_take (const AlgoSettings *settings, guint64 generation, const AlgoTrainer *trainer);

AlgoSnapshot *algo_snapshot_ref (AlgoSnapshot *snapshot);
void algo_snapshot_unref (AlgoSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSnapshot, algo_snapshot_unref)
