/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation in words and numbers. Strings are new unless said otherwise. */
#pragma once

#include "engine/analysis/explanation.h"
#include "engine/formats/csv.h"

/* "f (x) ≈ 1.85 ∑ swish_3.11 (x_i) − 0.934 ∑ x_i + 2.53" as Pango markup, with the constants as
 * they were fitted. */
char *algo_explanation_formula_markup (const AlgoExplanation *explanation);
/* The same in plain text, for assistive technology. */
char *algo_explanation_formula_text (const AlgoExplanation *explanation);
/* What stands in the formula without being said there: the swish of a sharpness, and each input's
 * side where inputs have their own; Pango markup. */
char *algo_explanation_definition_markup (const AlgoExplanation *explanation);
/* The algorithm that the constants belong to as it is when exact, Pango markup; NULL where none of
 * the kind computes the task. */
char *algo_explanation_exact_markup (const AlgoExplanation *explanation);
/* What the share is of, in full or short; translated, static. */
const char *algo_explanation_get_caption (const AlgoExplanation *explanation, gboolean in_full);
/* "Pudding +, fitted" or, where the phase has no formula, which one was taken instead. */
char *algo_explanation_make_heading (const AlgoExplanation *explanation);
/* What else there is to say of the share: how good the formula would be, and what D explains. */
char *algo_explanation_make_note (const AlgoExplanation *explanation);
/* All of it, in a few sentences. */
char *algo_explanation_describe (const AlgoExplanation *explanation);
/* A share in per cent, with as many decimals as tell it from all: "99.3 %", "99.98 %". */
char *algo_share_format (double share);
/* "one-humped" or "two-humped": translated, static. */
const char *algo_distribution_shape (const AlgoDistribution *distribution);
/* The same with the dip that it is read from. */
char *algo_distribution_describe (const AlgoDistribution *distribution);
/* "1.2 % of the weights are from −0.800 to −0.767". */
char *algo_distribution_describe_bin (const AlgoDistribution *distribution, guint bin);
/* "one input at 1.4: the formula leaves −0.0212 in the median ...", at a point of the curve that
 * there is. */
char *algo_residual_describe (const AlgoResidualCurve *curve, guint point, gboolean by_target);

/* series, name, x, y. "constant" and "exact" are the formula's constants by
 * name, y their values; "share" has the formula's phase for a name, "redrawn_share" as well where
 * there is one. "along_input_low", "_median" and "_high" are the percentiles 10, 50 and 90 of what
 * is left over by one input, "by_target_low" and so on by the task; "residual" is single points by
 * the task there. "density" is the weights' histogram by the middle of its bins. */
void algo_explanation_tabulate (const AlgoExplanation *explanation, AlgoCsv *csv);
