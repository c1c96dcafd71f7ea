/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/error.h"
#include "engine/run/grid.h"
#include "tests/engine/observer-fixture.h"

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) observation =
      wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (fixture->session);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoObservation) expected =
      algo_observation_new (generator, snapshot, &first_question, NULL);

  g_assert_cmpuint (observation->seed, ==, 7);
  g_assert_cmpuint (observation->network->inputs, ==, 4);
  g_assert_cmpuint (observation->network->hidden, ==, 12);
  g_assert_cmpmem (observation->network->W0, 4 * 12 * sizeof (float), expected->network->W0,
                   4 * 12 * sizeof (float));
  g_assert_cmpfloat (observation->kl, ==, expected->kl);
  g_assert_cmpfloat (observation->parameters.unexplained, ==, expected->parameters.unexplained);
  g_assert_cmpint (observation->classification.phase, ==, expected->classification.phase);
  g_assert_cmpuint (observation->curves->inputs, ==, 4);
  g_assert_cmpuint (observation->draws_agreeing, >=, 1);
  g_assert_cmpuint (observation->draws_agreeing, <=, ALGO_DRAWS);
  assert_grid (observation->grid, &first_question);
}

static void
test_explains (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) observation =
      wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_autoptr (AlgoExplanation) expected =
      algo_explanation_new (observation->network, observation->classification.phase,
                            &observation->parameters, first_question.noise_seed);

  g_assert_cmpint (observation->explanation->formula, ==, expected->formula);
  g_assert_cmpfloat (observation->explanation->share, ==, expected->share);
  g_assert_cmpfloat (observation->explanation->unexplained, ==, expected->unexplained);
}

static void
check_one_moment (AlgoObserver *observer, gpointer watch)
{
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);

  assert_one_moment (latest);
  watch_on_observer (observer, watch);
}

static void
test_tells_of_one_moment (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion question = first_question;
  g_autoptr (AlgoObservation) observation = NULL;

  algo_observer_set_listener (fixture->observer, check_one_moment, &fixture->watch);
  algo_session_extend (fixture->session, 160);
  for (guint i = 0; i < 200; i++)
    {
      question.inputs = 2 + i % 5;
      question.hidden = 3 * question.inputs;
      ask (fixture, &question);
      if (i % 20 == 0)
        watch_wait_for_step (&fixture->watch, fixture->session, i / 2);
    }
  observation = wait_for_complete_answer (fixture, &question, 1, 200);
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

typedef struct
{
  Watch *watch;
  gint n_answers; /* atomic */
  guint64 step;
} Following;

static void
check_whole (AlgoObserver *observer, gpointer data)
{
  Following *following = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);

  assert_one_moment (latest);
  g_assert_true (algo_observation_is_whole (latest));
  g_assert_cmpuint (latest->step, >=, following->step);
  if (latest->step > following->step)
    g_atomic_int_inc (&following->n_answers);
  following->step = latest->step;
  watch_on_observer (observer, following->watch);
}

static gboolean
some_followed (gpointer data)
{
  Following *following = data;

  return g_atomic_int_get (&following->n_answers) >= 5;
}

/* However long that takes, while nothing else is asked. */
static void
test_follows_wholly (Fixture *fixture, gconstpointer data)
{
  const AlgoQuestion large = { .log_beta = -3, .inputs = 12, .hidden = 36 };
  Following following = { .watch = &fixture->watch };
  AlgoObservation *before;

  ask (fixture, &large);
  before = wait_for_complete_answer (fixture, &large, 1, 0);
  algo_observation_unref (before);
  algo_observer_set_listener (fixture->observer, check_whole, &following);
  algo_session_extend (fixture->session, ALGO_MAX_STEPS);
  watch_wait (&fixture->watch, some_followed, &following);
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

typedef struct
{
  Watch *watch;
  gint n_parts, n_wholes; /* atomic */
} Parts;

static void
count_parts (AlgoObserver *observer, gpointer data)
{
  Parts *parts = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);

  assert_one_moment (latest);
  if (latest->question.inputs == ALGO_MAX_INPUTS && algo_observation_is_whole (latest))
    g_atomic_int_inc (&parts->n_wholes);
  else if (latest->question.inputs == ALGO_MAX_INPUTS)
    g_atomic_int_inc (&parts->n_parts);
  watch_on_observer (observer, parts->watch);
}

