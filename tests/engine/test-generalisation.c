/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/generalisation.h"

#include <math.h>
#include <string.h>

static const AlgoQuestion question = { .log_beta = -2.2,
                                       .inputs = 4,
                                       .hidden = 8,
                                       .noise_seed = 5 };

static AlgoSnapshot *
untrained_snapshot (guint64 generation, guint64 step)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (settings.levels, settings.model);

  settings.most = 12;
  /* Each step as of other parameters. */
  algo_parameters_initialise (parameters, step);
  return algo_snapshot_new (&settings, generation, step, parameters);
}

/* Every size once, and the first few spread over the whole range. */
static void
test_sizes (void)
{
  gboolean met[ALGO_MAX_INPUTS + 1] = { FALSE };
  const guint first[] = { 16, 32, 48, 64, 8, 24 };

  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const guint n = algo_generalisation_size (i);

      g_assert_cmpuint (n, >=, ALGO_MIN_INPUTS);
      g_assert_cmpuint (n, <=, ALGO_MAX_INPUTS);
      g_assert_false (met[n]);
      met[n] = TRUE;
      if (i < G_N_ELEMENTS (first))
        g_assert_cmpuint (n, ==, first[i]);
      g_assert_cmpint (n % 4 == 0, ==, i < ALGO_COARSE_SIZES);
    }
}

static void
test_hidden (void)
{
  const AlgoQuestion third = { .inputs = 12, .hidden = 4 }, most = { .inputs = 3, .hidden = 24 };

  g_assert_cmpuint (algo_generalisation_hidden (&question, 64), ==, 128);
  g_assert_cmpuint (algo_generalisation_hidden (&third, 5), ==, 2);
  g_assert_cmpuint (algo_generalisation_hidden (&third, 2), ==, 1);
  for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
    {
      g_assert_true (algo_size_validate (n, algo_generalisation_hidden (&third, n), NULL));
      g_assert_true (algo_size_validate (n, algo_generalisation_hidden (&most, n), NULL));
    }
}

/* Advances until `count` more points are complete. */
static void
complete_points (AlgoGeneralisationSurvey *survey, AlgoGenerator *generator, guint count)
{
  for (guint slices = 0; count > 0; slices++)
    {
      const gboolean completed = algo_generalisation_survey_advance (survey, generator);

      g_assert_cmpint (completed, ==, slices % ALGO_DRAWS == ALGO_DRAWS - 1);
      count -= completed ? 1 : 0;
    }
}

/* A point in slices is what measuring it at once gives. */
static void
test_survey (void)
{
  const guint count = 5;
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot (3, 17);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoGeneralisationSurvey survey = { 0 };
  guint known = 0;

  algo_generalisation_survey_begin (&survey, snapshot, &question);
  complete_points (&survey, generator, count);
  g_assert_cmpuint (survey.generalisation->generation, ==, 3);
  g_assert_cmpuint (survey.generalisation->step, ==, 17);
  g_assert_cmpuint (survey.generalisation->least, ==, snapshot->settings.least);
  g_assert_cmpuint (survey.generalisation->most, ==, 12);
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &survey.generalisation->points[i];
      AlgoQuestion sized = question;
      AlgoGridPoint expected;

      g_assert_cmpuint (point->inputs, ==, ALGO_MIN_INPUTS + i);
      g_assert_cmpuint (point->hidden, ==, 2 * point->inputs);
      if (!point->known)
        continue;
      known++;
      sized.inputs = point->inputs;
      sized.hidden = point->hidden;
      g_assert_true (
          algo_grid_point_measure (generator, snapshot->parameters, &sized, &expected, NULL));
      g_assert_cmpint (point->phase, ==, expected.phase);
      g_assert_cmpfloat (point->confidence, ==, expected.confidence);
      g_assert_cmpfloat (point->unexplained, ==, expected.unexplained);
      g_assert_cmpfloat (point->least_unexplained, <=, point->unexplained);
      g_assert_cmpfloat (point->most_unexplained, >=, point->unexplained);
      g_assert_cmpuint (point->step, ==, 17);
    }
  g_assert_cmpuint (known, ==, count);
  algo_generalisation_survey_clear (&survey);
  g_assert_null (survey.snapshot);
  g_assert_null (survey.generalisation);
}

