/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/links.h"

#include <string.h>

#define D ALGO_CHANNELS
#define LINKS_AT_ONCE 48 /* of 64 bytes in each of some ten arrays, in a cache of 32 KiB */

void
algo_links_trace_layout (AlgoLinksTrace *trace, AlgoArena *arena, gsize links)
{
  trace->normal = algo_arena_take (arena, links * D);
  trace->inverse = algo_arena_take (arena, links);
  trace->argument = algo_arena_take (arena, links * D);
  trace->activation = algo_arena_take (arena, links * D);
  trace->out_normal = algo_arena_take (arena, links * D);
  trace->out_inverse = algo_arena_take (arena, links);
  trace->key = algo_arena_take (arena, links * D);
  trace->value = algo_arena_take (arena, links * D);
  trace->weight = algo_arena_take (arena, links);
}

static guint
groups_at_once (const AlgoLinks *links)
{
  return MAX (1, LINKS_AT_ONCE / links->rows);
}

/* What links are made of: what each group shares, the other ends, and the links so far. */
typedef struct
{
  const AlgoReal *shared, *other, *in;
} LinkEnds;

static void
forward_groups (const AlgoAffineContext *context,
                const AlgoLinks *links,
                guint first,
                guint groups,
                const LinkEnds *ends,
                AlgoReal *out,
                AlgoLinksTrace *trace)
{
  const AlgoKernels *kernels = context->kernels;
  const AlgoReal *in = ends->in;
  const gsize count = (gsize) groups * links->rows, at = (gsize) first * links->rows;
  AlgoReal *argument = trace->argument + at * D, *activation = trace->activation + at * D;
  AlgoReal *normal = trace->out_normal + at * D;

  kernels->normalise (count, in + at * D, trace->normal + at * D, trace->inverse + at);
  algo_affine (context, links->from_link, count, trace->normal + at * D, argument);
  for (guint group = 0; group < groups; group++)
    kernels->swish_of_sum (links->rows, argument + (gsize) group * links->rows * D,
                           ends->shared + (first + group) * D, ends->other, links->other_varies,
                           activation + (gsize) group * links->rows * D);
  algo_affine_add (context, links->out, count, activation, in + at * D, out + at * D);
  kernels->normalise (count, out + at * D, normal, trace->out_inverse + at);
  algo_affine (context, links->value, count, normal, trace->value + at * D);
  if (links->key != NULL)
    algo_affine (context, links->key, count, normal, trace->key + at * D);
  if (links->readout != NULL)
    algo_affine (context, links->readout, count, normal, trace->weight + at);
}

void
algo_links_forward (const AlgoAffineContext *context,
                    const AlgoLinks *links,
                    const AlgoReal *shared,
                    const AlgoReal *other,
                    const AlgoReal *in,
                    AlgoReal *out,
                    AlgoLinksTrace *trace)
{
  const LinkEnds ends = { shared, other, in };
  const guint step = groups_at_once (links);

  for (guint first = 0; first < links->groups; first += step)
    forward_groups (context, links, first, MIN (step, links->groups - first), &ends, out, trace);
}

static void
backward_groups (const AlgoAffineContext *context,
                 const AlgoLinks *links,
                 guint first,
                 guint groups,
                 const AlgoLinksTrace *trace,
                 const AlgoLinksGradient *gradient)
{
  const AlgoKernels *kernels = context->kernels;
  const gsize count = (gsize) groups * links->rows, at = (gsize) first * links->rows;
  const AlgoReal *normal = trace->out_normal + at * D;
  AlgoReal *inner = gradient->inner + at * D, *dlinks = gradient->links + at * D;
  AlgoReal *dkey = gradient->key + at * D;

  algo_affine_backward (context, links->value, count, normal, gradient->value + at * D, inner);
  if (links->key != NULL)
    algo_affine_backward_add (context, links->key, count, normal, dkey, inner);
  if (links->readout != NULL)
    {
      algo_affine_backward_add (context, links->readout, count, normal, gradient->weight + at,
                                inner);
      memset (dlinks, 0, count * D * sizeof (AlgoReal));
    }
  kernels->normalise_backward (count, normal, trace->out_inverse + at, inner, dlinks);
  algo_affine_backward (context, links->out, count, trace->activation + at * D, dlinks, inner);
  for (guint group = 0; group < groups; group++)
    {
      const gsize in_group = (gsize) group * links->rows * D;

      kernels->swish_of_sum_backward (links->rows, trace->argument + at * D + in_group,
                                      inner + in_group, links->other_varies, inner + in_group,
                                      gradient->shared + (first + group) * D, gradient->other);
    }
  algo_affine_backward (context, links->from_link, count, trace->normal + at * D, inner, dkey);
  kernels->normalise_backward (count, trace->normal + at * D, trace->inverse + at, dkey, dlinks);
}

void
algo_links_backward (const AlgoAffineContext *context,
                     const AlgoLinks *links,
                     const AlgoLinksTrace *trace,
                     const AlgoLinksGradient *gradient)
{
  const guint step = groups_at_once (links);

  for (guint first = 0; first < links->groups; first += step)
    backward_groups (context, links, first, MIN (step, links->groups - first), trace, gradient);
}
