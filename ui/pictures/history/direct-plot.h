/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FVU by step of a network trained directly and, where the run beside it has networks of that size,
 * of those that its hypernetwork writes at one beta: part of the panel of direct training. Of
 * scenes with a trajectory. */
#pragma once

#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/scene/scene.h"

typedef struct
{
  guint64 step;
  AlgoPhase phase;
  double confidence, unexplained;
} AlgoDirectValue;

/* How many points there are of the network trained directly or of those written, and one of them.
 */
guint algo_direct_count (const AlgoScene *scene, gboolean written);
AlgoDirectValue algo_direct_get (const AlgoScene *scene, gboolean written, guint index);

typedef struct
{
  const AlgoScene *scene;
  const AlgoStyle *style;
  AlgoArea area;
  guint legend_lines;
  AlgoPlot plot;
  AlgoPlotText text;
} AlgoDirectPlot;

void algo_direct_plot_init (AlgoDirectPlot *self,
                            const AlgoScene *scene,
                            const AlgoArea *area,
                            const AlgoStyle *style);
void algo_direct_plot_draw (const AlgoDirectPlot *self, cairo_t *cr);
/* Where the point of the trajectory at that step is. */
AlgoArea algo_direct_plot_locate (const AlgoDirectPlot *self, guint64 step);
/* The step of the point nearest to x. */
guint64 algo_direct_plot_pick (const AlgoDirectPlot *self, double x);
