/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where neurons are in the network picture, for drawing it and for finding them in it. */
#pragma once

#include "ui/pictures/network/network-picture.h"

typedef enum
{
  ALGO_NEURON_INPUT,
  ALGO_NEURON_HIDDEN,
  ALGO_NEURON_OUTPUT,
  ALGO_N_NEURON_KINDS,
} AlgoNeuronKind;

typedef struct
{
  const AlgoPosition *positions;
  guint inputs, hidden, count;
  AlgoArea area;                      /* for the discs' middles */
  double x, y, scale_x, scale_y;      /* of (0, 0), and of the layout's units */
  double radius[ALGO_N_NEURON_KINDS]; /* of discs */
  guint legend_lines;                 /* 0: no room for a legend */
  double legend_y;                    /* the middle of its first line */
} AlgoNetworkPlaces;

/* FALSE if there is nothing to draw, or no room at all. */
gboolean algo_network_places_init (AlgoNetworkPlaces *places,
                                   const AlgoNetworkPicture *picture,
                                   double width,
                                   double height,
                                   const AlgoStyle *style);
AlgoNeuronKind algo_network_places_kind (const AlgoNetworkPlaces *places, guint neuron);
/* Inside the area, wherever a neuron was dragged to. */
void algo_network_places_get (const AlgoNetworkPlaces *places, guint neuron, double *x, double *y);
