/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pango.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

#define MINUS "\u2212"
#define THIN "\u2009"
#define F_ABOUT "<i>f</i>" THIN "(<i>x</i>) \u2248 "

static const AlgoClosedForm *
form_of (const AlgoExplanation *explanation)
{
  return &algo_phase_rows[explanation->formula].form;
}

static double
constant_of (const AlgoExplanation *explanation, const char *name)
{
  const AlgoConstant *constant = algo_explanation_find_constant (explanation, name);

  return constant != NULL ? constant->value : (double) NAN;
}

/* "swish_3.11", or "relu" where it is as sharp as can be told. */
static void
append_bent (GString *markup, const AlgoExplanation *explanation)
{
  const double sharpness = constant_of (explanation, "sharpness");
  g_autofree char *number = algo_number_format (sharpness);

  if (isinf (sharpness))
    g_string_append (markup, "relu");
  else
    g_string_append_printf (markup, "swish<sub>%s</sub>", number);
}

static void
append_constant (GString *markup, const char *name, gconstpointer explanation)
{
  const gboolean is_term = *name == '+';

  if (g_str_equal (name, "bent"))
    append_bent (markup, explanation);
  else
    {
      const double value = constant_of (explanation, name + is_term);
      g_autofree char *number = algo_number_format (is_term ? fabs (value) : value);

      algo_formula_append_number (markup, name, value, number);
    }
}

char *
algo_explanation_formula_markup (const AlgoExplanation *explanation)
{
  GString *markup = g_string_new (F_ABOUT);

  algo_formula_append (markup, form_of (explanation)->fitted, append_constant, explanation);
  return g_string_free (markup, FALSE);
}

char *
algo_explanation_formula_text (const AlgoExplanation *explanation)
{
  g_autofree char *markup = algo_explanation_formula_markup (explanation);
  char *text = NULL;

  pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL);
  return text;
}

char *
algo_explanation_definition_markup (const AlgoExplanation *explanation)
{
  GString *markup;

  if (form_of (explanation)->choose_sides == NULL)
    return g_strdup (_ ("<b>w</b><sub><i>j</i></sub>: the network\u2019s own weights"));
  markup = g_string_new (NULL);
  if (isinf (constant_of (explanation, "sharpness")))
    g_string_append (markup, "relu(<i>t</i>) = max(0, <i>t</i>)");
  else
    g_string_append (markup, "swish<sub><i>k</i></sub>(<i>t</i>) = <i>t</i>" THIN "/" THIN
                             "(1 + <i>e</i><sup>" MINUS "<i>kt</i></sup>)");
  if (explanation->sides != NULL)
    {
      g_string_append (markup, ",\u2002<i>s<sub>i</sub></i> = ");
      for (guint i = 0; i < explanation->inputs; i++)
        g_string_append (markup, explanation->sides[i] > 0 ? "+" : MINUS);
    }
  return g_string_free (markup, FALSE);
}

char *
algo_explanation_exact_markup (const AlgoExplanation *explanation)
{
  const AlgoConstant *plus = algo_explanation_find_constant (explanation, "plus");

  if (isnan (form_of (explanation)->exact_scale))
    return NULL;
  /* The slopes on the two sides are 1 + polarity and 1 - polarity. */
  return algo_phase_formula_markup (explanation->formula, plus != NULL ? plus->exact - 1 : 0);
}

char *
algo_share_format (double share)
{
  const double left = fabs (1 - share);
  g_autofree char *number = algo_number_format_decimals (100 * share, left < 0.0005  ? 3
                                                                      : left < 0.005 ? 2
                                                                                     : 1);

  /* Translators: a share in per cent, such as "99.3 %" or "99.3%" */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}

const char *
algo_distribution_shape (const AlgoDistribution *distribution)
{
  /* Translators: of a histogram */
  return distribution->humps > 1 ? _ ("two-humped") : _ ("one-humped");
}

char *
algo_distribution_describe (const AlgoDistribution *distribution)
{
  g_autofree char *dip = algo_number_format (distribution->dip);
  g_autofree char *threshold = algo_number_format (distribution->dip_threshold);

  /* Translators: "two-humped (dip 0.145 > 0.0195)"; the dip is the statistic of Hartigan's test */
  return g_strdup_printf (_ ("%s (dip %s %s %s)"), algo_distribution_shape (distribution), dip,
                          distribution->humps > 1 ? ">" : "\u2264", threshold);
}
