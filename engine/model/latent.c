/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/latent.h"

#include "engine/model/affine.h"

#include <string.h>

#define D ALGO_CHANNELS
#define Z ALGO_LATENT
#define PAIR (2 * ALGO_LATENT) /* a mean and a log deviation for each latent */
#define RAW_OF_PRIOR 2         /* what an offset has where the deviation is the prior's own */

static gsize
row_count (const AlgoLatentShape *shape)
{
  return (gsize) shape->segments * shape->length;
}

/* Rows that the decoder gives. */
static gsize
count_given (const AlgoLatentShape *shape)
{
  return shape->rows == ALGO_ROWS_ALIKE      ? 1
         : shape->rows == ALGO_ROWS_BY_PLACE ? shape->length
                                             : row_count (shape);
}

/* Runs of rows in which those that the decoder gives occur once, or all of the one. */
static guint
count_runs (const AlgoLatentShape *shape)
{
  return shape->rows == ALGO_ROWS_BY_PLACE ? shape->segments : 1;
}

static gsize
first_seen (const AlgoLatentShape *shape, guint segment)
{
  return shape->seen_first != NULL ? shape->seen_first[segment] : (gsize) segment * shape->length;
}

/* The two halves of the posterior's matrix: what it reads of the decoder and of the encoder. */
static AlgoAffine
posterior_of_decoder (const AlgoLatentLayout *layout)
{
  return (AlgoAffine){ layout->posterior.w, layout->posterior.b, D, PAIR };
}

static guint
posterior_of_encoder (const AlgoLatentLayout *layout)
{
  return layout->posterior.w + D * PAIR;
}

void
algo_latent_trace_layout (AlgoLatentTrace *trace, AlgoArena *arena, gsize rows, gsize seen)
{
  trace->normal = algo_arena_take (arena, rows * D);
  trace->inverse = algo_arena_take (arena, rows);
  trace->prior = algo_arena_take (arena, rows * PAIR);
  trace->of_seen = algo_arena_take (arena, seen * PAIR);
  trace->offset = algo_arena_take (arena, rows * PAIR);
  trace->z = algo_arena_take (arena, rows * Z);
  trace->out = algo_arena_take (arena, rows * D);
}

void
algo_latent_scratch_layout (AlgoLatentScratch *scratch, AlgoArena *arena, gsize rows)
{
  scratch->dz = algo_arena_take (arena, rows * Z);
  scratch->dprior = algo_arena_take (arena, rows * PAIR);
  scratch->doffset = algo_arena_take (arena, rows * PAIR);
  scratch->dof_seen = algo_arena_take (arena, rows * PAIR);
  scratch->dnormal = algo_arena_take (arena, rows * D);
}

/* Adds to a segment what the encoder says of its rows. */
static void
add_seen (const AlgoLatentShape *shape, guint segment, const AlgoReal *of_seen, AlgoReal *offset)
{
  const gsize span = (gsize) shape->length * PAIR;

  if (shape->seen_row == NULL)
    {
      of_seen += first_seen (shape, segment) * PAIR;
      for (gsize at = 0; at < span; at++)
        offset[at] += of_seen[at];
      return;
    }
  for (guint i = 0; i < shape->length; i++)
    for (guint c = 0; c < PAIR; c++)
      offset[i * PAIR + c] +=
          of_seen[shape->seen_row[(gsize) segment * shape->length + i] * PAIR + c];
}

/* The backward of it: adds to dof_seen. */
static void
add_to_seen (const AlgoLatentShape *shape,
             guint segment,
             const AlgoReal *doffset,
             AlgoReal *dof_seen)
{
  const gsize span = (gsize) shape->length * PAIR;

  if (shape->seen_row == NULL)
    {
      dof_seen += first_seen (shape, segment) * PAIR;
      for (gsize at = 0; at < span; at++)
        dof_seen[at] += doffset[at];
      return;
    }
  for (guint i = 0; i < shape->length; i++)
    for (guint c = 0; c < PAIR; c++)
      dof_seen[shape->seen_row[(gsize) segment * shape->length + i] * PAIR + c] +=
          doffset[i * PAIR + c];
}

