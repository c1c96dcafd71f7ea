/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panel of generalisation is made of: a curve of FVU by n, and a map over n and h / n with
 * FVU by colour and phases by letter. */
#pragma once

#include "engine/run/generalisation.h"
#include "ui/pictures/drawing/plot.h"

/* Shades the sizes trained on, from half a size below to half a size above, and says that they are
 * where there is room. */
void algo_generalisation_draw_trained (const AlgoPlot *plot,
                                       cairo_t *cr,
                                       const AlgoStyle *style,
                                       guint least,
                                       guint most,
                                       AlgoColour colour);

/* What is known of the curve at n; NULL: nothing. */
const AlgoSizePoint *algo_generalisation_find (const AlgoGeneralisation *generalisation,
                                               guint inputs);

typedef struct
{
  const AlgoGeneralisation *generalisation;
  const AlgoStyle *style;
  AlgoPlot plot;
  AlgoPlotText text;
  double radius; /* of a mark */
} AlgoGeneralisationCurve;

void algo_generalisation_curve_init (AlgoGeneralisationCurve *self,
                                     const AlgoGeneralisation *generalisation,
                                     const AlgoArea *area,
                                     const AlgoStyle *style);
/* With a line at n, or 0. */
void
algo_generalisation_curve_draw (const AlgoGeneralisationCurve *self, cairo_t *cr, guint inputs);
/* Where a size is: at the axis if it is not measured. */
AlgoArea algo_generalisation_curve_locate (const AlgoGeneralisationCurve *self, guint inputs);

typedef struct
{
  const AlgoGeneralisation *generalisation;
  const AlgoStyle *style;
  AlgoArea key; /* of the colours, above the plot */
  AlgoPlot plot;
  AlgoPlotText text;
} AlgoGeneralisationMap;

/* Whether any of it is known. */
gboolean algo_generalisation_has_map (const AlgoGeneralisation *generalisation);

void algo_generalisation_map_init (AlgoGeneralisationMap *self,
                                   const AlgoGeneralisation *generalisation,
                                   const AlgoArea *area,
                                   const AlgoStyle *style);
/* With a ring at n and h. */
void algo_generalisation_map_draw (const AlgoGeneralisationMap *self,
                                   cairo_t *cr,
                                   guint inputs,
                                   guint hidden);
/* The cell at (x, y); FALSE outside of the map. */
gboolean algo_generalisation_map_pick (const AlgoGeneralisationMap *self,
                                       double x,
                                       double y,
                                       guint *row,
                                       guint *column);
AlgoArea
algo_generalisation_map_locate (const AlgoGeneralisationMap *self, guint row, guint column);
