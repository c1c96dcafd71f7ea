/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phases and order parameters in words. Strings are translated and static. */
#pragma once

#include "engine/analysis/phase.h"

/* "Double-sided", "Pudding +". */
const char *algo_phase_display_name (AlgoPhase phase);
/* The letter as it is shown, with a proper minus sign. */
const char *algo_phase_display_letter (AlgoPhase phase);
/* One sentence: what a network in this phase does. */
const char *algo_phase_summary (AlgoPhase phase);
/* The algorithm in closed form, as Pango markup (new string), with the tilted phase's two slopes
 * from `polarity`; NULL for unformed and unrecognised networks. */
char *algo_phase_formula_markup (AlgoPhase phase, double polarity);
/* The same in plain text, for assistive technology. */
char *algo_phase_formula_text (AlgoPhase phase, double polarity);

/* Writes what is fitted, by its name. */
typedef void (*AlgoFormulaAppendFunc) (GString *markup, const char *name, gconstpointer data);
/* Appends a form of AlgoClosedForm, with `append` for each name in braces. */
void algo_formula_append (GString *markup,
                          const char *form,
                          AlgoFormulaAppendFunc append,
                          gconstpointer data);
/* Appends the number, of a value's magnitude, behind the value's sign if the name begins with a
 * plus. */
void
algo_formula_append_number (GString *markup, const char *name, double value, const char *number);