static gboolean
whole_is_seen (gpointer data)
{
  Parts *parts = data;

  return g_atomic_int_get (&parts->n_wholes) > 0;
}

/* Of what takes long a part is seen first, then the whole. */
static void
test_completes_what_takes_long (Fixture *fixture, gconstpointer data)
{
  const AlgoQuestion large = { .log_beta = -3, .inputs = ALGO_MAX_INPUTS, .hidden = 128 };
  Parts parts = { .watch = &fixture->watch };

  algo_observer_set_listener (fixture->observer, count_parts, &parts);
  ask (fixture, &large);
  watch_wait (&fixture->watch, whole_is_seen, &parts);
  algo_observer_set_listener (fixture->observer, NULL, NULL);
  g_assert_cmpint (g_atomic_int_get (&parts.n_parts), ==, 1);
}

/* That the draws were counted which the latest snapshot gives. */
static void
assert_draws_agreeing (Fixture *fixture, const AlgoObservation *observation)
{
  g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (fixture->session);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  guint agreeing = 1;

  for (guint i = 1; i < ALGO_DRAWS; i++)
    {
      AlgoDraw draw;

      algo_draw_measure (generator, snapshot->parameters, &observation->question, i, &draw, NULL);
      agreeing += draw.phase == observation->classification.phase;
    }
  g_assert_cmpuint (observation->draws_agreeing, ==, agreeing);
}

static void
test_counts_agreeing_draws (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion question = first_question;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (AlgoObservation) observation = NULL;

      question.noise_seed = i;
      ask (fixture, &question);
      observation = wait_for_complete_answer (fixture, &question, 1, 0);
      assert_draws_agreeing (fixture, observation);
    }
}

typedef struct
{
  AlgoObserver *observer;
  AlgoQuestion question;
  guint64 answered; /* number of the question answered last, which is its noise seed */
} Change;

/* Some may be passed over, but none is answered after a later one. */
static gboolean
question_is_answered (gpointer data)
{
  Change *change = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (change->observer);

  if (latest == NULL)
    return FALSE;
  g_assert_cmpuint (latest->question.noise_seed, >=, change->answered);
  change->answered = latest->question.noise_seed;
  return algo_question_equal (&latest->question, &change->question);
}

static void
test_answers_in_order (Fixture *fixture, gconstpointer data)
{
  Change change = { .observer = fixture->observer, .question = first_question };
  g_autoptr (AlgoObservation) observation = NULL;

  algo_session_extend (fixture->session, 60);
  for (guint i = 0; i < 600; i++)
    {
      change.question.noise_seed++;
      change.question.log_beta = -6 + 5.0 * (i % 100) / 100;
      change.question.inputs = 2 + i % 3;
      ask (fixture, &change.question);
      /* Sometimes the one before is being answered just then. */
      if (i % 5 == 0)
        watch_wait (&fixture->watch, question_is_answered, &change);
    }
  observation = wait_for_complete_answer (fixture, &change.question, 1, 100);
  assert_grid (observation->grid, &change.question);
}

typedef struct
{
  AlgoQuestion question; /* the last one asked */
  gint n_answers;        /* atomic */
} Dragging;

static void
count_answers (AlgoObserver *observer, gpointer data)
{
  Dragging *dragging = data;

  g_atomic_int_inc (&dragging->n_answers);
}

/* However fast questions follow each other, some are seen to be answered. */
static void
test_answers_while_asked (Fixture *fixture, gconstpointer data)
{
  Dragging dragging = { .question = first_question };
  g_autoptr (AlgoObservation) observation = NULL;

  algo_observer_set_listener (fixture->observer, count_answers, &dragging);
  while (g_atomic_int_get (&dragging.n_answers) < 20)
    {
      dragging.question.noise_seed++;
      ask (fixture, &dragging.question);
    }
  algo_observer_set_listener (fixture->observer, watch_on_observer, &fixture->watch);
  observation = wait_for_complete_answer (fixture, &dragging.question, 1, 0);
}

