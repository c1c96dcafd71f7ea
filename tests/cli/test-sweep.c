/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sweeps of short runs: killed, interrupted, shared, damaged, and looked at meanwhile. */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/ensemble/sweep.h"
#include "tests/cli/program.h"
#include "tests/engine/recorded-run.h"
#include "tests/folder.h"

#define STEPS 600
#define SHORT_STEPS 60
#define LONG_STEPS 1000000
#define SEEDS 4
#define KILLS 8
#define LONGEST_LIFE 300000 /* microseconds */
#define PATIENCE (120 * G_TIME_SPAN_SECOND)

#define NUMBER(number) G_STRINGIFY (number)

typedef struct
{
  char *folder, *path, *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "sweep", NULL);
  fixture->other = g_build_filename (fixture->folder, "alone.algoscope", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  g_free (fixture->other);
  folder_free (fixture->folder);
}

static char *
run_path (const Fixture *fixture, guint seed)
{
  g_autofree char *name = g_strdup_printf ("seed-%04u.algoscope", seed);

  return g_build_filename (fixture->path, name, NULL);
}

/* In a process group of its own, which can be killed with all that belongs to it. */
static void
lead_group (gpointer data)
{
  setpgid (0, 0);
}

static GSubprocess *
start (const char *const *arguments, GSubprocessFlags errors)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | errors);

  g_subprocess_launcher_set_child_setup (launcher, lead_group, NULL, NULL);
  return program_start (launcher, arguments);
}
#define START(...)                                                                                 \
  start ((const char *const[]){ __VA_ARGS__, NULL }, G_SUBPROCESS_FLAGS_STDERR_SILENCE)
#define START_HEARD(...)                                                                           \
  start ((const char *const[]){ __VA_ARGS__, NULL }, G_SUBPROCESS_FLAGS_STDERR_PIPE)

/* While it runs. */
static GPid
process_of (GSubprocess *program)
{
  return atoi (g_subprocess_get_identifier (program));
}

/* Looks until the seed is in `state`, at `step` or later. */
static void
await (const Fixture *fixture, guint seed, AlgoSeedState state, guint64 step)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (TRUE)
    {
      g_autoptr (AlgoSweep) sweep =
          algo_sweep_is_in (fixture->path) ? algo_sweep_open (fixture->path, NULL) : NULL;
      g_auto (AlgoSeedStatus) status = { 0 };

      if (sweep != NULL)
        algo_sweep_look (sweep, seed, &status);
      if (sweep != NULL && status.state == state && status.step >= step)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

static void
assert_finished (const Fixture *fixture, guint seeds, guint64 steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoSweep) sweep = algo_sweep_open (fixture->path, &error);

  g_assert_no_error (error);
  for (guint seed = 0; seed < seeds; seed++)
    {
      g_autofree char *path = run_path (fixture, seed);
      g_autoptr (AlgoRunFile) file = recorded_run_open (path);
      g_auto (AlgoSeedStatus) status = { 0 };

      algo_sweep_look (sweep, seed, &status);
      g_assert_cmpint (status.state, ==, ALGO_SEED_FINISHED);
      g_assert_cmpuint (status.step, ==, steps);
      g_assert_cmpuint (algo_run_file_get_run (file)->step, ==, steps);
      g_assert_cmpuint (algo_run_file_get_run (file)->settings.seed, ==, seed);
    }
}

/* That each run is the one that train makes of its seed. */
static void
assert_as_trained (const Fixture *fixture)
{
  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autofree char *path = run_path (fixture, seed);
      g_autofree char *option = g_strdup_printf ("--seed=%u", seed);
      g_auto (ProgramResult) result = RUN ("train", SMALL, "--steps=" NUMBER (STEPS), option,
                                           "--threads=1", "--force", "--output", fixture->other);

      g_assert_cmpint (result.status, ==, 0);
      recorded_run_assert_equal (path, fixture->other);
    }
}

