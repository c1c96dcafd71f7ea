/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a network's neurons are when it is drawn as a graph: a force-directed layout.
 *
 * Neurons repel each other by charge over distance and are pulled together along edges in
 * proportion to distance, the forces of Jacomy, Venturini, Heymann, Bastian, "ForceAtlas2, a
 * continuous graph layout algorithm", PLoS ONE 9 (2014) e98679, with its gravity for what is not
 * connected. They move down the forces' potential with momentum, each by its force over its
 * stiffness as in Jacobi's method, so that no step needs tuning to a network. Where neurons are
 * many, repulsion is summed by the quadtree of Barnes and Hut, "A hierarchical O(N log N)
 * force-calculation algorithm", Nature 324 (1986) 446.
 *
 * A layout goes on from where it was when weights change, so that the drawing glides. It is a
 * function of its seed and of what it was given, in order. One thread at a time. */
#pragma once

#include "engine/network.h"

typedef struct
{
  float x, y; /* y grows downwards; inputs start clockwise from the top */
} AlgoPosition;

typedef struct
{
  guint count;                   /* inputs + hidden + 1: inputs, hidden neurons, output, in this
                                    order; 0 without a network */
  const AlgoPosition *positions; /* (count), finite */
  const gboolean *pinned;        /* (count) */
  double extent;                 /* the farthest neuron that is not pinned from (0, 0), above 0:
                                    what a picture makes room for */
} AlgoArrangement;

/* One of its own; free with algo_arrangement_free(). */
AlgoArrangement *algo_arrangement_copy (const AlgoArrangement *arrangement);
void algo_arrangement_free (AlgoArrangement *arrangement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoArrangement, algo_arrangement_free)
/* Of a copy: none is pinned any more. */
void algo_arrangement_let_go (AlgoArrangement *copy);

typedef struct _AlgoNetworkLayout AlgoNetworkLayout;

/* Without a network; free with algo_network_layout_free(). */
AlgoNetworkLayout *algo_network_layout_new (guint64 seed);
/* At rest, from seed 0: a few milliseconds at n = 16. */
AlgoNetworkLayout *algo_network_layout_new_settled (const AlgoNetwork *network);
void algo_network_layout_free (AlgoNetworkLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoNetworkLayout, algo_network_layout_free)

/* Takes the weights of `network`, which need not be kept. Neurons stay where they are if it has the
 * size of the one before, and start anew otherwise, none of them pinned. Weights that are not
 * finite pull nothing. */
void algo_network_layout_set_network (AlgoNetworkLayout *layout, const AlgoNetwork *network);
/* Forgets where neurons were, but for those that are pinned. */
void algo_network_layout_restart (AlgoNetworkLayout *layout);

/* Where neurons are; changes with the layout, and lives as long. */
const AlgoArrangement *algo_network_layout_get (const AlgoNetworkLayout *layout);

/* Moves neurons by `iterations` small steps. Returns how far the fastest went in the last one, as a
 * share of the extent: below ALGO_LAYOUT_STILL, nothing is seen to move any more. Steps are kept
 * ever shorter, as in Fruchterman and Reingold, "Graph drawing by force-directed placement",
 * Software: Practice and Experience 21 (1991) 1129, until weights or pins change, so that all comes
 * to rest within ALGO_LAYOUT_COOLED of them. */
double algo_network_layout_advance (AlgoNetworkLayout *layout, guint iterations);
#define ALGO_LAYOUT_STILL 1e-4
#define ALGO_LAYOUT_COOLED 600
/* Advances until still. Returns how many iterations it took: at most ALGO_LAYOUT_COOLED. */
guint algo_network_layout_settle (AlgoNetworkLayout *layout);

/* Holds a neuron where it is put, while others make way; `neuron` below count. */
void algo_network_layout_pin (AlgoNetworkLayout *layout, guint neuron, AlgoPosition position);
void algo_network_layout_unpin (AlgoNetworkLayout *layout, guint neuron);
