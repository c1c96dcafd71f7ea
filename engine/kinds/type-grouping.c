/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/type-grouping.h"

#include <math.h>
#include <stdlib.h>

/* The weakest neurons do nothing: those that together have no more of all work than this. */
#define NOTHING 0.005
#define PINNED                                                                                     \
  0.5             /* least share of |w|^2 on the one input that is read, as of order parameters    \
                   */
#define PAIR 0.75 /* least share on two inputs together */
#define PAIR_SECOND 0.2 /* and on the second of them */
#define ALIKE 0.5       /* least likeness of a neuron that reads all inputs alike */
/* From there on a straight line is what a neuron is: it then leaves less than 5 % of its variance,
 * of which a relu leaves 27 %. */
#define LINEAR 0.8

/* What makes a neuron one of a type. */
typedef struct
{
  AlgoReading reading;
  AlgoWorking working;
  int sign, output;
} Key;

static AlgoReading
find_reading (const AlgoNeuron *neuron, guint inputs)
{
  if (inputs > 1 && neuron->shares[1] >= PAIR_SECOND
      && neuron->shares[0] + neuron->shares[1] >= PAIR)
    return neuron->signs[0] == neuron->signs[1] ? ALGO_READS_EQUAL : ALGO_READS_OPPOSITE;
  if (neuron->shares[0] >= PINNED)
    return ALGO_READS_ONE;
  return neuron->likeness >= ALIKE ? ALGO_READS_ALIKE : ALGO_READS_MANY;
}

static AlgoWorking
find_working (const AlgoNeuron *neuron)
{
  if (neuron->linear >= LINEAR)
    return ALGO_WORKS_LINEAR;
  return neuron->one_sided >= neuron->curved ? ALGO_WORKS_ONE_SIDED : ALGO_WORKS_CURVED;
}

static int
find_sign (const AlgoNeuron *neuron, AlgoReading reading)
{
  switch (reading)
    {
    case ALGO_READS_ONE:
    case ALGO_READS_EQUAL:
      return neuron->signs[0];
    case ALGO_READS_ALIKE:
      return neuron->lean > 0 ? 1 : -1;
    default:
      return 0;
    }
}

static Key
find_key (const AlgoNeuron *neuron, guint inputs)
{
  Key key = { .reading = find_reading (neuron, inputs), .working = find_working (neuron) };

  key.sign = find_sign (neuron, key.reading);
  key.output = neuron->strength > 0 ? 1 : -1;
  if (key.working == ALGO_WORKS_LINEAR)
    {
      key.sign *= neuron->slope > 0 ? 1 : -1;
      key.output = 1;
    }
  return key;
}

typedef struct
{
  double work; /* first, for sorting */
  guint neuron;
} Worker;

static int
compare_workers (const void *a, const void *b)
{
  const Worker *first = a, *second = b;

  if (first->work != second->work)
    return first->work < second->work ? -1 : 1;
  return first->neuron < second->neuron ? -1 : first->neuron > second->neuron;
}

/* Takes those that do next to nothing for such. */
static void
find_idle (const AlgoNeuron *neurons, guint hidden, Key *keys)
{
  g_autofree Worker *workers = g_new (Worker, hidden);
  double sum = 0, idle = 0;

  for (guint j = 0; j < hidden; j++)
    {
      workers[j] = (Worker){ neurons[j].work, j };
      sum += neurons[j].work;
    }
  qsort (workers, hidden, sizeof *workers, compare_workers);
  for (guint k = 0; k < hidden; k++)
    {
      idle += workers[k].work;
      if (idle > NOTHING * sum)
        break;
      keys[workers[k].neuron] = (Key){ ALGO_READS_NOTHING, ALGO_WORKS_LINEAR, 0, 1 };
    }
}

static void
mean_spread_add (AlgoMeanSpread *of, double value)
{
  of->mean += value;
  of->spread += value * value;
}

static void
mean_spread_end (AlgoMeanSpread *of, double count)
{
  if (count == 0)
    return;
  of->mean /= count;
  of->spread = sqrt (MAX (0, of->spread / count - of->mean * of->mean));
}

