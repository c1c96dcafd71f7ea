/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kernels/kernels-plain.h"

#include "engine/kernels/shapes.h"

#include <math.h>
#include <string.h>
#include <tgmath.h>

#define D ALGO_CHANNELS
#define HEAD (ALGO_CHANNELS / ALGO_HEADS)
#define Z ALGO_LATENT
#define EPSILON ((AlgoReal) 1e-5)

static void
affine (gsize rows,
        guint in,
        guint out,
        const AlgoReal *x,
        const AlgoReal *w,
        const AlgoReal *b,
        const AlgoReal *addend,
        AlgoReal *y)
{
  for (gsize row = 0; row < rows; row++)
    for (guint o = 0; o < out; o++)
      {
        AlgoReal sum = b != NULL ? b[o] : 0;

        for (guint i = 0; i < in; i++)
          sum += x[row * in + i] * w[i * out + o];
        y[row * out + o] = addend != NULL ? addend[row * out + o] + sum : sum;
      }
}

static void
affine_backward_input (gsize rows,
                       guint in,
                       guint out,
                       const AlgoReal *dy,
                       const AlgoReal *w,
                       gboolean adds,
                       AlgoReal *dx)
{
  for (gsize row = 0; row < rows; row++)
    for (guint i = 0; i < in; i++)
      {
        AlgoReal sum = 0;

        for (guint o = 0; o < out; o++)
          sum += dy[row * out + o] * w[i * out + o];
        dx[row * in + i] = adds ? dx[row * in + i] + sum : sum;
      }
}

static void
affine_backward_weights (gsize rows,
                         guint in,
                         guint out,
                         const AlgoReal *x,
                         const AlgoReal *dy,
                         AlgoReal *dw,
                         AlgoReal *db)
{
  for (gsize row = 0; row < rows; row++)
    for (guint o = 0; o < out; o++)
      {
        for (guint i = 0; i < in; i++)
          dw[i * out + o] += x[row * in + i] * dy[row * out + o];
        if (db != NULL)
          db[o] += dy[row * out + o];
      }
}

static void
normalise (gsize rows, const AlgoReal *x, AlgoReal *y, AlgoReal *inverse_deviation)
{
  for (gsize row = 0; row < rows; row++, x += D, y += D)
    {
      AlgoReal mean = 0, variance = 0;

      for (guint c = 0; c < D; c++)
        mean += x[c] / D;
      for (guint c = 0; c < D; c++)
        variance += (x[c] - mean) * (x[c] - mean) / D;
      inverse_deviation[row] = 1 / sqrt (variance + EPSILON);
      for (guint c = 0; c < D; c++)
        y[c] = (x[c] - mean) * inverse_deviation[row];
    }
}

static void
normalise_backward (gsize rows,
                    const AlgoReal *y,
                    const AlgoReal *inverse_deviation,
                    const AlgoReal *dy,
                    AlgoReal *dx)
{
  for (gsize row = 0; row < rows; row++, y += D, dy += D, dx += D)
    {
      AlgoReal mean = 0, along = 0;

      for (guint c = 0; c < D; c++)
        {
          mean += dy[c] / D;
          along += dy[c] * y[c] / D;
        }
      for (guint c = 0; c < D; c++)
        dx[c] += (dy[c] - mean - y[c] * along) * inverse_deviation[row];
    }
}

static AlgoReal
sigmoid (AlgoReal x)
{
  return 1 / (1 + exp (-x));
}

static void
swish (gsize count, const AlgoReal *x, AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    y[i] = x[i] * sigmoid (x[i]);
}

static void
swish_backward (gsize count, const AlgoReal *x, const AlgoReal *dy, AlgoReal *dx)
{
  for (gsize i = 0; i < count; i++)
    {
      const AlgoReal s = sigmoid (x[i]);

      dx[i] = dy[i] * (s + x[i] * s * (1 - s));
    }
}

static void
swish_of_sum (gsize rows,
              AlgoReal *x,
              const AlgoReal *a,
              const AlgoReal *b,
              gboolean b_varies,
              AlgoReal *y)
{
  for (gsize row = 0; row < rows; row++)
    for (guint c = 0; c < D; c++)
      x[row * D + c] += a[c] + b[(b_varies ? row * D : 0) + c];
  swish (rows * D, x, y);
}

static void
swish_of_sum_backward (gsize rows,
                       const AlgoReal *x,
                       const AlgoReal *dy,
                       gboolean b_varies,
                       AlgoReal *dx,
                       AlgoReal *da,
                       AlgoReal *db)
{
  swish_backward (rows * D, x, dy, dx);
  for (gsize row = 0; row < rows; row++)
    for (guint c = 0; c < D; c++)
      {
        da[c] += dx[row * D + c];
        db[(b_varies ? row * D : 0) + c] += dx[row * D + c];
      }
}

