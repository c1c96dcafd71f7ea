/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/generator.h"

#include "engine/error.h"
#include "engine/model/mixer.h"
#include "engine/model/noise.h"
#include "engine/model/target-network.h"
#include "engine/random.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ALIGNMENT 64

struct _AlgoGenerator
{
  const AlgoKernels *kernels;
  const AlgoParameterTable *table; /* what there is room for, NULL at first: */
  guint most_inputs, most_hidden;
  AlgoGeometry *geometry;
  AlgoHypernetwork *hypernetwork;
  AlgoReal *weights, *noise;
  /* What the geometry and the noise are of; no inputs while they are of nothing. */
  guint inputs, hidden;
  guint64 seed;
  guint draw;
  AlgoProbe *probe; /* NULL until asked for, then of these: */
  guint probe_inputs;
  const AlgoTask *probe_task;
  gsize probe_points;
  guint64 probe_seed;
};

AlgoGenerator *
algo_generator_new (void)
{
  AlgoGenerator *self = g_new0 (AlgoGenerator, 1);

  self->kernels = algo_kernels_get_default ();
  return self;
}

static void
clear_room (AlgoGenerator *self)
{
  g_clear_pointer (&self->geometry, algo_geometry_free);
  g_clear_pointer (&self->hypernetwork, algo_hypernetwork_free);
  g_clear_pointer (&self->weights, g_aligned_free);
  g_clear_pointer (&self->noise, g_aligned_free);
  self->inputs = 0;
}

void
algo_generator_free (AlgoGenerator *generator)
{
  if (generator == NULL)
    return;
  clear_room (generator);
  g_clear_pointer (&generator->probe, algo_probe_free);
  g_free (generator);
}

static void
make_room (AlgoGenerator *self, const AlgoParameterTable *table, guint inputs, guint hidden)
{
  if (table == self->table && inputs <= self->most_inputs && hidden <= self->most_hidden)
    return;
  clear_room (self);
  self->table = table;
  self->most_inputs = MAX (inputs, self->most_inputs);
  self->most_hidden = MAX (hidden, self->most_hidden);
  self->geometry = algo_geometry_new (table, self->most_inputs, self->most_hidden);
  self->hypernetwork =
      algo_hypernetwork_new (self->kernels, table, self->most_inputs, self->most_hidden);
  self->weights = g_aligned_alloc (table->count, sizeof (AlgoReal), ALIGNMENT);
  self->noise =
      g_aligned_alloc (algo_noise_count (table->levels, self->most_inputs, self->most_hidden),
                       sizeof (AlgoReal), ALIGNMENT);
}

/* Over a grid of betas only the weights differ. */
static void
set_size_and_noise (AlgoGenerator *self, guint inputs, guint hidden, guint64 seed, guint draw)
{
  const gsize count = algo_noise_count (self->table->levels, inputs, hidden);
  AlgoRandom random;

  if (inputs == self->inputs && hidden == self->hidden && seed == self->seed && draw == self->draw)
    return;
  algo_geometry_set (self->geometry, inputs, hidden);
  algo_random_init (&random, seed, draw, 0, ALGO_RANDOM_DRAW);
  algo_random_normal (&random, count, self->noise);
  if (self->table->model != ALGO_MODEL_REFERENCE)
    algo_noise_bound (count, self->noise);
  self->inputs = inputs;
  self->hidden = hidden;
  self->seed = seed;
  self->draw = draw;
}

AlgoNetwork *
algo_generator_generate (AlgoGenerator *generator,
                         const AlgoParameters *parameters,
                         const AlgoQuestion *question,
                         guint draw,
                         double *kl,
                         GError **error)
{
  const guint levels = parameters->table->levels;
  const guint inputs = question->inputs, hidden = question->hidden;
  AlgoNoise noise[ALGO_MAX_LEVELS];
  AlgoMixerTrace mixer;
  const AlgoTargetWeights *target;
  g_autoptr (AlgoNetwork) network = NULL;
  double nats = 0;

  if (!algo_size_validate (inputs, hidden, error))
    return NULL;
  make_room (generator, parameters->table, inputs, hidden);
  if (generator->geometry->task != parameters->task)
    {
      algo_geometry_set_task (generator->geometry, parameters->task);
      generator->inputs = 0;
    }
  set_size_and_noise (generator, inputs, hidden, question->noise_seed, draw);
  algo_noise_split (generator->noise, levels, inputs, hidden, noise);
  algo_mixer_forward (parameters, question->log_beta, &mixer);
  algo_mixer_combine (generator->kernels, parameters, &mixer, generator->weights);
  target = question->from_prior
               ? algo_hypernetwork_forward_from_prior (generator->hypernetwork, generator->weights,
                                                       generator->geometry, noise)
               : algo_hypernetwork_forward (generator->hypernetwork, generator->weights,
                                            generator->geometry, noise, &nats);
  network = algo_target_to_network (target, inputs, hidden);
  network->task = parameters->task;
  if (!algo_network_is_finite (network) || !isfinite (nats))
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED,
                   _ ("the network written at log10 beta %.2f has weights that are not finite"),
                   question->log_beta);
      return NULL;
    }
  if (kl != NULL)
    *kl = nats;
  return g_steal_pointer (&network);
}

AlgoProbe *
algo_generator_get_probe (AlgoGenerator *generator,
                          const AlgoTask *task,
                          guint inputs,
                          gsize points,
                          guint64 seed)
{
  if (generator->probe != NULL && task == generator->probe_task && inputs == generator->probe_inputs
      && points == generator->probe_points && seed == generator->probe_seed)
    return generator->probe;
  g_clear_pointer (&generator->probe, algo_probe_free);
  generator->probe = algo_probe_new (task, inputs, points, seed);
  generator->probe_task = task;
  generator->probe_inputs = inputs;
  generator->probe_points = points;
  generator->probe_seed = seed;
  return generator->probe;
}
