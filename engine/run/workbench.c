/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/workbench.h"

#include <math.h>
#include <string.h>

struct _AlgoWorkbench
{
  AlgoObservation *base;
  GArray *edits; /* of AlgoEdit, whose `order` is owned */
  guint applied; /* of them; the others are undone */
  AlgoNetwork *network;
  AlgoObservation *observation; /* of that network; NULL: not measured */
};

gboolean
algo_network_is_ablated (const AlgoNetwork *network, guint neuron)
{
  return network->W1[neuron] == 0;
}

/* A network on the bench. Its neurons stay where they are in the base; what moves is their order,
 * so that any number of moves costs no copying of weights. */
typedef struct
{
  AlgoNetwork *network;
  guint *neurons;   /* (hidden) which is in each place */
  float *last_used; /* (hidden) output weights as they last were other than 0 */
} Bench;

static void
bench_init (Bench *bench, const AlgoNetwork *base)
{
  bench->network = algo_network_copy (base);
  bench->neurons = g_new (guint, base->hidden);
  bench->last_used = g_memdup2 (base->W1, base->hidden * sizeof (float));
  for (guint j = 0; j < base->hidden; j++)
    bench->neurons[j] = j;
}

static void
bench_clear (Bench *bench)
{
  g_clear_pointer (&bench->network, algo_network_unref);
  g_free (bench->neurons);
  g_free (bench->last_used);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

/* NULL if there is no such weight. */
static float *
find_weight (const Bench *bench, const AlgoEdit *edit)
{
  const AlgoNetwork *network = bench->network;
  guint neuron;

  if (edit->weight == ALGO_WEIGHT_B1)
    return &bench->network->b1;
  if (edit->neuron >= network->hidden)
    return NULL;
  neuron = bench->neurons[edit->neuron];
  switch (edit->weight)
    {
    case ALGO_WEIGHT_W0:
      if (edit->input >= network->inputs)
        return NULL;
      return &network->W0[(gsize) edit->input * network->hidden + neuron];
    case ALGO_WEIGHT_B0:
      return &network->b0[neuron];
    case ALGO_WEIGHT_W1:
    default:
      return &network->W1[neuron];
    }
}

static gboolean
bench_set (Bench *bench, const AlgoEdit *edit)
{
  float *weight = find_weight (bench, edit);

  if (weight == NULL || !isfinite (edit->value) || *weight == edit->value)
    return FALSE;
  *weight = edit->value;
  if (edit->weight == ALGO_WEIGHT_W1 && edit->value != 0)
    bench->last_used[bench->neurons[edit->neuron]] = edit->value;
  return TRUE;
}

static gboolean
bench_set_output (Bench *bench, guint place, gboolean ablated)
{
  guint neuron;

  if (place >= bench->network->hidden)
    return FALSE;
  neuron = bench->neurons[place];
  return bench_set (bench, &(AlgoEdit){ .kind = ALGO_EDIT_SET,
                                        .weight = ALGO_WEIGHT_W1,
                                        .neuron = place,
                                        .value = ablated ? 0 : bench->last_used[neuron] });
}

static gboolean
bench_move (Bench *bench, guint from, guint to)
{
  const guint hidden = bench->network->hidden;
  guint *neurons = bench->neurons;
  guint moved;

  if (from >= hidden || to >= hidden || from == to)
    return FALSE;
  moved = neurons[from];
  if (from < to)
    memmove (neurons + from, neurons + from + 1, (to - from) * sizeof *neurons);
  else
    memmove (neurons + to + 1, neurons + to, (from - to) * sizeof *neurons);
  neurons[to] = moved;
  return TRUE;
}

static gboolean
is_permutation (const guint *order, guint count)
{
  g_autofree gboolean *seen = g_new0 (gboolean, count);

  for (guint i = 0; i < count; i++)
    {
      if (order[i] >= count || seen[order[i]])
        return FALSE;
      seen[order[i]] = TRUE;
    }
  return TRUE;
}

static gboolean
bench_arrange (Bench *bench, const guint *order)
{
  const guint hidden = bench->network->hidden;
  gboolean moves = FALSE;
  guint *arranged;

  if (order == NULL || !is_permutation (order, hidden))
    return FALSE;
  arranged = g_new (guint, hidden);
  for (guint place = 0; place < hidden; place++)
    {
      arranged[place] = bench->neurons[order[place]];
      moves = moves || order[place] != place;
    }
  g_free (bench->neurons);
  bench->neurons = arranged;
  return moves;
}

/* FALSE if nothing is changed. */
static gboolean
bench_apply (Bench *bench, const AlgoEdit *edit)
{
  switch (edit->kind)
    {
    case ALGO_EDIT_ABLATE:
      return bench_set_output (bench, edit->neuron, TRUE);
    case ALGO_EDIT_RESTORE:
      return bench_set_output (bench, edit->neuron, FALSE);
    case ALGO_EDIT_SET:
      return bench_set (bench, edit);
    case ALGO_EDIT_MOVE:
      return bench_move (bench, edit->neuron, edit->place);
    case ALGO_EDIT_ARRANGE:
      return bench_arrange (bench, edit->order);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The network with its neurons in their places. */
static AlgoNetwork *
bench_finish (const Bench *bench)
{
  const AlgoNetwork *from = bench->network;
  const gsize hidden = from->hidden;
  AlgoNetwork *to = algo_network_new (from->inputs, from->hidden);

  for (gsize place = 0; place < hidden; place++)
    {
      const guint neuron = bench->neurons[place];

      for (gsize i = 0; i < from->inputs; i++)
        to->W0[i * hidden + place] = from->W0[i * hidden + neuron];
      to->b0[place] = from->b0[neuron];
      to->W1[place] = from->W1[neuron];
    }
  to->b1 = from->b1;
  to->task = from->task;
  return to;
}

static AlgoEdit *
get_edit (const AlgoWorkbench *self, guint index)
{
  return &g_array_index (self->edits, AlgoEdit, index);
}

/* All edits in force are done anew: no inverse of any needs to be right to the bit. */
static void
replay (const AlgoWorkbench *self, Bench *bench)
{
  bench_init (bench, self->base->network);
  for (guint i = 0; i < self->applied; i++)
    bench_apply (bench, get_edit (self, i));
}

static void
take_bench (AlgoWorkbench *self, const Bench *bench)
{
  g_clear_pointer (&self->network, algo_network_unref);
  g_clear_pointer (&self->observation, algo_observation_unref);
  self->network = self->applied > 0 ? bench_finish (bench) : algo_network_ref (self->base->network);
}

static void
edit_clear (gpointer data)
{
  g_free ((gpointer) ((AlgoEdit *) data)->order);
}

AlgoWorkbench *
algo_workbench_new (AlgoObservation *base)
{
  AlgoWorkbench *self = g_new0 (AlgoWorkbench, 1);

  self->base = algo_observation_ref (base);
  self->network = algo_network_ref (base->network);
  self->edits = g_array_new (FALSE, FALSE, sizeof (AlgoEdit));
  g_array_set_clear_func (self->edits, edit_clear);
  return self;
}

void
algo_workbench_free (AlgoWorkbench *self)
{
  g_clear_pointer (&self->observation, algo_observation_unref);
  algo_network_unref (self->network);
  algo_observation_unref (self->base);
  g_array_unref (self->edits);
  g_free (self);
}

gboolean
algo_workbench_apply (AlgoWorkbench *self, const AlgoEdit *edit)
{
  g_auto (Bench) bench = { 0 };
  AlgoEdit kept = *edit;

  replay (self, &bench);
  if (!bench_apply (&bench, edit))
    return FALSE;
  kept.order = edit->kind == ALGO_EDIT_ARRANGE
                   ? g_memdup2 (edit->order, bench.network->hidden * sizeof *edit->order)
                   : NULL;
  g_array_set_size (self->edits, self->applied);
  g_array_append_val (self->edits, kept);
  self->applied++;
  take_bench (self, &bench);
  return TRUE;
}

static void
go_to (AlgoWorkbench *self, guint applied)
{
  g_auto (Bench) bench = { 0 };

  self->applied = applied;
  replay (self, &bench);
  take_bench (self, &bench);
}

gboolean
algo_workbench_undo (AlgoWorkbench *self)
{
  if (self->applied == 0)
    return FALSE;
  go_to (self, self->applied - 1);
  return TRUE;
}

gboolean
algo_workbench_redo (AlgoWorkbench *self)
{
  if (self->applied == self->edits->len)
    return FALSE;
  go_to (self, self->applied + 1);
  return TRUE;
}

guint
algo_workbench_get_count (const AlgoWorkbench *self)
{
  return self->applied;
}

const AlgoEdit *
algo_workbench_peek_undo (const AlgoWorkbench *self)
{
  return self->applied > 0 ? get_edit (self, self->applied - 1) : NULL;
}

const AlgoEdit *
algo_workbench_peek_redo (const AlgoWorkbench *self)
{
  return self->applied < self->edits->len ? get_edit (self, self->applied) : NULL;
}

AlgoObservation *
algo_workbench_get_base (const AlgoWorkbench *self)
{
  return self->base;
}

AlgoNetwork *
algo_workbench_get_network (const AlgoWorkbench *self)
{
  return self->network;
}

AlgoObservation *
algo_workbench_get_observation (const AlgoWorkbench *self)
{
  return self->applied > 0 ? self->observation : self->base;
}

AlgoObservation *
algo_workbench_observe (AlgoWorkbench *self)
{
  if (self->applied > 0 && self->observation == NULL)
    self->observation =
        algo_observation_new_for_network (self->network, self->base->question.noise_seed);
  return algo_workbench_get_observation (self);
}

gboolean
algo_workbench_take_observation (AlgoWorkbench *self, AlgoObservation *observation)
{
  if (self->applied == 0 || observation->network != self->network)
    return FALSE;
  algo_observation_ref (observation);
  g_clear_pointer (&self->observation, algo_observation_unref);
  self->observation = observation;
  return TRUE;
}
