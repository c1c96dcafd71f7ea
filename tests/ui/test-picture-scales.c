/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures are made with: numbers, axes, colours, bins. */
#include <math.h>
#include <string.h>

#include "engine/compare.h"
#include "tests/ui/picture-samples.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/series.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/weights/weights-layout.h"

#define MINUS "\u2212"
#define NARROW "\u202f"

static void
check_number (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_numbers (void)
{
  check_number (algo_number_format (0), "0");
  check_number (algo_number_format (-0.0), "0");
  check_number (algo_number_format (0.008123), "0.00812");
  check_number (algo_number_format (5.026), "5.03");
  check_number (algo_number_format (-9.996), MINUS "10.0");
  check_number (algo_number_format (99.96), "100");
  check_number (algo_number_format (1081), "1080");
  check_number (algo_number_format (123456), "123" NARROW "000");
  check_number (algo_number_format (1234567), "1.23\u00d710\u2076");
  check_number (algo_number_format (-3.2e-7), MINUS "3.20\u00d710\u207b\u2077");
  check_number (algo_number_format (NAN), "\u2013");
  check_number (algo_number_format (-INFINITY), MINUS "\u221e");
  check_number (algo_number_format_signed (0.25), "+0.250");
  check_number (algo_number_format_signed (-0.25), MINUS "0.250");
  check_number (algo_number_format_decimals (-0.001, 2), "0.00");
  check_number (algo_number_format_log_beta (-4.4999), MINUS "4.50");
  check_number (algo_number_format_count (4000), "4000");
  check_number (algo_number_format_count (1234567), "1" NARROW "234" NARROW "567");
  check_number (algo_number_format_percent (0.926), "93" NARROW "%");
  check_number (algo_number_format_power (-12), "10\u207b\u00b9\u00b2");
}

static const AlgoAxis axes[] = {
  { ALGO_AXIS_LINEAR, -3, 3, 10, 200, 0 },       { ALGO_AXIS_LINEAR, 0, 4000, 200, 10, 0 },
  { ALGO_AXIS_LOG, 1e-3, 10, 200, 10, 0 },       { ALGO_AXIS_ASINH, 0, 1200, 200, 10, 1 },
  { ALGO_AXIS_ASINH, -5.4, 5.4, 300, 10, 0.27 },
};

static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    {
      const AlgoAxis *axis = &axes[i];

      g_assert_cmpfloat_with_epsilon (algo_axis_place (axis, axis->low), axis->from, 1e-9);
      g_assert_cmpfloat_with_epsilon (algo_axis_place (axis, axis->high), axis->to, 1e-9);
      for (guint k = 0; k <= 20; k++)
        {
          double place = axis->from + k / 20.0 * (axis->to - axis->from);

          g_assert_cmpfloat_with_epsilon (algo_axis_place (axis, algo_axis_value (axis, place)),
                                          place, 1e-6);
        }
    }
  g_assert_true (isnan (algo_axis_place (&axes[2], 0)));
  g_assert_true (isnan (algo_axis_place (&axes[2], -1)));
}

/* Inside, growing, far enough apart, and all told apart by their labels. */
static void
test_ticks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    for (double spacing = 8; spacing < 80; spacing += 9)
      {
        const AlgoAxis *axis = &axes[i];
        AlgoTicks ticks;

        algo_axis_find_ticks (axis, spacing, &ticks);
        g_assert_cmpuint (ticks.count, >=, 1);
        for (guint k = 0; k < ticks.count; k++)
          {
            double place = algo_axis_place (axis, ticks.values[k]);

            g_assert_cmpfloat (place, >=, MIN (axis->from, axis->to) - 1e-3);
            g_assert_cmpfloat (place, <=, MAX (axis->from, axis->to) + 1e-3);
            if (k > 0)
              {
                double before = algo_axis_place (axis, ticks.values[k - 1]);
                g_autofree char *label = algo_ticks_format (axis, &ticks, k);
                g_autofree char *other = algo_ticks_format (axis, &ticks, k - 1);

                g_assert_cmpfloat (ticks.values[k], >, ticks.values[k - 1]);
                g_assert_cmpfloat (fabs (place - before), >=, spacing - 1e-2);
                g_assert_cmpstr (label, !=, other);
              }
          }
      }
}

