/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gathering measures of a member, in pieces of about the same size: some 0.3 s at the most
 * inputs of 16. Any thread. */
#pragma once

#include "engine/ensemble/ensemble.h"

#define ALGO_MEASURE_PIECES (ALGO_ENSEMBLE_BETAS + 2)

typedef struct
{
  AlgoGeneralisation *generalisations[ALGO_ENSEMBLE_BETAS]; /* NULL until measured */
  AlgoMemberDirect direct;
  AlgoGrid *with_encoder, *without_encoder; /* likewise */
} AlgoMeasurements;

void algo_measurements_clear (AlgoMeasurements *measurements);

/* Measures piece `piece`, below ALGO_MEASURE_PIECES, on the snapshot of the member's last step,
 * which is not step 0. Different threads may measure different pieces. Gives up, leaving it as it
 * was, as soon as *`cancelled` is not 0. */
void algo_measurements_add (AlgoMeasurements *measurements,
                            guint piece,
                            AlgoSnapshot *snapshot,
                            AlgoGenerator *generator,
                            const gint *cancelled);
/* Moves all of them to the member. */
void algo_measurements_move (AlgoMeasurements *measurements, AlgoEnsembleMember *member);
