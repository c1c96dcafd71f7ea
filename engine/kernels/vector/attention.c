/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attention of one query: a head is four lanes of a register, all of which hold its logit. */
#include "engine/kernels/vector/vector.h"

#include <math.h>

#define D ALGO_CHANNELS
#define SCALE 0.5f /* 1 / sqrt (d / H) */
G_STATIC_ASSERT (ALGO_CHANNELS == 4 * ALGO_HEADS);

static inline Row
add_product (Row sum, Row a, Row b)
{
  for (guint p = 0; p < ALGO_PARTS; p++)
    sum.part[p] += a.part[p] * b.part[p];
  return sum;
}

/* The logits of `count` of four rows, those of one head together; the rest's are such that their
 * share will be nothing. */
static inline Row
four_logits (gsize count, gsize stride, Row query, const float *key)
{
  Row logits;

  for (guint p = 0; p < ALGO_PARTS; p++)
    {
      Vector products[4];

      for (guint k = 0; k < 4; k++)
        products[k] = k < count ? load (key + k * stride * D + p * ALGO_LANES) * query.part[p]
                                : splat (-INFINITY);
      logits.part[p] = sum_fours (products);
    }
  return logits;
}

/* In every lane the largest of its four. */
static inline Vector
largest_of_four (Vector v)
{
  v = larger (v, FLIP (v, 1));
  return larger (v, FLIP (v, 2));
}

/* Keeps in `weights`, for every four rows, the four shares of each head that share a register,
 * before they are divided by their sum, and returns what to multiply them by. */
static Row
make_shares (gsize rows, gsize stride, const float *query, const float *key, float *weights)
{
  Row scaled = load_row (query), largest = splat_row (-INFINITY), sum = splat_row (0);

  for (guint p = 0; p < ALGO_PARTS; p++)
    scaled.part[p] *= SCALE;
  for (gsize row = 0; row < rows; row += 4)
    {
      const Row logits = rows - row >= 4
                             ? four_logits (4, stride, scaled, key + row * stride * D)
                             : four_logits (rows - row, stride, scaled, key + row * stride * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        largest.part[p] = larger (logits.part[p], largest.part[p]);
      store_row (weights + row * D, logits);
    }
  for (guint p = 0; p < ALGO_PARTS; p++)
    largest.part[p] = largest_of_four (largest.part[p]);
  for (gsize row = 0; row < rows; row += 4)
    {
      Row shares = load_row (weights + row * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        {
          shares.part[p] = exponential (shares.part[p] - largest.part[p]);
          sum.part[p] += shares.part[p];
        }
      store_row (weights + row * D, shares);
    }
  for (guint p = 0; p < ALGO_PARTS; p++)
    sum.part[p] = 1.0f / sum_heads (sum.part[p]);
  return sum;
}

void
ALGO_VECTOR (attend) (gsize rows,
                      gsize stride,
                      const float *query,
                      const float *key,
                      const float *value,
                      float *weights,
                      float *y)
{
  const Row scale = make_shares (rows, stride, query, key, weights);
  Row result = splat_row (0);

  for (gsize row = 0; row < rows; row += 4)
    {
      Row shares = load_row (weights + row * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        {
          Vector spread[4];

          spread_fours (shares.part[p] * scale.part[p], spread);
          for (guint k = 0; k < MIN (4, rows - row); k++)
            {
              result.part[p] += spread[k] * load (value + (row + k) * stride * D + p * ALGO_LANES);
              store (weights + (row + k) * D + p * ALGO_LANES, spread[k]);
            }
        }
    }
  store_row (y, result);
}

void
ALGO_VECTOR (attend_backward) (gsize rows,
                               gsize stride,
                               const float *query,
                               const float *key,
                               const float *value,
                               const float *weights,
                               const float *dy,
                               float *dquery,
                               float *dkey,
                               float *dvalue)
{
  const Row d = load_row (dy), q = load_row (query);
  Row expected = splat_row (0), dq = load_row (dquery);

  for (gsize row = 0; row < rows; row++)
    expected =
        add_product (expected, load_row (weights + row * D), load_row (value + row * stride * D));
  for (guint p = 0; p < ALGO_PARTS; p++)
    expected.part[p] = sum_heads (expected.part[p] * d.part[p]);
  for (gsize row = 0; row < rows; row++)
    {
      const gsize at = row * stride * D;
      const Row share = load_row (weights + row * D), v = load_row (value + at);
      Row dlogit;

      for (guint p = 0; p < ALGO_PARTS; p++)
        dlogit.part[p] =
            share.part[p] * SCALE * (sum_heads (v.part[p] * d.part[p]) - expected.part[p]);
      dq = add_product (dq, dlogit, load_row (key + at));
      store_row (dkey + at, add_product (load_row (dkey + at), dlogit, q));
      store_row (dvalue + at, add_product (load_row (dvalue + at), share, d));
    }
  store_row (dquery, dq);
}