static void
test_tick_labels (void)
{
  const char *const linear[] = { MINUS "2", "0", "2" };
  const char *const logarithmic[] = { "0.001", "0.01", "0.1", "1", "10" };
  AlgoTicks ticks;

  algo_axis_find_ticks (&axes[0], 50, &ticks);
  g_assert_cmpuint (ticks.count, ==, G_N_ELEMENTS (linear));
  for (guint i = 0; i < ticks.count; i++)
    check_number (algo_ticks_format (&axes[0], &ticks, i), linear[i]);
  algo_axis_find_ticks (&axes[2], 40, &ticks);
  g_assert_cmpuint (ticks.count, ==, G_N_ELEMENTS (logarithmic));
  for (guint i = 0; i < ticks.count; i++)
    check_number (algo_ticks_format (&axes[2], &ticks, i), logarithmic[i]);
  algo_axis_find_whole_ticks (&(AlgoAxis){ .low = -0.5, .high = 1.5, .from = 0, .to = 500 }, 10,
                              &ticks);
  g_assert_cmpuint (ticks.count, ==, 2);
  g_assert_cmpfloat (ticks.values[1], ==, 1);
}

static void
check_round_ends (AlgoAxisKind kind,
                  double low,
                  double high,
                  double rounded_low,
                  double rounded_high)
{
  AlgoAxis axis = { .kind = kind, .low = low, .high = high };

  algo_axis_round_ends (&axis);
  g_assert_cmpfloat_with_epsilon (axis.low, rounded_low, 1e-9);
  g_assert_cmpfloat_with_epsilon (axis.high, rounded_high, 1e-9);
}

static void
test_round_ends (void)
{
  check_round_ends (ALGO_AXIS_LINEAR, -0.3, 4.7, -1, 5);
  check_round_ends (ALGO_AXIS_LINEAR, 0, 1, 0, 1);
  check_round_ends (ALGO_AXIS_LINEAR, INFINITY, -INFINITY, 0, 1);
  check_round_ends (ALGO_AXIS_LINEAR, NAN, 3, 0, 1);
  check_round_ends (ALGO_AXIS_LOG, 0.004, 3, 0.001, 10);
  check_round_ends (ALGO_AXIS_LOG, 0.01, 1, 0.01, 1);
  check_round_ends (ALGO_AXIS_LOG, 0.1, 0.1, 0.1, 1);
  check_round_ends (ALGO_AXIS_LOG, -1, INFINITY, 0.1, 1);
}

static double
difference (AlgoColour a, AlgoColour b)
{
  return fabs (a.red - b.red) + fabs (a.green - b.green) + fabs (a.blue - b.blue);
}

static double
get_luminance (AlgoColour colour)
{
  return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue;
}

/* The card's colour at zero, then ever darker on a light card and lighter on a dark one. */
static void
test_ramp (void)
{
  for (guint variant = ALGO_STYLE_LIGHT; variant <= ALGO_STYLE_FIGURE; variant++)
    {
      AlgoStyle style;
      AlgoRamp ramp;
      double sign = variant == ALGO_STYLE_DARK ? 1 : -1;

      algo_style_init (&style, (AlgoStyleVariant) variant);
      algo_ramp_init (&ramp, style.card, style.negative, style.positive);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, 0), style.card), <, 1e-3);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, NAN), style.card), <, 1e-3);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, 1), style.positive[1]), <, 1e-3);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, -INFINITY), style.negative[1]), <, 1e-3);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, 0.5), style.positive[0]), <, 0.02);
      for (double place = 0; place < 0.99; place += 0.02)
        for (gint side = -1; side <= 1; side += 2)
          g_assert_cmpfloat (sign * get_luminance (algo_ramp_get (&ramp, side * (place + 0.02))), >,
                             sign * get_luminance (algo_ramp_get (&ramp, side * place)));
    }
}

