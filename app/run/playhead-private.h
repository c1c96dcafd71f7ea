/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the playhead share, and what scenes need to know of it. */
#pragma once

#include "app/run/past-reader.h"
#include "app/run/playhead.h"
#include "engine/session/phase-watch.h"

typedef struct _AlgoBranching AlgoBranching;

struct _AlgoPlayhead
{
  GObject parent_instance;

  AlgoRunModel *run; /* owned */
  GActionMap *actions;
  GSource *wakeup; /* when reading has failed */

  /* Which step is shown. */
  AlgoPastReader *reader; /* NULL without a run */
  gint64 step;
  guint64 live_since; /* the latest step when that was shown again */
  gboolean is_replaced;

  /* Playing. */
  gboolean is_playing;
  int speed;
  double play_step;  /* that is due */
  gint64 play_time;  /* when it was, by the clock of ticks; 0 before the first */
  gint64 asked_time; /* when playing saw first that `step` is shown; likewise */

  /* Changes of the phase. */
  AlgoPhaseWatch phase_watch;
  AlgoObservation *watched; /* last, owned, or NULL */
  gboolean is_seeking, seeking_runs;

  AlgoBranching *branching; /* under way, its job's; or NULL */
  guint branching_timer;
};

/* Tells whether an answer of the observer is one of what is shown, or was asked for on the way
 * there. */
gboolean algo_playhead_has_asked_for (AlgoPlayhead *self, const AlgoObservation *observation);

/* playhead.c */

/* Emits the signal; label, action and target may be NULL. */
void algo_playhead_say (AlgoPlayhead *self,
                        const char *text,
                        const char *label,
                        const char *action,
                        const char *target);
/* Enables what makes sense, and shows what is under way. */
void algo_playhead_update (AlgoPlayhead *self);

/* playhead-branch.c */

void algo_playhead_branch (AlgoPlayhead *self);
/* Cancels the one under way, which ends when its thread sees it. */
void algo_playhead_ask_to_cancel_branch (AlgoPlayhead *self);
/* Gives up the one under way, if there is one. */
void algo_playhead_cancel_branch (AlgoPlayhead *self);
