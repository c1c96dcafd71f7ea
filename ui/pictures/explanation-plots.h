/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a formula leaves over, as curves, and the distribution of the weights: part of the
 * explanation's picture. */
#pragma once

#include "engine/analysis/explanation.h"
#include "ui/pictures/plot.h"

typedef enum
{
  ALGO_EXPLANATION_WEIGHTS, /* only where the explanation has a distribution */
  ALGO_EXPLANATION_ALONG_INPUT,
  ALGO_EXPLANATION_BY_NORM,
  ALGO_N_EXPLANATION_PLOTS,
} AlgoExplanationPlot;

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
/* A new string; NULL where there is nothing to read. */
char *algo_explanation_plots_describe_at (const AlgoExplanationPlots *plots, double x, double y);
