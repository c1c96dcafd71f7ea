/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run file holds besides parameters, in memory. */
#pragma once

#include "engine/run/grid.h"

typedef enum
{
  ALGO_RUN_START,    /* text: the name of the kernels */
  ALGO_RUN_CONTINUE, /* from the file; text: the name of the kernels */
  ALGO_RUN_RATE,     /* value: Adam's new peak rate */
  ALGO_RUN_BUDGET,   /* value: the step at which training stops by itself */
  ALGO_RUN_BRANCH,   /* from another run, which goes on without it; text: that one's file name */
  ALGO_RUN_DIVERGED, /* its end: the parameters are those before the last step */
  ALGO_N_RUN_EVENTS,
} AlgoRunEventKind;

typedef struct
{
  guint64 step; /* steps taken before it */
  AlgoRunEventKind kind;
  double value;
  char *text;  /* owned, or NULL */
  gint64 time; /* microseconds since 1970 */
} AlgoRunEvent;

/* "start", "continue", "rate", "budget", "branch", "diverged": never translated. */
const char *algo_run_event_name (AlgoRunEventKind kind);
/* The name of the kernels that training goes on with from it, borrowed; NULL if it tells of none.
 */
const char *algo_run_event_kernels (const AlgoRunEvent *event);

typedef struct
{
  AlgoSettings settings; /* as the run started; threads 0 */
  char *version;         /* of the software that started it */
  char *created;         /* "2026-11-22T10:28:46Z" */
  char *kernels;         /* that it started with */
  guint64 step;          /* steps taken */
  guint64 budget;
  double rate;       /* in force */
  GArray *metrics;   /* of AlgoMetrics, of steps 1 to `step` */
  GArray *events;    /* of AlgoRunEvent, in order */
  GPtrArray *grids;  /* of AlgoGrid, by growing step; of generation 1 */
  GArray *snapshots; /* of guint64, the steps that have one, growing */
} AlgoRun;

/* The present time as `created` has it, a new string. */
char *algo_run_format_now (void);

/* Empty, at step 0. */
AlgoRun *algo_run_new (void);
void algo_run_free (AlgoRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoRun, algo_run_free)

/* Whether it ended by diverging, after its last step. */
gboolean algo_run_has_diverged (const AlgoRun *run);

/* At how many steps phases are due and have not been measured: not yet, or because there were no
 * parameters left to measure them on. */
guint algo_run_count_missing_phases (const AlgoRun *run);

/* An array of AlgoRunEvent that owns their texts. */
GArray *algo_run_events_new (void);
