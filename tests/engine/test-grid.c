/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run/grid.h"

#include "engine/error.h"
#include "engine/run/survey.h"

static void
test_betas (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  g_assert_cmpfloat (algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 0), ==, ALGO_MIN_LOG_BETA);
  g_assert_cmpfloat (algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, 16), ==, -3.5);
  g_assert_cmpfloat (algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, ALGO_GRID - 1), ==,
                     ALGO_MAX_LOG_BETA);
  settings.log_beta_from = -10;
  settings.log_beta_to = -2;
  g_assert_cmpfloat (algo_grid_log_beta (algo_settings_get_beta_range (&settings), 0), ==, -10);
  g_assert_cmpfloat (algo_grid_log_beta (algo_settings_get_beta_range (&settings), 16), ==, -6);
  g_assert_cmpfloat (algo_grid_log_beta (algo_settings_get_beta_range (&settings), ALGO_GRID - 1),
                     ==, -2);
}

static void
test_majority (void)
{
  const AlgoDraw draws[] = {
    { ALGO_PHASE_CONVEXITY, 1.0, 0.4, 0 }, { ALGO_PHASE_TILTED, 0.6, 0.01, 300 },
    { ALGO_PHASE_TILTED, 0.7, 0.03, 100 }, { ALGO_PHASE_UNRECOGNISED, 0.9, 7, 200 },
    { ALGO_PHASE_TILTED, 0.8, 0.02, 50 },
  };
  AlgoGridPoint point;

  algo_grid_point_summarise (&point, -4, draws, G_N_ELEMENTS (draws));
  g_assert_cmpfloat (point.log_beta, ==, -4);
  g_assert_cmpint (point.phase, ==, ALGO_PHASE_TILTED);
  g_assert_cmpfloat_with_epsilon (point.confidence, 0.7 * 3 / 5, 1e-12);
  g_assert_cmpfloat (point.unexplained, ==, 0.03);
  g_assert_cmpfloat (point.kl, ==, 100);
}

static void
test_tie (void)
{
  const AlgoDraw draws[] = {
    { ALGO_PHASE_PUDDING_PLUS, 0.6, 0.1, 1 },
    { ALGO_PHASE_MIXED, 0.7, 0.2, 2 },
    { ALGO_PHASE_PUDDING_PLUS, 0.6, 0.3, 3 },
    { ALGO_PHASE_MIXED, 0.7, 0.4, 4 },
  };
  AlgoGridPoint point;

  algo_grid_point_summarise (&point, -2, draws, G_N_ELEMENTS (draws));
  g_assert_cmpint (point.phase, ==, ALGO_PHASE_MIXED);
  g_assert_cmpfloat_with_epsilon (point.confidence, 0.35, 1e-12);
  g_assert_cmpfloat_with_epsilon (point.unexplained, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (point.kl, 2.5, 1e-12);
}

/* Each order parameter has its own median, whichever draw it comes from. */
static void
test_parameters (void)
{
  AlgoDraw draws[3] = { 0 };
  AlgoGridPoint point;

  for (guint i = 0; i < G_N_ELEMENTS (draws); i++)
    {
      draws[i].parameters.inputs = 16;
      for (guint p = 0; p < ALGO_N_ORDER_PARAMETERS; p++)
        algo_order_parameters_set (&draws[i].parameters, p, 0.01 * p + 0.3 * ((i + p) % 3));
      draws[i].unexplained = draws[i].parameters.unexplained;
    }
  algo_grid_point_summarise (&point, -3, draws, G_N_ELEMENTS (draws));
  for (guint p = 0; p < ALGO_N_ORDER_PARAMETERS; p++)
    g_assert_cmpfloat (algo_order_parameters_get (&point.parameters, p), ==, 0.01 * p + 0.3);
  g_assert_cmpfloat (point.parameters.unexplained, ==, point.unexplained);
  g_assert_cmpuint (point.parameters.inputs, ==, 16);
}

static AlgoSnapshot *
untrained_snapshot (void)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (AlgoParameters) parameters = algo_parameters_new (settings.levels, settings.model);

  algo_parameters_initialise (parameters, settings.seed);
  return algo_snapshot_new (&settings, 3, 17, parameters);
}

