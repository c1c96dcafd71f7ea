/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels beside a curve, each where it hides neither the curve nor another label. */
#pragma once

#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/text.h"

#define ALGO_MAX_LABELS 40

typedef struct
{
  AlgoArea within;
  const double *x, *y; /* (count) places of the curve's points, borrowed */
  guint count;
  double radius;   /* of the mark at each */
  gboolean masked; /* whether labels hide what is behind them, as faint lines would cross them */
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
/* Keeps labels out of an area. */
void algo_labels_take (AlgoLabels *labels, const AlgoArea *area);
/* Draws `text` near (x, y), upper right rather, and clear of other labels and marks as far as there
 * is room; nothing if there is none or the place is not a number. The format's alignment has no
 * effect. */
void algo_labels_draw (AlgoLabels *labels,
                       cairo_t *cr,
                       const AlgoStyle *style,
                       const AlgoTextFormat *format,
                       double x,
                       double y,
                       const char *text);
/* Likewise beside one of the curve's points [first, end), of which there is one at least, in the
 * middle rather. */
void algo_labels_draw_among (AlgoLabels *labels,
                             cairo_t *cr,
                             const AlgoStyle *style,
                             const AlgoTextFormat *format,
                             gsize first,
                             gsize end,
                             const char *text);
