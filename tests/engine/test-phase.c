/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/phase.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/phases.h"
#include "engine/formats/network-file.h"
#include "engine/random.h"
#include "tests/engine/sample-networks.h"

#define POINTS 4096

static AlgoClassification
classify (const AlgoNetwork *network)
{
  AlgoOrderParameters parameters;
  AlgoClassification classification;

  algo_order_parameters_measure (network, algo_network_unexplained (network, POINTS, 0),
                                 &parameters);
  algo_classify (&parameters, &classification);
  return classification;
}

static void
assert_phase (const AlgoNetwork *network, AlgoPhase phase, const char *what)
{
  const AlgoClassification classification = classify (network);

  if (classification.phase != phase)
    {
      g_test_message ("%s: %s, not %s", what, algo_phase_name (classification.phase),
                      algo_phase_name (phase));
      g_test_fail ();
    }
}

static AlgoPhase
phase_of_name (const char *name)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    if (g_strcmp0 (name, algo_phase_name (phase)) == 0)
      return phase;
  g_assert_not_reached ();
}

typedef void (*LabelledTest) (const AlgoNetwork *network, AlgoPhase phase, const char *name);

/* Runs `test` on every network of tests/data/labelled. */
static void
for_each_labelled (LabelledTest test)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "labelled", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  guint count = 0;
  const char *name;

  g_assert_no_error (error);
  for (; (name = g_dir_read_name (files)) != NULL; count++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *label = NULL;
      g_autoptr (AlgoNetwork) network = algo_network_load (path, &label, &error);

      g_assert_no_error (error);
      test (network, phase_of_name (label), name);
    }
  g_assert_cmpuint (count, ==, 38);
}

static void
assert_labelled (const AlgoNetwork *network, AlgoPhase phase, const char *name)
{
  assert_phase (network, phase, name);
}

static void
test_labelled (void)
{
  for_each_labelled (assert_labelled);
}

/* Fewer points than above, of any seed, are enough, as over a grid of betas. */
static void
assert_probed (const AlgoNetwork *network, AlgoPhase phase, const char *name)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      g_autoptr (AlgoProbe) probe = algo_probe_new (network->task, network->inputs, 512, seed);
      AlgoOrderParameters parameters;
      AlgoClassification classification;

      algo_order_parameters_probe (network, probe, &parameters);
      algo_classify (&parameters, &classification);
      if (classification.phase != phase)
        g_error ("%s with seed %u: %s", name, seed, algo_phase_name (classification.phase));
    }
}

static void
test_probed (void)
{
  for_each_labelled (assert_probed);
}

static void
assert_permuted (const AlgoNetwork *network, AlgoPhase phase, const char *name)
{
  g_autofree guint *hidden_order = sample_order (network->hidden, 1);
  g_autofree guint *input_order = sample_order (network->inputs, 2);
  g_autoptr (AlgoNetwork) first = sample_permute_hidden (network, hidden_order);
  g_autoptr (AlgoNetwork) second = sample_permute_inputs (first, input_order);
  AlgoOrderParameters before, after;

  assert_phase (first, phase, name);
  assert_phase (second, phase, name);
  algo_order_parameters_measure (network, 0, &before);
  algo_order_parameters_measure (second, 0, &after);
  g_assert_cmpfloat_with_epsilon (after.localisation, before.localisation, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.coverage, before.coverage, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.evenness, before.evenness, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.double_sidedness, before.double_sidedness, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.polarity, before.polarity, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.unanimity, before.unanimity, 1e-9);
}

static void
test_permuted (void)
{
  for_each_labelled (assert_permuted);
}

/* f (-x) computes the norm as f (x) does, with the sides exchanged. */
static AlgoPhase
mirrored (AlgoPhase phase)
{
  return phase == ALGO_PHASE_PUDDING_PLUS    ? ALGO_PHASE_PUDDING_MINUS
         : phase == ALGO_PHASE_PUDDING_MINUS ? ALGO_PHASE_PUDDING_PLUS
                                             : phase;
}

