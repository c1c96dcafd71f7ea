/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Latents. A row of a prior or an offset is two means and two log deviations; two registers of such
 * rows are parted into one of means and one of log deviations. */
#include "engine/kernels/vector/vector.h"

#define PAIR (2 * ALGO_LATENT)
#define ROWS_AT_ONCE (ALGO_LANES / 2)
G_STATIC_ASSERT (ALGO_LATENT == 2);

#if ALGO_LANES == 16
#  define MEANS(a, b)                                                                              \
    __builtin_shufflevector (a, b, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29)
#  define DEVIATIONS(a, b)                                                                         \
    __builtin_shufflevector (a, b, 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31)
#  define FIRST_ROWS(m, d)                                                                         \
    __builtin_shufflevector (m, d, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23)
#  define LAST_ROWS(m, d)                                                                          \
    __builtin_shufflevector (m, d, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31)
#elif ALGO_LANES == 8
#  define MEANS(a, b) __builtin_shufflevector (a, b, 0, 1, 4, 5, 8, 9, 12, 13)
#  define DEVIATIONS(a, b) __builtin_shufflevector (a, b, 2, 3, 6, 7, 10, 11, 14, 15)
#  define FIRST_ROWS(m, d) __builtin_shufflevector (m, d, 0, 1, 8, 9, 2, 3, 10, 11)
#  define LAST_ROWS(m, d) __builtin_shufflevector (m, d, 4, 5, 12, 13, 6, 7, 14, 15)
#else
#  define MEANS(a, b) __builtin_shufflevector (a, b, 0, 1, 4, 5)
#  define DEVIATIONS(a, b) __builtin_shufflevector (a, b, 2, 3, 6, 7)
#  define FIRST_ROWS(m, d) __builtin_shufflevector (m, d, 0, 1, 4, 5)
#  define LAST_ROWS(m, d) __builtin_shufflevector (m, d, 2, 3, 6, 7)
#endif

/* Means and log deviations of ROWS_AT_ONCE rows. */
typedef struct
{
  Vector mean, deviation;
} Parted;

static inline Parted
load_parted (const float *rows)
{
  const Vector a = load (rows), b = load (rows + ALGO_LANES);

  return (Parted){ MEANS (a, b), DEVIATIONS (a, b) };
}

/* As load_parted() for the first of ROWS_AT_ONCE rows, the rest zero. */
static inline Parted
load_first_rows (const float *rows, gsize count)
{
  float padded[2 * ALGO_LANES] = { 0 };

  memcpy (padded, rows, count * PAIR * sizeof *rows);
  return load_parted (padded);
}

static inline void
store_parted (float *rows, Parted parted)
{
  store (rows, FIRST_ROWS (parted.mean, parted.deviation));
  store (rows + ALGO_LANES, LAST_ROWS (parted.mean, parted.deviation));
}

/* One row as often as there is room for. */
static inline Parted
repeat_parted (const float *row)
{
  float rows[2 * ALGO_LANES];

  for (guint i = 0; i < 2 * ALGO_LANES; i++)
    rows[i] = row[i % PAIR];
  return load_parted (rows);
}

/* log sigma of the prior and what its slope needs; r of the offset likewise. */
static inline Vector
tangent_of_prior (Vector raw)
{
  return hyperbolic_tangent (raw * (1.0f / 3));
}

static inline Vector
tangent_of_offset (Vector raw)
{
  return hyperbolic_tangent ((raw - 2.0f) * 0.125f);
}

static inline Vector
sample (Parted prior, Vector sigma, Parted offset, Vector noise, Vector *kl)
{
  const Vector r = 8.0f * tangent_of_offset (offset.deviation), ratio = exponential (r);

  *kl = 0.5f * (ratio * ratio + offset.mean * offset.mean - 1.0f) - r;
  return prior.mean + sigma * (offset.mean + ratio * noise);
}

