/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elementary functions and comparison, number by number. Polynomials are those of Cephes's single
 * precision. */
#include "engine/kernels/vector/vector.h"

#include <math.h>

/* Beyond, the reduction to a quarter turn is no longer exact. */
#define MOST_ANGLE 8192.0f

typedef Vector (*Function) (Vector x);

static inline Words
magnitude (Vector x)
{
  return (Words) x & 0x7FFFFFFF;
}

static inline gboolean
any (Words mask)
{
  gint32 set = 0;

  for (guint k = 0; k < ALGO_LANES; k++)
    set |= mask[k];
  return set != 0;
}

/* Where one lane is beyond what is done for all, it is left to the library. */
static inline Vector
one_by_one (float (*function) (float), Vector x)
{
  Vector y = { 0 };

  for (guint k = 0; k < ALGO_LANES; k++)
    y[k] = function (x[k]);
  return y;
}

static inline __attribute__ ((always_inline)) void
each (gsize count, const float *x, float *y, Function function)
{
  gsize i = 0;

  for (; i + ALGO_LANES <= count; i += ALGO_LANES)
    store (y + i, function (load (x + i)));
  if (i < count)
    store_first (y + i, function (load_first (x + i, count - i)), count - i);
}

/* By its root, whose exponent is in range wherever the result's is: too large is infinite, too
 * small is 0. */
static inline Vector
exponential_of_any (Vector x)
{
  const Vector root = exponential (0.5f * x);

  return root * root;
}

static inline Vector
logarithm_of_any (Vector x)
{
  const Vector root_of_half = splat (0.70710678118654752f);
  Words exponent, is_small;
  Vector fraction, e, square, y = splat (7.0376836292e-2f);

  if (any (~((x >= 0x1p-126f) & (x <= 0x1.fffffep127f))))
    return one_by_one (logf, x);
  exponent = ((Words) x >> 23) - 126;
  fraction = (Vector) (((Words) x & 0x007FFFFF) | 0x3F000000); /* from 1/2 to 1 */
  is_small = fraction < root_of_half;
  e = __builtin_convertvector(exponent + is_small, Vector);
  fraction = choose (is_small, fraction + fraction, fraction) - 1.0f;
  square = fraction * fraction;
  y = y * fraction - 1.1514610310e-1f;
  y = y * fraction + 1.1676998740e-1f;
  y = y * fraction - 1.2420140846e-1f;
  y = y * fraction + 1.4249322787e-1f;
  y = y * fraction - 1.6668057665e-1f;
  y = y * fraction + 2.0000714765e-1f;
  y = y * fraction - 2.4999993993e-1f;
  y = y * fraction + 3.3333331174e-1f;
  y = y * fraction * square - 2.12194440e-4f * e - 0.5f * square;
  return fraction + y + 0.693359375f * e;
}

/* sin (x + quarters pi / 2). */
static inline Vector
sine_from (Vector x, gint32 quarters)
{
  const float round = 0x1.8p23f; /* adding it leaves a whole number in the low bits */
  const Vector shifted = x * 0.63661977236758134f + round, whole = shifted - round;
  const Words quarter = (Words) shifted + quarters; /* the low bits count */
  const Words sign = (quarter & 2) << 30;
  /* pi / 2 in three parts, of which the first two times a whole number are exact. */
  const Vector r = ((x - whole * 1.5703125f) - whole * 4.837512969970703125e-4f)
                   - whole * 7.54978995489188216e-8f;
  const Vector z = r * r;
  Vector sine = splat (-1.9515295891e-4f), cosine = splat (2.443315711809948e-5f);

  sine = sine * z + 8.3321608736e-3f;
  sine = sine * z - 1.6666654611e-1f;
  sine = sine * z * r + r;
  cosine = cosine * z - 1.388731625493765e-3f;
  cosine = cosine * z + 4.166664568298827e-2f;
  cosine = cosine * z * z - 0.5f * z + 1.0f;
  return (Vector) ((Words) choose ((quarter & 1) != 0, cosine, sine) ^ sign);
}

static inline Vector
sine_of_any (Vector x)
{
  if (any (~((Vector) magnitude (x) <= MOST_ANGLE)))
    return one_by_one (sinf, x);
  return sine_from (x, 0);
}

static inline Vector
cosine_of_any (Vector x)
{
  if (any (~((Vector) magnitude (x) <= MOST_ANGLE)))
    return one_by_one (cosf, x);
  return sine_from (x, 1);
}

/* Near 0 the difference of two numbers near 1 would have few digits left. */
static inline Vector
tangent_of_any (Vector x)
{
  const Vector z = x * x;
  Vector y = splat (-5.70498872745e-3f);

  y = y * z + 2.06390887954e-2f;
  y = y * z - 5.37397155531e-2f;
  y = y * z + 1.33314422036e-1f;
  y = y * z - 3.33332819422e-1f;
  return choose ((Vector) magnitude (x) < 0.625f, y * z * x + x, hyperbolic_tangent (x));
}

void
ALGO_VECTOR (exponential) (gsize count, const float *x, float *y)
{
  each (count, x, y, exponential_of_any);
}

void
ALGO_VECTOR (logarithm) (gsize count, const float *x, float *y)
{
  each (count, x, y, logarithm_of_any);
}

void
ALGO_VECTOR (sine) (gsize count, const float *x, float *y)
{
  each (count, x, y, sine_of_any);
}

void
ALGO_VECTOR (cosine) (gsize count, const float *x, float *y)
{
  each (count, x, y, cosine_of_any);
}

void
ALGO_VECTOR (hyperbolic_tangent) (gsize count, const float *x, float *y)
{
  each (count, x, y, tangent_of_any);
}

void
ALGO_VECTOR (order) (gsize count, float *low, float *high)
{
  gsize i = 0;

  for (; i + ALGO_LANES <= count; i += ALGO_LANES)
    {
      const Vector a = load (low + i), b = load (high + i);
      const Words is_none = a != a;

      store (low + i, choose ((a < b) | is_none, a, b));
      store (high + i, choose ((a > b) | is_none, a, b));
    }
  for (; i < count; i++)
    {
      const float a = low[i], b = high[i];

      low[i] = a < b || a != a ? a : b;
      high[i] = a > b || a != a ? a : b;
    }
}
