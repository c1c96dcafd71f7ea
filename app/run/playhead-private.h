/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the playhead share, and what scenes need to know of it. */
#pragma once

#include "app/run/past-reader.h"
#include "app/run/playhead.h"
#include "engine/session/phase-watch.h"

#define ALGO_PLAYHEAD_MOST_SPEED 100000

typedef struct _AlgoBranching AlgoBranching;

struct _AlgoPlayhead
{
  GObject parent_instance;

  AlgoRunModel *run; /* owned */
  GActionMap *actions;
  GSource *wakeup; /* when reading has failed */

  /* What was recorded, and which of it is shown. */
  AlgoPastReader *reader; /* NULL without a run */
  GArray *events, *kept;
  gint64 look_time; /* at what was recorded, by the monotonic clock */
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

/* Whether an answer of the observer is one of what is shown, or was asked for on the way there. */
gboolean algo_playhead_has_asked_for (AlgoPlayhead *self, const AlgoObservation *observation);

/* playhead.c */

/* Emit signals. */
void algo_playhead_say (AlgoPlayhead *self,
                        const char *text,
                        const char *label,
                        const char *action,
                        const char *target);
void algo_playhead_announce (AlgoPlayhead *self, const char *text);
void algo_playhead_tell_problem (AlgoPlayhead *self, const char *text);
/* Updates the actions, too. */
void algo_playhead_notify (AlgoPlayhead *self, const char *property);
/* The latest step kept at or before `step`; -1 if that is the latest of all. */
gint64 algo_playhead_find_kept (AlgoPlayhead *self, guint64 step);
/* Shows it, wherever playing is. */
void algo_playhead_show (AlgoPlayhead *self, gint64 step);
/* Goes on by so many kept steps. */
void algo_playhead_go_by (AlgoPlayhead *self, int count);

/* playhead-play.c */

void algo_playhead_play (AlgoPlayhead *self);

/* playhead-actions.c */

GActionMap *algo_playhead_actions_new (AlgoPlayhead *self);
/* Enables what makes sense, and shows what is under way. */
void algo_playhead_update_actions (AlgoPlayhead *self);

/* playhead-phase.c: telling of changes of the phase, and training until there is one. */

/* Takes in the latest observation, and the session's latest state. */
void algo_playhead_watch_phase (AlgoPlayhead *self);
void algo_playhead_watch_seeking (AlgoPlayhead *self);
void algo_playhead_forget_phase (AlgoPlayhead *self);
void algo_playhead_set_seeking (AlgoPlayhead *self, gboolean seeking);
/* Begins, or ends. */
void algo_playhead_seek (AlgoPlayhead *self);

/* playhead-branch.c */

void algo_playhead_branch (AlgoPlayhead *self);
/* The one under way, which ends when its thread sees it. */
void algo_playhead_ask_to_cancel_branch (AlgoPlayhead *self);
/* Gives up the one under way, if there is one. */
void algo_playhead_cancel_branch (AlgoPlayhead *self);
