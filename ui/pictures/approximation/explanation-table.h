/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that explanations and generalisations draw, as tables. */
#pragma once

#include "engine/analysis/explanation.h"
#include "engine/formats/csv.h"
#include "engine/run/generalisation.h"

/* series, name, x, y. "constant" and "exact" are the formula's constants by name, y their values;
 * "share" has the formula's phase for a name, "redrawn_share" as well where there is one.
 * "along_input_low", "_median" and "_high" are the percentiles 10, 50 and 90 of what is left over
 * by one input, "by_norm_low" and so on by the norm; "residual" is single points by their norm.
 * "density" is the weights' histogram by the middle of its bins. */
void algo_explanation_tabulate (const AlgoExplanation *explanation, AlgoCsv *csv);

/* inputs, hidden, trained, phase, confidence, unexplained, least_unexplained, most_unexplained,
 * at_step: one measured size a row. */
void algo_generalisation_tabulate (const AlgoGeneralisation *generalisation, AlgoCsv *csv);
