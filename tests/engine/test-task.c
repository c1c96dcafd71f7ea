/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/task.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/random.h"
#include "engine/settings.h"

#define SAMPLES 1000000
#define POINTS 1000 /* at once */

/* What samples say of a task's moments, with how far they may be off by chance. */
typedef struct
{
  double mean, variance, slope;
  double of_mean, of_variance, of_slope; /* standard errors */
} Sampled;

static Sampled
sample_moments (const AlgoTask *task, guint n)
{
  g_autofree float *x = g_new (float, POINTS *n);
  g_autofree double *values = g_new (double, SAMPLES);
  double mean = 0, squares = 0, fourth = 0, slope = 0, slope_squares = 0;
  AlgoRandom random;

  algo_random_init (&random, n, 0, 0, ALGO_RANDOM_FRESH);
  for (gsize at = 0; at < SAMPLES; at += POINTS)
    {
      algo_random_normal (&random, POINTS * n, x);
      algo_task_evaluate (task, n, POINTS, x, values + at);
      for (gsize p = 0; p < POINTS; p++)
        {
          double sum = 0;

          for (guint i = 0; i < n; i++)
            sum += x[p * n + i];
          mean += values[at + p] / SAMPLES;
          slope += sum * values[at + p] / n / SAMPLES;
          slope_squares += pow (sum * values[at + p] / n, 2) / SAMPLES;
        }
    }
  for (gsize p = 0; p < SAMPLES; p++)
    {
      const double square = pow (values[p] - mean, 2);

      squares += square / SAMPLES;
      fourth += square * square / SAMPLES;
    }
  return (Sampled){ .mean = mean,
                    .variance = squares,
                    .slope = slope,
                    .of_mean = sqrt (squares / SAMPLES),
                    .of_variance = sqrt ((fourth - squares * squares) / SAMPLES),
                    .of_slope = sqrt ((slope_squares - slope * slope) / SAMPLES) };
}

static void
assert_moments (const AlgoTask *task, guint n)
{
  const AlgoTaskMoments moments = algo_task_moments (task, n);
  const Sampled sampled = sample_moments (task, n);

  g_test_message ("%s, n = %u: mean %g (%g), variance %g (%g), slope %g (%g)", task->text, n,
                  moments.mean, sampled.mean, moments.variance, sampled.variance, moments.slope,
                  sampled.slope);
  g_assert_cmpfloat_with_epsilon (moments.mean, sampled.mean, 4 * sampled.of_mean);
  g_assert_cmpfloat_with_epsilon (moments.variance, sampled.variance, 4 * sampled.of_variance);
  g_assert_cmpfloat_with_epsilon (moments.slope, sampled.slope, 4 * sampled.of_slope);
}