/* Killed with all of its processes again and again, from its first moments on, it comes to what
 * training each seed alone comes to. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint i = 0; i < KILLS; i++)
    {
      g_autoptr (GSubprocess) program = START ("sweep", "--directory", fixture->path, "--seeds=0-3",
                                               SMALL, "--steps=" NUMBER (STEPS), "--jobs=2");
      const GPid process = process_of (program);

      g_usleep ((gulong) g_rand_int_range (random, 0, LONGEST_LIFE));
      kill (-process, SIGKILL);
      g_subprocess_wait (program, NULL, NULL);
    }
  {
    g_auto (ProgramResult) result = RUN ("sweep", "--directory", fixture->path, "--seeds=0-3",
                                         SMALL, "--steps=" NUMBER (STEPS));

    g_assert_cmpint (result.status, ==, 0);
    g_assert_nonnull (strstr (result.errors, "4 of 4 seeds are finished"));
  }
  assert_finished (fixture, SEEDS, STEPS);
  assert_as_trained (fixture);
}

/* Killed alone, it takes its processes with it, and another goes on in its place. */
static void
test_orphaned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) program = START ("sweep", "--directory", fixture->path, "--seeds=0-1",
                                           SMALL, "--steps=" NUMBER (LONG_STEPS), "--jobs=2");

  await (fixture, 0, ALGO_SEED_RUNNING, 1);
  await (fixture, 1, ALGO_SEED_RUNNING, 1);
  g_subprocess_force_exit (program);
  g_subprocess_wait (program, NULL, NULL);
  await (fixture, 0, ALGO_SEED_PARTIAL, 1);
  await (fixture, 1, ALGO_SEED_PARTIAL, 1);
}

/* The first process of those that a program has started; 0 if there is none. */
static GPid
find_child (GSubprocess *program)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%d/task/%d/children", process_of (program), process_of (program));
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? atoi (text) : 0;
}

/* One of its processes is killed: that seed has failed, the others are finished all the same, and
 * the next time it is, too. */
static void
test_lost_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) program =
      START_HEARD ("sweep", "--directory", fixture->path, "--seeds=0-3", SMALL,
                   "--steps=" NUMBER (STEPS), "--jobs=1");
  g_autofree char *errors = NULL;

  await (fixture, 0, ALGO_SEED_RUNNING, 0);
  g_assert_cmpint (find_child (program), >, 0);
  kill (find_child (program), SIGKILL);
  g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &errors, NULL);
  g_assert_cmpint (program_wait (program), ==, 1);
  g_assert_nonnull (strstr (errors, "seed 0: its process was ended by signal 9"));
  g_assert_nonnull (strstr (errors, "3 of 4 seeds are finished"));
  {
    /* What the folder knows need not be said again. */
    g_auto (ProgramResult) again = RUN ("sweep", "--directory", fixture->path);

    g_assert_cmpint (again.status, ==, 0);
  }
  assert_finished (fixture, SEEDS, STEPS);
}

/* Two share the work: both end when all is done, and no step was taken twice. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  const char *const arguments[] = { "sweep",       "--directory", fixture->path,
                                    "--seeds=0-3", SMALL,         "--steps=" NUMBER (STEPS),
                                    "--jobs=1",    NULL };
  g_autoptr (GSubprocess) first = start (arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) second = start (arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  g_assert_cmpint (program_wait (first), ==, 0);
  g_assert_cmpint (program_wait (second), ==, 0);
  assert_finished (fixture, SEEDS, STEPS);
  for (guint seed = 0; seed < SEEDS; seed++)
    {
      g_autofree char *path = run_path (fixture, seed);
      g_autoptr (AlgoRunFile) file = recorded_run_open (path);

      g_assert_cmpuint (algo_run_file_get_run (file)->events->len, ==, 1);
    }
}

/* One waits for the seed of another, and takes it over when that one is gone. */
static void
test_taken_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) first =
      START ("sweep", "--directory", fixture->path, "--seeds=0", SMALL, "--steps=3000");
  g_autoptr (GSubprocess) second = NULL;

  await (fixture, 0, ALGO_SEED_RUNNING, 1);
  second = START ("sweep", "--directory", fixture->path);
  g_usleep (G_TIME_SPAN_SECOND / 5);
  kill (-process_of (first), SIGKILL);
  g_subprocess_wait (first, NULL, NULL);
  g_assert_cmpint (program_wait (second), ==, 0);
  assert_finished (fixture, 1, 3000);
}

