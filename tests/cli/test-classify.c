/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/analysis/order-parameters.h"
#include "engine/formats/network-file.h"
#include "engine/formats/safetensors.h"
#include "tests/cli/program.h"
#include "tests/folder.h"

#define INPUTS 6

typedef struct
{
  char *folder;
} Fixture;

/* Path, phase, confidence, the order parameters, and FVU of each built-in task. */
static guint
count_columns (void)
{
  guint count = 3;

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    count += algo_order_rows[i].is_told;
  return count + algo_task_rows_count ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  folder_free (fixture->folder);
}

/* f = sum_i plus swish (c x_i) / c + minus swish (-c x_i) / c, which is nearly relu for large c:
 * with plus and minus 1, the norm itself. */
static AlgoNetwork *
sided_network (float plus, float minus)
{
  const float sharpness = 20;
  AlgoNetwork *network = algo_network_new (INPUTS, 2 * INPUTS);

  for (guint i = 0; i < INPUTS; i++)
    {
      network->W0[i * 2 * INPUTS + i] = sharpness;
      network->W0[i * 2 * INPUTS + INPUTS + i] = -sharpness;
      network->W1[i] = plus / sharpness;
      network->W1[INPUTS + i] = minus / sharpness;
    }
  return network;
}

/* Saves a network under `name` and returns the path, a new string. */
static char *
save (Fixture *fixture, const char *name, const AlgoNetwork *network)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  algo_network_save (network, path, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static char *
save_bytes (Fixture *fixture, const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_good_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) both = sided_network (1, 1);
  g_autoptr (AlgoNetwork) none = sided_network (0, 0);
  g_autofree char *first = save (fixture, "both sides.safetensors", both);
  g_autofree char *second = save (fixture, "constant.safetensors", none);
  g_auto (ProgramResult) result = RUN ("classify", first, second, first);
  g_auto (GStrv) lines = g_strsplit (result.output, "\n", -1);
  g_auto (GStrv) columns = g_strsplit (lines[0], "\t", -1);
  g_auto (GStrv) others = g_strsplit (lines[1], "\t", -1);
  const guint of_l1 = count_columns () - algo_task_rows_count ();

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpuint (count_lines (result.output), ==, 3);
  g_assert_cmpstr (lines[0], ==, lines[2]);

  g_assert_cmpuint (g_strv_length (columns), ==, count_columns ());
  g_assert_cmpstr (columns[0], ==, first);
  g_assert_cmpstr (columns[1], ==, "double-sided");
  for (guint i = 2; i < count_columns (); i++)
    {
      char *end;

      g_assert_true (isfinite (g_ascii_strtod (columns[i], &end)));
      g_assert_cmpint (*end, ==, '\0');
    }
  /* Localisation, coverage, evenness and double-sidedness. */
  for (guint i = 3; i <= 6; i++)
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (columns[i], NULL), 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (columns[7], NULL), 0, 1e-5);
  /* It computes the L1 norm, of all of its inputs, and nothing else. */
  g_assert_cmpfloat (g_ascii_strtod (columns[of_l1 - 1], NULL), <, 0.05);
  g_assert_cmpstr (columns[of_l1 - 1], ==, columns[of_l1]);
  for (guint i = of_l1 + 1; i < count_columns (); i++)
    if (g_str_equal (algo_task_rows[i - of_l1]->name, "partial-l1"))
      g_assert_cmpstr (columns[i], ==, columns[of_l1]);
    else
      g_assert_cmpfloat (g_ascii_strtod (columns[i], NULL), >, 0.1);

  g_assert_cmpstr (others[0], ==, second);
  g_assert_cmpstr (others[1], ==, "unformed");
}

/* Networks whose algorithm is known, in files called after it. */
static void
test_labelled_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "labelled", NULL);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (entries);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_auto (ProgramResult) result = RUN ("classify", path);
      g_auto (GStrv) columns = g_strsplit (result.output, "\t", -1);
      const char *dash = strrchr (name, '-');
      g_autofree char *label = g_strndup (name, dash - name);

      g_assert_cmpint (result.status, ==, 0);
      g_assert_cmpuint (g_strv_length (columns), ==, count_columns ());
      g_assert_cmpstr (columns[1], ==, label);
      count++;
    }
  g_assert_cmpuint (count, >, 0);
}

