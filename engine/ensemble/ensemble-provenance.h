/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where what is drawn of an ensemble comes from. Any thread. */
#pragma once

#include "engine/ensemble/ensemble.h"

/* As algo_provenance_new() has it, with "gathered_seeds", those whose phases are known, as "0-32",
 * and "usual_step" in place of seed and step. */
GHashTable *algo_ensemble_provenance_new (const AlgoEnsemble *ensemble);
