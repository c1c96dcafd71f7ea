/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/direct-run.h"
#include "engine/error.h"
#include "tests/engine/session-watch.h"

#define SMALL_DIRECT                                                                               \
  ((AlgoDirectSettings){                                                                           \
      .seed = 7, .inputs = 4, .hidden = 12, .points = 256, .steps = 40, .rate = 1e-2 })

static AlgoDirectTrajectory *
trace (const AlgoDirectSettings *settings, guint64 steps)
{
  g_autoptr (GError) error = NULL;
  AlgoDirectTrajectory *trajectory = algo_direct_trajectory_new (settings, steps, &error);

  g_assert_no_error (error);
  return trajectory;
}

static void
assert_same_network (const AlgoNetwork *a, const AlgoNetwork *b)
{
  const gsize hidden = a->hidden;

  g_assert_cmpuint (a->inputs, ==, b->inputs);
  g_assert_cmpuint (a->hidden, ==, b->hidden);
  g_assert_cmpmem (a->W0, a->inputs * hidden * sizeof (float), b->W0,
                   b->inputs * hidden * sizeof (float));
  g_assert_cmpmem (a->W1, hidden * sizeof (float), b->W1, hidden * sizeof (float));
}

static void
test_points (void)
{
  static const guint64 steps[] = { 0, 1, 40, 41, 100, 128, 129, 300, 1000 };
  const AlgoDirectSettings settings = SMALL_DIRECT;

  for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
    {
      g_autoptr (AlgoDirectTrajectory) trajectory = trace (&settings, steps[k]);
      const AlgoDirectPoint *points = trajectory->points;
      const guint last = trajectory->n_points - 1;
      const guint64 stride = last > 1 ? points[1].step : 1;

      g_assert_cmpuint (trajectory->n_points, <=, ALGO_DIRECT_POINTS);
      /* No more is thinned than is needed: at least half as many are kept. */
      g_assert_cmpuint (last, >=, MIN (steps[k], (ALGO_DIRECT_POINTS - 1) / 2));
      g_assert_cmpuint (points[0].step, ==, 0);
      g_assert_cmpuint (points[last].step, ==, steps[k]);
      for (guint i = 1; i < last; i++)
        g_assert_cmpuint (points[i].step, ==, i * stride);
      g_assert_true (points[last].network == trajectory->observation->network);
      g_assert_cmpfloat (points[last].unexplained, ==,
                         trajectory->observation->parameters.unexplained);
      g_assert_false (trajectory->diverged);
    }
}

/* A point on the way is the network that as many steps and no more had made. */
static void
test_networks_on_the_way (void)
{
  AlgoDirectSettings settings = SMALL_DIRECT;
  g_autoptr (AlgoDirectTrajectory) whole = NULL;

  settings.steps = 300;
  whole = trace (&settings, 300);

  for (guint i = 0; i < whole->n_points; i += 13)
    {
      g_autoptr (AlgoDirectTrajectory) part = trace (&settings, whole->points[i].step);

      assert_same_network (whole->points[i].network, part->observation->network);
    }
  g_assert_cmpfloat (whole->points[0].unexplained, >, 0.9);
  g_assert_cmpfloat (whole->points[whole->n_points - 1].unexplained, <, 0.2);
}

static void
test_find (void)
{
  const AlgoDirectSettings settings = SMALL_DIRECT;
  g_autoptr (AlgoDirectTrajectory) trajectory = trace (&settings, 301);

  g_assert_cmpuint (algo_direct_trajectory_find (trajectory, -1)->step, ==, 301);
  g_assert_cmpuint (algo_direct_trajectory_find (trajectory, 5000)->step, ==, 301);
  g_assert_cmpuint (algo_direct_trajectory_find (trajectory, 301)->step, ==, 301);
  g_assert_cmpuint (algo_direct_trajectory_find (trajectory, 300)->step, ==, 300);
  g_assert_cmpuint (algo_direct_trajectory_find (trajectory, 10)->step, ==, 8);
  g_assert_cmpuint (algo_direct_trajectory_find (trajectory, 0)->step, ==, 0);
}

/* A trajectory outlives what made it. */
static void
test_outlives (void)
{
  const AlgoDirectSettings settings = SMALL_DIRECT;
  AlgoDirectTracer *tracer = algo_direct_tracer_new (&settings, NULL);
  AlgoDirectTrajectory *trajectory = algo_direct_tracer_make_trajectory (tracer);
  AlgoDirectTrajectory *shared = algo_direct_trajectory_ref (trajectory);

  for (guint i = 0; i < 200; i++)
    algo_direct_tracer_step (tracer);
  algo_direct_tracer_free (tracer);
  algo_direct_trajectory_unref (trajectory);
  g_assert_cmpuint (shared->n_points, ==, 1);
  g_assert_true (algo_network_is_finite (shared->points[0].network));
  algo_direct_trajectory_unref (shared);
}

