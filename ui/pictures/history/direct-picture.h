/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network trained directly, for contrast with what a hypernetwork writes: its phase, its weights
 * as the weights picture has them, and its FVU by step beside that of the hypernetwork's networks
 * at one beta. */
#pragma once

#include "engine/run/direct-trajectory.h"
#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/weights/weights-picture.h"

/* What can be pointed at: a step at which it was looked at, or a weight of the network shown. */
typedef struct
{
  gboolean is_step;
  guint64 step;
  AlgoWeightsCell cell;
} AlgoDirectPlace;

typedef struct
{
  const AlgoDirectTrajectory *trajectory; /* NULL: none yet */
  AlgoGridHistory history; /* of the run beside it, drawn where its networks are of the same size */
  double log_beta;         /* at which those are; not a number: none */
  gint64 step;             /* that is shown; -1: the latest */
  gboolean sorted;         /* columns by the input that neurons are pinned to */
  gboolean headed;         /* a head beside the picture tells the FVU */
  const AlgoDirectPlace *hover; /* highlighted by algo_direct_picture_draw_cursor(); NULL: none */
} AlgoDirectPicture;

/* The point of the trajectory that is shown; NULL without a trajectory. */
const AlgoDirectPoint *algo_direct_picture_get_point (const AlgoDirectPicture *picture);

void algo_direct_picture_draw (const AlgoDirectPicture *picture,
                               cairo_t *cr,
                               double width,
                               double height,
                               const AlgoStyle *style);
/* What lies over the picture where the pointer or the keyboard is. */
void algo_direct_picture_draw_cursor (const AlgoDirectPicture *picture,
                                      cairo_t *cr,
                                      double width,
                                      double height,
                                      const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_direct_picture_describe (const AlgoDirectPicture *picture);

/* What is drawn at (x, y) of a picture of this size; FALSE where there is nothing. */
gboolean algo_direct_picture_pick (const AlgoDirectPicture *picture,
                                   double width,
                                   double height,
                                   const AlgoStyle *style,
                                   double x,
                                   double y,
                                   AlgoDirectPlace *place);
/* Where a place is drawn; FALSE if it is not. */
gboolean algo_direct_picture_locate (const AlgoDirectPicture *picture,
                                     double width,
                                     double height,
                                     const AlgoStyle *style,
                                     const AlgoDirectPlace *place,
                                     AlgoArea *area);
/* The first place, if `place` is NULL; else the one some columns or steps to the right and some
 * rows down from it: the steps, where they are drawn, are below the weights. With a trajectory
 * only. */
AlgoDirectPlace algo_direct_picture_step (const AlgoDirectPicture *picture,
                                          double width,
                                          double height,
                                          const AlgoStyle *style,
                                          const AlgoDirectPlace *place,
                                          gint right,
                                          gint down);
/* "step 1 200: trained directly FVU 0.0123, Mixed; ..." or a weight, a new string; NULL if there is
 * no such place. */
char *algo_direct_picture_describe_place (const AlgoDirectPicture *picture,
                                          const AlgoDirectPlace *place);
