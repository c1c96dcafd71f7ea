/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two networks and their difference, each as its weights: below each other or, where there is more
 * width, beside each other. The two share a scale of colours; the difference has its own. Columns
 * are in the order of the first's neurons by the input they are pinned to, with those of the second
 * that go with them. */
#pragma once

#include "engine/formats/csv.h"
#include "engine/run/comparison.h"
#include "ui/pictures/weights/weights-picture.h"

typedef enum
{
  ALGO_COMPARED_FIRST,
  ALGO_COMPARED_SECOND,
  ALGO_COMPARED_DIFFERENCE,
  ALGO_N_COMPARED,
} AlgoCompared;

/* A weight or a neuron of one of them; of the second, by its place among the first's where they go
 * together. */
typedef struct
{
  AlgoCompared part;
  AlgoWeightsCell cell;
} AlgoComparedCell;

typedef struct
{
  const AlgoComparison *comparison; /* NULL: nothing to compare with */
  const char *first, *second;       /* what they are called; NULL: A and B */
  const AlgoComparedCell *hover;    /* highlighted; NULL: none */
} AlgoComparisonPicture;

void algo_comparison_picture_draw (const AlgoComparisonPicture *picture,
                                   cairo_t *cr,
                                   double width,
                                   double height,
                                   const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_comparison_picture_describe (const AlgoComparisonPicture *picture);

/* The weight drawn at (x, y) of a picture of this size; FALSE where there is none. */
gboolean algo_comparison_picture_pick (const AlgoComparisonPicture *picture,
                                       double width,
                                       double height,
                                       const AlgoStyle *style,
                                       double x,
                                       double y,
                                       AlgoComparedCell *cell);
/* Where it is drawn; FALSE if there is none. */
gboolean algo_comparison_picture_locate (const AlgoComparisonPicture *picture,
                                         double width,
                                         double height,
                                         const AlgoStyle *style,
                                         const AlgoComparedCell *cell,
                                         AlgoArea *area);
/* The first weight, of a picture with a comparison. */
AlgoComparedCell algo_comparison_picture_first (const AlgoComparisonPicture *picture);
/* The weight `right` columns and `down` rows on, from one network into the next; as far as there
 * are any. */
AlgoComparedCell algo_comparison_picture_step (const AlgoComparisonPicture *picture,
                                               const AlgoComparedCell *cell,
                                               gint right,
                                               gint down);
/* "Input 3 → hidden neuron 12: W₀ = +5.03; kept +4.91, difference +0.12", a new string; NULL if
 * there is no such weight. */
char *algo_comparison_picture_describe_cell (const AlgoComparisonPicture *picture,
                                             const AlgoComparedCell *cell);
/* tensor, input, neuron, partner, first, second, difference: one weight a row; `partner` is the
 * neuron of the second. Of networks of other sizes the weights of the first, then of the second. */
void algo_comparison_tabulate (const AlgoComparison *comparison, AlgoCsv *csv);
