/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the network view share. */
#pragma once

#include "ui/pictures/network/network-picture.h"
#include "ui/widgets/panels/network-view.h"

struct _AlgoNetworkView
{
  AlgoPanelView parent_instance;

  /* As neurons move; what is drawn are copies. */
  AlgoNetworkLayout *layout;
  AlgoNetwork *network; /* that it is of, owned, or NULL */

  guint tick;      /* 0: at rest, or not to be seen */
  gboolean moving; /* whether the layout is not at rest */
  gint64 moved;    /* the frame in which it was last moved, in microseconds */

  /* network-hand.c */
  gboolean grabbed, dragging;
  guint dragged;               /* a neuron */
  double grabbed_x, grabbed_y; /* where its middle was, in the widget */
  double drag_x, drag_y;       /* where that is to be */
  guint ablation;              /* a timer, or 0 */
  guint ablated;               /* the neuron that it is for */
};

/* Lets neurons make way for one that was moved, from the next frame on. */
void algo_network_view_glide (AlgoNetworkView *self);

/* network-hand.c: moving neurons, and changing the network by hand. */

void algo_network_view_add_hand (AlgoNetworkView *self);
/* Holds the neuron that is dragged under the pointer, whatever the others do to the scale. */
void algo_network_view_hold_dragged (AlgoNetworkView *self);
/* Lets go of neurons that may not be there any more. */
void algo_network_view_let_go (AlgoNetworkView *self);
