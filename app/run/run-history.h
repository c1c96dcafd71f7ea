/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was recorded of a run, up to some step, in arrays that never change: painters read them in
 * threads while training goes on. Main thread. */
#pragma once

#include "engine/session/session.h"

typedef struct
{
  GArray *metrics;    /* of AlgoMetrics */
  GArray *kept_steps; /* of guint64: those whose parameters were kept */
  GArray *events;     /* of AlgoRunEvent */
  GPtrArray *grids;   /* of AlgoGrid */
} AlgoRunRecords;

typedef struct
{
  AlgoRunRecords known; /* all there are; immutable but for the metrics, which grow */
  AlgoRunRecords cut;   /* of those up to the step of the last cut; immutable */
  gint64 look_time;     /* when the recorder was asked last, by the monotonic clock */
} AlgoRunHistory;

/* Begins without anything, and so again where another run begins. */
void algo_run_history_begin (AlgoRunHistory *history);
void algo_run_history_clear (AlgoRunHistory *history);

/* Asks what there is by now besides metrics, now or, unless `at_once`, if that was not done just
 * before. Returns whether there is more. */
gboolean algo_run_history_look (AlgoRunHistory *history, AlgoRecorder *recorder, gboolean at_once);
/* Brings `cut` to what there is of steps up to `step`. The arrays stay the same where that is the
 * same; otherwise they, 2 MB of metrics at most, are copied. */
void algo_run_history_cut (AlgoRunHistory *history,
                           AlgoSession *session,
                           guint64 generation,
                           guint64 step);
