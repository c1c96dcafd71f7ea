/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trade-off that beta chooses on: what is left unexplained (FVU) against what it costs to say
 * (KL), one mark for each log10 beta of the grid, the phase by colour, shape and letter. It is the
 * rate-distortion curve of the hypernetwork. Earlier curves lie behind, the older the fainter. */
#pragma once

#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  const AlgoGrid *grid;    /* whose curve it is; NULL: not measured yet */
  AlgoGridHistory history; /* of its size: of what is before it, earlier curves; none: alone */
  double log_beta;         /* marked on the curve; not finite: no mark */
  gint hover;              /* a point of the grid, marked too; negative: none */
} AlgoTradeOffPicture;

void algo_trade_off_picture_draw (const AlgoTradeOffPicture *picture,
                                  cairo_t *cr,
                                  double width,
                                  double height,
                                  const AlgoStyle *style);
/* Only the ring of `hover`, over the rest of the picture. */
void algo_trade_off_picture_draw_cursor (const AlgoTradeOffPicture *picture,
                                         cairo_t *cr,
                                         double width,
                                         double height,
                                         const AlgoStyle *style);
/* Its ends, the marked point, and where on it phases change; a new string. */
char *algo_trade_off_picture_describe (const AlgoTradeOffPicture *picture);

/* The point of the grid drawn nearest to (x, y), if one is near; else FALSE. */
gboolean algo_trade_off_picture_pick (const AlgoTradeOffPicture *picture,
                                      double width,
                                      double height,
                                      const AlgoStyle *style,
                                      double x,
                                      double y,
                                      guint *point);
/* Where a point of the grid is drawn; FALSE if its values have no place. */
gboolean algo_trade_off_picture_locate (const AlgoTradeOffPicture *picture,
                                        double width,
                                        double height,
                                        const AlgoStyle *style,
                                        guint point,
                                        double *x,
                                        double *y);
/* All that is known of a point; a new string, NULL without a grid. */
char *algo_trade_off_picture_describe_point (const AlgoTradeOffPicture *picture, guint point);
