/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A training run as it stood after a step: immutable, reference-counted. */
#pragma once

#include "engine/training/trainer.h"

typedef struct
{
  AlgoSettings settings;
  guint64 generation; /* which run of its session this is: grows by one at each restart */
  guint64 step;
  AlgoParameters *parameters;
} AlgoSnapshot;

AlgoSnapshot *algo_snapshot_new (const AlgoSettings *settings,
                                 guint64 generation,
                                 guint64 step,
                                 const AlgoParameters *parameters); /* copied */
AlgoSnapshot *algo_snapshot_ref (AlgoSnapshot *snapshot);
void algo_snapshot_unref (AlgoSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSnapshot, algo_snapshot_unref)
