/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read off pictures with a pointer or in words. */
#include <math.h>

#include "tests/ui/picture-fixture.h"
#include "ui/pictures/phase/phase-text.h"

#define MINUS "\u2212"

/* The middle of every cell is read as that cell, whatever the size and order. */
static void
check_cells (const PictureFixture *fixture, double width, double height)
{
  const AlgoWeightsPicture *picture = &fixture->samples->weights;
  const AlgoNetwork *network = picture->network;

  for (guint tensor = 0; tensor < ALGO_N_WEIGHTS; tensor++)
    for (guint input = 0; input < (tensor == ALGO_WEIGHTS_W0 ? network->inputs : 1); input++)
      for (guint neuron = 0; neuron < network->hidden; neuron++)
        {
          AlgoWeightsCell cell = { (AlgoWeightsTensor) tensor, input, neuron }, found;
          AlgoArea area;

          g_assert_true (
              algo_weights_picture_locate (picture, width, height, &fixture->style, &cell, &area));
          g_assert_true (algo_weights_picture_pick (picture, width, height, &fixture->style,
                                                    area.x + area.width / 2,
                                                    area.y + area.height / 2, &found));
          g_assert_cmpint (found.tensor, ==, cell.tensor);
          g_assert_cmpuint (found.input, ==, cell.input);
          g_assert_cmpuint (found.neuron, ==, cell.neuron);
        }
}

static void
test_weights_pick (PictureFixture *fixture, gconstpointer data)
{
  AlgoWeightsPicture *picture = &fixture->samples->weights;
  guint order[48];
  AlgoWeightsCell cell = { ALGO_WEIGHTS_W0, 16, 0 };
  AlgoArea area;

  check_cells (fixture, 620, 330);
  check_cells (fixture, 130, 90);
  for (guint i = 0; i < 48; i++)
    order[i] = (i * 7 + 3) % 48;
  picture->order = order;
  check_cells (fixture, 433, 217);
  algo_style_init (&fixture->style, ALGO_STYLE_FIGURE);
  check_cells (fixture, 252, 140);

  g_assert_false (algo_weights_picture_pick (picture, 252, 140, &fixture->style, 1, 1, &cell));
  g_assert_false (algo_weights_picture_pick (picture, 252, 140, &fixture->style, -5, 60, &cell));
  g_assert_false (algo_weights_picture_locate (
      picture, 252, 140, &fixture->style, &(AlgoWeightsCell){ ALGO_WEIGHTS_W0, 16, 0 }, &area));
}

static void
test_weights_describe (PictureFixture *fixture, gconstpointer data)
{
  const AlgoWeightsPicture *picture = &fixture->samples->weights;
  AlgoWeightsCell cell = { ALGO_WEIGHTS_W0, 3, 3 };
  g_autofree char *whole = algo_weights_picture_describe (picture);
  g_autofree char *weight = algo_weights_picture_describe_cell (picture, &cell);
  g_autofree char *none = NULL;

  assert_contains (whole, "16 inputs, 48 hidden neurons: 16 pinned to one input with positive "
                          "weight, 16 with negative weight, 16 not pinned");
  assert_contains (whole, MINUS "3.00 to +5.00");
  assert_contains (whole, "+1.25");
  g_assert_cmpstr (weight, ==, "Input 3 \u2192 hidden neuron 3: W\u2080 = +5.00");
  cell.neuron = 48;
  none = algo_weights_picture_describe_cell (picture, &cell);
  g_assert_null (none);
}

/* Those reading with positive weight first, by input; then with negative weight; then the rest. */
static void
test_weights_order (PictureFixture *fixture, gconstpointer data)
{
  AlgoNetwork *network = fixture->samples->network;
  g_autofree guint *order = NULL;
  gboolean seen[48] = { FALSE };

  /* Neuron 20 moves from input 4 with weight -3 to input 2 with +9: after neuron 2 if weaker. */
  network->W0[4 * 48 + 20] = 0;
  network->W0[2 * 48 + 20] = 9;
  network->W1[20] = network->W1[2] * 5 / 9 * 0.5f;
  order = algo_weights_sort (network);
  for (guint column = 0; column < 48; column++)
    {
      g_assert_cmpuint (order[column], <, 48);
      g_assert_false (seen[order[column]]);
      seen[order[column]] = TRUE;
    }
  g_assert_cmpuint (order[2], ==, 2);
  g_assert_cmpuint (order[3], ==, 20);
  g_assert_cmpuint (order[4], ==, 3);
  g_assert_cmpuint (order[17], ==, 16);
  for (guint column = 32; column < 48; column++)
    g_assert_cmpuint (order[column], >=, 32);
}

