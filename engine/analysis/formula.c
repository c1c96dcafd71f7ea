/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/formula.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/phases.h"
#include "engine/blas.h"
#include "engine/kernels/kernels.h"

#define MIN_SHARPNESS 0.25
#define BIAS_DEVIATIONS 5.0 /* of w_j . x, how far the bias is sought on either side of 0 */
#define COARSE 13           /* places of the bend to start from */
#define FINE 12             /* steps of golden section from there */
#define MAX_COLUMNS 2       /* beside the constant */

static AlgoArms *
read_arms (const AlgoNetwork *network)
{
  const guint hidden = network->hidden;
  AlgoArms *arms = g_new0 (AlgoArms, network->inputs);
  g_autofree gint *pinned = g_new (gint, hidden);

  algo_network_find_pinned (network, pinned);
  for (guint j = 0; j < hidden; j++)
    if (pinned[j] >= 0)
      {
        const double weight = network->W0[(gsize) pinned[j] * hidden + j];
        const double strength = network->W1[j] * fabs (weight);
        AlgoArms *of_input = &arms[pinned[j]];

        if (strength <= 0)
          continue;
        if (weight > 0)
          {
            of_input->plus += strength;
            of_input->plus_count++;
          }
        else
          {
            of_input->minus += strength;
            of_input->minus_count++;
          }
      }
  return arms;
}

static const AlgoClosedForm *
form_of (const AlgoFormula *formula)
{
  return &algo_phase_rows[formula->phase].form;
}

static gboolean
uses_own_neurons (const AlgoFormula *formula)
{
  return form_of (formula)->choose_sides == NULL;
}

static gboolean
has_constant (const AlgoFormula *formula, const char *name)
{
  return g_strv_contains (form_of (formula)->constants, name);
}

AlgoFormula *
algo_formula_new (AlgoPhase phase,
                  const AlgoNetwork *network,
                  const AlgoOrderParameters *parameters)
{
  AlgoFormula *formula = g_new0 (AlgoFormula, 1);
  g_autofree AlgoArms *arms = read_arms (network);

  algo_blas_prepare ();
  formula->phase = phase;
  formula->network = network;
  formula->has_background = has_constant (formula, "background");
  formula->plus = g_new0 (double, 3 * (gsize) network->inputs);
  formula->minus = formula->plus + network->inputs;
  formula->linear = formula->minus + network->inputs;
  for (guint i = 0; i < network->inputs && !uses_own_neurons (formula); i++)
    {
      const AlgoSides sides = form_of (formula)->choose_sides (parameters->polarity, &arms[i]);

      formula->plus[i] = sides.plus;
      formula->minus[i] = sides.minus;
      formula->linear[i] = sides.linear;
    }
  return formula;
}

void
algo_formula_free (AlgoFormula *formula)
{
  g_free (formula->plus);
  g_free (formula);
}

/* The fit under way: what the swishes are of, and the columns of the least-squares problem. */
typedef struct
{
  AlgoFormula *formula;
  gsize points;
  guint width;           /* inputs, or convexity's hidden neurons */
  float *argument;       /* (points, width): x, or x . w_j */
  float *swish;          /* (points, width), scratch */
  float *weights;        /* (width): of the swishes in the first column */
  double *straight;      /* (points): what the first column has besides */
  float *sums;           /* (points), scratch */
  double *bent, *linear; /* (points): the columns; the second without effect where there is none */
  const float *y;
  double low, high; /* ends of the search for the bend, on its scale */
} Fit;

/* Sharpness is sought on a logarithmic scale. */
static double
bend_from_place (const Fit *fit, double place)
{
  return uses_own_neurons (fit->formula) ? place : exp (place);
}

