/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The residual update of the links of a graph, its edges or its spokes, from both their ends, and
 * what is read of them afterwards: keys, values and, in the last block, a weight.
 *
 * Links stand in `groups` of `rows`; all of a group share one end. They are worked on a few groups
 * at a time, so that everything between stays in the first cache. */
#pragma once

#include "engine/model/affine.h"
#include "engine/model/arena.h"

typedef struct
{
  const AlgoAffine *from_link, *out, *value;
  const AlgoAffine *key;     /* NULL: no keys are wanted */
  const AlgoAffine *readout; /* to one channel; NULL: no weights are wanted */
  guint groups, rows;
  gboolean other_varies; /* whether the ends that are not shared differ from row to row */
} AlgoLinks;

/* What a forward pass leaves for its backward pass; links = groups * rows. */
typedef struct
{
  AlgoReal *normal, *inverse, *argument, *activation;
  AlgoReal *out_normal, *out_inverse;
  AlgoReal *key, *value; /* (links, d) */
  AlgoReal *weight;      /* (links) */
} AlgoLinksTrace;

/* Gradients; all but `links` are consumed. */
typedef struct
{
  AlgoReal *key;    /* (links, d), given unless there are no keys; scratch in any case */
  AlgoReal *value;  /* (links, d), given */
  AlgoReal *weight; /* (links), given if there is a readout */
  AlgoReal
      *links; /* (links, d), of the updated links in, of the links out; not read with a readout */
  AlgoReal *shared; /* (groups, d), added to */
  AlgoReal *other;  /* (rows, d) or (1, d), added to */
  AlgoReal *inner;  /* (links, d), scratch */
} AlgoLinksGradient;

void algo_links_trace_layout (AlgoLinksTrace *trace, AlgoArena *arena, gsize links);

/* out = in + map_out (swish (from_link (normalise (in)) + shared + other)), and what is read of it.
 */
void algo_links_forward (const AlgoAffineContext *context,
                         const AlgoLinks *links,
                         const AlgoReal *shared, /* (groups, d) */
                         const AlgoReal *other,  /* (rows, d) or (1, d) */
                         const AlgoReal *in,     /* (links, d) */
                         AlgoReal *out,          /* (links, d) */
                         AlgoLinksTrace *trace);

void algo_links_backward (const AlgoAffineContext *context,
                          const AlgoLinks *links,
                          const AlgoLinksTrace *trace,
                          const AlgoLinksGradient *gradient);
