/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tests/cli/program.h"

#define MOST_ARGUMENTS 6

static void
test_help (void)
{
  static const struct
  {
    const char *arguments[MOST_ARGUMENTS];
    const char *part;
  } cases[] = {
    { { "--help" }, "classify" },
    { { "-h" }, "classify" },
    { { "train", "--help" }, "--seed=" },
    { { "train", "--steps", "7", "-h" }, "--output=" },
    { { "classify", "--help" }, "FILE" },
    { { "tasks", "--help" }, "--header" },
    { { "bench", "--help" }, "--seconds=" },
    { { "figure", "--help" }, "--panel=" },
    { { "network", "--help" }, "--log-beta=" },
    { { "sweep", "--help" }, "--seeds=" },
    { { "sweep", "--slurm", "-h" }, "--slurm=" },
    { { "gather", "--help" }, "--output=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ProgramResult) result = program_run (cases[i].arguments);

      g_assert_cmpint (result.status, ==, 0);
      g_assert_cmpstr (result.errors, ==, "");
      g_assert_nonnull (strstr (result.output, "Usage:"));
      g_assert_nonnull (strstr (result.output, "--version"));
      g_assert_nonnull (strstr (result.output, cases[i].part));
    }
}

static void
test_version (void)
{
  const char *const commands[] = {
    NULL, "train", "sweep", "classify", "figure", "network", "bench"
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (ProgramResult) result =
          commands[i] != NULL ? RUN (commands[i], "--version") : RUN ("--version");

      g_assert_cmpint (result.status, ==, 0);
      g_assert_cmpstr (result.output, ==, "algoscope-run " ALGO_VERSION "\n");
      g_assert_cmpstr (result.errors, ==, "");
    }
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *arguments[MOST_ARGUMENTS];
    const char *part;
  } cases[] = {
    { { NULL }, "COMMAND … is needed" },
    { { "" }, "command" },
    { { "frobnicate" }, "frobnicate" },
    { { "trian" }, "'trian' is not a command; did you mean 'train'?" },
    { { "clasify", "x" }, "did you mean 'classify'?" },
    { { "t" }, "'t' is not a command; see --help" },
    { { "help", "tabel" }, "did you mean 'table'?" },
    { { "--nope" }, "--nope" },
    { { "train", "--nope" }, "--nope" },
    { { "train", "-x" }, "-x" },
    { { "train", "extra" }, "extra" },
    { { "train", "--", "--steps" }, "--steps" },
    { { "train", "--steps" }, "--steps" },
    { { "train", "--steps", "12x" },
      "train: --steps: '12x' is not a whole number from 1 to 10000000" },
    { { "train", "--steps=" }, "--steps" },
    { { "train", "--steps=0" }, "--steps" },
    { { "train", "--steps=-5" }, "--steps" },
    { { "train", "--steps=+5" }, "--steps" },
    { { "train", "--steps= 5" }, "--steps" },
    { { "train", "--steps=1e3" }, "--steps" },
    { { "train", "--steps=0x10" }, "--steps" },
    { { "train", "--steps=10000001" }, "--steps" },
    { { "train", "--steps=4294967297" }, "--steps" },
    { { "train", "--steps=99999999999999999999999" }, "--steps" },
    { { "train", "--steps=1\n2" }, "--steps" },
    { { "train", "--seed=-1" }, "--seed" },
    { { "train", "--seed=18446744073709551616" }, "--seed" },
    { { "train", "--rate=nan" }, "--rate" },
    { { "train", "--model=Balanced" },
      "'Balanced' is none of 'reference', 'balanced' and 'paired'" },
    { { "train", "--model=" }, "--model" },
    { { "figure", "--text=1", "-o", "a.pdf", "a.algoscope" }, "--text" },
    { { "figure", "--text=99", "-o", "a.pdf", "a.algoscope" }, "--text" },
    { { "train", "--rate=inf" }, "--rate" },
    { { "train", "--rate=0" }, "--rate" },
    { { "train", "--rate=-0.1" }, "--rate" },
    { { "train", "--rate=1.5" }, "--rate" },
    { { "train", "--rate=1e-999" }, "--rate" },
    { { "train", "--rate=0x1p-9" }, "--rate" },
    { { "train", "--rate=0,003" }, "--rate" },
    { { "train", "--rate=." }, "--rate" },
    { { "train", "--rate= 0.1" }, "--rate" },
    { { "train", "--least=1" }, "--least" },
    { { "train", "--most=65" }, "--most" },
    { { "train", "--least=9", "--most=8" }, "most" },
    { { "train", "--levels=0" }, "--levels" },
    { { "train", "--levels=4" }, "--levels" },
    { { "train", "--batch=65" }, "--batch" },
    { { "train", "--points=4097" }, "--points" },
    { { "train", "--threads=65" }, "--threads" },
    { { "train", "--output=" }, "--output" },
    { { "classify" }, "FILE… is needed" },
    { { "classify", "--nope", "x" }, "--nope" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ProgramResult) result = program_run (cases[i].arguments);

      assert_refused (&result, 2, cases[i].part);
    }
}

