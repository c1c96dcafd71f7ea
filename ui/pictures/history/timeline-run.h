/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a timeline shows of a run, and which of its steps were kept. */
#pragma once

#include "engine/run-file/run.h"

/* What there is to go to. Arrays are referenced, and must not change while they are: what is new
 * comes in other arrays. */
typedef struct
{
  GPtrArray *grids; /* of AlgoGrid by growing step, or NULL */
  GArray *events;   /* of AlgoRunEvent, or NULL */
  GArray *kept;     /* of guint64, the steps whose parameters were kept, growing; or NULL */
  double log_beta;  /* of the phases */
  guint64 budget, latest;
  guint64 recorded; /* up to which the run's file has it */
} AlgoTimelineRun;

/* The same arrays, referenced anew. */
AlgoTimelineRun algo_timeline_run_ref (const AlgoTimelineRun *run);
void algo_timeline_run_clear (AlgoTimelineRun *run);
/* Whether the arrays are the same ones, too. */
gboolean algo_timeline_run_equal (const AlgoTimelineRun *a, const AlgoTimelineRun *b);

/* The latest step kept at or before `step`; -1 if that is the latest of all or there is none. */
gint64 algo_timeline_run_find_kept (const AlgoTimelineRun *run, guint64 step);
/* The step that is `count` kept ones after `shown`, or before where it is negative: the first at
 * the beginning, -1 past the last. */
gint64 algo_timeline_run_find_step (const AlgoTimelineRun *run, guint64 shown, gint count);
