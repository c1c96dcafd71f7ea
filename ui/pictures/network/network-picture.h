/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the panel of the network's graph, in which inputs, hidden neurons and the output are
 * discs, and weights lines between them. Neurons are numbered as in a layout: inputs, hidden
 * neurons, output. */
#pragma once

#include "ui/pictures/drawing/marks.h"
#include "ui/pictures/scene/panel.h"

typedef enum
{
  ALGO_NEURON_INPUT,
  ALGO_NEURON_HIDDEN,
  ALGO_NEURON_OUTPUT,
  ALGO_N_NEURON_KINDS,
} AlgoNeuronKind;

/* Where neurons are, for drawing them and for finding them. */
typedef struct
{
  const AlgoNetwork *network;         /* as the next, borrowed of the scene */
  const AlgoArrangement *arrangement; /* of that network */
  const AlgoStyle *style;
  guint count;                        /* of neurons */
  AlgoArea area;                      /* for the discs' middles */
  double x, y, scale_x, scale_y;      /* of (0, 0), and of the layout's units */
  double radius[ALGO_N_NEURON_KINDS]; /* of discs */
  guint legend_lines;                 /* 0: no room for a legend */
  double legend_y;                    /* the middle of its first line */
} AlgoNetworkPlaces;

/* FALSE if the scene has no network or no arrangement of it, or if there is no room at all. */
gboolean algo_network_places_init (AlgoNetworkPlaces *places, const AlgoPanelFrame *frame);
AlgoNeuronKind algo_network_places_kind (const AlgoNetworkPlaces *places, guint neuron);
/* Inside the area, wherever a neuron was dragged to. */
void algo_network_places_get (const AlgoNetworkPlaces *places, guint neuron, double *x, double *y);
/* The neuron drawn at (x, y), or the nearest within reach of a pointer; FALSE where there is none.
 */
gboolean
algo_network_places_find (const AlgoNetworkPlaces *places, double x, double y, guint *neuron);
/* The place in the layout that is drawn at (x, y), for pinning a neuron where it is dragged to. */
AlgoPosition algo_network_places_unplace (const AlgoNetworkPlaces *places, double x, double y);

/* network-edges.c: weak ones first, so that strong ones are seen on top of the haze that the others
 * make. `hover` is a neuron, whose edges are highlighted; -1: none. */
void algo_network_draw_edges (AlgoMarks *marks, const AlgoNetworkPlaces *places, gint64 hover);
/* The colour of a strong weight above or below zero. */
AlgoColour algo_network_edge_colour (const AlgoStyle *style, gboolean positive);

/* network-picture.c: all of it, of a frame that is known. */
void algo_network_draw (const AlgoPanelFrame *frame, cairo_t *cr);

/* network-text.c: new strings. */

/* What the graph shows, in a few sentences. */
char *algo_network_describe (const AlgoNetwork *network);
/* "Hidden neuron 12: reads input 3 (+5.03)..."; NULL if there is no such neuron. */
char *algo_network_describe_neuron (const AlgoNetwork *network, guint neuron);
