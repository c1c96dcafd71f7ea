/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds with names, as people keep and send them: a JSON file
 *
 *   {"format": "algoscope kinds", "version": 1, "kinds": [
 *     {"name": ..., "letter": ..., "colour": "#56b4e9", "note": ..., "provenance": ...,
 *      "features": {"localisation": {"centre": 0.97, "spread": 0.02}, ...}}, ...]}
 *
 * of which features may be left out, that then do not count. Any thread. */
#pragma once

#include "engine/kinds/kinds.h"

#define ALGO_MOST_NAMED_KINDS 1000

typedef struct
{
  char *name, *letter;
  char *colour; /* "#rrggbb" */
  char *note, *provenance;
  gboolean has_feature[ALGO_N_FEATURES];
  double centre[ALGO_N_FEATURES], spread[ALGO_N_FEATURES];
} AlgoNamedKind;

typedef struct
{
  guint count;
  AlgoNamedKind *kinds; /* (count) */
} AlgoNamedKinds;

/* Those that were found, named by their letters and the phase that most are in. */
AlgoNamedKinds *algo_named_kinds_of (const AlgoKinds *kinds, const AlgoSamples *samples);
/* NULL and a G_FILE_ERROR or ALGO_ERROR_FORMAT that names the file. */
AlgoNamedKinds *algo_named_kinds_load (const char *path, GError **error);
/* The file appears whole or not at all. */
gboolean algo_named_kinds_save (const AlgoNamedKinds *kinds, const char *path, GError **error);
void algo_named_kinds_free (AlgoNamedKinds *kinds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoNamedKinds, algo_named_kinds_free)

/* From there on a network is near none, and new. */
#define ALGO_NEW_DISTANCE 2.0

/* The nearest kind, NULL if there are none, and how far it is: the root of the mean square over the
 * kind's features of what they differ by from its centre, in units of the kind's spread and the
 * feature's unit together, so that most networks of a kind are within 1. */
const AlgoNamedKind *algo_named_kinds_find (const AlgoNamedKinds *kinds,
                                            const double *features, /* (ALGO_N_FEATURES) */
                                            double *distance);
