/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that records, and goes on from what it recorded. */
#include "tests/engine/session-watch.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tests/folder.h"

typedef struct
{
  char *folder, *path;
  AlgoSession *session;
  AlgoRecorder *recorder;
  Watch watch;
  guint listener;
} Fixture;

static const AlgoSettings settings = { .seed = 5,
                                       .least = 2,
                                       .most = 3,
                                       .levels = 1,
                                       .batch = 3,
                                       .log_beta_from = ALGO_MIN_LOG_BETA,
                                       .log_beta_to = ALGO_MAX_LOG_BETA,
                                       .points = 16,
                                       .steps = 60,
                                       .threads = 1,
                                       .rate = 3e-3 };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  watch_init (&fixture->watch);
}

/* Without the last reference given up in the training thread, where it would wait. */
static void
close_session (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->session != NULL)
    algo_session_remove_listener (fixture->session, fixture->listener);
  g_clear_pointer (&fixture->session, algo_session_free);
  if (fixture->recorder != NULL)
    g_assert_true (algo_recorder_close (fixture->recorder, &error));
  g_assert_no_error (error);
  g_clear_pointer (&fixture->recorder, algo_recorder_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_session (fixture);
  watch_clear (&fixture->watch);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
  folder_free (fixture->folder);
  g_free (fixture->path);
}

static void
start (Fixture *fixture, AlgoTrainerState *state)
{
  const AlgoSessionStart begin = { .settings = settings,
                                   .recorder = fixture->recorder,
                                   .state = state };
  g_autoptr (GError) error = NULL;

  fixture->session = algo_session_new_from (&begin, &error);
  g_assert_no_error (error);
  fixture->listener =
      algo_session_add_listener (fixture->session, watch_on_session, &fixture->watch);
}

static void
begin_recording (Fixture *fixture)
{
  fixture->recorder = algo_recorder_new (&settings);
  algo_recorder_record_to (fixture->recorder, fixture->path);
  start (fixture, NULL);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AlgoTrainerState *state = NULL;

  close_session (fixture);
  fixture->recorder = algo_recorder_open (fixture->path, &state, &error);
  g_assert_no_error (error);
  start (fixture, state);
}

static void
assert_metrics_equal (AlgoSession *a, AlgoSession *b, guint count)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_autoptr (GArray) second = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));

  algo_session_read_metrics (a, 1, first);
  algo_session_read_metrics (b, 1, second);
  g_assert_cmpuint (first->len, ==, count);
  g_assert_cmpuint (second->len, ==, count);
  for (guint i = 0; i < count; i++)
    {
      const AlgoMetrics *one = &g_array_index (first, AlgoMetrics, i);
      const AlgoMetrics *other = &g_array_index (second, AlgoMetrics, i);

      g_assert_cmpuint (one->step, ==, other->step);
      g_assert_cmpmem (&one->loss, sizeof one->loss, &other->loss, sizeof other->loss);
      g_assert_cmpmem (&one->rate, sizeof one->rate, &other->rate, sizeof other->rate);
    }
}

static void
assert_parameters_equal (AlgoSession *a, AlgoSession *b)
{
  g_autoptr (AlgoSnapshot) first = algo_session_ref_snapshot (a);
  g_autoptr (AlgoSnapshot) second = algo_session_ref_snapshot (b);

  g_assert_cmpuint (first->step, ==, second->step);
  g_assert_cmpmem (first->parameters->values, first->parameters->count * sizeof (AlgoReal),
                   second->parameters->values, second->parameters->count * sizeof (AlgoReal));
}

/* Interrupted after 20 steps and with a rate changed on the way, against a run that never was. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoSession) whole = algo_session_new (&settings, NULL);
  guint listener = algo_session_add_listener (whole, watch_on_session, &fixture->watch);
  AlgoSessionStatus status;

  for (guint i = 0; i < 20; i++)
    algo_session_step (whole);
  g_assert_true (algo_session_set_rate (whole, 1e-3, NULL));
  algo_session_run (whole);
  watch_wait_for_state (&fixture->watch, whole, 1, ALGO_SESSION_FINISHED);

  begin_recording (fixture);
  for (guint i = 0; i < 20; i++)
    algo_session_step (fixture->session);
  g_assert_true (algo_session_set_rate (fixture->session, 1e-3, NULL));
  algo_session_step (fixture->session);
  watch_wait_for_step (&fixture->watch, fixture->session, 21);
  reopen (fixture);
  status = watch_wait_for_state (&fixture->watch, fixture->session, 1, ALGO_SESSION_PAUSED);
  g_assert_cmpuint (status.step, ==, 21);
  g_assert_cmpuint (status.budget, ==, 60);
  g_assert_cmpfloat (status.rate, ==, 1e-3);
  algo_session_run (fixture->session);
  watch_wait_for_state (&fixture->watch, fixture->session, 1, ALGO_SESSION_FINISHED);
  assert_metrics_equal (whole, fixture->session, 60);
  assert_parameters_equal (whole, fixture->session);
  algo_session_remove_listener (whole, listener);
}

/* A finished run is finished when it is opened, and its budget is the one that it was given. */
static void
test_finished (Fixture *fixture, gconstpointer data)
{
  AlgoSessionStatus status;

  begin_recording (fixture);
  algo_session_run (fixture->session);
  watch_wait_for_state (&fixture->watch, fixture->session, 1, ALGO_SESSION_FINISHED);
  algo_session_extend (fixture->session, 5);
  watch_wait_for_step (&fixture->watch, fixture->session, 65);
  reopen (fixture);
  status = watch_wait_for_state (&fixture->watch, fixture->session, 1, ALGO_SESSION_FINISHED);
  g_assert_cmpuint (status.step, ==, 65);
  g_assert_cmpuint (status.budget, ==, 65);
}

/* A run that takes the place of another: what it does is not in the other's file. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  const AlgoSessionStart unrecorded = { .settings = settings };
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (GError) error = NULL;

  begin_recording (fixture);
  algo_session_step (fixture->session);
  g_assert_true (algo_session_restart_from (fixture->session, &unrecorded, NULL));
  algo_session_step (fixture->session);
  algo_session_step (fixture->session);
  watch_wait_for_state (&fixture->watch, fixture->session, 2, ALGO_SESSION_PAUSED);
  watch_wait_for_step (&fixture->watch, fixture->session, 2);
  close_session (fixture);
  file = algo_run_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/session-recording/goes-on", test_goes_on);
  ADD ("/engine/session-recording/finished", test_finished);
  ADD ("/engine/session-recording/replaced", test_replaced);
  return g_test_run ();
}
