/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes target networks from a hypernetwork's parameters. */
#pragma once

#include "engine/model/parameters.h"
#include "engine/network.h"

/* What network is asked for. */
typedef struct
{
  double log_beta;
  guint inputs, hidden;
  guint64 noise_seed;
  gboolean from_prior; /* without the encoder: latents are drawn from the prior */
} AlgoQuestion;

/* Workspace for one thread; grows to the largest size asked for, so that a repeated question
 * allocates only its network. It keeps what questions in a row have in common. */
typedef struct _AlgoGenerator AlgoGenerator;

AlgoGenerator *algo_generator_new (void);
void algo_generator_free (AlgoGenerator *generator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoGenerator, algo_generator_free)

/* The network that `parameters` write at log10 beta (in the trained range), with latent noise keyed
 * by (noise seed, draw), bounded but in the reference model (see noise.h), and, optionally, its KL
 * in nats, 0 of one from the prior. Equal arguments give equal bits. NULL and ALGO_ERROR_SIZE if
 * the size is out of range, ALGO_ERROR_DIVERGED if a weight is not finite. */
AlgoNetwork *algo_generator_generate (AlgoGenerator *generator,
                                      const AlgoParameters *parameters,
                                      const AlgoQuestion *question,
                                      guint draw,
                                      double *kl,
                                      GError **error);

/* The points of algo_probe_new (task, inputs, points, seed), made anew only where others were asked
 * for last. Borrowed until the next call. */
AlgoProbe *algo_generator_get_probe (AlgoGenerator *generator,
                                     const AlgoTask *task,
                                     guint inputs,
                                     gsize points,
                                     guint64 seed);
