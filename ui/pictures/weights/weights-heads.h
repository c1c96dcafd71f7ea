/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn of whole neurons in the weights picture: the head above each column, hatching
 * across the ablated ones, and where one that is dragged would go. */
#pragma once

#include "ui/pictures/weights/weights-layout.h"

/* A disc for each neuron and a cross for each that is ablated, where columns are wide enough;
 * crosses always. */
void algo_weights_draw_heads (cairo_t *cr,
                              const AlgoStyle *style,
                              const AlgoWeightsLayout *layout,
                              const AlgoWeightsPicture *picture);
void algo_weights_draw_ablated (cairo_t *cr,
                                const AlgoStyle *style,
                                const AlgoWeightsLayout *layout,
                                const AlgoWeightsPicture *picture);
/* A line before column `edge`, or behind the last. */
void algo_weights_draw_drop (cairo_t *cr,
                             const AlgoStyle *style,
                             const AlgoWeightsLayout *layout,
                             guint edge);
