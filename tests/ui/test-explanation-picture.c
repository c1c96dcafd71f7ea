/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What explanations and generalisations say in words, and what can be read off their pictures. */
#include <math.h>
#include <string.h>

#include "tests/ui/picture-samples.h"
#include "ui/pictures/approximation/explanation-text.h"

#define WIDTH 600.0
#define HEIGHT 320.0

static AlgoExplanation *
sample_of (AlgoPhase phase, guint inputs)
{
  g_autoptr (AlgoNetwork) network = algo_network_new (inputs, 3 * inputs);

  return explanation_sample_new (network, phase);
}

/* Without what fonts and locales change: every thin space. */
static char *
without_thin_spaces (const char *text)
{
  g_auto (GStrv) thin = g_strsplit (text, "\u2009", -1);

  return g_strjoinv ("", thin);
}

static void
test_formulas (void)
{
  static const struct
  {
    AlgoPhase phase;
    const char *formula;
  } cases[] = {
    { ALGO_PHASE_CONVEXITY, "f(x) \u2248 0.244\u2211jswish(wj\u00b7x \u2212 1.68) + 11.2" },
    { ALGO_PHASE_PUDDING_PLUS,
      "f(x) \u2248 1.85\u2211iswish3.74(xi) \u2212 0.548\u2211ixi + 2.08" },
    { ALGO_PHASE_PUDDING_MINUS,
      "f(x) \u2248 1.85\u2211iswish3.74(\u2212xi) \u2212 0.548\u2211ixi + 2.08" },
    { ALGO_PHASE_TILTED, "f(x) \u2248 \u2211i[1.48swish3.74(xi) + 0.375swish3.74(\u2212xi) \u2212 "
                         "0.548xi] + 2.08" },
    { ALGO_PHASE_DOUBLE_SIDED, "f(x) \u2248 1.85\u2211i[relu(xi) + relu(\u2212xi)] + 2.08" },
    { ALGO_PHASE_MIXED, "f(x) \u2248 1.85\u2211iswish3.74(sixi) \u2212 0.548\u2211isixi + 2.08" },
    { ALGO_PHASE_SCATTERED, "f(x) \u2248 1.85\u2211j[swish3.74(sjxi(j)) \u2212 \u00bdsjxi(j)] "
                            "\u2212 0.548\u2211ixi + 2.08" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AlgoExplanation) explanation = sample_of (cases[i].phase, 8);
      g_autofree char *text = algo_explanation_formula_text (explanation);
      g_autofree char *formula = without_thin_spaces (text);

      g_assert_cmpstr (formula, ==, cases[i].formula);
    }
}

static void
test_definitions (void)
{
  g_autoptr (AlgoExplanation) mixed = sample_of (ALGO_PHASE_MIXED, 4);
  g_autoptr (AlgoExplanation) sharp = sample_of (ALGO_PHASE_DOUBLE_SIDED, 4);
  g_autoptr (AlgoExplanation) tilted = sample_of (ALGO_PHASE_TILTED, 4);
  g_autoptr (AlgoExplanation) scattered = sample_of (ALGO_PHASE_SCATTERED, 4);
  g_autofree char *sides = algo_explanation_definition_markup (mixed);
  g_autofree char *relu = algo_explanation_definition_markup (sharp);
  g_autofree char *exact = algo_explanation_exact_markup (tilted);

  g_assert_true (g_str_has_suffix (sides, "= \u2212++\u2212"));
  g_assert_nonnull (strstr (sides, "swish"));
  g_assert_true (g_str_has_prefix (relu, "relu"));
  g_assert_nonnull (strstr (exact, "1.60"));
  g_assert_nonnull (strstr (exact, "0.40"));
  g_assert_null (algo_explanation_exact_markup (scattered));
}

