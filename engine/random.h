/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counter-based random numbers: Philox4x32-10.
 *
 * Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11. A stream is a
 * pure function of seed, step, sample and purpose, so that any thread can draw any of it. */
#pragma once

#include <glib.h>

typedef enum
{
  ALGO_RANDOM_INITIALISE, /* parameters; `sample` is the parameter tensor */
  ALGO_RANDOM_CALIBRATE,
  ALGO_RANDOM_SIZE,    /* n of a step */
  ALGO_RANDOM_BETA,    /* log10 beta of a sample */
  ALGO_RANDOM_NOISE,   /* a sample's latent noise */
  ALGO_RANDOM_POINTS,  /* a sample's inputs x */
  ALGO_RANDOM_FRESH,   /* points on which a network is judged */
  ALGO_RANDOM_CURVES,  /* points on which it is drawn */
  ALGO_RANDOM_DRAW,    /* latent noise of a network asked for; `step` is the draw */
  ALGO_RANDOM_LAYOUT,  /* where neurons start in the drawing of a network */
  ALGO_RANDOM_EXPLAIN, /* points on which a formula is fitted and judged */
  ALGO_RANDOM_DIRECT,  /* weights of a network that is trained directly */
} AlgoRandomPurpose;

typedef struct
{
  guint32 key[2];     /* the seed */
  guint32 counter[4]; /* block number, purpose and sample, step (low, high) */
} AlgoRandom;

/* The block function itself: ten rounds on counter under key. */
void algo_philox (const guint32 counter[4], const guint32 key[2], guint32 out[4]);

void algo_random_init (AlgoRandom *random,
                       guint64 seed,
                       guint64 step,
                       guint32 sample, /* below 2^24 */
                       AlgoRandomPurpose purpose);

/* `count` numbers uniform on (0, 1). Every call starts at a new block of four numbers, so that
 * calls for multiples of four give what one call for their sum gives. */
void algo_random_uniform (AlgoRandom *random, gsize count, float *out);
/* `count` standard normal numbers, by Box and Muller's method; blocks as above. */
void algo_random_normal (AlgoRandom *random, gsize count, float *out);
/* A whole number uniform on [low, high], both included. */
guint algo_random_between (AlgoRandom *random, guint low, guint high);
