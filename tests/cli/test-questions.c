/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a run: within its own range of beta, and without its encoder. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/formats/tensor-file.h"
#include "engine/run/observation.h"
#include "tests/cli/program.h"
#include "tests/engine/recorded-run.h"
#include "tests/folder.h"

#define RANGE "--log-beta-from=-9.5", "--log-beta-to=-5"

typedef struct
{
  char *folder, *run, *output;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->run = g_build_filename (fixture->folder, "run.algoscope", NULL);
  fixture->output = g_build_filename (fixture->folder, "output.safetensors", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->run);
  g_free (fixture->output);
  folder_free (fixture->folder);
}

static void
assert_metadata (const char *path, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (algo_tensor_file_metadata (file, key), ==, value);
}

/* The column of that name in the rows of a table, without its header: a new array. */
static GStrv
column_of (const char *table, const char *name)
{
  g_auto (GStrv) rows = g_strsplit (table, "\r\n", -1);
  g_auto (GStrv) names = g_strsplit (rows[0], ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint column = 0;

  while (names[column] != NULL && !g_str_equal (names[column], name))
    column++;
  g_assert_nonnull (names[column]);
  for (guint i = 1; *rows[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (rows[i], ",", -1);

      g_strv_builder_add (builder, fields[column]);
    }
  return g_strv_builder_end (builder);
}

/* That each grid of a table goes evenly from one end of the range to the other. */
static void
assert_grids (const char *table, guint grids, double from, double to)
{
  g_auto (GStrv) betas = column_of (table, "log_beta");

  g_assert_cmpuint (g_strv_length (betas), ==, grids * ALGO_GRID);
  for (guint i = 0; i < grids * ALGO_GRID; i++)
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (betas[i], NULL),
                                    from + (to - from) * (i % ALGO_GRID) / (ALGO_GRID - 1), 1e-6);
}

static char *
read_file (const Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

static void
test_mistaken_range (void)
{
  static const struct
  {
    const char *arguments[5];
    const char *part;
  } cases[] = {
    { { "train", "--log-beta-from=-13" }, "--log-beta-from: '-13' is not a number from -12 to 0" },
    { { "train", "--log-beta-to=0.5" }, "--log-beta-to" },
    { { "train", "--log-beta-from=-3", "--log-beta-to=-3" }, "log10 beta goes from -3 to -3" },
    { { "train", "--log-beta-to=-7" }, "log10 beta goes from -6 to -7" },
    { { "sweep", "--directory=x", "--seeds=0", "--log-beta-from=-1" }, "log10 beta goes from" },
    { { "bench", "--log-beta-from=0" }, "log10 beta goes from 0 to -1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ProgramResult) result = program_run (cases[i].arguments);

      assert_refused (&result, 2, cases[i].part);
    }
}

/* The range stays with a run, whatever is done with it. */
static void
test_range (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pictures = g_build_filename (fixture->folder, "pictures", NULL);
  g_autofree char *figure = g_build_filename (fixture->folder, "figure.svg", NULL);
  g_autofree char *trained = OUTPUT ("train", SMALL, RANGE, "--steps=40", "--threads=1", "--output",
                                     fixture->run, "--pictures", pictures);
  g_autofree char *resumed = OUTPUT ("resume", fixture->run, "--steps=10");
  g_autofree char *info = OUTPUT ("info", fixture->run);
  g_autofree char *replayed = OUTPUT ("replay", fixture->run);
  g_autofree char *phases = OUTPUT ("table", fixture->run, "--what=phases");
  g_autofree char *drawn G_GNUC_UNUSED =
      OUTPUT ("figure", fixture->run, "--panel=ribbon,weights", "--csv", "-o", figure);
  g_autofree char *ribbon = read_file (fixture, "figure-ribbon.csv");
  g_autofree char *weights = read_file (fixture, "figure-weights.csv");
  g_auto (GStrv) betas = column_of (weights, "log_beta");

  g_assert_nonnull (strstr (trained, "     -9.50  "));
  g_assert_nonnull (strstr (trained, "     -5.00  "));
  g_assert_nonnull (strstr (resumed, "     -9.50  "));
  g_assert_true (has_line (info, "log-beta-from: -9.5"));
  g_assert_true (has_line (info, "log-beta-to: -5"));
  g_assert_nonnull (strstr (replayed, "50 steps"));
  assert_grids (phases, 3, -9.5, -5);
  assert_grids (ribbon, 1, -9.5, -5);
  /* The usual beta is not in it: the nearest is. */
  g_assert_cmpstr (betas[0], ==, "-5");
  /* A table, a ribbon, and the powers of ten from 1e-9 to 1e-5 with their pictures. */
  g_assert_cmpuint (folder_count (pictures), ==, 2 + 5 * 2);
}

/* Parameters and the sweeps' files know it, too. */
static void
test_range_of_parameters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *network = g_build_filename (fixture->folder, "network.safetensors", NULL);
  g_autofree char *sweep = g_build_filename (fixture->folder, "sweep", NULL);
  g_autofree char *seed = g_build_filename (sweep, "seed-0000.algoscope", NULL);
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL, RANGE, "--steps=2", "--output", fixture->output);
  g_autofree char *made G_GNUC_UNUSED =
      OUTPUT ("network", fixture->output, "--log-beta=-9.25", "-o", network);
  g_autofree char *swept G_GNUC_UNUSED =
      OUTPUT ("sweep", "--directory", sweep, "--seeds=0", SMALL, RANGE, "--steps=5");
  g_autofree char *again G_GNUC_UNUSED = OUTPUT ("sweep", "--directory", sweep, "--seeds=0-1");
  g_autofree char *info = OUTPUT ("info", seed);
  g_auto (ProgramResult) beyond =
      RUN ("network", fixture->output, "--force", "--log-beta=-4", "-o", network);
  g_auto (ProgramResult) other = RUN ("sweep", "--directory", sweep, "--log-beta-to=-2");

  assert_metadata (network, "log_beta", "-9.25");
  assert_metadata (network, "log-beta-from", "-9.5");
  g_assert_true (has_line (info, "log-beta-to: -5"));
  assert_refused (&beyond, 2, "--log-beta: -4 is not in the range trained on, from -9.5 to -5");
  assert_refused (&other, 2, "log-beta-to = -5, and none can have -2");
}

/* By the range of the file, not by the usual one. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL, "--steps=2", "--output", fixture->run);
  g_autofree char *ensemble = g_build_filename (fixture->folder, "ensemble.algoscope", NULL);
  g_autofree char *figure = g_build_filename (fixture->folder, "figure.pdf", NULL);
  g_autofree char *gathered G_GNUC_UNUSED = OUTPUT ("gather", fixture->run, "-o", ensemble);
  g_auto (ProgramResult) run =
      RUN ("figure", fixture->run, "--force", "--log-beta=-6.5", "-o", figure);
  g_auto (ProgramResult) all = RUN ("figure", ensemble, "--force", "--log-beta=-0.5", "-o", figure);
  g_auto (ProgramResult) prior = RUN ("figure", ensemble, "--force", "--prior", "-o", figure);
  g_auto (ProgramResult) phases = RUN ("table", ensemble, "--what=phases", "--prior");
  g_auto (ProgramResult) metrics = RUN ("table", fixture->run, "--what=metrics", "--prior");

  assert_refused (&run, 2, "--log-beta: -6.5 is not in the range trained on, from -6 to -1");
  assert_refused (&all, 2, "--log-beta: -0.5 is not in the range trained on, from -6 to -1");
  assert_refused (&prior, 2, "--prior");
  assert_refused (&phases, 2, "--prior");
  assert_refused (&metrics, 2, "--prior");
}

static gboolean
is_all (GStrv column, const char *value)
{
  for (guint i = 0; column[i] != NULL; i++)
    if (!g_str_equal (column[i], value))
      return FALSE;
  return column[0] != NULL;
}

/* Without the encoder the network is another, costs nothing, and says so; so is the grid. */
static void
test_prior (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL, "--steps=60", "--threads=1", "--output", fixture->run);
  g_autofree char *figure = g_build_filename (fixture->folder, "figure.svg", NULL);
  g_autofree char *drawn G_GNUC_UNUSED =
      OUTPUT ("figure", fixture->run, "--prior", "--panel=ribbon,weights,phase-diagram", "--csv",
              "-o", figure);
  g_autofree char *ribbon = read_file (fixture, "figure-ribbon.csv");
  g_autofree char *weights = read_file (fixture, "figure-weights.csv");
  g_autofree char *history = read_file (fixture, "figure-phase-diagram.csv");
  g_autofree char *same G_GNUC_UNUSED =
      OUTPUT ("figure", fixture->run, "--panel=weights", "--csv", "--force", "-o", figure);
  g_autofree char *with_encoder = read_file (fixture, "figure-weights.csv");
  g_auto (GStrv) kl = column_of (ribbon, "kl"), of_ribbon = column_of (ribbon, "latents");
  g_auto (GStrv) of_weights = column_of (weights, "latents");
  g_auto (GStrv) of_history = column_of (history, "latents");
  g_auto (GStrv) off = column_of (weights, "value"), on = column_of (with_encoder, "value");

  g_assert_true (is_all (kl, "0"));
  g_assert_true (is_all (of_ribbon, "prior"));
  g_assert_true (is_all (of_weights, "prior"));
  /* What was recorded is of the encoder. */
  g_assert_true (is_all (of_history, "posterior"));
  g_assert_false (g_strv_equal ((const char *const *) off, (const char *const *) on));
}

