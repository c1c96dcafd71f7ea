/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "tests/engine/session-watch.h"

typedef struct
{
  AlgoSession *session;
  Watch watch;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  watch_init (&fixture->watch);
  fixture->session = algo_session_new (&SMALL_SETTINGS, &error);
  g_assert_no_error (error);
  algo_session_add_listener (fixture->session, watch_on_session, &fixture->watch);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  algo_session_free (fixture->session);
  watch_clear (&fixture->watch);
}

static AlgoSessionStatus
wait_for (Fixture *fixture, guint64 generation, AlgoSessionState state)
{
  return watch_wait_for_state (&fixture->watch, fixture->session, generation, state);
}

/* A single step is obeyed after all that was asked before, and always leaves a snapshot. */
static guint64
step_once (Fixture *fixture)
{
  AlgoSessionStatus before;

  algo_session_get_status (fixture->session, &before);
  algo_session_step (fixture->session);
  watch_wait_for_step (&fixture->watch, fixture->session, before.step + 1);
  return before.step + 1;
}

/* That the metrics are those of steps 1 to `steps`. */
static void
assert_metrics_complete (AlgoSession *session, guint64 generation, guint64 steps)
{
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  algo_session_read_metrics (session, generation, metrics);
  g_assert_cmpuint (metrics->len, ==, steps);
  for (guint i = 0; i < metrics->len; i++)
    g_assert_cmpuint (g_array_index (metrics, AlgoMetrics, i).step, ==, i + 1);
}

static void
assert_parameters (const AlgoSnapshot *a, const AlgoSnapshot *b, gboolean equal)
{
  g_assert_cmpuint (a->parameters->count, ==, b->parameters->count);
  g_assert_cmpint (memcmp (a->parameters->values, b->parameters->values,
                           a->parameters->count * sizeof (AlgoReal))
                       == 0,
                   ==, equal);
}