static void
test_header (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sided_network (1, 1);
  g_autofree char *path = save (fixture, "network.safetensors", network);
  g_auto (ProgramResult) result = RUN ("classify", "--header", path);
  g_auto (GStrv) lines = g_strsplit (result.output, "\n", -1);
  g_auto (GStrv) names = g_strsplit (lines[0], "\t", -1);

  g_assert_cmpuint (count_lines (result.output), ==, 2);
  g_assert_cmpuint (g_strv_length (names), ==, count_columns ());
  g_assert_cmpstr (names[0], ==, "path");
  g_assert_cmpstr (names[6], ==, "double-sidedness");
  g_assert_true (g_strv_contains ((const char *const *) names, "unexplained"));
  g_assert_true (g_strv_contains ((const char *const *) names, "unexplained of products"));
}

/* Held against another function, it has no name. */
static void
test_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sided_network (1, 1);
  g_autofree char *path = save (fixture, "network.safetensors", network);
  g_auto (ProgramResult) known = RUN ("classify", "--task=sum(abs(x)) + 0 * x[1]", path);
  g_auto (ProgramResult) wrong = RUN ("classify", "--task=tilted-l1", "--task-parameter=t=9", path);

  g_assert_nonnull (strstr (known.output, "\tunrecognised\t"));
  g_assert_nonnull (strstr (wrong.output, "\tunformed\t"));
}

/* Each bad file is named in one line; those after it are classified all the same. */
static void
assert_bad_file (Fixture *fixture, const char *path)
{
  g_autoptr (AlgoNetwork) network = sided_network (1, 1);
  g_autofree char *good = save (fixture, "good.safetensors", network);
  g_autofree char *name = g_path_get_basename (path);
  g_auto (ProgramResult) result = RUN ("classify", path, good);

  if (result.status != 1 || strstr (result.errors, name) == NULL)
    g_error ("%s: status %d, %s", path, result.status, result.errors);
  g_assert_true (g_str_has_prefix (result.errors, "algoscope-run classify: "));
  g_assert_cmpuint (count_lines (result.errors), ==, 1);
  g_assert_cmpuint (count_lines (result.output), ==, 1);
  g_assert_true (g_str_has_prefix (result.output, good));
}

static void
test_bad_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sided_network (1, 1);
  g_autofree char *good = save (fixture, "good.safetensors", network);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.safetensors", NULL);
  g_autofree char *contents = NULL;
  gsize length;
  const char hostile[] = "\xff\xff\xff\xff\xff\xff\xff\x7f{}";
  const gsize cuts[] = { 0, 1, 7, 8, 9, 100 };

  g_assert_true (g_file_get_contents (good, &contents, &length, NULL));
  assert_bad_file (fixture, missing);
  assert_bad_file (fixture, fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *name = g_strdup_printf ("cut-at-%u", (guint) cuts[i]);
      g_autofree char *path = save_bytes (fixture, name, contents, (gssize) cuts[i]);

      assert_bad_file (fixture, path);
    }
  {
    g_autofree char *short_one = save_bytes (fixture, "one-less", contents, (gssize) length - 1);
    g_autofree char *text = save_bytes (fixture, "text", "W0 = 1, 2, 3\n", -1);
    g_autofree char *huge = save_bytes (fixture, "huge", hostile, sizeof hostile - 1);

    assert_bad_file (fixture, short_one);
    assert_bad_file (fixture, text);
    assert_bad_file (fixture, huge);
  }
}

static void
test_bad_weights (Fixture *fixture, gconstpointer data)
{
  const float values[] = { NAN, INFINITY, -INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AlgoNetwork) network = sided_network (1, 1);
      g_autofree char *path = NULL;

      network->b0[1] = values[i];
      path = save (fixture, "not-finite", network);
      assert_bad_file (fixture, path);
    }
}

