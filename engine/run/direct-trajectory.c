/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/direct-trajectory.h"

#include <string.h>

#define POINTS 1024 /* on which a network on the way is judged */
#define POINTS_SEED 0

struct _AlgoDirectTracer
{
  AlgoDirect *direct;
  AlgoProbe *probe;
  gboolean diverged;
  guint64 stride; /* between the points kept */
  guint n_points;
  AlgoDirectPoint points[ALGO_DIRECT_POINTS - 1];
};

AlgoDirectSettings
algo_direct_settings_beside (const AlgoSettings *run, guint inputs, guint hidden)
{
  AlgoDirectSettings settings = ALGO_DIRECT_SETTINGS_DEFAULT;

  settings.seed = run->seed;
  settings.steps = run->steps;
  settings.task = run->task;
  settings.inputs = inputs;
  settings.hidden = hidden;
  return settings;
}

AlgoDirectTrajectory *
algo_direct_trajectory_new (const AlgoDirectSettings *settings, guint64 steps, GError **error)
{
  g_autoptr (AlgoDirectTracer) tracer = algo_direct_tracer_new (settings, error);

  if (tracer == NULL)
    return NULL;
  for (guint64 i = 0; i < steps && algo_direct_tracer_step (tracer); i++)
    ;
  return algo_direct_tracer_make_trajectory (tracer);
}

AlgoDirectTrajectory *
algo_direct_trajectory_ref (AlgoDirectTrajectory *trajectory)
{
  return g_atomic_rc_box_acquire (trajectory);
}

static void
trajectory_clear (gpointer data)
{
  const AlgoDirectTrajectory *trajectory = data;

  for (guint i = 0; i < trajectory->n_points; i++)
    algo_network_unref (trajectory->points[i].network);
  algo_observation_unref (trajectory->observation);
}

void
algo_direct_trajectory_unref (AlgoDirectTrajectory *trajectory)
{
  g_atomic_rc_box_release_full (trajectory, trajectory_clear);
}

const AlgoDirectPoint *
algo_direct_trajectory_find (const AlgoDirectTrajectory *trajectory, gint64 step)
{
  guint i = trajectory->n_points - 1;

  while (step >= 0 && i > 0 && trajectory->points[i].step > (guint64) step)
    i--;
  return &trajectory->points[i];
}

/* Every other point goes, and there will be half as many from now on. */
static void
thin_points (AlgoDirectTracer *tracer)
{
  guint kept = 0;

  for (guint i = 0; i < tracer->n_points; i++)
    if (i % 2 == 0)
      tracer->points[kept++] = tracer->points[i];
    else
      algo_network_unref (tracer->points[i].network);
  tracer->n_points = kept;
  tracer->stride *= 2;
}

static void
keep_point (AlgoDirectTracer *tracer)
{
  AlgoNetwork *network = algo_direct_copy_network (tracer->direct);
  AlgoOrderParameters parameters;
  AlgoClassification classification;

  algo_order_parameters_probe (network, tracer->probe, &parameters);
  algo_classify (&parameters, &classification);
  tracer->points[tracer->n_points++] =
      (AlgoDirectPoint){ .step = algo_direct_get_step (tracer->direct),
                         .network = network,
                         .phase = classification.phase,
                         .confidence = classification.confidence,
                         .unexplained = parameters.unexplained };
}

AlgoDirectTracer *
algo_direct_tracer_new (const AlgoDirectSettings *settings, GError **error)
{
  AlgoDirect *direct = algo_direct_new (settings, error);
  AlgoDirectTracer *tracer;

  if (direct == NULL)
    return NULL;
  tracer = g_new0 (AlgoDirectTracer, 1);
  tracer->direct = direct;
  tracer->probe = algo_probe_new (settings->task != NULL ? settings->task : &algo_task_l1,
                                  settings->inputs, POINTS, POINTS_SEED);
  /* All steps of the schedule without thinning. */
  tracer->stride = settings->steps / G_N_ELEMENTS (tracer->points) + 1;
  keep_point (tracer);
  return tracer;
}

void
algo_direct_tracer_free (AlgoDirectTracer *tracer)
{
  for (guint i = 0; i < tracer->n_points; i++)
    algo_network_unref (tracer->points[i].network);
  algo_probe_free (tracer->probe);
  algo_direct_free (tracer->direct);
  g_free (tracer);
}

gboolean
algo_direct_tracer_step (AlgoDirectTracer *tracer)
{
  if (tracer->diverged || !algo_direct_step (tracer->direct, NULL, NULL))
    {
      tracer->diverged = TRUE;
      return FALSE;
    }
  if (algo_direct_get_step (tracer->direct) % tracer->stride != 0)
    return TRUE;
  if (tracer->n_points == G_N_ELEMENTS (tracer->points))
    thin_points (tracer);
  if (algo_direct_get_step (tracer->direct) % tracer->stride == 0)
    keep_point (tracer);
  return TRUE;
}

gboolean
algo_direct_tracer_has_diverged (const AlgoDirectTracer *tracer)
{
  return tracer->diverged;
}

guint64
algo_direct_tracer_get_step (const AlgoDirectTracer *tracer)
{
  return algo_direct_get_step (tracer->direct);
}

const AlgoDirectSettings *
algo_direct_tracer_get_settings (const AlgoDirectTracer *tracer)
{
  return algo_direct_get_settings (tracer->direct);
}

/* The last step replaces the point that was kept of it. */
static void
add_last_point (AlgoDirectTrajectory *trajectory, guint64 step)
{
  const AlgoObservation *observation = trajectory->observation;
  AlgoDirectPoint *point = &trajectory->points[trajectory->n_points];

  if (point > trajectory->points && point[-1].step == step)
    algo_network_unref ((--point)->network);
  else
    trajectory->n_points++;
  *point = (AlgoDirectPoint){ .step = step,
                              .network = algo_network_ref (observation->network),
                              .phase = observation->classification.phase,
                              .confidence = observation->classification.confidence,
                              .unexplained = observation->parameters.unexplained };
}

AlgoDirectTrajectory *
algo_direct_tracer_make_trajectory (const AlgoDirectTracer *tracer)
{
  AlgoDirectTrajectory *trajectory = g_atomic_rc_box_new0 (AlgoDirectTrajectory);
  g_autoptr (AlgoNetwork) network = algo_direct_copy_network (tracer->direct);

  trajectory->settings = *algo_direct_get_settings (tracer->direct);
  trajectory->observation = algo_observation_new_for_network (network, POINTS_SEED);
  trajectory->diverged = tracer->diverged;
  trajectory->n_points = tracer->n_points;
  memcpy (trajectory->points, tracer->points, tracer->n_points * sizeof *tracer->points);
  for (guint i = 0; i < trajectory->n_points; i++)
    algo_network_ref (trajectory->points[i].network);
  add_last_point (trajectory, algo_direct_get_step (tracer->direct));
  return trajectory;
}
