/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/type-fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/kinds/type-grouping.h"
#include "engine/random.h"

#define FIT_POINTS 512
#define CHECK_POINTS 1024
/* Weights by which scales are drawn towards 1: of a type's own variance, and of the network's, so
 * that a type that gives next to nothing is not scaled to make up for what others are not. */
#define DRAWN 0.01
#define DRAWN_BY_ALL 0.001

enum
{
  STREAM_FIT = 16,
  STREAM_CHECK,
};

/* Means of products over points, of the types' outputs and the network's, each less its mean over
 * the points of the fit. */
typedef struct
{
  double *types;    /* (types, types) */
  double *with_f;   /* (types) */
  double f, f_mean; /* f squared, and the mean of f less that of the fit */
} Moments;

typedef struct
{
  const AlgoNeuronTypes *types;
  const AlgoNeuron *neurons;
  guint count;   /* types that are fitted: all but that of nothing */
  double *means; /* (count), over the points of the fit */
  double f_mean;
  Moments fit, check;
  double *matrix, *scales; /* workspace: (count, count) and (count) */
} Fit;

/* The weights of the ideal in place of neuron j; of a linear type times slope and output. */
static void
fill_ideal (const Fit *fit, const AlgoNeuronType *type, guint j, double *weights /* (inputs) */)
{
  const AlgoNetwork *network = fit->types->network;
  const AlgoNeuron *neuron = &fit->neurons[j];

  for (guint i = 0; i < network->inputs; i++)
    switch (type->reading)
      {
      case ALGO_READS_MANY:
        weights[i] = algo_neuron_type_sign (type, neuron, 1) * type->weight_at / neuron->norm
                     * network->W0[(gsize) i * network->hidden + j];
        break;
      case ALGO_READS_ALIKE:
        weights[i] = type->sign * type->weight_at;
        break;
      default:
        weights[i] = type->rest_at;
      }
  if (type->reading == ALGO_READS_MANY || type->reading == ALGO_READS_ALIKE)
    return;
  for (guint k = 0; k < (type->reading == ALGO_READS_ONE ? 1 : 2); k++)
    weights[neuron->inputs[k]] =
        algo_neuron_type_sign (type, neuron, neuron->signs[k]) * type->weight_at;
}

/* A type's ideals, those of a linear one in one vector, as hidden neurons `first` and on of a
 * network. Returns how many there are. */
static guint
write_ideal (const Fit *fit,
             const AlgoNeuronType *type,
             double scale,
             AlgoNetwork *network,
             guint first)
{
  const guint inputs = network->inputs, hidden = network->hidden;
  g_autofree double *weights = g_new (double, inputs), *sum = g_new0 (double, inputs);

  for (guint k = 0; k < type->count; k++)
    {
      fill_ideal (fit, type, type->neurons[k], weights);
      for (guint i = 0; i < inputs; i++)
        {
          sum[i] += scale * weights[i];
          if (type->working != ALGO_WORKS_LINEAR)
            network->W0[(gsize) i * hidden + first + k] = (float) weights[i];
        }
      if (type->working != ALGO_WORKS_LINEAR)
        {
          network->b0[first + k] = (float) type->bias_at;
          network->W1[first + k] = (float) (scale * type->out_at);
        }
    }
  if (type->working != ALGO_WORKS_LINEAR)
    return type->count;
  for (guint i = 0; i < inputs; i++)
    {
      network->W0[(gsize) i * hidden + first] = (float) sum[i];
      network->W0[(gsize) i * hidden + first + 1] = (float) -sum[i];
    }
  network->W1[first] = 1;
  network->W1[first + 1] = -1;
  return 2;
}

static guint
count_ideals (const AlgoNeuronType *type)
{
  return type->working == ALGO_WORKS_LINEAR ? 2 : type->count;
}

static void
evaluate_type (const Fit *fit, guint t, gsize points, const float *x, float *y)
{
  const AlgoNeuronType *type = &fit->types->types[t];
  g_autoptr (AlgoNetwork) ideal =
      algo_network_new (fit->types->network->inputs, count_ideals (type));

  write_ideal (fit, type, 1, ideal, 0);
  algo_network_evaluate (ideal, points, x, y);
}

static double
mean_of (gsize count, const float *values)
{
  double sum = 0;

  for (gsize p = 0; p < count; p++)
    sum += values[p];
  return sum / (double) count;
}

