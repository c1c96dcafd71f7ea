/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/affine.h"

void
algo_affine (const AlgoAffineContext *context,
             const AlgoAffine *map,
             gsize rows,
             const AlgoReal *x,
             AlgoReal *y)
{
  context->kernels->affine (rows, map->in, map->out, x, context->weights + map->w,
                            context->weights + map->b, NULL, y);
}

void
algo_affine_add (const AlgoAffineContext *context,
                 const AlgoAffine *map,
                 gsize rows,
                 const AlgoReal *x,
                 const AlgoReal *addend,
                 AlgoReal *y)
{
  context->kernels->affine (rows, map->in, map->out, x, context->weights + map->w,
                            context->weights + map->b, addend, y);
}

void
algo_affine_backward_weights (const AlgoAffineContext *context,
                              const AlgoAffine *map,
                              gsize rows,
                              const AlgoReal *x,
                              const AlgoReal *dy)
{
  context->kernels->affine_backward_weights (rows, map->in, map->out, x, dy,
                                             context->dweights + map->w,
                                             context->dweights + map->b);
}

void
algo_affine_backward (const AlgoAffineContext *context,
                      const AlgoAffine *map,
                      gsize rows,
                      const AlgoReal *x,
                      const AlgoReal *dy,
                      AlgoReal *dx)
{
  algo_affine_backward_weights (context, map, rows, x, dy);
  context->kernels->affine_backward_input (rows, map->in, map->out, dy, context->weights + map->w,
                                           FALSE, dx);
}

void
algo_affine_backward_add (const AlgoAffineContext *context,
                          const AlgoAffine *map,
                          gsize rows,
                          const AlgoReal *x,
                          const AlgoReal *dy,
                          AlgoReal *dx)
{
  algo_affine_backward_weights (context, map, rows, x, dy);
  context->kernels->affine_backward_input (rows, map->in, map->out, dy, context->weights + map->w,
                                           TRUE, dx);
}