/* A background of 2% of full scale, as the pudding's is, must be told from none. */
static void
test_weak_weights_show (void)
{
  const AlgoAxis axis = algo_weights_make_axis (4, -1, 1), none = algo_weights_make_axis (0, -1, 1);

  g_assert_cmpfloat_with_epsilon (algo_axis_place (&axis, 4), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (algo_axis_place (&axis, -4), -1, 1e-12);
  g_assert_cmpfloat (algo_axis_place (&axis, 0), ==, 0);
  for (guint variant = ALGO_STYLE_LIGHT; variant <= ALGO_STYLE_FIGURE; variant++)
    {
      AlgoStyle style;
      AlgoRamp ramp;
      double weak = algo_axis_place (&axis, 0.08);

      algo_style_init (&style, (AlgoStyleVariant) variant);
      algo_ramp_init (&ramp, style.card, style.negative, style.positive);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, weak), style.card), >, 0.08);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, -weak), style.card), >, 0.08);
      g_assert_cmpfloat (difference (algo_ramp_get (&ramp, algo_axis_place (&none, 3)), style.card),
                         <, 1e-6);
    }
}

/* WCAG 2's relative luminance and contrast. */
static double
get_relative_luminance (AlgoColour colour)
{
  double linear[3] = { colour.red, colour.green, colour.blue };

  for (guint i = 0; i < 3; i++)
    linear[i] = linear[i] <= 0.04045 ? linear[i] / 12.92 : pow ((linear[i] + 0.055) / 1.055, 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

static double
get_contrast (AlgoColour a, AlgoColour b)
{
  double x = get_relative_luminance (a) + 0.05, y = get_relative_luminance (b) + 0.05;

  return MAX (x, y) / MIN (x, y);
}

/* What WCAG asks of small text. */
static void
test_text_contrast (void)
{
  for (guint variant = ALGO_STYLE_LIGHT; variant <= ALGO_STYLE_FIGURE; variant++)
    {
      AlgoStyle style;

      algo_style_init (&style, (AlgoStyleVariant) variant);
      g_assert_cmpfloat (get_contrast (style.foreground, style.card), >=, 7);
      g_assert_cmpfloat (get_contrast (style.dim, style.card), >=, 4.5);
      for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
        {
          AlgoColour colour = algo_style_phase_colour (&style, (AlgoPhase) phase);

          g_assert_cmpfloat (get_contrast (algo_colour_contrasting (colour), colour), >=, 4.5);
        }
    }
}

/* Whatever carries meaning by itself stands out as text does; what stood out so before stays. */
static void
test_high_contrast (void)
{
  for (guint variant = ALGO_STYLE_LIGHT; variant <= ALGO_STYLE_DARK; variant++)
    {
      AlgoStyle style, plain;

      algo_style_init (&plain, (AlgoStyleVariant) variant);
      style = plain;
      algo_style_raise_contrast (&style);
      g_assert_cmpfloat (get_contrast (style.dim, style.card), >=, 7);
      g_assert_cmpfloat (get_contrast (style.faint, style.card), >,
                         get_contrast (plain.faint, style.card));
      g_assert_cmpfloat (get_contrast (style.accent, style.card), >=, 4.5);
      for (guint i = 0; i < ALGO_STYLE_BANDS; i++)
        {
          g_assert_cmpfloat (get_contrast (style.band[i], style.card), >=, 4.5);
          if (get_contrast (plain.band[i], style.card) > 4.6)
            g_assert_cmpfloat (difference (style.band[i], plain.band[i]), <, 1e-9);
        }
      for (guint i = 0; i < ALGO_STYLE_NEURONS; i++)
        g_assert_cmpfloat (get_contrast (style.neuron[i], style.card), >=, 4.5);
      g_assert_cmpfloat (fabs (algo_colour_contrast (style.accent, style.card)
                               - get_contrast (style.card, style.accent)),
                         <, 1e-9);
    }
}

/* Black on light colours, white on dark ones, and the ends of a mixture. */
static void
test_mixing (void)
{
  AlgoColour black = algo_colour_from_hex (0x000000), white = algo_colour_from_hex (0xffffff);

  g_assert_cmpfloat (difference (algo_colour_contrasting (white), black), <, 1e-9);
  g_assert_cmpfloat (difference (algo_colour_contrasting (black), white), <, 1e-9);
  g_assert_cmpfloat (difference (algo_colour_mix (black, white, 0), black), <, 1e-3);
  g_assert_cmpfloat (difference (algo_colour_mix (black, white, 1), white), <, 1e-3);
  g_assert_cmphex (algo_colour_to_pixel (algo_colour_from_hex (0x12ab9f)), ==, 0xff12ab9fu);
}

/* Against sorting: with at most ALGO_BIN_SAMPLE values a bin, medians are exact. */
static void
test_bins (void)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 700);
  const guint columns = 70;
  AlgoBins bins;

  algo_bins_init (&bins, samples->metrics, 700, 699.99, columns);
  for (guint column = 0; column < columns; column++)
    {
      const AlgoBin *bin = &algo_bins_get (&bins, ALGO_SERIES_KL + 1)[column];
      float values[32];
      guint count = 0;

      for (guint i = 0; i < 700; i++)
        if (MIN ((guint) (samples->metrics[i].step / 699.99 * columns), columns - 1) == column)
          values[count++] = samples->metrics[i].kl[1];
      g_assert_cmpuint (bin->count, ==, count);
      g_assert_cmpuint (count, >, 0);
      qsort (values, count, sizeof *values, algo_compare_floats);
      g_assert_cmpfloat (bin->low, ==, values[0]);
      g_assert_cmpfloat (bin->high, ==, values[count - 1]);
      if (count <= ALGO_BIN_SAMPLE)
        g_assert_cmpfloat (bin->median, ==, values[count / 2]);
    }
  algo_bins_clear (&bins);
}