static void
prepare_arms (Fit *fit, const float *x)
{
  const AlgoFormula *formula = fit->formula;

  memcpy (fit->argument, x, fit->points * fit->width * sizeof *x);
  for (guint i = 0; i < fit->width; i++)
    fit->weights[i] = (float) (formula->plus[i] + formula->minus[i]);
  /* p s (t) + m s (-t) = (p + m) s (t) - m t. */
  for (gsize p = 0; p < fit->points; p++)
    for (guint i = 0; i < fit->width; i++)
      {
        const double t = x[p * fit->width + i];

        fit->straight[p] -= formula->minus[i] * t;
        fit->linear[p] += formula->linear[i] * t;
      }
  fit->low = log (MIN_SHARPNESS);
  fit->high = log (ALGO_MAX_SHARPNESS);
}

static void
prepare_convexity (Fit *fit, const float *x)
{
  const AlgoNetwork *network = fit->formula->network;
  const gsize count = fit->points * fit->width;
  double squares = 0;

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint) fit->points,
               (blasint) network->hidden, (blasint) network->inputs, 1.0f, x,
               (blasint) network->inputs, network->W0, (blasint) network->hidden, 0.0f,
               fit->argument, (blasint) network->hidden);
  for (guint j = 0; j < fit->width; j++)
    fit->weights[j] = 1;
  for (gsize i = 0; i < count; i++)
    squares += (double) fit->argument[i] * fit->argument[i];
  fit->high = BIAS_DEVIATIONS * sqrt (squares / (double) count);
  fit->low = -fit->high;
}

/* The first column at a bend. */
static void
bend (Fit *fit, double value)
{
  const gsize count = fit->points * fit->width;
  const float sharpness = uses_own_neurons (fit->formula) ? 1 : (float) value;
  const float bias = uses_own_neurons (fit->formula) ? (float) value : 0;

  for (gsize i = 0; i < count; i++)
    fit->swish[i] = sharpness * fit->argument[i] + bias;
  algo_kernels_get_default ()->swish (count, fit->swish, fit->swish);
  cblas_sgemv (CblasRowMajor, CblasNoTrans, (blasint) fit->points, (blasint) fit->width,
               1 / sharpness, fit->swish, (blasint) fit->width, fit->weights, 1, 0.0f, fit->sums,
               1);
  for (gsize p = 0; p < fit->points; p++)
    fit->bent[p] = fit->sums[p] + fit->straight[p];
}

static double
mean (gsize count, const double *values)
{
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    sum += values[i];
  return sum / (double) count;
}

/* Centred products of the columns and y: a symmetric system for the constants. */
typedef struct
{
  double means[MAX_COLUMNS], mean_y;
  double products[MAX_COLUMNS][MAX_COLUMNS], with_y[MAX_COLUMNS], y_y;
} Products;

static Products
multiply_columns (const Fit *fit)
{
  Products products = { { mean (fit->points, fit->bent), mean (fit->points, fit->linear) } };

  for (gsize p = 0; p < fit->points; p++)
    products.mean_y += fit->y[p] / (double) fit->points;
  for (gsize p = 0; p < fit->points; p++)
    {
      const double bent = fit->bent[p] - products.means[0];
      const double linear = fit->linear[p] - products.means[1];
      const double y = fit->y[p] - products.mean_y;

      products.products[0][0] += bent * bent;
      products.products[0][1] += bent * linear;
      products.products[1][1] += linear * linear;
      products.with_y[0] += bent * y;
      products.with_y[1] += linear * y;
      products.y_y += y * y;
    }
  return products;
}

/* Scale, background and offset for the columns as they are; the mean squared error. */
static double
solve (const Fit *fit)
{
  const double settled = 1e-9; /* least share of a column that the other does not give */
  AlgoFormula *formula = fit->formula;
  const Products m = multiply_columns (fit);
  const double a = m.products[0][0], b = m.products[0][1], c = m.products[1][1];
  const double determinant = a * c - b * b;

  formula->scale = formula->background = 0;
  if (formula->has_background && c > 0 && determinant > settled * a * c)
    {
      formula->scale = (c * m.with_y[0] - b * m.with_y[1]) / determinant;
      formula->background = (a * m.with_y[1] - b * m.with_y[0]) / determinant;
    }
  else if (a > 0)
    formula->scale = m.with_y[0] / a;
  else if (formula->has_background && c > 0)
    formula->background = m.with_y[1] / c;
  formula->offset = m.mean_y - formula->scale * m.means[0] - formula->background * m.means[1];
  return (m.y_y - formula->scale * m.with_y[0] - formula->background * m.with_y[1])
         / (double) fit->points;
}

