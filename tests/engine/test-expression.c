/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/expression.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/random.h"
#include "engine/settings.h"
#include "engine/task/moments.h"
#include "engine/task/sandbox.h"

static const AlgoTask *
task_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  const AlgoTask *task = algo_task_get (text, &error);

  g_assert_no_error (error);
  return task;
}

static void
assert_value (const char *text, double value)
{
  static const float x[] = { 1, -2, 3, 0.5f };
  double found;

  algo_task_evaluate (task_of (text), G_N_ELEMENTS (x), 1, x, &found);
  g_test_message ("%s", text);
  g_assert_cmpfloat_with_epsilon (found, value, 1e-5);
}

static void
test_values (void)
{
  assert_value ("sum(x)", 2.5);
  assert_value ("sum(abs(x))", 6.5);
  assert_value ("x:abs():sum()", 6.5);
  assert_value ("mean(x)", 0.625);
  assert_value ("max(x) - min(x)", 5);
  assert_value ("norm(x)", sqrt (14.25));
  assert_value ("norm(x) + 0.5 * mean(x)", sqrt (14.25) + 0.3125);
  assert_value ("sum(x * x)", 14.25);
  assert_value ("sum(x ^ 2)", 14.25);
  assert_value ("sum(abs(x) ^ 0.5)", 1 + sqrt (2) + sqrt (3) + sqrt (0.5));
  assert_value ("sum(x ^ 3)", 1 - 8 + 27 + 0.125);
  assert_value ("sum(2 ^ x)", 2 + 0.25 + 8 + sqrt (2));
  assert_value ("sum(1 / (1 + x * x))", 0.5 + 0.2 + 0.1 + 0.8);
  assert_value ("sum(-x)", -2.5);
  assert_value ("sum(abs(x - roll(x, 1)))", 0.5 + 3 + 5 + 2.5);
  assert_value ("dot(x, roll(x, -1))", -2 - 6 + 1.5 + 0.5);
  assert_value ("dot(x, roll(x, 5))", 0.5 - 2 - 6 + 1.5);
  assert_value ("sum(relu(x)) + sum(relu(-x))", 6.5);
  assert_value ("sum(sign(x))", 2);
  assert_value ("sum(exp(x)) + sum(tanh(x))", exp (1) + exp (-2) + exp (3) + exp (0.5) + tanh (1)
                                                  + tanh (-2) + tanh (3) + tanh (0.5));
  assert_value ("sum(sin(x) ^ 2 + cos(x) * cos(x)) + x[1]", 5);
  assert_value ("sum(sqrt(abs(x))) + sum(log(1 + x * x))",
                1 + sqrt (2) + sqrt (3) + sqrt (0.5) + log (2) + log (5) + log (10) + log (1.25));
  assert_value ("x[1] * x[2]", -2);
  assert_value ("x[-1] + x[-2]", 3.5);
  assert_value ("sum(x:slice(1, 2))", -1);
  assert_value ("sum(slice(x, -2))", 3.5);
  assert_value ("x[1] + sum(x:slice(3, 100))", 4.5);
  assert_value ("#x > 2 and sort(x)[3] or max(x)", 1);
  assert_value ("sum(x:slice(3, 1)) + x[1]", 1);
  assert_value ("x[1] + sum(x:slice(2, 4):slice(2, 3))", 4.5);
  assert_value ("sort(x)[1]", -2);
  assert_value ("sum(sort(x):slice(1, 3))", -0.5);
  assert_value ("sum(sort(x):slice(-2, -1))", 4);
  assert_value ("sum(max(x, 0))", 4.5);
  assert_value ("sum(max(x, 0, roll(x, 1)))", 1 + 1 + 3 + 3);
  assert_value ("min(x[1], x[2], 5)", -2);
  assert_value ("max(min(x, 2.5))", 2.5);
  assert_value ("#x * sum(x)", 10);
  assert_value ("pi * x[1]", G_PI);
  assert_value ("sum((x - mean(x)) ^ 2)", 14.25 - 2.5 * 2.5 / 4);
  assert_value ("  sum(x)  ", 2.5);
  assert_value ("sum(x) -- of all", 2.5);
  assert_value ("(function () local s = 0; for i = 1, #x do s = s + i * x[i] end; return s end)()",
                1 - 4 + 9 + 2);
}

