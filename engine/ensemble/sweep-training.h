/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training of one seed of a sweep. */
#pragma once

#include "engine/ensemble/sweep.h"
#include "engine/training/trainer.h"

typedef enum
{
  ALGO_SWEEP_FINISHED, /* now, or before already */
  ALGO_SWEEP_TAKEN,    /* another is training it */
  ALGO_SWEEP_STOPPED,  /* as it was asked to, and can be gone on with */
  ALGO_SWEEP_FAILED,   /* with an error */
} AlgoSweepOutcome;

/* Called at the beginning, with `metrics` NULL and the step gone on from, and after every step.
 * FALSE stops training. */
typedef gboolean (*AlgoSweepProgress) (guint64 step, const AlgoMetrics *metrics, gpointer data);

/* Claims a seed and trains it to the end, from where its run was left if it was begun with. New
 * trainers of the program use the kernels of that run from then on, where they can run here. Until
 * it returns the calling thread trains and waits for the disk. */
AlgoSweepOutcome algo_sweep_train (const AlgoSweep *sweep,
                                   guint64 seed,
                                   guint threads,
                                   AlgoSweepProgress progress,
                                   gpointer data,
                                   GError **error);
