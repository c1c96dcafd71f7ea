/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edges of the network picture. */
#pragma once

#include "ui/pictures/drawing/marks.h"
#include "ui/pictures/network/network-places.h"

/* Weak ones first, so that strong ones are seen on top of the haze that the others make. */
void algo_network_draw_edges (AlgoMarks *marks,
                              const AlgoNetworkPlaces *places,
                              const AlgoNetworkPicture *picture,
                              const AlgoStyle *style);
/* The colour of a strong weight above or below zero. */
AlgoColour algo_network_edge_colour (const AlgoStyle *style, gboolean positive);
