/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-text.h"

#include <glib/gi18n-lib.h>
#include <pango/pango.h>
#include <string.h>

#include "ui/pictures/drawing/numbers.h"

#define MINUS "\u2212"
#define X_I "<i>x<sub>i</sub></i>"
#define SUM_I "\u2211<sub><i>i</i></sub>\u2009"

typedef struct
{
  const char *name, *summary;
} PhaseText;

static const PhaseText phase_texts[ALGO_N_PHASES] = {
  [ALGO_PHASE_UNFORMED] = { N_ ("Unformed"),
                            N_ ("The network is no better than a constant guess.") },
  [ALGO_PHASE_CONVEXITY] = { N_ ("Convexity"), N_ ("Hidden weights are random draws; the norm is "
                                                   "convex, so their sum comes close to it.") },
  [ALGO_PHASE_SCATTERED] = { N_ ("Scattered"),
                             N_ ("Each hidden neuron reads one input, chosen at random.") },
  [ALGO_PHASE_PUDDING_PLUS] = { N_ ("Pudding +"), N_ ("Each input has a neuron of positive sign; a "
                                                      "weak uniform background "
                                                      "supplies the missing linear part.") },
  [ALGO_PHASE_PUDDING_MINUS] = { N_ ("Pudding \u2212"),
                                 N_ ("Each input has a neuron of negative sign; a weak uniform "
                                     "background supplies the missing linear part.") },
  [ALGO_PHASE_TILTED] = { N_ ("Tilted"), N_ ("Each input has two unequal neurons, all tilted in "
                                             "the same direction; "
                                             "the background supplies what is missing.") },
  [ALGO_PHASE_DOUBLE_SIDED] = { N_ ("Double-sided"), N_ ("Each input has a neuron of positive and "
                                                         "one of negative sign.") },
  [ALGO_PHASE_MIXED] = { N_ ("Mixed"), N_ ("Each input has neurons of its own side; inputs take "
                                           "different sides.") },
  [ALGO_PHASE_UNRECOGNISED] = { N_ ("Unrecognised"),
                                N_ ("The network is like none of the known algorithms.") },
};

const char *
algo_phase_display_name (AlgoPhase phase)
{
  return phase < ALGO_N_PHASES ? _ (phase_texts[phase].name) : _ ("Unrecognised");
}

const char *
algo_phase_display_letter (AlgoPhase phase)
{
  return phase == ALGO_PHASE_PUDDING_MINUS ? "P" MINUS : algo_phase_letter (phase);
}

const char *
algo_phase_summary (AlgoPhase phase)
{
  return phase < ALGO_N_PHASES ? _ (phase_texts[phase].summary)
                               : _ (phase_texts[ALGO_PHASE_UNRECOGNISED].summary);
}

/* a and b of f = sum a relu (x_i) + b relu (-x_i) - (a - b) / 2 sum x_i, where a + b = 2 and the
 * polarity is (a - b) / (a + b). */
static char *
tilted_formula (double polarity)
{
  g_autofree char *up = algo_number_format_decimals (1 + polarity, 2);
  g_autofree char *down = algo_number_format_decimals (1 - polarity, 2);
  g_autofree char *linear = algo_number_format_decimals (ABS (polarity), 2);

  return g_strdup_printf ("%s\u2009relu(" X_I ") + %s\u2009relu(" MINUS X_I ") %s %s\u2009" X_I, up,
                          down, polarity < 0 ? "+" : MINUS, linear);
}

char *
algo_phase_formula_markup (AlgoPhase phase, double polarity)
{
  static const char f_equals[] = "<i>f</i>\u2009(<i>x</i>) = ";
  static const char f_about[] = "<i>f</i>\u2009(<i>x</i>) \u2248 ";
  g_autofree char *tilted = NULL;

  switch (phase)
    {
    case ALGO_PHASE_CONVEXITY:
      return g_strconcat (f_about,
                          "<i>\u03b1</i>\u2009\u2211<sub><i>j</i></sub>\u2009swish(<b>w</b>"
                          "<sub><i>j</i></sub>\u2009\u00b7\u2009<b>x</b>)",
                          NULL);
    case ALGO_PHASE_SCATTERED:
      return g_strconcat (
          f_about,
          "\u2211<sub><i>j</i></sub>\u2009<i>a<sub>j</sub></i>\u2009relu(<i>"
          "s<sub>j</sub></i>\u2009<i>x</i><sub><i>i</i>(<i>j</i>)</sub>) + <i>c</i>",
          NULL);
    case ALGO_PHASE_PUDDING_PLUS:
      return g_strconcat (f_equals, "2\u2009", SUM_I, "relu(", X_I, ") " MINUS " ", SUM_I, X_I,
                          NULL);
    case ALGO_PHASE_PUDDING_MINUS:
      return g_strconcat (f_equals, "2\u2009", SUM_I, "relu(" MINUS, X_I, ") + ", SUM_I, X_I, NULL);
    case ALGO_PHASE_TILTED:
      tilted = tilted_formula (polarity);
      return g_strconcat (f_about, SUM_I, "[", tilted, "]", NULL);
    case ALGO_PHASE_DOUBLE_SIDED:
      return g_strconcat (f_equals, SUM_I, "[relu(", X_I, ") + relu(" MINUS, X_I, ")]", NULL);
    case ALGO_PHASE_MIXED:
      return g_strconcat (f_about, SUM_I,
                          "[2\u2009relu(<i>s<sub>i</sub></i>\u2009" X_I ") " MINUS
                          " <i>s<sub>i</sub></i>\u2009" X_I
                          "],\u2002<i>s<sub>i</sub></i> = \u00b11",
                          NULL);
    case ALGO_PHASE_UNFORMED:
    case ALGO_PHASE_UNRECOGNISED:
    default:
      return NULL;
    }
}

char *
algo_phase_formula_text (AlgoPhase phase, double polarity)
{
  g_autofree char *markup = algo_phase_formula_markup (phase, polarity);
  char *text = NULL;

  if (markup != NULL)
    pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL);
  return text;
}

const char *
algo_evidence_display_name (const char *name)
{
  static const struct
  {
    const char *name, *display;
  } names[] = {
    { "localisation", N_ ("Localisation") }, { "coverage", N_ ("Coverage") },
    { "evenness", N_ ("Evenness") },         { "double-sidedness", N_ ("Double-sidedness") },
    { "polarity", N_ ("Polarity") },         { "unanimity", N_ ("Unanimity") },
    { "correlation", N_ ("Correlation") },   { "unexplained", N_ ("Unexplained (FVU)") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      return _ (names[i].display);
  return NULL;
}
