/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run as a member of an ensemble. Any thread. */
#pragma once

#include "engine/ensemble/ensemble.h"
#include "engine/ensemble/gather-sources.h"
#include "engine/run-file/run.h"

typedef struct
{
  AlgoEnsembleMember *member; /* without what is to be measured */
  AlgoSettings settings;      /* of the run; meaningless if the member is damaged */
  AlgoSnapshot *snapshot;     /* of its last step; NULL if it is damaged */
  gboolean is_read;           /* whether the file was read as a run */
  gboolean rate_changed;      /* on the way, so that it is no run of its settings alone */
} AlgoGatheredRun;

/* Reads it, or notes in the member why it cannot be. `folder` is that of the ensemble's file. */
void
algo_gathered_run_init (AlgoGatheredRun *run, const AlgoGatherSource *source, const char *folder);
void algo_gathered_run_clear (AlgoGatheredRun *run);