static void
test_bins_of_bad_values (void)
{
  AlgoMetrics metrics[4] = { { .step = 1, .loss = NAN },
                             { .step = 2, .loss = 2 },
                             { .step = 3, .loss = INFINITY },
                             { .step = 4, .loss = -1 } };
  double low = INFINITY, high = -INFINITY;
  double places[2];
  const AlgoAxis axis = { .low = 0, .high = 1, .from = 0, .to = 100 };
  AlgoBins bins;

  algo_bins_init (&bins, metrics, 4, 8, 2);
  g_assert_cmpuint (algo_bins_get (&bins, ALGO_SERIES_LOSS)[0].count, ==, 1);
  g_assert_cmpfloat (algo_bins_get (&bins, ALGO_SERIES_LOSS)[0].median, ==, 2);
  g_assert_cmpuint (algo_bins_get (&bins, ALGO_SERIES_LOSS)[1].count, ==, 1);
  algo_bins_include_range (&bins, ALGO_SERIES_LOSS, &low, &high);
  g_assert_cmpfloat (low, ==, -1);
  g_assert_cmpfloat (high, ==, 2);
  algo_bins_smooth (&bins, ALGO_SERIES_LOSS, &axis, places);
  g_assert_true (isfinite (places[0]) && isfinite (places[1]));
  algo_bins_clear (&bins);
}

/* Smoothing leaves a constant as it is, and one spike in a hundred columns out of the range. */
static void
test_smoothing (void)
{
  AlgoMetrics metrics[100] = { 0 };
  const AlgoAxis axis = { .low = 0, .high = 10, .from = 0, .to = 100 };
  double places[100], low = INFINITY, high = -INFINITY;
  AlgoBins bins;

  for (guint i = 0; i < 100; i++)
    metrics[i] = (AlgoMetrics){ .step = i + 1, .loss = i == 50 ? 1000 : 3, .rate = 4 };
  algo_bins_init (&bins, metrics, 100, 100.5, 100);
  algo_bins_smooth (&bins, ALGO_SERIES_RATE, &axis, places);
  for (guint i = 0; i < 100; i++)
    if (isfinite (places[i]))
      g_assert_cmpfloat_with_epsilon (places[i], 40, 1e-9);
  algo_bins_include_range (&bins, ALGO_SERIES_LOSS, &low, &high);
  g_assert_cmpfloat (low, ==, 3);
  g_assert_cmpfloat (high, ==, 3);
  algo_bins_clear (&bins);
}

