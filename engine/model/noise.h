/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sample's noise in one block: of latents level by level, hidden neurons, edges, spokes; then of
 * the background, which only the paired model has. */
#pragma once

#include "engine/model/hypernetwork.h"

#define ALGO_NOISE_OF_BACKGROUND 1 /* less than a latent's values, so that it is not bounded */

/* Values of all levels and of the background together. */
gsize algo_noise_count (guint levels, guint inputs, guint hidden);

/* Shortens the noise of every latent, a vector of Z values, to a length of 2.5 at most, which 4 in
 * 100 exceed.
 *
 * A neuron is told from n - 1 others by a latent that lies far from where theirs usually do, but no
 * farther than KL allows: one in some thousand of the others comes as far by chance, and is taken
 * for it. A network of n inputs has 3 n^2 chances of that. Networks that are looked at do without;
 * training, where rare chances count for little and KL is that of normal noise, has them. */
void algo_noise_bound (gsize count, AlgoReal *noise);

/* Points `noise` (levels) into `block` (algo_noise_count() values). */
void algo_noise_split (const AlgoReal *block,
                       guint levels,
                       guint inputs,
                       guint hidden,
                       AlgoNoise *noise);
