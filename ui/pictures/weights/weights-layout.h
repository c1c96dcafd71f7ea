/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parts of the weights picture are, for drawing it and for finding a weight in it. */
#pragma once

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/weights/weights-picture.h"

typedef struct
{
  const AlgoWeightsPicture *picture;
  const AlgoStyle *style;
  guint inputs, hidden;
  gboolean labelled;             /* whether there is room for labels and the colour bar */
  AlgoArea area[ALGO_N_WEIGHTS]; /* of the matrix and the two strips, the same columns in each */
  AlgoArea bar;                  /* of the colour bar */
  AlgoArea heads;                /* of the columns' heads, empty where there are none */
  AlgoArea output_bias;          /* of b1, empty without labels */
  double title_y;                /* baseline of the title below the columns */
} AlgoWeightsLayout;

/* FALSE if there is no network, or no room at all. */
gboolean algo_weights_layout_init (AlgoWeightsLayout *layout,
                                   const AlgoWeightsPicture *picture,
                                   double width,
                                   double height,
                                   const AlgoStyle *style);
/* The edge of a column, snapped as the style says; their number gives the far edge of the last. */
double algo_weights_layout_column (const AlgoWeightsLayout *layout, guint column);
/* Likewise of an input's row. */
double algo_weights_layout_row (const AlgoWeightsLayout *layout, guint row);
/* A neuron's is all of its column, the head included. */
AlgoArea algo_weights_layout_cell (const AlgoWeightsLayout *layout,
                                   AlgoWeightsTensor tensor,
                                   guint row,
                                   guint column);
gboolean algo_weights_cell_exists (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell);
/* The neuron that is drawn in a column. */
guint algo_weights_picture_find_neuron (const AlgoWeightsPicture *picture, guint column);

/* Of weights up to `full`, to be placed: asinh, linear within 5% of full scale, so that a
 * background of that size still has a quarter of a colour's strength. */
AlgoAxis algo_weights_make_axis (double full, double from, double to);

/* Of a strip's weights, whether they are so much alike that no eye would tell their colours apart:
 * then their values say more, and do not outshine the matrix. */
typedef struct
{
  gboolean are;
  double from, to; /* the least and the most */
} AlgoWeightsAlike;

AlgoWeightsAlike algo_weights_find_alike (const float *values, guint count, double full);