static void
test_weights_scale (PictureFixture *fixture, gconstpointer data)
{
  AlgoNetwork *network = fixture->samples->network;
  AlgoWeightsScale scale = { { 0 } };

  network->W0[7] = -5.012f;
  network->b0[3] = NAN;
  network->b0[4] = 0.7349f;
  algo_weights_scale_include (&scale, network);
  g_assert_cmpfloat_with_epsilon (scale.full[ALGO_WEIGHTS_W0], 5.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.full[ALGO_WEIGHTS_B0], 0.74, 1e-9);
  network->W0[7] = 0;
  algo_weights_scale_include (&scale, network);
  g_assert_cmpfloat_with_epsilon (scale.full[ALGO_WEIGHTS_W0], 5.1, 1e-9);
}

static void
test_approximation (PictureFixture *fixture, gconstpointer data)
{
  const PanelSample *sample = &fixture->samples->approximation;
  AlgoPanelFrame frame = panel_sample_get_frame (sample, 620, 260, &fixture->style);
  g_autofree char *whole = panel_sample_describe (sample);
  g_autofree char *left = NULL, *dot = NULL;
  AlgoPanelCursor cursor;
  AlgoArea area;

  assert_contains (whole, "0.00810");
  g_assert_false (algo_panel_pick (&frame, 3, 3, &cursor));
  g_assert_true (algo_panel_pick (&frame, 170, 100, &cursor));
  frame.cursor = &cursor;
  left = algo_panel_read (&frame, &area);
  assert_contains (left, "t = 0");
  assert_contains (left, "0.200 in the median");
  for (double y = 30; dot == NULL && y < 220; y += 2)
    if (algo_panel_pick (&frame, 490, y, &cursor))
      dot = algo_panel_read (&frame, &area);
  assert_contains (dot, "exact 1");
}

static void
test_phase (PictureFixture *fixture, gconstpointer data)
{
  g_autofree char *text = panel_sample_describe (&fixture->samples->phase);

  assert_contains (text, "Tilted:");
  assert_contains (text, "5 of 5 draws");
  assert_contains (text, "KL 187 nats");
  assert_contains (text, "1.60\u2009relu(xi) + 0.40\u2009relu(" MINUS "xi)");
  assert_contains (text, "Double-sidedness 0.400 (asked: 0.150 to 0.750)");
  assert_contains (text, "Unexplained (FVU) 0.00810 (asked: at most 0.120)");
  assert_contains (text, "Coverage 1.00;");
}

static void
test_phase_text (PictureFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < ALGO_N_PHASES; i++)
    {
      AlgoPhase phase = (AlgoPhase) i;
      g_autofree char *formula = algo_phase_formula_text (phase, -0.5);

      g_assert_cmpuint (strlen (algo_phase_display_name (phase)), >, 3);
      g_assert_cmpuint (strlen (algo_phase_summary (phase)), >, 20);
      g_assert_true ((formula == NULL)
                     == (phase == ALGO_PHASE_UNFORMED || phase == ALGO_PHASE_UNRECOGNISED));
      for (guint other = 0; other < i; other++)
        {
          g_assert_cmpstr (algo_phase_display_name (phase), !=,
                           algo_phase_display_name ((AlgoPhase) other));
          g_assert_cmpstr (algo_phase_display_letter (phase), !=,
                           algo_phase_display_letter ((AlgoPhase) other));
        }
    }
  g_assert_null (algo_evidence_display_name ("plumness"));
}

static void
test_training_pick (PictureFixture *fixture, gconstpointer data)
{
  const AlgoPanelFrame frame =
      panel_sample_get_frame (&fixture->samples->training, 620, 330, &fixture->style);
  AlgoPanelCursor cursor, other;

  g_assert_true (algo_panel_pick (&frame, 100, 100, &cursor));
  g_assert_true (algo_panel_pick (&frame, 200, 100, &other));
  g_assert_cmpint (cursor.step, <, other.step);
  g_assert_cmpint (other.step, <=, (gint64) frame.scene->budget);
  g_assert_false (algo_panel_pick (&frame, 5, 100, &cursor));
}

