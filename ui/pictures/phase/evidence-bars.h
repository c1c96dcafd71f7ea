/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order parameters as rows of bars, part of the phase panel. */
#pragma once

#include "engine/run/observation.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  const char *name; /* never translated */
  double value;
  const AlgoEvidence *asked; /* NULL where the phase asks nothing */
} AlgoEvidenceRow;

/* Whether the network does something, of a task for which no phases have names: then nothing is
 * asked of it. */
gboolean algo_evidence_is_unnamed (const AlgoObservation *observation);
/* What the row of a parameter shows, of an observation. */
AlgoEvidenceRow algo_evidence_bars_get_row (const AlgoObservation *observation,
                                            AlgoOrderParameter parameter);

/* All rows, only those that the phase asks for, or none, as there is room for them. */
void algo_evidence_bars_draw (const AlgoObservation *observation,
                              cairo_t *cr,
                              const AlgoStyle *style,
                              const AlgoArea *area);
/* "Localisation 0.980 (asked: at least 0.65); ...", every parameter; a new string. */
char *algo_evidence_bars_describe (const AlgoObservation *observation);