/* Written as a file, and as a table of all steps whose parameters were kept. */
static void
test_prior_of_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL, "--steps=60", "--threads=1", "--output", fixture->run);
  g_autofree char *figure = g_build_filename (fixture->folder, "figure.svg", NULL);
  g_autofree char *made G_GNUC_UNUSED =
      OUTPUT ("network", fixture->run, "--prior", "-o", fixture->output);
  g_autofree char *phases = OUTPUT ("table", fixture->run, "--what=phases", "--prior");
  g_autofree char *drawn G_GNUC_UNUSED =
      OUTPUT ("figure", fixture->run, "--prior", "--panel=ribbon", "--csv", "--force", "-o",
              figure);
  g_autofree char *ribbon = read_file (fixture, "figure-ribbon.csv");
  g_auto (GStrv) kl = column_of (phases, "kl"), latents = column_of (phases, "latents");
  g_auto (GStrv) steps = column_of (phases, "step"), all = column_of (phases, "unexplained");
  g_auto (GStrv) last = column_of (ribbon, "unexplained");
  g_autoptr (AlgoRunFile) file = recorded_run_open (fixture->run);
  const GArray *kept = algo_run_file_get_run (file)->snapshots;
  const guint grids = g_strv_length (steps) / ALGO_GRID;
  g_auto (ProgramResult) nothing =
      RUN ("network", fixture->output, "--prior", "--force", "-o", fixture->output);

  assert_metadata (fixture->output, "latents", "prior");
  assert_metadata (fixture->output, "kl", "0");
  assert_refused (&nothing, 2, "--prior: the file holds a network");
  assert_grids (phases, grids, -6, -1);
  g_assert_true (is_all (kl, "0"));
  g_assert_true (is_all (latents, "prior"));
  g_assert_cmpstr (steps[(grids - 1) * ALGO_GRID], ==, "60");
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpuint (g_ascii_strtoull (steps[i * ALGO_GRID], NULL, 10), ==,
                      g_array_index (kept, guint64, i));
  /* The last grid is the one that is drawn. */
  g_assert_true (g_strv_equal ((const char *const *) all + (grids - 1) * ALGO_GRID,
                               (const char *const *) last));
}

#define ADD(path, test) g_test_add ("/cli/questions/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/questions/mistaken-range", test_mistaken_range);
  ADD ("range", test_range);
  ADD ("range-of-parameters", test_range_of_parameters);
  ADD ("refused", test_refused);
  ADD ("prior", test_prior);
  ADD ("prior-of-files", test_prior_of_files);
  return g_test_run ();
}
