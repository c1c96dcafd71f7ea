/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels beside a curve, each where it hides neither the curve nor another label. */
#pragma once

#include "ui/pictures/plot.h"
#include "ui/pictures/text.h"

#define ALGO_MAX_LABELS 40

typedef struct
{
  AlgoArea within;
  const double *x, *y; /* (count) places of the curve's points, borrowed */
  guint count;
  double radius; /* of the mark at each */
  AlgoArea taken[ALGO_MAX_LABELS];
  guint n_taken;
} AlgoLabels;

/* For a curve in `plot`, with gaps where a place is not a number. */
void algo_labels_init (AlgoLabels *labels,
                       const AlgoPlot *plot,
                       const double *x,
                       const double *y,
                       guint count,
                       double radius);
/* Draws `text` as near to (x, y) as it can stand, upper right first; nothing if there is no room or
 * the place is not a number. The format's alignment has no effect. */
void algo_labels_draw (AlgoLabels *labels,
                       cairo_t *cr,
                       const AlgoStyle *style,
                       const AlgoTextFormat *format,
                       double x,
                       double y,
                       const char *text);
