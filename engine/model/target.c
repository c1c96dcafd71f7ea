/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/target.h"

#include "engine/model/arena.h"

#include <math.h>
#include <string.h>

struct _AlgoTargetWorkspace
{
  const AlgoKernels *kernels;
  const AlgoTask *task;
  AlgoArena arena;
  AlgoReal *argument;   /* (h, points) of the swish units; then its gradient */
  AlgoReal *y;          /* (points) */
  AlgoReal *difference; /* (points) y less the task */
  AlgoTargetWeights d;
};

static void
layout (AlgoTargetWorkspace *self, gsize inputs, gsize hidden, gsize points)
{
  self->argument = algo_arena_take (&self->arena, hidden * points);
  self->y = algo_arena_take (&self->arena, points);
  self->difference = algo_arena_take (&self->arena, points);
  self->d.W0 = algo_arena_take (&self->arena, hidden * inputs);
  self->d.b0 = algo_arena_take (&self->arena, hidden);
  self->d.W1 = algo_arena_take (&self->arena, hidden);
}

AlgoTargetWorkspace *
algo_target_workspace_new (const AlgoKernels *kernels,
                           guint most_inputs,
                           guint most_hidden,
                           guint most_points)
{
  AlgoTargetWorkspace *self = g_new0 (AlgoTargetWorkspace, 1);

  self->kernels = kernels;
  self->task = &algo_task_l1;
  layout (self, most_inputs, most_hidden, most_points);
  algo_arena_allocate (&self->arena);
  layout (self, most_inputs, most_hidden, most_points);
  return self;
}

void
algo_target_workspace_free (AlgoTargetWorkspace *workspace)
{
  if (workspace == NULL)
    return;
  g_aligned_free (workspace->arena.base);
  g_free (workspace);
}

void
algo_target_workspace_set_task (AlgoTargetWorkspace *workspace, const AlgoTask *task)
{
  workspace->task = task;
}

static double
task_variance (const AlgoTargetWorkspace *self, guint inputs)
{
  return algo_task_moments (self->task, inputs).variance;
}

double
algo_target_unexplained (AlgoTargetWorkspace *self,
                         const AlgoTargetWeights *target,
                         guint inputs,
                         guint hidden,
                         guint points,
                         const AlgoReal *x)
{
  self->kernels->multiply (FALSE, FALSE, hidden, points, inputs, target->W0, x, FALSE,
                           self->argument);
  for (guint p = 0; p < points; p++)
    self->y[p] = target->b1;
  for (guint j = 0; j < hidden; j++)
    self->kernels->neuron (points, target->b0[j], target->W1[j],
                           self->argument + (gsize) j * points, self->y);
  memcpy (self->difference, self->y, points * sizeof (AlgoReal));
  algo_task_subtract (self->task, inputs, points, x, self->difference);
  return self->kernels->dot (points, self->difference, self->difference)
         / (points * task_variance (self, inputs));
}

double
algo_target_mean_output (const AlgoTargetWorkspace *self, guint points)
{
  double sum = 0;

  for (guint p = 0; p < points; p++)
    sum += self->y[p];
  return sum / points;
}

double
algo_target_output_variance (const AlgoTargetWorkspace *self, guint points)
{
  const double mean = algo_target_mean_output (self, points);
  double squares = 0;

  for (guint p = 0; p < points; p++)
    squares += (self->y[p] - mean) * (self->y[p] - mean);
  return squares / points;
}

AlgoTargetWeights *
algo_target_backward (AlgoTargetWorkspace *self,
                      const AlgoTargetWeights *target,
                      guint inputs,
                      guint hidden,
                      guint points,
                      const AlgoReal *x,
                      AlgoReal dunexplained)
{
  const AlgoReal scale = 2 * dunexplained / (points * task_variance (self, inputs));
  AlgoReal *dy = self->difference;

  self->d.b1 = 0;
  for (guint p = 0; p < points; p++)
    {
      dy[p] *= scale;
      self->d.b1 += dy[p];
    }
  for (guint j = 0; j < hidden; j++)
    self->kernels->neuron_backward (points, target->W1[j], dy, self->argument + (gsize) j * points,
                                    &self->d.b0[j], &self->d.W1[j]);
  self->kernels->multiply (FALSE, TRUE, hidden, inputs, points, self->argument, x, FALSE,
                           self->d.W0);
  return &self->d;
}
