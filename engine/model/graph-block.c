/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/graph-block.h"

#include "engine/model/window.h"

#include <string.h>

#define D ALGO_CHANNELS

/* What every part of a block's passes needs. */
typedef struct
{
  const AlgoKernels *kernels;
  const AlgoBlockLayout *layout;
  const AlgoGraphShape *shape;
  AlgoAffineContext affine;
} Block;

static AlgoLinks
edge_links (const Block *block)
{
  const AlgoBlockLayout *layout = block->layout;

  return (AlgoLinks){ .from_link = &layout->edge_from_edge,
                      .out = &layout->edge_out,
                      .value = &layout->edge_value,
                      .key = &layout->edge_key,
                      .readout = block->shape->edge_readout,
                      .groups = block->shape->groups,
                      .rows = block->shape->rows,
                      .other_varies = block->shape->inputs > 1 };
}

/* All spokes share the output. */
static AlgoLinks
spoke_links (const Block *block)
{
  const AlgoBlockLayout *layout = block->layout;

  return (AlgoLinks){ .from_link = &layout->spoke_from_spoke,
                      .out = &layout->spoke_out,
                      .value = &layout->spoke_value,
                      .key = block->shape->updates_output ? &layout->spoke_key : NULL,
                      .readout = block->shape->spoke_readout,
                      .groups = 1,
                      .rows = block->shape->groups,
                      .other_varies = TRUE };
}

static guint
group_of (const AlgoGraphShape *shape, guint hidden)
{
  return shape->group != NULL ? shape->group[hidden] : hidden;
}

static AlgoWindow
window_of (const AlgoGraphShape *shape, guint hidden)
{
  return (AlgoWindow){
    .count = shape->window,
    .first = shape->first != NULL ? shape->first[hidden] : (gsize) hidden * shape->rows,
    .link = shape->link != NULL ? shape->link + (gsize) hidden * shape->window : NULL,
  };
}

static void
node_trace_layout (AlgoNodeTrace *trace, AlgoArena *arena, gsize nodes)
{
  trace->in = algo_arena_take (arena, nodes * D);
  trace->normal = algo_arena_take (arena, nodes * D);
  trace->inverse = algo_arena_take (arena, nodes);
  trace->argument = algo_arena_take (arena, nodes * 2 * D);
  trace->activation = algo_arena_take (arena, nodes * 2 * D);
}

void
algo_block_trace_layout (AlgoBlockTrace *trace, AlgoArena *arena, const AlgoGraphShape *most)
{
  const gsize inputs = most->inputs, groups = most->groups, hiddens = most->hiddens;
  const gsize edges = groups * most->rows;

  trace->input_normal = algo_arena_take (arena, inputs * D);
  trace->input_inverse = algo_arena_take (arena, inputs);
  trace->hidden_normal = algo_arena_take (arena, groups * D);
  trace->hidden_inverse = algo_arena_take (arena, groups);
  trace->output_normal = algo_arena_take (arena, D);
  trace->output_inverse = algo_arena_take (arena, 1);
  trace->from_input = algo_arena_take (arena, inputs * D);
  trace->from_hidden = algo_arena_take (arena, groups * D);
  trace->from_output = algo_arena_take (arena, D);
  trace->input_query = algo_arena_take (arena, inputs * D);
  trace->hidden_query = algo_arena_take (arena, groups * D);
  trace->output_query = algo_arena_take (arena, D);
  trace->for_input = algo_arena_take (arena, inputs * D);
  trace->for_hidden = algo_arena_take (arena, hiddens * D);
  trace->for_output = algo_arena_take (arena, D);
  trace->input_weights = algo_arena_take (arena, most->updates_inputs ? edges * D : 0);
  trace->hidden_weights = algo_arena_take (arena, hiddens * most->window * D);
  trace->output_weights = algo_arena_take (arena, most->updates_output ? groups * D : 0);
  algo_links_trace_layout (&trace->edge, arena, edges);
  algo_links_trace_layout (&trace->spoke, arena, groups);
  node_trace_layout (&trace->input, arena, inputs);
  node_trace_layout (&trace->hidden, arena, hiddens);
  node_trace_layout (&trace->output, arena, 1);
  trace->out.inputs = algo_arena_take (arena, inputs * D);
  trace->out.hiddens = algo_arena_take (arena, hiddens * D);
  trace->out.output = algo_arena_take (arena, D);
  trace->out.edges = algo_arena_take (arena, edges * D);
  trace->out.spokes = algo_arena_take (arena, groups * D);
}