/* trace->offset (rows): what the decoder says of a row and what the encoder says of its like. */
static void
make_offsets (const AlgoAffineContext *context,
              const AlgoLatentLayout *layout,
              const AlgoLatentShape *shape,
              const AlgoReal *seen_normal,
              AlgoLatentTrace *trace)
{
  const AlgoAffine of_decoder = posterior_of_decoder (layout);
  const gsize span = (gsize) shape->length * PAIR;
  AlgoReal common[PAIR] = { 0 };

  context->kernels->affine (shape->seen, D, PAIR, seen_normal,
                            context->weights + posterior_of_encoder (layout), NULL, NULL,
                            trace->of_seen);
  if (shape->rows != ALGO_ROWS_ALIKE)
    algo_affine (context, &of_decoder, count_given (shape), trace->normal, trace->offset);
  else
    {
      algo_affine (context, &of_decoder, 1, trace->normal, common);
      for (gsize row = 0; row < shape->seen; row++)
        for (guint c = 0; c < PAIR; c++)
          trace->of_seen[row * PAIR + c] += common[c];
    }
  for (guint run = 1; run < count_runs (shape); run++)
    memcpy (trace->offset + run * span, trace->offset, span * sizeof (AlgoReal));
  for (guint segment = 0; segment < shape->segments; segment++)
    if (shape->rows != ALGO_ROWS_ALIKE)
      add_seen (shape, segment, trace->of_seen, trace->offset + segment * span);
    else
      memcpy (trace->offset + segment * span, trace->of_seen + first_seen (shape, segment) * PAIR,
              span * sizeof (AlgoReal));
}

/* trace->offset (rows) of a posterior that is the prior. */
static void
make_no_offsets (const AlgoLatentShape *shape, AlgoLatentTrace *trace)
{
  const gsize count = row_count (shape) * PAIR;

  for (gsize at = 0; at < count; at++)
    trace->offset[at] = at % PAIR < Z ? 0 : RAW_OF_PRIOR;
}

/* trace->out = x + embed (z). */
static void
embed (const AlgoAffineContext *context,
       const AlgoLatentLayout *layout,
       const AlgoLatentShape *shape,
       const AlgoReal *x,
       AlgoLatentTrace *trace)
{
  const AlgoAffine *map = &layout->embed;
  const gsize given = count_given (shape);
  AlgoReal common[D];

  if (shape->rows != ALGO_ROWS_ALIKE)
    {
      for (guint run = 0; run < count_runs (shape); run++)
        algo_affine_add (context, map, given, trace->z + run * given * Z, x,
                         trace->out + run * given * D);
      return;
    }
  for (guint c = 0; c < D; c++)
    common[c] = context->weights[map->b + c] + x[c];
  context->kernels->affine (row_count (shape), map->in, map->out, trace->z,
                            context->weights + map->w, common, NULL, trace->out);
}

double
algo_latent_forward (const AlgoAffineContext *context,
                     const AlgoLatentLayout *layout,
                     const AlgoLatentShape *shape,
                     const AlgoReal *x,
                     const AlgoReal *seen_normal,
                     const AlgoReal *noise,
                     AlgoLatentTrace *trace)
{
  const AlgoKernels *kernels = context->kernels;
  const gsize given = count_given (shape), in_run = row_count (shape) / count_runs (shape);
  double kl = 0;

  kernels->normalise (given, x, trace->normal, trace->inverse);
  algo_affine (context, &layout->prior, given, trace->normal, trace->prior);
  if (seen_normal != NULL)
    make_offsets (context, layout, shape, seen_normal, trace);
  else
    make_no_offsets (shape, trace);
  for (gsize at = 0; at < row_count (shape); at += in_run)
    kl += kernels->latent (in_run, trace->prior, shape->rows != ALGO_ROWS_ALIKE,
                           trace->offset + at * PAIR, noise + at * Z, trace->z + at * Z);
  embed (context, layout, shape, x, trace);
  return kl;
}

