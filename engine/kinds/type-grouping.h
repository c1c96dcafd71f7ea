/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first half of taking a network apart: which neurons do the same. For neuron-types.c. */
#pragma once

#include "engine/kinds/neuron-types.h"

/* Sets n_types, types and type_of, and of each type all but what says how it fits. */
void algo_neuron_types_group (AlgoNeuronTypes *types, const AlgoNeuron *neurons);

/* The sign of a weight of one of the type, or of its output where that is linear: of a linear type
 * the latter alone matters. */
int algo_neuron_type_sign (const AlgoNeuronType *type, const AlgoNeuron *neuron, int sign);
