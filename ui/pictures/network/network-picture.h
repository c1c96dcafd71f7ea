/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network as a graph: inputs, hidden neurons and the output as discs, weights as lines between
 * them, red above zero and blue below, wider and more opaque the larger. Hidden neurons that are
 * pinned to an input carry the sign with which they read it. */
#pragma once

#include "engine/analysis/network-layout.h"
#include "ui/pictures/drawing/style.h"
#include "ui/pictures/weights/weights-picture.h"

/* Neurons are numbered as in a layout: inputs, hidden neurons, output. */
typedef struct
{
  const AlgoNetwork *network;         /* NULL: no network yet */
  const AlgoArrangement *arrangement; /* of a network of the same size; NULL: drawing makes and
                                         settles one, a few milliseconds, and none can be picked */
  const guint *hover;                 /* a neuron, highlighted with its edges; NULL: none */
} AlgoNetworkPicture;

void algo_network_picture_draw (const AlgoNetworkPicture *picture,
                                cairo_t *cr,
                                double width,
                                double height,
                                const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_network_picture_describe (const AlgoNetworkPicture *picture);

/* The neuron drawn at (x, y) of a picture of this size, or the nearest within reach of a pointer;
 * FALSE where there is none. */
gboolean algo_network_picture_pick (const AlgoNetworkPicture *picture,
                                    double width,
                                    double height,
                                    const AlgoStyle *style,
                                    double x,
                                    double y,
                                    guint *neuron);
/* Where a neuron's disc is drawn; FALSE if there is no such neuron, or no room for any. */
gboolean algo_network_picture_locate (const AlgoNetworkPicture *picture,
                                      double width,
                                      double height,
                                      const AlgoStyle *style,
                                      guint neuron,
                                      AlgoArea *area);
/* The place in the layout that is drawn at (x, y), for pinning a neuron where it is dragged to;
 * FALSE if there is no room for any. */
gboolean algo_network_picture_unplace (const AlgoNetworkPicture *picture,
                                       double width,
                                       double height,
                                       const AlgoStyle *style,
                                       double x,
                                       double y,
                                       AlgoPosition *position);
/* "Hidden neuron 12: reads input 3 (+5.03)...", a new string; NULL if there is no such neuron. */
char *algo_network_picture_describe_neuron (const AlgoNetworkPicture *picture, guint neuron);

/* The order in which a keyboard goes through neurons: each input with the hidden neurons pinned to
 * it after it, those of positive weight first; the rest of the hidden neurons; the output. `order`
 * (inputs + hidden + 1). */
void algo_network_picture_order (const AlgoNetwork *network, guint *order);