/* Sums doffset over the rows that look alike to the encoder, and passes it on to both streams. */
static void
backward_offsets (const AlgoAffineContext *context,
                  const AlgoLatentLayout *layout,
                  const AlgoLatentShape *shape,
                  const AlgoReal *seen_normal,
                  const AlgoLatentTrace *trace,
                  AlgoLatentScratch *scratch,
                  AlgoReal *dseen_normal)
{
  const AlgoAffine of_decoder = posterior_of_decoder (layout);
  const guint of_encoder = posterior_of_encoder (layout);
  const gsize span = (gsize) shape->length * PAIR, seen = (gsize) shape->seen * PAIR;
  AlgoReal common[ALGO_MAX_INPUTS * PAIR] = { 0 };

  memset (scratch->dof_seen, 0, seen * sizeof (AlgoReal));
  for (guint segment = 0; segment < shape->segments; segment++)
    add_to_seen (shape, segment, scratch->doffset + segment * span, scratch->dof_seen);
  if (shape->rows == ALGO_ROWS_ALIKE)
    for (gsize row = 0; row < shape->seen; row++)
      for (guint c = 0; c < PAIR; c++)
        common[c] += scratch->dof_seen[row * PAIR + c];
  if (shape->rows == ALGO_ROWS_BY_PLACE)
    for (guint segment = 0; segment < shape->segments; segment++)
      for (gsize at = 0; at < span; at++)
        common[at] += scratch->doffset[segment * span + at];
  algo_affine_backward_add (context, &of_decoder, count_given (shape), trace->normal,
                            shape->rows == ALGO_ROWS_DIFFER ? scratch->doffset : common,
                            scratch->dnormal);
  context->kernels->affine_backward_weights (shape->seen, D, PAIR, seen_normal, scratch->dof_seen,
                                             context->dweights + of_encoder, NULL);
  context->kernels->affine_backward_input (shape->seen, D, PAIR, scratch->dof_seen,
                                           context->weights + of_encoder, TRUE, dseen_normal);
}

void
algo_latent_backward (const AlgoAffineContext *context,
                      const AlgoLatentLayout *layout,
                      const AlgoLatentShape *shape,
                      const AlgoReal *seen_normal,
                      const AlgoReal *noise,
                      const AlgoLatentTrace *trace,
                      AlgoLatentScratch *scratch,
                      const AlgoLatentGradient *gradient)
{
  const AlgoKernels *kernels = context->kernels;
  const gsize rows = row_count (shape), given = count_given (shape);
  const gsize in_run = rows / count_runs (shape);
  const AlgoReal *d = gradient->out;
  AlgoReal *dx = gradient->x;

  algo_affine_backward (context, &layout->embed, rows, trace->z, d, scratch->dz);
  memset (scratch->dprior, 0, given * PAIR * sizeof (AlgoReal));
  for (gsize at = 0; at < rows; at += in_run)
    kernels->latent_backward (in_run, trace->prior, shape->rows != ALGO_ROWS_ALIKE,
                              trace->offset + at * PAIR, noise + at * Z, scratch->dz + at * Z,
                              gradient->kl, scratch->dprior, scratch->doffset + at * PAIR);
  algo_affine_backward (context, &layout->prior, given, trace->normal, scratch->dprior,
                        scratch->dnormal);
  backward_offsets (context, layout, shape, seen_normal, trace, scratch, gradient->seen_normal);
  if (shape->rows != ALGO_ROWS_DIFFER)
    {
      memset (dx, 0, given * D * sizeof (AlgoReal));
      for (gsize at = 0; at < rows; at += given)
        for (gsize c = 0; c < given * D; c++)
          dx[c] += d[at * D + c];
    }
  else if (dx != d)
    memcpy (dx, d, rows * D * sizeof (AlgoReal));
  kernels->normalise_backward (given, trace->normal, trace->inverse, scratch->dnormal, dx);
}
