/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the seeds of a sweep stand, and how far it is, on stderr: on a terminal a bar for all of it
 * and one for each seed that is being trained, elsewhere a line for each seed that is finished.
 * Main thread only. */
#pragma once

#include "app/headless/progress.h"
#include "engine/ensemble/sweep.h"

/* This is a seed, and what whoever has it trained notes of it. */
typedef struct
{
  AlgoSeedStatus status; /* as it was when it was looked at last; may be changed */
  AlgoSeedState shown;   /* what was shown of it last */
  gint64 look_time;
  gboolean retries; /* it has failed before, and is tried once more: it counts as waiting */
  GPid process;     /* that trains it here; 0: none */
  guint absences;   /* how often Slurm had no job for it */
} AlgoSweepSeed;

typedef struct
{
  const AlgoSweep *sweep; /* borrowed */
  AlgoSweepSeed *seeds;
  guint count;           /* of them */
  AlgoProgress progress; /* of all steps of all seeds */
  char *text;            /* what the progress says in place of steps */
  guint64 taken;         /* steps */
  guint lines;           /* of bars, on the terminal */
} AlgoSweepView;         /* clear with algo_sweep_view_clear() */

/* Begins with `seeds`, in their order, as they stand now: those that have failed are to be tried
 * again. */
void algo_sweep_view_init (AlgoSweepView *view, const AlgoSweep *sweep, const GArray *seeds);
void algo_sweep_view_clear (AlgoSweepView *view);

/* Looks at a seed again. */
void algo_sweep_view_look (AlgoSweepView *view, AlgoSweepSeed *seed);
/* Notes that it has failed; `reason` is taken. */
void algo_sweep_seed_give_up (AlgoSweepSeed *seed, char *reason);
/* These tell whether it has failed or is finished, and whether all are. */
gboolean algo_sweep_seed_is_over (const AlgoSweepSeed *seed);
gboolean algo_sweep_view_is_over (const AlgoSweepView *view);

/* Shows what has changed, if it is time to; a seed that has failed since the last time is an error
 * line. */
void algo_sweep_view_show (AlgoSweepView *view);
/* Shows it a last time; what is written next comes below. Returns how many are finished. */
guint algo_sweep_view_finish (AlgoSweepView *view);
