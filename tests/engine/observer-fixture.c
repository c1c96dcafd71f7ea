/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/observer-fixture.h"

#include <math.h>

#include "engine/run/grid.h"

const AlgoQuestion first_question = { .log_beta = -3, .inputs = 4, .hidden = 12, .noise_seed = 1 };

void
set_up (Fixture *fixture, gconstpointer data)
{
  watch_init (&fixture->watch);
  fixture->session = algo_session_new (&SMALL_SETTINGS, NULL);
  algo_session_add_listener (fixture->session, watch_on_session, &fixture->watch);
  fixture->observer = algo_observer_new (fixture->session, &first_question);
  algo_observer_set_listener (fixture->observer, watch_on_observer, &fixture->watch);
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  algo_observer_free (fixture->observer);
  algo_session_free (fixture->session);
  watch_clear (&fixture->watch);
}

void
ask (Fixture *fixture, const AlgoQuestion *question)
{
  g_autoptr (GError) error = NULL;

  algo_observer_ask (fixture->observer, question, &error);
  g_assert_no_error (error);
}

typedef struct
{
  AlgoObserver *observer;
  AlgoQuestion question;
  guint64 generation, step;
  AlgoObservation *observation;
} Wanted;

/* Everything that there is to say has been said: the answer is whole and its grid measured. */
static gboolean
answer_is_complete (gpointer data)
{
  Wanted *wanted = data;
  AlgoObservation *latest;

  g_clear_pointer (&wanted->observation, algo_observation_unref);
  latest = wanted->observation = algo_observer_ref_latest (wanted->observer);
  return latest != NULL && algo_question_equal (&latest->question, &wanted->question)
         && latest->generation == wanted->generation && latest->step == wanted->step
         && algo_observation_is_whole (latest) && latest->grid != NULL
         && latest->grid->step == wanted->step;
}

AlgoObservation *
wait_for_complete_answer (Fixture *fixture,
                          const AlgoQuestion *question,
                          guint64 generation,
                          guint64 step)
{
  Wanted wanted = { fixture->observer, *question, generation, step, NULL };

  watch_wait (&fixture->watch, answer_is_complete, &wanted);
  return wanted.observation;
}

void
assert_one_moment (const AlgoObservation *observation)
{
  const AlgoExplanation *explanation = observation->explanation;
  const AlgoGrid *grid = observation->grid;
  g_autoptr (AlgoExplanation) expected = NULL;

  if (!algo_observation_is_whole (observation))
    {
      g_assert_cmpuint (observation->draws, ==, 1);
      g_assert_null (explanation);
    }
  else
    {
      expected = algo_explanation_new (observation->network, observation->classification.phase,
                                       &observation->parameters, observation->question.noise_seed);
      g_assert_cmpint (explanation->formula, ==, expected->formula);
      g_assert_cmpmem (&explanation->share, sizeof (double), &expected->share, sizeof (double));
      g_assert_cmpmem (&explanation->unexplained, sizeof (double), &expected->unexplained,
                       sizeof (double));
    }
  g_assert_cmpuint (observation->network->inputs, ==, observation->question.inputs);
  g_assert_cmpuint (observation->network->hidden, ==, observation->question.hidden);
  g_assert_cmpuint (observation->curves->inputs, ==, observation->question.inputs);
  if (grid != NULL)
    {
      assert_grid (grid, &observation->question);
      g_assert_cmpuint (grid->generation, ==, observation->generation);
      g_assert_cmpuint (grid->step, <=, observation->step);
    }
}

void
assert_grid (const AlgoGrid *grid, const AlgoQuestion *question)
{
  g_assert_cmpuint (grid->inputs, ==, question->inputs);
  g_assert_cmpuint (grid->hidden, ==, question->hidden);
  g_assert_cmpint (grid->from_prior, ==, question->from_prior);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoGridPoint *point = &grid->points[i];

      g_assert_cmpfloat (point->log_beta, ==, algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i));
      g_assert_cmpint (point->phase, <, ALGO_N_PHASES);
      g_assert_cmpfloat (point->confidence, >=, 0);
      g_assert_cmpfloat (point->confidence, <=, 1);
      g_assert_true (isfinite (point->unexplained) && isfinite (point->kl));
      g_assert_true (!grid->from_prior || point->kl == 0);
    }
}
