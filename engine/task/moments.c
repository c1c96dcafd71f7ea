/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/moments.h"

#include <math.h>

#include "engine/settings.h"

#define POINTS 1048573 /* a prime */
#define BLOCK 64
#define GOLDEN 0.6180339887498949

/* A rank-1 lattice rule, constructed component by component (Nuyens and Cools, Math. Comp. 75,
 * 2006) for products of functions of one input each, all inputs alike. */
static const guint generator[ALGO_MAX_INPUTS] = {
  1,      307062, 811561, 458395, 686821, 483751, 919251,  254388, 371342, 135660, 408227,
  888302, 429007, 947943, 615051, 345437, 658704, 324032,  374469, 631323, 281945, 295391,
  179012, 354698, 777183, 275210, 683238, 784678, 201739,  960586, 214642, 686645, 588235,
  875621, 297397, 278612, 487061, 635331, 944789, 549874,  388879, 752685, 199237, 854660,
  301122, 229495, 772485, 561122, 715856, 420239, 1027832, 375669, 73002,  898874, 273437,
  108511, 735936, 195951, 388772, 347383, 908369, 806330,  307499, 567607,
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

/* The coordinates that points have, each by one number: folded, which makes what is to be
 * integrated periodic, so that they are quantiles of the middles of as many equal parts. */
static AlgoReal *
make_coordinates (void)
{
  AlgoReal *coordinates = g_new (AlgoReal, POINTS);

  for (guint at = 0; at < POINTS; at++)
    coordinates[at] = (AlgoReal) quantile (1 - fabs (2 * (at + 0.25) / POINTS - 1));
  return coordinates;
}

/* Of an input at so many points from the one at `first`: shifted, so that none is 0. */
static void
fill_input (const AlgoReal *coordinates, guint input, guint first, guint count, AlgoReal *x)
{
  const double shift = (input + 1) * GOLDEN - floor ((input + 1) * GOLDEN);
  guint at = (guint) (((guint64) first * generator[input] + (guint64) (shift * POINTS)) % POINTS);

  for (guint p = 0; p < count; p++)
    {
      x[p] = coordinates[at];
      at += generator[input];
      if (at >= POINTS)
        at -= POINTS;
    }
}

AlgoTaskMoments
algo_task_measure_moments (const AlgoTask *task, guint inputs)
{
  g_autofree AlgoReal *coordinates = make_coordinates ();
  AlgoReal x[ALGO_MAX_INPUTS * BLOCK];
  double values[BLOCK], first = NAN, mean = 0, square = 0, slope = 0;

  for (guint at = 0; at < POINTS; at += BLOCK)
    {
      const guint count = MIN (BLOCK, POINTS - at);

      for (guint i = 0; i < inputs; i++)
        fill_input (coordinates, i, at, count, x + i * BLOCK);
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
