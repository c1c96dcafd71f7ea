/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/direct-samples.h"

#include <math.h>

/* Made in earnest, for only a tracer makes trajectories, then overwritten. */
AlgoDirectTrajectory *
direct_sample_new (AlgoNetwork *network, guint64 steps)
{
  AlgoDirectSettings settings = ALGO_DIRECT_SETTINGS_DEFAULT;
  g_autoptr (AlgoDirectTracer) tracer = NULL;
  AlgoDirectTrajectory *trajectory;

  settings.inputs = network->inputs;
  settings.hidden = network->hidden;
  tracer = algo_direct_tracer_new (&settings, NULL);
  trajectory = algo_direct_tracer_make_trajectory (tracer);
  algo_network_unref (trajectory->points[0].network);
  trajectory->n_points = MIN (steps, 80) + 1;
  for (guint i = 0; i < trajectory->n_points; i++)
    {
      const double time = (double) i / (trajectory->n_points - 1.0);

      trajectory->points[i] = (AlgoDirectPoint){
        .step = (guint64) (time * steps),
        .network = algo_network_ref (network),
        .phase = time < 0.05   ? ALGO_PHASE_UNFORMED
                 : time < 0.2  ? ALGO_PHASE_CONVEXITY
                 : time < 0.22 ? ALGO_PHASE_UNRECOGNISED
                 : time < 0.45 ? ALGO_PHASE_SCATTERED
                               : ALGO_PHASE_MIXED,
        .confidence = 0.8,
        .unexplained = 30 * pow (10, -5 * sqrt (time)) + 0.008 * (1 + 0.2 * sin (i)),
      };
    }
  return trajectory;
}

void
direct_sample_spoil (AlgoDirectTrajectory *trajectory)
{
  AlgoDirectPoint *points = trajectory->points;

  for (guint i = 0; i + 4 < trajectory->n_points; i += 5)
    {
      points[i].unexplained = NAN;
      points[i + 1].unexplained = INFINITY;
      points[i + 2].unexplained = 0;
      points[i + 3].unexplained = 1e30;
      points[i + 4].confidence = NAN;
    }
  points[trajectory->n_points - 1].unexplained = NAN;
}
