/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an observer looks at besides the latest step and the size asked for: earlier steps, other
 * sizes. */
#include "engine/run/grid.h"
#include "tests/engine/observer-fixture.h"

#include <string.h>

static AlgoSnapshot *
ref_snapshot_at_rest (Fixture *fixture, guint64 step)
{
  AlgoSnapshot *snapshot;

  watch_wait_for_step (&fixture->watch, fixture->session, step);
  snapshot = algo_session_ref_snapshot (fixture->session);
  g_assert_cmpuint (snapshot->step, ==, step);
  return snapshot;
}

/* The snapshots of the first steps, taken one by one. */
static GPtrArray *
take_snapshots (Fixture *fixture, guint count)
{
  GPtrArray *snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_snapshot_unref);
  g_autoptr (AlgoObservation) first G_GNUC_UNUSED =
      wait_for_complete_answer (fixture, &first_question, 1, 0);

  for (guint i = 0; i < count; i++)
    {
      if (i > 0)
        algo_session_step (fixture->session);
      g_ptr_array_add (snapshots, ref_snapshot_at_rest (fixture, i));
    }
  return snapshots;
}

static void
test_shows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = take_snapshots (fixture, 3);
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoObservation) expected =
      algo_observation_new (generator, snapshots->pdata[1], &first_question, NULL);
  g_autoptr (AlgoObservation) latest = NULL;
  g_autoptr (AlgoObservation) shown = NULL;

  algo_observer_show (fixture->observer, snapshots->pdata[1], NULL);
  shown = wait_for_complete_answer (fixture, &first_question, 1, 1);
  g_assert_cmpmem (shown->network->W0, 4 * 12 * sizeof (float), expected->network->W0,
                   4 * 12 * sizeof (float));
  assert_grid (shown->grid, &first_question);
  algo_observer_show (fixture->observer, NULL, NULL);
  latest = wait_for_complete_answer (fixture, &first_question, 1, 2);
}

/* Training goes on, and nobody is shown it. */
static void
check_step_shown (AlgoObserver *observer, gpointer watch)
{
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);

  assert_one_moment (latest);
  g_assert_cmpuint (latest->step, ==, 0);
  if (latest->grid != NULL)
    g_assert_cmpuint (latest->grid->step, ==, 0);
  watch_on_observer (observer, watch);
}

static void
test_shows_while_training (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = take_snapshots (fixture, 1);
  AlgoQuestion question = first_question;
  g_autoptr (AlgoObservation) observation = NULL;

  algo_observer_show (fixture->observer, snapshots->pdata[0], NULL);
  algo_observer_set_listener (fixture->observer, check_step_shown, &fixture->watch);
  algo_session_extend (fixture->session, 160);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (AlgoObservation) shown = NULL;

      question.noise_seed++;
      question.inputs = 2 + i % 3;
      ask (fixture, &question);
      shown = wait_for_complete_answer (fixture, &question, 1, 0);
      watch_wait_for_step (&fixture->watch, fixture->session, 10 * i);
    }
  algo_observer_set_listener (fixture->observer, watch_on_observer, &fixture->watch);
  algo_observer_show (fixture->observer, NULL, NULL);
  observation = wait_for_complete_answer (fixture, &question, 1, 200);
}

typedef struct
{
  AlgoObserver *observer;
  guint64 step;
  guint64 never; /* told of */
} Shown;

static gboolean
step_is_answered (gpointer data)
{
  Shown *shown = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (shown->observer);

  g_assert_cmpuint (latest->step, !=, shown->never);
  return latest->step == shown->step;
}

/* Once a snapshot has been shown whatever comes next is of one that was, and has no grid of another
 * step; and nothing comes of any as soon as the latest is to be seen again. */
static void
check_grid_of_step (AlgoObserver *observer, gpointer watch)
{
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (observer);

  if (latest->grid != NULL)
    g_assert_cmpuint (latest->grid->step, ==, latest->step);
  watch_on_observer (observer, watch);
}

static void
test_drops_other_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = take_snapshots (fixture, 8);
  Shown shown = { .observer = fixture->observer, .never = 8 };

  algo_observation_unref (wait_for_complete_answer (fixture, &first_question, 1, 7));
  algo_observer_set_listener (fixture->observer, check_grid_of_step, &fixture->watch);
  for (guint i = 0; i < 1000; i++)
    {
      shown.step = i * i % snapshots->len;
      algo_observer_show (fixture->observer, snapshots->pdata[shown.step], NULL);
      if (i % 7 != 0)
        continue;
      watch_wait (&fixture->watch, step_is_answered, &shown);
      shown.never = 7;
    }
  algo_observer_show (fixture->observer, NULL, NULL);
  shown = (Shown){ .observer = fixture->observer, .step = 7, .never = 8 };
  watch_wait (&fixture->watch, step_is_answered, &shown);
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

