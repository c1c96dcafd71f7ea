/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/neuron-types.h"

#include "engine/kinds/type-fit.h"
#include "engine/kinds/type-grouping.h"

#define JUDGED_POINTS 1024 /* that FVU is measured on */

static const char *const reading_names[ALGO_N_READINGS] = {
  [ALGO_READS_NOTHING] = "nothing",   [ALGO_READS_ONE] = "one",
  [ALGO_READS_OPPOSITE] = "opposite", [ALGO_READS_EQUAL] = "equal",
  [ALGO_READS_ALIKE] = "alike",       [ALGO_READS_MANY] = "many",
};

static const char *const working_names[ALGO_N_WORKINGS] = {
  [ALGO_WORKS_LINEAR] = "linear",
  [ALGO_WORKS_ONE_SIDED] = "one-sided",
  [ALGO_WORKS_CURVED] = "curved",
};

const char *
algo_reading_name (AlgoReading reading)
{
  return reading_names[reading];
}

const char *
algo_working_name (AlgoWorking working)
{
  return working_names[working];
}

AlgoNetwork *
algo_neuron_types_ablate (const AlgoNeuronTypes *types, guint type)
{
  AlgoNetwork *network = algo_network_copy (types->network);
  g_autofree AlgoNeuron *neurons = g_new (AlgoNeuron, network->hidden);
  double mean = network->b1;

  algo_neurons_measure (network, neurons);
  for (guint k = 0; k < types->types[type].count; k++)
    {
      const guint j = types->types[type].neurons[k];

      mean += neurons[j].mean;
      network->W1[j] = 0;
    }
  network->b1 = (float) mean;
  return network;
}

AlgoNeuronTypes *
algo_neuron_types_new (AlgoNetwork *network, guint64 seed)
{
  AlgoNeuronTypes *types = g_atomic_rc_box_new0 (AlgoNeuronTypes);
  g_autofree AlgoNeuron *neurons = g_new (AlgoNeuron, network->hidden);

  types->network = algo_network_ref (network);
  algo_neurons_measure (network, neurons);
  algo_neuron_types_group (types, neurons);
  algo_neuron_types_fit (types, neurons, seed);
  types->unexplained = algo_network_unexplained (types->ideal, JUDGED_POINTS, seed);
  types->own_unexplained = algo_network_unexplained (network, JUDGED_POINTS, seed);
  for (guint t = 0; t < types->n_types; t++)
    {
      g_autoptr (AlgoNetwork) ablated = algo_neuron_types_ablate (types, t);

      types->types[t].unexplained = algo_network_unexplained (ablated, JUDGED_POINTS, seed);
    }
  return types;
}

AlgoNeuronTypes *
algo_neuron_types_ref (AlgoNeuronTypes *types)
{
  return g_atomic_rc_box_acquire (types);
}

static void
types_clear (gpointer data)
{
  AlgoNeuronTypes *types = data;

  for (guint t = 0; t < types->n_types; t++)
    g_free (types->types[t].neurons);
  g_free (types->types);
  g_free (types->type_of);
  algo_network_unref (types->ideal);
  algo_network_unref (types->network);
}

void
algo_neuron_types_unref (AlgoNeuronTypes *types)
{
  g_atomic_rc_box_release_full (types, types_clear);
}
