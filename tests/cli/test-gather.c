/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs gathered into an ensemble, and that looked at and drawn. */
#include <glib/gstdio.h>
#include <string.h>

#include "engine/ensemble/ensemble.h"
#include "tests/cli/program.h"
#include "tests/folder.h"

#define SEEDS 2

typedef struct
{
  char *folder; /* with the folder "runs" and whatever else */
  char *runs, *ensemble;
} Fixture;

static void
train (const Fixture *fixture, const char *name, const char *seed, const char *more)
{
  g_autofree char *path = g_build_filename (fixture->runs, name, NULL);
  g_autofree char *output G_GNUC_UNUSED =
      OUTPUT ("train", SMALL, "--threads=1", "--steps=50", seed, "--output", path, more);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->runs = g_build_filename (fixture->folder, "runs", NULL);
  fixture->ensemble = g_build_filename (fixture->folder, "ensemble.algoscope", NULL);
  g_assert_cmpint (g_mkdir (fixture->runs, 0777), ==, 0);
  train (fixture, "seed-0000.algoscope", "--seed=0", NULL);
  train (fixture, "seed-0001.algoscope", "--seed=1", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->runs);
  g_free (fixture->ensemble);
  folder_free (fixture->folder);
}

static void
test_gathered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = OUTPUT ("gather", fixture->runs, "-o", fixture->ensemble);
  g_autofree char *again =
      OUTPUT ("gather", fixture->runs, "--force", "--output", fixture->ensemble, "--threads=1");
  g_autofree char *info = OUTPUT ("info", fixture->ensemble);

  g_assert_cmpstr (said, ==, "2 complete, 0 partial, 0 missing, 0 damaged; 2 measured, 0 kept\n");
  g_assert_cmpstr (again, ==, "2 complete, 0 partial, 0 missing, 0 damaged; 0 measured, 2 kept\n");
  g_assert_true (has_line (info, "most: 3"));
  g_assert_true (has_line (info, "steps: 50"));
  g_assert_true (has_line (info, "members: 2"));
  g_assert_true (has_line (info, "complete: 2"));
  g_assert_true (has_line (info, "complete_seeds: 0-1"));
  g_assert_true (has_line (info, "damaged: 0"));
  g_assert_true (has_line (info, "usual_step: 50"));
  g_assert_true (has_line (info, "measured: 2"));
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = g_build_filename (fixture->runs, "seed-0000.algoscope", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "phases.csv", NULL);
  g_autofree char *said G_GNUC_UNUSED = OUTPUT ("gather", fixture->runs, "-o", fixture->ensemble);
  g_autofree char *members = OUTPUT ("table", fixture->ensemble, "--what=members", "--csv");
  g_autofree char *phases = OUTPUT ("table", fixture->ensemble, "--what=phases");
  g_autofree char *sizes = OUTPUT ("table", fixture->ensemble, "--what=generalisation");
  g_autofree char *direct = OUTPUT ("table", fixture->ensemble, "--what=direct");
  g_autofree char *of_run = OUTPUT ("table", run, "--what=phases");
  g_autofree char *written G_GNUC_UNUSED =
      OUTPUT ("table", fixture->ensemble, "--what=phases", "-o", file);
  g_auto (ProgramResult) metrics = RUN ("table", fixture->ensemble, "--what=metrics");
  g_auto (ProgramResult) sizes_of_run = RUN ("table", run, "--what=generalisation");
  g_auto (ProgramResult) unknown = RUN ("table", fixture->ensemble, "--what=weights");
  g_autofree char *saved = NULL;

  g_assert_cmpstr (members, ==,
                   "seed,state,step,phases,path,message\r\n"
                   "0,complete,50,3,runs/seed-0000.algoscope,\r\n"
                   "1,complete,50,3,runs/seed-0001.algoscope,\r\n");
  g_assert_cmpuint (count_lines (phases), ==, 1 + SEEDS * 3 * ALGO_GRID);
  g_assert_cmpuint (count_lines (sizes), ==, 1 + SEEDS * ALGO_ENSEMBLE_BETAS * ALGO_COARSE_SIZES);
  g_assert_cmpuint (count_lines (direct), ==, 1 + SEEDS);
  g_assert_true (g_str_has_prefix (sizes, "seed,step,log_beta,inputs,hidden,phase,confidence,"));
  g_assert_true (g_str_has_prefix (direct, "seed,step,inputs,hidden,diverged,phase,"));
  /* What a run has, then what the next has. */
  g_assert_true (g_str_has_prefix (phases, of_run));
  g_assert_true (g_file_get_contents (file, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, phases);
  assert_refused (&metrics, 1, "an ensemble has no table of metrics");
  assert_refused (&sizes_of_run, 1, "a run has no table of generalisation");
  assert_refused (&unknown, 2, "weights");
}

