/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block of the graph transformer, residual throughout, over inputs, hidden neurons, the output,
 * edges between the first two and spokes from hidden neurons to the output.
 *
 * What is equal is worked out once. Hidden neurons come in as `groups`, each with one spoke and
 * `rows` edges; they leave as `hiddens`, each having attended to `window` edges of its group. For a
 * graph in which everything differs, a group is a hidden neuron; before the first latent, all of a
 * kind are equal and every count is one; for the encoder see geometry.h. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/model/links.h"

typedef struct
{
  guint inputs;            /* inputs told apart: as many as `rows`, or one */
  guint groups;            /* hidden neurons told apart on the way in */
  guint rows;              /* edges of a group */
  guint hiddens;           /* hidden neurons on the way out */
  guint window;            /* edges that each of them attends to */
  const guint *group;      /* (hiddens); NULL: hidden neuron j is group j */
  const guint *first;      /* (hiddens) the first edge of its window; NULL: j * rows */
  const guint *link;       /* (hiddens, window) or each of the edges in it, or NULL */
  gboolean updates_inputs; /* whether the inputs and the output are wanted; the first needs */
  gboolean updates_output; /* a window of all rows, the second a spoke for every hidden neuron */
  /* In the last block, what is read of edges and spokes instead of their features. */
  const AlgoAffine *edge_readout, *spoke_readout;
} AlgoGraphShape;

/* Features, d channels each: (inputs), (groups) or (hiddens), (1), (groups * rows), (groups). */
typedef struct
{
  AlgoReal *inputs, *hiddens, *output, *edges, *spokes;
} AlgoGraph;

/* The residual MLP at the end of a node's update, and what its backward needs. */
typedef struct
{
  AlgoReal *in, *normal, *inverse, *argument, *activation;
} AlgoNodeTrace;

/* What a forward pass leaves for its backward pass. */
typedef struct
{
  AlgoReal *input_normal, *input_inverse, *hidden_normal, *hidden_inverse;
  AlgoReal *output_normal, *output_inverse;
  AlgoReal *from_input, *from_hidden, *from_output;
  AlgoReal *input_query, *hidden_query, *output_query;
  AlgoReal *for_input, *for_hidden, *for_output;
  AlgoReal *input_weights, *hidden_weights, *output_weights;
  AlgoLinksTrace edge, spoke;
  AlgoNodeTrace input, hidden, output;
  AlgoGraph out; /* the block's result */
} AlgoBlockTrace;

/* Room for gradients of what lies between; one serves all blocks. */
typedef struct
{
  AlgoReal *link_key, *link_value, *link_inner; /* (most links, d) */
  AlgoReal *node_inner, *node_from;             /* (most nodes, d) */
  AlgoReal *node_wide;                          /* (most nodes, 2 d) */
  AlgoReal *input_normal, *hidden_normal, *output_normal;
  AlgoReal *ends; /* (most nodes, d) what the links took from one end */
  AlgoReal *query, *spoke_value;
  AlgoReal *from_output;
} AlgoBlockScratch;

/* Lays out room for shapes up to these counts (see arena.h). */
void algo_block_trace_layout (AlgoBlockTrace *trace, AlgoArena *arena, const AlgoGraphShape *most);
void
algo_block_scratch_layout (AlgoBlockScratch *scratch, AlgoArena *arena, gsize links, gsize nodes);

/* trace->out = block (in). What the shape does not update is left undefined there. */
void algo_block_forward (const AlgoAffineContext *context,
                         const AlgoBlockLayout *layout,
                         const AlgoGraphShape *shape,
                         const AlgoGraph *in,
                         AlgoBlockTrace *trace);

typedef struct
{
  AlgoGraph *graph;       /* of trace->out, given; turned into that of `in`, but for the hiddens' */
  AlgoReal *edge_weight;  /* (groups * rows), given where edges are read, or NULL */
  AlgoReal *spoke_weight; /* (groups), likewise */
  AlgoReal *hiddens;      /* (groups, d), of in->hiddens; graph->hiddens is overwritten */
} AlgoBlockGradient;

/* Adds to the weights' gradients, too. Of what the shape does not update, the inputs' and the
 * output's gradients are taken as zero. Where edges and spokes are read, so are those of their
 * features. */
void algo_block_backward (const AlgoAffineContext *context,
                          const AlgoBlockLayout *layout,
                          const AlgoGraphShape *shape,
                          const AlgoBlockTrace *trace,
                          AlgoBlockScratch *scratch,
                          const AlgoBlockGradient *gradient);
