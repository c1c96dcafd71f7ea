/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of floats as the compiler offers them, and what the vector kernels share.
 *
 * The sources in this folder are compiled once for each processor family, with ALGO_VECTOR_NAME set
 * to its name and ALGO_LANES to the floats of its registers. A row of d channels is ALGO_PARTS
 * registers. */
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/kernels/shapes.h"

#include <string.h>

#define ALGO_PARTS (ALGO_CHANNELS / ALGO_LANES)

#define ALGO_PASTE_(a, b, c) a##b##_##c
#define ALGO_PASTE(a, b, c) ALGO_PASTE_ (a, b, c)
/* The name of one of these functions in this family. */
#define ALGO_VECTOR(function) ALGO_PASTE (algo_kernels_, ALGO_VECTOR_NAME, function)

typedef float Vector __attribute__ ((vector_size (ALGO_LANES * 4)));
typedef gint32 Words __attribute__ ((vector_size (ALGO_LANES * 4)));
typedef float LooseVector __attribute__ ((vector_size (ALGO_LANES * 4), aligned (4), may_alias));

/* A row of d channels. */
typedef struct
{
  Vector part[ALGO_PARTS];
} Row;

static inline Vector
load (const float *x)
{
  return *(const LooseVector *) x;
}

static inline void
store (float *x, Vector v)
{
  *(LooseVector *) x = v;
}

/* The first `count` lanes, the rest zero. */
static inline Vector
load_first (const float *x, gsize count)
{
  float all[ALGO_LANES] = { 0 };

  memcpy (all, x, count * sizeof *x);
  return load (all);
}

static inline void
store_first (float *x, Vector v, gsize count)
{
  memcpy (x, &v, count * sizeof *x);
}

static inline Vector
splat (float x)
{
  return (Vector){ 0 } + x;
}

/* a where the mask's lane is set, else b. */
static inline Vector
choose (Words mask, Vector a, Vector b)
{
  return (Vector) (((Words) a & mask) | ((Words) b & ~mask));
}

static inline Vector
larger (Vector a, Vector b)
{
  return choose (a > b, a, b);
}

static inline Vector
smaller (Vector a, Vector b)
{
  return choose (a < b, a, b);
}

static inline Row
load_row (const float *x)
{
  Row row;

  for (guint p = 0; p < ALGO_PARTS; p++)
    row.part[p] = load (x + p * ALGO_LANES);
  return row;
}

static inline void
store_row (float *x, Row row)
{
  for (guint p = 0; p < ALGO_PARTS; p++)
    store (x + p * ALGO_LANES, row.part[p]);
}

static inline Row
splat_row (float x)
{
  Row row;

  for (guint p = 0; p < ALGO_PARTS; p++)
    row.part[p] = splat (x);
  return row;
}

/* Lanes in the order of their index with one bit flipped. */
#if ALGO_LANES == 16
#  define FLIP(v, bit)                                                                             \
    __builtin_shufflevector (v, v, 0 ^ bit, 1 ^ bit, 2 ^ bit, 3 ^ bit, 4 ^ bit, 5 ^ bit, 6 ^ bit,  \
                             7 ^ bit, 8 ^ bit, 9 ^ bit, 10 ^ bit, 11 ^ bit, 12 ^ bit, 13 ^ bit,    \
                             14 ^ bit, 15 ^ bit)
#elif ALGO_LANES == 8
#  define FLIP(v, bit)                                                                             \
    __builtin_shufflevector (v, v, 0 ^ bit, 1 ^ bit, 2 ^ bit, 3 ^ bit, 4 ^ bit, 5 ^ bit, 6 ^ bit,  \
                             7 ^ bit)
#elif ALGO_LANES == 4
#  define FLIP(v, bit) __builtin_shufflevector (v, v, 0 ^ bit, 1 ^ bit, 2 ^ bit, 3 ^ bit)
#else
#  error "registers of 4, 8 or 16 floats"
#endif

/* In each group of four lanes, four of a's and b's there: m of LANES and more are b's. */
#if ALGO_LANES == 16
#  define SHUFFLE_FOURS(a, b, m0, m1, m2, m3)                                                      \
    __builtin_shufflevector (a, b, m0, m1, m2, m3, m0 + 4, m1 + 4, m2 + 4, m3 + 4, m0 + 8, m1 + 8, \
                             m2 + 8, m3 + 8, m0 + 12, m1 + 12, m2 + 12, m3 + 12)
