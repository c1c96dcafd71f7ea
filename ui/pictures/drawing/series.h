/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training metrics gathered into as many bins as a plot has columns, so that drawing a long run
 * takes no longer than drawing a short one. */
#pragma once

#include "engine/training/trainer.h"
#include "ui/pictures/drawing/plot.h"

typedef enum
{
  ALGO_SERIES_LOSS,
  ALGO_SERIES_GRADIENT_NORM,
  ALGO_SERIES_RATE,
  ALGO_SERIES_UNEXPLAINED,                               /* ALGO_BANDS of them */
  ALGO_SERIES_KL = ALGO_SERIES_UNEXPLAINED + ALGO_BANDS, /* ALGO_BANDS of them */
  ALGO_N_SERIES = ALGO_SERIES_KL + ALGO_BANDS,
} AlgoSeries;

/* Of the finite values in a bin; `count` is 0 where there is none. */
typedef struct
{
  float low, high;
  float median; /* of up to ALGO_BIN_SAMPLE values, evenly taken */
  guint count;
} AlgoBin;

#define ALGO_BIN_SAMPLE 15

typedef struct
{
  guint columns;
  double last_step; /* the bins divide [0, last_step] evenly */
  AlgoBin *bins;    /* (ALGO_N_SERIES, columns) */
} AlgoBins;

/* `metrics` (count) by growing step. Clear with algo_bins_clear(). */
void algo_bins_init (AlgoBins *bins,
                     const AlgoMetrics *metrics,
                     gsize count,
                     double last_step,
                     guint columns);
void algo_bins_clear (AlgoBins *bins);
const AlgoBin *algo_bins_get (const AlgoBins *bins, AlgoSeries series);

/* Where the smoothed line of a series passes through each column: a Gaussian mean over neighbouring
 * columns of the medians' places on `axis`; not a number in columns without a value.
 * `places` (columns). */
void
algo_bins_smooth (const AlgoBins *bins, AlgoSeries series, const AlgoAxis *axis, double *places);
/* Widens [*low, *high] by nearly all of a series: 2% of its columns at either end may stick out, so
 * that a single spike does not flatten everything else. */
void algo_bins_include_range (const AlgoBins *bins, AlgoSeries series, double *low, double *high);
/* Draws `count` series in their colours: the range of raw values, and over all of these the
 * smoothed lines. */
void algo_bins_draw (const AlgoBins *bins,
                     const AlgoPlot *plot,
                     cairo_t *cr,
                     const AlgoStyle *style,
                     const AlgoSeries *series,
                     const AlgoColour *colours,
                     guint count);
