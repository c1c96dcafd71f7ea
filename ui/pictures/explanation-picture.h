/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a network its algorithm is: the share of its output's variance that the formula with
 * fitted constants explains, the formula, and what is left over: along one input, and against the
 * norm. For convexity also the distribution of the hidden weights. */
#pragma once

#include "engine/analysis/explanation.h"
#include "ui/pictures/style.h"

typedef struct
{
  const AlgoExplanation *explanation; /* NULL: not known yet */
} AlgoExplanationPicture;

void algo_explanation_picture_draw (const AlgoExplanationPicture *picture,
                                    cairo_t *cr,
                                    double width,
                                    double height,
                                    const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_explanation_picture_describe (const AlgoExplanationPicture *picture);
/* The values at (x, y) of a picture of this size ("t = 1.40: left over −0.0212 in the median ..."),
 * a new string; NULL where there is nothing to read. */
char *algo_explanation_picture_describe_at (const AlgoExplanationPicture *picture,
                                            double width,
                                            double height,
                                            const AlgoStyle *style,
                                            double x,
                                            double y);
