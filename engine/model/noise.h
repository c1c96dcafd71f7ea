/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sample's latent noise in one block: level by level, hidden neurons, edges, spokes. */
#pragma once

#include "engine/model/hypernetwork.h"

/* Values of all levels together. */
gsize algo_noise_count (guint levels, guint inputs, guint hidden);

/* Points `noise` (levels) into `block` (algo_noise_count() values). */
void algo_noise_split (const AlgoReal *block,
                       guint levels,
                       guint inputs,
                       guint hidden,
                       AlgoNoise *noise);
