/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a network its algorithm is: the share of its output's variance that the formula with
 * fitted constants explains, the formula, and what is left over: along one input, and against the
 * norm. For convexity also the distribution of the hidden weights. */
#pragma once

#include "engine/analysis/explanation.h"
#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_EXPLANATION_WEIGHTS, /* only where the explanation has a distribution */
  ALGO_EXPLANATION_ALONG_INPUT,
  ALGO_EXPLANATION_BY_NORM,
  ALGO_N_EXPLANATION_PLOTS,
} AlgoExplanationPlot;

/* What can be read: a bin of the weights, or a point of a curve. */
typedef struct
{
  AlgoExplanationPlot plot;
  guint index;
} AlgoExplanationPoint;

typedef struct
{
  const AlgoExplanation *explanation; /* NULL: not known yet */
  gboolean headed;                    /* a head beside the picture tells the share */
  const AlgoExplanationPoint *hover; /* highlighted by algo_explanation_picture_draw_cursor(); NULL:
                                        none */
} AlgoExplanationPicture;

void algo_explanation_picture_draw (const AlgoExplanationPicture *picture,
                                    cairo_t *cr,
                                    double width,
                                    double height,
                                    const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_explanation_picture_describe (const AlgoExplanationPicture *picture);
/* What lies over the picture where the pointer or the keyboard is. */
void algo_explanation_picture_draw_cursor (const AlgoExplanationPicture *picture,
                                           cairo_t *cr,
                                           double width,
                                           double height,
                                           const AlgoStyle *style);

/* The point nearest to (x, y) of a picture of this size; FALSE where there is nothing to read. */
gboolean algo_explanation_picture_pick (const AlgoExplanationPicture *picture,
                                        double width,
                                        double height,
                                        const AlgoStyle *style,
                                        double x,
                                        double y,
                                        AlgoExplanationPoint *point);
/* Where a point is drawn; FALSE if it is not. */
gboolean algo_explanation_picture_locate (const AlgoExplanationPicture *picture,
                                          double width,
                                          double height,
                                          const AlgoStyle *style,
                                          const AlgoExplanationPoint *point,
                                          AlgoArea *area);
/* The first point, if `from` is NULL; else the one some points to the right, on into the next plot,
 * and some plots further down. FALSE if none is drawn. */
gboolean algo_explanation_picture_step (const AlgoExplanationPicture *picture,
                                        double width,
                                        double height,
                                        const AlgoStyle *style,
                                        const AlgoExplanationPoint *from,
                                        gint right,
                                        gint down,
                                        AlgoExplanationPoint *to);
/* "one input at 1.4: the formula leaves −0.0212 in the median ...", a new string; NULL if there is
 * no such point. */
char *algo_explanation_picture_describe_point (const AlgoExplanationPicture *picture,
                                               const AlgoExplanationPoint *point);
