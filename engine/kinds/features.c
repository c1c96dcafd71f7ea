/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/features.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "engine/blas.h"
#include "engine/random.h"

#define POINTS 256
#define FRESH_POINTS 4096 /* that FVU is measured on where nobody knows it */
#define SEED 0
#define STREAM 7 /* of the points, apart from those of others with that purpose */

/* The points x, and others that tell what the function leaves alone. Of each x and the next point
 * z, SOME has some inputs of x and the others of z, and OTHERS the others of x. */
typedef enum
{
  POINTS_PLAIN,
  POINTS_NEGATED,
  POINTS_REORDERED,
  POINTS_SOME,
  POINTS_OTHERS,
  N_POINT_SETS,
} PointSet;

struct _AlgoFeatureProbe
{
  guint inputs;
  float *x;       /* (N_POINT_SETS, POINTS, inputs) */
  float *y;       /* (N_POINT_SETS, POINTS) */
  float *weights; /* of W0 by neuron, (hidden, inputs); grows */
  gsize n_weights;
  float *products; /* of it with itself, and of that: (2, inputs, inputs) */
};

/* An order of its own for each point, so that no network is favoured. */
static void
fill_reordered (const float *x, guint inputs, AlgoRandom *random, float *reordered)
{
  memcpy (reordered, x, inputs * sizeof *x);
  for (guint i = inputs; i > 1; i--)
    {
      const guint other = algo_random_between (random, 0, i - 1);
      const float value = reordered[other];

      reordered[other] = reordered[i - 1];
      reordered[i - 1] = value;
    }
}

/* About half of the inputs are some, others at each point. */
static void
mix_points (AlgoFeatureProbe *probe, gsize point, AlgoRandom *random)
{
  const gsize n = probe->inputs, count = POINTS * n;
  const float *x = probe->x + point * n, *next = probe->x + (point + 1) % POINTS * n;
  float *some = probe->x + POINTS_SOME * count + point * n;
  float *others = probe->x + POINTS_OTHERS * count + point * n;

  for (guint i = 0; i < n; i++)
    {
      const gboolean is_some = algo_random_between (random, 0, 1) == 1;

      some[i] = is_some ? x[i] : next[i];
      others[i] = is_some ? next[i] : x[i];
    }
}

AlgoFeatureProbe *
algo_feature_probe_new (guint inputs)
{
  AlgoFeatureProbe *probe = g_new0 (AlgoFeatureProbe, 1);
  const gsize count = (gsize) POINTS * inputs;
  AlgoRandom random;

  algo_blas_prepare ();
  probe->inputs = inputs;
  probe->x = g_new (float, N_POINT_SETS *count);
  probe->y = g_new (float, N_POINT_SETS *POINTS);
  probe->products = g_new (float, 2 * (gsize) inputs * inputs);
  algo_random_init (&random, SEED, 0, STREAM, ALGO_RANDOM_EXPLAIN);
  algo_random_normal (&random, count, probe->x);
  for (gsize p = 0; p < POINTS; p++)
    {
      const float *x = probe->x + p * inputs;

      fill_reordered (x, inputs, &random, probe->x + POINTS_REORDERED * count + p * inputs);
      for (guint i = 0; i < inputs; i++)
        probe->x[POINTS_NEGATED * count + p * inputs + i] = -x[i];
      mix_points (probe, p, &random);
    }
  return probe;
}

void
algo_feature_probe_free (AlgoFeatureProbe *probe)
{
  if (probe == NULL)
    return;
  g_free (probe->x);
  g_free (probe->y);
  g_free (probe->weights);
  g_free (probe->products);
  g_free (probe);
}

/* Above what is expected of random weights, where 1 stays 1. */
static double
above (double value, double random)
{
  return random < 1 ? (value - random) / (1 - random) : value;
}

static void
read_order (const AlgoOrderParameters *order, double *features)
{
  const double localisation = above (order->localisation, algo_random_localisation (order->inputs));
  const double weight = CLAMP (localisation, 0, 1);

  features[ALGO_FEATURE_LOCALISATION] = localisation;
  features[ALGO_FEATURE_COVERAGE] = weight * order->coverage;
  features[ALGO_FEATURE_EVENNESS] = weight * order->evenness;
  features[ALGO_FEATURE_DOUBLE_SIDEDNESS] = weight * order->double_sidedness;
  features[ALGO_FEATURE_POLARITY] = weight * order->polarity;
  features[ALGO_FEATURE_UNANIMITY] = weight * order->unanimity;
  features[ALGO_FEATURE_CORRELATION] = order->correlation;
  features[ALGO_FEATURE_UNEXPLAINED] = log10 (order->unexplained);
}

/* (sum v)^2 / sum v^2, how many of `count` there are if all that are there are equal; 1 of none. */
typedef struct
{
  double sum, squares;
} Participation;

static void
participation_add (Participation *participation, double value)
{
  participation->sum += value;
  participation->squares += value * value;
}