static gboolean
grid_is_shown (gpointer data)
{
  Shown *shown = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (shown->observer);

  return latest->step == shown->step && latest->grid != NULL && latest->grid->step == shown->step;
}

static AlgoGrid *
make_grid (AlgoSnapshot *snapshot, guint inputs)
{
  const AlgoQuestion question = { .inputs = inputs, .hidden = 3 * inputs };
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();

  return algo_grid_measure (generator, snapshot, &question, ALGO_DRAWS, NULL, NULL, NULL);
}

/* The history's grid is taken where it is of the step and the size; otherwise one is measured. */
static void
test_takes_grid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = take_snapshots (fixture, 3);
  g_autoptr (AlgoGrid) own = make_grid (snapshots->pdata[1], 4);
  g_autoptr (AlgoGrid) of_other_step = make_grid (snapshots->pdata[0], 4);
  g_autoptr (AlgoGrid) of_other_size = make_grid (snapshots->pdata[1], 5);
  AlgoGrid *const grids[] = { own, of_other_step, of_other_size };
  Shown shown = { .observer = fixture->observer, .step = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      g_autoptr (AlgoObservation) observation = NULL;
      g_autoptr (AlgoObservation) before = NULL;

      algo_observer_show (fixture->observer, snapshots->pdata[0], NULL);
      before = wait_for_complete_answer (fixture, &first_question, 1, 0);
      algo_observer_show (fixture->observer, snapshots->pdata[1], grids[i]);
      watch_wait (&fixture->watch, grid_is_shown, &shown);
      observation = algo_observer_ref_latest (fixture->observer);
      g_assert_true ((observation->grid == own) == (i == 0));
      assert_grid (observation->grid, &first_question);
    }
}

/* What a file has kept says nothing of the session's run. */
static void
test_shows_as_of_this_run (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS;
  g_autoptr (GPtrArray) snapshots = take_snapshots (fixture, 1);
  AlgoSnapshot *first = snapshots->pdata[0];
  g_autoptr (AlgoObservation) shown = NULL;
  g_autoptr (AlgoObservation) latest = NULL;
  g_autoptr (AlgoObservation) after = NULL;

  settings.seed++;
  algo_session_restart (fixture->session, &settings, NULL);
  watch_wait_for_state (&fixture->watch, fixture->session, 2, ALGO_SESSION_PAUSED);
  algo_session_step (fixture->session);
  latest = wait_for_complete_answer (fixture, &first_question, 2, 1);
  algo_observer_show (fixture->observer, first, NULL);
  shown = wait_for_complete_answer (fixture, &first_question, 2, 0);
  g_assert_cmpuint (shown->seed, ==, first->settings.seed);

  /* Another run is looked at from its beginning. */
  algo_session_restart (fixture->session, &settings, NULL);
  g_assert_null (algo_observer_ref_latest (fixture->observer));
  after = wait_for_complete_answer (fixture, &first_question, 3, 0);
  g_assert_cmpuint (after->seed, ==, settings.seed);
}

/* With few hidden neurons, for networks that are made quickly. */
static const AlgoQuestion thin_question = { .log_beta = -3, .inputs = 4, .hidden = 1 };

typedef struct
{
  AlgoObserver *observer;
  guint64 step;
  double log_beta;
  AlgoGeneralisation *generalisation;
} WantedSizes;

static gboolean
all_sizes_are_known (gpointer data)
{
  WantedSizes *wanted = data;

  g_clear_pointer (&wanted->generalisation, algo_generalisation_unref);
  wanted->generalisation = algo_observer_ref_generalisation (wanted->observer);
  if (wanted->generalisation == NULL
      || wanted->generalisation->question.log_beta != wanted->log_beta)
    return FALSE;
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (!wanted->generalisation->points[i].known
        || wanted->generalisation->points[i].step != wanted->step)
      return FALSE;
  return TRUE;
}

static AlgoGeneralisation *
wait_for_all_sizes (Fixture *fixture, double log_beta, guint64 step)
{
  WantedSizes wanted = { .observer = fixture->observer, .step = step, .log_beta = log_beta };

  watch_wait (&fixture->watch, all_sizes_are_known, &wanted);
  return wanted.generalisation;
}