static void
test_moments (void)
{
  static const guint sizes[] = { 2, 3, 5, 16 };

  for (guint i = 0; i < algo_task_rows_count (); i++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      assert_moments (algo_task_get (algo_task_rows[i]->name, NULL), sizes[s]);
  assert_moments (algo_task_get ("tilted-l1 t=-1.5", NULL), 5);
  assert_moments (algo_task_get ("partial-l1 k=3", NULL), 5);
}

/* Where a closed formula may be the limit of what a sample can tell. */
static void
test_largest (void)
{
  const AlgoTask *maximum = algo_task_get ("maximum", NULL);

  /* Known for two: 1 / sqrt (pi) and 1 - 1 / pi. */
  g_assert_cmpfloat_with_epsilon (algo_task_moments (maximum, 2).mean, 1 / sqrt (G_PI), 1e-12);
  g_assert_cmpfloat_with_epsilon (algo_task_moments (maximum, 2).variance, 1 - 1 / G_PI, 1e-12);
  for (guint i = 0; i < algo_task_rows_count (); i++)
    for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
      {
        const AlgoTaskMoments moments =
            algo_task_moments (algo_task_get (algo_task_rows[i]->name, NULL), n);

        g_assert_true (isfinite (moments.mean) && isfinite (moments.slope));
        g_assert_cmpfloat (moments.variance, >, 0);
      }
}

static void
assert_value (const char *text, double value)
{
  static const float x[] = { 1, -2, 3, 0.5f };
  double found;

  algo_task_evaluate (algo_task_get (text, NULL), G_N_ELEMENTS (x), 1, x, &found);
  g_assert_cmpfloat_with_epsilon (found, value, 1e-6);
}

static void
test_values (void)
{
  assert_value ("l1", 6.5);
  assert_value ("tilted-l1", 6.5 + 0.5 * 2.5);
  assert_value ("tilted-l1 t=-2", 6.5 - 2 * 2.5);
  assert_value ("total-variation", 3 + 5 + 2.5 + 0.5);
  assert_value ("l2", sqrt (1 + 4 + 9 + 0.25));
  assert_value ("squares", 14.25);
  assert_value ("products", -2 + 1.5);
  assert_value ("maximum", 3);
  assert_value ("partial-l1", 6.5);
  assert_value ("partial-l1 k=2", 3);
  assert_value ("absolute-sum", 2.5);
}

/* All ways to the values agree, whatever the number of points. */
static void
test_ways (void)
{
  const guint n = 5, points = 150;
  g_autofree float *x = g_new (float, n *points);
  g_autofree float *by_input = g_new (float, n *points);
  g_autofree float *rest = g_new (float, points);
  g_autofree float *t = g_new (float, points);
  g_autofree double *values = g_new (double, points);
  g_autofree double *line = g_new (double, points);
  AlgoRandom random;

  algo_random_init (&random, 3, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, n * points, x);
  for (guint i = 0; i < n; i++)
    for (guint p = 0; p < points; p++)
      by_input[i * points + p] = x[p * n + i];
  for (guint k = 0; k < algo_task_rows_count (); k++)
    {
      const AlgoTask *task = algo_task_get (algo_task_rows[k]->name, NULL);

      algo_task_evaluate (task, n, points, x, values);
      for (guint p = 0; p < points; p++)
        rest[p] = 1;
      algo_task_subtract (task, n, points, by_input, rest);
      for (guint p = 0; p < points; p++)
        g_assert_cmpfloat_with_epsilon (1 - values[p], rest[p], 1e-5);
      /* Along an axis through the first point, as if it were points. */
      for (guint p = 0; p < points; p++)
        {
          t[p] = x[p * n + 2];
          memcpy (by_input + p * n, x, n * sizeof (float));
          by_input[p * n + 2] = t[p];
        }
      algo_task_evaluate (task, n, points, by_input, values);
      algo_task_evaluate_line (task, n, x, 2, points, t, line);
      for (guint p = 0; p < points; p++)
        g_assert_cmpfloat (values[p], ==, line[p]);
      for (guint i = 0; i < n; i++)
        for (guint p = 0; p < points; p++)
          by_input[i * points + p] = x[p * n + i];
    }
}

/* Networks in files may have more inputs than any that is trained, or one: built-in tasks have
 * values there, an expression has none. */
static void
test_other_sizes (void)
{
  static const guint sizes[] = { 1, 65, 1000 };
  static const char *const names[] = { "l1", "maximum", "squares", "max(x) - sum(x)" };
  g_autofree AlgoReal *x = g_new0 (AlgoReal, 3000);

  x[999] = 2;
  x[0] = 1;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        const AlgoTask *task = algo_task_get (names[j], NULL);
        const gboolean is_known = task->expression == NULL;
        const AlgoReal t[] = { 5, 6 };
        double values[3], line[2];

        algo_task_evaluate (task, sizes[i], 3, x, values);
        algo_task_evaluate_line (task, sizes[i], x, 0, 2, t, line);
        g_assert_true (isfinite (values[0]) == is_known);
        g_assert_true (isfinite (algo_task_moments (task, sizes[i]).variance) == is_known);
        if (g_str_equal (names[j], "maximum"))
          g_assert_cmpfloat (values[0], ==, sizes[i] == 1000 ? 2 : 1);
        if (is_known)
          g_assert_cmpfloat (line[1], >, line[0]);
      }
}

static void
test_table (void)
{
  g_assert_true (algo_task_rows[0] == algo_task_l1.row);
  for (guint i = 0; i < algo_task_rows_count (); i++)
    {
      const AlgoTaskRow *row = algo_task_rows[i];
      const AlgoTaskParameter *parameter = &row->parameter;

      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (row->name, !=, algo_task_rows[k]->name);
      g_assert_null (strpbrk (row->name, " \t=()"));
      g_assert_true (g_utf8_validate (row->formula, -1, NULL));
      g_assert_cmpstr (row->title, !=, "");
      g_assert_cmpstr (row->latex, !=, "");
      g_assert_true ((row->kinds == 0) == (row->kind_of_input == NULL));
      g_assert_cmpuint (row->kinds, <=, ALGO_MOST_KINDS);
      for (guint n = ALGO_MIN_INPUTS; row->kinds > 0 && n <= ALGO_MAX_INPUTS; n++)
        for (guint input = 0; input < n; input++)
          g_assert_cmpuint (row->kind_of_input (algo_task_get (row->name, NULL), n, input), <,
                            row->kinds);
      if (parameter->name != NULL)
        {
          g_assert_cmpstr (parameter->meaning, !=, "");
          g_assert_cmpfloat (parameter->least, <=, parameter->first);
          g_assert_cmpfloat (parameter->first, <=, parameter->most);
        }
    }
}

