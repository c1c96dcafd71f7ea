/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What classify says of a network beside its one line: the types of its neurons, the algorithm in
 * words and as a formula; as text for people, and as JSON. */
#pragma once

#include "engine/analysis/phase.h"
#include "engine/kinds/neuron-types.h"

/* Prints a table of the types, the words and both formulas, indented, on stdout. */
void algo_explain_print (const AlgoNeuronTypes *types);

/* Appends an object: path, phase, confidence, order parameters and features, and with `types`,
 * which may be NULL, those, the words and the formulas. A number that is not finite is null. */
void algo_explain_append_json (GString *json,
                               const char *path,
                               const AlgoOrderParameters *order,
                               const AlgoClassification *classification,
                               const double *features, /* (ALGO_N_FEATURES) */
                               const AlgoNeuronTypes *types);
