/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/hypernetwork.h"

#include "engine/model/affine.h"
#include "engine/model/graph-block.h"
#include "engine/model/latent.h"
#include "engine/model/readout.h"

#include <string.h>

#define D ALGO_CHANNELS

/* The kinds that carry latents. */
enum
{
  HIDDEN,
  EDGE,
  SPOKE,
  N_KINDS
};

/* What the encoder tells of one kind, normalised, and its gradient. */
typedef struct
{
  AlgoReal *normal, *inverse, *dnormal; /* (seen, d), (seen), (seen, d) */
} Seen;

struct _AlgoHypernetwork
{
  const AlgoKernels *kernels;
  const AlgoParameterTable *table;
  AlgoArena arena;

  AlgoGraph encoder_in, decoder_in;
  AlgoBlockTrace encoder;
  Seen seen[N_KINDS];
  AlgoBlockTrace decoder[ALGO_MAX_LEVELS + 1];
  AlgoLatentTrace latent[ALGO_MAX_LEVELS][N_KINDS];
  AlgoReal *inputs; /* (n, d): the first block's input, for each input */
  AlgoReadoutTrace readout;

  AlgoGraph d; /* gradients, of the largest shape */
  AlgoReal *dhiddens, *dof_hidden, *dedge_weight, *dspoke_weight;
  AlgoBlockScratch block_scratch;
  AlgoLatentScratch latent_scratch;
};

static void
graph_layout (AlgoGraph *graph, AlgoArena *arena, gsize inputs, gsize hiddens, gsize edges)
{
  graph->inputs = algo_arena_take (arena, inputs * D);
  graph->hiddens = algo_arena_take (arena, hiddens * D);
  graph->output = algo_arena_take (arena, D);
  graph->edges = algo_arena_take (arena, edges * D);
  graph->spokes = algo_arena_take (arena, hiddens * D);
}

static void
decoder_layout (AlgoHypernetwork *self, guint levels, guint n, guint h)
{
  const AlgoGraphShape uniform = { 1, 1, 1, 1, 1, NULL, NULL, TRUE, TRUE, NULL, NULL };
  const gsize rows[N_KINDS] = { [HIDDEN] = h, [EDGE] = (gsize) h * n, [SPOKE] = h };
  const gsize slots = MIN ((h + n - 1) / n, ALGO_SLOTS);
  const gsize seen[N_KINDS] = { [HIDDEN] = h, [EDGE] = slots * (2 * n - 1), [SPOKE] = slots };

  for (guint level = 0; level <= levels; level++)
    {
      const AlgoGraphShape full = { n, h, n, h, n, NULL, NULL, level < levels, TRUE, NULL, NULL };

      algo_block_trace_layout (&self->decoder[level], &self->arena, level == 0 ? &uniform : &full);
      if (level < levels)
        for (guint kind = 0; kind < N_KINDS; kind++)
          algo_latent_trace_layout (&self->latent[level][kind], &self->arena, rows[kind],
                                    seen[kind]);
    }
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      self->seen[kind].normal = algo_arena_take (&self->arena, seen[kind] * D);
      self->seen[kind].inverse = algo_arena_take (&self->arena, seen[kind]);
      self->seen[kind].dnormal = algo_arena_take (&self->arena, seen[kind] * D);
    }
}

static void
layout (AlgoHypernetwork *self, guint levels, guint n, guint h)
{
  AlgoArena *arena = &self->arena;
  const guint slots = MIN ((h + n - 1) / n, ALGO_SLOTS), span = 2 * n - 1;
  const AlgoGraphShape encoder = { 1, slots, span, h, n, NULL, NULL, FALSE, FALSE, NULL, NULL };
  const gsize edges = MAX ((gsize) h * n, (gsize) slots * span), nodes = MAX (n, h);

  graph_layout (&self->encoder_in, arena, 1, slots, (gsize) slots * span);
  graph_layout (&self->decoder_in, arena, 1, 1, 1);
  algo_block_trace_layout (&self->encoder, arena, &encoder);
  decoder_layout (self, levels, n, h);
  self->inputs = algo_arena_take (arena, (gsize) n * D);
  algo_readout_trace_layout (&self->readout, arena, n, h);

  graph_layout (&self->d, arena, n, nodes, edges);
  self->dhiddens = algo_arena_take (arena, nodes * D);
  self->dof_hidden = algo_arena_take (arena, 2 * (gsize) h);
  self->dedge_weight = algo_arena_take (arena, edges);
  self->dspoke_weight = algo_arena_take (arena, h);
  algo_block_scratch_layout (&self->block_scratch, arena, edges, nodes);
  algo_latent_scratch_layout (&self->latent_scratch, arena, edges);
}