/* What a neuron's weight for an input counts in the means of its type: what it should be alike in
 * all of them, and whether it is one of those that are read. */
static double
weight_for (const AlgoNeuronTypes *types,
            const AlgoNeuronType *type,
            const AlgoNeuron *neuron,
            guint j,
            guint input,
            gboolean *is_read)
{
  const AlgoNetwork *network = types->network;
  const double weight = network->W0[(gsize) input * network->hidden + j];

  *is_read = type->reading == ALGO_READS_ALIKE || input == neuron->inputs[0]
             || (input == neuron->inputs[1] && type->reading != ALGO_READS_ONE);
  return *is_read ? fabs (weight) : weight;
}

static void
measure_weights (const AlgoNeuronTypes *types,
                 AlgoNeuronType *type,
                 const AlgoNeuron *neuron,
                 guint j)
{
  if (type->reading == ALGO_READS_MANY || type->reading == ALGO_READS_NOTHING)
    {
      mean_spread_add (&type->weight, neuron->norm);
      return;
    }
  for (guint i = 0; i < types->network->inputs; i++)
    {
      gboolean is_read;
      const double weight = weight_for (types, type, neuron, j, i, &is_read);

      mean_spread_add (is_read ? &type->weight : &type->rest, weight);
    }
}

/* How many weights of a neuron are read, the norm of all counting as one. */
static guint
count_read (AlgoReading reading, guint inputs)
{
  switch (reading)
    {
    case ALGO_READS_OPPOSITE:
    case ALGO_READS_EQUAL:
      return 2;
    case ALGO_READS_ALIKE:
      return inputs;
    default:
      return 1;
    }
}

int
algo_neuron_type_sign (const AlgoNeuronType *type, const AlgoNeuron *neuron, int sign)
{
  return type->working == ALGO_WORKS_LINEAR && neuron->slope < 0 ? -sign : sign;
}

/* The ideal: means weighted by strength, as what a strong neuron does matters more. */
static void
find_ideal (const AlgoNeuronTypes *types, AlgoNeuronType *type, const AlgoNeuron *neurons)
{
  const gboolean is_linear = type->working == ALGO_WORKS_LINEAR;
  const gboolean is_own = type->reading == ALGO_READS_MANY;
  const guint inputs = types->network->inputs;
  const guint n_read = is_own ? 1 : count_read (type->reading, inputs);
  double weights = 0, strengths = 0;

  for (guint k = 0; k < type->count; k++)
    {
      const guint j = type->neurons[k];
      const AlgoNeuron *neuron = &neurons[j];
      const double share = is_linear ? 1 : fabs (neuron->strength);
      /* What is alike of a linear neuron is what it gives; its weights may stand anyhow. */
      const double factor = is_linear ? fabs (neuron->slope) : 1;
      const int turn = algo_neuron_type_sign (type, neuron, 1);

      weights += share;
      strengths += neuron->strength;
      type->bias_at += is_linear ? 0 : share * types->network->b0[j];
      if (is_own)
        type->weight_at += share * factor * neuron->norm;
      else
        for (guint i = 0; i < inputs; i++)
          {
            gboolean is_read;
            const double weight = factor * weight_for (types, type, neuron, j, i, &is_read);

            if (is_read)
              type->weight_at += share * weight / n_read;
            else
              type->rest_at += share * turn * weight / MAX (inputs - n_read, 1);
          }
    }
  type->weight_at /= weights;
  type->rest_at /= weights;
  type->bias_at /= weights;
  /* Of the mean strength, so that weights and outputs that make up for each other do. */
  {
    const double read = n_read * type->weight_at * type->weight_at;
    const double rest = (inputs - n_read) * type->rest_at * type->rest_at;
    const double norm = is_own ? type->weight_at : sqrt (read + rest);

    type->out_at = is_linear ? 1 : strengths / type->count / norm;
  }
}

/* From what is positive of a pair to the other; where both are positive, the way that is less
 * than half round. */
