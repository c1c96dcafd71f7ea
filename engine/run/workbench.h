/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network changed by hand: the changes so far, any of which can be undone and done again, and
 * what the changed network looks like.
 *
 * Neurons are named by their places in the network as it stands before the edit. One thread, but
 * what it gives out is immutable and may go to any. */
#pragma once

#include "engine/run/observation.h"

typedef enum
{
  ALGO_EDIT_ABLATE,  /* `neuron`: its output weight becomes 0, and it has no part in f */
  ALGO_EDIT_RESTORE, /* `neuron`: its output weight becomes what it last was other than 0 */
  ALGO_EDIT_SET,     /* one weight becomes `value` */
  ALGO_EDIT_MOVE,    /* `neuron` goes to `place`, those between move up */
  ALGO_EDIT_ARRANGE, /* all neurons go to the places that `order` gives them */
} AlgoEditKind;

typedef enum
{
  ALGO_WEIGHT_W0, /* of `input` and `neuron` */
  ALGO_WEIGHT_B0, /* of `neuron` */
  ALGO_WEIGHT_W1, /* of `neuron` */
  ALGO_WEIGHT_B1,
} AlgoWeight;

typedef struct
{
  AlgoEditKind kind;
  guint neuron;
  AlgoWeight weight; /* of SET, as are `input` and `value` */
  guint input;
  float value;
  guint place;        /* of MOVE */
  const guint *order; /* of ARRANGE: (hidden) the neuron in each place; borrowed */
  guint count;        /* of `order`, for who copies it */
} AlgoEdit;

/* Whether a neuron has no part in f: it is ablated, or was made so. */
gboolean algo_network_is_ablated (const AlgoNetwork *network, guint neuron);

typedef struct _AlgoWorkbench AlgoWorkbench;

/* Begins with a network as it is observed. Free with algo_workbench_free(). */
AlgoWorkbench *algo_workbench_new (AlgoObservation *base);
void algo_workbench_free (AlgoWorkbench *workbench);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoWorkbench, algo_workbench_free)

/* Does an edit, after which those that were undone cannot be done again. FALSE, and nothing is
 * changed, where the network has no such weight or place, the value is not finite, `order` is no
 * permutation, or the edit would change nothing. */
gboolean algo_workbench_apply (AlgoWorkbench *workbench, const AlgoEdit *edit);
/* FALSE if there is nothing to undo, or to do again. */
gboolean algo_workbench_undo (AlgoWorkbench *workbench);
gboolean algo_workbench_redo (AlgoWorkbench *workbench);

/* How many edits lie between the base and the network as it stands. */
guint algo_workbench_get_count (const AlgoWorkbench *workbench);
/* The edit that would be undone or done again, or NULL. Borrowed until the next change. */
const AlgoEdit *algo_workbench_peek_undo (const AlgoWorkbench *workbench);
const AlgoEdit *algo_workbench_peek_redo (const AlgoWorkbench *workbench);

/* Borrowed. */
AlgoObservation *algo_workbench_get_base (const AlgoWorkbench *workbench);
/* The network as it stands, to the bit what the edits in their order make of the base. Borrowed
 * until the next change. */
AlgoNetwork *algo_workbench_get_network (const AlgoWorkbench *workbench);
/* Its observation, or NULL if it has not been measured since the last change; without edits, the
 * base. Borrowed until the next change. */
AlgoObservation *algo_workbench_get_observation (const AlgoWorkbench *workbench);
/* Measures it now, on the same random points as the base, without an explanation, if that has not
 * been done: 1 ms at n = 16, 5 at n = 64 with h = 3 n, in proportion to n h beyond. Borrowed
 * likewise. */
AlgoObservation *algo_workbench_observe (AlgoWorkbench *workbench);
/* References an observation that was made elsewhere, in place of the one there is; FALSE if it is
 * of another network than the one that stands, or of the base. */
gboolean algo_workbench_take_observation (AlgoWorkbench *workbench, AlgoObservation *observation);
