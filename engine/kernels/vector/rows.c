/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layer norm and swish over rows of channels. */
#include "engine/kernels/vector/vector.h"

#include <math.h>

#define D ALGO_CHANNELS
#define EPSILON 1e-5f

/* Sums over four rows share their shuffles. */
static inline void
normalise_four (const float *x, float *y, float *inverse_deviation)
{
  Row rows[4], squares[4];
  Vector means[4], inverses[4], inverse;
  float variance[4];

  for (guint k = 0; k < 4; k++)
    rows[k] = load_row (x + k * D);
  spread_fours (sum_four_rows (rows) * (1.0f / D), means);
  for (guint k = 0; k < 4; k++)
    for (guint p = 0; p < ALGO_PARTS; p++)
      {
        rows[k].part[p] -= means[k];
        squares[k].part[p] = rows[k].part[p] * rows[k].part[p];
      }
  inverse = sum_four_rows (squares) * (1.0f / D) + EPSILON;
  memcpy (variance, &inverse, sizeof variance);
  for (guint k = 0; k < 4; k++)
    inverse_deviation[k] = 1 / sqrtf (variance[k]);
  for (guint k = 0; k < 4; k++)
    {
      inverses[k] = splat (inverse_deviation[k]);
      for (guint p = 0; p < ALGO_PARTS; p++)
        rows[k].part[p] *= inverses[k];
      store_row (y + k * D, rows[k]);
    }
}

static inline void
normalise_one (const float *x, float *y, float *inverse_deviation)
{
  Row centred = load_row (x), squares;
  const Vector mean = sum_row (centred) * (1.0f / D);

  for (guint p = 0; p < ALGO_PARTS; p++)
    {
      centred.part[p] -= mean;
      squares.part[p] = centred.part[p] * centred.part[p];
    }
  *inverse_deviation = 1 / sqrtf (sum_row (squares)[0] * (1.0f / D) + EPSILON);
  for (guint p = 0; p < ALGO_PARTS; p++)
    centred.part[p] *= *inverse_deviation;
  store_row (y, centred);
}

void
ALGO_VECTOR (normalise) (gsize rows, const float *x, float *y, float *inverse_deviation)
{
  gsize row = 0;

  for (; row + 4 <= rows; row += 4)
    normalise_four (x + row * D, y + row * D, inverse_deviation + row);
  for (; row < rows; row++)
    normalise_one (x + row * D, y + row * D, inverse_deviation + row);
}

static inline void
normalise_backward_one (Row normal, Row d, Vector mean, Vector along, float inverse, float *dx)
{
  Row result = load_row (dx);

  for (guint p = 0; p < ALGO_PARTS; p++)
    result.part[p] += (d.part[p] - mean - normal.part[p] * along) * inverse;
  store_row (dx, result);
}

static inline Row
product_of_rows (Row a, Row b)
{
  for (guint p = 0; p < ALGO_PARTS; p++)
    a.part[p] *= b.part[p];
  return a;
}

void
ALGO_VECTOR (normalise_backward) (gsize rows,
                                  const float *y,
                                  const float *inverse_deviation,
                                  const float *dy,
                                  float *dx)
{
  gsize row = 0;

  for (; row + 4 <= rows; row += 4)
    {
      Row normal[4], d[4], products[4];
      Vector mean[4], along[4];

      for (guint k = 0; k < 4; k++)
        {
          normal[k] = load_row (y + (row + k) * D);
          d[k] = load_row (dy + (row + k) * D);
          products[k] = product_of_rows (normal[k], d[k]);
        }
      spread_fours (sum_four_rows (d) * (1.0f / D), mean);
      spread_fours (sum_four_rows (products) * (1.0f / D), along);
      for (guint k = 0; k < 4; k++)
        normalise_backward_one (normal[k], d[k], mean[k], along[k], inverse_deviation[row + k],
                                dx + (row + k) * D);
    }
  for (; row < rows; row++)
    {
      const Row normal = load_row (y + row * D), d = load_row (dy + row * D);

      normalise_backward_one (normal, d, sum_row (d) * (1.0f / D),
                              sum_row (product_of_rows (normal, d)) * (1.0f / D),
                              inverse_deviation[row], dx + row * D);
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