static guint
distance_of (const AlgoNeuronType *type, const AlgoNeuron *neuron, guint inputs, guint *first)
{
  const gboolean turned = type->reading == ALGO_READS_OPPOSITE
                          && algo_neuron_type_sign (type, neuron, neuron->signs[0]) < 0;
  guint from = neuron->inputs[turned ? 1 : 0], to = neuron->inputs[turned ? 0 : 1];
  guint distance = (to + inputs - from) % inputs;

  if (type->reading == ALGO_READS_EQUAL && 2 * distance > inputs)
    {
      from = to;
      distance = inputs - distance;
    }
  *first = from;
  return distance;
}

/* Whether each place has as many neurons, and pairs are equally far apart. */
static void
find_places (AlgoNeuronType *type, const AlgoNeuron *neurons, guint inputs)
{
  const gboolean is_pair =
      type->reading == ALGO_READS_OPPOSITE || type->reading == ALGO_READS_EQUAL;
  g_autofree guint *counts = g_new0 (guint, inputs);
  gboolean is_even = TRUE;

  if (!is_pair && type->reading != ALGO_READS_ONE)
    return;
  for (guint k = 0; k < type->count; k++)
    {
      const AlgoNeuron *neuron = &neurons[type->neurons[k]];
      guint first = neuron->inputs[0];

      if (is_pair)
        {
          const guint distance = distance_of (type, neuron, inputs, &first);

          if (k > 0 && distance != type->distance)
            is_even = FALSE;
          type->distance = distance;
        }
      counts[first]++;
    }
  if (!is_even)
    type->distance = 0;
  for (guint i = 1; i < inputs; i++)
    is_even &= counts[i] == counts[0];
  type->times = is_even ? counts[0] : 0;
}

static void
measure_type (AlgoNeuronTypes *types, AlgoNeuronType *type, const AlgoNeuron *neurons)
{
  const guint inputs = types->network->inputs;
  const guint n_read = count_read (type->reading, inputs);
  const gboolean has_rest = type->reading != ALGO_READS_MANY && type->reading != ALGO_READS_NOTHING;

  for (guint k = 0; k < type->count; k++)
    {
      const guint j = type->neurons[k];

      measure_weights (types, type, &neurons[j], j);
      mean_spread_add (&type->bias, types->network->b0[j]);
      mean_spread_add (&type->out, types->network->W1[j]);
    }
  mean_spread_end (&type->weight, (double) type->count * n_read);
  mean_spread_end (&type->rest, has_rest ? (double) type->count * (inputs - n_read) : 0);
  mean_spread_end (&type->bias, type->count);
  mean_spread_end (&type->out, type->count);
  if (type->reading == ALGO_READS_NOTHING)
    return;
  find_ideal (types, type, neurons);
  find_places (type, neurons, inputs);
}

static guint
find_type (AlgoNeuronTypes *types, const Key *key)
{
  for (guint t = 0; t < types->n_types; t++)
    {
      const AlgoNeuronType *type = &types->types[t];

      if (type->reading == key->reading && type->working == key->working && type->sign == key->sign
          && type->output == key->output)
        return t;
    }
  types->types = g_renew (AlgoNeuronType, types->types, types->n_types + 1);
  types->types[types->n_types] = (AlgoNeuronType){
    .reading = key->reading, .working = key->working, .sign = key->sign, .output = key->output
  };
  return types->n_types++;
}

void
algo_neuron_types_group (AlgoNeuronTypes *types, const AlgoNeuron *neurons)
{
  const guint hidden = types->network->hidden;
  g_autofree Key *keys = g_new (Key, hidden);

  types->type_of = g_new (guint, hidden);
  for (guint j = 0; j < hidden; j++)
    keys[j] = find_key (&neurons[j], types->network->inputs);
  find_idle (neurons, hidden, keys);
  for (guint j = 0; j < hidden; j++)
    {
      AlgoNeuronType *type;

      types->type_of[j] = find_type (types, &keys[j]);
      type = &types->types[types->type_of[j]];
      type->neurons = g_renew (guint, type->neurons, type->count + 1);
      type->neurons[type->count++] = j;
    }
  for (guint t = 0; t < types->n_types; t++)
    measure_type (types, &types->types[t], neurons);
}
