/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/graph-block.h"

#include "engine/model/affine.h"

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

/* The maps of a link's residual update, and of its key and value. */
typedef struct
{
  const AlgoAffine *from_link, *out, *key, *value;
} LinkMaps;

static LinkMaps
edge_maps (const AlgoBlockLayout *layout)
{
  return (LinkMaps){ &layout->edge_from_edge, &layout->edge_out, &layout->edge_key,
                     &layout->edge_value };
}

static LinkMaps
spoke_maps (const AlgoBlockLayout *layout)
{
  return (LinkMaps){ &layout->spoke_from_spoke, &layout->spoke_out, &layout->spoke_key,
                     &layout->spoke_value };
}

static guint
group_of (const AlgoGraphShape *shape, guint hidden)
{
  return shape->group != NULL ? shape->group[hidden] : hidden;
}

static gsize
first_edge_of (const AlgoGraphShape *shape, guint hidden)
{
  return shape->first != NULL ? shape->first[hidden] : (gsize) hidden * shape->rows;
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

static void
link_trace_layout (AlgoLinkTrace *trace, AlgoArena *arena, gsize links)
{
  trace->normal = algo_arena_take (arena, links * D);
  trace->inverse = algo_arena_take (arena, links);
  trace->argument = algo_arena_take (arena, links * D);
  trace->activation = algo_arena_take (arena, links * D);
  trace->updated_normal = algo_arena_take (arena, links * D);
  trace->updated_inverse = algo_arena_take (arena, links);
  trace->key = algo_arena_take (arena, links * D);
  trace->value = algo_arena_take (arena, links * D);
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
  link_trace_layout (&trace->edge, arena, edges);
  link_trace_layout (&trace->spoke, arena, groups);
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

/* Updates `groups` times `rows` links from both their ends: a (groups, d) and b, (rows, d) where
 * `b_varies` or (1, d); then makes their values and, where `keys`, keys. */
static void
forward_links (const Block *block, LinkMaps maps, guint groups, guint rows, const AlgoReal *a,
               const AlgoReal *b, gboolean b_varies, gboolean keys, const AlgoReal *in,
               AlgoReal *out, AlgoLinkTrace *trace)
{
  const AlgoKernels *kernels = block->kernels;
  const gsize links = (gsize) groups * rows;

  kernels->normalise (links, in, trace->normal, trace->inverse);
  algo_affine (&block->affine, maps.from_link, links, trace->normal, trace->argument);
  for (guint group = 0; group < groups; group++)
    {
      const gsize at = (gsize) group * rows * D;

      kernels->swish_of_sum (rows, trace->argument + at, a + group * D, b, b_varies,
                             trace->activation + at);
    }
  memcpy (out, in, links * D * sizeof (AlgoReal));
  algo_affine_add (&block->affine, maps.out, links, trace->activation, out);
  kernels->normalise (links, out, trace->updated_normal, trace->updated_inverse);
  if (keys)
    algo_affine (&block->affine, maps.key, links, trace->updated_normal, trace->key);
  algo_affine (&block->affine, maps.value, links, trace->updated_normal, trace->value);
}

/* The backward of forward_links(): dlinks in place, da and db added to; dkey (where `keys`) and
 * dvalue are given, dkey and `inner` are scratch afterwards. */
static void
backward_links (const Block *block, LinkMaps maps, guint groups, guint rows, gboolean b_varies,
                gboolean keys, const AlgoLinkTrace *trace, AlgoReal *dkey, const AlgoReal *dvalue,
                AlgoReal *inner, AlgoReal *dlinks, AlgoReal *da, AlgoReal *db)
{
  const AlgoKernels *kernels = block->kernels;
  const gsize links = (gsize) groups * rows;

  algo_affine_backward (&block->affine, maps.value, links, trace->updated_normal, dvalue, inner);
  if (keys)
    algo_affine_backward_add (&block->affine, maps.key, links, trace->updated_normal, dkey, inner);
  kernels->normalise_backward (links, trace->updated_normal, trace->updated_inverse, inner, dlinks);
  algo_affine_backward (&block->affine, maps.out, links, trace->activation, dlinks, inner);
  for (guint group = 0; group < groups; group++)
    {
      const gsize at = (gsize) group * rows * D;

      kernels->swish_of_sum_backward (rows, trace->argument + at, inner + at, b_varies, inner + at,
                                      da + group * D, db);
    }
  algo_affine_backward (&block->affine, maps.from_link, links, trace->normal, inner, dkey);
  kernels->normalise_backward (links, trace->normal, trace->inverse, dkey, dlinks);
}

/* out = mid + down (swish (up (normalise (mid)))) with mid = trace->in. */
static void
forward_nodes (const Block *block, const AlgoAffine *up, const AlgoAffine *down, guint nodes,
               AlgoNodeTrace *trace, AlgoReal *out)
{
  block->kernels->normalise (nodes, trace->in, trace->normal, trace->inverse);
  algo_affine (&block->affine, up, nodes, trace->normal, trace->argument);
  block->kernels->swish ((gsize) nodes * 2 * D, trace->argument, trace->activation);
  memcpy (out, trace->in, (gsize) nodes * D * sizeof (AlgoReal));
  algo_affine_add (&block->affine, down, nodes, trace->activation, out);
}

/* dnodes in place. */
static void
backward_nodes (const Block *block, const AlgoAffine *up, const AlgoAffine *down, guint nodes,
                const AlgoNodeTrace *trace, AlgoBlockScratch *scratch, AlgoReal *dnodes)
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

  algo_affine (&block->affine, &layout->edge_from_input, shape->inputs, trace->input_normal,
               trace->from_input);
  algo_affine (&block->affine, &layout->edge_from_hidden, shape->groups, trace->hidden_normal,
               trace->from_hidden);
  forward_links (block, edge_maps (layout), shape->groups, shape->rows, trace->from_hidden,
                 trace->from_input, shape->inputs > 1, TRUE, in->edges, trace->out.edges,
                 &trace->edge);
}

static void
forward_spokes (const Block *block, const AlgoGraph *in, AlgoBlockTrace *trace)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;

  /* What edges took from the hidden neurons has been used by now. */
  algo_affine (&block->affine, &layout->spoke_from_hidden, shape->groups, trace->hidden_normal,
               trace->from_hidden);
  algo_affine (&block->affine, &layout->spoke_from_output, 1, trace->output_normal,
               trace->from_output);
  forward_links (block, spoke_maps (layout), 1, shape->groups, trace->from_output,
                 trace->from_hidden, TRUE, shape->updates_output, in->spokes, trace->out.spokes,
                 &trace->spoke);
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
  memcpy (trace->input.in, in->inputs, shape->inputs * D * sizeof (AlgoReal));
  algo_affine_add (&block->affine, &layout->input_attend, shape->inputs, trace->for_input,
                   trace->input.in);
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
  memcpy (with_spoke, in->hiddens, (gsize) shape->groups * D * sizeof (AlgoReal));
  algo_affine_add (&block->affine, &layout->hidden_from_spoke, shape->groups, trace->spoke.value,
                   with_spoke);
  for (guint j = 0; j < shape->hiddens; j++)
    {
      const guint group = group_of (shape, j);
      const gsize edge = first_edge_of (shape, j);

      block->kernels->attend (shape->window, 1, trace->hidden_query + group * D,
                              trace->edge.key + edge * D, trace->edge.value + edge * D,
                              trace->hidden_weights + (gsize) j * shape->window * D,
                              trace->for_hidden + j * D);
      memcpy (trace->hidden.in + j * D, with_spoke + group * D, D * sizeof (AlgoReal));
    }
  algo_affine_add (&block->affine, &layout->hidden_attend, shape->hiddens, trace->for_hidden,
                   trace->hidden.in);
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
  memcpy (trace->output.in, in->output, D * sizeof (AlgoReal));
  algo_affine_add (&block->affine, &layout->output_attend, 1, trace->for_output, trace->output.in);
  forward_nodes (block, &layout->output_up, &layout->output_down, 1, &trace->output,
                 trace->out.output);
}

