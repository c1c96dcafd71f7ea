/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with small matrices. A tall operand passes by row, the small one stays in registers or
 * the first cache. */
#include "engine/kernels/vector/vector.h"

#define D ALGO_CHANNELS
#define MOST (2 * D)                     /* the widest map */
#define BLOCK (ALGO_LANES == 16 ? 8 : 4) /* rows at once: as many sums as there are registers for  \
                                          */
#define INPUTS_AT_ONCE (ALGO_LANES == 16 ? 16 : 4)

/* y (rows, 16 of `y_stride`) = [y +] x w + b, one block of 16 columns. */
static inline void
product_block (gsize rows, guint in, const float *x, gsize x_stride, const float *w, gsize w_stride,
               Row b, gboolean adds, float *y, gsize y_stride)
{
  Row sum[BLOCK];

  for (gsize r = 0; r < rows; r++)
    {
      sum[r] = b;
      if (adds)
        for (guint p = 0; p < ALGO_PARTS; p++)
          sum[r].part[p] += load (y + r * y_stride + p * ALGO_LANES);
    }
  for (guint i = 0; i < in; i++)
    {
      const Row row = load_row (w + i * w_stride);

      for (gsize r = 0; r < rows; r++)
        for (guint p = 0; p < ALGO_PARTS; p++)
          sum[r].part[p] += x[r * x_stride + i] * row.part[p];
    }
  for (gsize r = 0; r < rows; r++)
    store_row (y + r * y_stride, sum[r]);
}

/* As product_block() for any number of rows. */
static void
product (gsize rows, guint in, const float *x, const float *w, gsize w_stride, Row b, gboolean adds,
         float *y, gsize y_stride)
{
  gsize row = 0;

  for (; row + BLOCK <= rows; row += BLOCK)
    if (in == D)
      product_block (BLOCK, D, x + row * in, D, w, w_stride, b, adds, y + row * y_stride, y_stride);
    else
      product_block (BLOCK, in, x + row * in, in, w, w_stride, b, adds, y + row * y_stride,
                     y_stride);
  for (; row < rows; row++)
    product_block (1, in, x + row * in, in, w, w_stride, b, adds, y + row * y_stride, y_stride);
}

/* Each of the few columns of w as a row: (out, in). */
static void
transpose (guint in, guint out, const float *w, float *t)
{
  for (guint i = 0; i < in; i++)
    for (guint o = 0; o < out; o++)
      t[o * in + i] = w[i * out + o];
}

/* y (rows, out) = [y +] x t^T + b with x (rows, d), t (out, d), for a small out. */
static void
project (gsize rows, guint out, const float *x, const float *t, const float *b, gboolean adds,
         float *y)
{
  for (gsize row = 0; row < rows; row++)
    {
      const Row values = load_row (x + row * D);

      for (guint o = 0; o < out; o++)
        {
          Row products = load_row (t + o * D);
          float sum;

          for (guint p = 0; p < ALGO_PARTS; p++)
            products.part[p] *= values.part[p];
          sum = sum_row (products)[0] + (b != NULL ? b[o] : 0);
          y[row * out + o] = adds ? y[row * out + o] + sum : sum;
        }
    }
}

void
ALGO_VECTOR (affine) (gsize rows, guint in, guint out, const float *x, const float *w,
                      const float *b, gboolean adds, float *y)
{
  if (out % D == 0)
    for (guint column = 0; column < out; column += D)
      product (rows, in, x, w + column, out, b != NULL ? load_row (b + column) : splat_row (0),
               adds, y + column, out);
  else
    {
      float t[D * D];

      g_return_if_fail (in == D && out < D);
      transpose (in, out, w, t);
      project (rows, out, x, t, b, adds, y);
    }
}

void
ALGO_VECTOR (affine_backward_input) (gsize rows, guint in, guint out, const float *dy,
                                     const float *w, gboolean adds, float *dx)
{
  float t[MOST * MOST];

  if (in % D == 0)
    {
      g_return_if_fail (in <= MOST && out <= MOST);
      transpose (in, out, w, t);
      for (guint column = 0; column < in; column += D)
        product (rows, out, dy, t + column, in, splat_row (0), adds, dx + column, in);
    }
  else
    {
      g_return_if_fail (in < D && out == D);
      project (rows, in, dy, w, NULL, adds, dx);
    }
}

/* Adds x^T dy to `inputs` rows of dw, for one block of 16 columns. */
static inline void
outer_block (gsize rows, guint inputs, const float *x, gsize x_stride, const float *dy,
             gsize stride, float *dw)
{
  Row sum[INPUTS_AT_ONCE];

  for (guint i = 0; i < inputs; i++)
    sum[i] = load_row (dw + i * stride);
  for (gsize row = 0; row < rows; row++)
    {
      const Row d = load_row (dy + row * stride);

      for (guint i = 0; i < inputs; i++)
        for (guint p = 0; p < ALGO_PARTS; p++)
          sum[i].part[p] += x[row * x_stride + i] * d.part[p];
    }
  for (guint i = 0; i < inputs; i++)
    store_row (dw + i * stride, sum[i]);
}

static void
outer (gsize rows, guint in, const float *x, const float *dy, gsize stride, float *dw)
{
  guint i = 0;

  for (; i + INPUTS_AT_ONCE <= in; i += INPUTS_AT_ONCE)
    outer_block (rows, INPUTS_AT_ONCE, x + i, in, dy, stride, dw + i * stride);
  if (i < in)
    outer_block (rows, in - i, x + i, in, dy, stride, dw + i * stride);
}

/* Adds the sums of dy's rows, one block of 16 columns. */
static void
add_rows (gsize rows, const float *dy, gsize stride, float *db)
{
  Row sum = load_row (db);

  for (gsize row = 0; row < rows; row++)
    {
      const Row d = load_row (dy + row * stride);

      for (guint p = 0; p < ALGO_PARTS; p++)
        sum.part[p] += d.part[p];
    }
  store_row (db, sum);
}

/* dw (d, out) and db for a small out. */
static void
outer_narrow (gsize rows, guint out, const float *x, const float *dy, float *dw, float *db)
{
  for (guint o = 0; o < out; o++)
    {
      Row sum = splat_row (0);
      float values[D], total = 0;

      for (gsize row = 0; row < rows; row++)
        {
          const float d = dy[row * out + o];
          const Row r = load_row (x + row * D);

          total += d;
          for (guint p = 0; p < ALGO_PARTS; p++)
            sum.part[p] += d * r.part[p];
        }
      store_row (values, sum);
      for (guint i = 0; i < D; i++)
        dw[i * out + o] += values[i];
      if (db != NULL)
        db[o] += total;
    }
}

void
ALGO_VECTOR (affine_backward_weights) (gsize rows, guint in, guint out, const float *x,
                                       const float *dy, float *dw, float *db)
{
  if (out % D == 0)
    for (guint column = 0; column < out; column += D)
      {
        outer (rows, in, x, dy + column, out, dw + column);
        if (db != NULL)
          add_rows (rows, dy + column, out, db + column);
      }
  else
    {
      g_return_if_fail (in == D && out < D);
      outer_narrow (rows, out, x, dy, dw, db);
    }
}
