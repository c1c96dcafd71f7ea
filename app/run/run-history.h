/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metrics and phases of a run, up to some step, in arrays that never change: painters read them
 * in threads while training goes on. Main thread. */
#pragma once

#include "engine/session/session.h"

typedef struct
{
  GArray *read;      /* of AlgoMetrics: all there are, which grows */
  GArray *metrics;   /* of those up to the step of the last cut; immutable */
  GPtrArray *grids;  /* of AlgoGrid, likewise */
  gint64 grids_time; /* when the recorder was asked for them last, by the monotonic clock */
  GPtrArray *known;  /* of AlgoGrid: all there are; immutable */
} AlgoRunHistory;

/* Without anything, and so again where another run begins. */
void algo_run_history_begin (AlgoRunHistory *history);
void algo_run_history_clear (AlgoRunHistory *history);

/* Asks for the phases that there are by now, now or, unless `at_once`, if that was not done just
 * before. Whether there are others. */
gboolean algo_run_history_look (AlgoRunHistory *history, AlgoRecorder *recorder, gboolean at_once);
/* Brings `metrics` and `grids` to what there is of steps up to `step`. They stay the same arrays
 * where that is the same; otherwise metrics, of 2 MB at most, are copied. */
void algo_run_history_cut (AlgoRunHistory *history,
                           AlgoSession *session,
                           guint64 generation,
                           guint64 step);