void
algo_block_forward (const AlgoKernels *kernels, const AlgoBlockLayout *layout,
                    const AlgoReal *weights, const AlgoGraphShape *shape, const AlgoGraph *in,
                    AlgoBlockTrace *trace)
{
  const Block block = { kernels, layout, shape, { kernels, weights, NULL } };

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
backward_inputs (const Block *block, const AlgoBlockTrace *trace, AlgoBlockScratch *scratch,
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
backward_hiddens (const Block *block, const AlgoBlockTrace *trace, AlgoBlockScratch *scratch,
                  AlgoGraph *d, AlgoReal *dhiddens)
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
      const gsize edge = first_edge_of (shape, j);

      block->kernels->attend_backward (shape->window, 1, trace->hidden_query + group * D,
                                       trace->edge.key + edge * D, trace->edge.value + edge * D,
                                       trace->hidden_weights + (gsize) j * shape->window * D,
                                       scratch->node_from + j * D, scratch->query + group * D,
                                       scratch->link_key + edge * D,
                                       scratch->link_value + edge * D);
      for (guint c = 0; c < D; c++)
        dhiddens[group * D + c] += d->hiddens[j * D + c];
    }
  algo_affine_backward_add (&block->affine, &layout->hidden_from_spoke, shape->groups,
                            trace->spoke.value, dhiddens, scratch->spoke_value);
  algo_affine_backward_add (&block->affine, &layout->hidden_query, shape->groups,
                            trace->hidden_normal, scratch->query, scratch->hidden_normal);
}