static void
test_refuses_settings (void)
{
  AlgoSettings settings = SMALL_SETTINGS;
  g_autoptr (GError) error = NULL;

  settings.batch = 0;
  g_assert_null (algo_session_new (&settings, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

static void
test_begins_paused (Fixture *fixture, gconstpointer data)
{
  AlgoSessionStatus status = wait_for (fixture, 1, ALGO_SESSION_PAUSED);
  g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (fixture->session);

  g_assert_cmpuint (status.step, ==, 0);
  g_assert_cmpuint (status.seed, ==, 7);
  g_assert_cmpuint (status.budget, ==, 40);
  g_assert_cmpfloat (status.rate, ==, 3e-3);
  g_assert_nonnull (snapshot);
  g_assert_cmpuint (snapshot->step, ==, 0);
  g_assert_cmpuint (snapshot->generation, ==, 1);
  g_assert_cmpuint (snapshot->settings.seed, ==, 7);
  assert_metrics_complete (fixture->session, 1, 0);
}

/* Given while the run is still being prepared, so that all are waiting at once. */
static void
test_obeys_in_order (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  float usual, doubled;

  settings.seed = 8;
  algo_session_step (fixture->session);
  g_assert_cmpuint (algo_session_restart (fixture->session, &settings, &error), ==, 2);
  algo_session_step (fixture->session);
  algo_session_set_rate (fixture->session, 6e-3, &error);
  algo_session_step (fixture->session);
  g_assert_no_error (error);
  watch_wait_for_state (&fixture->watch, fixture->session, 2, ALGO_SESSION_PAUSED);
  watch_wait_for_step (&fixture->watch, fixture->session, 2);
  assert_metrics_complete (fixture->session, 2, 2);

  /* While the rate warms up it grows with the step. */
  algo_session_read_metrics (fixture->session, 2, metrics);
  usual = g_array_index (metrics, AlgoMetrics, 0).rate;
  doubled = g_array_index (metrics, AlgoMetrics, 1).rate;
  g_assert_cmpfloat_with_epsilon (doubled / usual, 4, 0.05);
}

static void
test_steps_once (Fixture *fixture, gconstpointer data)
{
  for (guint64 step = 1; step <= 3; step++)
    {
      AlgoSessionStatus status;
      g_autoptr (AlgoSnapshot) snapshot = NULL;

      wait_for (fixture, 1, ALGO_SESSION_PAUSED);
      g_assert_cmpuint (step_once (fixture), ==, step);
      algo_session_get_status (fixture->session, &status);
      snapshot = algo_session_ref_snapshot (fixture->session);
      g_assert_cmpint (status.state, ==, ALGO_SESSION_PAUSED);
      g_assert_cmpuint (status.step, ==, step);
      g_assert_cmpuint (snapshot->step, ==, step);
      assert_metrics_complete (fixture->session, 1, step);
    }
}

static void
test_pauses (Fixture *fixture, gconstpointer data)
{
  AlgoSessionStatus status;
  g_autoptr (AlgoSnapshot) snapshot = NULL;

  algo_session_extend (fixture->session, ALGO_MAX_STEPS);
  watch_wait_for_step (&fixture->watch, fixture->session, 5);
  algo_session_pause (fixture->session);
  status = wait_for (fixture, 1, ALGO_SESSION_PAUSED);
  snapshot = algo_session_ref_snapshot (fixture->session);
  g_assert_cmpuint (snapshot->step, ==, status.step);
  /* Had it gone on, the single step would not be the next. */
  g_assert_cmpuint (step_once (fixture), ==, status.step + 1);
  assert_metrics_complete (fixture->session, 1, status.step + 1);
}

static void
test_keeps_to_budget (Fixture *fixture, gconstpointer data)
{
  AlgoSessionStatus status;

  algo_session_run (fixture->session);
  status = wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (status.step, ==, 40);
  assert_metrics_complete (fixture->session, 1, 40);

  /* Neither goes on beyond it, but a single step does. */
  algo_session_run (fixture->session);
  algo_session_pause (fixture->session);
  g_assert_cmpuint (step_once (fixture), ==, 41);
  status = wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (status.step, ==, 41);

  algo_session_extend (fixture->session, 20);
  watch_wait_for_step (&fixture->watch, fixture->session, 60);
  status = wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (status.step, ==, 60);
  g_assert_cmpuint (status.budget, ==, 60);
  assert_metrics_complete (fixture->session, 1, 60);
}

/* Ends the run of `settings`, which is number `generation`, and returns what it learned. */
static AlgoSnapshot *
train_again (Fixture *fixture, const AlgoSettings *settings, guint64 generation)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (algo_session_restart (fixture->session, settings, &error), ==, generation);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_session_get_generation (fixture->session), ==, generation);
  wait_for (fixture, generation, ALGO_SESSION_FINISHED);
  return algo_session_ref_snapshot (fixture->session);
}

static void
test_restart_repeats (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS;
  g_autoptr (AlgoSnapshot) first = NULL, again = NULL, alone = NULL, other = NULL;

  algo_session_run (fixture->session);
  wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  first = algo_session_ref_snapshot (fixture->session);
  again = train_again (fixture, &settings, 2);
  settings.threads = 1;
  alone = train_again (fixture, &settings, 3);
  settings.seed++;
  other = train_again (fixture, &settings, 4);

  g_assert_cmpuint (again->generation, ==, 2);
  g_assert_cmpuint (again->step, ==, 40);
  assert_parameters (first, again, TRUE);
  assert_parameters (first, alone, TRUE);
  assert_parameters (first, other, FALSE);
  assert_metrics_complete (fixture->session, 4, 40);
  assert_metrics_complete (fixture->session, 3, 0);
}

static void
test_restart_while_paused (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS, asked;
  AlgoSessionStatus status;
  g_autoptr (GError) error = NULL;

  wait_for (fixture, 1, ALGO_SESSION_PAUSED);
  step_once (fixture);
  settings.seed = 99;
  algo_session_restart (fixture->session, &settings, &error);
  algo_session_get_settings (fixture->session, &asked);
  g_assert_cmpuint (asked.seed, ==, 99);
  status = wait_for (fixture, 2, ALGO_SESSION_PAUSED);
  g_assert_cmpuint (status.step, ==, 0);
  g_assert_cmpuint (status.seed, ==, 99);

  settings.least = settings.most + 1;
  g_assert_cmpuint (algo_session_restart (fixture->session, &settings, &error), ==, 0);
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  algo_session_get_settings (fixture->session, &asked);
  g_assert_cmpuint (asked.least, ==, 2);
  step_once (fixture);
  assert_metrics_complete (fixture->session, 2, 1);
}

static void
test_refuses_rate (Fixture *fixture, gconstpointer data)
{
  const double rates[] = { 0, -1, 1.5, NAN, INFINITY };
  AlgoSessionStatus status;

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (algo_session_set_rate (fixture->session, rates[i], &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
    }
  step_once (fixture);
  algo_session_get_status (fixture->session, &status);
  g_assert_cmpfloat (status.rate, ==, 3e-3);
}

static void
test_snapshots_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoSnapshot) early = NULL, late = NULL;
  g_autoptr (AlgoParameters) copy = NULL;

  wait_for (fixture, 1, ALGO_SESSION_PAUSED);
  early = algo_session_ref_snapshot (fixture->session);
  copy = algo_parameters_copy (early->parameters);
  algo_session_run (fixture->session);
  wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  late = algo_session_ref_snapshot (fixture->session);
  assert_parameters (early, late, FALSE);
  g_assert_cmpmem (copy->values, copy->count * sizeof (AlgoReal), early->parameters->values,
                   early->parameters->count * sizeof (AlgoReal));
}