static void
test_bad_shape (Fixture *fixture, gconstpointer data)
{
  const float values[24] = { 0 };
  const AlgoTensor tensors[] = {
    { .name = "W0", .n_dimensions = 2, .shape = { 4, 6 }, .count = 24, .data = values },
    { .name = "b0", .n_dimensions = 1, .shape = { 5 }, .count = 5, .data = values },
    { .name = "W1", .n_dimensions = 1, .shape = { 6 }, .count = 6, .data = values },
    { .name = "b1", .n_dimensions = 1, .shape = { 1 }, .count = 1, .data = values },
  };
  g_autofree char *path = g_build_filename (fixture->folder, "shape", NULL);
  g_autoptr (GError) error = NULL;

  algo_safetensors_save (path, tensors, G_N_ELEMENTS (tensors), NULL, &error);
  g_assert_no_error (error);
  assert_bad_file (fixture, path);
}

/* The columns of a line and the lines of a table are kept apart, whatever files are called. */
static void
test_strange_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sided_network (1, 1);
  g_autofree char *path = save (fixture, "a\tb\nc", network);
  g_autofree char *missing = g_strconcat (path, "\nmissing\x1b[31m", NULL);
  g_auto (ProgramResult) result = RUN ("classify", path, missing);
  g_auto (GStrv) columns = g_strsplit (result.output, "\t", -1);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpuint (count_lines (result.output), ==, 1);
  g_assert_cmpuint (g_strv_length (columns), ==, count_columns ());
  g_assert_true (g_str_has_suffix (columns[0], "a\\tb\\nc"));
  g_assert_cmpuint (count_lines (result.errors), ==, 1);
  g_assert_null (strchr (result.errors, '\x1b'));
}

/* Types of neurons, words and formulas below each line. */
static void
test_explain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) both = sided_network (1, 1);
  g_autofree char *path = save (fixture, "both.safetensors", both);
  g_auto (ProgramResult) result = RUN ("classify", "--explain", path);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_str_has_prefix (result.output, path));
  g_assert_nonnull (strstr (result.output, "6 each read one input, sign \u2212, one-sided"));
  g_assert_nonnull (strstr (result.output, "\u2211\u1d62 s(\u2212x\u1d62; 20)"));
  g_assert_nonnull (strstr (result.output, "\\sum_i s(-x_i; 20)"));
}

/* One array, of those files that can be read; with types if they are asked for. */
static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) both = sided_network (1, 1);
  g_autofree char *path = save (fixture, "both \"quoted\".safetensors", both);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_auto (ProgramResult) plain = RUN ("classify", "--json", path, missing, path);
  g_auto (ProgramResult) explained = RUN ("classify", "--json", "--explain", path);
  g_auto (ProgramResult) none = RUN ("classify", "--json", missing);

  g_assert_cmpint (plain.status, ==, 1);
  g_assert_true (g_str_has_prefix (plain.output, "[\n{\"path\": "));
  g_assert_true (g_str_has_suffix (plain.output, "}\n]\n"));
  g_assert_nonnull (strstr (plain.output, "both \\\"quoted\\\".safetensors"));
  g_assert_nonnull (strstr (plain.output, "\"phase\": \"double-sided\""));
  g_assert_nonnull (strstr (plain.output, "\"features\": {\"localisation\": 1"));
  g_assert_null (strstr (plain.output, "\"types\""));
  g_assert_cmpint (explained.status, ==, 0);
  g_assert_nonnull (strstr (explained.output, "\"reads\": \"one\", \"works\": \"one-sided\""));
  g_assert_nonnull (strstr (explained.output, "\"latex\": \"f(x) \\\\approx"));
  g_assert_cmpstr (none.output, ==, "[\n]\n");
}

static void
test_lost_output (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sided_network (1, 1);
  g_autofree char *path = save (fixture, "network.safetensors", network);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) program = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  program = program_start (launcher, (const char *const[]){ "classify", path, NULL });
  g_assert_cmpint (program_wait (program), ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/classify/good-files", test_good_files);
  g_test_add_func ("/cli/classify/labelled-files", test_labelled_files);
  ADD ("/cli/classify/header", test_header);
  ADD ("/cli/classify/task", test_task);
  ADD ("/cli/classify/bad-files", test_bad_files);
  ADD ("/cli/classify/bad-weights", test_bad_weights);
  ADD ("/cli/classify/bad-shape", test_bad_shape);
  ADD ("/cli/classify/strange-names", test_strange_names);
  ADD ("/cli/classify/explain", test_explain);
  ADD ("/cli/classify/json", test_json);
  ADD ("/cli/classify/lost-output", test_lost_output);
  return g_test_run ();
}
