/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the weights view share. */
#pragma once

#include "ui/pictures/weights/weights-picture.h"
#include "ui/widgets/panels/network-scene.h"
#include "ui/widgets/panels/weight-popover.h"
#include "ui/widgets/panels/weights-view.h"

struct _AlgoWeightsView
{
  AlgoPanelView parent_instance;

  AlgoNetworkScene scene;
  guint *order; /* (hidden), owned */
  gboolean sort_by_input;

  gboolean has_cursor;
  AlgoWeightsCell cursor;

  /* weights-edit.c */
  AlgoWeightPopover *popover; /* child */
  AlgoWeightsCell edited;     /* what it was opened for */
  gboolean dragging;
  AlgoWeightsCell dragged; /* a neuron */
  double drag_start;       /* where, on the picture's width */
  guint drop;              /* the column before which it would go */
};

/* What is drawn, which borrows from the view. */
AlgoWeightsPicture algo_weights_view_get_picture (AlgoWeightsView *self);

/* weights-edit.c: changing the network by hand. */

void algo_weights_view_add_editing (AlgoWeightsView *self);
