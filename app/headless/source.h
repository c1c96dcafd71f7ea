/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What networks and figures are made from: a recorded run, or a file of a hypernetwork's parameters
 * or of a network. */
#pragma once

#include "engine/network.h"
#include "engine/run-file/run-file.h"
#include "engine/run/snapshot.h"

#define ALGO_SOURCE_LAST_STEP G_MAXUINT64

typedef struct
{
  AlgoNetwork *network;   /* of a network's file; NULL otherwise */
  AlgoSnapshot *snapshot; /* of a hypernetwork; NULL otherwise */
  AlgoRunFile *run;       /* of a run; NULL otherwise */
  GHashTable *provenance; /* what the file says of itself, strings to strings */
} AlgoSource;

/* The snapshot of a run is the latest kept at or before `step`; other files have no steps to ask
 * for. NULL and ALGO_ERROR_FORMAT or G_FILE_ERROR, which names the file, or ALGO_ERROR_SIZE for a
 * step that there is not. The settings of a snapshot are those that its file states, and the
 * defaults where it states none. */
AlgoSource *algo_source_open (const char *path, guint64 step, GError **error);
void algo_source_free (AlgoSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSource, algo_source_free)