void
algo_block_scratch_layout (AlgoBlockScratch *scratch, AlgoArena *arena, gsize links, gsize nodes)
{
  scratch->link_key = algo_arena_take (arena, links * D);
  scratch->link_value = algo_arena_take (arena, links * D);
  scratch->link_inner = algo_arena_take (arena, links * D);
  scratch->node_inner = algo_arena_take (arena, nodes * D);
  scratch->node_from = algo_arena_take (arena, nodes * D);
  scratch->node_wide = algo_arena_take (arena, nodes * 2 * D);
  scratch->input_normal = algo_arena_take (arena, nodes * D);
  scratch->hidden_normal = algo_arena_take (arena, nodes * D);
  scratch->output_normal = algo_arena_take (arena, D);
  scratch->ends = algo_arena_take (arena, nodes * D);
  scratch->query = algo_arena_take (arena, nodes * D);
  scratch->spoke_value = algo_arena_take (arena, nodes * D);
  scratch->from_output = algo_arena_take (arena, D);
}

/* out = mid + down (swish (up (normalise (mid)))) with mid = trace->in. */
static void
forward_nodes (const Block *block,
               const AlgoAffine *up,
               const AlgoAffine *down,
               guint nodes,
               AlgoNodeTrace *trace,
               AlgoReal *out)
{
  block->kernels->normalise (nodes, trace->in, trace->normal, trace->inverse);
  algo_affine (&block->affine, up, nodes, trace->normal, trace->argument);
  block->kernels->swish ((gsize) nodes * 2 * D, trace->argument, trace->activation);
  algo_affine_add (&block->affine, down, nodes, trace->activation, trace->in, out);
}

/* dnodes in place. */
static void
backward_nodes (const Block *block,
                const AlgoAffine *up,
                const AlgoAffine *down,
                guint nodes,
                const AlgoNodeTrace *trace,
                AlgoBlockScratch *scratch,
                AlgoReal *dnodes)
{
  AlgoReal *wide = scratch->node_wide;

  algo_affine_backward (&block->affine, down, nodes, trace->activation, dnodes, wide);
  block->kernels->swish_backward ((gsize) nodes * 2 * D, trace->argument, wide, wide);
  algo_affine_backward (&block->affine, up, nodes, trace->normal, wide, scratch->node_inner);
  block->kernels->normalise_backward (nodes, trace->normal, trace->inverse, scratch->node_inner,
                                      dnodes);
}

static void
forward_edges (const Block *block, const AlgoGraph *in, AlgoBlockTrace *trace)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;
  const AlgoLinks links = edge_links (block);

  algo_affine (&block->affine, &layout->edge_from_input, shape->inputs, trace->input_normal,
               trace->from_input);
  algo_affine (&block->affine, &layout->edge_from_hidden, shape->groups, trace->hidden_normal,
               trace->from_hidden);
  algo_links_forward (&block->affine, &links, trace->from_hidden, trace->from_input, in->edges,
                      trace->out.edges, &trace->edge);
}

static void
forward_spokes (const Block *block, const AlgoGraph *in, AlgoBlockTrace *trace)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;
  const AlgoLinks links = spoke_links (block);

  /* What edges took from the hidden neurons has been used by now. */
  algo_affine (&block->affine, &layout->spoke_from_hidden, shape->groups, trace->hidden_normal,
               trace->from_hidden);
  algo_affine (&block->affine, &layout->spoke_from_output, 1, trace->output_normal,
               trace->from_output);
  algo_links_forward (&block->affine, &links, trace->from_output, trace->from_hidden, in->spokes,
                      trace->out.spokes, &trace->spoke);
}

