/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/model/hypernetwork.h"

#include "engine/model/affine.h"
#include "engine/model/graph-block.h"
#include "engine/model/latent.h"
#include "engine/model/readout.h"
#include "engine/model/types.h"

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

/* With h hidden neurons at most: a network of fewer inputs has more slots than the largest has. */
static guint
count_most_slots (guint h)
{
  return MIN (h, ALGO_SLOTS);
}

/* All that the decoder tells apart before there are latents: inputs of several kinds, by place. */
static guint
count_inputs_at_first (const AlgoHypernetwork *self, guint inputs)
{
  return self->table->kinds > 0 ? inputs : 1;
}

static void
decoder_layout (AlgoHypernetwork *self, guint levels, guint n, guint h)
{
  const guint first = count_inputs_at_first (self, n);
  const AlgoGraphShape uniform = { .inputs = first,
                                   .groups = 1,
                                   .rows = first,
                                   .hiddens = 1,
                                   .window = first,
                                   .updates_inputs = TRUE,
                                   .updates_output = TRUE };
  const gsize rows[N_KINDS] = { [HIDDEN] = h, [EDGE] = (gsize) h * n, [SPOKE] = h };
  const gsize slots = count_most_slots (h);
  const gsize seen[N_KINDS] = {
    [HIDDEN] = h, [EDGE] = slots * algo_geometry_most_span (self->table, n), [SPOKE] = slots
  };

  for (guint level = 0; level <= levels; level++)
    {
      const AlgoGraphShape full = { .inputs = n,
                                    .groups = h,
                                    .rows = n,
                                    .hiddens = h,
                                    .window = n,
                                    .updates_inputs = level < levels,
                                    .updates_output = TRUE };

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
  const guint slots = count_most_slots (h), span = algo_geometry_most_span (self->table, n);
  const guint seen_inputs = self->table->kinds > 0 ? span : 1;
  const guint first = count_inputs_at_first (self, n);
  const AlgoGraphShape encoder = {
    .inputs = seen_inputs, .groups = slots, .rows = span, .hiddens = h, .window = n
  };
  const gsize edges = MAX ((gsize) h * n, (gsize) slots * span);
  const gsize inputs = MAX (n, seen_inputs), nodes = MAX (inputs, h);

  graph_layout (&self->encoder_in, arena, seen_inputs, slots, (gsize) slots * span);
  graph_layout (&self->decoder_in, arena, first, 1, first);
  algo_block_trace_layout (&self->encoder, arena, &encoder);
  decoder_layout (self, levels, n, h);
  self->inputs = algo_arena_take (arena, (gsize) n * D);
  algo_readout_trace_layout (&self->readout, arena, n, h);

  graph_layout (&self->d, arena, inputs, nodes, edges);
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
  return (AlgoGraphShape){ .inputs = geometry->kinds > 0 ? geometry->span : 1,
                           .groups = geometry->slots,
                           .rows = geometry->span,
                           .hiddens = geometry->hidden,
                           .window = geometry->inputs,
                           .group = geometry->slot,
                           .first = geometry->first_edge,
                           .link = geometry->edge };
}

static AlgoGraphShape
decoder_shape (const AlgoHypernetwork *self, const AlgoGeometry *geometry, guint level)
{
  const guint n = level == 0 ? count_inputs_at_first (self, geometry->inputs) : geometry->inputs;
  const guint h = level == 0 ? 1 : geometry->hidden;
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
  const AlgoRows rows = level > 0 ? ALGO_ROWS_DIFFER : ALGO_ROWS_ALIKE;

  if (kind == HIDDEN)
    return (AlgoLatentShape){ 1, h, NULL, NULL, h, rows };
  if (kind == EDGE)
    return (AlgoLatentShape){
      h,
      n,
      geometry->first_edge,
      geometry->edge,
      geometry->slots * geometry->span,
      level == 0 && geometry->kinds > 0 ? ALGO_ROWS_BY_PLACE : rows,
    };
  return (AlgoLatentShape){ h, 1, geometry->slot, NULL, geometry->slots, rows };
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

static AlgoStart
encoder_start (const AlgoGeometry *geometry)
{
  return (AlgoStart){ .inputs = geometry->kinds > 0 ? geometry->span : 1,
                      .hiddens = geometry->slots,
                      .edges = (gsize) geometry->slots * geometry->span,
                      .kind = geometry->seen_kind };
}

static AlgoStart
decoder_start (const AlgoHypernetwork *self, const AlgoGeometry *geometry)
{
  const guint inputs = count_inputs_at_first (self, geometry->inputs);

  return (AlgoStart){ .inputs = inputs, .hiddens = 1, .edges = inputs, .kind = geometry->kind };
}

static void
encode (AlgoHypernetwork *self, const AlgoReal *weights, const AlgoGeometry *geometry)
{
  const AlgoParameterTable *table = self->table;
  const AlgoAffineContext context = { self->kernels, weights, NULL };
  const AlgoGraphShape shape = encoder_shape (geometry);
  const AlgoStart start = encoder_start (geometry);

  algo_types_forward (&table->encoder_types, &start, weights, &self->encoder_in);
  algo_affine_add (&context, &table->hidden_slot, geometry->slots, geometry->slot_features,
                   self->encoder_in.hiddens, self->encoder_in.hiddens);
  algo_affine_add (&context, &table->edge_position, start.edges, geometry->edge_features,
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
  const AlgoStart start = encoder_start (geometry);

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
  algo_affine_backward_weights (&context, &table->edge_position, start.edges,
                                geometry->edge_features, self->d.edges);
  algo_types_backward (&table->encoder_types, &start, &self->d, self->dhiddens, dweights);
}

/* What a block reads: the one before with the latents in it, or the types. */
static AlgoGraph
block_input (const AlgoHypernetwork *self, guint level)
{
  const AlgoGraph *before;

  if (level == 0)
    return self->decoder_in;
  before = &self->decoder[level - 1].out;
  return (AlgoGraph){ .inputs =
                          level == 1 && self->table->kinds == 0 ? self->inputs : before->inputs,
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
  const AlgoStart start = decoder_start (self, geometry);
  double kl = 0;

  algo_types_forward (&table->decoder_types, &start, weights, &self->decoder_in);
  for (guint level = 0; level <= table->levels; level++)
    {
      const AlgoGraphShape shape = decoder_shape (self, geometry, level);
      const AlgoGraph in = block_input (self, level);

      algo_block_forward (&context, &table->decoder_block[level], &shape, &in,
                          &self->decoder[level]);
      for (guint i = 0; level == 0 && table->kinds == 0 && i < geometry->inputs; i++)
        memcpy (self->inputs + i * D, self->decoder[0].out.inputs, D * sizeof (AlgoReal));
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
      const gboolean differs = shape.rows == ALGO_ROWS_DIFFER;
      AlgoReal sum[ALGO_MAX_INPUTS * D];

      algo_latent_backward (
          context, latent_layout (self, level, kind), &shape, self->seen[kind].normal,
          noise_of (&noise[level], kind), &self->latent[level][kind], &self->latent_scratch,
          &(AlgoLatentGradient){ d, dkl, differs ? d : sum, self->seen[kind].dnormal });
      if (!differs)
        memcpy (d, sum, (shape.rows == ALGO_ROWS_ALIKE ? 1 : shape.length) * D * sizeof (AlgoReal));
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
  const AlgoStart start = decoder_start (self, geometry);

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
      if (level == 1 && table->kinds == 0)
        for (guint i = 1; i < geometry->inputs; i++)
          for (guint c = 0; c < D; c++)
            self->d.inputs[c] += self->d.inputs[i * D + c];
      if (level > 0)
        backward_latents (self, &context, geometry, noise, level - 1, dkl);
    }
  algo_types_backward (&table->decoder_types, &start, &self->d, self->d.hiddens, dweights);
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
