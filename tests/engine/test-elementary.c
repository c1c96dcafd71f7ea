/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kernels do number by number, each table of them against the C library. */
#include "engine/kernels/kernels.h"

#include <float.h>
#include <math.h>

/* One function of numbers as the kernels have it and as the C library has it of doubles. */
typedef struct
{
  const char *name;
  void (*kernel) (gsize count, const float *x, float *y);
  double (*exact) (double);
} Elementary;

/* Four units in the last place; in an angle's, as near 0 as the reduction of a large one comes. */
static void
assert_near (const Elementary *function, float x, float y)
{
  const double exact = function->exact (x);
  const gboolean is_angle = function->exact == sin || function->exact == cos;
  const double limit = 5e-7 * fmax (fabs (exact), is_angle ? 1 : 0) + 1e-38;

  g_test_message ("%s (%.9g) = %.9g, and not %.9g", function->name, x, y, exact);
  if (isfinite (exact) && fabs (exact) < 3.4e38)
    g_assert_cmpfloat_with_epsilon (y, exact, limit);
  else if (isnan (exact))
    g_assert_true (isnan (y));
  else
    g_assert_cmpfloat (y, ==, (float) exact);
}

static void
test_elementary (gconstpointer data)
{
  const AlgoKernels *k = data;
  const Elementary functions[] = { { "exp", k->exponential, exp },
                                   { "log", k->logarithm, log },
                                   { "sin", k->sine, sin },
                                   { "cos", k->cosine, cos },
                                   { "tanh", k->hyperbolic_tangent, tanh } };
  static const float extremes[] = { 0,     -0.0f, 1e-42f, 1e-30f,   -1e-30f,   1,       -1,
                                    86.9f, 88.5f, 89,     -90,      200,       -200,    8191.5f,
                                    8193,  -1e6f, 1e30f,  FLT_MIN,  FLT_MAX,   -1e38f,  NAN,
                                    1e-6f, 0.62f, 0.63f,  INFINITY, -INFINITY, 0.7071f, 0.99999f };

  for (guint f = 0; f < G_N_ELEMENTS (functions); f++)
    {
      float x[2003], y[G_N_ELEMENTS (x)];

      for (guint i = 0; i < G_N_ELEMENTS (x); i++)
        x[i] = (i % 2 == 0 ? 0.01f : 0.0003f * i) * ((float) i - 1001);
      functions[f].kernel (G_N_ELEMENTS (x), x, y);
      for (guint i = 0; i < G_N_ELEMENTS (x); i++)
        assert_near (&functions[f], x[i], y[i]);
      /* One among others, which must not suffer from it, and in place. */
      for (guint e = 0; e < G_N_ELEMENTS (extremes); e++)
        {
          float values[19];

          for (guint i = 0; i < G_N_ELEMENTS (values); i++)
            values[i] = i == 5 ? extremes[e] : 0.3f * (i + 1);
          functions[f].kernel (G_N_ELEMENTS (values), values, values);
          for (guint i = 0; i < G_N_ELEMENTS (values); i++)
            assert_near (&functions[f], i == 5 ? extremes[e] : 0.3f * (i + 1), values[i]);
        }
    }
}

static void
test_order (gconstpointer data)
{
  const AlgoKernels *k = data;
  float low[37], high[37];

  for (guint count = 1; count <= G_N_ELEMENTS (low); count++)
    {
      for (guint i = 0; i < count; i++)
        {
          low[i] = (float) (i * 7 % 11);
          high[i] = i == 3 ? NAN : (float) (i * 5 % 13);
        }
      if (count > 20)
        low[20] = NAN;
      k->order (count, low, high);
      for (guint i = 0; i < count; i++)
        if (i == 3 || i == 20)
          g_assert_true (isnan (low[i]) && isnan (high[i]));
        else
          {
            g_assert_cmpfloat (low[i], ==, (float) MIN (i * 7 % 11, i * 5 % 13));
            g_assert_cmpfloat (high[i], ==, (float) MAX (i * 7 % 11, i * 5 % 13));
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < algo_kernels_count (); i++)
    {
      const AlgoKernels *kernels = algo_kernels_nth (i);
      g_autofree char *elementary = g_strdup_printf ("/elementary/%s/functions", kernels->name);
      g_autofree char *order = g_strdup_printf ("/elementary/%s/order", kernels->name);

      g_test_add_data_func (elementary, kernels, test_elementary);
      g_test_add_data_func (order, kernels, test_order);
    }
  return g_test_run ();
}