static void
test_refuses (void)
{
  AlgoDirectSettings settings = SMALL_DIRECT;
  g_autoptr (GError) error = NULL;

  settings.inputs = 1;
  g_assert_null (algo_direct_trajectory_new (&settings, 1, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

typedef struct
{
  AlgoSession *session;
  AlgoDirectRun *run;
  Watch watch; /* of both */
} Fixture;

static void
on_trajectory (AlgoDirectRun *run, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (AlgoDirectTrajectory) latest = NULL;
  AlgoSessionStatus status;

  /* It never is ahead of the run, unless another run began just then: then it is not that one's. */
  algo_session_get_status (fixture->session, &status);
  latest = algo_direct_run_ref_trajectory (run, status.generation);
  if (latest != NULL)
    {
      g_assert_cmpuint (latest->settings.seed, ==, status.seed);
      g_assert_cmpuint (latest->points[latest->n_points - 1].step, <=, status.step);
    }
  watch_on_session (fixture->session, &fixture->watch);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  watch_init (&fixture->watch);
  fixture->session = algo_session_new (&SMALL_SETTINGS, NULL);
  algo_session_add_listener (fixture->session, watch_on_session, &fixture->watch);
  fixture->run = algo_direct_run_new (fixture->session, 4, 12);
  algo_direct_run_set_listener (fixture->run, on_trajectory, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  algo_direct_run_free (fixture->run);
  algo_session_free (fixture->session);
  watch_clear (&fixture->watch);
}

typedef struct
{
  AlgoDirectRun *run;
  guint64 generation;
  AlgoDirectSettings settings;
  guint64 step;
  AlgoDirectTrajectory *trajectory;
} Wanted;

static gboolean
is_reached (gpointer data)
{
  Wanted *wanted = data;
  const AlgoDirectSettings *settings;

  g_clear_pointer (&wanted->trajectory, algo_direct_trajectory_unref);
  wanted->trajectory = algo_direct_run_ref_trajectory (wanted->run, wanted->generation);
  if (wanted->trajectory == NULL)
    return FALSE;
  settings = &wanted->trajectory->settings;
  return settings->seed == wanted->settings.seed && settings->inputs == wanted->settings.inputs
         && settings->hidden == wanted->settings.hidden
         && wanted->trajectory->points[wanted->trajectory->n_points - 1].step == wanted->step;
}

/* Until it has arrived there, with the network that is to be found there. */
static void
wait_for (Fixture *fixture, const AlgoDirectSettings *settings, guint64 step)
{
  Wanted wanted = { .run = fixture->run,
                    .generation = algo_session_get_generation (fixture->session),
                    .settings = *settings,
                    .step = step };
  g_autoptr (AlgoDirectTrajectory) expected = trace (settings, step);

  watch_wait (&fixture->watch, is_reached, &wanted);
  assert_same_network (wanted.trajectory->observation->network, expected->observation->network);
  g_assert_cmpuint (wanted.trajectory->n_points, ==, expected->n_points);
  algo_direct_trajectory_unref (wanted.trajectory);
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  const AlgoDirectSettings settings = SMALL_DIRECT;

  algo_direct_run_set_active (fixture->run, TRUE);
  wait_for (fixture, &settings, 0);
  algo_session_step (fixture->session);
  wait_for (fixture, &settings, 1);
  algo_session_run (fixture->session);
  wait_for (fixture, &settings, 40);
  algo_session_extend (fixture->session, 100);
  wait_for (fixture, &settings, 140);
}

static void
test_begins_anew (Fixture *fixture, gconstpointer data)
{
  AlgoSettings run = SMALL_SETTINGS;
  AlgoDirectSettings settings = SMALL_DIRECT;

  algo_direct_run_set_active (fixture->run, TRUE);
  algo_session_run (fixture->session);
  wait_for (fixture, &settings, 40);
  settings.inputs = 3;
  settings.hidden = 5;
  algo_direct_run_set_size (fixture->run, 3, 5);
  wait_for (fixture, &settings, 40);
  run.seed = settings.seed = 8;
  run.steps = settings.steps = 60;
  algo_session_restart (fixture->session, &run, NULL);
  wait_for (fixture, &settings, 60);
}

static void
test_inactive (Fixture *fixture, gconstpointer data)
{
  const AlgoDirectSettings settings = SMALL_DIRECT;
  g_autoptr (AlgoDirectTrajectory) none = NULL;

  algo_session_run (fixture->session);
  watch_wait_for_state (&fixture->watch, fixture->session, 1, ALGO_SESSION_FINISHED);
  none = algo_direct_run_ref_trajectory (fixture->run, ALGO_SESSION_FIRST_GENERATION);
  g_assert_null (none);
  algo_direct_run_set_active (fixture->run, TRUE);
  wait_for (fixture, &settings, 40);
}

static void
test_free_while_busy (void)
{
  for (guint i = 0; i < 5; i++)
    {
      AlgoSession *session = algo_session_new (&SMALL_SETTINGS, NULL);
      AlgoDirectRun *run = algo_direct_run_new (session, 16, 48);
      Watch watch;

      watch_init (&watch);
      algo_session_add_listener (session, watch_on_session, &watch);
      algo_direct_run_set_active (run, TRUE);
      algo_session_extend (session, ALGO_MAX_STEPS);
      watch_wait_for_step (&watch, session, 1 + 10 * i);
      algo_direct_run_set_size (run, 2 + i, 4);
      algo_direct_run_free (run);
      algo_session_free (session);
      watch_clear (&watch);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/direct-trajectory/points", test_points);
  g_test_add_func ("/engine/direct-trajectory/networks-on-the-way", test_networks_on_the_way);
  g_test_add_func ("/engine/direct-trajectory/find", test_find);
  g_test_add_func ("/engine/direct-trajectory/outlives", test_outlives);
  g_test_add_func ("/engine/direct-trajectory/refuses", test_refuses);
  ADD ("/engine/direct-run/follows", test_follows);
  ADD ("/engine/direct-run/begins-anew", test_begins_anew);
  ADD ("/engine/direct-run/inactive", test_inactive);
  g_test_add_func ("/engine/direct-run/free-while-busy", test_free_while_busy);
  return g_test_run ();
}
