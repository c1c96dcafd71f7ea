/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task in words, and panels of one that is not the L1 norm. */
#include "ui/pictures/drawing/task-text.h"

#include <pango/pango.h>
#include <string.h>

#include "tests/ui/scene-samples.h"
#include "ui/pictures/scene/panel.h"

static void
check (const char *task, const char *name, const char *formula, const char *markup)
{
  const AlgoTask *of = algo_task_get (task, NULL);
  g_autofree char *has_name = algo_task_display_name (of);
  g_autofree char *has_formula = algo_task_display_formula (of);
  g_autofree char *has_markup = algo_task_formula_markup (of);

  g_assert_cmpstr (has_name, ==, name);
  g_assert_cmpstr (has_formula, ==, formula);
  g_assert_cmpstr (has_markup, ==, markup);
}

static void
test_words (void)
{
  check ("l1", "L1 norm", "∑ |xᵢ|", "∑|<i>x<sub>i</sub></i>|");
  check ("l2", "L2 norm", "√(∑ xᵢ²)", "√(∑ <i>x<sub>i</sub></i><sup>2</sup>)");
  check ("products", "Products of pairs", "∑ x₂ᵢ₋₁ x₂ᵢ",
         "∑ <i>x<sub>2i−1</sub></i> <i>x<sub>2i</sub></i>");
  check ("maximum", "Maximum", "max xᵢ", "max <i>x<sub>i</sub></i>");
  check ("tilted-l1 t=-0.5", "Tilted L1 norm, t = −0.5", "∑ |xᵢ| + t ∑ xᵢ, t = −0.5",
         "∑|<i>x<sub>i</sub></i>| + <i>t</i> ∑ <i>x<sub>i</sub></i>, <i>t</i> = −0.5");
  check ("partial-l1 k=3", "Partial L1 norm, k = 3", "∑ |xᵢ|, i ≤ k, k = 3",
         "∑|<i>x<sub>i</sub></i>|, <i>i</i> ≤ <i>k</i>, <i>k</i> = 3");
  check ("max(x) - min(x)", "max(x) - min(x)", "max(x) - min(x)", "<tt>max(x) - min(x)</tt>");
}

/* The axes of the L1 norm are called as they have always been. */
static void
test_axes (void)
{
  g_assert_cmpstr (algo_task_axis_title (&algo_task_l1), ==, "norm ∑|<i>x<sub>i</sub></i>|");
  g_assert_cmpstr (algo_task_residual_title (&algo_task_l1), ==, "<i>f</i>\u2009(<i>x</i>) − norm");
  g_assert_cmpstr (algo_task_axis_title (algo_task_get ("squares", NULL)), ==,
                   "exact ∑ <i>x<sub>i</sub></i><sup>2</sup>");
}

/* What is long is cut between characters, and is markup all the same. */
static void
test_long (void)
{
  g_autofree char *text = g_strnfill (200, '1');
  g_autofree char *expression = g_strconcat ("sum(abs(x)) + 0 * ", text, NULL);
  const AlgoTask *task = algo_task_get (expression, NULL);
  g_autofree char *name = algo_task_display_name (task), *markup = algo_task_heading_markup (task);

  g_assert_cmpint (g_utf8_strlen (name, -1), ==, 40);
  g_assert_true (g_str_has_suffix (name, "1…"));
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));
  for (guint i = 0; i < algo_task_rows_count (); i++)
    {
      g_autofree char *of_row =
          algo_task_heading_markup (algo_task_get (algo_task_rows[i]->name, NULL));

      g_assert_true (pango_parse_markup (of_row, -1, 0, NULL, NULL, NULL, NULL));
    }
}

/* Swish of x and of -x: about x^2 near 0. */
static void
fill_pairs (AlgoNetwork *network)
{
  network->b1 = 4;
  for (guint i = 0; i < 4; i++)
    for (guint side = 0; side < 2; side++)
      {
        network->W0[i * 12 + 2 * i + side] = side == 0 ? 1 : -1;
        network->W1[2 * i + side] = 1;
      }
}

/* Of a task without named phases: every panel that says "norm" says what the task is instead, there
 * is no formula to fit, and nothing is asked of a network that does something. */
static void
test_panels (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 20);
  g_autoptr (SceneSample) sample = scene_sample_new (samples);
  g_autoptr (AlgoScene) run = algo_scene_new (&sample->parts);
  AlgoScene parts = sample->parts;

  const AlgoPanel *approximation = algo_panel_find ("approximation");
  g_autoptr (AlgoNetwork) network = algo_network_new (4, 12);
  g_autoptr (AlgoObservation) simple = NULL, observation = NULL;
  g_autoptr (AlgoScene) scene = NULL;
  g_autofree char *title = NULL, *usual = NULL, *phase = NULL, *explanation = NULL;
  AlgoStyle style;
  AlgoPanelFrame frame = { .width = 400, .height = 300, .style = &style };

  network->task = algo_task_get ("tilted-l1 t=0.25", NULL);
  simple = algo_observation_new_for_network (network, 0);
  g_assert_false (algo_observation_is_explained (simple));
  g_clear_pointer (&simple, algo_observation_unref);
  network->task = algo_task_get ("squares", NULL);
  fill_pairs (network);
  simple = algo_observation_new_for_network (network, 0);
  g_assert_cmpint (simple->classification.phase, ==, ALGO_PHASE_UNRECOGNISED);
  parts.observation = observation = algo_observation_explain (simple);
  scene = algo_scene_new (&parts);
  g_assert_null (observation->explanation);
  g_assert_true (algo_scene_get_task (scene) == network->task);
  title = algo_panel_make_title (approximation, scene);
  usual = algo_panel_make_title (approximation, run);
  g_assert_cmpstr (title, ==, "Approximation of \u2211 x\u1d62\u00b2");
  g_assert_cmpstr (usual, ==, "Approximation of \u2211 |x\u1d62|");
  algo_style_init (&style, ALGO_STYLE_LIGHT);
  frame.scene = scene;
  frame.panel = algo_panel_find ("phase");
  phase = algo_panel_describe (&frame);
  g_assert_nonnull (strstr (phase, ", Sum of squares. "));
  g_assert_null (strstr (phase, "asked"));
  g_assert_null (strstr (phase, "known algorithms"));
  frame.panel = algo_panel_find ("explanation");
  explanation = algo_panel_describe (&frame);
  g_assert_nonnull (strstr (explanation, "No algorithms of this task"));
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    {
      g_autofree char *text = NULL;

      frame.panel = *panel;
      text = algo_panel_describe (&frame);
      g_assert_null (strstr (text, "L1"));
      g_assert_null (strstr (text, "the norm"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/task-text/words", test_words);
  g_test_add_func ("/ui/task-text/axes", test_axes);
  g_test_add_func ("/ui/task-text/long", test_long);
  g_test_add_func ("/ui/task-text/panels", test_panels);
  return g_test_run ();
}
