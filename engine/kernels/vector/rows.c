/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layer norm and swish over rows of channels. */
#include "engine/kernels/vector/vector.h"

#include <math.h>

#define D ALGO_CHANNELS
#define EPSILON 1e-5f

void
ALGO_VECTOR (normalise) (gsize rows, const float *x, float *y, float *inverse_deviation)
{
  for (gsize row = 0; row < rows; row++)
    {
      Row centred = load_row (x + row * D), squares;
      const Vector mean = sum_row (centred) * (1.0f / D);
      float inverse;

      for (guint p = 0; p < ALGO_PARTS; p++)
        {
          centred.part[p] -= mean;
          squares.part[p] = centred.part[p] * centred.part[p];
        }
      inverse = 1 / sqrtf (sum_row (squares)[0] * (1.0f / D) + EPSILON);
      for (guint p = 0; p < ALGO_PARTS; p++)
        centred.part[p] *= inverse;
      store_row (y + row * D, centred);
      inverse_deviation[row] = inverse;
    }
}

void
ALGO_VECTOR (normalise_backward) (gsize rows,
                                  const float *y,
                                  const float *inverse_deviation,
                                  const float *dy,
                                  float *dx)
{
  for (gsize row = 0; row < rows; row++)
    {
      const Row normal = load_row (y + row * D), d = load_row (dy + row * D);
      Row result = load_row (dx + row * D), products;
      Vector mean, along;

      for (guint p = 0; p < ALGO_PARTS; p++)
        products.part[p] = normal.part[p] * d.part[p];
      mean = sum_row (d) * (1.0f / D);
      along = sum_row (products) * (1.0f / D);
      for (guint p = 0; p < ALGO_PARTS; p++)
        result.part[p] += (d.part[p] - mean - normal.part[p] * along) * inverse_deviation[row];
      store_row (dx + row * D, result);
    }
}

void
ALGO_VECTOR (swish) (gsize count, const float *x, float *y)
{
  gsize i = 0;

  for (; i + ALGO_LANES <= count; i += ALGO_LANES)
    store (y + i, load (x + i) * sigmoid (load (x + i)));
  if (i < count)
    {
      const Vector rest = load_first (x + i, count - i);

      store_first (y + i, rest * sigmoid (rest), count - i);
    }
}

void
ALGO_VECTOR (swish_backward) (gsize count, const float *x, const float *dy, float *dx)
{
  gsize i = 0;

  for (; i + ALGO_LANES <= count; i += ALGO_LANES)
    {
      const Vector v = load (x + i);

      store (dx + i, load (dy + i) * swish_slope (v, sigmoid (v)));
    }
  if (i < count)
    {
      const Vector v = load_first (x + i, count - i);

      store_first (dx + i, load_first (dy + i, count - i) * swish_slope (v, sigmoid (v)),
                   count - i);
    }
}

void
ALGO_VECTOR (swish_of_sum) (gsize rows,
                            float *x,
                            const float *a,
                            const float *b,
                            gboolean b_varies,
                            float *y)
{
  const Row common = load_row (a);

  for (gsize row = 0; row < rows; row++)
    {
      Row argument = load_row (x + row * D);
      const Row own = load_row (b + (b_varies ? row * D : 0));

      for (guint p = 0; p < ALGO_PARTS; p++)
        argument.part[p] += common.part[p] + own.part[p];
      store_row (x + row * D, argument);
      for (guint p = 0; p < ALGO_PARTS; p++)
        argument.part[p] *= sigmoid (argument.part[p]);
      store_row (y + row * D, argument);
    }
}

void
ALGO_VECTOR (swish_of_sum_backward) (gsize rows,
                                     const float *x,
                                     const float *dy,
                                     gboolean b_varies,
                                     float *dx,
                                     float *da,
                                     float *db)
{
  Row sum = splat_row (0), total;

  for (gsize row = 0; row < rows; row++)
    {
      const Row argument = load_row (x + row * D);
      Row d = load_row (dy + row * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        {
          d.part[p] *= swish_slope (argument.part[p], sigmoid (argument.part[p]));
          sum.part[p] += d.part[p];
        }
      store_row (dx + row * D, d);
      if (b_varies)
        {
          Row own = load_row (db + row * D);

          for (guint p = 0; p < ALGO_PARTS; p++)
            own.part[p] += d.part[p];
          store_row (db + row * D, own);
        }
    }
  total = load_row (da);
  for (guint p = 0; p < ALGO_PARTS; p++)
    total.part[p] += sum.part[p];
  store_row (da, total);
  if (!b_varies)
    {
      total = load_row (db);
      for (guint p = 0; p < ALGO_PARTS; p++)
        total.part[p] += sum.part[p];
      store_row (db, total);
    }
}
