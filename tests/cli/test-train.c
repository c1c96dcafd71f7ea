/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/formats/network-file.h"
#include "engine/run/grid.h"
#include "tests/cli/program.h"
#include "tests/folder.h"

typedef struct
{
  char *folder;
  char *output;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->output = g_build_filename (fixture->folder, "run.safetensors", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->output);
  folder_free (fixture->folder);
}

static AlgoTensorFile *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  AlgoTensorFile *file = algo_tensor_file_load (path, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_shape (const AlgoTensorFile *file, const char *name, gsize rows, gsize columns)
{
  const AlgoTensor *tensor = algo_tensor_file_find (file, name);

  g_assert_nonnull (tensor);
  g_assert_cmpuint (tensor->n_dimensions, ==, columns > 0 ? 2 : 1);
  g_assert_cmpuint (tensor->shape[0], ==, rows);
  if (columns > 0)
    g_assert_cmpuint (tensor->shape[1], ==, columns);
  for (gsize i = 0; i < tensor->count; i++)
    g_assert_true (isfinite (tensor->data[i]));
}

static void
assert_parameters (const char *path, const char *seed, const char *step)
{
  g_autoptr (AlgoTensorFile) file = load (path);

  g_assert_cmpuint (algo_tensor_file_count (file), ==, 5);
  assert_shape (file, "theta", ALGO_BASES + 1,
                algo_parameter_table_get (1, ALGO_MODEL_BALANCED)->count);
  assert_shape (file, "mixer.w1", ALGO_MIXER_FEATURES, ALGO_MIXER_WIDTH);
  assert_shape (file, "mixer.b1", ALGO_MIXER_WIDTH, 0);
  assert_shape (file, "mixer.w2", ALGO_MIXER_WIDTH, ALGO_BASES);
  assert_shape (file, "mixer.b2", ALGO_BASES, 0);
  g_assert_cmpstr (algo_tensor_file_metadata (file, "seed"), ==, seed);
  g_assert_cmpstr (algo_tensor_file_metadata (file, "step"), ==, step);
  g_assert_cmpstr (algo_tensor_file_metadata (file, "most"), ==, "3");
  g_assert_cmpstr (algo_tensor_file_metadata (file, "version"), ==, ALGO_VERSION);
}

/* That `output` ends with a row for each beta of the grid. */
static void
assert_phase_table (const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  guint rows = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      double log_beta, confidence, unexplained, kl;
      char phase[32];

      if (sscanf (lines[i], "%lf %31s %lf %lf %lf", &log_beta, phase, &confidence, &unexplained,
                  &kl)
          != 5)
        continue;
      g_assert_cmpfloat_with_epsilon (log_beta, algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, rows),
                                      0.0051);
      g_assert_cmpfloat (confidence, <=, 1);
      rows++;
    }
  g_assert_cmpuint (rows, ==, ALGO_GRID);
}

static void
test_short_run (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) result =
      RUN ("train", SMALL, "--steps=3", "--seed=18446744073709551615", "--output", fixture->output);

  g_assert_cmpint (result.status, ==, 0);
  assert_phase_table (result.output);
  g_assert_nonnull (strstr (result.output, "n = 3, h = 9"));
  g_assert_nonnull (strstr (result.errors, "3/3"));
  g_assert_null (strchr (result.errors, '\r'));
  g_assert_null (strchr (result.errors, '\033'));
  assert_parameters (fixture->output, "18446744073709551615", "3");
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
}