static void
forward_inputs (const Block *block, const AlgoGraph *in, AlgoBlockTrace *trace)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;

  algo_affine (&block->affine, &layout->input_query, shape->inputs, trace->input_normal,
               trace->input_query);
  for (guint i = 0; i < shape->inputs; i++)
    block->kernels->attend (shape->groups, shape->rows, trace->input_query + i * D,
                            trace->edge.key + i * D, trace->edge.value + i * D,
                            trace->input_weights + (gsize) i * shape->groups * D,
                            trace->for_input + i * D);
  algo_affine_add (&block->affine, &layout->input_attend, shape->inputs, trace->for_input,
                   in->inputs, trace->input.in);
  forward_nodes (block, &layout->input_up, &layout->input_down, shape->inputs, &trace->input,
                 trace->out.inputs);
}

static void
forward_hiddens (const Block *block, const AlgoGraph *in, AlgoBlockTrace *trace)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;
  AlgoReal *with_spoke = trace->from_hidden; /* (groups, d), free by now */

  algo_affine (&block->affine, &layout->hidden_query, shape->groups, trace->hidden_normal,
               trace->hidden_query);
  algo_affine_add (&block->affine, &layout->hidden_from_spoke, shape->groups, trace->spoke.value,
                   in->hiddens, with_spoke);
  for (guint j = 0; j < shape->hiddens; j++)
    {
      const guint group = group_of (shape, j);
      const AlgoWindow window = window_of (shape, j);

      algo_window_attend (block->kernels, &window, trace->hidden_query + group * D, trace->edge.key,
                          trace->edge.value, trace->hidden_weights + (gsize) j * shape->window * D,
                          trace->for_hidden + j * D);
      memcpy (trace->hidden.in + j * D, with_spoke + group * D, D * sizeof (AlgoReal));
    }
  algo_affine_add (&block->affine, &layout->hidden_attend, shape->hiddens, trace->for_hidden,
                   trace->hidden.in, trace->hidden.in);
  forward_nodes (block, &layout->hidden_up, &layout->hidden_down, shape->hiddens, &trace->hidden,
                 trace->out.hiddens);
}

static void
forward_output (const Block *block, const AlgoGraph *in, AlgoBlockTrace *trace)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;

  algo_affine (&block->affine, &layout->output_query, 1, trace->output_normal, trace->output_query);
  block->kernels->attend (shape->groups, 1, trace->output_query, trace->spoke.key,
                          trace->spoke.value, trace->output_weights, trace->for_output);
  algo_affine_add (&block->affine, &layout->output_attend, 1, trace->for_output, in->output,
                   trace->output.in);
  forward_nodes (block, &layout->output_up, &layout->output_down, 1, &trace->output,
                 trace->out.output);
}

void
algo_block_forward (const AlgoAffineContext *context,
                    const AlgoBlockLayout *layout,
                    const AlgoGraphShape *shape,
                    const AlgoGraph *in,
                    AlgoBlockTrace *trace)
{
  const AlgoKernels *kernels = context->kernels;
  const Block block = { kernels, layout, shape, *context };

  kernels->normalise (shape->inputs, in->inputs, trace->input_normal, trace->input_inverse);
  kernels->normalise (shape->groups, in->hiddens, trace->hidden_normal, trace->hidden_inverse);
  kernels->normalise (1, in->output, trace->output_normal, trace->output_inverse);
  forward_edges (&block, in, trace);
  forward_spokes (&block, in, trace);
  forward_hiddens (&block, in, trace);
  if (shape->updates_inputs)
    forward_inputs (&block, in, trace);
  if (shape->updates_output)
    forward_output (&block, in, trace);
}

static void
clear (AlgoReal *values, gsize rows)
{
  memset (values, 0, rows * D * sizeof (AlgoReal));
}

/* Adds to the gradients of edge keys and values and of normalised inputs; d->inputs becomes that of
 * the block's inputs but for what comes through their normalisation. */
