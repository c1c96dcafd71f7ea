/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels that show weights have in common with that of the network's. */
#pragma once

#include "ui/pictures/scene/panel.h"
#include "ui/pictures/weights/weights-picture.h"

/* A weight or a neuron as a cursor has it: its tensor is the index, its input the row, its neuron
 * the column. The part is another panel's to use. */
AlgoWeightsCell algo_weights_cell_from_cursor (const AlgoPanelCursor *cursor);
void algo_weights_cell_to_cursor (const AlgoWeightsCell *cell, AlgoPanelCursor *cursor);

/* The picture of a frame, in which columns are sorted in figures and where the option says so.
 * `order`, which it borrows, is the caller's to free; NULL if they are as they were made. */
AlgoWeightsPicture algo_weights_panel_make_picture (const AlgoPanelFrame *frame, guint **order);

/* Whether two scenes have the same network: AlgoPanel.is_same of those that show nothing else. */
gboolean algo_weights_panel_is_same (const AlgoScene *a, const AlgoScene *b);