/* The same bits whatever the number of threads, and others with another seed. */
static void
test_repeats (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = g_build_filename (fixture->folder, "one", NULL);
  g_autofree char *three = g_build_filename (fixture->folder, "three", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *bytes_one = NULL, *bytes_three = NULL, *bytes_other = NULL;
  gsize length_one, length_three, length_other;
  g_auto (ProgramResult) result_one =
      RUN ("train", SMALL, "--steps=10", "--threads=1", "--output", one);
  g_auto (ProgramResult) result_three =
      RUN ("train", SMALL, "--steps=10", "--threads=3", "--output", three);
  g_auto (ProgramResult) result_other =
      RUN ("train", SMALL, "--steps=10", "--seed=1", "--output", other);

  g_assert_cmpstr (result_one.output, ==, result_three.output);
  g_assert_cmpstr (result_one.output, !=, result_other.output);
  g_assert_true (g_file_get_contents (one, &bytes_one, &length_one, NULL));
  g_assert_true (g_file_get_contents (three, &bytes_three, &length_three, NULL));
  g_assert_true (g_file_get_contents (other, &bytes_other, &length_other, NULL));
  g_assert_cmpmem (bytes_one, length_one, bytes_three, length_three);
  g_assert_false (length_one == length_other && memcmp (bytes_one, bytes_other, length_one) == 0);
}

/* Said before training begins, not after. */
static void
test_refuses_destinations (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "where", NULL);
  g_autofree char *slash = g_strconcat (fixture->folder, "/none/", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *below_file = g_build_filename (file, "below", NULL);
  /* Even those who may write everywhere cannot write into /proc. */
  const char *const outputs[] = { nowhere, fixture->folder, slash, below_file,
                                  "/proc/run.safetensors" };
  const char *const folders[] = { file, below_file, "/proc/pictures" };

  g_assert_true (g_file_set_contents (file, "kept", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_auto (ProgramResult) result = RUN ("train", "--output", outputs[i]);

      assert_refused (&result, 1, outputs[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (ProgramResult) result = RUN ("train", "--pictures", folders[i]);

      assert_refused (&result, 1, folders[i]);
    }
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
}

static void
test_replaces_output (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->output, "old", -1, NULL));
  {
    g_auto (ProgramResult) result = RUN ("train", "--steps=none", "--output", fixture->output);
    g_autofree char *contents = NULL;

    g_assert_cmpint (result.status, ==, 2);
    g_assert_true (g_file_get_contents (fixture->output, &contents, NULL, NULL));
    g_assert_cmpstr (contents, ==, "old");
  }
  {
    g_auto (ProgramResult) result =
        RUN ("train", SMALL, "--steps=1", "--force", "--output", fixture->output);

    g_assert_cmpint (result.status, ==, 0);
    assert_parameters (fixture->output, "0", "1");
  }
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
}

static void
assert_is_png (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (contents, 8, "\x89PNG\r\n\x1a\n", 8);
}

static void
assert_csv (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "phases.csv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpuint (count_lines (contents), ==, ALGO_GRID + 1);
  lines = g_strsplit (contents, "\n", -1);
  g_assert_cmpstr (lines[0], ==,
                   "seed,step,inputs,hidden,log_beta,phase,confidence,unexplained,kl,version");
  for (guint i = 1; i <= ALGO_GRID; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (columns), ==, 10);
      g_assert_cmpstr (columns[0], ==, "5");
      g_assert_cmpstr (columns[1], ==, "2");
      g_assert_cmpfloat (g_ascii_strtod (columns[4], NULL), ==,
                         algo_grid_log_beta (ALGO_DEFAULT_BETA_RANGE, i - 1));
    }
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "made", "anew", NULL);
  g_auto (ProgramResult) result =
      RUN ("train", SMALL, "--steps=2", "--seed=5", "--pictures", folder);

  g_assert_cmpint (result.status, ==, 0);
  assert_csv (folder);
  assert_is_png (folder, "phase-ribbon.png");
  for (int exponent = -6; exponent <= -1; exponent++)
    {
      g_autofree char *picture = g_strdup_printf ("weights-1e%d.png", exponent);
      g_autofree char *name = g_strdup_printf ("network-1e%d.safetensors", exponent);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (AlgoTensorFile) file = load (path);
      g_autoptr (GError) error = NULL;
      g_autofree char *label = NULL;
      g_autoptr (AlgoNetwork) network = algo_network_load (path, &label, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (network->inputs, ==, 3);
      g_assert_cmpuint (network->hidden, ==, 9);
      g_assert_nonnull (label);
      g_assert_cmpstr (algo_tensor_file_metadata (file, "seed"), ==, "5");
      g_assert_cmpint (atoi (algo_tensor_file_metadata (file, "log_beta")), ==, exponent);
      assert_is_png (folder, picture);
    }
  g_assert_cmpuint (folder_count (folder), ==, 2 + 6 * 2);
}

/* The step that the line about an interruption names; -1 without one. */
static gint64
interrupted_step (const char *errors)
{
  const char before[] = "Interrupted at step ";
  const char *line = strstr (errors, before);

  return line != NULL ? g_ascii_strtoll (line + strlen (before), NULL, 10) : -1;
}

/* Reads a line from the program, so that it is known to have come so far. */
static void
await_line (GDataInputStream *stream, const char *part, GString *seen)
{
  gboolean found = FALSE;

  while (!found)
    {
      g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

      g_assert_nonnull (line);
      g_string_append_printf (seen, "%s\n", line);
      found = strstr (line, part) != NULL;
    }
}

static char *
read_rest (GInputStream *stream)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  const char end = '\0';

  g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL);
  g_output_stream_write_all (memory, &end, 1, NULL, NULL, NULL);
  g_output_stream_close (memory, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_interrupt (Fixture *fixture, gconstpointer data)
{
  const int number = GPOINTER_TO_INT (data);
  const char *const arguments[] = { "train",    SMALL,           "--steps=20000",
                                    "--output", fixture->output, NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) program = program_start (launcher, arguments);
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stderr_pipe (program));
  g_autoptr (GString) errors = g_string_new (NULL);
  g_autofree char *output = NULL, *rest = NULL, *step = NULL;

  await_line (stream, "steps/s", errors);
  g_subprocess_send_signal (program, number);
  output = read_rest (g_subprocess_get_stdout_pipe (program));
  rest = read_rest (G_INPUT_STREAM (stream));
  g_string_append (errors, rest);

  g_assert_cmpint (program_wait (program), ==, GPOINTER_TO_INT (data) == SIGTERM ? 143 : 0);
  g_assert_cmpint (interrupted_step (errors->str), >, 0);
  g_assert_cmpint (interrupted_step (errors->str), <, 20000);
  step = g_strdup_printf ("%" G_GINT64_FORMAT, interrupted_step (errors->str));
  assert_parameters (fixture->output, "0", step);
  assert_phase_table (output);
}