/* A newer snapshot of the run starts at the first size; older points stand until then. */
static void
test_newer_snapshot (void)
{
  g_autoptr (AlgoSnapshot) old = untrained_snapshot (1, 10);
  g_autoptr (AlgoSnapshot) newer = untrained_snapshot (1, 20);
  g_autoptr (AlgoSnapshot) newest = untrained_snapshot (1, 30);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoGeneralisationSurvey survey = { 0 };
  const AlgoSizePoint *first, *second;

  algo_generalisation_survey_begin (&survey, old, &question);
  complete_points (&survey, generator, 2);
  g_assert_false (algo_generalisation_survey_advance (&survey, generator));
  algo_generalisation_survey_begin (&survey, newer, &question);
  first = &survey.generalisation->points[algo_generalisation_size (0) - ALGO_MIN_INPUTS];
  second = &survey.generalisation->points[algo_generalisation_size (1) - ALGO_MIN_INPUTS];
  g_assert_true (first->known && second->known);
  g_assert_cmpuint (first->step, ==, 10);
  complete_points (&survey, generator, 1);
  g_assert_cmpuint (first->step, ==, 20);
  g_assert_cmpuint (second->step, ==, 10);
  g_assert_cmpuint (survey.generalisation->step, ==, 20);
  g_assert_false (algo_generalisation_is_of_one_step (survey.generalisation));
  /* No longer than that. */
  algo_generalisation_survey_begin (&survey, newest, &question);
  g_assert_true (first->known);
  g_assert_false (second->known);
  g_assert_true (algo_generalisation_is_of_one_step (survey.generalisation));
  algo_generalisation_survey_clear (&survey);
}

/* The answers to another question, or of another run, are not shown. */
static void
test_other_question (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot (1, 10);
  g_autoptr (AlgoSnapshot) restarted = untrained_snapshot (2, 10);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  const guint first = algo_generalisation_size (0) - ALGO_MIN_INPUTS;
  AlgoQuestion questions[6];

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      AlgoGeneralisationSurvey survey = { 0 };

      questions[i] = question;
      questions[i].log_beta += i == 0;
      questions[i].noise_seed += i == 1;
      questions[i].hidden += i == 2;
      /* The same ratio is the same question, and so are other draws. */
      questions[i].inputs *= i == 4 ? 3 : 1;
      questions[i].hidden *= i == 4 ? 3 : 1;
      questions[i].from_prior = i == 5;
      algo_generalisation_survey_begin (&survey, snapshot, &question);
      complete_points (&survey, generator, 1);
      algo_generalisation_survey_begin (&survey, i == 3 ? restarted : snapshot, &questions[i]);
      g_assert_cmpint (survey.generalisation->points[first].known, ==, i == 1 || i == 4);
      g_assert_cmpuint (survey.generalisation->question.noise_seed, ==, questions[i].noise_seed);
      algo_generalisation_survey_clear (&survey);
    }
}

/* What was published stays as it was. */
static void
test_copy (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot (1, 10);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoGeneralisation) published = NULL;
  g_autoptr (AlgoGeneralisation) shared = NULL;
  AlgoGeneralisationSurvey survey = { 0 };

  algo_generalisation_survey_begin (&survey, snapshot, &question);
  published = algo_generalisation_copy (survey.generalisation);
  shared = algo_generalisation_ref (published);
  complete_points (&survey, generator, 1);
  algo_generalisation_survey_clear (&survey);
  for (guint i = 0; i < ALGO_SIZES; i++)
    g_assert_false (shared->points[i].known);
}

static void
test_not_finite (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot (1, 10);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoGeneralisationSurvey survey = { 0 };
  const AlgoSizePoint *point;

  for (gsize i = 0; i < snapshot->parameters->count; i++)
    snapshot->parameters->values[i] = 1e30f;
  algo_generalisation_survey_begin (&survey, snapshot, &question);
  point = &survey.generalisation->points[algo_generalisation_size (0) - ALGO_MIN_INPUTS];
  complete_points (&survey, generator, 1);
  g_assert_true (point->known);
  g_assert_true (isinf (point->unexplained));
  g_assert_cmpint (point->phase, ==, ALGO_PHASE_UNFORMED);
  algo_generalisation_survey_clear (&survey);
}

static void
test_completes (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot (1, 10);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoGeneralisationSurvey survey = { 0 };
  const AlgoQuestion thin = { .log_beta = -3, .inputs = 64, .hidden = 8 };
  guint slices = 0;

  algo_generalisation_survey_begin (&survey, snapshot, &thin);
  for (; !algo_generalisation_survey_is_complete (&survey); slices++)
    algo_generalisation_survey_advance (&survey, generator);
  g_assert_cmpuint (slices, ==, ALGO_SIZES * ALGO_DRAWS);
  for (guint i = 0; i < ALGO_SIZES; i++)
    g_assert_true (survey.generalisation->points[i].known);
  algo_generalisation_survey_clear (&survey);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/generalisation/sizes", test_sizes);
  g_test_add_func ("/engine/generalisation/hidden", test_hidden);
  g_test_add_func ("/engine/generalisation/survey", test_survey);
  g_test_add_func ("/engine/generalisation/newer-snapshot", test_newer_snapshot);
  g_test_add_func ("/engine/generalisation/other-question", test_other_question);
  g_test_add_func ("/engine/generalisation/copy", test_copy);
  g_test_add_func ("/engine/generalisation/not-finite", test_not_finite);
  g_test_add_func ("/engine/generalisation/completes", test_completes);
  return g_test_run ();
}
