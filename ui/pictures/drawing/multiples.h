/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small multiples: plots of one size side by side and one below the other, with the same x. */
#pragma once

#include "ui/pictures/drawing/plot.h"

typedef struct
{
  guint count, columns; /* of plots */
  double above;         /* how much of the height others take, at the top ... */
  double title_height;  /* ... and above each plot, in its area */
  const char *x_title;  /* Pango markup: of the lowest plots, if there is room */
} AlgoMultiples;

/* Into how many columns to set `n_plots`, a power of two, so that each, with its labels, is nearest
 * to `aspect`, width over height: a power of two as well, at most `n_plots`. */
guint algo_multiples_choose_columns (guint n_plots, double aspect, double width, double height);

/* What AlgoPlotText has of the same name, for plots over log10 beta or over steps. */
guint
algo_multiples_choose_x_characters (gboolean over_beta, double plot_width, const AlgoStyle *style);

/* Places `plots`, whose axes have their ranges, and sets `areas`, of plots with their titles, and
 * in `texts` what depends on the place: where rows are too low for labels of x in each, only the
 * lowest have them. All three (count). */
void algo_multiples_place (const AlgoMultiples *multiples,
                           double width,
                           double height,
                           const AlgoStyle *style,
                           AlgoPlotText *texts,
                           AlgoArea *areas,
                           AlgoPlot *plots);
/* The plot at (x, y); NULL: none. */
const AlgoPlot *algo_multiples_find (const AlgoPlot *plots, guint count, double x, double y);
