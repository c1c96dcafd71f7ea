/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What networks and figures are made from: a file of a network, or of a hypernetwork's parameters.
 */
#pragma once

#include "engine/network.h"
#include "engine/session/snapshot.h"

typedef struct
{
  AlgoNetwork *network;   /* of a network's file; NULL otherwise */
  AlgoSnapshot *snapshot; /* of a hypernetwork; NULL otherwise */
  GHashTable *provenance; /* what the file says of itself, strings to strings */
} AlgoSource;

/* NULL and ALGO_ERROR_FORMAT or G_FILE_ERROR, which names the file. The settings of a snapshot are
 * those that its file states, and the defaults where it states none. */
AlgoSource *algo_source_open (const char *path, GError **error);
void algo_source_free (AlgoSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSource, algo_source_free)
