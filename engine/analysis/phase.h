/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithm a network is: the phases and the classifier. All else that is said of a phase
 * stands in phases.h. */
#pragma once

#include "engine/analysis/order-parameters.h"

typedef enum
{
  ALGO_PHASE_UNFORMED,
  ALGO_PHASE_CONVEXITY,
  ALGO_PHASE_SCATTERED,
  ALGO_PHASE_PUDDING_PLUS,
  ALGO_PHASE_PUDDING_MINUS,
  ALGO_PHASE_TILTED,
  ALGO_PHASE_DOUBLE_SIDED,
  ALGO_PHASE_MIXED,
  ALGO_PHASE_UNRECOGNISED,
  ALGO_N_PHASES,
} AlgoPhase;

/* "unformed", "convexity", "pudding+" ...: the names of files and tables, never translated. */
const char *algo_phase_name (AlgoPhase phase);
/* "U", "C", "S", "P+", "P-", "T", "D", "M", "?". */
const char *algo_phase_letter (AlgoPhase phase);
/* FALSE if there is none of that name. */
gboolean algo_phase_find (const char *name, AlgoPhase *phase);

/* One order parameter as a phase was read from it: `value` was asked to lie in [low, high]. */
typedef struct
{
  const char *name; /* "localisation" ..., never translated; static */
  double value;
  double low, high; /* the range that the phase asks for; infinite where it asks for no bound */
  double margin;    /* distance from the nearest bound, in decades for "unexplained"; < 0 outside */
} AlgoEvidence;

typedef struct
{
  AlgoPhase phase;
  double margin;     /* how far the evidence lies from the thresholds, in spreads; 0 on one */
  double confidence; /* 0 to 1: the share of fresh draws at the same beta that would agree */
  guint n_evidence;
  AlgoEvidence evidence[ALGO_N_ORDER_PARAMETERS]; /* of the phase; of the nearest known one if
                                                     unrecognised */
  AlgoPhase nearest;                              /* the runner-up: the phase it would be next */
} AlgoClassification;

/* The share of fresh draws, of the same hypernetwork at the same beta, that are of this phase too
 * where one is by that margin (>= 0, in spreads): fitted to seeds 0 to 32, n = 16. */
double algo_phase_confidence (AlgoPhase phase, double margin);

void algo_classify (const AlgoOrderParameters *parameters, AlgoClassification *classification);