static void
test_same_question_is_no_news (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion other = first_question;
  g_autoptr (AlgoObservation) before = wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_autoptr (AlgoObservation) after = NULL;

  ask (fixture, &first_question);
  other.noise_seed++;
  ask (fixture, &other);
  ask (fixture, &first_question);
  after = wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_assert_cmpmem (before->network->W1, 12 * sizeof (float), after->network->W1,
                   12 * sizeof (float));
}

static void
test_refuses_questions (Fixture *fixture, gconstpointer data)
{
  const AlgoQuestion wrong[] = {
    { .log_beta = -3, .inputs = 1, .hidden = 3 },
    { .log_beta = -3, .inputs = 65, .hidden = 3 },
    { .log_beta = -3, .inputs = 4, .hidden = 0 },
    { .log_beta = -3, .inputs = 4, .hidden = 33 },
    { .log_beta = -12.1, .inputs = 4, .hidden = 12 },
    { .log_beta = 0.1, .inputs = 4, .hidden = 12 },
    { .log_beta = NAN, .inputs = 4, .hidden = 12 },
  };
  g_autoptr (AlgoObservation) observation = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (algo_observer_ask (fixture->observer, &wrong[i], &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
    }
  observation = wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_assert_cmpuint (observation->network->inputs, ==, 4);
}

static void
test_follows_training (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) early = wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_autoptr (AlgoObservation) late = NULL;

  algo_session_run (fixture->session);
  late = wait_for_complete_answer (fixture, &first_question, 1, 40);
  g_assert_cmpfloat (early->kl, !=, late->kl);
  g_assert_cmpuint (early->grid->step, ==, 0);
  assert_draws_agreeing (fixture, late);
}

static void
test_follows_restart (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS;
  g_autoptr (AlgoObservation) before = wait_for_complete_answer (fixture, &first_question, 1, 0);
  g_autoptr (AlgoObservation) after = NULL;

  settings.seed = 70;
  algo_session_restart (fixture->session, &settings, NULL);
  after = wait_for_complete_answer (fixture, &first_question, 2, 0);
  g_assert_cmpuint (after->seed, ==, 70);
  g_assert_cmpuint (after->grid->generation, ==, 2);
  g_assert_cmpfloat (before->kl, !=, after->kl);
}

typedef struct
{
  Watch *watch;
  gint64 generation; /* atomic: what is told from now on is of this run or a later one */
} Restarts;

static void
check_generation (AlgoObserver *observer, gpointer data)
{
  Restarts *restarts = data;
  const guint64 generation = __atomic_load_n (&restarts->generation, __ATOMIC_ACQUIRE);
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);
  g_autoptr (AlgoGeneralisation) sizes = algo_observer_ref_generalisation (observer);

  if (latest != NULL)
    g_assert_cmpuint (latest->generation, >=, generation);
  if (sizes != NULL)
    g_assert_cmpuint (sizes->generation, >=, generation);
  watch_on_observer (observer, restarts->watch);
}

