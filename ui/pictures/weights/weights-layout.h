/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parts of the weights picture are, for drawing it and for finding a weight in it. */
#pragma once

#include "ui/pictures/weights/weights-picture.h"

typedef struct
{
  guint inputs, hidden;
  gboolean labelled;             /* whether there is room for labels and the colour bar */
  AlgoArea area[ALGO_N_WEIGHTS]; /* of the matrix and the two strips, the same columns in each */
  AlgoArea bar;                  /* of the colour bar */
  AlgoArea heads;                /* of the columns' heads, empty where there are none */
  AlgoArea output_bias;          /* of b1, empty without labels */
  double title_y;                /* baseline of the title below the columns */
} AlgoWeightsLayout;

/* For the picture's network. FALSE if there is no room at all. */
gboolean algo_weights_layout_init (AlgoWeightsLayout *layout,
                                   const AlgoWeightsPicture *picture,
                                   double width,
                                   double height,
                                   const AlgoStyle *style);
/* The edges of a column and of a row, snapped as the style says; `index` up to and including the
 * count gives the far edge of the last. */
double
algo_weights_layout_column (const AlgoWeightsLayout *layout, const AlgoStyle *style, guint index);
double
algo_weights_layout_row (const AlgoWeightsLayout *layout, const AlgoStyle *style, guint index);
/* The tensor, row and column at (x, y); FALSE outside. A neuron is found at its head. */
gboolean algo_weights_layout_find (const AlgoWeightsLayout *layout,
                                   const AlgoStyle *style,
                                   double x,
                                   double y,
                                   AlgoWeightsTensor *tensor,
                                   guint *row,
                                   guint *column);
/* A neuron's is all of its column, the head included. */
AlgoArea algo_weights_layout_cell (const AlgoWeightsLayout *layout,
                                   const AlgoStyle *style,
                                   AlgoWeightsTensor tensor,
                                   guint row,
                                   guint column);