/* The scaled logit of one head. */
static AlgoReal
head_logit (const AlgoReal *query, const AlgoReal *key)
{
  AlgoReal sum = 0;

  for (guint c = 0; c < HEAD; c++)
    sum += query[c] * key[c];
  return sum / sqrt ((AlgoReal) HEAD);
}

static void
attend (gsize rows,
        gsize stride,
        const AlgoReal *query,
        const AlgoReal *key,
        const AlgoReal *value,
        AlgoReal *weights,
        AlgoReal *y)
{
  for (guint head = 0; head < D; head += HEAD)
    {
      AlgoReal largest = -INFINITY, sum = 0;

      for (gsize row = 0; row < rows; row++)
        {
          weights[row * D + head] = head_logit (query + head, key + row * stride * D + head);
          largest = fmax (largest, weights[row * D + head]);
        }
      for (gsize row = 0; row < rows; row++)
        sum += weights[row * D + head] = exp (weights[row * D + head] - largest);
      for (guint c = head; c < head + HEAD; c++)
        y[c] = 0;
      for (gsize row = 0; row < rows; row++)
        {
          const AlgoReal weight = weights[row * D + head] / sum;

          for (guint c = head; c < head + HEAD; c++)
            {
              weights[row * D + c] = weight;
              y[c] += weight * value[row * stride * D + c];
            }
        }
    }
}

static void
attend_backward (gsize rows,
                 gsize stride,
                 const AlgoReal *query,
                 const AlgoReal *key,
                 const AlgoReal *value,
                 const AlgoReal *weights,
                 const AlgoReal *dy,
                 AlgoReal *dquery,
                 AlgoReal *dkey,
                 AlgoReal *dvalue)
{
  for (guint head = 0; head < D; head += HEAD)
    {
      AlgoReal expected = 0;

      for (gsize row = 0; row < rows; row++)
        for (guint c = head; c < head + HEAD; c++)
          expected += weights[row * D + c] * value[row * stride * D + c] * dy[c];
      for (gsize row = 0; row < rows; row++)
        {
          const gsize at = row * stride * D;
          AlgoReal dweight = 0, dlogit;

          for (guint c = head; c < head + HEAD; c++)
            {
              dweight += value[at + c] * dy[c];
              dvalue[at + c] += weights[row * D + c] * dy[c];
            }
          dlogit = weights[row * D + head] * (dweight - expected) / sqrt ((AlgoReal) HEAD);
          for (guint c = head; c < head + HEAD; c++)
            {
              dquery[c] += dlogit * key[at + c];
              dkey[at + c] += dlogit * query[c];
            }
        }
    }
}

static double
latent (gsize rows,
        const AlgoReal *prior,
        gboolean prior_varies,
        const AlgoReal *offset,
        const AlgoReal *noise,
        AlgoReal *z)
{
  double kl = 0;

  for (gsize row = 0; row < rows; row++, offset += 2 * Z, noise += Z, z += Z)
    {
      for (guint c = 0; c < Z; c++)
        {
          const AlgoReal sigma = exp (3 * tanh (prior[Z + c] / 3));
          const AlgoReal m = offset[c], r = 8 * tanh ((offset[Z + c] - 2) / 8);

          z[c] = prior[c] + sigma * (m + exp (r) * noise[c]);
          kl += -r + (exp (2 * r) + m * m - 1) / 2;
        }
      if (prior_varies)
        prior += 2 * Z;
    }
  return kl;
}

static void
latent_backward (gsize rows,
                 const AlgoReal *prior,
                 gboolean prior_varies,
                 const AlgoReal *offset,
                 const AlgoReal *noise,
                 const AlgoReal *dz,
                 AlgoReal dkl,
                 AlgoReal *dprior,
                 AlgoReal *doffset)
{
  for (gsize row = 0; row < rows; row++)
    {
      for (guint c = 0; c < Z; c++)
        {
          const AlgoReal of_sigma = tanh (prior[Z + c] / 3), of_r = tanh ((offset[Z + c] - 2) / 8);
          const AlgoReal sigma = exp (3 * of_sigma), m = offset[c], ratio = exp (8 * of_r);

          dprior[c] += dz[c];
          dprior[Z + c] += dz[c] * sigma * (m + ratio * noise[c]) * (1 - of_sigma * of_sigma);
          doffset[c] = dz[c] * sigma + dkl * m;
          doffset[Z + c] =
              (dz[c] * sigma * ratio * noise[c] + dkl * (ratio * ratio - 1)) * (1 - of_r * of_r);
        }
      offset += 2 * Z;
      doffset += 2 * Z;
      noise += Z;
      dz += Z;
      if (prior_varies)
        {
          prior += 2 * Z;
          dprior += 2 * Z;
        }
    }
}

