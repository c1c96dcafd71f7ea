/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small window beside a weight, to change it by a number or to ablate its neuron.
 *
 * Signals: "value-chosen" (double), "ablation-toggled". Main thread. */
#pragma once

#include "ui/pictures/weights/weights-picture.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_WEIGHT_POPOVER (algo_weight_popover_get_type ())
G_DECLARE_FINAL_TYPE (AlgoWeightPopover, algo_weight_popover, ALGO, WEIGHT_POPOVER, GtkPopover)

/* Opens it for a weight, or a neuron, of the picture, which is at `area` of its parent. The title
 * says which. */
void algo_weight_popover_open (AlgoWeightPopover *self,
                               const AlgoWeightsPicture *picture,
                               const AlgoWeightsCell *cell,
                               const char *title,
                               const AlgoArea *area);
