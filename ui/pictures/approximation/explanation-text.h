/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fitted formula in words. Strings are new unless said otherwise. */
#pragma once

#include "engine/analysis/explanation.h"

/* "f (x) ≈ 1.85 ∑ swish_3.11 (x_i) − 0.934 ∑ x_i + 2.53" as Pango markup, with the constants as
 * they were fitted. */
char *algo_explanation_formula_markup (const AlgoExplanation *explanation);
/* The same in plain text, for assistive technology. */
char *algo_explanation_formula_text (const AlgoExplanation *explanation);
/* What stands in the formula without being said there: the swish of a sharpness, and each input's
 * side where inputs have their own; Pango markup. */
char *algo_explanation_definition_markup (const AlgoExplanation *explanation);
/* The algorithm that the constants belong to as it is when exact, Pango markup; NULL where none of
 * the kind computes the norm. */
char *algo_explanation_exact_markup (const AlgoExplanation *explanation);
/* A share in per cent, with as many decimals as tell it from all: "99.3 %", "99.98 %". */
char *algo_share_format (double share);
/* "one-humped" or "two-humped": translated, static. */
const char *algo_distribution_shape (const AlgoDistribution *distribution);
/* The same with the dip that it is read from. */
char *algo_distribution_describe (const AlgoDistribution *distribution);
