/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/direct.h"

#include "engine/blas.h"
#include "engine/error.h"
#include "engine/kernels/kernels.h"
#include "engine/model/target-network.h"
#include "engine/model/target.h"
#include "engine/random.h"
#include "engine/training/optimizer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define ALIGNMENT 64

enum
{
  STREAM_WEIGHTS,
  STREAM_POINTS,
};

struct _AlgoDirect
{
  AlgoDirectSettings settings;
  guint64 step;
  gboolean diverged;
  gsize count; /* of weights */
  AlgoWorkers *workers;
  AlgoOptimizer *optimizer;
  AlgoTargetWorkspace *workspace;
  /* One block each, W0 (h, n), b0 (h), W1 (h) and b1. The last weights at which the error and its
   * gradient were finite are kept until the next are known to give that too. */
  AlgoReal *current, *previous, *gradient;
  AlgoReal *x; /* (inputs, points) */
};

gboolean
algo_direct_settings_validate (const AlgoDirectSettings *settings, GError **error)
{
  AlgoSettings as_run = ALGO_SETTINGS_DEFAULT;

  as_run.points = settings->points;
  as_run.steps = settings->steps;
  as_run.rate = settings->rate;
  return algo_size_validate (settings->inputs, settings->hidden, error)
         && algo_settings_validate (&as_run, error);
}

static const AlgoTask *
task_of (const AlgoDirect *self)
{
  return self->settings.task != NULL ? self->settings.task : &algo_task_l1;
}

static AlgoTargetWeights
view_target (const AlgoDirect *self, AlgoReal *block)
{
  const gsize n = self->settings.inputs, h = self->settings.hidden;

  return (AlgoTargetWeights){ block, block + n * h, block + n * h + h, block[self->count - 1] };
}

static void
initialise (AlgoDirect *self)
{
  const gsize n = self->settings.inputs, h = self->settings.hidden;
  const AlgoTargetWeights target = view_target (self, self->current);
  AlgoRandom random;

  algo_random_init (&random, self->settings.seed, 0, STREAM_WEIGHTS, ALGO_RANDOM_DIRECT);
  algo_random_normal (&random, n * h, target.W0);
  algo_random_normal (&random, h, target.W1);
  for (gsize i = 0; i < n * h; i++)
    target.W0[i] /= sqrtf ((float) n);
  for (gsize j = 0; j < h; j++)
    target.W1[j] /= sqrtf ((float) h);
}

static AlgoReal *
new_block (gsize count)
{
  return g_aligned_alloc0 (count, sizeof (AlgoReal), ALIGNMENT);
}

AlgoDirect *
algo_direct_new (const AlgoDirectSettings *settings, GError **error)
{
  const AlgoKernels *kernels = algo_kernels_get_default ();
  AlgoDirect *self;

  if (!algo_direct_settings_validate (settings, error))
    return NULL;
  algo_blas_prepare ();
  self = g_new0 (AlgoDirect, 1);
  self->settings = *settings;
  self->count = (gsize) settings->hidden * (settings->inputs + 2) + 1;
  self->workers = algo_workers_new (1);
  self->optimizer =
      algo_optimizer_new (kernels, self->workers, self->count, settings->rate, settings->steps);
  self->workspace =
      algo_target_workspace_new (kernels, settings->inputs, settings->hidden, settings->points);
  algo_target_workspace_set_task (self->workspace, task_of (self));
  self->current = new_block (self->count);
  self->previous = new_block (self->count);
  self->gradient = new_block (self->count);
  self->x = new_block ((gsize) settings->inputs * settings->points);
  initialise (self);
  return self;
}

void
algo_direct_free (AlgoDirect *direct)
{
  if (direct == NULL)
    return;
  algo_optimizer_free (direct->optimizer);
  algo_workers_free (direct->workers);
  algo_target_workspace_free (direct->workspace);
  g_aligned_free (direct->current);
  g_aligned_free (direct->previous);
  g_aligned_free (direct->gradient);
  g_aligned_free (direct->x);
  g_free (direct);
}

static gboolean
fail (AlgoDirect *self, double unexplained, double norm, GError **error)
{
  AlgoReal *unfit = self->current;

  if (!self->diverged && self->step > 0)
    {
      self->current = self->previous;
      self->previous = unfit;
    }
  self->diverged = TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED,
               _ ("direct training diverged after step %" PRIu64
                  ": the error is %g, the gradient's norm %g"),
               self->step, unexplained, norm);
  return FALSE;
}

/* The error on fresh points; its gradient is put in the gradient's block. */
static double
evaluate (AlgoDirect *self)
{
  const AlgoDirectSettings *settings = &self->settings;
  const guint n = settings->inputs, h = settings->hidden, points = settings->points;
  const AlgoTargetWeights target = view_target (self, self->current);
  const AlgoTargetWeights gradient = view_target (self, self->gradient);
  const AlgoTargetWeights *found;
  AlgoRandom random;
  double unexplained;

  algo_random_init (&random, settings->seed, self->step, STREAM_POINTS, ALGO_RANDOM_DIRECT);
  algo_random_normal (&random, (gsize) n * points, self->x);
  unexplained = algo_target_unexplained (self->workspace, &target, n, h, points, self->x);
  found = algo_target_backward (self->workspace, &target, n, h, points, self->x, 1);
  memcpy (gradient.W0, found->W0, (gsize) n * h * sizeof (AlgoReal));
  memcpy (gradient.b0, found->b0, h * sizeof (AlgoReal));
  memcpy (gradient.W1, found->W1, h * sizeof (AlgoReal));
  self->gradient[self->count - 1] = found->b1;
  return unexplained;
}

gboolean
algo_direct_step (AlgoDirect *direct, AlgoDirectMetrics *metrics, GError **error)
{
  AlgoReal *next = direct->previous;
  double unexplained, norm, rate;

  if (direct->diverged)
    return fail (direct, NAN, NAN, error);
  unexplained = evaluate (direct);
  norm = algo_optimizer_norm (direct->optimizer, direct->gradient);
  if (!isfinite (unexplained) || !isfinite (norm))
    return fail (direct, unexplained, norm, error);

  rate = algo_optimizer_get_rate (direct->optimizer);
  algo_optimizer_step (direct->optimizer, direct->gradient, norm, direct->current, next);
  direct->previous = direct->current;
  direct->current = next;
  direct->step++;
  if (metrics != NULL)
    *metrics = (AlgoDirectMetrics){
      .step = direct->step, .unexplained = unexplained, .gradient_norm = norm, .rate = rate
    };
  return TRUE;
}

guint64
algo_direct_get_step (const AlgoDirect *direct)
{
  return direct->step;
}

const AlgoDirectSettings *
algo_direct_get_settings (const AlgoDirect *direct)
{
  return &direct->settings;
}

AlgoNetwork *
algo_direct_copy_network (const AlgoDirect *direct)
{
  const AlgoTargetWeights target = view_target (direct, direct->current);

  AlgoNetwork *network =
      algo_target_to_network (&target, direct->settings.inputs, direct->settings.hidden);

  network->task = task_of (direct);
  return network;
}