AlgoHypernetwork *
algo_hypernetwork_new (const AlgoKernels *kernels,
                       const AlgoParameterTable *table,
                       guint most_inputs,
                       guint most_hidden)
{
  AlgoHypernetwork *self = g_new0 (AlgoHypernetwork, 1);

  self->kernels = kernels;
  self->table = table;
  layout (self, table->levels, most_inputs, most_hidden);
  algo_arena_allocate (&self->arena);
  layout (self, table->levels, most_inputs, most_hidden);
  return self;
}

void
algo_hypernetwork_free (AlgoHypernetwork *hypernetwork)
{
  if (hypernetwork == NULL)
    return;
  g_aligned_free (hypernetwork->arena.base);
  g_free (hypernetwork);
}

static AlgoGraphShape
encoder_shape (const AlgoGeometry *geometry)
{
  return (AlgoGraphShape){ .inputs = 1,
                           .groups = geometry->slots,
                           .rows = geometry->span,
                           .hiddens = geometry->hidden,
                           .window = geometry->inputs,
                           .group = geometry->slot,
                           .first = geometry->first_edge };
}

static AlgoGraphShape
decoder_shape (const AlgoHypernetwork *self, const AlgoGeometry *geometry, guint level)
{
  const guint n = level == 0 ? 1 : geometry->inputs, h = level == 0 ? 1 : geometry->hidden;
  const gboolean is_last = level == self->table->levels;

  return (AlgoGraphShape){ .inputs = n,
                           .groups = h,
                           .rows = n,
                           .hiddens = h,
                           .window = n,
                           /* The last block's inputs are read by nobody. */
                           .updates_inputs = !is_last,
                           .updates_output = TRUE,
                           .edge_readout = is_last ? &self->table->readout_edge : NULL,
                           .spoke_readout = is_last ? &self->table->readout_spoke : NULL };
}

static AlgoLatentShape
latent_shape (const AlgoGeometry *geometry, guint level, guint kind)
{
  const guint h = geometry->hidden, n = geometry->inputs;

  if (kind == HIDDEN)
    return (AlgoLatentShape){ 1, h, NULL, h, level > 0 };
  if (kind == EDGE)
    return (AlgoLatentShape){ h, n, geometry->first_edge, geometry->slots * geometry->span,
                              level > 0 };
  return (AlgoLatentShape){ h, 1, geometry->slot, geometry->slots, level > 0 };
}

static const AlgoLatentLayout *
latent_layout (const AlgoHypernetwork *self, guint level, guint kind)
{
  const AlgoLevelLayout *of_level = &self->table->level[level];

  return kind == HIDDEN ? &of_level->hidden : kind == EDGE ? &of_level->edge : &of_level->spoke;
}

static const AlgoReal *
noise_of (const AlgoNoise *noise, guint kind)
{
  return kind == HIDDEN ? noise->hidden : kind == EDGE ? noise->edge : noise->spoke;
}

static AlgoReal *
features_of (const AlgoGraph *graph, guint kind)
{
  return kind == HIDDEN ? graph->hiddens : kind == EDGE ? graph->edges : graph->spokes;
}

static void
fill_rows (AlgoReal *rows, const AlgoReal *row, gsize count)
{
  for (gsize i = 0; i < count; i++)
    memcpy (rows + i * D, row, D * sizeof (AlgoReal));
}

static void
sum_rows (AlgoReal *sum, const AlgoReal *rows, gsize count)
{
  for (gsize i = 0; i < count; i++)
    for (guint c = 0; c < D; c++)
      sum[c] += rows[i * D + c];
}

static void
start_from_types (AlgoGraph *graph,
                  const AlgoTypesLayout *types,
                  const AlgoReal *weights,
                  gsize hiddens,
                  gsize edges)
{
  fill_rows (graph->inputs, weights + types->input, 1);
  fill_rows (graph->hiddens, weights + types->hidden, hiddens);
  fill_rows (graph->output, weights + types->output, 1);
  fill_rows (graph->edges, weights + types->edge, edges);
  fill_rows (graph->spokes, weights + types->spoke, hiddens);
}

static void
backward_types (const AlgoGraph *d,
                const AlgoReal *dhiddens,
                const AlgoTypesLayout *types,
                gsize hiddens,
                gsize edges,
                AlgoReal *dweights)
{
  sum_rows (dweights + types->input, d->inputs, 1);
  sum_rows (dweights + types->hidden, dhiddens, hiddens);
  sum_rows (dweights + types->output, d->output, 1);
  sum_rows (dweights + types->edge, d->edges, edges);
  sum_rows (dweights + types->spoke, d->spokes, hiddens);
}