static double
mean_product (gsize count, const float *a, double less_a, const float *b, double less_b)
{
  double sum = 0;

  for (gsize p = 0; p < count; p++)
    sum += (a[p] - less_a) * (b[p] - less_b);
  return sum / (double) count;
}

static void
measure_moments (Fit *fit, Moments *moments, gsize points, guint64 seed, guint32 stream)
{
  const AlgoNetwork *network = fit->types->network;
  g_autofree float *x = g_new (float, points * network->inputs), *f = g_new (float, points);
  g_autofree float *outputs = g_new (float, MAX (points * fit->count, 1));
  AlgoRandom random;

  algo_random_init (&random, seed, 0, stream, ALGO_RANDOM_EXPLAIN);
  algo_random_normal (&random, points * network->inputs, x);
  algo_network_evaluate (network, points, x, f);
  for (guint t = 0; t < fit->count; t++)
    evaluate_type (fit, t, points, x, outputs + t * points);
  if (moments == &fit->fit)
    {
      fit->f_mean = mean_of (points, f);
      for (guint t = 0; t < fit->count; t++)
        fit->means[t] = mean_of (points, outputs + t * points);
    }
  moments->f = mean_product (points, f, fit->f_mean, f, fit->f_mean);
  moments->f_mean = mean_of (points, f) - fit->f_mean;
  for (guint t = 0; t < fit->count; t++)
    {
      const float *of_type = outputs + t * points;

      moments->with_f[t] = mean_product (points, of_type, fit->means[t], f, fit->f_mean);
      for (guint u = 0; u <= t; u++)
        moments->types[t * fit->count + u] = moments->types[u * fit->count + t] =
            mean_product (points, of_type, fit->means[t], outputs + u * points, fit->means[u]);
    }
}

/* Scales of the types in use, 0 of the others, by Cholesky's factors of what is positive definite
 * because scales are drawn to 1. */
static void
solve (Fit *fit, const gboolean *used)
{
  const guint n = fit->count;
  double *matrix = fit->matrix, *scales = fit->scales;

  for (guint t = 0; t < n; t++)
    {
      /* One that is not used, or that gives nothing, is an equation of its own. */
      const double drawn = DRAWN * fit->fit.types[t * n + t] + DRAWN_BY_ALL * fit->fit.f;
      const gboolean stands = used[t] && fit->fit.types[t * n + t] > 0;

      for (guint u = 0; u < n; u++)
        matrix[t * n + u] =
            stands && used[u] ? fit->fit.types[t * n + u] + (t == u ? drawn : 0) : t == u;
      scales[t] = stands ? fit->fit.with_f[t] + drawn : 0;
    }
  for (guint t = 0; t < n; t++)
    {
      for (guint u = 0; u <= t; u++)
        {
          double sum = matrix[t * n + u];

          for (guint v = 0; v < u; v++)
            sum -= matrix[t * n + v] * matrix[u * n + v];
          matrix[t * n + u] = t == u ? sqrt (sum) : sum / matrix[u * n + u];
        }
      for (guint v = 0; v < t; v++)
        scales[t] -= matrix[t * n + v] * scales[v];
      scales[t] /= matrix[t * n + t];
    }
  for (guint t = n; t-- > 0;)
    {
      for (guint v = t + 1; v < n; v++)
        scales[t] -= matrix[v * n + t] * scales[v];
      scales[t] /= matrix[t * n + t];
    }
}

/* The share of the variance of f that the types in use explain together. */
static double
share_of (Fit *fit, const gboolean *used)
{
  const guint n = fit->count;
  const double variance = fit->check.f - fit->check.f_mean * fit->check.f_mean;
  double left = fit->check.f;

  solve (fit, used);
  for (guint t = 0; t < n; t++)
    {
      left -= 2 * fit->scales[t] * fit->check.with_f[t];
      for (guint u = 0; u < n; u++)
        left += fit->scales[t] * fit->scales[u] * fit->check.types[t * n + u];
    }
  /* A constant output may leave a variance of rounding errors. */
  return variance > 1e-10 * fit->f_mean * fit->f_mean ? 1 - left / variance : (double) NAN;
}

