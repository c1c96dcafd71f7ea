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
 * - "changed": another step is shown, or more can be gone to.
 * - "say" (text, label, action, target): something happened, for a toast; `label`, `action` and the
 *   GVariant `target` may be NULL. `action` is a detailed name.
 * - "announce" (text): the phase has changed by itself, for assistive technology.
 * - "problem" (text): something failed.
 *
 * Properties, with notify:
 * - "step" (int64): the earlier one that is shown; -1: the latest. Read-only.
 * - "playing", "seeking", "branching" (boolean): read-only. "branching" is notified with each
 *   progress, too.
 * - "speed" (int): steps a second of playing. */
#pragma once

#include "app/run/run-model.h"

#define ALGO_TYPE_PLAYHEAD (algo_playhead_get_type ())
G_DECLARE_FINAL_TYPE (AlgoPlayhead, algo_playhead, ALGO, PLAYHEAD, GObject)

/* References the run. */
AlgoPlayhead *algo_playhead_new (AlgoRunModel *run);

/* Actions: "live" (a state), "earlier", "later", "play" (a state), "playback-speed" (i),
 * "next-phase-change" (a state), "branch" and "cancel-branch". Borrowed; to be inserted as
 * ALGO_PLAYHEAD_ACTIONS. A branch offers "win.open-run" (s) of the run it came from. */
#define ALGO_PLAYHEAD_ACTIONS "playhead"
GActionGroup *algo_playhead_get_actions (AlgoPlayhead *self);

/* Shows the latest step kept at or before `step`; -1: the latest of all. Playing goes on from
 * there, or ends at the latest. */
void algo_playhead_go_to (AlgoPlayhead *self, gint64 step);
/* -1: the latest. A scene may still be of the step before: see scene-maker.h. */
gint64 algo_playhead_get_step (AlgoPlayhead *self);
/* That a network is shown in place of the run's, so that nothing is live. */
void algo_playhead_set_replaced (AlgoPlayhead *self, gboolean replaced);

/* Playing, which needs ticks to advance: `frame_time` in microseconds, of one clock. */
gboolean algo_playhead_is_playing (AlgoPlayhead *self);
void algo_playhead_stop (AlgoPlayhead *self);
void algo_playhead_tick (AlgoPlayhead *self, gint64 frame_time);
int algo_playhead_get_speed (AlgoPlayhead *self);
void algo_playhead_set_speed (AlgoPlayhead *self, int steps_per_second);

gboolean algo_playhead_is_seeking (AlgoPlayhead *self);
/* While one is made: that `taken` of `total` steps have been taken once more. Either may be NULL.
 */
gboolean algo_playhead_is_branching (AlgoPlayhead *self, guint *taken, guint *total);

/* What was recorded: an array of AlgoRunEvent, and one of guint64, the steps whose parameters were
 * kept. Borrowed, immutable: where there is more these are other arrays. */
GArray *algo_playhead_get_events (AlgoPlayhead *self);
GArray *algo_playhead_get_kept_steps (AlgoPlayhead *self);
