/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a network computes the L1 norm. One plot: f along each axis, and what one input adds
 * when the others are random, against the ideal |t|. Another: f (x) against the norm of random x,
 * or the residual. Side by side where there is room, otherwise one above the other. */
#pragma once

#include "engine/analysis/curves.h"
#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_APPROXIMATION_VALUE,    /* f (x) against the norm, with the identity line */
  ALGO_APPROXIMATION_RESIDUAL, /* f (x) less the norm, with the zero line */
} AlgoApproximationMode;

typedef struct
{
  const AlgoCurves *curves; /* NULL: not known yet */
  double unexplained;       /* FVU, to be stated; not finite: left out */
  AlgoApproximationMode mode;
} AlgoApproximationPicture;

void algo_approximation_picture_draw (const AlgoApproximationPicture *picture,
                                      cairo_t *cr,
                                      double width,
                                      double height,
                                      const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_approximation_picture_describe (const AlgoApproximationPicture *picture);
/* The values at (x, y) of a picture of this size ("t = 1.50: median 1.52, 10–90 % 1.21 to 1.80,
 * ideal 1.50"), a new string; NULL where there is nothing to read. */
char *algo_approximation_picture_describe_at (const AlgoApproximationPicture *picture,
                                              double width,
                                              double height,
                                              const AlgoStyle *style,
                                              double x,
                                              double y);