static void
test_shares (void)
{
  static const struct
  {
    double share;
    const char *text;
  } cases[] = { { 0.5, "50.0\u202f%" },        { 0.9931, "99.3\u202f%" },
                { 0.9968, "99.68\u202f%" },    { 0.99988, "99.988\u202f%" },
                { -0.2, "\u221220.0\u202f%" }, { NAN, "\u2013\u202f%" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = algo_share_format (cases[i].share);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What is not the network's own formula is not passed off as one. */
static void
test_described (void)
{
  g_autoptr (AlgoExplanation) explanation = sample_of (ALGO_PHASE_CONVEXITY, 16);
  g_autofree char *own = algo_explanation_describe (explanation);
  g_autofree char *other = NULL;

  g_assert_nonnull (strstr (own, "Convexity, fitted: 99.3"));
  g_assert_nonnull (strstr (own, "two-humped"));
  g_assert_nonnull (strstr (own, "56.7"));
  explanation->is_own = FALSE;
  explanation->share = 0.11;
  explanation->distribution->humps = 1;
  other = algo_explanation_describe (explanation);
  g_assert_true (g_str_has_prefix (other, "No formula of its own"));
  g_assert_nonnull (strstr (other, "11.0"));
  g_assert_nonnull (strstr (other, "one-humped"));
}

/* Reads every place of a panel; returns how many say something that begins with `prefix`. */
static guint
count_readings (const PanelSample *sample, const char *prefix)
{
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoPanelCursor cursor;
  guint count = 0;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  frame = panel_sample_get_frame (sample, WIDTH, HEIGHT, &style);
  frame.cursor = &cursor;
  for (double y = 0; y < HEIGHT; y += 5)
    for (double x = 0; x < WIDTH; x += 5)
      if (algo_panel_pick (&frame, x, y, &cursor))
        {
          AlgoArea area;
          g_autofree char *text = algo_panel_read (&frame, &area);

          count += g_str_has_prefix (text, prefix);
        }
  return count;
}

static void
test_readings (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);
  const PanelSample *convexity = &samples->explanation_of_convexity;
  const PanelSample *tilted = &samples->explanation,
                    unknown = { .panel = "explanation", .scene = samples->generalisation.scene };

  g_assert_cmpuint (count_readings (convexity, "one input at \u22122.8: "), >, 10);
  g_assert_cmpuint (count_readings (tilted, "one input at \u22122.8: "), >, 10);
  g_assert_cmpuint (count_readings (convexity, "one input at "), >, 300);
  g_assert_cmpuint (count_readings (tilted, "one input at "), >, 300);
  g_assert_cmpuint (count_readings (convexity, "exact value about "), >, 300);
  g_assert_cmpuint (count_readings (tilted, "exact value about "), >, 300);
  g_assert_cmpuint (count_readings (convexity, "0.0\u202f% of the weights are from "), >, 10);
  g_assert_cmpuint (count_readings (tilted, "0.0\u202f% of the weights are from "), ==, 0);
  g_assert_cmpuint (count_readings (&unknown, ""), ==, 0);
}

/* Every point can be reached by keys, and picked where it is drawn. */
static void
test_steps (void)
{
  enum
  {
    WEIGHTS,
    ALONG_INPUT
  };
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);
  AlgoStyle style;
  AlgoPanelFrame frame;
  AlgoPanelCursor point, next, picked;
  guint count = 1;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  frame = panel_sample_get_frame (&samples->explanation_of_convexity, WIDTH, HEIGHT, &style);
  g_assert_true (algo_panel_move (&frame, 0, 0, &point));
  frame.cursor = &point;
  for (;; count++)
    {
      AlgoArea area;
      g_autofree char *text = algo_panel_read (&frame, &area);

      g_assert_nonnull (text);
      g_assert_true (algo_panel_pick (&frame, area.x + area.width / 2,
                                      area.y + MAX (area.height / 2, 1) - 1, &picked));
      g_assert_cmpuint (picked.part, ==, point.part);
      g_assert_cmpint (picked.index, ==, point.index);
      g_assert_true (algo_panel_move (&frame, 1, 0, &next));
      if (next.part == point.part && next.index == point.index)
        break;
      point = next;
    }
  g_assert_cmpuint (count, ==, ALGO_DISTRIBUTION_BINS + ALGO_RESIDUAL_POINTS + 12);
  algo_panel_move (&frame, 0, -1, &next);
  g_assert_cmpuint (next.part, ==, ALONG_INPUT);
  g_assert_cmpint (next.index, >, ALGO_RESIDUAL_POINTS - 5);
  algo_panel_move (&frame, -1000, 0, &next);
  g_assert_cmpuint (next.part, ==, WEIGHTS);
  g_assert_cmpint (next.index, ==, 0);
  /* Where only text is drawn there is nothing to go to. */
  frame.height = 60;
  frame.cursor = NULL;
  g_assert_false (algo_panel_move (&frame, 0, 0, &point));
}

static void
test_generalisation_described (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);
  g_autofree char *text = panel_sample_describe (&samples->generalisation);

  g_assert_nonnull (strstr (text, ". Trained on n = 4 to 16. 51 of 63 sizes measured. n = 4: "
                                  "FVU 0.0135, Double-sided."));
  g_assert_nonnull (strstr (text, "n = 32: FVU 0.0492, Pudding \u2212."));
}

/* Every size can be picked where it is drawn, and read. */
static void
test_generalisation_readings (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);
  AlgoStyle style;
  AlgoPanelFrame frame = panel_sample_get_frame (&samples->generalisation, 1200, HEIGHT, &style);
  AlgoPanelCursor picked;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
    {
      const AlgoPanelCursor cursor = { .index = n };
      g_autofree char *text = NULL, *begin = g_strdup_printf ("n = %u: ", n);
      AlgoArea at;

      frame.cursor = &cursor;
      text = algo_panel_read (&frame, &at);
      g_assert_true (algo_panel_pick (&frame, at.x, at.y - 1, &picked));
      g_assert_cmpint (picked.index, ==, n);
      g_assert_true (g_str_has_prefix (text, begin));
      g_assert_cmpint (strstr (text, "not measured yet") == NULL, ==,
                       frame.scene->generalisation->points[n - ALGO_MIN_INPUTS].known);
    }
  g_assert_false (algo_panel_pick (&frame, 600, 319, &picked));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/explanation/formulas", test_formulas);
  g_test_add_func ("/ui/explanation/definitions", test_definitions);
  g_test_add_func ("/ui/explanation/shares", test_shares);
  g_test_add_func ("/ui/explanation/described", test_described);
  g_test_add_func ("/ui/explanation/readings", test_readings);
  g_test_add_func ("/ui/explanation/steps", test_steps);
  g_test_add_func ("/ui/generalisation/described", test_generalisation_described);
  g_test_add_func ("/ui/generalisation/readings", test_generalisation_readings);
  return g_test_run ();
}