/* Against GLib's sort, at every size. */
static void
test_sort (void)
{
  const AlgoTask *low = task_of ("sort(x)[1]"), *second = task_of ("sort(x)[2]");
  const AlgoTask *all = task_of ("(function () local s, t = 0, sort(x); for i = 1, #x do s = s + i "
                                 "* t[i] end; return s end)()");
  float x[ALGO_MAX_INPUTS];
  AlgoRandom random;

  for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
    {
      double found, weighted = 0;

      algo_random_init (&random, n, 0, 0, ALGO_RANDOM_FRESH);
      algo_random_normal (&random, n, x);
      algo_task_evaluate (all, n, 1, x, &found);
      for (guint i = 0; i < n; i++)
        {
          guint rank = 1;

          for (guint k = 0; k < n; k++)
            rank += x[k] < x[i];
          weighted += rank * x[i];
          if (rank <= 2)
            {
              double of_rank;

              algo_task_evaluate (rank == 1 ? low : second, n, 1, x, &of_rank);
              g_assert_cmpfloat (of_rank, ==, x[i]);
            }
        }
      g_assert_cmpfloat_with_epsilon (found, weighted, 1e-3);
    }
}

/* Built-in tasks written as expressions: the same function of many points, whatever their number.
 */
static void
test_built_in (void)
{
  static const char *const pairs[][2] = {
    { "l1", "sum(abs(x))" },
    { "tilted-l1 t=0.5", "sum(abs(x)) + 0.5 * sum(x)" },
    { "total-variation", "sum(abs(x - roll(x, 1)))" },
    { "l2", "norm(x)" },
    { "squares", "sum(x * x)" },
    { "maximum", "max(x)" },
    { "partial-l1 k=2", "sum(abs(x:slice(1, 2)))" },
    { "absolute-sum", "abs(sum(x))" },
  };
  const guint n = 7, points = 150;
  g_autofree float *x = g_new (float, n *points);
  AlgoRandom random;

  algo_random_init (&random, 3, 0, 0, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, n * points, x);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree double *built_in = g_new (double, points);
      g_autofree double *written = g_new (double, points);
      g_autofree float *rest = g_new0 (float, points);

      algo_task_evaluate (task_of (pairs[i][0]), n, points, x, built_in);
      algo_task_evaluate (task_of (pairs[i][1]), n, points, x, written);
      for (guint p = 0; p < points; p++)
        g_assert_cmpfloat_with_epsilon (built_in[p], written[p], 1e-5 * (1 + fabs (built_in[p])));
      g_assert_cmpint (algo_task_symmetry (task_of (pairs[i][0])), ==,
                       algo_task_symmetry (task_of (pairs[i][1])));
      /* By input, as training has them. */
      algo_task_subtract (task_of (pairs[i][1]), 2, points, x, rest);
      for (guint p = 0; p < points; p++)
        {
          const float point[] = { x[p], x[points + p] };
          double value;

          algo_task_evaluate (task_of (pairs[i][0]), 2, 1, point, &value);
          g_assert_cmpfloat_with_epsilon (-rest[p], value, 1e-5);
        }
    }
}

/* What moments.h promises. */
static void
test_moments (void)
{
  static const guint sizes[] = { 2, 3, 5, 8, 16, 33, 64 };

  for (guint i = 0; i < algo_task_rows_count (); i++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        const AlgoTask *task = task_of (algo_task_rows[i]->name);
        const AlgoTaskMoments known = algo_task_moments (task, sizes[s]);
        const AlgoTaskMoments measured = algo_task_measure_moments (task, sizes[s]);
        const double deviation = sqrt (known.variance);
        const double looser = sizes[s] <= 16 ? 1 : 3.5;

        g_test_message ("%s, n = %u: %.1e %.1e %.1e", task->text, sizes[s],
                        (measured.mean - known.mean) / deviation,
                        measured.variance / known.variance - 1,
                        (measured.slope - known.slope) / deviation);
        g_assert_cmpfloat_with_epsilon (measured.mean, known.mean, looser * 1.5e-4 * deviation);
        g_assert_cmpfloat_with_epsilon (measured.variance / known.variance, 1, looser * 4e-4);
        g_assert_cmpfloat_with_epsilon (measured.slope, known.slope, 1e-4 * deviation);
      }
  g_assert_cmpfloat_with_epsilon (algo_task_moments (task_of ("sum(abs(x))"), 16).mean,
                                  16 * sqrt (2 / G_PI), 1e-5);
  /* It is measured once. */
  g_assert_cmpfloat (algo_task_moments (task_of ("sum(abs(x))"), 16).mean, ==,
                     algo_task_moments (task_of ("sum(abs(x))"), 16).mean);
  g_assert_cmpfloat_with_epsilon (algo_task_moments (task_of ("sum(x) + 1000"), 4).variance, 4,
                                  4e-4);
}

