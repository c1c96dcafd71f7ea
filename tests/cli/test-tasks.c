/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/task/task.h"
#include "tests/cli/program.h"
#include "tests/folder.h"

static void
test_list (void)
{
  g_auto (ProgramResult) result = RUN ("tasks");
  g_auto (GStrv) lines = g_strsplit (result.output, "\n", -1);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpuint (g_strv_length (lines), ==, algo_task_rows_count () + 1);
  for (guint i = 0; i < algo_task_rows_count (); i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (columns), ==, 6);
      g_assert_cmpstr (columns[0], ==, algo_task_rows[i]->name);
      g_assert_cmpstr (columns[1], ==, algo_task_rows[i]->formula);
      g_assert_cmpstr (columns[4], ==, algo_task_rows[i]->title);
    }
  g_assert_true (g_str_has_prefix (lines[0], "l1\t∑ |xᵢ|\t12.7662\t5.81408\t"));
}

static void
test_header (void)
{
  g_auto (ProgramResult) result = RUN ("tasks", "--header");
  g_auto (ProgramResult) mistaken = RUN ("tasks", "l1");

  g_assert_true (g_str_has_prefix (result.output, "name\tformula\tmean\tvariance\ttitle\t"));
  g_assert_cmpint (mistaken.status, ==, 2);
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *const arguments[4];
    const char *part;
  } cases[] = {
    { { "train", "--task=l3" }, "--task: with 2 inputs, the expression is not understood" },
    { { "train", "--task=sum(x" }, "--task: " },
    { { "train", "--task=" }, "--task: " },
    { { "train", "--task-parameter=t=1" }, "--task-parameter: the task l1 has no parameters" },
    { { "train", "--task-parameter=t=11", "--task=tilted-l1" }, "--task-parameter: t of the task" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ProgramResult) result = program_run (cases[i].arguments);

      assert_refused (&result, 2, cases[i].part);
    }
}

/* A run of an expression, whose file names it. */
static void
test_train (void)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "run.algoscope", NULL);
  g_autofree char *trained G_GNUC_UNUSED =
      OUTPUT ("train", SMALL, "--steps=2", "--task= max(x) - min(x) ", "--output", path);
  g_autofree char *tilted = OUTPUT ("bench", "--inputs=3", "--batch=2", "--points=8",
                                    "--seconds=0.01", "--task=tilted-l1", "--task-parameter=t=2");
  g_autofree char *info = OUTPUT ("info", path);

  g_assert_true (has_line (info, "task: max(x) - min(x)"));
  g_assert_true (has_line (tilted, "task: tilted-l1 t=2"));
  folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/tasks/list", test_list);
  g_test_add_func ("/cli/tasks/header", test_header);
  g_test_add_func ("/cli/tasks/mistakes", test_mistakes);
  g_test_add_func ("/cli/tasks/train", test_train);
  return g_test_run ();
}
