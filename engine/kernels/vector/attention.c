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

void
ALGO_VECTOR (attend) (gsize rows,
                      gsize stride,
                      const float *query,
                      const float *key,
                      const float *value,
                      float *weights,
                      float *y)
{
  Row scaled = load_row (query), largest = splat_row (-INFINITY), sum = splat_row (0), result = sum;

  for (guint p = 0; p < ALGO_PARTS; p++)
    scaled.part[p] *= SCALE;
  for (gsize row = 0; row < rows; row++)
    {
      Row logit = load_row (key + row * stride * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        {
          logit.part[p] = sum_heads (logit.part[p] * scaled.part[p]);
          largest.part[p] = larger (logit.part[p], largest.part[p]);
        }
      store_row (weights + row * D, logit);
    }
  for (gsize row = 0; row < rows; row++)
    {
      Row share = load_row (weights + row * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        {
          share.part[p] = exponential (share.part[p] - largest.part[p]);
          sum.part[p] += share.part[p];
        }
      store_row (weights + row * D, share);
      result = add_product (result, share, load_row (value + row * stride * D));
    }
  for (guint p = 0; p < ALGO_PARTS; p++)
    {
      sum.part[p] = 1.0f / sum.part[p];
      result.part[p] *= sum.part[p];
    }
  store_row (y, result);
  for (gsize row = 0; row < rows; row++)
    {
      Row share = load_row (weights + row * D);

      for (guint p = 0; p < ALGO_PARTS; p++)
        share.part[p] *= sum.part[p];
      store_row (weights + row * D, share);
    }
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