static void
test_symmetry (void)
{
  static const struct
  {
    const char *text;
    AlgoTaskSymmetry symmetry;
  } cases[] = {
    { "max(x) - min(x)", ALGO_SYMMETRY_PERMUTATIONS },
    { "sum(sort(x):slice(1, 3))", ALGO_SYMMETRY_PERMUTATIONS },
    { "sum(exp(x))", ALGO_SYMMETRY_PERMUTATIONS },
    { "sum(x * roll(x, 1))", ALGO_SYMMETRY_SHIFTS },
    { "sum(exp(x) * roll(x, 2))", ALGO_SYMMETRY_SHIFTS },
    { "x[1]", ALGO_SYMMETRY_NONE },
    { "x[1] * x[2]", ALGO_SYMMETRY_NONE },
    { "sum(x) + 0.01 * x[2]", ALGO_SYMMETRY_NONE },
    { "sum(abs(x:slice(1, 4)))", ALGO_SYMMETRY_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (algo_task_symmetry (task_of (cases[i].text)), ==, cases[i].symmetry);
}

static void
assert_message (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (algo_task_get (text, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpuint (strlen (error->message), <, 1000);
}

static void
test_mistakes (void)
{
  assert_message ("", "one value");
  assert_message ("l3", "there is nothing called 'l3'");
  assert_message ("sum(y)", "'y'");
  assert_message ("summ(x)", "'summ'");
  assert_message ("x:summ()", "'summ'");
  assert_message ("sum(x", "')' expected");
  assert_message ("sum(x))", "near ')'");
  assert_message ("sum(x) +", "near <eof>");
  assert_message ("sum(sort(x)[1..3])", "malformed number near '1..3'");
  assert_message ("x", "vector of 2");
  assert_message ("x * 2", "vector of 2");
  assert_message ("1", "same value");
  assert_message ("sum(x:slice(3, 4))", "same value at every x of 2 inputs");
  assert_message ("sum(x) - sum(x)", "same value");
  assert_message ("sum(x), 1", "one value");
  assert_message ("nil", "nil");
  assert_message ("sum", "function");
  assert_message ("'1'", "string");
  assert_message ("sum('1')", "bad argument #1 to 'sum'");
  assert_message ("sum()", "bad argument #1 to 'sum'");
  assert_message ("sum(x) % 2", "arithmetic");
  assert_message ("x < 1", "max, min, sign and relu");
  assert_message ("x == roll(x, 1)", "max, min, sign and relu");
  assert_message ("x[0]", "number 0 in a vector of 2");
  assert_message ("x[3]", "with 2 inputs");
  assert_message ("x[3]", "number 3 in a vector of 2");
  assert_message ("x[1.5]", "no integer representation");
  assert_message ("x:slice('a')", "bad argument");
  assert_message ("sum(x:slice(1, -2) + x)", "do not go together");
  assert_message ("sum(log(x))", "no finite value at x = (");
  assert_message ("sum(exp(exp(exp(x ^ 2))))", "no finite value");
  assert_message ("1 / (x[1] - x[1])", "no finite value");
  assert_message ("sum(x) * 1e200", "");
  assert_message ("sum(x)\n+ x[1]", "one line");
}

/* What is behind a comment that is not closed, and behind the result. */
static void
test_statements (void)
{
  assert_message ("sum(x) while true do end", "<eof> expected");
  assert_message ("sum(x); while true do end", "<eof> expected");
  assert_message ("sum(x) end", "<eof> expected");
  assert_message ("x = 1", "<eof> expected");
  assert_message ("--[[ sum(x)", "");
}

static void
test_sandbox (void)
{
  static const char *const names[] = {
    "io",       "os",     "require",  "package",        "load",         "loadstring",   "dofile",
    "loadfile", "debug",  "string",   "table",          "math",         "utf8",         "coroutine",
    "pcall",    "xpcall", "error",    "print",          "rawget",       "rawset",       "select",
    "tostring", "type",   "next",     "collectgarbage", "setmetatable", "getmetatable", "_G",
    "ipairs",   "pairs",  "tonumber",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("sum(x) + (%s and 1 or 0)", names[i]);

      assert_message (text, "there is nothing called");
    }
  assert_message ("sum(x) + ('a'):len()", "string");
  assert_message ("sum(x) + #('a'):rep(1e9)", "string");
  /* The table of names is a table like others; there is nothing behind it. */
  assert_message ("_ENV._G", "'_G'");
  assert_message ("_ENV[1]", "'1'");
  assert_value ("(function () _ENV.abs = sum; return abs(x) end)()", 2.5);
  assert_value ("sum(abs(x))", 6.5);
}

static void
test_bounds (void)
{
  g_autofree char *long_text = g_strnfill (1 << 20, '1');
  g_autoptr (GString) text = g_string_new ("sum(x)");

  assert_message ("(function () while true do end end)()", "takes too long");
  assert_message ("(function () for i = 1, 1e12 do end return sum(x) end)()", "takes too long");
  assert_message ("(function () ::a:: goto a end)()", "takes too long");
  assert_message ("(function () local s = 'a' while true do s = s .. s end end)()", "memory");
  assert_message ("(function () local t = {} for i = 1, 1e9 do t[i] = {i} end end)()", "");
  assert_message ("(function () local function f() return 1 + f() end return f() end)()", "");
  assert_message ("(function () local function f() return f() end return f() end)()", "too long");
  assert_message ("(function () local function f() return sum(f()) end return f() end)()", "");
  assert_message ("(function () local y = x while true do y = y + x end end)()",
                  "too long a calculation");
  assert_message (long_text, "1048576 bytes");

  /* As deep as the text has room for. */
  g_string_truncate (text, 0);
  for (guint i = 0; i < 2000; i++)
    g_string_append_c (text, '(');
  assert_message (text->str, "");
  g_string_truncate (text, 0);
  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "-");
  assert_message (text->str, "");
  g_string_truncate (text, 0);
  for (guint i = 0; i < 1300; i++)
    g_string_append (text, "{x,");
  assert_message (text->str, "");

  /* Many operations are too many, some are not. */
  g_string_assign (text, "sum(x)");
  for (guint i = 0; i < 100; i++)
    g_string_append (text, "+x[1]");
  g_assert_nonnull (task_of (text->str));
  for (guint i = 0; i < 600; i++)
    g_string_append (text, "+x[1]");
  assert_message (text->str, "too long a calculation");
}

/* Compiled code is not text, and text with a NUL ends there. */
static void
test_binary (void)
{
  assert_message ("\033Lua", "printable");
  assert_message ("\xff\xfe", "printable");
  assert_message ("sum(x) + \x01", "printable");
}

static void
test_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTask) tried = algo_task_try ("sum(abs(x)) + 3 * max(x)", &error);
  const AlgoTask *kept = task_of ("sum(abs(x)) + 3 * max(x)");
  g_autofree char *latex = algo_task_latex (task_of ("#x > 1 and sum(x ^ 3) or max(x)"));

  g_assert_no_error (error);
  g_assert_true (tried != kept);
  g_assert_cmpstr (kept->text, ==, "sum(abs(x)) + 3 * max(x)");
  g_assert_true (task_of ("  sum(abs(x)) + 3 * max(x) ") == kept);
  g_assert_cmpstr (algo_task_formula (kept), ==, kept->text);
  g_assert_null (algo_task_format_parameter (kept));
  g_assert_cmpstr (latex, ==, "\\texttt{\\#x > 1 and sum(x \\^{} 3) or max(x)}");
  g_assert_null (algo_task_with_parameter (kept, "t=1", &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
}

static gpointer
evaluate_often (gpointer data)
{
  const AlgoTask *task = task_of ("sum(sort(x):slice(2, 5)) + norm(x)");
  double sum = algo_task_moments (task, 6).mean;
  float x[6 * 100];
  double values[100];
  AlgoRandom random;

  algo_random_init (&random, 1, 0, 0, ALGO_RANDOM_FRESH);
  for (guint round = 0; round < 50; round++)
    {
      algo_random_normal (&random, G_N_ELEMENTS (x), x);
      algo_task_evaluate (task, 6, G_N_ELEMENTS (values), x, values);
      for (guint p = 0; p < G_N_ELEMENTS (values); p++)
        sum += values[p];
    }
  return g_memdup2 (&sum, sizeof sum);
}

static void
test_threads (void)
{
  GThread *threads[4];
  double first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("evaluate", evaluate_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree double *sum = g_thread_join (threads[i]);

      g_assert_true (i == 0 || *sum == first);
      first = *sum;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/expression/values", test_values);
  g_test_add_func ("/engine/expression/sort", test_sort);
  g_test_add_func ("/engine/expression/built-in", test_built_in);
  g_test_add_func ("/engine/expression/moments", test_moments);
  g_test_add_func ("/engine/expression/symmetry", test_symmetry);
  g_test_add_func ("/engine/expression/mistakes", test_mistakes);
  g_test_add_func ("/engine/expression/statements", test_statements);
  g_test_add_func ("/engine/expression/sandbox", test_sandbox);
  g_test_add_func ("/engine/expression/bounds", test_bounds);
  g_test_add_func ("/engine/expression/binary", test_binary);
  g_test_add_func ("/engine/expression/kept", test_kept);
  g_test_add_func ("/engine/expression/threads", test_threads);
  return g_test_run ();
}
