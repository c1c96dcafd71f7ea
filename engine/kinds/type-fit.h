/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second half of taking a network apart: types replaced by their ideals, and how much of the
 * output that explains. For neuron-types.c. */
#pragma once

#include "engine/kinds/neuron-types.h"

/* Sets what type-grouping.h leaves open, and puts the types in order. */
void algo_neuron_types_fit (AlgoNeuronTypes *types, const AlgoNeuron *neurons, guint64 seed);