static void
backward_edges (const Block *block, const AlgoBlockTrace *trace, AlgoBlockScratch *scratch,
                AlgoGraph *d)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;
  AlgoReal *dfrom_input = scratch->ends, *dfrom_hidden = scratch->node_from;

  clear (dfrom_input, shape->inputs);
  clear (dfrom_hidden, shape->groups);
  backward_links (block, edge_maps (layout), shape->groups, shape->rows, shape->inputs > 1, TRUE,
                  &trace->edge, scratch->link_key, scratch->link_value, scratch->link_inner,
                  d->edges, dfrom_hidden, dfrom_input);
  algo_affine_backward_add (&block->affine, &layout->edge_from_input, shape->inputs,
                            trace->input_normal, dfrom_input, scratch->input_normal);
  algo_affine_backward_add (&block->affine, &layout->edge_from_hidden, shape->groups,
                            trace->hidden_normal, dfrom_hidden, scratch->hidden_normal);
}

/* The gradient of the spokes' keys is in scratch->link_key, of their values in
 * scratch->spoke_value. */
static void
backward_spokes (const Block *block, const AlgoBlockTrace *trace, AlgoBlockScratch *scratch,
                 AlgoGraph *d)
{
  const AlgoGraphShape *shape = block->shape;
  const AlgoBlockLayout *layout = block->layout;
  AlgoReal *dfrom_hidden = scratch->ends;

  clear (dfrom_hidden, shape->groups);
  clear (scratch->from_output, 1);
  backward_links (block, spoke_maps (layout), 1, shape->groups, TRUE, shape->updates_output,
                  &trace->spoke, scratch->link_key, scratch->spoke_value, scratch->link_inner,
                  d->spokes, scratch->from_output, dfrom_hidden);
  algo_affine_backward_add (&block->affine, &layout->spoke_from_hidden, shape->groups,
                            trace->hidden_normal, dfrom_hidden, scratch->hidden_normal);
  algo_affine_backward_add (&block->affine, &layout->spoke_from_output, 1, trace->output_normal,
                            scratch->from_output, scratch->output_normal);
}

/* Adds to the gradients of spoke values and of the normalised output, makes that of spoke keys. */
static void
backward_output (const Block *block, const AlgoBlockTrace *trace, AlgoBlockScratch *scratch,
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
algo_block_backward (const AlgoKernels *kernels, const AlgoBlockLayout *layout,
                     const AlgoReal *weights, const AlgoGraphShape *shape,
                     const AlgoBlockTrace *trace, AlgoBlockScratch *scratch, AlgoGraph *d,
                     AlgoReal *dhiddens, AlgoReal *dweights)
{
  const Block block = { kernels, layout, shape, { kernels, weights, dweights } };
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
  backward_hiddens (&block, trace, scratch, d, dhiddens);
  backward_edges (&block, trace, scratch, d);
  if (shape->updates_output)
    backward_output (&block, trace, scratch, d);
  else
    clear (d->output, 1);
  backward_spokes (&block, trace, scratch, d);

  kernels->normalise_backward (shape->inputs, trace->input_normal, trace->input_inverse,
                               scratch->input_normal, d->inputs);
  kernels->normalise_backward (shape->groups, trace->hidden_normal, trace->hidden_inverse,
                               scratch->hidden_normal, dhiddens);
  kernels->normalise_backward (1, trace->output_normal, trace->output_inverse,
                               scratch->output_normal, d->output);
}
