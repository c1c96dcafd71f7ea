/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every vector kernel that this processor can run against its plain loop. */
#include "engine/blas.h"
#include "engine/kernels/kernels.h"
#include "engine/model/parameters.h"
#include "engine/random.h"

#include <math.h>
#include <string.h>

#define D ALGO_CHANNELS
#define Z ALGO_LATENT
#define LIMIT                                                                                      \
  1e-5f /* of the largest value or of 1, the size of what goes in: rounding in another order */

/* Row counts around every block and register size. */
static const guint row_counts[] = { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 48, 67, 768 };

static guint32 next_sample;

/* New random numbers, the same in every run of the test. */
static float *
random_values (gsize count)
{
  float *values = g_aligned_alloc (MAX (count, 1), sizeof (float), 64);
  AlgoRandom random;

  algo_random_init (&random, 3, 0, next_sample++, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, count, values);
  return values;
}

static float *
copy_values (const float *values, gsize count)
{
  float *copy = g_aligned_alloc (MAX (count, 1), sizeof (float), 64);

  memcpy (copy, values, count * sizeof (float));
  return copy;
}

static void
assert_close (const char *what, const float *expected, const float *got, gsize count)
{
  float largest = 0;

  for (gsize i = 0; i < count; i++)
    largest = fmaxf (largest, fabsf (expected[i]));
  for (gsize i = 0; i < count; i++)
    if (!(fabsf (expected[i] - got[i]) <= LIMIT * fmaxf (largest, 1)))
      g_error ("%s: value %zu of %zu is %g, should be %g", what, i, count, got[i], expected[i]);
}

typedef struct
{
  const AlgoKernels *plain, *fast;
} Pair;

#define N_BUFFERS 8

/* Arrays of which both tables get a copy each; what a kernel leaves in any of them is compared. */
typedef struct
{
  guint used;
  gsize count[N_BUFFERS];
  float *plain[N_BUFFERS], *fast[N_BUFFERS];
} Buffers;

static guint
add_buffer (Buffers *buffers, gsize count)
{
  const guint index = buffers->used++;

  g_assert_cmpuint (index, <, N_BUFFERS);
  buffers->count[index] = count;
  buffers->plain[index] = random_values (count);
  buffers->fast[index] = copy_values (buffers->plain[index], count);
  return index;
}

static void
compare_buffers (Buffers *buffers, const char *what)
{
  for (guint i = 0; i < buffers->used; i++)
    {
      assert_close (what, buffers->plain[i], buffers->fast[i], buffers->count[i]);
      g_aligned_free (buffers->plain[i]);
      g_aligned_free (buffers->fast[i]);
    }
  buffers->used = 0;
}