static void
encode (AlgoHypernetwork *self, const AlgoReal *weights, const AlgoGeometry *geometry)
{
  const AlgoParameterTable *table = self->table;
  const AlgoAffineContext context = { self->kernels, weights, NULL };
  const AlgoGraphShape shape = encoder_shape (geometry);
  const gsize edges = (gsize) geometry->slots * geometry->span;

  start_from_types (&self->encoder_in, &table->encoder_types, weights, geometry->slots, edges);
  algo_affine_add (&context, &table->hidden_slot, geometry->slots, geometry->slot_features,
                   self->encoder_in.hiddens, self->encoder_in.hiddens);
  algo_affine_add (&context, &table->edge_position, edges, geometry->edge_features,
                   self->encoder_in.edges, self->encoder_in.edges);
  algo_block_forward (&context, &table->encoder_block, &shape, &self->encoder_in, &self->encoder);
  for (guint kind = 0; kind < N_KINDS; kind++)
    self->kernels->normalise (latent_shape (geometry, 0, kind).seen,
                              features_of (&self->encoder.out, kind), self->seen[kind].normal,
                              self->seen[kind].inverse);
}

static void
backward_encode (AlgoHypernetwork *self,
                 const AlgoReal *weights,
                 const AlgoGeometry *geometry,
                 AlgoReal *dweights)
{
  const AlgoParameterTable *table = self->table;
  const AlgoAffineContext context = { self->kernels, weights, dweights };
  const AlgoGraphShape shape = encoder_shape (geometry);
  const gsize edges = (gsize) geometry->slots * geometry->span;

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      const gsize seen = latent_shape (geometry, 0, kind).seen;
      AlgoReal *d = features_of (&self->d, kind);

      memset (d, 0, seen * D * sizeof (AlgoReal));
      self->kernels->normalise_backward (seen, self->seen[kind].normal, self->seen[kind].inverse,
                                         self->seen[kind].dnormal, d);
    }
  algo_block_backward (&context, &table->encoder_block, &shape, &self->encoder,
                       &self->block_scratch,
                       &(AlgoBlockGradient){ .graph = &self->d, .hiddens = self->dhiddens });
  algo_affine_backward_weights (&context, &table->hidden_slot, geometry->slots,
                                geometry->slot_features, self->dhiddens);
  algo_affine_backward_weights (&context, &table->edge_position, edges, geometry->edge_features,
                                self->d.edges);
  backward_types (&self->d, self->dhiddens, &table->encoder_types, geometry->slots, edges,
                  dweights);
}

/* What a block reads: the one before with the latents in it, or the types. */
static AlgoGraph
block_input (const AlgoHypernetwork *self, guint level)
{
  const AlgoGraph *before;

  if (level == 0)
    return self->decoder_in;
  before = &self->decoder[level - 1].out;
  return (AlgoGraph){ .inputs = level == 1 ? self->inputs : before->inputs,
                      .hiddens = self->latent[level - 1][HIDDEN].out,
                      .output = before->output,
                      .edges = self->latent[level - 1][EDGE].out,
                      .spokes = self->latent[level - 1][SPOKE].out };
}

/* Returns the KL. */
static double
decode (AlgoHypernetwork *self,
        const AlgoReal *weights,
        const AlgoGeometry *geometry,
        const AlgoNoise *noise,
        gboolean from_prior)
{
  const AlgoParameterTable *table = self->table;
  const AlgoAffineContext context = { self->kernels, weights, NULL };
  double kl = 0;

  start_from_types (&self->decoder_in, &table->decoder_types, weights, 1, 1);
  for (guint level = 0; level <= table->levels; level++)
    {
      const AlgoGraphShape shape = decoder_shape (self, geometry, level);
      const AlgoGraph in = block_input (self, level);

      algo_block_forward (&context, &table->decoder_block[level], &shape, &in,
                          &self->decoder[level]);
      if (level == 0)
        fill_rows (self->inputs, self->decoder[0].out.inputs, geometry->inputs);
      for (guint kind = 0; level < table->levels && kind < N_KINDS; kind++)
        {
          const AlgoLatentShape of_kind = latent_shape (geometry, level, kind);

          kl += algo_latent_forward (&context, latent_layout (self, level, kind), &of_kind,
                                     features_of (&self->decoder[level].out, kind),
                                     from_prior ? NULL : self->seen[kind].normal,
                                     noise_of (&noise[level], kind), &self->latent[level][kind]);
        }
    }
  return kl;
}