/* It and its processes end in order, and say so; then it goes on. */
static void
test_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) program =
      START_HEARD ("sweep", "--directory", fixture->path, "--seeds=0-7", SMALL,
                   "--steps=" NUMBER (LONG_STEPS), "--jobs=2");
  g_autoptr (AlgoSweep) sweep = NULL;
  g_autofree char *errors = NULL;

  await (fixture, 0, ALGO_SEED_RUNNING, 1);
  await (fixture, 1, ALGO_SEED_RUNNING, 1);
  g_subprocess_send_signal (program, GPOINTER_TO_INT (data));
  g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &errors, NULL);
  g_assert_cmpint (program_wait (program), ==, GPOINTER_TO_INT (data) == SIGTERM ? 143 : 1);
  g_assert_nonnull (strstr (errors, "Interrupted: 0 of 8 seeds are finished"));
  g_assert_null (strstr (errors, "seed 0:"));
  sweep = algo_sweep_open (fixture->path, NULL);
  for (guint seed = 0; seed < 8; seed++)
    {
      g_auto (AlgoSeedStatus) status = { 0 };

      algo_sweep_look (sweep, seed, &status);
      g_assert_cmpint (status.state, ==, seed < 2 ? ALGO_SEED_PARTIAL : ALGO_SEED_WAITING);
    }
}

/* A line of what --state prints, in single spaces. */
static char *
state_of (const Fixture *fixture, guint seed)
{
  g_auto (ProgramResult) result = RUN ("sweep", "--directory", fixture->path, "--state");
  g_auto (GStrv) lines = g_strsplit (result.output, "\n", -1);
  g_autoptr (GRegex) spaces = g_regex_new (" +", 0, 0, NULL);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpuint (g_strv_length (lines), >, seed + 1);
  return g_strstrip (g_regex_replace_literal (spaces, lines[seed + 1], -1, 0, " ", 0, NULL));
}

/* All but the first page, which says what it is: a part of the file may be in no use. */
static void
damage (const char *path)
{
  const gsize page = 32768;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, page);
  memset (contents + page, 0x5a, length - page);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