/* A survey in slices and points measured at once are the same. */
static void
test_survey (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot ();
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoQuestion question = { .log_beta = -2.2, .inputs = 3, .hidden = 7, .noise_seed = 5 };
  AlgoSurvey survey = { 0 };
  g_autoptr (GError) error = NULL;
  guint slices = 0;

  algo_survey_begin (&survey, snapshot, &question, ALGO_DRAWS);
  while (!algo_survey_is_complete (&survey))
    {
      g_assert_true (algo_survey_advance (&survey, generator, &error));
      slices++;
    }
  g_assert_cmpuint (slices, ==, ALGO_GRID * ALGO_DRAWS);
  g_assert_cmpuint (survey.grid->generation, ==, 3);
  g_assert_cmpuint (survey.grid->step, ==, 17);
  g_assert_cmpuint (survey.grid->inputs, ==, 3);
  g_assert_cmpuint (survey.grid->hidden, ==, 7);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      AlgoGridPoint point;

      question.log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i);
      g_assert_true (
          algo_grid_point_measure (generator, snapshot->parameters, &question, &point, &error));
      g_assert_cmpfloat (point.log_beta, ==, survey.grid->points[i].log_beta);
      g_assert_cmpint (point.phase, ==, survey.grid->points[i].phase);
      g_assert_cmpfloat (point.confidence, ==, survey.grid->points[i].confidence);
      g_assert_cmpfloat (point.unexplained, ==, survey.grid->points[i].unexplained);
      g_assert_cmpfloat (point.kl, ==, survey.grid->points[i].kl);
      /* Up to the padding. */
      g_assert_cmpmem (&point.parameters, G_STRUCT_OFFSET (AlgoOrderParameters, inputs),
                       &survey.grid->points[i].parameters,
                       G_STRUCT_OFFSET (AlgoOrderParameters, inputs));
    }
  algo_survey_clear (&survey);
}

/* A grid says whether it is of the prior, and is measured so. */
static void
test_prior (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot ();
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  const AlgoQuestion question = { .inputs = 3, .hidden = 7, .from_prior = TRUE };
  g_autoptr (AlgoGrid) grid =
      algo_grid_measure (generator, snapshot, &question, 1, NULL, NULL, NULL);

  g_assert_true (grid->from_prior);
  for (guint i = 0; i < ALGO_GRID; i++)
    g_assert_cmpfloat (grid->points[i].kl, ==, 0);
}

typedef struct
{
  guint asked, most;
} Patience;

static gboolean
patience_is_over (gpointer data)
{
  Patience *patience = data;

  return patience->asked++ == patience->most;
}

static void
test_measure (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot ();
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoQuestion question = { .log_beta = -2.2, .inputs = 3, .hidden = 7, .noise_seed = 5 };
  Patience patience = { .most = 2 * ALGO_GRID };
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoGrid) grid =
      algo_grid_measure (generator, snapshot, &question, 2, patience_is_over, &patience, &error);
  g_autoptr (AlgoGrid) left = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (patience.asked, ==, 2 * ALGO_GRID);
  g_assert_cmpuint (grid->step, ==, 17);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      AlgoDraw draws[2];
      AlgoGridPoint point;

      question.log_beta = algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i);
      for (guint j = 0; j < 2; j++)
        g_assert_true (
            algo_draw_measure (generator, snapshot->parameters, &question, j, &draws[j], &error));
      algo_grid_point_summarise (&point, question.log_beta, draws, 2);
      g_assert_cmpint (grid->points[i].phase, ==, point.phase);
      g_assert_cmpfloat (grid->points[i].kl, ==, point.kl);
      g_assert_cmpfloat (grid->points[i].unexplained, ==, point.unexplained);
    }

  patience = (Patience){ .most = 10 };
  left = algo_grid_measure (generator, snapshot, &question, 1, patience_is_over, &patience, &error);
  g_assert_null (left);
  g_assert_no_error (error);
}

static void
test_not_finite (void)
{
  g_autoptr (AlgoSnapshot) snapshot = untrained_snapshot ();
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  const AlgoQuestion question = { .log_beta = -2, .inputs = 3, .hidden = 7 };
  AlgoGridPoint point;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < snapshot->parameters->count; i++)
    snapshot->parameters->values[i] = 1e30f;
  g_assert_false (
      algo_grid_point_measure (generator, snapshot->parameters, &question, &point, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED);
  g_clear_error (&error);
  g_assert_null (
      algo_grid_measure (generator, snapshot, &question, ALGO_DRAWS, NULL, NULL, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_DIVERGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/grid/betas", test_betas);
  g_test_add_func ("/engine/grid/majority", test_majority);
  g_test_add_func ("/engine/grid/tie", test_tie);
  g_test_add_func ("/engine/grid/parameters", test_parameters);
  g_test_add_func ("/engine/grid/survey", test_survey);
  g_test_add_func ("/engine/grid/measure", test_measure);
  g_test_add_func ("/engine/grid/prior", test_prior);
  g_test_add_func ("/engine/grid/not-finite", test_not_finite);
  return g_test_run ();
}