static void
assert_mirrored (const AlgoNetwork *network, AlgoPhase phase, const char *name)
{
  g_autoptr (AlgoNetwork) mirror = sample_mirror (network);

  assert_phase (mirror, mirrored (phase), name);
}

static void
test_mirrored (void)
{
  for_each_labelled (assert_mirrored);
}

static void
assert_with_dead_neurons (const AlgoNetwork *network, AlgoPhase phase, const char *name)
{
  g_autoptr (AlgoNetwork) longer = sample_append_dead (network, 20);

  assert_phase (longer, phase, name);
}

static void
test_dead_neurons (void)
{
  for_each_labelled (assert_with_dead_neurons);
}

static void
assert_disturbed (const AlgoNetwork *network, AlgoPhase phase, const char *name)
{
  for (guint seed = 0; seed < 4; seed++)
    {
      g_autoptr (AlgoNetwork) disturbed = sample_disturb (network, 0.03, seed);

      assert_phase (disturbed, phase, name);
    }
}

static void
test_disturbed (void)
{
  for_each_labelled (assert_disturbed);
}

/* The algorithms themselves, as the formulas have them, at all sizes and several sharpnesses. */
static void
test_ideal (void)
{
  static const struct
  {
    double plus;
    AlgoPhase phase;
  } arms[] = {
    { 2, ALGO_PHASE_PUDDING_PLUS },    { 0, ALGO_PHASE_PUDDING_MINUS },
    { 1, ALGO_PHASE_DOUBLE_SIDED },    { 1.5, ALGO_PHASE_TILTED },
    { 0.4, ALGO_PHASE_TILTED },        { 1.1, ALGO_PHASE_DOUBLE_SIDED },
    { 1.96, ALGO_PHASE_PUDDING_PLUS },
  };
  static const double sharpnesses[] = { 3, 8, 30 };

  for (guint n = 3; n <= 64; n += n < 16 ? 1 : 16)
    for (guint a = 0; a < G_N_ELEMENTS (arms); a++)
      for (guint s = 0; s < G_N_ELEMENTS (sharpnesses); s++)
        for (guint hidden = 2 * n + 1; hidden <= 5 * n; hidden += 2 * n)
          {
            g_autofree char *what = g_strdup_printf ("n %u, h %u, plus %g, sharpness %g", n, hidden,
                                                     arms[a].plus, sharpnesses[s]);
            g_autoptr (AlgoNetwork) network =
                sample_even_arms (n, hidden, sharpnesses[s], arms[a].plus);

            assert_phase (network, arms[a].phase, what);
          }
}

/* Each input has its own side. */
static void
test_mixed (void)
{
  for (guint n = 4; n <= 64; n *= 2)
    for (guint seed = 0; seed < 4; seed++)
      {
        g_autofree char *what = g_strdup_printf ("n %u, seed %u", n, seed);
        g_autofree double *plus = g_new0 (double, n), *minus = g_new0 (double, n);
        g_autofree guint *order = sample_order (n, seed);
        g_autoptr (AlgoNetwork) network = NULL;

        /* Half of them plus, and a few with a weak second arm. */
        for (guint i = 0; i < n; i++)
          {
            (order[i] % 2 ? plus : minus)[i] = order[i] % 4 ? 2 : 1.6;
            (order[i] % 2 ? minus : plus)[i] = order[i] % 4 ? 0 : 0.4;
          }
        network = sample_arms (n, 3 * n, 8, plus, minus);
        assert_phase (network, ALGO_PHASE_MIXED, what);
      }
}

static void
test_convexity (void)
{
  for (guint n = 4; n <= 64; n += n < 16 ? 2 : 16)
    for (guint seed = 0; seed < 3; seed++)
      {
        g_autofree char *what = g_strdup_printf ("n %u, seed %u", n, seed);
        g_autoptr (AlgoNetwork) network = sample_convexity (n, 3 * n, seed);

        assert_phase (network, ALGO_PHASE_CONVEXITY, what);
        /* As it may come out at a size never trained on: FVU far above 1, the shape as before. */
        if (n >= 16)
          {
            network->b1 -= 2 * (float) sqrt (n * (1 - 2 / G_PI));
            g_assert_cmpfloat (algo_network_unexplained (network, POINTS, 0), >, 3);
            assert_phase (network, ALGO_PHASE_CONVEXITY, what);
          }
      }
}