/* A damaged run is told of, left as it is, and in nobody's way; so is the run of another seed. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = run_path (fixture, 1), *second = run_path (fixture, 2);
  g_auto (ProgramResult) made = RUN ("sweep", "--directory", fixture->path, "--seeds=0-2", SMALL,
                                     "--steps=" NUMBER (SHORT_STEPS));
  g_autofree char *failed = NULL, *whole = NULL, *missing = NULL;

  g_assert_cmpint (made.status, ==, 0);
  damage (first);
  g_unlink (second);
  failed = state_of (fixture, 1);
  missing = state_of (fixture, 2);
  g_assert_nonnull (strstr (failed, "1 failed"));
  g_assert_nonnull (strstr (failed, "damaged"));
  g_assert_true (g_str_has_prefix (missing, "2 waiting 0"));
  {
    g_auto (ProgramResult) result =
        RUN ("sweep", "--directory", fixture->path, "--seeds=0-3", "--jobs=1");

    g_assert_cmpint (result.status, ==, 1);
    g_assert_nonnull (strstr (result.errors, "seed 1: "));
    g_assert_nonnull (strstr (result.errors, "seed-0001.algoscope"));
    g_assert_nonnull (strstr (result.errors, "3 of 4 seeds are finished"));
  }
  g_assert_cmpint (g_rename (second, first), ==, 0);
  {
    g_auto (ProgramResult) result = RUN ("sweep", "--directory", fixture->path);

    g_assert_cmpint (result.status, ==, 1);
    g_assert_nonnull (strstr (result.errors, "this is the run of seed 2"));
  }
  g_unlink (first);
  {
    g_auto (ProgramResult) result = RUN ("sweep", "--directory", fixture->path);

    g_assert_cmpint (result.status, ==, 0);
  }
  assert_finished (fixture, SEEDS, SHORT_STEPS);
  whole = state_of (fixture, 1);
  g_assert_true (g_str_has_prefix (whole, "1 finished 60 "));
}

/* Runs that diverge are failures, and kept as far as they came. */
static void
test_diverged (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) result = RUN ("sweep", "--directory", fixture->path, "--seeds=0-1", SMALL,
                                       "--steps=100000", "--rate=1");
  g_autofree char *state = state_of (fixture, 1);
  g_autofree char *path = run_path (fixture, 1);
  g_autoptr (AlgoRunFile) file = recorded_run_open (path);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpuint (algo_run_file_get_run (file)->step, <, 100000);
  g_assert_nonnull (strstr (result.errors, "seed 0: training diverged"));
  g_assert_nonnull (strstr (result.errors, "seed 1: training diverged"));
  g_assert_nonnull (strstr (result.errors, "0 of 2 seeds"));
  g_assert_true (g_str_has_prefix (state, "1 failed "));
  g_assert_nonnull (strstr (state, "training diverged"));
}

/* A run that was put there by hand counts as what it is. */
static void
test_foreign_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = run_path (fixture, 1);
  g_auto (ProgramResult) trained = RUN ("train", SMALL, "--steps=" NUMBER (SHORT_STEPS), "--seed=1",
                                        "--threads=1", "--force", "--output", fixture->other);
  g_auto (ProgramResult) made = RUN ("sweep", "--directory", fixture->path, "--seeds=0", SMALL,
                                     "--steps=" NUMBER (SHORT_STEPS));
  g_auto (ProgramResult) result = { 0 };
  g_autoptr (AlgoRunFile) file = NULL;

  g_assert_cmpint (trained.status, ==, 0);
  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpint (g_rename (fixture->other, path), ==, 0);
  result = RUN ("sweep", "--directory", fixture->path, "--seeds=0-1");
  g_assert_cmpint (result.status, ==, 0);
  file = recorded_run_open (path);
  g_assert_cmpuint (algo_run_file_get_run (file)->events->len, ==, 1);
}

/* On a terminal there is a bar for the whole and one for each seed that is being trained, none of
 * which runs over its line's end. */