/* Every point left out is within a hair of the line drawn. */
static void
test_curve_keeps_its_shape (void)
{
  enum
  {
    POINTS = 400
  };
  AlgoStyle style;
  double x[POINTS], y[POINTS];
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_path_t *path;
  guint kept = 0;
  double last_x = 0, last_y = 0;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  for (guint i = 0; i < POINTS; i++)
    {
      x[i] = i;
      y[i] = 0.001 * (i - 200.0) * (i - 200.0);
    }
  algo_plot_add_curve (cr, &style, x, y, POINTS);
  path = cairo_copy_path (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      double to_x = path->data[i + 1].point.x, to_y = path->data[i + 1].point.y;

      for (double at = last_x + 1; kept > 0 && at < to_x; at++)
        g_assert_cmpfloat_with_epsilon (last_y + (to_y - last_y) * (at - last_x) / (to_x - last_x),
                                        y[(guint) at], 0.15);
      last_x = to_x;
      last_y = to_y;
      kept++;
    }
  g_assert_cmpfloat_with_epsilon (last_x, POINTS - 1, 0.01);
  g_assert_cmpuint (kept, <, POINTS / 4);
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_text_is_kept_within (void)
{
  AlgoStyle style;
  AlgoTextFormat plain = { .size = 12 }, formula = { .size = 12, .markup = TRUE };
  const char *long_text = "a rather long piece of text that does not fit at all";
  double whole;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  whole = algo_text_width (&style, &plain, long_text);
  g_assert_cmpfloat (whole, >, 150);
  plain.max_width = formula.max_width = 80;
  g_assert_cmpfloat (algo_text_width (&style, &plain, long_text), <=, 80);
  g_assert_cmpfloat (algo_text_width (&style, &formula, long_text), <=, 80);
  plain.max_width = 1000;
  g_assert_cmpfloat (algo_text_width (&style, &plain, long_text), ==, whole);
  /* Tabular figures. */
  g_assert_cmpfloat_with_epsilon (algo_text_width (&style, &plain, "1111"),
                                  algo_text_width (&style, &plain, "8888"), 1e-6);
}

/* That of one network is its own, whatever was looked at before, and at least its largest weight.
 */
static void
test_scale_of_weights (void)
{
  static const struct
  {
    float weight;
    double full;
  } cases[] = { { 2, 2 }, { 18.93F, 19 }, { 17, 17 }, { 5.01F, 5.1 }, { 4, 4 }, { 0.146F, 0.15 } };
  g_autoptr (AlgoNetwork) network = algo_network_new (2, 1);
  AlgoWeightsScale together = { { 0 } };

  network->W1[0] = 1;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AlgoWeightsScale own = { { 0 } };

      network->W0[1] = -cases[i].weight;
      algo_weights_scale_include (&own, network);
      algo_weights_scale_include (&together, network);
      g_assert_cmpfloat_with_epsilon (own.full[ALGO_WEIGHTS_W0], cases[i].full, 1e-9);
      g_assert_cmpfloat_with_epsilon (together.full[ALGO_WEIGHTS_W0], i == 0 ? 2 : 19, 1e-9);
      g_assert_cmpfloat (own.full[ALGO_WEIGHTS_W1], ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/picture-scales/numbers", test_numbers);
  g_test_add_func ("/ui/picture-scales/axis/places", test_places);
  g_test_add_func ("/ui/picture-scales/axis/ticks", test_ticks);
  g_test_add_func ("/ui/picture-scales/axis/tick-labels", test_tick_labels);
  g_test_add_func ("/ui/picture-scales/axis/round-ends", test_round_ends);
  g_test_add_func ("/ui/picture-scales/colour/ramp", test_ramp);
  g_test_add_func ("/ui/picture-scales/colour/weak-weights", test_weak_weights_show);
  g_test_add_func ("/ui/picture-scales/colour/mixing", test_mixing);
  g_test_add_func ("/ui/picture-scales/colour/text-contrast", test_text_contrast);
  g_test_add_func ("/ui/picture-scales/colour/high-contrast", test_high_contrast);
  g_test_add_func ("/ui/picture-scales/bins/values", test_bins);
  g_test_add_func ("/ui/picture-scales/bins/bad-values", test_bins_of_bad_values);
  g_test_add_func ("/ui/picture-scales/bins/smoothing", test_smoothing);
  g_test_add_func ("/ui/picture-scales/curve", test_curve_keeps_its_shape);
  g_test_add_func ("/ui/picture-scales/text", test_text_is_kept_within);
  g_test_add_func ("/ui/picture-scales/weights", test_scale_of_weights);
  return g_test_run ();
}