static double
participation_get (const Participation *participation)
{
  return participation->squares > 0
             ? participation->sum * participation->sum / participation->squares
             : 1;
}

/* 0 for one of `count`, 1 for all. */
static double
in_logarithms (double number, guint count)
{
  return count > 1 ? log (number) / log (count) : 0;
}

static void
read_neurons (const AlgoNetwork *network, const AlgoNeuron *neurons, double *features)
{
  const double even = 1.0 / network->inputs;
  double strengths = 0, kinks = 0;
  Participation strong = { 0 };

  for (guint j = 0; j < network->hidden; j++)
    strengths += fabs (neurons[j].strength);
  for (guint j = 0; j < network->hidden && strengths > 0; j++)
    {
      const AlgoNeuron *neuron = &neurons[j];
      const double weight = fabs (neuron->strength) / strengths;

      if (weight == 0)
        continue;
      participation_add (&strong, weight);
      features[ALGO_FEATURE_REACH] += weight * in_logarithms (neuron->reach, network->inputs);
      features[ALGO_FEATURE_ONE_SIGN] += weight * fabs (neuron->lean);
      features[ALGO_FEATURE_LEAN] += weight * neuron->lean;
      features[ALGO_FEATURE_OPPOSITION] -=
          weight * 4 * neuron->shares[0] * neuron->shares[1] * neuron->signs[0] * neuron->signs[1];
      features[ALGO_FEATURE_LIKENESS] += weight * above (neuron->likeness, even);
      features[ALGO_FEATURE_NEGATIVE] += neuron->strength < 0 ? weight : 0;
      features[ALGO_FEATURE_KINK] += weight * CLAMP (neuron->kink, -3, 3);
      kinks += weight * pow (CLAMP (neuron->kink, -3, 3), 2);
    }
  features[ALGO_FEATURE_NEURONS_USED] = participation_get (&strong) / network->hidden;
  features[ALGO_FEATURE_KINK_SPREAD] = sqrt (MAX (0, kinks - pow (features[ALGO_FEATURE_KINK], 2)));
}

static void
read_work (const AlgoNetwork *network, const AlgoNeuron *neurons, double *features)
{
  double work = 0;

  for (guint j = 0; j < network->hidden; j++)
    work += neurons[j].work;
  for (guint j = 0; j < network->hidden && work > 0; j++)
    {
      features[ALGO_FEATURE_LINEAR] += neurons[j].work / work * neurons[j].linear;
      features[ALGO_FEATURE_ONE_SIDED] += neurons[j].work / work * neurons[j].one_sided;
      features[ALGO_FEATURE_CURVED] += neurons[j].work / work * neurons[j].curved;
    }
}

/* Each neuron's weights times the root of |W1_j| / |w_j|: what input i gives to all is then the
 * length of its row. By neuron, in the workspace. */
static void
fill_weights (AlgoFeatureProbe *probe, const AlgoNetwork *network, const AlgoNeuron *neurons)
{
  const gsize count = (gsize) network->inputs * network->hidden;

  if (probe->n_weights < count)
    {
      g_free (probe->weights);
      probe->weights = g_new (float, count);
      probe->n_weights = count;
    }
  for (guint j = 0; j < network->hidden; j++)
    {
      const double norm = neurons[j].norm;
      const double scale = norm > 0 ? sqrt (fabs (neurons[j].strength)) / norm : 0;

      for (guint i = 0; i < network->inputs; i++)
        probe->weights[(gsize) j * network->inputs + i] =
            (float) (scale * network->W0[(gsize) i * network->hidden + j]);
    }
}

static void
read_inputs (const AlgoFeatureProbe *probe, const AlgoNetwork *network, double *features)
{
  const guint n = network->inputs;
  Participation used = { 0 };

  for (guint i = 0; i < n; i++)
    {
      Participation readers = { 0 };

      for (guint j = 0; j < network->hidden; j++)
        participation_add (&readers, pow (probe->weights[(gsize) j * n + i], 2));
      participation_add (&used, readers.sum);
      features[ALGO_FEATURE_READERS] +=
          in_logarithms (participation_get (&readers), network->hidden) / n;
    }
  features[ALGO_FEATURE_INPUTS_USED] = participation_get (&used) / n;
}

/* Of the spectrum of the scaled weights G = W W^T, all from traces: (tr G)^2 / tr G^2 is how many
 * directions there are, and (tr G^4 / tr G^2)^1/2 all but the largest eigenvalue. */