static void
test_generalises (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoObservation) observation = NULL;
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  g_autoptr (AlgoSnapshot) snapshot = NULL;
  g_autoptr (AlgoGeneralisation) generalisation = NULL;
  AlgoQuestion sized = thin_question;
  AlgoGridPoint expected;

  ask (fixture, &thin_question);
  observation = wait_for_complete_answer (fixture, &thin_question, 1, 0);
  g_assert_null (algo_observer_ref_generalisation (fixture->observer));
  algo_observer_want_generalisation (fixture->observer, TRUE);
  generalisation = wait_for_all_sizes (fixture, -3, 0);
  snapshot = algo_session_ref_snapshot (fixture->session);
  sized.inputs = 32;
  sized.hidden = 8;
  g_assert_true (
      algo_grid_point_measure (generator, snapshot->parameters, &sized, &expected, NULL));
  g_assert_cmpfloat (generalisation->points[32 - ALGO_MIN_INPUTS].unexplained, ==,
                     expected.unexplained);
  g_assert_cmpuint (generalisation->least, ==, 2);
  g_assert_cmpuint (generalisation->most, ==, 4);

  /* What is known is told again at once, without being measured again. */
  algo_observer_want_generalisation (fixture->observer, FALSE);
  g_assert_null (algo_observer_ref_generalisation (fixture->observer));
  algo_observer_want_generalisation (fixture->observer, TRUE);
  g_clear_pointer (&generalisation, algo_generalisation_unref);
  generalisation = wait_for_all_sizes (fixture, -3, 0);
}

/* No size is told of a later step than the one looked at, and all of the same. */
static void
check_generalisation (AlgoObserver *observer, gpointer watch)
{
  g_autoptr (AlgoGeneralisation) generalisation = algo_observer_ref_generalisation (observer);

  for (guint i = 0; i < ALGO_SIZES && generalisation != NULL; i++)
    if (generalisation->points[i].known)
      g_assert_cmpuint (generalisation->points[i].step, <=, generalisation->step);
  g_assert_true (generalisation == NULL || algo_generalisation_is_of_one_step (generalisation));
  watch_on_observer (observer, watch);
}

static void
test_generalisation_follows (Fixture *fixture, gconstpointer data)
{
  AlgoQuestion question = thin_question;
  g_autoptr (AlgoSnapshot) first = NULL;
  g_autoptr (AlgoObservation) observation = NULL;
  g_autoptr (AlgoGeneralisation) generalisation = NULL;
  AlgoSettings settings = SMALL_SETTINGS;

  ask (fixture, &question);
  observation = wait_for_complete_answer (fixture, &question, 1, 0);
  first = algo_session_ref_snapshot (fixture->session);
  algo_observer_set_listener (fixture->observer, check_generalisation, &fixture->watch);
  algo_observer_want_generalisation (fixture->observer, TRUE);
  algo_session_run (fixture->session);
  generalisation = wait_for_all_sizes (fixture, -3, 40);

  question.log_beta = -5;
  ask (fixture, &question);
  g_clear_pointer (&generalisation, algo_generalisation_unref);
  generalisation = wait_for_all_sizes (fixture, -5, 40);

  algo_observer_show (fixture->observer, first, NULL);
  g_clear_pointer (&generalisation, algo_generalisation_unref);
  generalisation = wait_for_all_sizes (fixture, -5, 0);

  algo_observer_show (fixture->observer, NULL, NULL);
  settings.seed++;
  algo_session_restart (fixture->session, &settings, NULL);
  g_clear_pointer (&generalisation, algo_generalisation_unref);
  generalisation = wait_for_all_sizes (fixture, -5, 40);
  g_assert_cmpuint (generalisation->generation, ==, 2);
  algo_observer_set_listener (fixture->observer, NULL, NULL);
}

typedef struct
{
  AlgoObserver *observer;
  AlgoQuestion question;
} Asked;

static gboolean
is_answered (gpointer data)
{
  Asked *asked = data;
  g_autoptr (AlgoObservation) latest = algo_observer_ref_latest (asked->observer);

  return algo_question_equal (&latest->question, &asked->question);
}

/* As soon as there is an answer, nothing is left of another question's sizes. */
static void
test_generalisation_goes_with_answer (Fixture *fixture, gconstpointer data)
{
  Asked asked = { .observer = fixture->observer, .question = thin_question };
  g_autoptr (AlgoGeneralisation) before = NULL;

  ask (fixture, &thin_question);
  algo_observer_want_generalisation (fixture->observer, TRUE);
  before = wait_for_all_sizes (fixture, -3, 0);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (AlgoGeneralisation) after = NULL;

      asked.question.log_beta = -3 - 0.1 * (i + 1);
      ask (fixture, &asked.question);
      watch_wait (&fixture->watch, is_answered, &asked);
      after = algo_observer_ref_generalisation (fixture->observer);
      g_assert_cmpfloat (after->question.log_beta, ==, asked.question.log_beta);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/observer/shows", test_shows);
  ADD ("/engine/observer/shows-while-training", test_shows_while_training);
  ADD ("/engine/observer/shows-as-of-this-run", test_shows_as_of_this_run);
  ADD ("/engine/observer/drops-other-steps", test_drops_other_steps);
  ADD ("/engine/observer/takes-grid", test_takes_grid);
  ADD ("/engine/observer/generalises", test_generalises);
  ADD ("/engine/observer/generalisation-follows", test_generalisation_follows);
  ADD ("/engine/observer/generalisation-goes-with-answer", test_generalisation_goes_with_answer);
  return g_test_run ();
}