static double
error_at (Fit *fit, double place)
{
  fit->formula->bend = bend_from_place (fit, place);
  bend (fit, fit->formula->bend);
  return solve (fit);
}

/* Golden section between the neighbours of the best of some even places: the error has one valley
 * there, if not everywhere. */
static double
search_bend (Fit *fit)
{
  const double golden = (sqrt (5) - 1) / 2, pitch = (fit->high - fit->low) / (COARSE - 1);
  double best = INFINITY, best_place = fit->low, from, to, left, right, left_error, right_error;

  for (guint i = 0; i < COARSE; i++)
    {
      const double place = fit->low + i * pitch, error = error_at (fit, place);

      if (error < best)
        {
          best = error;
          best_place = place;
        }
    }
  from = MAX (fit->low, best_place - pitch);
  to = MIN (fit->high, best_place + pitch);
  left = to - golden * (to - from);
  right = from + golden * (to - from);
  left_error = error_at (fit, left);
  right_error = error_at (fit, right);
  for (guint i = 0; i < FINE; i++)
    if (left_error <= right_error)
      {
        to = right;
        right = left;
        right_error = left_error;
        left = to - golden * (to - from);
        left_error = error_at (fit, left);
      }
    else
      {
        from = left;
        left = right;
        left_error = right_error;
        right = from + golden * (to - from);
        right_error = error_at (fit, right);
      }
  return error_at (fit, (from + to) / 2);
}

double
algo_formula_fit (AlgoFormula *formula, gsize points, const float *x, const float *y)
{
  const AlgoNetwork *network = formula->network;
  const guint width = uses_own_neurons (formula) ? network->hidden : network->inputs;
  g_autofree float *floats = g_new (float, 2 * points * width + width + points);
  g_autofree double *doubles = g_new0 (double, 3 * points);
  Fit fit = {
    .formula = formula,
    .points = points,
    .width = width,
    .argument = floats,
    .swish = floats + points * width,
    .weights = floats + 2 * points * width,
    .sums = floats + 2 * points * width + width,
    .straight = doubles,
    .bent = doubles + points,
    .linear = doubles + 2 * points,
    .y = y,
  };

  if (uses_own_neurons (formula))
    prepare_convexity (&fit, x);
  else
    prepare_arms (&fit, x);
  return search_bend (&fit);
}

static AlgoNetwork *
convexity_to_network (const AlgoFormula *formula)
{
  AlgoNetwork *network = algo_network_copy (formula->network);

  for (guint j = 0; j < network->hidden; j++)
    {
      network->b0[j] = (float) formula->bend;
      network->W1[j] = (float) formula->scale;
    }
  network->b1 = (float) formula->offset;
  return network;
}

AlgoNetwork *
algo_formula_to_network (const AlgoFormula *formula)
{
  const guint inputs = formula->network->inputs, hidden = 2 * inputs + 2;
  const guint forward = 2 * inputs, backward = forward + 1;
  AlgoNetwork *network;

  if (uses_own_neurons (formula))
    return convexity_to_network (formula);
  network = algo_network_new (inputs, hidden);
  network->task = formula->network->task;
  for (guint i = 0; i < inputs; i++)
    {
      float *weights = network->W0 + (gsize) i * hidden;

      weights[2 * i] = (float) formula->bend;
      weights[2 * i + 1] = (float) -formula->bend;
      network->W1[2 * i] = (float) (formula->scale * formula->plus[i] / formula->bend);
      network->W1[2 * i + 1] = (float) (formula->scale * formula->minus[i] / formula->bend);
      weights[forward] = (float) (formula->background * formula->linear[i]);
      weights[backward] = -weights[forward];
    }
  network->W1[forward] = 1;
  network->W1[backward] = -1;
  network->b1 = (float) formula->offset;
  return network;
}