/* Runs a call with both tables; in it, `k` is the table and `a` its arrays. */
#define WITH_BOTH(pair, buffers, call)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (guint both_ = 0; both_ < 2; both_++)                                                      \
      {                                                                                            \
        const AlgoKernels *k = both_ == 0 ? (pair)->plain : (pair)->fast;                          \
        float **a = both_ == 0 ? (buffers).plain : (buffers).fast;                                 \
                                                                                                   \
        call;                                                                                      \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static void
compare_affine (const Pair *pair, guint rows, guint in, guint out)
{
  for (guint adds = 0; adds < 2; adds++)
    {
      Buffers buffers = { 0 };

      add_buffer (&buffers, rows * in);
      add_buffer (&buffers, in * out);
      add_buffer (&buffers, out);
      add_buffer (&buffers, rows * out);
      WITH_BOTH (pair, buffers,
                 k->affine (rows, in, out, a[0], a[1], a[2], adds ? a[3] : NULL, a[3]));
      compare_buffers (&buffers, "affine");

      add_buffer (&buffers, rows * out);
      add_buffer (&buffers, in * out);
      add_buffer (&buffers, rows * in);
      /* No map of the position or slot features passes a gradient on to its input. */
      if (in % D == 0 || in < ALGO_SLOTS)
        WITH_BOTH (pair, buffers, k->affine_backward_input (rows, in, out, a[0], a[1], adds, a[2]));
      compare_buffers (&buffers, "affine_backward_input");
    }
}

static void
test_affine (gconstpointer data)
{
  const guint maps[][2] = { { 16, 16 }, { 26, 16 }, { 8, 16 }, { 16, 32 }, { 32, 16 },
                            { 2, 16 },  { 16, 1 },  { 16, 2 }, { 16, 4 },  { 16, 6 } };
  const Pair *pair = data;

  for (guint m = 0; m < G_N_ELEMENTS (maps); m++)
    for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
      {
        const guint rows = row_counts[r], in = maps[m][0], out = maps[m][1];
        Buffers buffers = { 0 };

        compare_affine (pair, rows, in, out);
        add_buffer (&buffers, rows * in);
        add_buffer (&buffers, rows * out);
        add_buffer (&buffers, in * out);
        add_buffer (&buffers, out);
        WITH_BOTH (pair, buffers,
                   k->affine_backward_weights (rows, in, out, a[0], a[1], a[2], a[3]));
        WITH_BOTH (pair, buffers,
                   k->affine_backward_weights (rows, in, out, a[0], a[1], a[2], NULL));
        compare_buffers (&buffers, "affine_backward_weights");
      }
}

static void
test_normalise (gconstpointer data)
{
  const Pair *pair = data;

  for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
    {
      const guint rows = row_counts[r];
      Buffers buffers = { 0 };

      add_buffer (&buffers, rows * D);
      add_buffer (&buffers, rows * D);
      add_buffer (&buffers, rows);
      add_buffer (&buffers, rows * D);
      add_buffer (&buffers, rows * D);
      WITH_BOTH (pair, buffers, k->normalise (rows, a[0], a[1], a[2]));
      WITH_BOTH (pair, buffers, k->normalise_backward (rows, a[1], a[2], a[3], a[4]));
      compare_buffers (&buffers, "normalise");
    }
}

/* A row all of whose channels are equal has no direction. */
static void
test_normalise_of_equal (gconstpointer data)
{
  const Pair *pair = data;
  float x[D], y[D], inverse;

  for (guint c = 0; c < D; c++)
    x[c] = 3;
  pair->fast->normalise (1, x, y, &inverse);
  for (guint c = 0; c < D; c++)
    g_assert_cmpfloat (y[c], ==, 0);
  g_assert_cmpfloat_with_epsilon (inverse, 1 / sqrtf (1e-5f), 1e-2);
}

static void
test_swish (gconstpointer data)
{
  const Pair *pair = data;

  for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
    {
      const guint rows = row_counts[r];
      Buffers buffers = { 0 };

      add_buffer (&buffers, rows);
      add_buffer (&buffers, rows);
      add_buffer (&buffers, rows);
      WITH_BOTH (pair, buffers, k->swish (rows, a[0], a[1]));
      WITH_BOTH (pair, buffers, k->swish_backward (rows, a[0], a[2], a[2]));
      compare_buffers (&buffers, "swish");
      for (guint varies = 0; varies < 2; varies++)
        {
          for (guint i = 0; i < 7; i++)
            add_buffer (&buffers, rows * D);
          WITH_BOTH (pair, buffers, k->swish_of_sum (rows, a[0], a[1], a[2], varies, a[3]));
          WITH_BOTH (pair, buffers,
                     k->swish_of_sum_backward (rows, a[0], a[4], varies, a[4], a[5], a[6]));
          compare_buffers (&buffers, "swish_of_sum");
        }
    }
}

/* Where e^x is beyond floats, and where there is no number. */
static void
test_swish_of_extremes (gconstpointer data)
{
  const Pair *pair = data;
  const float x[] = { 0, -0.0f, 1e-30f, 20, -20, 87, -87, 89, -89, 1e4f, -1e4f, 1e30f };
  float y[G_N_ELEMENTS (x)], bad[] = { NAN, INFINITY }, of_bad[2];

  pair->fast->swish (G_N_ELEMENTS (x), x, y);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    {
      const double expected = x[i] / (1 + exp (-(double) x[i]));

      g_assert_cmpfloat_with_epsilon (y[i], expected, 1e-6 * fabs (expected) + 1e-30);
    }
  pair->fast->swish (2, bad, of_bad);
  g_assert_true (isnan (of_bad[0]));
  g_assert_cmpfloat (of_bad[1], ==, INFINITY);
}

static void
test_attend (gconstpointer data)
{
  const Pair *pair = data;

  for (guint stride = 1; stride <= 3; stride += 2)
    for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
      {
        const guint rows = row_counts[r];
        Buffers buffers = { 0 };

        add_buffer (&buffers, D);
        add_buffer (&buffers, rows * stride * D);
        add_buffer (&buffers, rows * stride * D);
        add_buffer (&buffers, rows * D);
        add_buffer (&buffers, D);
        add_buffer (&buffers, D);
        add_buffer (&buffers, rows * stride * D);
        add_buffer (&buffers, rows * stride * D);
        WITH_BOTH (pair, buffers, k->attend (rows, stride, a[0], a[1], a[2], a[3], a[4]));
        WITH_BOTH (pair, buffers,
                   k->attend_backward (rows, stride, a[0], a[1], a[2], a[3], a[4], a[5], a[6],
                                       a[7]));
        compare_buffers (&buffers, "attend");
      }
}

static void
test_latent (gconstpointer data)
{
  const Pair *pair = data;

  for (guint varies = 0; varies < 2; varies++)
    for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
      {
        const guint rows = row_counts[r];
        Buffers buffers = { 0 };
        double kl[2];
        guint next = 0;

        add_buffer (&buffers, (varies ? rows : 1) * 2 * Z);
        add_buffer (&buffers, rows * 2 * Z);
        add_buffer (&buffers, rows * Z);
        add_buffer (&buffers, rows * Z);
        add_buffer (&buffers, rows * Z);
        add_buffer (&buffers, (varies ? rows : 1) * 2 * Z);
        add_buffer (&buffers, rows * 2 * Z);
        WITH_BOTH (pair, buffers, kl[next++] = k->latent (rows, a[0], varies, a[1], a[2], a[3]));
        WITH_BOTH (pair, buffers,
                   k->latent_backward (rows, a[0], varies, a[1], a[2], a[4], 0.3f, a[5], a[6]));
        g_assert_cmpfloat_with_epsilon (kl[0], kl[1], 1e-5 * kl[0]);
        compare_buffers (&buffers, "latent");
      }
}

static void
test_neuron (gconstpointer data)
{
  const Pair *pair = data;

  for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
    {
      const guint points = row_counts[r];
      Buffers buffers = { 0 };

      add_buffer (&buffers, points);
      add_buffer (&buffers, points);
      add_buffer (&buffers, points);
      add_buffer (&buffers, 1);
      add_buffer (&buffers, 1);
      WITH_BOTH (pair, buffers, k->neuron (points, 0.4f, -1.3f, a[0], a[1]));
      WITH_BOTH (pair, buffers, k->neuron_backward (points, -1.3f, a[2], a[0], a[3], a[4]));
      compare_buffers (&buffers, "neuron");
    }
}

static void
test_multiply (gconstpointer data)
{
  const Pair *pair = data;

  for (guint variant = 0; variant < 8; variant++)
    {
      const gboolean a_transposed = variant & 1, b_transposed = variant & 2, adds = variant & 4;
      Buffers buffers = { 0 };

      add_buffer (&buffers, 13 * 7);
      add_buffer (&buffers, 7 * 21);
      add_buffer (&buffers, 13 * 21);
      WITH_BOTH (pair, buffers,
                 k->multiply (a_transposed, b_transposed, 13, 21, 7, a[0], a[1], adds, a[2]));
      compare_buffers (&buffers, "multiply");
    }
}

static void
test_combine (gconstpointer data)
{
  const Pair *pair = data;

  for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
    {
      const guint count = row_counts[r];
      Buffers buffers = { 0 };

      add_buffer (&buffers, 5);
      add_buffer (&buffers, 5 * (count + 3));
      add_buffer (&buffers, count);
      WITH_BOTH (pair, buffers, k->combine (count, 5, a[0], a[1], count + 3, a[2]));
      compare_buffers (&buffers, "combine");
    }
}

static void
test_dot (gconstpointer data)
{
  const Pair *pair = data;

  for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
    {
      const guint count = row_counts[r];
      g_autofree float *unaligned = g_new (float, count + 1);
      float *x = random_values (count);
      double expected = pair->plain->dot (count, x, x);

      memcpy (unaligned + 1, x, count * sizeof (float));
      g_assert_cmpfloat_with_epsilon (pair->fast->dot (count, x, unaligned + 1), expected,
                                      1e-6 * expected);
      g_aligned_free (x);
    }
}

static void
test_adam (gconstpointer data)
{
  const AlgoAdamStep step = { .gradient_scale = 0.3f,
                              .rate = 1e-2f,
                              .beta1 = 0.9f,
                              .beta2 = 0.99f,
                              .correction2 = 30,
                              .epsilon = 1e-8f };
  const Pair *pair = data;

  for (guint r = 0; r < G_N_ELEMENTS (row_counts); r++)
    {
      const guint count = row_counts[r];
      Buffers buffers = { 0 };

      for (guint i = 0; i < 5; i++)
        add_buffer (&buffers, count);
      for (guint i = 0; i < count; i++) /* second moments are not negative */
        buffers.plain[2][i] = buffers.fast[2][i] = fabsf (buffers.plain[2][i]);
      WITH_BOTH (pair, buffers, k->adam (count, &step, a[0], a[1], a[2], a[3], a[4]));
      compare_buffers (&buffers, "adam");
    }
}

static void
test_choice (void)
{
  g_assert_cmpuint (algo_kernels_count (), >=, 2);
  g_assert_cmpstr (algo_kernels_nth (0)->name, ==, "plain");
  g_assert_null (algo_kernels_find ("abacus"));
  for (guint i = 0; i < algo_kernels_count (); i++)
    {
      const AlgoKernels *kernels = algo_kernels_nth (i);

      g_assert_true (algo_kernels_find (kernels->name) == kernels);
      algo_kernels_set_default (kernels);
      g_assert_true (algo_kernels_get_default () == kernels);
    }
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = {
    { "affine", test_affine },
    { "normalise", test_normalise },
    { "normalise-of-equal", test_normalise_of_equal },
    { "swish", test_swish },
    { "swish-of-extremes", test_swish_of_extremes },
    { "attend", test_attend },
    { "latent", test_latent },
    { "neuron", test_neuron },
    { "multiply", test_multiply },
    { "combine", test_combine },
    { "dot", test_dot },
    { "adam", test_adam },
  };

  g_test_init (&argc, &argv, NULL);
  algo_blas_prepare ();
  g_test_add_func ("/kernels/choice", test_choice);
  for (guint i = 1; i < algo_kernels_count (); i++)
    for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
      {
        Pair *pair = g_new (Pair, 1);
        g_autofree char *path =
            g_strdup_printf ("/kernels/%s/%s", algo_kernels_nth (i)->name, tests[t].name);

        *pair = (Pair){ algo_kernels_nth (0), algo_kernels_nth (i) };
        g_test_add_data_func_full (path, pair, tests[t].test, g_free);
      }
  return g_test_run ();
}
