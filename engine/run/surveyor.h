/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures phases over the grid for somebody who keeps snapshots of a run: at the most inputs
 * trained on, the same for all equal runs.
 *
 * Snapshots are taken from whoever has them, and given back with their grids. A thread does so
 * behind training's back; those that cannot wait for it are measured in the thread that asks, or on
 * all processors. */
#pragma once

#include "engine/run/grid.h"

/* Who has the snapshots. Functions are called in several threads at once. */
typedef struct
{
  /* Waits for the next that is to be measured, at `time` or later if it is to be paced; NULL when
   * there will be no more. A reference for the surveyor. */
  AlgoSnapshot *(*await) (gpointer data, gint64 time);
  /* The next, NULL if there is none by now. */
  AlgoSnapshot *(*take) (gpointer data);
  /* Whether to leave for now what is being measured. */
  AlgoMeasuringIsOver is_over;
  /* Takes a snapshot back, with its grid; without one (NULL) if it `was_left`, or cannot be
   * measured. Both are referenced by who wants to keep them. */
  void (*give) (gpointer data, AlgoSnapshot *snapshot, AlgoGrid *grid, gboolean was_left);
} AlgoSurveyorSource;

typedef struct _AlgoSurveyor AlgoSurveyor;

/* Starts the thread. `draws` at each point; `source` and `data` are borrowed. */
AlgoSurveyor *algo_surveyor_new (const AlgoSurveyorSource *source, gpointer data, guint draws);
/* Waits for its thread, which ends when there is no more to await. */
void algo_surveyor_free (AlgoSurveyor *surveyor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSurveyor, algo_surveyor_free)

/* For one thread at a time: */

/* Measures one that was taken, here and now. */
void algo_surveyor_measure (AlgoSurveyor *surveyor, AlgoSnapshot *snapshot);
/* Measures the next, here and now. FALSE if there is none. */
gboolean algo_surveyor_measure_next (AlgoSurveyor *surveyor);
/* Measures all that there are, on all processors, until that is over. */
void algo_surveyor_measure_all (AlgoSurveyor *surveyor);
