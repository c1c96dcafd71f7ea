/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline under everything: a strip over the steps of the run, which step is shown, and what
 * can be done about that: playing the run back, returning to the latest step, training on to the
 * next phase, branching off.
 *
 * Its buttons activate the actions "win.play", "win.playback-speed" (i), "win.live",
 * "win.next-phase-change", "win.branch" and "win.cancel-branch".
 *
 * Signals: "picked" (gint64 step), of ui/widgets/timeline-strip.h.
 *
 * Main thread. */
#pragma once

#include "ui/widgets/timeline/timeline-strip.h"

#define ALGO_TYPE_TIMELINE (algo_timeline_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTimeline, algo_timeline, ALGO, TIMELINE, GtkBox)

/* Shows it; a reference is taken. */
void algo_timeline_set_scene (AlgoTimeline *self, AlgoScene *scene);
/* Tells assistive technology of something that happened by itself: one sentence. */
void algo_timeline_announce (AlgoTimeline *self, const char *text);

void algo_timeline_set_playing (AlgoTimeline *self, gboolean playing);
void algo_timeline_set_speed (AlgoTimeline *self, guint steps_per_second);
/* Why steps later than `recorded` are kept in memory only, on a warning sign; NULL where they are
 * not. */
void algo_timeline_set_memory_only (AlgoTimeline *self, const char *reason, guint64 recorded);
/* That a branch is being made: `taken` of `total` steps have been taken once more. */
void algo_timeline_show_branching (AlgoTimeline *self, guint64 taken, guint64 total);
void algo_timeline_hide_branching (AlgoTimeline *self);