double
ALGO_VECTOR (latent) (gsize rows,
                      const float *prior,
                      gboolean prior_varies,
                      const float *offset,
                      const float *noise,
                      float *z)
{
  Parted p = repeat_parted (prior);
  Vector sigma = exponential (3.0f * tangent_of_prior (p.deviation));
  Vector sum = splat (0), kl;
  gsize row = 0;

  for (; row + ROWS_AT_ONCE <= rows; row += ROWS_AT_ONCE)
    {
      if (prior_varies)
        {
          p = load_parted (prior + row * PAIR);
          sigma = exponential (3.0f * tangent_of_prior (p.deviation));
        }
      store (z + row * ALGO_LATENT, sample (p, sigma, load_parted (offset + row * PAIR),
                                            load (noise + row * ALGO_LATENT), &kl));
      sum += kl;
    }
  if (row < rows)
    {
      const gsize rest = rows - row;
      float of_rest[ALGO_LANES], total = sum_lanes (sum)[0];

      if (prior_varies)
        {
          p = load_first_rows (prior + row * PAIR, rest);
          sigma = exponential (3.0f * tangent_of_prior (p.deviation));
        }
      store_first (z + row * ALGO_LATENT,
                   sample (p, sigma, load_first_rows (offset + row * PAIR, rest),
                           load_first (noise + row * ALGO_LATENT, rest * ALGO_LATENT), &kl),
                   rest * ALGO_LATENT);
      store (of_rest, kl);
      for (gsize i = 0; i < rest * ALGO_LATENT; i++)
        total += of_rest[i];
      return total;
    }
  return sum_lanes (sum)[0];
}

/* Gradients of ROWS_AT_ONCE rows; the prior's are returned. */
static inline Parted
sample_backward (Parted prior, Parted offset, Vector noise, Vector dz, float dkl, Parted *doffset)
{
  const Vector of_sigma = tangent_of_prior (prior.deviation);
  const Vector of_r = tangent_of_offset (offset.deviation);
  const Vector sigma = exponential (3.0f * of_sigma), ratio = exponential (8.0f * of_r);

  doffset->mean = dz * sigma + dkl * offset.mean;
  doffset->deviation =
      (dz * sigma * ratio * noise + dkl * (ratio * ratio - 1.0f)) * (1.0f - of_r * of_r);
  return (Parted){ dz, dz * sigma * (offset.mean + ratio * noise) * (1.0f - of_sigma * of_sigma) };
}

/* Adds the first rows of `parted` to as many rows. */
static inline void
add_rows (float *rows, Parted parted, gsize count)
{
  float added[2 * ALGO_LANES];

  store_parted (added, parted);
  for (gsize i = 0; i < count * PAIR; i++)
    rows[i] += added[i];
}

/* Adds all rows of `parted` to the one row. */
static void
add_parted (float *row, Parted parted)
{
  float rows[2 * ALGO_LANES];

  store_parted (rows, parted);
  for (guint i = 0; i < 2 * ALGO_LANES; i++)
    row[i % PAIR] += rows[i];
}

void
ALGO_VECTOR (latent_backward) (gsize rows,
                               const float *prior,
                               gboolean prior_varies,
                               const float *offset,
                               const float *noise,
                               const float *dz,
                               float dkl,
                               float *dprior,
                               float *doffset)
{
  Parted p = repeat_parted (prior), sum = { splat (0), splat (0) };

  gsize row = 0;

  for (; row + ROWS_AT_ONCE <= rows; row += ROWS_AT_ONCE)
    {
      Parted d_offset, d_prior;

      if (prior_varies)
        p = load_parted (prior + row * PAIR);
      d_prior =
          sample_backward (p, load_parted (offset + row * PAIR), load (noise + row * ALGO_LATENT),
                           load (dz + row * ALGO_LATENT), dkl, &d_offset);
      store_parted (doffset + row * PAIR, d_offset);
      if (prior_varies)
        add_rows (dprior + row * PAIR, d_prior, ROWS_AT_ONCE);
      else
        {
          sum.mean += d_prior.mean;
          sum.deviation += d_prior.deviation;
        }
    }
  if (row < rows)
    {
      const gsize rest = rows - row;
      Parted d_offset, d_prior;

      if (prior_varies)
        p = load_first_rows (prior + row * PAIR, rest);
      /* Where there is no row dz is zero, and so is what is added to the prior. */
      d_prior =
          sample_backward (p, load_first_rows (offset + row * PAIR, rest),
                           load_first (noise + row * ALGO_LATENT, rest * ALGO_LATENT),
                           load_first (dz + row * ALGO_LATENT, rest * ALGO_LATENT), dkl, &d_offset);
      memset (doffset + row * PAIR, 0, rest * PAIR * sizeof *doffset);
      add_rows (doffset + row * PAIR, d_offset, rest);
      if (prior_varies)
        add_rows (dprior + row * PAIR, d_prior, rest);
      else
        {
          sum.mean += d_prior.mean;
          sum.deviation += d_prior.deviation;
        }
    }
  if (!prior_varies)
    add_parted (dprior, sum);
}
