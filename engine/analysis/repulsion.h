/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charged bodies in the plane that push each other away by the product of their charges over their
 * distance. */
#pragma once

#include <glib.h>

typedef struct
{
  guint count;
  float *x, *y, *charge;          /* (count), charge above 0 */
  float *force_x, *force_y;       /* (count), summed here */
  float *stiffness;               /* (count): how fast forces change with the body's place */
  struct _AlgoQuadtreeNode *tree; /* owned: room kept from call to call; private */
  guint tree_room;
} AlgoBodies;

/* All zero. Free with algo_bodies_clear(). */
void algo_bodies_init (AlgoBodies *bodies, guint count);
void algo_bodies_clear (AlgoBodies *bodies);

/* Adds to forces and stiffness what all bodies do to each: pair by pair, time as count squared. */
void algo_bodies_repel_exactly (AlgoBodies *bodies);
/* The same but for a few per cent, with far bodies taken together (Barnes and Hut, "A hierarchical
 * O(N log N) force-calculation algorithm", Nature 324 (1986) 446). */
void algo_bodies_repel_by_tree (AlgoBodies *bodies);
/* Whichever is faster for so many bodies. */
void algo_bodies_repel (AlgoBodies *bodies);
