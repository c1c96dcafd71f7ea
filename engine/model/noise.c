/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/noise.h"

#include <math.h>

#define BOUND 2.5

gsize
algo_noise_count (guint levels, guint inputs, guint hidden)
{
  return (gsize) levels * hidden * (inputs + 2) * ALGO_LATENT + ALGO_NOISE_OF_BACKGROUND;
}

void
algo_noise_bound (gsize count, AlgoReal *noise)
{
  for (gsize at = 0; at + ALGO_LATENT <= count; at += ALGO_LATENT)
    {
      double square = 0;

      for (guint c = 0; c < ALGO_LATENT; c++)
        square += noise[at + c] * noise[at + c];
      if (square > BOUND * BOUND)
        for (guint c = 0; c < ALGO_LATENT; c++)
          noise[at + c] *= BOUND / sqrt (square);
    }
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
  noise[0].background = *block;
}
