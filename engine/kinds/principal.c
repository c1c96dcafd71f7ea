/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/principal.h"

#include <math.h>
#include <string.h>

#define SWEEPS 60

static double *
measure_covariance (guint count, guint d, const double *points, double *mean)
{
  double *covariance = g_new0 (double, (gsize) d *d);

  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < d; k++)
      mean[k] += points[(gsize) i * d + k] / count;
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < d; k++)
      {
        const double from_mean = points[(gsize) i * d + k] - mean[k];

        for (guint m = 0; m <= k; m++)
          covariance[k * d + m] += from_mean * (points[(gsize) i * d + m] - mean[m]) / count;
      }
  for (guint k = 0; k < d; k++)
    for (guint m = k + 1; m < d; m++)
      covariance[k * d + m] = covariance[m * d + k];
  return covariance;
}

/* Rotates rows and columns p and q so that their entry is 0 (Golub and Van Loan, Matrix
 * Computations, 8.5). */
static void
rotate (double *matrix, double *vectors, guint d, guint p, guint q)
{
  const double entry = matrix[p * d + q];
  const double theta = (matrix[q * d + q] - matrix[p * d + p]) / (2 * entry);
  const double t = (theta >= 0 ? 1 : -1) / (fabs (theta) + sqrt (theta * theta + 1));
  const double c = 1 / sqrt (t * t + 1), s = t * c;

  for (guint k = 0; k < d; k++)
    {
      const double a = matrix[k * d + p], b = matrix[k * d + q];

      matrix[k * d + p] = c * a - s * b;
      matrix[k * d + q] = s * a + c * b;
    }
  for (guint k = 0; k < d; k++)
    {
      const double a = matrix[p * d + k], b = matrix[q * d + k];
      const double v = vectors[p * d + k], w = vectors[q * d + k];

      matrix[p * d + k] = c * a - s * b;
      matrix[q * d + k] = s * a + c * b;
      vectors[p * d + k] = c * v - s * w;
      vectors[q * d + k] = s * v + c * w;
    }
}

/* Leaves the eigenvalues on the diagonal; the rows of `vectors` are theirs. */
static void
find_axes (double *matrix, double *vectors, guint d)
{
  double trace = 0;

  for (guint k = 0; k < d; k++)
    {
      vectors[k * d + k] = 1;
      trace += matrix[k * d + k];
    }
  for (guint sweep = 0; sweep < SWEEPS; sweep++)
    {
      gboolean turned = FALSE;

      for (guint p = 0; p < d; p++)
        for (guint q = p + 1; q < d; q++)
          if (fabs (matrix[p * d + q]) > 1e-14 * trace)
            {
              rotate (matrix, vectors, d, p, q);
              turned = TRUE;
            }
      if (!turned)
        return;
    }
}

static void
take_axis (AlgoPrincipal *principal, const double *vector)
{
  const guint d = principal->dimensions;
  double *axis = principal->axes + (gsize) principal->kept * d;
  guint largest = 0;

  for (guint k = 1; k < d; k++)
    if (fabs (vector[k]) > fabs (vector[largest]))
      largest = k;
  for (guint k = 0; k < d; k++)
    axis[k] = vector[largest] < 0 ? -vector[k] : vector[k];
}

AlgoPrincipal *
algo_principal_new (guint count, guint dimensions, const double *points, double share, guint most)
{
  AlgoPrincipal *principal = g_new0 (AlgoPrincipal, 1);
  const guint d = dimensions;
  g_autofree double *matrix = NULL, *vectors = g_new0 (double, (gsize) d *d);
  double trace = 0, taken = 0;

  principal->dimensions = d;
  principal->mean = g_new0 (double, d);
  principal->axes = g_new (double, (gsize) MIN (most, d) * d);
  principal->shares = g_new (double, MIN (most, d));
  matrix = measure_covariance (count, d, points, principal->mean);
  for (guint k = 0; k < d; k++)
    trace += matrix[k * d + k];
  find_axes (matrix, vectors, d);
  do
    {
      guint best = 0;

      for (guint k = 1; k < d; k++)
        if (matrix[k * d + k] > matrix[best * d + best])
          best = k;
      take_axis (principal, vectors + (gsize) best * d);
      principal->shares[principal->kept] = trace > 0 ? MAX (matrix[best * d + best], 0) / trace : 0;
      taken += principal->shares[principal->kept++];
      matrix[best * d + best] = -1;
    }
  while (principal->kept < MIN (most, d) && taken < share && trace > 0);
  return principal;
}

void
algo_principal_free (AlgoPrincipal *principal)
{
  if (principal == NULL)
    return;
  g_free (principal->mean);
  g_free (principal->axes);
  g_free (principal->shares);
  g_free (principal);
}

void
algo_principal_project (const AlgoPrincipal *principal, const double *point, double *projected)
{
  for (guint axis = 0; axis < principal->kept; axis++)
    {
      projected[axis] = 0;
      for (guint k = 0; k < principal->dimensions; k++)
        projected[axis] += principal->axes[(gsize) axis * principal->dimensions + k]
                           * (point[k] - principal->mean[k]);
    }
}