static void
backward_inputs (const Block *block,
                 const AlgoBlockTrace *trace,
                 AlgoBlockScratch *scratch,
                 AlgoGraph *d)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;

  backward_nodes (block, &layout->input_up, &layout->input_down, shape->inputs, &trace->input,
                  scratch, d->inputs);
  algo_affine_backward (&block->affine, &layout->input_attend, shape->inputs, trace->for_input,
                        d->inputs, scratch->node_from);
  clear (scratch->query, shape->inputs);
  for (guint i = 0; i < shape->inputs; i++)
    block->kernels->attend_backward (shape->groups, shape->rows, trace->input_query + i * D,
                                     trace->edge.key + i * D, trace->edge.value + i * D,
                                     trace->input_weights + (gsize) i * shape->groups * D,
                                     scratch->node_from + i * D, scratch->query + i * D,
                                     scratch->link_key + i * D, scratch->link_value + i * D);
  algo_affine_backward_add (&block->affine, &layout->input_query, shape->inputs,
                            trace->input_normal, scratch->query, scratch->input_normal);
}

/* Adds to the gradients of edge keys and values, spoke values and normalised hidden neurons;
 * dhiddens becomes that of the block's hidden neurons but for their normalisation. */
static void
backward_hiddens (const Block *block,
                  const AlgoBlockTrace *trace,
                  AlgoBlockScratch *scratch,
                  AlgoGraph *d,
                  AlgoReal *dhiddens)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;

  backward_nodes (block, &layout->hidden_up, &layout->hidden_down, shape->hiddens, &trace->hidden,
                  scratch, d->hiddens);
  algo_affine_backward (&block->affine, &layout->hidden_attend, shape->hiddens, trace->for_hidden,
                        d->hiddens, scratch->node_from);
  clear (scratch->query, shape->groups);
  clear (dhiddens, shape->groups);
  for (guint j = 0; j < shape->hiddens; j++)
    {
      const guint group = group_of (shape, j);
      const AlgoWindow window = window_of (shape, j);

      algo_window_attend_backward (block->kernels, &window, trace->hidden_query + group * D,
                                   trace->edge.key, trace->edge.value,
                                   trace->hidden_weights + (gsize) j * shape->window * D,
                                   scratch->node_from + j * D, scratch->query + group * D,
                                   scratch->link_key, scratch->link_value);
      for (guint c = 0; c < D; c++)
        dhiddens[group * D + c] += d->hiddens[j * D + c];
    }
  algo_affine_backward_add (&block->affine, &layout->hidden_from_spoke, shape->groups,
                            trace->spoke.value, dhiddens, scratch->spoke_value);
  algo_affine_backward_add (&block->affine, &layout->hidden_query, shape->groups,
                            trace->hidden_normal, scratch->query, scratch->hidden_normal);
}

/* The nodes at one end of links: what the links take from them, and its gradient. */
typedef struct
{
  const AlgoAffine *map;
  const AlgoReal *normal; /* (nodes, d) */
  AlgoReal *dnormal;      /* added to */
} LinkEnd;

/* Of `gradient` what lies between is left to this; that of the keys is in scratch->link_key. */
static void
backward_links (const Block *block,
                const AlgoLinks *links,
                const AlgoLinksTrace *trace,
                const LinkEnd *shared,
                const LinkEnd *other,
                AlgoBlockScratch *scratch,
                AlgoLinksGradient *gradient)
{
  const gsize others = links->other_varies ? links->rows : 1;

  gradient->key = scratch->link_key;
  gradient->other = scratch->ends;
  gradient->inner = scratch->link_inner;
  clear (gradient->shared, links->groups);
  clear (gradient->other, others);
  algo_links_backward (&block->affine, links, trace, gradient);
  algo_affine_backward_add (&block->affine, other->map, others, other->normal, gradient->other,
                            other->dnormal);
  algo_affine_backward_add (&block->affine, shared->map, links->groups, shared->normal,
                            gradient->shared, shared->dnormal);
}

