/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files are gathered. Any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  char *path;          /* absolute */
  gboolean seed_known; /* as its name says, seed-0007.algoscope */
  guint64 seed;
  /* Another machine is recording to it, and it cannot be read: from there, as far as SQLite is
   * concerned, never. NULL otherwise; owned. */
  char *recorded_by;
} AlgoGatherSource;

typedef struct
{
  GArray *files; /* AlgoGatherSource, none twice, by the names of the operands and in those */
  GArray *seeds; /* guint64, that sweeps among the operands say there should be */
} AlgoGatherSources;

/* Of `operands`, NULL-terminated, each a run file or a folder, of which all run files count that
 * are right in it. What is in the files is not looked at, but that an ensemble's, which may stand
 * beside its runs, does not count. NULL and a G_FILE_ERROR or ALGO_ERROR_FORMAT, which names the
 * operand, if it is not there, if there is no run in it, or if it holds a sweep whose file cannot
 * be read. */
AlgoGatherSources *algo_gather_sources_new (const char *const *operands, GError **error);
void algo_gather_sources_free (AlgoGatherSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoGatherSources, algo_gather_sources_free)
