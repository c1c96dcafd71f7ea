/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coloured cells of the weights picture. */
#pragma once

#include "ui/pictures/weights/weights-layout.h"

/* From a weight to its place in the colour map: asinh, linear within 5% of full scale, so that a
 * background of that size still has a quarter of a colour's strength. */
typedef struct
{
  double linear_width, unit;
} AlgoWeightsNorm;

#define ALGO_WEIGHTS_LINEAR_SHARE 0.05

void algo_weights_norm_init (AlgoWeightsNorm *norm, double full);
/* -1 to 1. */
double algo_weights_norm_place (const AlgoWeightsNorm *norm, double weight);

/* One tensor: as a small image on screen, as one rectangle a cell elsewhere. Where cells are
 * smaller than a pixel, a pixel shows the strongest of its weights. */
void algo_weights_draw_cells (cairo_t *cr,
                              const AlgoStyle *style,
                              const AlgoWeightsLayout *layout,
                              const AlgoWeightsPicture *picture,
                              AlgoWeightsTensor tensor,
                              double full,
                              const AlgoRamp *ramp);
/* The weights of a tensor by row and drawn column. */
float algo_weights_get (const AlgoWeightsPicture *picture,
                        AlgoWeightsTensor tensor,
                        guint row,
                        guint column);
gboolean algo_weights_cell_exists (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell);
