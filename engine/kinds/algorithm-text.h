/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network's algorithm as its neuron types have it, in words and as a formula. All are new
 * strings. Any thread. */
#pragma once

#include "engine/kinds/neuron-types.h"

/* "Of 48 neurons 16 each read one input, sign −, one-sided; 32 read all inputs alike, sign +,
 * linear.": translated. */
char *algo_neuron_types_to_words (const AlgoNeuronTypes *types);
/* The same of one type: "16 each read one input, sign −, one-sided". */
char *algo_neuron_type_to_words (const AlgoNeuronType *type);

/* "f ≈ 1.99 ∑ᵢ s(−xᵢ; 5.2) + 0.994 ∑ᵢ xᵢ − 0.05": the ideal network, but for types that
 * hardly vary in it; s(t; k) = t / (1 + exp(−k t)) is a swish of sharpness k, which becomes a relu
 * as k grows, i(j) and k(j) are the inputs of neuron j, and u the direction in which it reads,
 * |u| = 1. */
char *algo_neuron_types_to_formula (const AlgoNeuronTypes *types);
/* For LaTeX, without the dollar signs. */
char *algo_neuron_types_to_latex (const AlgoNeuronTypes *types);
/* What a type of `inputs` gives by itself, "1.99 ∑ᵢ s(−xᵢ; 5.2)"; empty for one of nothing. */
char *algo_neuron_type_to_formula (const AlgoNeuronType *type, guint inputs);
char *algo_neuron_type_to_latex (const AlgoNeuronType *type, guint inputs);
