/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a person writes is a task, found out beside the main thread. */
#include "app/run/job.h"
#include "app/run/task-check.h"

#include <math.h>
#include <string.h>

static void
count_changes (guint *changes)
{
  ++*changes;
}

/* Until no thread looks at anything. */
static void
wait_for (AlgoTaskCheck *check)
{
  while (algo_job_count () > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_answers (void)
{
  g_autoptr (AlgoTaskCheck) check = algo_task_check_new ();
  guint changes = 0;

  g_signal_connect_swapped (check, "changed", G_CALLBACK (count_changes), &changes);
  g_assert_null (algo_task_check_get_task (check));
  g_assert_null (algo_task_check_get_profile (check));
  algo_task_check_set_text (check, "max(x) - min(x)");
  g_assert_null (algo_task_check_get_task (check));
  wait_for (check);
  g_assert_cmpuint (changes, >=, 2);
  g_assert_cmpint (algo_task_symmetry (algo_task_check_get_task (check)), ==,
                   ALGO_SYMMETRY_PERMUTATIONS);
  g_assert_null (algo_task_check_get_message (check));
  algo_task_check_set_text (check, "sum(abs(x - roll(x, 1)))");
  wait_for (check);
  g_assert_cmpint (algo_task_symmetry (algo_task_check_get_task (check)), ==, ALGO_SYMMETRY_SHIFTS);
  algo_task_check_set_text (check, "x[1] * x[2]");
  wait_for (check);
  g_assert_cmpint (algo_task_symmetry (algo_task_check_get_task (check)), ==, ALGO_SYMMETRY_NONE);
}

/* It says what is wrong and where; the picture of what was right before stays. */
static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *message;
  } wrong[] = { { "max(x", "')' expected near <eof>" },
                { "foo(x)", "'foo'" },
                { "log(sum(x))", "no finite value" },
                { "3", "the same value" },
                { "x", "take its sum" },
                { "", "" } };
  g_autoptr (AlgoTaskCheck) check = algo_task_check_new ();

  algo_task_check_set_text (check, "sum(x)");
  wait_for (check);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      algo_task_check_set_text (check, wrong[i].text);
      g_assert_null (algo_task_check_get_message (check));
      wait_for (check);
      g_assert_null (algo_task_check_get_task (check));
      g_assert_nonnull (strstr (algo_task_check_get_message (check), wrong[i].message));
      g_assert_cmpfloat_with_epsilon (algo_task_check_get_profile (check)->axis[0], -3, 1e-6);
    }
}

/* Only what is written last is answered, and it may be given up. */
static void
test_latest (void)
{
  AlgoTaskCheck *check = algo_task_check_new ();

  algo_task_check_set_text (check, "max(");
  algo_task_check_set_text (check, "max(x");
  algo_task_check_set_text (check, "max(x)");
  wait_for (check);
  g_assert_cmpstr (algo_task_check_get_task (check)->text, ==, "max(x)");
  algo_task_check_set_text (check, "min(x)");
  g_object_unref (check);
  while (algo_job_count () > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What one input adds: |t| to the L1 norm, whatever the others are; nothing that is not a number of
 * what has no value at 0. */
static void
test_profile (void)
{
  AlgoTaskProfile norm, inverse;

  algo_task_profile_measure (&norm, &algo_task_l1);
  algo_task_profile_measure (&inverse, algo_task_get ("1 / norm(x)", NULL));
  for (guint k = 0; k < ALGO_PROFILE_POINTS; k++)
    {
      g_assert_cmpfloat_with_epsilon (norm.axis[k], fabsf (norm.t[k]), 1e-5);
      for (guint i = 0; i < ALGO_PROFILE_OTHERS; i++)
        g_assert_cmpfloat_with_epsilon (norm.others[i][k], fabsf (norm.t[k]), 1e-5);
      g_assert_true (isnan (inverse.axis[k]) == (k == ALGO_PROFILE_POINTS / 2));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/task-check/answers", test_answers);
  g_test_add_func ("/app/task-check/wrong", test_wrong);
  g_test_add_func ("/app/task-check/latest", test_latest);
  g_test_add_func ("/app/task-check/profile", test_profile);
  return g_test_run ();
}