#elif ALGO_LANES == 8
#  define SHUFFLE_FOURS(a, b, m0, m1, m2, m3)                                                      \
    __builtin_shufflevector (a, b, m0, m1, m2, m3, m0 + 4, m1 + 4, m2 + 4, m3 + 4)
#else
#  define SHUFFLE_FOURS(a, b, m0, m1, m2, m3) __builtin_shufflevector (a, b, m0, m1, m2, m3)
#endif
/* Lane k of each group of four in all its lanes. */
#define REPEAT_OF_FOUR(v, k) SHUFFLE_FOURS (v, v, k, k, k, k)

/* In each group of four lanes, the sums over that group of each of four vectors. */
static inline Vector
sum_fours (const Vector v[4])
{
  const Vector ab = SHUFFLE_FOURS (v[0], v[1], 0, 2, ALGO_LANES, ALGO_LANES + 2)
                    + SHUFFLE_FOURS (v[0], v[1], 1, 3, ALGO_LANES + 1, ALGO_LANES + 3);
  const Vector cd = SHUFFLE_FOURS (v[2], v[3], 0, 2, ALGO_LANES, ALGO_LANES + 2)
                    + SHUFFLE_FOURS (v[2], v[3], 1, 3, ALGO_LANES + 1, ALGO_LANES + 3);

  return SHUFFLE_FOURS (ab, cd, 0, 2, ALGO_LANES, ALGO_LANES + 2)
         + SHUFFLE_FOURS (ab, cd, 1, 3, ALGO_LANES + 1, ALGO_LANES + 3);
}

/* Lane k of each group of four to rows[k], in all its lanes. */
static inline void
spread_fours (Vector v, Vector rows[4])
{
  rows[0] = REPEAT_OF_FOUR (v, 0);
  rows[1] = REPEAT_OF_FOUR (v, 1);
  rows[2] = REPEAT_OF_FOUR (v, 2);
  rows[3] = REPEAT_OF_FOUR (v, 3);
}

/* In every lane the sum of its head's four. */
static inline Vector
sum_heads (Vector v)
{
  v += FLIP (v, 1);
  return v + FLIP (v, 2);
}

/* In every lane the sum of all. */
static inline Vector
sum_lanes (Vector v)
{
#if ALGO_LANES >= 16
  v += FLIP (v, 8);
#endif
#if ALGO_LANES >= 8
  v += FLIP (v, 4);
#endif
  return sum_heads (v);
}

/* In every lane k of four the sum over rows[k]. */
static inline Vector
sum_four_rows (const Row rows[4])
{
  Vector sums[4], sum;

  for (guint k = 0; k < 4; k++)
    {
      sums[k] = rows[k].part[0];
      for (guint p = 1; p < ALGO_PARTS; p++)
        sums[k] += rows[k].part[p];
    }
  sum = sum_fours (sums);
#if ALGO_LANES >= 16
  sum += FLIP (sum, 8);
#endif
#if ALGO_LANES >= 8
  sum += FLIP (sum, 4);
#endif
  return sum;
}

/* In every lane the sum over a row. */
static inline Vector
sum_row (Row row)
{
  Vector sum = row.part[0];

  for (guint p = 1; p < ALGO_PARTS; p++)
    sum += row.part[p];
  return sum_lanes (sum);
}

/* e^x within 2 units in the last place for -87 <= x <= 88, beyond which x is taken to be the bound;
 * NaN gives NaN. The polynomial is Cephes's expf. */
static inline Vector
exponential (Vector x)
{
  const float round = 0x1.8p23f; /* adding it leaves a whole number in the low bits */
  const Vector bounded = smaller (larger (x, splat (-87)), splat (88));
  const Vector shifted = bounded * 1.44269504088896341f + round;
  const Vector whole = shifted - round;
  /* ln 2 in two parts, of which the first times a whole number is exact. */
  const Vector r = (bounded - whole * 0.693359375f) + whole * 2.12194440e-4f;
  const Words scale = ((Words) shifted - 0x4B400000 + 127) << 23;
  Vector y = splat (1.9875691500e-4f);

  y = y * r + 1.3981999507e-3f;
  y = y * r + 8.3334519073e-3f;
  y = y * r + 4.1665795894e-2f;
  y = y * r + 1.6666665459e-1f;
  y = y * r + 5.0000001201e-1f;
  y = y * (r * r) + r + 1.0f;
  return choose (x == x, y * (Vector) scale, x);
}

static inline Vector
sigmoid (Vector x)
{
  return 1.0f / (1.0f + exponential (-x));
}

