/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of the timeline: a slider over the steps of a run whose parameters were kept. Enter
 * activates the action "win.play".
 *
 * Signal "picked" (gint64 step): a person goes to this step, one that was kept; -1: the latest.
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

/* "n = 16": what the phases are of that it shows, where that is not what the scene is of; a new
 * string, or NULL. */
char *algo_timeline_describe_basis (const AlgoScene *scene);