static void
test_unformed (void)
{
  g_autoptr (AlgoNetwork) constant = sample_convexity (16, 48, 0);

  for (guint n = 4; n <= 64; n += 6)
    for (guint seed = 0; seed < 5; seed++)
      {
        g_autofree char *what = g_strdup_printf ("n %u, seed %u", n, seed);
        g_autoptr (AlgoNetwork) network = sample_random (n, 3 * n, seed);

        assert_phase (network, ALGO_PHASE_UNFORMED, what);
      }
  /* The constant guess, into which a run may fall. */
  for (guint j = 0; j < 48; j++)
    constant->W1[j] = 0;
  constant->b1 = 16 * (float) sqrt (2 / G_PI);
  assert_phase (constant, ALGO_PHASE_UNFORMED, "constant");
}

/* Accurate, but no neuron stands for one input: none of the known algorithms. */
static void
test_unrecognised (void)
{
  const AlgoOrderParameters parameters = {
    .localisation = 0.1, .unexplained = 0.03, .correlation = 0.985, .inputs = 16
  };
  AlgoClassification classification;

  algo_classify (&parameters, &classification);
  g_assert_cmpstr (algo_phase_name (classification.phase), ==, "unrecognised");
  g_assert_cmpint (classification.nearest, ==, ALGO_PHASE_CONVEXITY);
  g_assert_cmpuint (classification.n_evidence, >, 0);
  g_assert_cmpfloat (classification.confidence, >, 0.9);
}

/* Whatever is asked: a phase, its evidence, and a confidence in range. */
static void
test_sanity (void)
{
  AlgoRandom random;

  algo_random_init (&random, 11, 0, 0, ALGO_RANDOM_FRESH);
  for (guint i = 0; i < 20000; i++)
    {
      float u[8];
      AlgoOrderParameters parameters;
      AlgoClassification classification;
      double worst = INFINITY;

      algo_random_uniform (&random, G_N_ELEMENTS (u), u);
      parameters = (AlgoOrderParameters){ .localisation = u[0],
                                          .coverage = u[1],
                                          .evenness = u[2],
                                          .double_sidedness = u[3],
                                          .polarity = 2 * u[4] - 1,
                                          .unanimity = u[5],
                                          .unexplained = pow (10, 6 * u[6] - 4),
                                          .correlation = 2 * u[7] - 1,
                                          .inputs = 2 + i % 63 };
      algo_classify (&parameters, &classification);
      g_assert_cmpfloat (classification.confidence, >=,
                         algo_phase_confidence (classification.phase, 0));
      g_assert_cmpfloat (classification.confidence, <=, 1);
      g_assert_cmpint (classification.nearest, !=, classification.phase);
      g_assert_cmpint (classification.nearest, <, ALGO_PHASE_UNRECOGNISED);
      g_assert_cmpuint (classification.n_evidence, >=, 1);
      g_assert_cmpuint (classification.n_evidence, <=, ALGO_N_ORDER_PARAMETERS);
      for (guint e = 0; e < classification.n_evidence; e++)
        {
          const AlgoEvidence *evidence = &classification.evidence[e];

          g_assert_cmpfloat (evidence->low, <, evidence->high);
          g_assert_cmpint (evidence->margin >= 0, ==,
                           evidence->value >= evidence->low && evidence->value <= evidence->high);
          worst = MIN (worst, evidence->margin);
        }
      g_assert_cmpint (worst >= 0, ==, classification.phase != ALGO_PHASE_UNRECOGNISED);
    }
}