/* Within 2e-7 of tanh x. */
static inline Vector
hyperbolic_tangent (Vector x)
{
  return 1.0f - 2.0f / (exponential (2.0f * x) + 1.0f);
}

static inline Vector
swish_slope (Vector x, Vector s)
{
  return s * (1.0f + x * (1.0f - s));
}

/* t = w^T for a (d, d) part of matrices whose rows are these strides apart. */
void ALGO_VECTOR (transpose) (const float *w, gsize w_stride, float *t, gsize t_stride);

/* The functions of kernels.h. */
void ALGO_VECTOR (affine) (gsize rows,
                           guint in,
                           guint out,
                           const float *x,
                           const float *w,
                           const float *b,
                           const float *addend,
                           float *y);
void ALGO_VECTOR (affine_backward_input) (gsize rows,
                                          guint in,
                                          guint out,
                                          const float *dy,
                                          const float *w,
                                          gboolean adds,
                                          float *dx);
void ALGO_VECTOR (affine_backward_weights) (gsize rows,
                                            guint in,
                                            guint out,
                                            const float *x,
                                            const float *dy,
                                            float *dw,
                                            float *db);
void ALGO_VECTOR (normalise) (gsize rows, const float *x, float *y, float *inverse_deviation);
void ALGO_VECTOR (normalise_backward) (gsize rows,
                                       const float *y,
                                       const float *inverse_deviation,
                                       const float *dy,
                                       float *dx);
void ALGO_VECTOR (swish) (gsize count, const float *x, float *y);
void ALGO_VECTOR (swish_backward) (gsize count, const float *x, const float *dy, float *dx);
void ALGO_VECTOR (swish_of_sum) (gsize rows,
                                 float *x,
                                 const float *a,
                                 const float *b,
                                 gboolean b_varies,
                                 float *y);
void ALGO_VECTOR (swish_of_sum_backward) (gsize rows,
                                          const float *x,
                                          const float *dy,
                                          gboolean b_varies,
                                          float *dx,
                                          float *da,
                                          float *db);
void ALGO_VECTOR (attend) (gsize rows,
                           gsize stride,
                           const float *query,
                           const float *key,
                           const float *value,
                           float *weights,
                           float *y);
void ALGO_VECTOR (attend_backward) (gsize rows,
                                    gsize stride,
                                    const float *query,
                                    const float *key,
                                    const float *value,
                                    const float *weights,
                                    const float *dy,
                                    float *dquery,
                                    float *dkey,
                                    float *dvalue);
double ALGO_VECTOR (latent) (gsize rows,
                             const float *prior,
                             gboolean prior_varies,
                             const float *offset,
                             const float *noise,
                             float *z);
void ALGO_VECTOR (latent_backward) (gsize rows,
                                    const float *prior,
                                    gboolean prior_varies,
                                    const float *offset,
                                    const float *noise,
                                    const float *dz,
                                    float dkl,
                                    float *dprior,
                                    float *doffset);
void ALGO_VECTOR (neuron) (gsize points, float b0, float W1, float *argument, float *y);
void ALGO_VECTOR (neuron_backward) (gsize points,
                                    float W1,
                                    const float *dy,
                                    float *argument,
                                    float *db0,
                                    float *dW1);
void ALGO_VECTOR (multiply) (gboolean a_transposed,
                             gboolean b_transposed,
                             gsize m,
                             gsize n,
                             gsize k,
                             const float *a,
                             const float *b,
                             gboolean adds,
                             float *c);
void ALGO_VECTOR (combine) (gsize count,
                            guint rows,
                            const float *coefficients,
                            const float *x,
                            gsize stride,
                            float *y);
double ALGO_VECTOR (dot) (gsize count, const float *x, const float *y);
void ALGO_VECTOR (adam) (gsize count,
                         const AlgoAdamStep *step,
                         const float *gradient,
                         float *first_moment,
                         float *second_moment,
                         const float *parameters,
                         float *next);
void ALGO_VECTOR (exponential) (gsize count, const float *x, float *y);
void ALGO_VECTOR (logarithm) (gsize count, const float *x, float *y);
void ALGO_VECTOR (sine) (gsize count, const float *x, float *y);
void ALGO_VECTOR (cosine) (gsize count, const float *x, float *y);
void ALGO_VECTOR (hyperbolic_tangent) (gsize count, const float *x, float *y);
void ALGO_VECTOR (order) (gsize count, float *low, float *high);
extern const AlgoKernels ALGO_VECTOR (table);
