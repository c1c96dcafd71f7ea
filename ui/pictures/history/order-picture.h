/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order parameters as small multiples, medians over the draws: over log10 beta at one step, or over
 * training at one log10 beta. Phases lie behind as tints, named above by a strip of letters. */
#pragma once

#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_ORDER_OVER_BETA,
  ALGO_ORDER_OVER_STEPS,
} AlgoOrderMode;

typedef struct
{
  AlgoGridHistory history;
  double log_beta; /* over beta it is marked; over steps, shown. Not finite: no mark; the least */
  gint64 step;     /* over steps it is marked; over beta, shown. Negative: the last grid's */
  AlgoOrderMode mode;
  const gsize *hover; /* an index, marked too; NULL: none */
} AlgoOrderPicture;

void algo_order_picture_draw (const AlgoOrderPicture *picture,
                              cairo_t *cr,
                              double width,
                              double height,
                              const AlgoStyle *style);
/* Only the marks of `hover`, over the rest of the picture. */
void algo_order_picture_draw_cursor (const AlgoOrderPicture *picture,
                                     cairo_t *cr,
                                     double width,
                                     double height,
                                     const AlgoStyle *style);
/* What is shown at what step or beta, the values at the mark, and the phases; a new string. */
char *algo_order_picture_describe (const AlgoOrderPicture *picture);

/* What stands at (x, y) of a picture of this size: over beta, the index of the grid's nearest
 * point; over steps, of the history's nearest grid. FALSE outside the plots. */
gboolean algo_order_picture_pick (const AlgoOrderPicture *picture,
                                  double width,
                                  double height,
                                  const AlgoStyle *style,
                                  double x,
                                  double y,
                                  gsize *index);
/* Where that index is drawn in the plot at (x, y), or in the first one where there is none: as high
 * as the plot, without width. FALSE if there is no such index. */
gboolean algo_order_picture_locate (const AlgoOrderPicture *picture,
                                    double width,
                                    double height,
                                    const AlgoStyle *style,
                                    gsize index,
                                    double x,
                                    double y,
                                    AlgoArea *area);
/* All order parameters there, one a line; a new string, NULL if there is nothing. */
char *algo_order_picture_describe_index (const AlgoOrderPicture *picture, gsize index);