static void
test_figure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *figure = g_build_filename (fixture->folder, "map.svg", NULL);
  g_autofree char *table = g_build_filename (fixture->folder, "map-ensemble-map.csv", NULL);
  g_autofree char *all = g_build_filename (fixture->folder, "all.pdf", NULL);
  g_autofree char *run = g_build_filename (fixture->runs, "seed-0000.algoscope", NULL);
  g_autofree char *said G_GNUC_UNUSED = OUTPUT ("gather", fixture->runs, "-o", fixture->ensemble);
  g_autofree char *one G_GNUC_UNUSED =
      OUTPUT ("figure", fixture->ensemble, "--panel=ensemble-map", "--csv", "-o", figure);
  g_autofree char *layout G_GNUC_UNUSED =
      OUTPUT ("figure", fixture->ensemble, "--step=25", "--log-beta=-3", "-o", all);
  g_auto (ProgramResult) weights =
      RUN ("figure", fixture->ensemble, "--panel=weights", "--force", "-o", figure);
  g_auto (ProgramResult) of_run =
      RUN ("figure", run, "--panel=ensemble-map", "--force", "-o", figure);
  g_auto (ProgramResult) inputs =
      RUN ("figure", fixture->ensemble, "--inputs=2", "--force", "-o", figure);
  g_auto (ProgramResult) step =
      RUN ("figure", fixture->ensemble, "--step=51", "--force", "-o", figure);
  g_auto (ProgramResult) compared =
      RUN ("figure", run, "--with", fixture->ensemble, "--force", "-o", figure);
  g_auto (ProgramResult) network = RUN ("network", fixture->ensemble, "-o", "network.npz");
  g_autofree char *drawn = NULL, *numbers = NULL;

  g_assert_true (g_file_get_contents (figure, &drawn, NULL, NULL));
  g_assert_nonnull (strstr (drawn, "<svg"));
  g_assert_true (g_file_get_contents (table, &numbers, NULL, NULL));
  g_assert_nonnull (strstr (numbers, "gathered_seeds"));
  g_assert_nonnull (strstr (numbers, ",0-1,Algoscope"));
  g_assert_true (g_file_test (all, G_FILE_TEST_EXISTS));
  assert_refused (&weights, 1, "weights");
  assert_refused (&of_run, 1, "an ensemble");
  assert_refused (&inputs, 2, "--inputs");
  assert_refused (&step, 1, "step");
  assert_refused (&compared, 1, "ensemble");
  assert_refused (&network, 1, "ensemble");
}

/* Each is told of, and none ends it. */
static void
test_odd_runs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *third = g_build_filename (fixture->runs, "seed-0003.algoscope", NULL);
  g_autofree char *text = g_build_filename (fixture->runs, "text.algoscope", NULL);
  g_autofree char *said = NULL, *info = NULL;

  g_assert_true (g_file_set_contents (third, "no run", -1, NULL));
  g_assert_true (g_file_set_contents (text, "no run", -1, NULL));
  said = OUTPUT ("gather", fixture->runs, "--force", "-o", fixture->ensemble);
  info = OUTPUT ("info", fixture->ensemble);
  g_assert_true (
      has_line (said, "runs/seed-0003.algoscope is left out: this is not an Algoscope run"));
  g_assert_true (has_line (said, "runs/text.algoscope is left out: this is not an Algoscope run"));
  g_assert_nonnull (strstr (said, "2 complete, 0 partial, 0 missing, 2 damaged;"));
  g_assert_true (has_line (info, "members: 4"));
  g_assert_true (has_line (info, "damaged: 2"));
  g_assert_true (has_line (info, "damaged_seeds: 3"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *run = g_build_filename (fixture->runs, "seed-0000.algoscope", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "file", NULL);
  g_auto (ProgramResult) nothing = RUN ("gather", "-o", fixture->ensemble);
  g_auto (ProgramResult) no_output = RUN ("gather", fixture->runs);
  g_auto (ProgramResult) threads =
      RUN ("gather", fixture->runs, "-o", fixture->ensemble, "--threads=65");
  g_auto (ProgramResult) missing = RUN ("gather", nowhere, "-o", fixture->ensemble);
  g_auto (ProgramResult) unwritable = RUN ("gather", fixture->runs, "-o", nowhere);
  g_auto (ProgramResult) empty = RUN ("gather", fixture->folder, "-o", fixture->ensemble);
  g_auto (ProgramResult) over_run = RUN ("gather", fixture->runs, "--force", "-o", run);
  g_auto (ProgramResult) other = { 0 };

  assert_refused (&nothing, 2, "DIR|RUN… is needed");
  assert_refused (&no_output, 2, "--output");
  assert_refused (&threads, 2, "--threads");
  assert_refused (&missing, 1, "No such file");
  assert_refused (&unwritable, 1, "No such file");
  assert_refused (&empty, 1, "no run");
  assert_refused (&over_run, 1, "not written over");
  g_assert_false (g_file_test (fixture->ensemble, G_FILE_TEST_EXISTS));
  train (fixture, "other.algoscope", "--seed=2", "--levels=2");
  other = RUN ("gather", fixture->runs, "--force", "-o", fixture->ensemble);
  g_assert_cmpint (other.status, ==, 1);
  g_assert_nonnull (strstr (other.errors, "“levels” is 1, but 2 in"));
  g_assert_false (g_file_test (fixture->ensemble, G_FILE_TEST_EXISTS));
}

#define ADD(path, test) g_test_add ("/cli/gather/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("gathered", test_gathered);
  ADD ("tables", test_tables);
  ADD ("figure", test_figure);
  ADD ("odd-runs", test_odd_runs);
  ADD ("refused", test_refused);
  return g_test_run ();
}
