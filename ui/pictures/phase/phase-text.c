/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/phases.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"

const char *
algo_phase_display_name (AlgoPhase phase)
{
  return _ (algo_phase_rows[MIN (phase, ALGO_PHASE_UNRECOGNISED)].title);
}

const char *
algo_phase_display_letter (AlgoPhase phase)
{
  return algo_phase_rows[MIN (phase, ALGO_PHASE_UNRECOGNISED)].shown;
}

const char *
algo_phase_summary (AlgoPhase phase)
{
  return _ (algo_phase_rows[MIN (phase, ALGO_PHASE_UNRECOGNISED)].summary);
}

void
algo_formula_append (GString *markup,
                     const char *form,
                     AlgoFormulaAppendFunc append,
                     gconstpointer data)
{
  const char *brace;

  for (; (brace = strchr (form, '{')) != NULL; form = strchr (brace, '}') + 1)
    {
      g_autofree char *name = g_strndup (brace + 1, strcspn (brace + 1, "}"));

      g_string_append_len (markup, form, brace - form);
      append (markup, name, data);
    }
  g_string_append (markup, form);
}

void
algo_formula_append_number (GString *markup, const char *name, double value, const char *number)
{
  if (*name == '+')
    g_string_append_printf (markup, " %s ", signbit (value) ? "\u2212" : "+");
  g_string_append (markup, number);
}

/* a and b of f = sum a relu (x_i) + b relu (-x_i) - (a - b) / 2 sum x_i, where a + b = 2 and the
 * polarity is (a - b) / (a + b). */
static void
append_slope (GString *markup, const char *name, gconstpointer polarity)
{
  const double lean = *(const double *) polarity;
  const double value = strstr (name, "plus") != NULL    ? 1 + lean
                       : strstr (name, "minus") != NULL ? 1 - lean
                                                        : -lean;
  g_autofree char *number = algo_number_format_decimals (fabs (value), 2);

  algo_formula_append_number (markup, name, value, number);
}

char *
algo_phase_formula_markup (AlgoPhase phase, double polarity)
{
  GString *markup;

  if (phase >= ALGO_N_PHASES || !algo_phase_has_form (phase))
    return NULL;
  markup = g_string_new (NULL);
  algo_formula_append (markup, algo_phase_rows[phase].form.ideal, append_slope, &polarity);
  return g_string_free (markup, FALSE);
}

char *
algo_phase_formula_text (AlgoPhase phase, double polarity)
{
  g_autofree char *markup = algo_phase_formula_markup (phase, polarity);

  return algo_text_strip_markup (markup);
}
