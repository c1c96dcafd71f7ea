/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are the text of a task. What is understood has values, the same ones again, and the
 * same text. */
#include "engine/task/task.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/target.h"

#include <math.h>
#include <string.h>

#define INPUTS 5
#define POINTS 3

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const float x[POINTS * INPUTS] = { 1, -2, 3, 0.5f, -1, 0, 0, 0, 0, 0, 2, 2, -1, 1, 7 };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTask) task = algo_task_try (text, &error);
  g_autoptr (AlgoTask) again = NULL;
  double values[POINTS], same[POINTS];

  if (task == NULL)
    {
      fuzz_assert_refusal (error);
      return 0;
    }
  again = algo_task_try (task->text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->text, ==, task->text);
  g_assert_cmpint (algo_task_symmetry (again), ==, algo_task_symmetry (task));
  algo_task_evaluate (task, INPUTS, POINTS, x, values);
  algo_task_evaluate (again, INPUTS, POINTS, x, same);
  for (guint p = 0; p < POINTS; p++)
    g_assert_true (values[p] == same[p] || (isnan (values[p]) && isnan (same[p])));
  return 0;
}
