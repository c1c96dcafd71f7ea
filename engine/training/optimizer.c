/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/training/optimizer.h"

#include <math.h>
#include <string.h>

#define ALIGNMENT 64
#define CHUNK 16384 /* parameters in a task */
#define BETA1 0.9
#define BETA2 0.99
#define EPSILON 1e-8
#define CLIP 1.0
#define WARM_UP 100
#define FLOOR 0.05

struct _AlgoOptimizer
{
  const AlgoKernels *kernels;
  AlgoWorkers *workers;
  gsize count;
  double rate;
  guint64 steps, taken;
  AlgoReal *first_moment, *second_moment;
  double *squares; /* (chunks) */

  /* The step under way. */
  AlgoAdamStep step;
  const AlgoReal *gradient, *parameters;
  AlgoReal *next;
};

AlgoOptimizer *
algo_optimizer_new (const AlgoKernels *kernels,
                    AlgoWorkers *workers,
                    gsize count,
                    double rate,
                    guint64 steps)
{
  AlgoOptimizer *self = g_new0 (AlgoOptimizer, 1);

  self->kernels = kernels;
  self->workers = workers;
  self->count = count;
  self->rate = rate;
  self->steps = steps;
  self->first_moment = g_aligned_alloc0 (count, sizeof (AlgoReal), ALIGNMENT);
  self->second_moment = g_aligned_alloc0 (count, sizeof (AlgoReal), ALIGNMENT);
  self->squares = g_new0 (double, count / CHUNK + 1);
  return self;
}

void
algo_optimizer_free (AlgoOptimizer *optimizer)
{
  if (optimizer == NULL)
    return;
  g_aligned_free (optimizer->first_moment);
  g_aligned_free (optimizer->second_moment);
  g_free (optimizer->squares);
  g_free (optimizer);
}

void
algo_optimizer_get_state (const AlgoOptimizer *optimizer,
                          AlgoReal *first_moment,
                          AlgoReal *second_moment)
{
  memcpy (first_moment, optimizer->first_moment, optimizer->count * sizeof (AlgoReal));
  memcpy (second_moment, optimizer->second_moment, optimizer->count * sizeof (AlgoReal));
}

void
algo_optimizer_set_state (AlgoOptimizer *optimizer,
                          const AlgoReal *first_moment,
                          const AlgoReal *second_moment,
                          guint64 taken)
{
  memcpy (optimizer->first_moment, first_moment, optimizer->count * sizeof (AlgoReal));
  memcpy (optimizer->second_moment, second_moment, optimizer->count * sizeof (AlgoReal));
  optimizer->taken = taken;
}

void
algo_optimizer_set_rate (AlgoOptimizer *optimizer, double rate)
{
  optimizer->rate = rate;
}

double
algo_optimizer_get_rate (const AlgoOptimizer *optimizer)
{
  const double warm = MIN (1, (optimizer->taken + 1) / (double) WARM_UP);
  const double along = MIN (optimizer->taken, optimizer->steps) / (double) optimizer->steps;

  return optimizer->rate * warm * ((1 - FLOOR) * 0.5 * (1 + cos (G_PI * along)) + FLOOR);
}

static guint
chunk_count (const AlgoOptimizer *self)
{
  return (self->count + CHUNK - 1) / CHUNK;
}

static void
square_chunk (guint index, guint worker, gpointer data)
{
  AlgoOptimizer *self = data;
  const gsize first = (gsize) index * CHUNK;

  self->squares[index] = self->kernels->dot (MIN (CHUNK, self->count - first),
                                             self->gradient + first, self->gradient + first);
}

double
algo_optimizer_norm (AlgoOptimizer *optimizer, const AlgoReal *gradient)
{
  double sum = 0;

  optimizer->gradient = gradient;
  algo_workers_run (optimizer->workers, chunk_count (optimizer), square_chunk, optimizer);
  for (guint i = 0; i < chunk_count (optimizer); i++)
    sum += optimizer->squares[i];
  return sqrt (sum);
}

static void
step_chunk (guint index, guint worker, gpointer data)
{
  AlgoOptimizer *self = data;
  const gsize first = (gsize) index * CHUNK;

  self->kernels->adam (MIN (CHUNK, self->count - first), &self->step, self->gradient + first,
                       self->first_moment + first, self->second_moment + first,
                       self->parameters + first, self->next + first);
}

void
algo_optimizer_step (AlgoOptimizer *optimizer,
                     const AlgoReal *gradient,
                     double norm,
                     const AlgoReal *parameters,
                     AlgoReal *next)
{
  const double rate = algo_optimizer_get_rate (optimizer);
  const double t = ++optimizer->taken;

  optimizer->step = (AlgoAdamStep){
    .gradient_scale = MIN (1, CLIP / (norm + 1e-6)),
    .rate = rate / (1 - pow (BETA1, t)),
    .beta1 = BETA1,
    .beta2 = BETA2,
    .correction2 = 1 / (1 - pow (BETA2, t)),
    .epsilon = EPSILON,
  };
  optimizer->gradient = gradient;
  optimizer->parameters = parameters;
  optimizer->next = next;
  algo_workers_run (optimizer->workers, chunk_count (optimizer), step_chunk, optimizer);
}
