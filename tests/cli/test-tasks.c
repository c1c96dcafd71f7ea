/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/task/task.h"
#include "tests/cli/program.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/tasks/list", test_list);
  g_test_add_func ("/cli/tasks/header", test_header);
  return g_test_run ();
}
