/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of a target network of n inputs and h hidden neurons, and what of it is equal.
 *
 * An edge is numbered j n + i: the edges of one hidden neuron stand together. To the encoder an
 * edge (i, j) is its difference i - (j mod n) and its slot j / n, so that there are only 2 n - 1 of
 * them a slot, and those of one hidden neuron are n in a row. In the paired model differences are
 * those on a ring, so that no input stands at a border, and every other slot shows the encoder its
 * positions with the opposite sign: two hidden neurons of one index start as a pair with opposite
 * weights.
 *
 * Where inputs are of several kinds, the encoder's edges of a slot are one for each difference and
 * each kind of input, and those of one hidden neuron stand apart. A geometry is shared by the
 * samples of a step; many threads may read it. */
#pragma once

#include "engine/model/parameters.h"

typedef struct
{
  gboolean paired;
  const AlgoTask *task;    /* the L1 norm unless set */
  AlgoTaskMoments moments; /* of the task at this size */
  guint inputs, hidden;    /* n, h */
  guint slots;             /* S: slots in use */
  guint span;              /* the encoder's edges of one slot; 2 n - 1, by growing difference */
  guint *slot;             /* (h) of each hidden neuron */
  guint *first_edge;       /* (h) the encoder's edge (0, j); those of j are the n from there */
  guint kinds;             /* of inputs; without any, the next three are NULL */
  guint *kind;             /* (n) of each input */
  guint *seen_kind;        /* (span) of the input of each of the encoder's edges of a slot */
  guint *edge;             /* (h, n) the encoder's edge (i, j), instead of first_edge */
  AlgoReal *edge_features; /* (slots * span, ALGO_EDGE_FEATURES) */
  AlgoReal *slot_features; /* (slots, ALGO_SLOTS), one-hot */
} AlgoGeometry;

/* Room for sizes up to n and h, for the model and kinds of inputs of a table. Free with
 * algo_geometry_free(). */
AlgoGeometry *
algo_geometry_new (const AlgoParameterTable *table, guint most_inputs, guint most_hidden);
void algo_geometry_free (AlgoGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoGeometry, algo_geometry_free)

/* Says what is to be computed; to be followed by algo_geometry_set(). */
void algo_geometry_set_task (AlgoGeometry *geometry, const AlgoTask *task);

/* Fills it for one size, within the room there is; allocates nothing. */
void algo_geometry_set (AlgoGeometry *geometry, guint inputs, guint hidden);

/* The most that `span` is with n inputs. */
guint algo_geometry_most_span (const AlgoParameterTable *table, guint inputs);
