/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an algorithm carries over to other sizes: FVU against n, both on logarithmic scales, with the
 * phase at each size and the sizes trained on shaded. */
#pragma once

#include "engine/run/generalisation.h"
#include "ui/pictures/drawing/plot.h"

typedef struct
{
  const AlgoGeneralisation *generalisation; /* NULL: not known yet */
  guint inputs;                             /* the size at hand, marked; 0: none */
  guint hover; /* n, highlighted by algo_generalisation_picture_draw_cursor(); 0: none */
} AlgoGeneralisationPicture;

void algo_generalisation_picture_draw (const AlgoGeneralisationPicture *picture,
                                       cairo_t *cr,
                                       double width,
                                       double height,
                                       const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_generalisation_picture_describe (const AlgoGeneralisationPicture *picture);
/* What lies over the picture where the pointer or the keyboard is. */
void algo_generalisation_picture_draw_cursor (const AlgoGeneralisationPicture *picture,
                                              cairo_t *cr,
                                              double width,
                                              double height,
                                              const AlgoStyle *style);
/* "n = 32: FVU 0.0103, Pudding + ..." or that it is not measured yet, a new string; NULL without a
 * generalisation. */
char *algo_generalisation_picture_describe_size (const AlgoGeneralisationPicture *picture,
                                                 guint inputs);
/* Where a size is drawn, at the axis if it is not measured; FALSE without a generalisation. */
gboolean algo_generalisation_picture_locate (const AlgoGeneralisationPicture *picture,
                                             double width,
                                             double height,
                                             const AlgoStyle *style,
                                             guint inputs,
                                             AlgoArea *area);
/* n at (x, y) of a picture of this size; FALSE outside of the plot. */
gboolean algo_generalisation_picture_pick (const AlgoGeneralisationPicture *picture,
                                           double width,
                                           double height,
                                           const AlgoStyle *style,
                                           double x,
                                           double y,
                                           guint *inputs);

/* Shades the sizes trained on, from half a size below to half a size above, and says that they are
 * where there is room. */
void algo_generalisation_draw_trained (const AlgoPlot *plot,
                                       cairo_t *cr,
                                       const AlgoStyle *style,
                                       guint least,
                                       guint most,
                                       AlgoColour colour);
