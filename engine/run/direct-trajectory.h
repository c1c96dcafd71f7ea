/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network that is trained directly (see direct.h), watched on its way: what it is now, and what
 * it was at steps evenly spread over those taken.
 *
 * A trajectory is immutable and reference-counted; functions on it may be called from any thread, a
 * tracer by one at a time. */
#pragma once

#include "engine/run/observation.h"
#include "engine/training/direct.h"

/* Of a network trained as long as a run, from its seed. */
AlgoDirectSettings
algo_direct_settings_beside (const AlgoSettings *run, guint inputs, guint hidden);

#define ALGO_DIRECT_POINTS 129 /* the most that are kept, the last step included */

typedef struct
{
  guint64 step;
  AlgoNetwork *network;
  AlgoPhase phase;
  double confidence; /* of one classification */
  double unexplained;
} AlgoDirectPoint;

typedef struct
{
  AlgoDirectSettings settings;
  AlgoObservation *observation; /* of the network at the last step */
  gboolean diverged;            /* and goes no further */
  guint n_points;               /* at least 1 */
  /* By growing step, from step 0 to the last; those between are multiples of one number. */
  AlgoDirectPoint points[ALGO_DIRECT_POINTS];
} AlgoDirectTrajectory;

/* What as many steps give, unless training diverges before. NULL and ALGO_ERROR_SIZE if the
 * settings are invalid. 4,000 steps take 0.2 s at n = 16, a second at n = 64. */
AlgoDirectTrajectory *
algo_direct_trajectory_new (const AlgoDirectSettings *settings, guint64 steps, GError **error);
AlgoDirectTrajectory *algo_direct_trajectory_ref (AlgoDirectTrajectory *trajectory);
void algo_direct_trajectory_unref (AlgoDirectTrajectory *trajectory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoDirectTrajectory, algo_direct_trajectory_unref)

/* The last point at or before `step`, or the last of all if it is negative. Borrowed. */
const AlgoDirectPoint *algo_direct_trajectory_find (const AlgoDirectTrajectory *trajectory,
                                                    gint64 step);

typedef struct _AlgoDirectTracer AlgoDirectTracer;

/* At step 0. NULL and ALGO_ERROR_SIZE if the settings are invalid. */
AlgoDirectTracer *algo_direct_tracer_new (const AlgoDirectSettings *settings, GError **error);
void algo_direct_tracer_free (AlgoDirectTracer *tracer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoDirectTracer, algo_direct_tracer_free)

/* Takes one step, and now and then looks where that led. FALSE when training has diverged. */
gboolean algo_direct_tracer_step (AlgoDirectTracer *tracer);
gboolean algo_direct_tracer_has_diverged (const AlgoDirectTracer *tracer);
guint64 algo_direct_tracer_get_step (const AlgoDirectTracer *tracer);
const AlgoDirectSettings *algo_direct_tracer_get_settings (const AlgoDirectTracer *tracer);
/* The trajectory so far, a new reference. The same steps of the same settings give the same. */
AlgoDirectTrajectory *algo_direct_tracer_make_trajectory (const AlgoDirectTracer *tracer);