static void
test_not_finite (void)
{
  AlgoOrderParameters parameters = { .localisation = 0.1, .inputs = 16 };
  AlgoClassification classification;

  parameters.unexplained = NAN;
  algo_classify (&parameters, &classification);
  g_assert_cmpint (classification.phase, ==, ALGO_PHASE_UNFORMED);
  g_assert_cmpfloat (classification.confidence, <=, 1);
  parameters.unexplained = INFINITY;
  algo_classify (&parameters, &classification);
  g_assert_cmpint (classification.phase, ==, ALGO_PHASE_UNFORMED);
  parameters.unexplained = 0;
  algo_classify (&parameters, &classification);
  g_assert_cmpint (classification.phase, ==, ALGO_PHASE_UNRECOGNISED);
}

/* Files have these, whatever phases come to be. */
static void
test_names (void)
{
  static const char *const names[][2] = {
    { "unformed", "U" },     { "convexity", "C" }, { "scattered", "S" },
    { "pudding+", "P+" },    { "pudding-", "P-" }, { "tilted", "T" },
    { "double-sided", "D" }, { "mixed", "M" },     { "unrecognised", "?" },
  };
  AlgoPhase phase;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (algo_phase_find (names[i][0], &phase));
      g_assert_cmpstr (algo_phase_name (phase), ==, names[i][0]);
      g_assert_cmpstr (algo_phase_letter (phase), ==, names[i][1]);
    }
  g_assert_false (algo_phase_find ("plum", &phase));
}

/* What is between the braces of a form is one of its constants. */
static void
assert_form (const AlgoClosedForm *form)
{
  g_assert_nonnull (form->ideal);
  g_assert_cmpfloat (form->width, >, 0);
  g_assert_nonnull (form->constants[0]);
  for (const char *brace = form->fitted; (brace = strchr (brace, '{')) != NULL; brace++)
    {
      g_autofree char *name = g_strndup (brace + 1, strcspn (brace + 1, "}"));

      g_assert_true (g_str_equal (name, "bent")
                     || g_strv_contains (form->constants, name + (*name == '+')));
    }
}

/* Every phase has all that is said of one, and nothing that tells it apart is another's. */
static void
test_table (void)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      const AlgoPhaseRow *row = &algo_phase_rows[phase];

      g_assert_nonnull (row->name);
      g_assert_nonnull (row->letter);
      g_assert_nonnull (row->shown);
      g_assert_nonnull (row->title);
      g_assert_nonnull (row->summary);
      g_assert_cmpint (row->n_regions > 0, ==, phase != ALGO_PHASE_UNRECOGNISED);
      if (algo_phase_has_form (phase))
        assert_form (&row->form);
      for (guint before = 0; before < phase; before++)
        {
          const AlgoPhaseRow *other = &algo_phase_rows[before];

          g_assert_cmpstr (row->name, !=, other->name);
          g_assert_cmpstr (row->letter, !=, other->letter);
          g_assert_cmpstr (row->title, !=, other->title);
          g_assert_cmpuint (row->colour, !=, other->colour);
          g_assert_false (row->mark.corners == other->mark.corners
                          && row->mark.angle == other->mark.angle);
          g_assert_true (row->form.rank == 0 || row->form.rank != other->form.rank);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/phase/labelled", test_labelled);
  g_test_add_func ("/engine/phase/labelled/few-points", test_probed);
  g_test_add_func ("/engine/phase/permuted", test_permuted);
  g_test_add_func ("/engine/phase/mirrored", test_mirrored);
  g_test_add_func ("/engine/phase/dead-neurons", test_dead_neurons);
  g_test_add_func ("/engine/phase/disturbed", test_disturbed);
  g_test_add_func ("/engine/phase/ideal", test_ideal);
  g_test_add_func ("/engine/phase/mixed", test_mixed);
  g_test_add_func ("/engine/phase/convexity", test_convexity);
  g_test_add_func ("/engine/phase/unformed", test_unformed);
  g_test_add_func ("/engine/phase/unrecognised", test_unrecognised);
  g_test_add_func ("/engine/phase/sanity", test_sanity);
  g_test_add_func ("/engine/phase/not-finite", test_not_finite);
  g_test_add_func ("/engine/phase/names", test_names);
  g_test_add_func ("/engine/phase/table", test_table);
  return g_test_run ();
}