static void
test_training_describe (PictureFixture *fixture, gconstpointer data)
{
  PanelSample *sample = &fixture->samples->training;
  g_autofree char *text = panel_sample_describe (sample);
  g_autofree char *middle = panel_sample_read (sample, &(AlgoPanelCursor){ .step = 77 });
  g_autofree char *beyond = panel_sample_read (sample, &(AlgoPanelCursor){ .step = 99999 });
  g_autofree char *none = NULL;

  assert_contains (text, "Step 700 of 1400: ln loss " MINUS "3.");
  g_assert_true (g_str_has_prefix (middle, "step 77: ln loss "));
  assert_contains (middle, "\ngradient norm ");
  g_assert_true (g_str_has_prefix (beyond, "step 700: "));
  /* Between two recorded steps, the nearer one. */
  fixture->samples->metrics[300].step = 390;
  fixture->samples->metrics[301].step = 400;
  g_clear_pointer (&middle, g_free);
  g_array_set_size (fixture->samples->records, 302);
  middle = panel_sample_read (sample, &(AlgoPanelCursor){ .step = 394 });
  g_assert_true (g_str_has_prefix (middle, "step 390: "));
  g_array_set_size (fixture->samples->records, 0);
  none = panel_sample_read (sample, &(AlgoPanelCursor){ .step = 5 });
  g_assert_null (none);
}

static void
test_ribbon (PictureFixture *fixture, gconstpointer data)
{
  AlgoRibbonPicture *picture = &fixture->samples->ribbon;
  const AlgoStyle *style = &fixture->style;
  g_autofree char *text = algo_ribbon_picture_describe (picture);
  g_autofree char *point = algo_ribbon_picture_describe_point (picture, -5.99);

  assert_contains (text, MINUS "6.00 to " MINUS "4.67 Double-sided;");
  assert_contains (text, "to " MINUS "1.00 Convexity.");
  g_assert_cmpstr (point, ==,
                   "log \u03b2 " MINUS "6.00: Double-sided, confidence 100\u202f%, FVU 0.0100, "
                   "KL 500 nats");
  /* Along a trough inset by 8 at either end. */
  g_assert_cmpfloat_with_epsilon (algo_ribbon_picture_log_beta_at (picture, 416, 26, style, 8), -6,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (algo_ribbon_picture_log_beta_at (picture, 416, 26, style, 208),
                                  -3.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (algo_ribbon_picture_log_beta_at (picture, 416, 26, style, 415),
                                  -1, 1e-9);
}

/* In degrees; of a colour that has one. */
static double
get_hue (AlgoColour colour)
{
  return atan2 (sqrt (3) * (colour.green - colour.blue),
                2 * colour.red - colour.green - colour.blue)
         * 180 / G_PI;
}

/* A curve is of the same hue in the dark: whoever knows one by its colour finds it again. */
static void
test_hues (void)
{
  AlgoStyle light, dark;

  algo_style_init (&light, ALGO_STYLE_LIGHT);
  algo_style_init (&dark, ALGO_STYLE_DARK);
  for (guint i = 0; i < ALGO_STYLE_BANDS; i++)
    {
      g_assert_cmpfloat (algo_colour_contrast (dark.band[i], dark.card), >=, 3);
      g_assert_cmpfloat (fabs (get_hue (dark.band[i]) - get_hue (light.band[i])), <, 12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  picture_fixture_add ("/ui/picture-readings/weights/pick", test_weights_pick);
  picture_fixture_add ("/ui/picture-readings/weights/describe", test_weights_describe);
  picture_fixture_add ("/ui/picture-readings/weights/order", test_weights_order);
  picture_fixture_add ("/ui/picture-readings/weights/scale", test_weights_scale);
  picture_fixture_add ("/ui/picture-readings/approximation", test_approximation);
  picture_fixture_add ("/ui/picture-readings/phase/describe", test_phase);
  picture_fixture_add ("/ui/picture-readings/phase/text", test_phase_text);
  picture_fixture_add ("/ui/picture-readings/training/pick", test_training_pick);
  picture_fixture_add ("/ui/picture-readings/training/describe", test_training_describe);
  picture_fixture_add ("/ui/picture-readings/ribbon", test_ribbon);
  g_test_add_func ("/ui/picture-readings/hues", test_hues);
  return g_test_run ();
}
