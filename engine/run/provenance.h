/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an exported file comes from, as strings to strings: what its metadata holds. */
#pragma once

#include "engine/run/observation.h"

/* "software", "version", "seed", "step", and the settings "least", "most", "levels", "batch",
 * "points", "steps", "rate" and "model". A new table with string keys and values that it owns. */
GHashTable *algo_provenance_new (const AlgoSnapshot *snapshot);

/* Adds the settings but the seed. */
void algo_provenance_add_settings (GHashTable *provenance, const AlgoSettings *settings);

/* Adds what network was asked for: "log_beta", "inputs", "hidden" and "noise_seed"; "latents" is
 * "prior" where the encoder is off, and else not there. */
void algo_provenance_add_question (GHashTable *provenance, const AlgoQuestion *question);

/* Adds what is known of the network shown: the question, and "label", its phase, "unexplained" and
 * "kl". */
void algo_provenance_add_observation (GHashTable *provenance, const AlgoObservation *observation);

/* Adds an entry. Real numbers are written with as many digits as they need, up to nine, and with a
 * decimal point whatever the locale. */
void algo_provenance_add (GHashTable *provenance, const char *key, const char *value);
void algo_provenance_add_whole (GHashTable *provenance, const char *key, guint64 value);
void algo_provenance_add_real (GHashTable *provenance, const char *key, double value);
