/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of the timeline: a slider over the steps of a run whose parameters were kept. Enter
 * activates the action "win.play".
 *
 * Signal "picked" (gint64 step): a person goes to this step, one that was kept; -1: the latest.
 *
 * Main thread. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_TIMELINE_STRIP (algo_timeline_strip_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTimelineStrip, algo_timeline_strip, ALGO, TIMELINE_STRIP, AlgoPanelView)

/* Up to which step the run's file has it, if that is not all. */
void algo_timeline_strip_set_recorded (AlgoTimelineStrip *self, guint64 recorded);