/* The types in the order in which each adds most to those before it. */
static void
add_one_by_one (Fit *fit, AlgoNeuronTypes *types)
{
  g_autofree gboolean *used = g_new0 (gboolean, MAX (fit->count, 1));
  g_autofree AlgoNeuronType *ordered = g_new (AlgoNeuronType, MAX (types->n_types, 1));

  for (guint place = 0; place < fit->count; place++)
    {
      guint best = fit->count;
      double most = -INFINITY;

      for (guint t = 0; t < fit->count; t++)
        if (!used[t])
          {
            double share;

            used[t] = TRUE;
            share = share_of (fit, used);
            used[t] = FALSE;
            if (best == fit->count || share > most)
              {
                best = t;
                most = share;
              }
          }
      used[best] = TRUE;
      types->types[best].together = most;
      ordered[place] = types->types[best];
    }
  for (guint t = fit->count; t < types->n_types; t++)
    ordered[t] = types->types[t];
  memcpy (types->types, ordered, types->n_types * sizeof *ordered);
}

static void
judge_types (Fit *fit, AlgoNeuronTypes *types)
{
  g_autofree gboolean *used = g_new0 (gboolean, MAX (fit->count, 1));

  for (guint t = 0; t < fit->count; t++)
    {
      used[t] = TRUE;
      types->types[t].alone = share_of (fit, used);
      for (guint u = 0; u < fit->count; u++)
        used[u] = u != t;
      types->types[t].lost = share_of (fit, used);
      for (guint u = 0; u < fit->count; u++)
        used[u] = FALSE;
    }
  for (guint t = 0; t < fit->count; t++)
    used[t] = TRUE;
  types->explained = share_of (fit, used);
  types->offset = fit->f_mean;
  for (guint t = 0; t < fit->count; t++)
    {
      types->types[t].scale = fit->scales[t];
      types->types[t].size =
          pow (fit->scales[t], 2) * fit->fit.types[t * fit->count + t] / fit->fit.f;
      types->types[t].lost = types->explained - types->types[t].lost;
      types->offset -= fit->scales[t] * fit->means[t];
    }
}

static void
write_network (const Fit *fit, AlgoNeuronTypes *types)
{
  guint hidden = 0, at = 0;

  for (guint t = 0; t < fit->count; t++)
    hidden += count_ideals (&types->types[t]);
  types->ideal = algo_network_new (types->network->inputs, MAX (hidden, 1));
  types->ideal->task = types->network->task;
  types->ideal->b1 = (float) types->offset;
  for (guint t = 0; t < fit->count; t++)
    at += write_ideal (fit, &types->types[t], types->types[t].scale, types->ideal, at);
}

/* That of nothing stands last, and is not fitted. */
static guint
put_nothing_last (AlgoNeuronTypes *types)
{
  for (guint t = 0; t < types->n_types; t++)
    if (types->types[t].reading == ALGO_READS_NOTHING)
      {
        const AlgoNeuronType nothing = types->types[t];

        types->types[t] = types->types[types->n_types - 1];
        types->types[types->n_types - 1] = nothing;
        return types->n_types - 1;
      }
  return types->n_types;
}

static void
moments_init (Moments *moments, guint count)
{
  moments->types = g_new (double, MAX ((gsize) count * count, 1));
  moments->with_f = g_new (double, MAX (count, 1));
}

static void
moments_clear (Moments *moments)
{
  g_free (moments->types);
  g_free (moments->with_f);
}

void
algo_neuron_types_fit (AlgoNeuronTypes *types, const AlgoNeuron *neurons, guint64 seed)
{
  const guint count = put_nothing_last (types);
  g_autofree double *doubles = g_new (double, ((gsize) count + 2) * (count + 2));
  Fit fit = { .types = types, .neurons = neurons, .count = count };

  fit.means = doubles;
  fit.scales = doubles + count;
  fit.matrix = doubles + 2 * count;
  moments_init (&fit.fit, count);
  moments_init (&fit.check, count);
  measure_moments (&fit, &fit.fit, FIT_POINTS, seed, STREAM_FIT);
  measure_moments (&fit, &fit.check, CHECK_POINTS, seed, STREAM_CHECK);
  judge_types (&fit, types);
  write_network (&fit, types);
  add_one_by_one (&fit, types);
  moments_clear (&fit.fit);
  moments_clear (&fit.check);
  for (guint t = 0; t < types->n_types; t++)
    for (guint k = 0; k < types->types[t].count; k++)
      types->type_of[types->types[t].neurons[k]] = t;
}
