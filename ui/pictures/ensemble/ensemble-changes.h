/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where phases are born and die in the members of an ensemble, sorted for a picture and a table. */
#pragma once

#include "ui/pictures/ensemble/ensemble-parts.h"

typedef enum
{
  ALGO_CHANGE_BORN_OVER_BETA,
  ALGO_CHANGE_DIED_OVER_BETA, /* where beta grows */
  ALGO_CHANGE_BORN_OVER_STEPS,
  ALGO_CHANGE_DIED_OVER_STEPS,
  ALGO_N_CHANGES,
} AlgoChangeKind;

typedef struct
{
  guint member;
  double position; /* log10 beta or step */
} AlgoChange;

typedef struct
{
  GArray *changes[ALGO_N_PHASES][ALGO_N_CHANGES]; /* of AlgoChange; owned */
} AlgoEnsembleChanges;

/* Over beta at the chosen step; over steps at the chosen beta, without what a member began with or
 * ends with. */
void algo_ensemble_changes_init (AlgoEnsembleChanges *changes, const AlgoEnsemblePicture *picture);
void algo_ensemble_changes_clear (AlgoEnsembleChanges *changes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoEnsembleChanges, algo_ensemble_changes_clear)
/* Whether the phase has any of them. */
gboolean algo_ensemble_changes_has (const AlgoEnsembleChanges *changes, AlgoPhase phase);
AlgoSpread algo_ensemble_changes_spread (const AlgoEnsembleChanges *changes,
                                         AlgoPhase phase,
                                         AlgoChangeKind kind);