static void
test_mistaken_sweeps (void)
{
  static const struct
  {
    const char *arguments[MOST_ARGUMENTS];
    const char *part;
  } cases[] = {
    { { "sweep", "--seeds=" }, "--seeds" },
    { { "sweep", "--directory=x", "--seeds=1-2,x" }, "'1-2,x' is not a list" },
    { { "sweep", "--directory=x", "--seeds=0-100000" }, "more than 100000 seeds" },
    { { "sweep", "--directory=x", "--seeds=0", "--slurm", "--state" }, "--slurm" },
    { { "sweep", "--directory=x", "--threads=0" }, "--threads" },
    { { "sweep", "--directory=x", "--only=-1" }, "--only" },
    { { "bench", "--inputs=1" }, "--inputs" },
    { { "bench", "--inputs=4", "--most=8" }, "--inputs" },
    { { "bench", "--least=4" }, "--most" },
    { { "bench", "--least=8", "--most=4" }, "most" },
    { { "bench", "--seconds=0" }, "--seconds" },
    { { "bench", "--seconds=1s" }, "--seconds" },
    { { "bench", "--seconds=1e9" }, "--seconds" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ProgramResult) result = program_run (cases[i].arguments);

      assert_refused (&result, 2, cases[i].part);
    }
}

static void
test_mistaken_exports (void)
{
  static const struct
  {
    const char *arguments[MOST_ARGUMENTS];
    const char *part;
  } cases[] = {
    { { "figure" }, "RUN|ENSEMBLE|PARAMETERS|NETWORK is needed" },
    { { "figure", "x", "y", "-o", "f.pdf" }, "only one file" },
    { { "figure", "x" }, "--output" },
    { { "figure", "x", "-o", "f.gif" }, "--format" },
    { { "figure", "x", "-o", "f", "--format=pdf,gif" }, "'gif' is not a format" },
    { { "figure", "x", "-o", "f.pdf", "--format=" }, "--format" },
    { { "figure", "x", "-o", "f.pdf", "--panel=nose" }, "weights, network, bias, phase, " },
    { { "figure", "x", "-o", "f.pdf", "--panel=weights," }, "'' is not a panel" },
    { { "figure", "x", "-o", "f.pdf", "--size=89" }, "--size: '89' is not a size" },
    { { "figure", "x", "-o", "f.pdf", "--size=9999mm" }, "--size" },
    { { "figure", "x", "-o", "f.pdf", "--log-beta=-13" }, "not a number from -12 to 0" },
    { { "figure", "x", "-o", "f.pdf", "--log-beta=nan" }, "--log-beta" },
    { { "figure", "x", "-o", "f.pdf", "--log-beta=-4,5" }, "--log-beta" },
    { { "figure", "x", "-o", "f.pdf", "--inputs=65" }, "--inputs" },
    { { "figure", "x", "-o", "f.pdf", "--dpi=0" }, "--dpi" },
    { { "figure", "x", "-o", "f.pdf", "--step=-1" }, "--step" },
    { { "events" }, "RUN is needed" },
    { { "events", "x" }, "--tensorboard" },
    { { "network" }, "RUN|PARAMETERS|NETWORK is needed" },
    { { "network", "x" }, "--output" },
    { { "network", "x", "-o", "f.pt" }, ".safetensors or .npz" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ProgramResult) result = program_run (cases[i].arguments);

      assert_refused (&result, 2, cases[i].part);
    }
}

/* What is written to a full device is lost, and that is not a success. */
static void
test_lost_output (void)
{
  static const char *const cases[][MOST_ARGUMENTS] = {
    { "--help" },
    { "bench", "--version" },
    { "bench", "--inputs=2", "--batch=1", "--points=1", "--seconds=0.001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher =
          g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
      g_autoptr (GSubprocess) program = NULL;

      g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
      program = program_start (launcher, cases[i]);
      g_assert_cmpint (program_wait (program), ==, 1);
    }
}

static void
test_bench (void)
{
  g_auto (ProgramResult) result =
      RUN ("bench", "--inputs=3", "--batch=2", "--points=8", "--seconds=0.05", "--threads=1");
  g_auto (GStrv) lines = g_strsplit (result.output, "\n", -1);
  double speed = 0;

  g_assert_cmpint (result.status, ==, 0);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_assert_true (g_regex_match_simple ("^(task: l1|[a-z_]+: [0-9.]+)$", lines[i], 0, 0));
      if (g_str_has_prefix (lines[i], "steps_per_second: "))
        speed = g_ascii_strtod (strchr (lines[i], ' '), NULL);
    }
  g_assert_cmpfloat (speed, >, 0);
  g_assert_nonnull (strstr (result.output, "threads: 1\n"));
}

/* It runs where there is no desktop. */
static void
test_links_no_gtk (void)
{
  const char *const line[] = { "ldd", g_getenv ("ALGOSCOPE_RUN"), NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) line, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (output, "libcairo."));
  g_assert_null (strstr (output, "libgtk"));
  g_assert_null (strstr (output, "libgdk"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/usage/help", test_help);
  g_test_add_func ("/cli/usage/version", test_version);
  g_test_add_func ("/cli/usage/mistakes", test_mistakes);
  g_test_add_func ("/cli/usage/mistaken-sweeps", test_mistaken_sweeps);
  g_test_add_func ("/cli/usage/mistaken-exports", test_mistaken_exports);
  g_test_add_func ("/cli/usage/lost-output", test_lost_output);
  g_test_add_func ("/cli/usage/bench", test_bench);
  g_test_add_func ("/cli/usage/links-no-gtk", test_links_no_gtk);
  return g_test_run ();
}