static const AlgoTargetWeights *
read_out (AlgoHypernetwork *self,
          const AlgoReal *weights,
          const AlgoGeometry *geometry,
          const AlgoNoise *noise)
{
  const AlgoAffineContext context = { self->kernels, weights, NULL };
  const AlgoBlockTrace *last = &self->decoder[self->table->levels];

  algo_readout_forward (&context, self->table, geometry, last->edge.weight, last->spoke.weight,
                        last->out.hiddens, last->out.output, noise[0].background, &self->readout);
  return &self->readout.target;
}

/* The gradients of the latents' results in self->d become those of the block's before them. */
static void
backward_latents (AlgoHypernetwork *self,
                  const AlgoAffineContext *context,
                  const AlgoGeometry *geometry,
                  const AlgoNoise *noise,
                  guint level,
                  AlgoReal dkl)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      const AlgoLatentShape shape = latent_shape (geometry, level, kind);
      AlgoReal *d = features_of (&self->d, kind);
      AlgoReal sum[D];

      algo_latent_backward (
          context, latent_layout (self, level, kind), &shape, self->seen[kind].normal,
          noise_of (&noise[level], kind), &self->latent[level][kind], &self->latent_scratch,
          &(AlgoLatentGradient){ d, dkl, shape.varies ? d : sum, self->seen[kind].dnormal });
      if (!shape.varies)
        memcpy (d, sum, sizeof sum);
    }
}

static void
backward_decode (AlgoHypernetwork *self,
                 const AlgoReal *weights,
                 const AlgoGeometry *geometry,
                 const AlgoNoise *noise,
                 AlgoReal dkl,
                 AlgoReal *dweights)
{
  const AlgoParameterTable *table = self->table;
  const AlgoAffineContext context = { self->kernels, weights, dweights };

  for (guint kind = 0; kind < N_KINDS; kind++)
    memset (self->seen[kind].dnormal, 0,
            latent_shape (geometry, 0, kind).seen * D * sizeof (AlgoReal));
  for (guint level = table->levels + 1; level-- > 0;)
    {
      const AlgoGraphShape shape = decoder_shape (self, geometry, level);

      algo_block_backward (&context, &table->decoder_block[level], &shape, &self->decoder[level],
                           &self->block_scratch,
                           &(AlgoBlockGradient){ &self->d, self->dedge_weight, self->dspoke_weight,
                                                 self->dhiddens });
      memcpy (self->d.hiddens, self->dhiddens, shape.groups * D * sizeof (AlgoReal));
      if (level == 1)
        {
          AlgoReal sum[D] = { 0 };

          sum_rows (sum, self->d.inputs, geometry->inputs);
          memcpy (self->d.inputs, sum, sizeof sum);
        }
      if (level > 0)
        backward_latents (self, &context, geometry, noise, level - 1, dkl);
    }
  backward_types (&self->d, self->d.hiddens, &table->decoder_types, 1, 1, dweights);
}

const AlgoTargetWeights *
algo_hypernetwork_forward (AlgoHypernetwork *self,
                           const AlgoReal *weights,
                           const AlgoGeometry *geometry,
                           const AlgoNoise *noise,
                           double *kl)
{
  encode (self, weights, geometry);
  *kl = decode (self, weights, geometry, noise, FALSE);
  return read_out (self, weights, geometry, noise);
}

const AlgoTargetWeights *
algo_hypernetwork_forward_from_prior (AlgoHypernetwork *self,
                                      const AlgoReal *weights,
                                      const AlgoGeometry *geometry,
                                      const AlgoNoise *noise)
{
  decode (self, weights, geometry, noise, TRUE);
  return read_out (self, weights, geometry, noise);
}

void
algo_hypernetwork_backward (AlgoHypernetwork *self,
                            const AlgoReal *weights,
                            const AlgoGeometry *geometry,
                            const AlgoNoise *noise,
                            AlgoTargetWeights *dtarget,
                            AlgoReal dkl,
                            AlgoReal *dweights)
{
  const AlgoAffineContext context = { self->kernels, weights, dweights };
  const AlgoReadoutGradient dreadout = { .edge_weight = self->dedge_weight,
                                         .spoke_weight = self->dspoke_weight,
                                         .hiddens = self->d.hiddens,
                                         .output = self->d.output,
                                         .of_hidden = self->dof_hidden,
                                         .inner = self->block_scratch.link_inner };

  algo_readout_backward (&context, self->table, geometry, &self->readout, dtarget, &dreadout);
  backward_decode (self, weights, geometry, noise, dkl, dweights);
  backward_encode (self, weights, geometry, dweights);
}