/* From the very moment that another run is begun, whatever is looked at. */
static void
test_tells_nothing_of_old_runs (Fixture *fixture, gconstpointer data)
{
  Restarts restarts = { .watch = &fixture->watch, .generation = 1 };
  AlgoSettings settings = SMALL_SETTINGS;

  algo_observer_want_generalisation (fixture->observer, TRUE);
  algo_observer_set_listener (fixture->observer, check_generation, &restarts);
  algo_session_run (fixture->session);
  for (guint i = 0; i < 15; i++)
    {
      g_autoptr (AlgoObservation) answer = NULL;
      g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (fixture->session);
      guint64 generation;

      if (snapshot != NULL && i % 3 == 1)
        algo_observer_show (fixture->observer, snapshot, NULL);
      settings.seed++;
      generation = algo_session_restart (fixture->session, &settings, NULL);
      __atomic_store_n (&restarts.generation, generation, __ATOMIC_RELEASE);
      answer = algo_observer_ref_latest (fixture->observer);
      g_assert_true (answer == NULL || answer->generation == generation);
      if (i % 5 == 0)
        {
          g_clear_pointer (&answer, algo_observation_unref);
          answer = wait_for_complete_answer (fixture, &first_question, generation, 40);
          g_assert_cmpuint (answer->seed, ==, settings.seed);
        }
    }
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

static void
test_follows_size (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion question = first_question;

  algo_observer_set_listener (fixture->observer, check_one_moment, &fixture->watch);
  for (guint inputs = 2; inputs <= 6; inputs++)
    {
      g_autoptr (AlgoObservation) observation = NULL;

      question.inputs = inputs;
      question.hidden = 2 * inputs + 1;
      ask (fixture, &question);
      observation = wait_for_complete_answer (fixture, &question, 1, 0);
      g_assert_cmpuint (observation->network->hidden, ==, question.hidden);
    }
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

/* With the encoder off all of an answer is, and no grid of the one stands beside the other. */
static void
test_follows_prior (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion question = first_question;

  algo_observer_set_listener (fixture->observer, check_one_moment, &fixture->watch);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (AlgoObservation) observation = NULL;

      question.from_prior = i % 2 == 1;
      ask (fixture, &question);
      observation = wait_for_complete_answer (fixture, &question, 1, 0);
      g_assert_cmpint (observation->kl == 0, ==, question.from_prior);
    }
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

static void
test_inactive (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion question = first_question;
  Watch answers;
  g_autoptr (AlgoObservation) observation =
      wait_for_complete_answer (fixture, &first_question, 1, 0);

  watch_init (&answers);
  algo_observer_set_active (fixture->observer, FALSE);
  algo_observer_set_listener (fixture->observer, watch_on_observer, &answers);
  question.log_beta = -2;
  ask (fixture, &question);
  algo_session_extend (fixture->session, 300);
  watch_wait_for_state (&fixture->watch, fixture->session, 1, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (watch_get_count (&answers), ==, 0);

  algo_observer_set_listener (fixture->observer, watch_on_observer, &fixture->watch);
  algo_observer_set_active (fixture->observer, TRUE);
  g_clear_pointer (&observation, algo_observation_unref);
  observation = wait_for_complete_answer (fixture, &question, 1, 340);
  watch_clear (&answers);
}

/* An answer outlives who gave it. */
static void
test_free_while_busy (void)
{
  for (guint i = 0; i < 5; i++)
    {
      AlgoSession *session = algo_session_new (&SMALL_SETTINGS, NULL);
      AlgoObserver *observer = algo_observer_new (session, &first_question);
      AlgoQuestion question = { .log_beta = -4, .inputs = 16, .hidden = 48 };
      g_autoptr (AlgoObservation) kept = NULL;
      Watch watch;

      watch_init (&watch);
      algo_session_add_listener (session, watch_on_session, &watch);
      algo_session_extend (session, ALGO_MAX_STEPS);
      watch_wait_for_step (&watch, session, 1 + i);
      algo_observer_ask (observer, &question, NULL);
      kept = algo_observer_ref_latest (observer);
      algo_observer_free (observer);
      algo_session_free (session);
      if (kept != NULL)
        g_assert_true (algo_network_is_finite (kept->network));
      watch_clear (&watch);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/observer/answers", test_answers);
  ADD ("/engine/observer/explains", test_explains);
  ADD ("/engine/observer/tells-of-one-moment", test_tells_of_one_moment);
  ADD ("/engine/observer/follows-wholly", test_follows_wholly);
  ADD ("/engine/observer/completes-what-takes-long", test_completes_what_takes_long);
  ADD ("/engine/observer/counts-agreeing-draws", test_counts_agreeing_draws);
  ADD ("/engine/observer/answers-in-order", test_answers_in_order);
  ADD ("/engine/observer/answers-while-asked", test_answers_while_asked);
  ADD ("/engine/observer/same-question-is-no-news", test_same_question_is_no_news);
  ADD ("/engine/observer/refuses-questions", test_refuses_questions);
  ADD ("/engine/observer/follows-training", test_follows_training);
  ADD ("/engine/observer/follows-restart", test_follows_restart);
  ADD ("/engine/observer/tells-nothing-of-old-runs", test_tells_nothing_of_old_runs);
  ADD ("/engine/observer/follows-size", test_follows_size);
  ADD ("/engine/observer/follows-prior", test_follows_prior);
  ADD ("/engine/observer/inactive", test_inactive);
  g_test_add_func ("/engine/observer/free-while-busy", test_free_while_busy);
  return g_test_run ();
}
