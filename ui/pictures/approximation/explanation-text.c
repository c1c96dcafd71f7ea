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

const char *
algo_explanation_get_caption (const AlgoExplanation *explanation, gboolean in_full)
{
  if (!isfinite (explanation->share))
    return _ ("the output does not vary");
  return in_full ? _ ("of the output\u2019s variance explained, on fresh inputs")
                 : _ ("of variance explained");
}

char *
algo_explanation_make_heading (const AlgoExplanation *explanation)
{
  const char *name = algo_phase_display_name (explanation->formula);

  if (explanation->is_own)
    /* Translators: the formula of the phase that is named, its constants fitted to a network */
    return g_strdup_printf (_ ("%s, fitted"), name);
  return g_strdup_printf (_ ("No formula of its own; of those known, %s explains most"), name);
}

char *
algo_explanation_make_note (const AlgoExplanation *explanation)
{
  GString *note = g_string_new (NULL);

  if (isfinite (explanation->unexplained))
    {
      g_autofree char *unexplained = algo_number_format (explanation->unexplained);

      g_string_append_printf (note, _ ("FVU of the formula %s"), unexplained);
    }
  if (isfinite (explanation->redrawn_share))
    {
      g_autofree char *share = algo_share_format (explanation->redrawn_share);

      g_string_append (note, note->len > 0 ? " \u00b7 " : "");
      /* Translators: the share of the variance that is explained after the weights have been given
       * to other neurons */
      g_string_append_printf (note, _ ("%s with weights dealt anew"), share);
    }
  return g_string_free (note, FALSE);
}

char *
algo_explanation_describe (const AlgoExplanation *explanation)
{
  g_autofree char *heading = algo_explanation_make_heading (explanation);
  g_autofree char *share = algo_share_format (explanation->share);
  g_autofree char *formula = algo_explanation_formula_text (explanation);
  g_autofree char *note = algo_explanation_make_note (explanation);
  g_autofree char *humps = NULL, *distribution = NULL;

  if (explanation->distribution != NULL)
    {
      humps = algo_distribution_describe (explanation->distribution);
      distribution = g_strdup_printf (_ (" Hidden weights are %s."), humps);
    }
  /* Translators: "Pudding +, fitted: 99.3 % of the output's variance explained", a formula, how
   * good it is, and then a sentence or nothing */
  return g_strdup_printf (_ ("%s: %s %s. %s. %s.%s"), heading, share,
                          algo_explanation_get_caption (explanation, TRUE), formula, note,
                          distribution != NULL ? distribution : "");
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

char *
algo_distribution_describe_bin (const AlgoDistribution *distribution, guint bin)
{
  const double width = (distribution->high - distribution->low) / ALGO_DISTRIBUTION_BINS;
  g_autofree char *from = algo_number_format (distribution->low + bin * width);
  g_autofree char *to = algo_number_format (distribution->low + (bin + 1) * width);
  g_autofree char *share = algo_share_format (distribution->density[bin] * width);

  return g_strdup_printf (_ ("%s of the weights are from %s to %s"), share, from, to);
}

char *
algo_residual_describe (const AlgoResidualCurve *curve, guint point, gboolean by_target)
{
  g_autofree char *at = algo_number_format_decimals (curve->at[point], 1);
  g_autofree char *low = algo_number_format (curve->low[point]);
  g_autofree char *median = algo_number_format_signed (curve->median[point]);
  g_autofree char *high = algo_number_format (curve->high[point]);

  return g_strdup_printf (by_target
                              ? _ ("exact value about %s: the formula leaves %s in the median, "
                                   "%s to %s in 80\u202f%% of cases")
                              : _ ("one input at %s: the formula leaves %s in the median, %s "
                                   "to %s in 80\u202f%% of cases"),
                          at, median, low, high);
}

/* Numbers. */

/* `name` and `x` are empty where NULL and not a number. */
static void
add_value (AlgoCsv *csv, const char *series, const char *name, double x, double y)
{
  algo_csv_add_text (csv, series);
  algo_csv_add_text (csv, name);
  if (isnan (x))
    algo_csv_add_empty (csv);
  else
    algo_csv_add_real (csv, x);
  algo_csv_add_real (csv, y);
  algo_csv_end_row (csv);
}

static void
add_series (AlgoCsv *csv, const char *series, const float *x, const float *y, guint count)
{
  for (guint i = 0; i < count; i++)
    add_value (csv, series, NULL, x[i], y[i]);
}

static void
add_formula (AlgoCsv *csv, const AlgoExplanation *explanation)
{
  const char *phase = algo_phase_name (explanation->formula);

  add_value (csv, "share", phase, NAN, explanation->share);
  if (!isnan (explanation->redrawn_share))
    add_value (csv, "redrawn_share", phase, NAN, explanation->redrawn_share);
  for (guint i = 0; i < explanation->n_constants; i++)
    {
      const AlgoConstant *constant = &explanation->constants[i];

      add_value (csv, "constant", constant->name, NAN, constant->value);
      if (!isnan (constant->exact))
        add_value (csv, "exact", constant->name, NAN, constant->exact);
    }
}

void
algo_explanation_tabulate (const AlgoExplanation *explanation, AlgoCsv *csv)
{
  const AlgoResidualCurve *along = &explanation->along_input, *by_target = &explanation->by_target;
  const AlgoDistribution *distribution = explanation->distribution;

  algo_csv_add_names (csv, "series", "name", "x", "y", NULL);
  add_formula (csv, explanation);
  add_series (csv, "along_input_low", along->at, along->low, along->count);
  add_series (csv, "along_input_median", along->at, along->median, along->count);
  add_series (csv, "along_input_high", along->at, along->high, along->count);
  add_series (csv, "by_target_low", by_target->at, by_target->low, by_target->count);
  add_series (csv, "by_target_median", by_target->at, by_target->median, by_target->count);
  add_series (csv, "by_target_high", by_target->at, by_target->high, by_target->count);
  add_series (csv, "residual", explanation->target, explanation->residual, ALGO_RESIDUAL_SCATTER);
  for (guint bin = 0; distribution != NULL && bin < ALGO_DISTRIBUTION_BINS; bin++)
    add_value (csv, "density", NULL,
               distribution->low
                   + (distribution->high - distribution->low) * (bin + 0.5)
                         / ALGO_DISTRIBUTION_BINS,
               distribution->density[bin]);
}
