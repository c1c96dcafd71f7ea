/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/noise.h"

gsize
algo_noise_count (guint levels, guint inputs, guint hidden)
{
  return (gsize) levels * hidden * (inputs + 2) * ALGO_LATENT;
}

void
algo_noise_split (const AlgoReal *block, guint levels, guint inputs, guint hidden, AlgoNoise *noise)
{
  for (guint level = 0; level < levels; level++)
    {
      noise[level].hidden = block;
      block += (gsize) hidden * ALGO_LATENT;
      noise[level].edge = block;
      block += (gsize) hidden * inputs * ALGO_LATENT;
      noise[level].spoke = block;
      block += (gsize) hidden * ALGO_LATENT;
    }
}
