/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pango.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"

#define MINUS "\u2212"
#define THIN "\u2009"
#define X_I "<i>x<sub>i</sub></i>"
#define SUM_I "\u2211<sub><i>i</i></sub>" THIN
#define SUM_J "\u2211<sub><i>j</i></sub>" THIN
#define F_ABOUT "<i>f</i>" THIN "(<i>x</i>) \u2248 "
#define PINNED "<i>s<sub>j</sub></i>" THIN "<i>x</i><sub><i>i</i>(<i>j</i>)</sub>"

static double
constant_of (const AlgoExplanation *explanation, const char *name)
{
  const AlgoConstant *constant = algo_explanation_find_constant (explanation, name);

  return constant != NULL ? constant->value : (double) NAN;
}

/* "1.85 tail" to begin with, or "−1.85 tail". */
static void
append_first (GString *markup, double value, const char *tail)
{
  g_autofree char *number = algo_number_format (value);

  g_string_append_printf (markup, "%s" THIN "%s", number, tail);
}

/* " + 1.85 tail", or " − 1.85 tail". */
static void
append_term (GString *markup, double value, const char *tail)
{
  g_autofree char *number = algo_number_format (fabs (value));

  g_string_append_printf (markup, " %s %s%s%s", value < 0 ? MINUS : "+", number,
                          *tail != '\0' ? THIN : "", tail);
}

/* "swish_3.11 (inner)", or "relu (inner)" where it is as sharp as can be told. */
static char *
bent (const AlgoExplanation *explanation, const char *inner)
{
  const double sharpness = constant_of (explanation, "sharpness");
  g_autofree char *number = algo_number_format (sharpness);

  if (isinf (sharpness))
    return g_strconcat ("relu(", inner, ")", NULL);
  return g_strconcat ("swish<sub>", number, "</sub>(", inner, ")", NULL);
}

static void
append_convexity (GString *markup, const AlgoExplanation *explanation)
{
  append_first (markup, constant_of (explanation, "scale"),
                SUM_J "swish(<b>w</b><sub><i>j</i></sub>" THIN "\u00b7" THIN "<b>x</b>");
  append_term (markup, constant_of (explanation, "bias"), "");
  g_string_append (markup, ")");
}

static void
append_tilted (GString *markup, const AlgoExplanation *explanation)
{
  g_autofree char *plus = bent (explanation, X_I), *minus = bent (explanation, MINUS X_I);

  g_string_append (markup, SUM_I "[");
  append_first (markup, constant_of (explanation, "plus"), plus);
  append_term (markup, constant_of (explanation, "minus"), minus);
  append_term (markup, constant_of (explanation, "background"), X_I);
  g_string_append (markup, "]");
}

/* The scale times the sum of `inner`, and the background times the sum of `straight`. */
static void
append_arms (GString *markup,
             const AlgoExplanation *explanation,
             const char *sum,
             const char *inner,
             const char *straight)
{
  g_autofree char *summed = g_strconcat (sum, inner, NULL);

  append_first (markup, constant_of (explanation, "scale"), summed);
  if (straight != NULL)
    append_term (markup, constant_of (explanation, "background"), straight);
}

static void
append_by_phase (GString *markup, const AlgoExplanation *explanation)
{
  g_autofree char *plus = bent (explanation, X_I), *minus = bent (explanation, MINUS X_I);
  g_autofree char *both = g_strconcat ("[", plus, " + ", minus, "]", NULL);
  g_autofree char *sided = bent (explanation, "<i>s<sub>i</sub></i>" THIN X_I);
  g_autofree char *pinned = bent (explanation, PINNED);
  g_autofree char *even = g_strconcat ("[", pinned, " " MINUS " \u00bd" THIN PINNED "]", NULL);

  switch (explanation->formula)
    {
    case ALGO_PHASE_CONVEXITY:
      append_convexity (markup, explanation);
      break;
    case ALGO_PHASE_TILTED:
      append_tilted (markup, explanation);
      break;
    case ALGO_PHASE_SCATTERED:
      append_arms (markup, explanation, SUM_J, even, SUM_I X_I);
      break;
    case ALGO_PHASE_MIXED:
      append_arms (markup, explanation, SUM_I, sided, SUM_I "<i>s<sub>i</sub></i>" THIN X_I);
      break;
    case ALGO_PHASE_PUDDING_PLUS:
      append_arms (markup, explanation, SUM_I, plus, SUM_I X_I);
      break;
    case ALGO_PHASE_PUDDING_MINUS:
      append_arms (markup, explanation, SUM_I, minus, SUM_I X_I);
      break;
    default:
      append_arms (markup, explanation, SUM_I, both, NULL);
      break;
    }
}

char *
algo_explanation_formula_markup (const AlgoExplanation *explanation)
{
  GString *markup = g_string_new (F_ABOUT);

  append_by_phase (markup, explanation);
  append_term (markup, constant_of (explanation, "offset"), "");
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
  GString *markup = g_string_new (NULL);

  if (explanation->formula == ALGO_PHASE_CONVEXITY)
    return g_strdup (_ ("<b>w</b><sub><i>j</i></sub>: the network\u2019s own weights"));
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

  if (explanation->formula == ALGO_PHASE_CONVEXITY || explanation->formula == ALGO_PHASE_SCATTERED)
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