static void
neuron (gsize points, AlgoReal b0, AlgoReal W1, AlgoReal *argument, AlgoReal *y)
{
  for (gsize p = 0; p < points; p++)
    {
      argument[p] += b0;
      y[p] += W1 * argument[p] * sigmoid (argument[p]);
    }
}

static void
neuron_backward (gsize points,
                 AlgoReal W1,
                 const AlgoReal *dy,
                 AlgoReal *argument,
                 AlgoReal *db0,
                 AlgoReal *dW1)
{
  *db0 = *dW1 = 0;
  for (gsize p = 0; p < points; p++)
    {
      const AlgoReal x = argument[p], s = sigmoid (x);

      *dW1 += dy[p] * x * s;
      argument[p] = dy[p] * W1 * (s + x * s * (1 - s));
      *db0 += argument[p];
    }
}

static void
multiply (gboolean a_transposed,
          gboolean b_transposed,
          gsize m,
          gsize n,
          gsize k,
          const AlgoReal *a,
          const AlgoReal *b,
          gboolean adds,
          AlgoReal *c)
{
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < n; j++)
      {
        AlgoReal sum = adds ? c[i * n + j] : 0;

        for (gsize l = 0; l < k; l++)
          sum += a[a_transposed ? l * m + i : i * k + l] * b[b_transposed ? j * k + l : l * n + j];
        c[i * n + j] = sum;
      }
}

static void
combine (gsize count,
         guint rows,
         const AlgoReal *coefficients,
         const AlgoReal *x,
         gsize stride,
         AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    {
      AlgoReal sum = 0;

      for (guint row = 0; row < rows; row++)
        sum += coefficients[row] * x[row * stride + i];
      y[i] = sum;
    }
}

static double
dot (gsize count, const AlgoReal *x, const AlgoReal *y)
{
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    sum += (double) x[i] * y[i];
  return sum;
}

static void
adam (gsize count,
      const AlgoAdamStep *step,
      const AlgoReal *gradient,
      AlgoReal *first_moment,
      AlgoReal *second_moment,
      const AlgoReal *parameters,
      AlgoReal *next)
{
  for (gsize i = 0; i < count; i++)
    {
      const AlgoReal g = gradient[i] * step->gradient_scale;

      first_moment[i] = step->beta1 * first_moment[i] + (1 - step->beta1) * g;
      second_moment[i] = step->beta2 * second_moment[i] + (1 - step->beta2) * g * g;
      next[i] = parameters[i]
                - step->rate * first_moment[i]
                      / (sqrt (second_moment[i] * step->correction2) + step->epsilon);
    }
}

static void
exponential (gsize count, const AlgoReal *x, AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    y[i] = exp (x[i]);
}

static void
logarithm (gsize count, const AlgoReal *x, AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    y[i] = log (x[i]);
}

static void
sine (gsize count, const AlgoReal *x, AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    y[i] = sin (x[i]);
}

static void
cosine (gsize count, const AlgoReal *x, AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    y[i] = cos (x[i]);
}

static void
hyperbolic_tangent (gsize count, const AlgoReal *x, AlgoReal *y)
{
  for (gsize i = 0; i < count; i++)
    y[i] = tanh (x[i]);
}

static void
order (gsize count, AlgoReal *low, AlgoReal *high)
{
  for (gsize i = 0; i < count; i++)
    {
      const AlgoReal a = low[i], b = high[i];

      low[i] = a < b || isnan (a) ? a : b;
      high[i] = a > b || isnan (a) ? a : b;
    }
}

const AlgoKernels algo_kernels_plain = {
  .name = "plain",
  .affine = affine,
  .affine_backward_input = affine_backward_input,
  .affine_backward_weights = affine_backward_weights,
  .normalise = normalise,
  .normalise_backward = normalise_backward,
  .swish = swish,
  .swish_backward = swish_backward,
  .swish_of_sum = swish_of_sum,
  .swish_of_sum_backward = swish_of_sum_backward,
  .attend = attend,
  .attend_backward = attend_backward,
  .latent = latent,
  .latent_backward = latent_backward,
  .neuron = neuron,
  .neuron_backward = neuron_backward,
  .multiply = multiply,
  .combine = combine,
  .dot = dot,
  .adam = adam,
  .exponential = exponential,
  .logarithm = logarithm,
  .sine = sine,
  .cosine = cosine,
  .hyperbolic_tangent = hyperbolic_tangent,
  .order = order,
};
