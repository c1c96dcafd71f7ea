/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a formula leaves over, as curves, and the distribution of the weights: part of the
 * explanation's picture. */
#pragma once

#include "ui/pictures/approximation/explanation-picture.h"
#include "ui/pictures/drawing/plot.h"

#define ALGO_EXPLANATION_LEAST_PLOT 7.0 /* heights of text of a plot with its labels */

typedef struct
{
  const AlgoExplanation *explanation;
  const AlgoStyle *style;
  gboolean shown[ALGO_N_EXPLANATION_PLOTS];
  AlgoArea areas[ALGO_N_EXPLANATION_PLOTS]; /* with their legends */
  AlgoPlot plots[ALGO_N_EXPLANATION_PLOTS];
  AlgoPlotText texts[ALGO_N_EXPLANATION_PLOTS];
  gboolean has_legends;
} AlgoExplanationPlots;

/* As many of the plots as fit the area, side by side or one below the other. */
void algo_explanation_plots_init (AlgoExplanationPlots *plots,
                                  const AlgoExplanation *explanation,
                                  const AlgoArea *area,
                                  const AlgoStyle *style);
void algo_explanation_plots_draw (const AlgoExplanationPlots *plots, cairo_t *cr);

/* explanation-points.c: as the functions of the picture. */

gboolean algo_explanation_plots_pick (const AlgoExplanationPlots *plots,
                                      double x,
                                      double y,
                                      AlgoExplanationPoint *point);
gboolean algo_explanation_plots_locate (const AlgoExplanationPlots *plots,
                                        const AlgoExplanationPoint *point,
                                        AlgoArea *area);
gboolean algo_explanation_plots_step (const AlgoExplanationPlots *plots,
                                      const AlgoExplanationPoint *from,
                                      gint right,
                                      gint down,
                                      AlgoExplanationPoint *to);
void algo_explanation_plots_draw_cursor (const AlgoExplanationPlots *plots,
                                         cairo_t *cr,
                                         const AlgoExplanationPoint *point);

/* Where a bin's weights begin; the last bin's end for the bin after it. */
double algo_distribution_edge (const AlgoDistribution *distribution, guint bin);
