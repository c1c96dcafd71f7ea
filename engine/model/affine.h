/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Affine maps by their place in a block of weights. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/parameters.h"

typedef struct
{
  const AlgoKernels *kernels;
  const AlgoReal *weights; /* (P) */
  AlgoReal *dweights;      /* (P), added to; NULL in a forward pass */
} AlgoAffineContext;

/* y = x w + b with x (rows, in), y (rows, out). */
void algo_affine (const AlgoAffineContext *context,
                  const AlgoAffine *map,
                  gsize rows,
                  const AlgoReal *x,
                  AlgoReal *y);

/* y = addend + x w + b; addend (rows, out) may be y. */
void algo_affine_add (const AlgoAffineContext *context,
                      const AlgoAffine *map,
                      gsize rows,
                      const AlgoReal *x,
                      const AlgoReal *addend,
                      AlgoReal *y);

/* dx = dy w^T, and the gradients of w and b added to dweights. */
void algo_affine_backward (const AlgoAffineContext *context,
                           const AlgoAffine *map,
                           gsize rows,
                           const AlgoReal *x,
                           const AlgoReal *dy,
                           AlgoReal *dx);

/* As above with dx += dy w^T. */
void algo_affine_backward_add (const AlgoAffineContext *context,
                               const AlgoAffine *map,
                               gsize rows,
                               const AlgoReal *x,
                               const AlgoReal *dy,
                               AlgoReal *dx);

/* The gradients of w and b alone. */
void algo_affine_backward_weights (const AlgoAffineContext *context,
                                   const AlgoAffine *map,
                                   gsize rows,
                                   const AlgoReal *x,
                                   const AlgoReal *dy);
