/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FVU by step of a network trained directly, and of those that a hypernetwork writes: part of the
 * direct picture. */
#pragma once

#include "ui/pictures/history/direct-picture.h"
#include "ui/pictures/drawing/plot.h"

typedef struct
{
  const AlgoDirectPicture *picture; /* with a trajectory */
  const AlgoStyle *style;
  AlgoArea area;
  guint legend_lines;
  AlgoPlot plot;
  AlgoPlotText text;
} AlgoDirectPlot;

void algo_direct_plot_init (AlgoDirectPlot *self,
                            const AlgoDirectPicture *picture,
                            const AlgoArea *area,
                            const AlgoStyle *style);
void algo_direct_plot_draw (const AlgoDirectPlot *self, cairo_t *cr);
/* A ring around the point of that step. */
void algo_direct_plot_draw_cursor (const AlgoDirectPlot *self, cairo_t *cr, guint64 step);
/* The step of the point nearest to (x, y); FALSE outside of the plot. */
gboolean algo_direct_plot_pick (const AlgoDirectPlot *self, double x, double y, guint64 *step);
void algo_direct_plot_locate (const AlgoDirectPlot *self, guint64 step, AlgoArea *area);

/* Whether the run's networks are of the same size, so that they can be compared. */
gboolean algo_direct_picture_has_written (const AlgoDirectPicture *picture);
/* What was measured of them there; `index` a grid of the history. */
const AlgoGridPoint *algo_direct_picture_get_written (const AlgoDirectPicture *picture,
                                                      gsize index);