static void
test_models (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = { "--steps=1", "--model=reference", "--model=balanced",
                                         "--model=paired" };
  static const char *const models[] = { "paired", "reference", "balanced", "paired" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_auto (ProgramResult) result =
          RUN ("train", SMALL, "--steps=1", options[i], "--output", fixture->output);
      g_autoptr (AlgoTensorFile) file = NULL;

      g_assert_cmpint (result.status, ==, 0);
      file = load (fixture->output);
      g_assert_cmpstr (algo_tensor_file_metadata (file, "model"), ==, models[i]);
      g_assert_cmpint (g_unlink (fixture->output), ==, 0);
    }
}

static void
test_divergence (Fixture *fixture, gconstpointer data)
{
  g_auto (ProgramResult) result =
      RUN ("train", SMALL, "--steps=100000", "--rate=1", "--output", fixture->output);
  g_autoptr (AlgoTensorFile) file = load (fixture->output);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.errors, "diverged"));
  assert_shape (file, "theta", ALGO_BASES + 1,
                algo_parameter_table_get (1, ALGO_MODEL_BALANCED)->count);
}

/* What took the time to make is written even if nobody reads the table. */
static void
test_lost_output (Fixture *fixture, gconstpointer data)
{
  const char *const arguments[] = {
    "train", SMALL, "--steps=2", "--output", fixture->output, NULL
  };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) program = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  program = program_start (launcher, arguments);
  g_assert_cmpint (program_wait (program), ==, 1);
  assert_parameters (fixture->output, "0", "2");
}

/* On a terminal the bar is drawn over itself, and never runs over the line's end. */
static void
test_terminal (gconstpointer data)
{
  const guint columns = GPOINTER_TO_UINT (data);
  const char *const arguments[] = { "train", SMALL, "--steps=200", NULL };
  g_auto (ProgramResult) result = program_run_on_terminal (arguments, columns);
  g_auto (GStrv) redraws = g_strsplit (result.errors, "\r", -1);

  g_assert_cmpint (result.status, ==, 0);
  /* The first is the line above the bar. */
  g_assert_cmpuint (g_strv_length (redraws), >, 2);
  g_assert_cmpint (strstr (result.errors, "200/200") != NULL, ==, columns > strlen ("200/200"));
  for (guint i = 2; redraws[i] != NULL; i++)
    {
      char *end = strstr (redraws[i], "\033[K");

      if (end != NULL)
        *end = '\0';
      g_assert_cmpint (g_utf8_strlen (redraws[i], -1), <, columns);
    }
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/train/short-run", NULL, test_short_run);
  ADD ("/cli/train/repeats", NULL, test_repeats);
  ADD ("/cli/train/refuses-destinations", NULL, test_refuses_destinations);
  ADD ("/cli/train/replaces-output", NULL, test_replaces_output);
  ADD ("/cli/train/pictures", NULL, test_pictures);
  ADD ("/cli/train/interrupt", GINT_TO_POINTER (SIGINT), test_interrupt);
  ADD ("/cli/train/terminate", GINT_TO_POINTER (SIGTERM), test_interrupt);
  ADD ("/cli/train/models", NULL, test_models);
  ADD ("/cli/train/divergence", NULL, test_divergence);
  ADD ("/cli/train/lost-output", NULL, test_lost_output);
  g_test_add_data_func ("/cli/train/terminal/wide", GUINT_TO_POINTER (100), test_terminal);
  g_test_add_data_func ("/cli/train/terminal/narrow", GUINT_TO_POINTER (24), test_terminal);
  g_test_add_data_func ("/cli/train/terminal/tiny", GUINT_TO_POINTER (5), test_terminal);
  return g_test_run ();
}