static void
backward_edges (const Block *block,
                const AlgoBlockTrace *trace,
                AlgoBlockScratch *scratch,
                AlgoReal *dweight,
                AlgoGraph *d)
{
  const AlgoLinks links = edge_links (block);
  const LinkEnd hiddens = { &block->layout->edge_from_hidden, trace->hidden_normal,
                            scratch->hidden_normal };
  const LinkEnd inputs = { &block->layout->edge_from_input, trace->input_normal,
                           scratch->input_normal };

  backward_links (block, &links, &trace->edge, &hiddens, &inputs, scratch,
                  &(AlgoLinksGradient){ .value = scratch->link_value,
                                        .weight = dweight,
                                        .links = d->edges,
                                        .shared = scratch->node_from });
}

/* The gradient of the spokes' values is in scratch->spoke_value. */
static void
backward_spokes (const Block *block,
                 const AlgoBlockTrace *trace,
                 AlgoBlockScratch *scratch,
                 AlgoReal *dweight,
                 AlgoGraph *d)
{
  const AlgoLinks links = spoke_links (block);
  const LinkEnd output = { &block->layout->spoke_from_output, trace->output_normal,
                           scratch->output_normal };
  const LinkEnd hiddens = { &block->layout->spoke_from_hidden, trace->hidden_normal,
                            scratch->hidden_normal };

  backward_links (block, &links, &trace->spoke, &output, &hiddens, scratch,
                  &(AlgoLinksGradient){ .value = scratch->spoke_value,
                                        .weight = dweight,
                                        .links = d->spokes,
                                        .shared = scratch->from_output });
}

/* Adds to the gradients of spoke values and of the normalised output, makes that of spoke keys. */
static void
backward_output (const Block *block,
                 const AlgoBlockTrace *trace,
                 AlgoBlockScratch *scratch,
                 AlgoGraph *d)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;

  backward_nodes (block, &layout->output_up, &layout->output_down, 1, &trace->output, scratch,
                  d->output);
  algo_affine_backward (&block->affine, &layout->output_attend, 1, trace->for_output, d->output,
                        scratch->node_from);
  clear (scratch->query, 1);
  clear (scratch->link_key, shape->groups);
  block->kernels->attend_backward (shape->groups, 1, trace->output_query, trace->spoke.key,
                                   trace->spoke.value, trace->output_weights, scratch->node_from,
                                   scratch->query, scratch->link_key, scratch->spoke_value);
  algo_affine_backward_add (&block->affine, &layout->output_query, 1, trace->output_normal,
                            scratch->query, scratch->output_normal);
}

void
algo_block_backward (const AlgoAffineContext *context,
                     const AlgoBlockLayout *layout,
                     const AlgoGraphShape *shape,
                     const AlgoBlockTrace *trace,
                     AlgoBlockScratch *scratch,
                     const AlgoBlockGradient *gradient)
{
  const AlgoKernels *kernels = context->kernels;
  const Block block = { kernels, layout, shape, *context };
  AlgoGraph *d = gradient->graph;
  const gsize edges = (gsize) shape->groups * shape->rows;

  clear (scratch->input_normal, shape->inputs);
  clear (scratch->hidden_normal, shape->groups);
  clear (scratch->output_normal, 1);
  clear (scratch->spoke_value, shape->groups);
  clear (scratch->link_key, edges);
  clear (scratch->link_value, edges);

  if (shape->updates_inputs)
    backward_inputs (&block, trace, scratch, d);
  else
    clear (d->inputs, shape->inputs);
  backward_hiddens (&block, trace, scratch, d, gradient->hiddens);
  backward_edges (&block, trace, scratch, gradient->edge_weight, d);
  if (shape->updates_output)
    backward_output (&block, trace, scratch, d);
  else
    clear (d->output, 1);
  backward_spokes (&block, trace, scratch, gradient->spoke_weight, d);

  kernels->normalise_backward (shape->inputs, trace->input_normal, trace->input_inverse,
                               scratch->input_normal, d->inputs);
  kernels->normalise_backward (shape->groups, trace->hidden_normal, trace->hidden_inverse,
                               scratch->hidden_normal, gradient->hiddens);
  kernels->normalise_backward (1, trace->output_normal, trace->output_inverse,
                               scratch->output_normal, d->output);
}