/* Snapshots come at most 60 times a second; with those at start and end, and state changes. */
static void
test_snapshots_are_coalesced (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();
  double seconds;

  algo_session_extend (fixture->session, 160);
  wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  seconds = (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
  g_assert_cmpfloat (watch_get_count (&fixture->watch), <=, 60 * seconds + 8);
}

/* What a trainer by itself is left with when it diverges, at the step it had come to. */
static AlgoSnapshot *
diverge (const AlgoSettings *settings)
{
  g_autoptr (AlgoTrainer) trainer = algo_trainer_new (settings, NULL);

  while (algo_trainer_step (trainer, NULL, NULL))
    ;
  return algo_snapshot_take (settings, 0, trainer);
}

static void
test_divergence (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS;
  g_autoptr (AlgoSnapshot) snapshot = NULL, expected = NULL;
  AlgoSessionStatus status;

  settings.rate = ALGO_MAX_RATE;
  settings.steps = 100000;
  expected = diverge (&settings);
  wait_for (fixture, 1, ALGO_SESSION_PAUSED);
  algo_session_restart (fixture->session, &settings, NULL);
  /* Single steps show what each leads to, so that this has to be taken back. */
  for (guint64 step = 0; step <= expected->step; step++)
    algo_session_step (fixture->session);
  status = wait_for (fixture, 2, ALGO_SESSION_DIVERGED);
  snapshot = algo_session_ref_snapshot (fixture->session);
  g_assert_cmpuint (status.step, ==, expected->step);
  g_assert_cmpuint (snapshot->generation, ==, 2);
  g_assert_cmpuint (snapshot->step, ==, expected->step);
  assert_parameters (snapshot, expected, TRUE);
  assert_metrics_complete (fixture->session, 2, status.step);
}

/* Nothing but a restart goes on, and that runs as the run that diverged did. */
static void
test_restart_after_divergence (Fixture *fixture, gconstpointer data)
{
  AlgoSettings settings = SMALL_SETTINGS;
  AlgoSessionStatus status;

  settings.rate = ALGO_MAX_RATE;
  settings.steps = 100000;
  algo_session_restart (fixture->session, &settings, NULL);
  algo_session_run (fixture->session);
  wait_for (fixture, 2, ALGO_SESSION_DIVERGED);
  algo_session_run (fixture->session);
  algo_session_step (fixture->session);
  algo_session_extend (fixture->session, 10);
  algo_session_restart (fixture->session, &SMALL_SETTINGS, NULL);
  status = wait_for (fixture, 3, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (status.step, ==, 40);
}

static void
test_free_at_any_time (void)
{
  const AlgoSettings settings = SMALL_SETTINGS;

  for (guint when = 0; when < 4; when++)
    {
      AlgoSession *session = algo_session_new (&settings, NULL);
      Watch watch;

      watch_init (&watch);
      algo_session_add_listener (session, watch_on_session, &watch);
      if (when >= 1)
        algo_session_extend (session, ALGO_MAX_STEPS);
      if (when >= 2)
        watch_wait_for_step (&watch, session, 1);
      if (when >= 3)
        for (guint i = 0; i < 1000; i++)
          algo_session_step (session);
      algo_session_free (session);
      watch_clear (&watch);
    }
}

static gpointer
give_many_commands (gpointer data)
{
  AlgoSession *session = data;
  GRand *rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 300; i++)
    switch (g_rand_int_range (rand, 0, 6))
      {
      case 0:
        algo_session_run (session);
        break;
      case 1:
        algo_session_pause (session);
        break;
      case 2:
        algo_session_step (session);
        break;
      case 3:
        algo_session_extend (session, 3);
        break;
      case 4:
        algo_session_set_rate (session, 1e-3, NULL);
        break;
      default:
        algo_session_restart (session, &SMALL_SETTINGS, NULL);
        break;
      }
  g_rand_free (rand);
  return NULL;
}

/* The seed tells when all that came before has been obeyed. */
#define LAST_SEED 1000

static gboolean
last_run_is_finished (gpointer session)
{
  AlgoSessionStatus status;

  algo_session_get_status (session, &status);
  return status.seed == LAST_SEED && status.state == ALGO_SESSION_FINISHED;
}

static void
test_many_commands (Fixture *fixture, gconstpointer data)
{
  GThread *threads[3];
  AlgoSettings settings = SMALL_SETTINGS;
  AlgoSessionStatus status;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("commander", give_many_commands, fixture->session);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  settings.seed = LAST_SEED;
  algo_session_restart (fixture->session, &settings, NULL);
  algo_session_extend (fixture->session, 1);
  watch_wait (&fixture->watch, last_run_is_finished, fixture->session);
  algo_session_get_status (fixture->session, &status);
  g_assert_cmpuint (status.step, ==, 41);
  assert_metrics_complete (fixture->session, status.generation, 41);
}

typedef struct
{
  AlgoSession *session;
  gint stop; /* atomic */
} Reader;

/* Follows the metrics as the window does. */
static gpointer
read_along (gpointer data)
{
  Reader *reader = data;
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  while (!g_atomic_int_get (&reader->stop))
    {
      g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (reader->session);
      AlgoSessionStatus status;
      const guint before = metrics->len;

      algo_session_get_status (reader->session, &status);
      g_assert_cmpint (algo_session_read_metrics (reader->session, 1, metrics), ==,
                       metrics->len > before);
      g_assert_cmpuint (metrics->len, >=, status.step);
      if (snapshot != NULL)
        g_assert_cmpuint (snapshot->step, <=, status.step);
      for (guint i = before; i < metrics->len; i++)
        g_assert_cmpuint (g_array_index (metrics, AlgoMetrics, i).step, ==, i + 1);
    }
  return NULL;
}

static void
test_reading_along (Fixture *fixture, gconstpointer data)
{
  Reader reader = { .session = fixture->session };
  GThread *thread = g_thread_new ("reader", read_along, &reader);

  algo_session_extend (fixture->session, 200);
  wait_for (fixture, 1, ALGO_SESSION_FINISHED);
  g_atomic_int_set (&reader.stop, 1);
  g_thread_join (thread);
  assert_metrics_complete (fixture->session, 1, 240);
}

static void
test_removed_listener (Fixture *fixture, gconstpointer data)
{
  Watch other;
  guint identifier, count;

  watch_init (&other);
  identifier = algo_session_add_listener (fixture->session, watch_on_session, &other);
  step_once (fixture);
  watch_wait_for_step (&other, fixture->session, 1);
  algo_session_remove_listener (fixture->session, identifier);
  count = watch_get_count (&other);
  g_assert_cmpuint (count, >, 0);
  step_once (fixture);
  g_assert_cmpuint (watch_get_count (&other), ==, count);
  watch_clear (&other);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/session/refuses-settings", test_refuses_settings);
  ADD ("/engine/session/begins-paused", test_begins_paused);
  ADD ("/engine/session/obeys-in-order", test_obeys_in_order);
  ADD ("/engine/session/steps-once", test_steps_once);
  ADD ("/engine/session/pauses", test_pauses);
  ADD ("/engine/session/keeps-to-budget", test_keeps_to_budget);
  ADD ("/engine/session/restart-repeats", test_restart_repeats);
  ADD ("/engine/session/restart-while-paused", test_restart_while_paused);
  ADD ("/engine/session/refuses-rate", test_refuses_rate);
  ADD ("/engine/session/snapshots-stay", test_snapshots_stay);
  ADD ("/engine/session/snapshots-are-coalesced", test_snapshots_are_coalesced);
  ADD ("/engine/session/divergence", test_divergence);
  ADD ("/engine/session/restart-after-divergence", test_restart_after_divergence);
  g_test_add_func ("/engine/session/free-at-any-time", test_free_at_any_time);
  ADD ("/engine/session/many-commands", test_many_commands);
  ADD ("/engine/session/reading-along", test_reading_along);
  ADD ("/engine/session/removed-listener", test_removed_listener);
  return g_test_run ();
}
