/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions of long arrays: the target network's neurons, the mixing of weights, the optimizer. */
#include "engine/kernels/vector/vector.h"

#include <cblas.h>
#include <math.h>

#define AT_ONCE 4 /* independent sums, to hide the latency of an addition */

void
ALGO_VECTOR (neuron) (gsize points, float b0, float W1, float *argument, float *y)
{
  gsize i = 0;

  for (; i + ALGO_LANES <= points; i += ALGO_LANES)
    {
      const Vector x = load (argument + i) + b0;

      store (argument + i, x);
      store (y + i, load (y + i) + W1 * (x * sigmoid (x)));
    }
  if (i < points)
    {
      const gsize rest = points - i;
      const Vector x = load_first (argument + i, rest) + b0;

      store_first (argument + i, x, rest);
      store_first (y + i, load_first (y + i, rest) + W1 * (x * sigmoid (x)), rest);
    }
}

void
ALGO_VECTOR (neuron_backward) (gsize points,
                               float W1,
                               const float *dy,
                               float *argument,
                               float *db0,
                               float *dW1)
{
  Vector of_bias = splat (0), of_weight = splat (0);

  for (gsize i = 0; i < points; i += ALGO_LANES)
    {
      const gsize here = MIN (ALGO_LANES, points - i);
      const Vector x = here == ALGO_LANES ? load (argument + i) : load_first (argument + i, here);
      const Vector d = here == ALGO_LANES ? load (dy + i) : load_first (dy + i, here);
      const Vector s = sigmoid (x);
      const Vector dx = d * W1 * swish_slope (x, s);

      of_weight += d * (x * s);
      of_bias += dx;
      if (here == ALGO_LANES)
        store (argument + i, dx);
      else
        store_first (argument + i, dx, here);
    }
  *db0 = sum_lanes (of_bias)[0];
  *dW1 = sum_lanes (of_weight)[0];
}

void
ALGO_VECTOR (multiply) (gboolean a_transposed,
                        gboolean b_transposed,
                        gsize m,
                        gsize n,
                        gsize k,
                        const float *a,
                        const float *b,
                        gboolean adds,
                        float *c)
{
  cblas_sgemm (CblasRowMajor, a_transposed ? CblasTrans : CblasNoTrans,
               b_transposed ? CblasTrans : CblasNoTrans, m, n, k, 1, a, a_transposed ? m : k, b,
               b_transposed ? k : n, adds ? 1 : 0, c, n);
}

void
ALGO_VECTOR (combine) (gsize count,
                       guint rows,
                       const float *coefficients,
                       const float *x,
                       gsize stride,
                       float *y)
{
  gsize i = 0;

  for (; i + AT_ONCE * ALGO_LANES <= count; i += AT_ONCE * ALGO_LANES)
    {
      Vector sum[AT_ONCE] = { 0 };

      for (guint row = 0; row < rows; row++)
        for (guint k = 0; k < AT_ONCE; k++)
          sum[k] += coefficients[row] * load (x + row * stride + i + k * ALGO_LANES);
      for (guint k = 0; k < AT_ONCE; k++)
        store (y + i + k * ALGO_LANES, sum[k]);
    }
  for (; i < count; i++)
    {
      float sum = 0;

      for (guint row = 0; row < rows; row++)
        sum += coefficients[row] * x[row * stride + i];
      y[i] = sum;
    }
}

double
ALGO_VECTOR (dot) (gsize count, const float *x, const float *y)
{
  Vector sum[AT_ONCE] = { 0 };
  double total;
  gsize i = 0;

  for (; i + AT_ONCE * ALGO_LANES <= count; i += AT_ONCE * ALGO_LANES)
    for (guint k = 0; k < AT_ONCE; k++)
      sum[k] += load (x + i + k * ALGO_LANES) * load (y + i + k * ALGO_LANES);
  total = sum_lanes ((sum[0] + sum[1]) + (sum[2] + sum[3]))[0];
  for (; i < count; i++)
    total += (double) x[i] * y[i];
  return total;
}

void
ALGO_VECTOR (adam) (gsize count,
                    const AlgoAdamStep *step,
                    const float *gradient,
                    float *first_moment,
                    float *second_moment,
                    const float *parameters,
                    float *next)
{
  const AlgoAdamStep s = *step;

  /* Simple enough for the compiler to do in registers. */
  for (gsize i = 0; i < count; i++)
    {
      const float g = gradient[i] * s.gradient_scale;
      const float m = s.beta1 * first_moment[i] + (1 - s.beta1) * g;
      const float v = s.beta2 * second_moment[i] + (1 - s.beta2) * g * g;

      first_moment[i] = m;
      second_moment[i] = v;
      next[i] = parameters[i] - s.rate * m / (sqrtf (v * s.correction2) + s.epsilon);
    }
}
