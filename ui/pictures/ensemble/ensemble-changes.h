/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where phases are born and die in the members of an ensemble. */
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
  AlgoPhase phase;
  AlgoChangeKind kind;
  guint member;
  double position; /* log10 beta or step */
} AlgoChange;

/* As AlgoChange, a new array: over beta at the chosen step; over steps at the chosen beta, without
 * what a member began with or ends with. */
GArray *algo_ensemble_list_changes (const AlgoScene *scene);
AlgoSpread
algo_ensemble_spread_changes (const GArray *changes, AlgoPhase phase, AlgoChangeKind kind);
/* "Tilted is born at log β −4.20 (quartiles −4.38 to −4.05) in 12 seeds", a new string; NULL where
 * it never is. */
char *algo_ensemble_describe_changes (const GArray *changes, AlgoPhase phase, AlgoChangeKind kind);
