/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with small matrices. A tall operand passes by row, the small one stays in registers or
 * the first cache. */
#include "engine/kernels/vector/vector.h"

#define D ALGO_CHANNELS
#define MOST (2 * D) /* the widest map */
#define BLOCK                                                                                      \
  (ALGO_LANES == 16 ? 8 : 4) /* rows at once: as many sums as there are registers for              \
                              */
#define INPUTS_AT_ONCE (ALGO_LANES == 16 ? 16 : 4)

/* y = [addend +] x w + b for BLOCK rows or for one, in a block of 16 columns of y and the addend,
 * `stride` apart. `w` is the matrix's rows in registers, or as near as there is room for. */
static inline __attribute__ ((always_inline)) void
product_block (gsize rows,
               guint in,
               const float *x,
               const Row *w,
               Row b,
               const float *addend,
               float *y,
               gsize stride)
{
  Row sum[BLOCK];

  for (gsize r = 0; r < rows; r++)
    {
      sum[r] = b;
      if (addend != NULL)
        for (guint p = 0; p < ALGO_PARTS; p++)
          sum[r].part[p] += load (addend + r * stride + p * ALGO_LANES);
    }
#pragma GCC unroll 16
  for (guint i = 0; i < in; i++)
    for (gsize r = 0; r < rows; r++)
      for (guint p = 0; p < ALGO_PARTS; p++)
        sum[r].part[p] += x[r * in + i] * w[i].part[p];
  for (gsize r = 0; r < rows; r++)
    store_row (y + r * stride, sum[r]);
}

static inline __attribute__ ((always_inline)) void
product_rows (gsize rows,
              guint in,
              const float *x,
              const Row *w,
              Row b,
              const float *addend,
              float *y,
              gsize stride)
{
  gsize row = 0;

  for (; row + BLOCK <= rows; row += BLOCK)
    product_block (BLOCK, in, x + row * in, w, b, addend != NULL ? addend + row * stride : NULL,
                   y + row * stride, stride);
  for (; row < rows; row++)
    product_block (1, in, x + row * in, w, b, addend != NULL ? addend + row * stride : NULL,
                   y + row * stride, stride);
}

/* As product_block() for any number of rows; w (in, 16 of `stride`). */
static void
product (gsize rows,
         guint in,
         const float *x,
         const float *w,
         Row b,
         const float *addend,
         float *y,
         gsize stride)
{
  Row matrix[MOST];

  for (guint i = 0; i < in; i++)
    matrix[i] = load_row (w + i * stride);
  /* With the size known, all is unrolled. */
  if (in == D && addend == NULL)
    product_rows (rows, D, x, matrix, b, NULL, y, stride);
  else if (in == D)
    product_rows (rows, D, x, matrix, b, addend, y, stride);
  else if (in == ALGO_LATENT)
    product_rows (rows, ALGO_LATENT, x, matrix, b, addend, y, stride);
  else
    product_rows (rows, in, x, matrix, b, addend, y, stride);
}

/* t (out, in) = w (in, out) transposed. */
static void
transpose (guint in, guint out, const float *w, float *t)
{
  if (in % D == 0 && out % D == 0)
    for (guint i = 0; i < in; i += D)
      for (guint o = 0; o < out; o += D)
        ALGO_VECTOR (transpose) (w + i * out + o, out, t + o * in + i, in);
  else
    for (guint i = 0; i < in; i++)
      for (guint o = 0; o < out; o++)
        t[o * in + i] = w[i * out + o];
}

/* y (rows, out) = [addend +] x t^T + b with x (rows, d), t (out, d), for a small out. */
static void
project (gsize rows,
         guint out,
         const float *x,
         const float *t,
         const float *b,
         const float *addend,
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
          y[row * out + o] = addend != NULL ? addend[row * out + o] + sum : sum;
        }
    }
}

void
ALGO_VECTOR (affine) (gsize rows,
                      guint in,
                      guint out,
                      const float *x,
                      const float *w,
                      const float *b,
                      const float *addend,
                      float *y)
{
  if (out % D == 0)
    for (guint column = 0; column < out; column += D)
      product (rows, in, x, w + column, b != NULL ? load_row (b + column) : splat_row (0),
               addend != NULL ? addend + column : NULL, y + column, out);
  else
    {
      float t[D * D];

      g_return_if_fail (in == D && out < D);
      transpose (in, out, w, t);
      project (rows, out, x, t, b, addend, y);
    }
}

void
ALGO_VECTOR (affine_backward_input) (gsize rows,
                                     guint in,
                                     guint out,
                                     const float *dy,
                                     const float *w,
                                     gboolean adds,
                                     float *dx)
{
  float t[MOST * MOST];

  if (in % D == 0)
    {
      g_return_if_fail (in <= MOST && out <= MOST);
      transpose (in, out, w, t);
      for (guint column = 0; column < in; column += D)
        product (rows, out, dy, t + column, splat_row (0), adds ? dx + column : NULL, dx + column,
                 in);
    }
  else
    {
      g_return_if_fail (in < D && out == D);
      project (rows, in, dy, w, NULL, adds ? dx : NULL, dx);
    }
}

/* Adds x^T dy to `inputs` rows of dw, for one block of 16 columns. */
static inline void
outer_block (gsize rows,
             guint inputs,
             const float *x,
             gsize x_stride,
             const float *dy,
             gsize stride,
             float *dw)
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
ALGO_VECTOR (affine_backward_weights) (gsize rows,
                                       guint in,
                                       guint out,
                                       const float *x,
                                       const float *dy,
                                       float *dw,
                                       float *db)
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
