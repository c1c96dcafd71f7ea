/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs recorded, killed, gone on with, replayed and looked at from outside. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "engine/run-file/replay.h"
#include "tests/cli/program.h"
#include "tests/engine/recorded-run.h"
#include "tests/folder.h"

#define SMALL_ALIKE SMALL, "--threads=1" /* always with the same bits */
#define KILLS 200
#define LONGEST_LIFE 120000 /* microseconds */
#define PATIENCE (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  char *folder, *path, *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "run.algoscope", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.algoscope", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  g_free (fixture->other);
  folder_free (fixture->folder);
}

static void
test_recorded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL_ALIKE, "--seed=3", "--steps=40", "--output", fixture->path);
  g_autofree char *info = OUTPUT ("info", fixture->path);
  g_autofree char *replay = OUTPUT ("replay", fixture->path);
  g_autofree char *metrics = OUTPUT ("table", fixture->path, "--what=metrics", "--csv");
  g_autofree char *phases = OUTPUT ("table", fixture->path, "--what=phases");
  g_autofree char *events = OUTPUT ("table", fixture->path, "--what=events");

  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
  g_assert_true (has_line (info, "seed: 3"));
  g_assert_true (has_line (info, "step: 40"));
  g_assert_true (has_line (info, "budget: 40"));
  g_assert_true (has_line (info, "phases: 2"));
  g_assert_true (has_line (info, "phases_missing: 0"));
  g_assert_nonnull (strstr (replay, "40 steps"));
  g_assert_cmpuint (count_lines (metrics), ==, 1 + 40);
  g_assert_cmpuint (count_lines (phases), ==, 1 + 2 * ALGO_GRID);
  g_assert_cmpuint (count_lines (events), ==, 1 + 1);
  g_assert_true (g_str_has_prefix (metrics, "seed,step,inputs,loss,"));
  g_assert_true (g_str_has_prefix (phases, "seed,step,inputs,hidden,log_beta,phase,confidence,"
                                           "unexplained,kl,localisation,coverage,evenness,"
                                           "double_sidedness,polarity,unanimity,correlation"));
}

/* In steps and one by one, the result is that of one run that was never stopped. */
static void
test_resumed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first G_GNUC_UNUSED =
      OUTPUT ("train", SMALL_ALIKE, "--steps=30", "--output", fixture->path);
  g_autofree char *second G_GNUC_UNUSED =
      OUTPUT ("resume", fixture->path, "--steps=7", "--threads=2");
  g_autofree char *third = OUTPUT ("resume", fixture->path, "--steps=18");
  g_autofree char *whole_first G_GNUC_UNUSED =
      OUTPUT ("train", SMALL_ALIKE, "--steps=30", "--output", fixture->other);
  g_autofree char *whole = OUTPUT ("resume", fixture->other, "--steps=25");
  g_autofree char *info = OUTPUT ("info", fixture->path);
  g_autofree char *replay = OUTPUT ("replay", fixture->path);

  g_assert_cmpstr (third, ==, whole);
  g_assert_true (has_line (info, "step: 55"));
  g_assert_true (has_line (info, "steps: 30"));
  g_assert_true (has_line (info, "budget: 55"));
  g_assert_nonnull (strstr (replay, "55 steps"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "resume", "replay", "info" };
  g_autofree char *missing = g_build_filename (fixture->folder, "none", "run.algoscope", NULL);
  g_auto (ProgramResult) unwritable = RUN ("train", SMALL_ALIKE, "--steps=2", "--output", missing);
  g_auto (ProgramResult) no_table = RUN ("table", fixture->path);
  g_auto (ProgramResult) bad_table = RUN ("table", fixture->path, "--what=weights");

  assert_refused (&unwritable, 1, "No such file");
  assert_refused (&no_table, 2, "--what");
  assert_refused (&bad_table, 2, "weights");
  g_assert_true (g_file_set_contents (fixture->path, "no run at all", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (ProgramResult) none = RUN (commands[i]);
      g_auto (ProgramResult) absent = RUN (commands[i], fixture->other);
      g_auto (ProgramResult) foreign = RUN (commands[i], fixture->path);

      g_assert_cmpint (none.status, ==, 2);
      assert_refused (&absent, 1, "No such file");
      assert_refused (&foreign, 1, "not an Algoscope run");
    }
}

/* That the kernels do not come out as recorded is noticed. */
static void
test_other_bits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL_ALIKE, "--steps=20", "--output", fixture->path);
  g_autofree char *other G_GNUC_UNUSED =
      OUTPUT ("train", SMALL_ALIKE, "--steps=20", "--seed=1", "--output", fixture->other);
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->path);
  g_autoptr (AlgoRunFile) second = recorded_run_open (fixture->other);
  g_autoptr (AlgoReplay) replay = NULL;
  g_autoptr (GError) error = NULL;
  AlgoMetrics metrics;

  /* The settings of one with what was recorded of the other. */
  memcpy (algo_run_file_get_run (file)->metrics->data,
          algo_run_file_get_run (second)->metrics->data, 20 * sizeof (AlgoMetrics));
  replay = algo_replay_new (file, 1, &error);
  g_assert_no_error (error);
  g_assert_false (algo_replay_step (replay, &metrics, &error));
  g_assert_nonnull (strstr (error->message, "step 1 "));
}