static void
read_spectrum (AlgoFeatureProbe *probe, const AlgoNetwork *network, double *features)
{
  const guint n = network->inputs;
  float *once = probe->products, *twice = probe->products + (gsize) n * n;
  double trace = 0, squares = 0, fourths = 0;

  cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (blasint) n, (blasint) n,
               (blasint) network->hidden, 1, probe->weights, (blasint) n, probe->weights,
               (blasint) n, 0, once, (blasint) n);
  for (guint i = 0; i < n; i++)
    trace += once[(gsize) i * n + i];
  features[ALGO_FEATURE_RANK] = 0;
  features[ALGO_FEATURE_TOP] = 0;
  if (!(trace > 0))
    return;
  for (gsize k = 0; k < (gsize) n * n; k++)
    once[k] = (float) (once[k] / trace);
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint) n, (blasint) n, (blasint) n, 1,
               once, (blasint) n, once, (blasint) n, 0, twice, (blasint) n);
  for (gsize k = 0; k < (gsize) n * n; k++)
    {
      squares += (double) once[k] * once[k];
      fourths += (double) twice[k] * twice[k];
    }
  features[ALGO_FEATURE_RANK] = 1 / squares / n;
  features[ALGO_FEATURE_TOP] = above (sqrt (fourths / squares), 1.0 / n);
}

/* The mean square of half the sum, or half the difference, of two outputs, each less `mean`. */
static double
mean_square (const float *a, const float *b, double mean, double sign)
{
  double sum = 0;

  for (guint p = 0; p < POINTS; p++)
    sum += pow ((a[p] - mean + sign * (b[p] - mean)) / 2, 2);
  return sum / POINTS;
}

/* 1 where two outputs are alike, 0 where they have nothing to do with each other, -1 where they are
 * opposite; 1 of constants. */
static double
compare_outputs (const float *a, const float *b, double mean)
{
  const double alike = mean_square (a, b, mean, 1), different = mean_square (a, b, mean, -1);

  /* A constant has rounding errors. */
  if (!(alike + different > 1e-10 * mean * mean))
    return 1;
  return (alike - different) / (alike + different);
}

/* The share of the variance that is no interaction of inputs, by f (some) + f (others) - f (x) -
 * f (z), which is 0 of sums; of a product of one of either, its mean square is 4 variances. */
static double
measure_additive (const float *const *y, double mean)
{
  double variance = 0, interaction = 0;

  for (guint p = 0; p < POINTS; p++)
    {
      const double here = y[POINTS_PLAIN][p], next = y[POINTS_PLAIN][(p + 1) % POINTS];

      variance += pow (here - mean, 2);
      interaction += pow (y[POINTS_SOME][p] + y[POINTS_OTHERS][p] - here - next, 2) / 4;
    }
  return variance > 1e-10 * POINTS * mean * mean ? 1 - interaction / variance : 1;
}

static void
read_function (AlgoFeatureProbe *probe, const AlgoNetwork *network, double *features)
{
  const float *y[N_POINT_SETS];
  double mean = 0, opposite = 0;

  algo_network_evaluate (network, N_POINT_SETS * POINTS, probe->x, probe->y);
  for (guint set = 0; set < N_POINT_SETS; set++)
    y[set] = probe->y + (gsize) set * POINTS;
  for (guint p = 0; p < POINTS; p++)
    {
      mean += y[POINTS_PLAIN][p] / (double) POINTS;
      opposite += (y[POINTS_PLAIN][p] + y[POINTS_NEGATED][p]) / (2.0 * POINTS);
    }
  features[ALGO_FEATURE_EVEN] =
      (1 + compare_outputs (y[POINTS_PLAIN], y[POINTS_NEGATED], opposite)) / 2;
  features[ALGO_FEATURE_PERMUTABLE] = compare_outputs (y[POINTS_PLAIN], y[POINTS_REORDERED], mean);
  features[ALGO_FEATURE_ADDITIVE] = measure_additive (y, mean);
}

void
algo_features_measure (AlgoFeatureProbe *probe,
                       const AlgoNetwork *network,
                       const AlgoOrderParameters *order,
                       const AlgoNeuron *neurons,
                       double *features)
{
  memset (features, 0, ALGO_N_FEATURES * sizeof *features);
  read_order (order, features);
  read_neurons (network, neurons, features);
  read_work (network, neurons, features);
  fill_weights (probe, network, neurons);
  read_inputs (probe, network, features);
  read_spectrum (probe, network, features);
  read_function (probe, network, features);
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    {
      const AlgoFeatureRow *row = &algo_feature_rows[i];

      /* What is no number is so because of weights without bound, which explain nothing. */
      features[i] = isnan (features[i]) ? row->most : CLAMP (features[i], row->least, row->most);
    }
}

void
algo_features_of (const AlgoNetwork *network, double *features)
{
  g_autoptr (AlgoFeatureProbe) probe = algo_feature_probe_new (network->inputs);
  g_autofree AlgoNeuron *neurons = g_new (AlgoNeuron, network->hidden);
  AlgoOrderParameters order;

  algo_order_parameters_measure (network, algo_network_unexplained (network, FRESH_POINTS, SEED),
                                 &order);
  algo_neurons_measure (network, neurons);
  algo_features_measure (probe, network, &order, neurons, features);
}
