/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The injection of latents into the decoder's features of one kind, at one level.
 *
 * x + embed (z), with z drawn from a posterior that is an offset from the prior in the prior's own
 * units. The prior reads the decoder's features, the offset those and what the encoder has seen. It
 * is the sum of what each says, so what the encoder says is worked out once for rows that look
 * alike to it: rows of the decoder stand in `segments` of `length`, and segment s looks to the
 * encoder like the `length` rows from seen_first[s], or each of its rows
 * like one that is named. */
#pragma once

#include "engine/model/affine.h"
#include "engine/model/arena.h"

/* What the decoder tells apart yet, and how many rows it gives. */
typedef enum
{
  ALGO_ROWS_ALIKE,    /* nothing: one */
  ALGO_ROWS_BY_PLACE, /* the rows of a segment, all segments alike: `length` */
  ALGO_ROWS_DIFFER,   /* all */
} AlgoRows;

typedef struct
{
  guint segments, length;
  const guint *seen_first; /* (segments); NULL: segment s looks like row s * length */
  const guint *seen_row;   /* (segments, length) instead, or NULL */
  guint seen;              /* rows the encoder tells apart */
  AlgoRows rows;
} AlgoLatentShape;

/* What a forward pass leaves for its backward pass. */
typedef struct
{
  AlgoReal *normal, *inverse; /* (rows, d), of the decoder's features */
  AlgoReal *prior;            /* (rows, 2 Z) */
  AlgoReal *of_seen;          /* (seen, 2 Z) */
  AlgoReal *offset;           /* (rows, 2 Z) */
  AlgoReal *z;                /* (rows, Z) */
  AlgoReal *out;              /* (rows, d): the result */
} AlgoLatentTrace;

typedef struct
{
  AlgoReal *dz, *dprior, *doffset, *dof_seen; /* (rows, Z or 2 Z) */
  AlgoReal *dnormal;                          /* (rows, d) */
} AlgoLatentScratch;

void algo_latent_trace_layout (AlgoLatentTrace *trace, AlgoArena *arena, gsize rows, gsize seen);
void algo_latent_scratch_layout (AlgoLatentScratch *scratch, AlgoArena *arena, gsize rows);

/* Makes trace->out; returns the KL in nats. Without `seen_normal` (NULL) the latents are drawn from
 * the prior itself, at no KL, and there is no backward pass. */
double algo_latent_forward (const AlgoAffineContext *context,
                            const AlgoLatentLayout *layout,
                            const AlgoLatentShape *shape,
                            const AlgoReal *x,           /* (rows, d), or as many as it gives */
                            const AlgoReal *seen_normal, /* (seen, d), or NULL */
                            const AlgoReal *noise,       /* (rows, Z) */
                            AlgoLatentTrace *trace);

typedef struct
{
  const AlgoReal *out;   /* (rows, d): of trace->out, given */
  AlgoReal kl;           /* given */
  AlgoReal *x;           /* as x, replaced; may be `out` where all rows differ */
  AlgoReal *seen_normal; /* (seen, d), added to */
} AlgoLatentGradient;

/* Adds to the weights' gradients, too. */
void algo_latent_backward (const AlgoAffineContext *context,
                           const AlgoLatentLayout *layout,
                           const AlgoLatentShape *shape,
                           const AlgoReal *seen_normal,
                           const AlgoReal *noise,
                           const AlgoLatentTrace *trace,
                           AlgoLatentScratch *scratch,
                           const AlgoLatentGradient *gradient);