/* Starts it, and waits until there is a file, and until it is about to take steps if it `is_late`.
 */
static GSubprocess *
start (const char *const *arguments, const char *path, gboolean is_late)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;
  GSubprocess *program = program_start (launcher, arguments);
  char byte;

  if (is_late)
    g_assert_cmpint (
        g_input_stream_read (g_subprocess_get_stderr_pipe (program), &byte, 1, NULL, NULL), ==, 1);
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
  return program;
}

/* While one program records a run, others may look at it, and are told that it is not theirs. */
static void
test_two_programs (Fixture *fixture, gconstpointer data)
{
  const char *const train[] = { "train",    SMALL_ALIKE,   "--steps=1000000",
                                "--output", fixture->path, NULL };
  g_autoptr (GSubprocess) program = start (train, fixture->path, TRUE);
  g_auto (ProgramResult) resumed = RUN ("resume", fixture->path, "--steps=3");
  g_auto (ProgramResult) replaced =
      RUN ("train", SMALL_ALIKE, "--steps=3", "--force", "--output", fixture->path);
  g_autofree char *info = OUTPUT ("info", fixture->path);
  g_autofree char *phases = OUTPUT ("table", fixture->path, "--what=phases");
  g_autoptr (AlgoRunFile) file = NULL;

  assert_refused (&resumed, 1, "being recorded by another program");
  g_assert_cmpint (replaced.status, ==, 1);
  g_assert_nonnull (strstr (replaced.errors, "being recorded by another program"));
  g_assert_true (has_line (info, "seed: 0"));
  g_assert_true (g_str_has_prefix (phases, "seed,step,"));
  g_subprocess_send_signal (program, SIGINT);
  g_assert_cmpint (program_wait (program), ==, 0);
  file = recorded_run_open (fixture->path);
  g_assert_cmpuint (algo_run_file_get_run (file)->events->len, ==, 1);
}

/* Killed 200 times, from its first moments on, the run opens each time, has no step twice or
 * missing (as opening it checks), never goes back, and comes out as if it had never been stopped.
 */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  const char *const train[] = { "train",    SMALL_ALIKE,   "--steps=100000",
                                "--output", fixture->path, NULL };
  const char *const resume[] = { "resume", "--threads=1", fixture->path, NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (AlgoRunFile) last = NULL;
  g_autofree char *resumed = NULL;
  g_autofree char *replay = NULL;
  guint64 step = 0;

  for (guint i = 0; i < KILLS; i++)
    {
      g_autoptr (GSubprocess) program = start (i == 0 ? train : resume, fixture->path, i % 4 != 3);
      g_autoptr (AlgoRunFile) file = NULL;

      g_usleep ((gulong) g_rand_int_range (random, 0, LONGEST_LIFE));
      g_subprocess_force_exit (program);
      g_subprocess_wait (program, NULL, NULL);
      g_assert_true (g_subprocess_get_if_signaled (program));
      file = recorded_run_open (fixture->path);
      g_assert_cmpuint (algo_run_file_get_run (file)->step, >=, step);
      step = algo_run_file_get_run (file)->step;
    }
  /* However short the lives were, a life that is left alone takes it on from there. */
  resumed = OUTPUT ("resume", "--threads=1", "--steps=5", fixture->path);
  last = recorded_run_open (fixture->path);
  g_assert_cmpuint (algo_run_file_get_run (last)->step, ==, step + 5);
  g_clear_pointer (&last, algo_run_file_free);
  replay = OUTPUT ("replay", "--threads=1", fixture->path);
  g_assert_nonnull (strstr (replay, "come out the same"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/run/recorded", test_recorded);
  ADD ("/cli/run/resumed", test_resumed);
  ADD ("/cli/run/refused", test_refused);
  ADD ("/cli/run/other-bits", test_other_bits);
  ADD ("/cli/run/two-programs", test_two_programs);
  ADD ("/cli/run/killed", test_killed);
  return g_test_run ();
}