static void
test_terminal (Fixture *fixture, gconstpointer data)
{
  const guint columns = GPOINTER_TO_UINT (data);
  const char *const arguments[] = { "sweep", "--directory",  fixture->path, "--seeds=0-1",
                                    SMALL,   "--steps=1200", NULL };
  g_auto (ProgramResult) result = program_run_on_terminal (arguments, columns);
  g_autoptr (GRegex) controls = g_regex_new ("\r|\033\\[[0-9]*[A-Z]", 0, 0, NULL);
  g_autofree char *text = g_regex_replace_literal (controls, result.errors, -1, 0, "", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (text, "0/2 seeds"));
  g_assert_nonnull (strstr (text, "2/2 seeds"));
  g_assert_nonnull (strstr (text, "seed    1"));
  g_assert_cmpint (strstr (text, "━") != NULL, ==, columns > 40);
  /* The last line is no bar. */
  for (guint i = 0; lines[i] != NULL && strstr (lines[i], "finished") == NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <, columns);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) nowhere = RUN ("sweep", "--seeds=0-3");
  g_auto (ProgramResult) no_seeds = RUN ("sweep", "--directory", fixture->path);
  g_auto (ProgramResult) bad_seeds = RUN ("sweep", "--directory", fixture->path, "--seeds=3-1");
  g_auto (ProgramResult) no_sweep = RUN ("sweep", "--directory", fixture->path, "--state");
  g_auto (ProgramResult) idle =
      RUN ("sweep", "--directory", fixture->path, "--seeds=0", "--no-wait");
  g_auto (ProgramResult) two = RUN ("sweep", "--directory", fixture->path, "--state", "--only=0");
  g_auto (ProgramResult) bad_setting =
      RUN ("sweep", "--directory", fixture->path, "--seeds=0", "--least=9", "--most=8");
  g_auto (ProgramResult) unwritable =
      RUN ("sweep", "--directory", "/proc/algoscope", "--seeds=0-3");

  assert_refused (&nowhere, 2, "--directory");
  assert_refused (&no_seeds, 2, "--seeds");
  assert_refused (&bad_seeds, 2, "'3-1' is not a list of seeds");
  assert_refused (&no_sweep, 1, "No such file");
  assert_refused (&idle, 2, "--no-wait");
  assert_refused (&two, 2, "--only");
  assert_refused (&bad_setting, 2, "most");
  assert_refused (&unwritable, 1, "/proc/algoscope");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Who joins with other settings is told which. */
static void
test_other_settings (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) made = RUN ("sweep", "--directory", fixture->path, "--seeds=0", SMALL,
                                     "--steps=" NUMBER (SHORT_STEPS));
  g_auto (ProgramResult) steps =
      RUN ("sweep", "--directory", fixture->path, "--seeds=0-3", "--steps=61");
  g_auto (ProgramResult) rate =
      RUN ("sweep", "--directory", fixture->path, "--seeds=0-3", "--rate=0.002");
  g_auto (ProgramResult) seed = RUN ("sweep", "--directory", fixture->path, "--only=7");
  g_autofree char *settings = g_build_filename (fixture->path, "sweep.ini", NULL);

  g_assert_cmpint (made.status, ==, 0);
  assert_refused (&steps, 2,
                  "sweep.ini: all seeds of this sweep have steps = 60, and none can have "
                  "61");
  assert_refused (&rate, 2, "rate = 0.003, and none can have 0.002");
  assert_refused (&seed, 2, "seed 7 is not one of the sweep");
  g_assert_true (g_file_set_contents (settings, "[sweep]\nseeds=0-3\n", -1, NULL));
  {
    g_auto (ProgramResult) broken = RUN ("sweep", "--directory", fixture->path);

    assert_refused (&broken, 1, "sweep.ini: this is not the file of a sweep");
  }
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/sweep/killed", NULL, test_killed);
  ADD ("/cli/sweep/orphaned", NULL, test_orphaned);
  ADD ("/cli/sweep/lost-process", NULL, test_lost_process);
  ADD ("/cli/sweep/shared", NULL, test_shared);
  ADD ("/cli/sweep/taken-over", NULL, test_taken_over);
  ADD ("/cli/sweep/interrupt", GINT_TO_POINTER (SIGINT), test_interrupted);
  ADD ("/cli/sweep/terminate", GINT_TO_POINTER (SIGTERM), test_interrupted);
  ADD ("/cli/sweep/damaged", NULL, test_damaged);
  ADD ("/cli/sweep/diverged", NULL, test_diverged);
  ADD ("/cli/sweep/foreign-run", NULL, test_foreign_run);
  ADD ("/cli/sweep/terminal/wide", GUINT_TO_POINTER (100), test_terminal);
  ADD ("/cli/sweep/terminal/narrow", GUINT_TO_POINTER (16), test_terminal);
  ADD ("/cli/sweep/refused", NULL, test_refused);
  ADD ("/cli/sweep/other-settings", NULL, test_other_settings);
  return g_test_run ();
}
