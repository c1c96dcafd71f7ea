/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of the timeline: a slider over the steps of a run whose parameters were kept.
 *
 * Signals:
 * - "picked" (gint64 step): a person goes to this step, one that was kept; -1: the latest.
 * - "activated": Enter was pressed.
 *
 * Main thread. */
#pragma once

#include "ui/pictures/scene/scene.h"
#include "ui/widgets/panels/picture-area.h"

#define ALGO_TYPE_TIMELINE_STRIP (algo_timeline_strip_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTimelineStrip, algo_timeline_strip, ALGO, TIMELINE_STRIP, AlgoPictureArea)

/* References it. */
void algo_timeline_strip_set_scene (AlgoTimelineStrip *self, AlgoScene *scene);
/* Up to which step the run's file has it, if that is not all. */
void algo_timeline_strip_set_recorded (AlgoTimelineStrip *self, guint64 recorded);

/* The step that is `count` kept ones after that shown, or before where it is negative: the first at
 * the beginning, -1 past the last. */
gint64 algo_timeline_strip_find_step (AlgoTimelineStrip *self, gint count);
/* The latest one kept at or before `step`; -1 if that is the latest of all or there is none. */
gint64 algo_timeline_strip_find_kept (AlgoTimelineStrip *self, guint64 step);
/* "Step 1 250: Pudding +" of what is shown; a new string. */
char *algo_timeline_strip_describe_step (AlgoTimelineStrip *self);
/* "n = 16": what the phases are of that it shows, where that is not what the scene is of; a new
 * string, or NULL. */
char *algo_timeline_describe_basis (const AlgoScene *scene);