static void
assert_kinds (const char *text, guint n, const char *kinds)
{
  const AlgoTask *task = algo_task_get (text, NULL);

  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (task->row->kind_of_input (task, n, i), ==, kinds[i] - '0');
}

/* The last of an odd number has no partner, and what counts are the first. */
static void
test_kinds (void)
{
  assert_kinds ("products", 6, "010101");
  assert_kinds ("products", 5, "01012");
  assert_kinds ("partial-l1 k=2", 5, "00111");
  assert_kinds ("partial-l1 k=8", 5, "00000");
}

static void
test_texts (void)
{
  static const struct
  {
    const char *given, *text, *parameter;
  } cases[] = {
    { "l1", "l1", NULL },
    { "products", "products", NULL },
    { "tilted-l1", "tilted-l1 t=0.5", "t=0.5" },
    { "tilted-l1 t=0.5", "tilted-l1 t=0.5", "t=0.5" },
    { "tilted-l1 t=5e-1", "tilted-l1 t=0.5", "t=0.5" },
    { "tilted-l1 t=0.12345678901234566", "tilted-l1 t=0.12345678901234566",
      "t=0.12345678901234566" },
    { "partial-l1 k=64", "partial-l1 k=64", "k=64" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const AlgoTask *task = algo_task_get (cases[i].given, &error);
      g_autofree char *parameter = NULL;

      g_assert_no_error (error);
      parameter = algo_task_format_parameter (task);
      g_assert_cmpstr (task->text, ==, cases[i].text);
      g_assert_cmpstr (parameter, ==, cases[i].parameter);
      g_assert_true (algo_task_get (task->text, NULL) == task);
    }
  g_assert_true (algo_task_get ("l1", NULL) == &algo_task_l1);
  g_assert_true (algo_task_with_parameter (algo_task_get ("tilted-l1", NULL), "t=2", NULL)
                 == algo_task_get ("tilted-l1 t=2", NULL));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "l1 t=1", "the task l1 has no parameters, so not “t=1”" },
    { "tilted-l1 k=1", "“k=1” is no parameter of the task tilted-l1, which has “t=NUMBER”" },
    { "tilted-l1 t", "“t” is no parameter of the task tilted-l1, which has “t=NUMBER”" },
    { "tilted-l1 =1", "“=1” is no parameter of the task tilted-l1, which has “t=NUMBER”" },
    { "tilted-l1 t=", "t of the task tilted-l1 must be a number from -10 to 10" },
    { "tilted-l1 t=1x", "t of the task tilted-l1 must be a number from -10 to 10" },
    { "tilted-l1 t=nan", "t of the task tilted-l1 must be a number from -10 to 10" },
    { "tilted-l1 t=11", "t of the task tilted-l1 must be a number from -10 to 10" },
    { "partial-l1 k=0", "k of the task partial-l1 must be a whole number from 1 to 64" },
    { "partial-l1 k=1.5", "k of the task partial-l1 must be a whole number from 1 to 64" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (algo_task_get (cases[i].text, &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Asks for many tasks; returns the last. */
static gpointer
ask (gpointer data)
{
  const AlgoTask *task = NULL;

  for (guint k = 1; k <= 64; k++)
    {
      g_autofree char *text = g_strdup_printf ("partial-l1 k=%u", k);

      task = algo_task_get (text, NULL);
      g_assert_cmpfloat (algo_task_moments (algo_task_get ("maximum", NULL), k).variance, >, 0);
    }
  return (gpointer) task;
}

static void
test_threads (void)
{
  GThread *threads[4];
  gconstpointer first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gconstpointer task = g_thread_join (threads[i]);

      g_assert_true (first == NULL || first == task);
      first = task;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/task/other-sizes", test_other_sizes);
  g_test_add_func ("/engine/task/moments", test_moments);
  g_test_add_func ("/engine/task/largest", test_largest);
  g_test_add_func ("/engine/task/values", test_values);
  g_test_add_func ("/engine/task/ways", test_ways);
  g_test_add_func ("/engine/task/table", test_table);
  g_test_add_func ("/engine/task/kinds", test_kinds);
  g_test_add_func ("/engine/task/texts", test_texts);
  g_test_add_func ("/engine/task/refused", test_refused);
  g_test_add_func ("/engine/task/threads", test_threads);
  return g_test_run ();
}
