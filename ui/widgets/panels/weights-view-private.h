/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the weights view share. */
#pragma once

#include "ui/pictures/weights/weights-panel.h"
#include "ui/widgets/panels/weight-popover.h"
#include "ui/widgets/panels/weights-view.h"

struct _AlgoWeightsView
{
  AlgoPanelView parent_instance;

  AlgoWeightPopover *popover; /* child */
  AlgoWeightsCell edited;     /* what it was opened for */
  gboolean dragging;
  AlgoWeightsCell dragged; /* a neuron */
  double drag_start;       /* where, on the picture's width */
  guint drop;              /* the column before which it would go */
};

/* NULL before there is one; borrowed. */
const AlgoNetwork *algo_weights_view_get_network (AlgoWeightsView *self);
/* The cell under the cursor; FALSE without one. */
gboolean algo_weights_view_get_cell (AlgoWeightsView *self, AlgoWeightsCell *cell);

/* weights-edit.c: changing the network by hand. */

void algo_weights_view_add_editing (AlgoWeightsView *self);
