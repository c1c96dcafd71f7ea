/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a confidence is a frequency, on draws that it was not fitted to. */
#include "engine/analysis/phase.h"

#include <math.h>

#define BINS 10
#define TOLERANCE 0.05
#define FEW 10 /* draws, of which a share says too little */

typedef struct
{
  guint draws;
  double agreeing; /* the sum of their shares */
} Bin;

/* Of each line of confidence.tsv, a draw of one of seeds 200 to 232 at n = 16 as
 * tests/bench/calibration-bench prints it: the phase, its margin, and the share of 19 other draws
 * of the same hypernetwork at the same beta that are of that phase. All draws of a margin up to 1,
 * and one in forty of the others. */
static void
read_draws (Bin *bins)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "confidence.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", -1);
      AlgoPhase phase = 0;
      double confidence;
      Bin *bin;

      g_assert_cmpuint (g_strv_length (fields), ==, 3);
      while (phase < ALGO_N_PHASES && !g_str_equal (algo_phase_letter (phase), fields[0]))
        phase++;
      g_assert_cmpuint (phase, <, ALGO_N_PHASES);
      confidence = algo_phase_confidence (phase, g_ascii_strtod (fields[1], NULL));
      bin = &bins[MIN ((guint) (BINS * confidence), BINS - 1)];
      bin->draws++;
      bin->agreeing += g_ascii_strtod (fields[2], NULL);
    }
}

/* Of draws that are said to be of a phase with 80 to 90 %, 80 to 90 % of others are. */
static void
test_is_a_frequency (void)
{
  Bin bins[BINS] = { 0 };
  guint told = 0;

  read_draws (bins);
  for (guint b = 0; b < BINS; b++)
    if (bins[b].draws >= FEW)
      {
        const double share = bins[b].agreeing / bins[b].draws;

        g_test_message ("%u to %u %%: %u draws, %.3f", 10 * b, 10 * b + 10, bins[b].draws, share);
        g_assert_cmpfloat (share, >, b / (double) BINS - TOLERANCE);
        g_assert_cmpfloat (share, <, (b + 1) / (double) BINS + TOLERANCE);
        told++;
      }
  g_assert_cmpuint (told, >=, 3);
}

/* The further from all thresholds, the surer; and never beyond. */
static void
test_grows_with_the_margin (void)
{
  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      double before = 0;

      for (double margin = 0; margin < 2; margin += 0.1)
        {
          const double confidence = algo_phase_confidence (phase, margin);

          g_assert_cmpfloat (confidence, >=, before);
          g_assert_cmpfloat (confidence, <=, 1);
          before = confidence;
        }
      g_assert_cmpfloat (algo_phase_confidence (phase, INFINITY), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/confidence/is-a-frequency", test_is_a_frequency);
  g_test_add_func ("/engine/confidence/grows-with-the-margin", test_grows_with_the_margin);
  return g_test_run ();
}
