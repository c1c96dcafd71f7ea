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

/* Room of snapshots that are no longer referenced, for new ones: to copy parameters into memory
 * that was in use before takes a quarter of the time, as the kernel has not to find any. */
typedef struct _AlgoSnapshotPool AlgoSnapshotPool;

/* Keeps room for up to `most` snapshots. Any thread may use a pool. */
AlgoSnapshotPool *algo_snapshot_pool_new (guint most);
/* Snapshots that were taken from it may outlive it. */
void algo_snapshot_pool_free (AlgoSnapshotPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSnapshotPool, algo_snapshot_pool_free)
/* As algo_snapshot_new(). */
AlgoSnapshot *algo_snapshot_pool_take (AlgoSnapshotPool *pool,
                                       const AlgoSettings *settings,
                                       guint64 generation,
                                       guint64 step,
                                       const AlgoParameters *parameters); /* copied */

AlgoSnapshot *algo_snapshot_ref (AlgoSnapshot *snapshot);
void algo_snapshot_unref (AlgoSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSnapshot, algo_snapshot_unref)
