/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a network computes the L1 norm, in words and in numbers. */
#pragma once

#include "engine/analysis/curves.h"
#include "engine/formats/csv.h"

/* In a few sentences; a new string. */
char *algo_curves_describe (const AlgoCurves *curves, double unexplained);
/* What one input adds at `t`; a new string. */
char *algo_curves_describe_axes (const AlgoCurves *curves, double t);
/* "along_axis" is f (t e_i) for each input i; "added_low", "added_median" and "added_high" the
 * percentiles 10, 50 and 90 of what one input adds; all by t. "scatter" is f (x) and "residual"
 * f (x) less the norm, by the norm of x. */
void algo_curves_tabulate (const AlgoCurves *curves, AlgoCsv *csv);
