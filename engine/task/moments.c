/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/moments.h"

#include <math.h>

#include "engine/settings.h"

#define POINTS 131071 /* a prime */
#define BLOCK 64
#define GOLDEN 0.6180339887498949

/* A rank-1 lattice rule, constructed component by component (Nuyens and Cools, Math. Comp. 75,
 * 2006) for products of functions of one input each, all inputs alike. */
static const guint generator[ALGO_MAX_INPUTS] = {
  5886,  9611,  40841, 22664, 35342, 26767, 40764, 27271, 52474, 64962, 13884, 50967, 38417,
  49351, 54168, 57112, 50540, 41289, 23575, 27467, 22476, 53430, 16261, 54691, 17599, 64794,
  37757, 45730, 20424, 11979, 36915, 62297, 48483, 598,   10738, 31122, 26557, 31734, 1930,
  12023, 11805, 58639, 6510,  34612, 29600, 33094, 39036, 54910, 61975, 57214, 5093,  8026,
  53042, 7997,  33969, 44280, 56903, 62529, 10870, 22930, 1418,  21769, 1372,  12093,
};

/* The quantile of the normal distribution, to 1e-9: Acklam's rational approximations. */
static double
quantile_in_middle (double q)
{
  const double r = q * q;

  return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
            + 1.383577518672690e+02)
               * r
           - 3.066479806614716e+01)
              * r
          + 2.506628277459239e+00)
         * q
         / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
              + 6.680131188771972e+01)
                 * r
             - 1.328068155288572e+01)
                * r
            + 1);
}

static double
quantile_in_tail (double p)
{
  const double t = sqrt (-2 * log (p));

  return (((((-7.784894002430293e-03 * t - 3.223964580411365e-01) * t - 2.400758277161838e+00) * t
            - 2.549732539343734e+00)
               * t
           + 4.374664141464968e+00)
              * t
          + 2.938163982698783e+00)
         / ((((7.784695709041462e-03 * t + 3.224671290700398e-01) * t + 2.445134137142996e+00) * t
             + 3.754408661907416e+00)
                * t
            + 1);
}

static double
quantile (double p)
{
  const double tail = MIN (p, 1 - p);

  if (tail >= 0.02425)
    return quantile_in_middle (p - 0.5);
  return p < 0.5 ? quantile_in_tail (tail) : -quantile_in_tail (tail);
}

/* Coordinates of so many points from the one at `first`: shifted, so that none is 0, and folded,
 * which makes what is to be integrated periodic. */
static void
fill_input (guint input, guint first, guint count, AlgoReal *x)
{
  const double shift = (input + 1) * GOLDEN - floor ((input + 1) * GOLDEN);

  for (guint p = 0; p < count; p++)
    {
      const guint64 at = (guint64) (first + p) * generator[input] % POINTS;
      const double along = (double) at / POINTS + shift;
      const double folded = 1 - fabs (2 * (along - floor (along)) - 1);

      x[p] = (AlgoReal) quantile (CLAMP (folded, 1e-9, 1 - 1e-9));
    }
}

AlgoTaskMoments
algo_task_measure_moments (const AlgoTask *task, guint inputs)
{
  AlgoReal x[ALGO_MAX_INPUTS * BLOCK];
  double values[BLOCK], first = NAN, mean = 0, square = 0, slope = 0;

  for (guint at = 0; at < POINTS; at += BLOCK)
    {
      const guint count = MIN (BLOCK, POINTS - at);

      for (guint i = 0; i < inputs; i++)
        fill_input (i, at, count, x + i * BLOCK);
      algo_task_evaluate_by_input (task, &(AlgoTaskPoints){ inputs, count, BLOCK, x }, values);
      if (at == 0)
        first = values[0];
      for (guint p = 0; p < count; p++)
        {
          /* From a value that occurs, so that little cancels. */
          const double value = values[p] - first;
          double sum = 0;

          for (guint i = 0; i < inputs; i++)
            sum += x[i * BLOCK + p];
          mean += value;
          square += value * value;
          slope += value * sum;
        }
    }
  mean /= POINTS;
  return (AlgoTaskMoments){ .mean = first + mean,
                            .variance = square / POINTS - mean * mean,
                            .slope = slope / POINTS / inputs };
}
