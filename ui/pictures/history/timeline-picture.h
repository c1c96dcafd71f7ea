/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline of a run: a strip over its steps, from the first to the last that is planned.
 *
 * In the middle the phases at one log10 beta as a coloured band with letters, a notch in its lower
 * edge where they change; it is grey where steps were taken of which no phase is known yet, and
 * ends where the run has got to. Above it flags where a person changed something, and the head of
 * the line that marks the step shown. Below it how far the run is recorded, and the steps. 46 units
 * high is what it is made for. */
#pragma once

#include "engine/run-file/run.h"
#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  AlgoGridHistory history; /* its end is the strip's, or `latest` if that is later */
  double log_beta;         /* of the phases; not finite: none are shown */

  const AlgoRunEvent *events; /* (n_events) in order, borrowed */
  guint n_events;

  guint64 latest;   /* that the run has got to */
  guint64 recorded; /* up to which its file has it; what is later is in memory only */
  gint64 step;      /* the earlier one that is shown; -1: the latest */
  gint64 hover;     /* under the pointer; -1: none */
} AlgoTimelinePicture;

void algo_timeline_picture_draw (const AlgoTimelinePicture *picture,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 const AlgoStyle *style);
/* How far the run is, its phases over training and its changes; a new string. */
char *algo_timeline_picture_describe (const AlgoTimelinePicture *picture);

/* The step at x, kept between the first and the latest. */
guint64 algo_timeline_picture_step_at (const AlgoTimelinePicture *picture,
                                       double width,
                                       double height,
                                       const AlgoStyle *style,
                                       double x);
/* What is marked for a step, the line included: to draw anew what lies under a readout, say. */
AlgoArea algo_timeline_picture_locate (const AlgoTimelinePicture *picture,
                                       double width,
                                       double height,
                                       const AlgoStyle *style,
                                       guint64 step);

/* "Step 1 250: Pudding +, confidence 93 %", and on a line of its own each change that was made
 * there, near as the strip can show it; a new string. */
char *algo_timeline_picture_read (const AlgoTimelinePicture *picture,
                                  double width,
                                  double height,
                                  const AlgoStyle *style,
                                  guint64 step);
/* "Step 1 250: Pudding +"; a new string. */
char *algo_timeline_picture_describe_step (const AlgoTimelinePicture *picture, guint64 step);
