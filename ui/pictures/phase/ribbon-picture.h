/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase ribbon: the phase at every log10 beta of the grid, as coloured runs with their letters.
 * Less confident points are paler. Without its axis it is a strip to lie along a slider, 22 to 28
 * units high; with it, a figure. */
#pragma once

#include "engine/run/observation.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  const AlgoGrid *grid; /* NULL: not measured yet */
  AlgoBetaRange range;  /* of the axis */
  double log_beta;      /* marked on the grid; not finite: no marker */
  gboolean axis;        /* draw ticks and labels below */
  double inset;         /* without axis: from either side to the ends of the beta range, to lie
                           exactly along a slider's trough */
} AlgoRibbonPicture;

void algo_ribbon_picture_draw (const AlgoRibbonPicture *picture,
                               cairo_t *cr,
                               double width,
                               double height,
                               const AlgoStyle *style);
/* "log β −6.00 to −4.28: double-sided; ..."; a new string. */
char *algo_ribbon_picture_describe (const AlgoRibbonPicture *picture);

/* log10 beta at x, kept in the grid's range. */
double algo_ribbon_picture_log_beta_at (const AlgoRibbonPicture *picture,
                                        double width,
                                        double height,
                                        const AlgoStyle *style,
                                        double x);
/* The grid point nearest to `log_beta`: "log β −4.28: pudding +, confidence 0.93, FVU 0.008,
 * KL 281 nats"; a new string, NULL without a grid. */
char *algo_ribbon_picture_describe_point (const AlgoRibbonPicture *picture, double log_beta);
