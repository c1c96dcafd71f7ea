/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which step of a run is shown: the latest, or an earlier one that was recorded, while training
 * goes on; and what can be done along time: playing the run back, training on to the next change
 * of the phase, branching off.
 *
 * Follows its run: where another takes its place, the latest step is shown again, playing and
 * seeking end, and a branch that is being made is given up. Main thread.
 *
 * Signals:
 * - "moved": a person went to a step, or to the latest one: what is shown in place of the run's
 *   network is to be put away.
 * - "changed": another step is shown.
 * - "playing": that has begun or ended.
 * - "branching": a branch is begun, goes on or is over.
 * - "say" (text, label, action, target): something happened, for a toast; `label`, `action` and the
 *   GVariant `target` may be NULL. `action` is a detailed name.
 * - "announce" (text): the phase has changed by itself, for assistive technology.
 * - "problem" (text): something failed. */
#pragma once

#include "app/run/run-model.h"

#define ALGO_TYPE_PLAYHEAD (algo_playhead_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPlayhead, algo_playhead, ALGO, PLAYHEAD, GObject)

/* References the run. */
AlgoPlayhead *algo_playhead_new (AlgoRunModel *run);

/* Returns the actions "live" (a state), "earlier", "later", "play" (a state), "next-phase-change"
 * (a state), "branch" and "cancel-branch", borrowed, to be inserted as ALGO_PLAYHEAD_ACTIONS. A
 * branch offers "win.open-run" (s) of the run it came from. */
#define ALGO_PLAYHEAD_ACTIONS "playhead"
GActionGroup *algo_playhead_get_actions (AlgoPlayhead *self);

/* Shows the latest step kept at or before `step`, or with -1 the latest of all. Playing goes on
 * from there, or ends at the latest. */
void algo_playhead_go_to (AlgoPlayhead *self, gint64 step);
/* Returns the step, or -1 for the latest. A scene may still be of the step before: see
 * scene-maker.h. */
gint64 algo_playhead_get_step (AlgoPlayhead *self);
/* Tells it that a network is shown in place of the run's, so that nothing is live. */
void algo_playhead_set_replaced (AlgoPlayhead *self, gboolean replaced);

/* Playing needs ticks to advance: `frame_time` is in microseconds, of one clock. */
gboolean algo_playhead_is_playing (AlgoPlayhead *self);
void algo_playhead_stop (AlgoPlayhead *self);
void algo_playhead_tick (AlgoPlayhead *self, gint64 frame_time);
void algo_playhead_set_speed (AlgoPlayhead *self, int steps_per_second);

/* Tells, while a branch is made, that `taken` of `total` steps have been taken once more. Either
 * may be NULL. */
gboolean algo_playhead_is_branching (AlgoPlayhead *self, guint *taken, guint *total);
