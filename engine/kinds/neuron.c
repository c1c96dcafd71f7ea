/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kinds/neuron.h"

#include <math.h>

#define NODES 41 /* z of -5 to 5: the trapezoidal rule is all but exact for smooth functions */
#define EXTENT 5.0
/* Below that share of its variance a neuron has nothing beside its straight part but rounding. */
#define LEAST_BEND 1e-6

/* z ~ N (0, 1). */
typedef struct
{
  double z[NODES], weight[NODES];
} Normal;

static void
normal_init (Normal *normal)
{
  double sum = 0;

  for (guint k = 0; k < NODES; k++)
    {
      normal->z[k] = EXTENT * (2.0 * k / (NODES - 1) - 1);
      normal->weight[k] = exp (-normal->z[k] * normal->z[k] / 2);
      sum += normal->weight[k];
    }
  for (guint k = 0; k < NODES; k++)
    normal->weight[k] /= sum;
}

static void
note_weight (AlgoNeuron *neuron, guint input, double weight)
{
  const double square = weight * weight;
  const guint place = square > neuron->shares[0] ? 0 : 1;

  if (place == 1 && !(square > neuron->shares[1]))
    return;
  if (place == 0)
    {
      neuron->inputs[1] = neuron->inputs[0];
      neuron->shares[1] = neuron->shares[0];
      neuron->signs[1] = neuron->signs[0];
    }
  neuron->inputs[place] = input;
  neuron->shares[place] = square;
  neuron->signs[place] = weight > 0 ? 1 : -1;
}

static void
read_weights (const AlgoNetwork *network, guint j, AlgoNeuron *neuron)
{
  double sum = 0, sizes = 0, squares = 0, fourths = 0;

  for (guint i = 0; i < network->inputs; i++)
    {
      const double weight = network->W0[(gsize) i * network->hidden + j];

      sum += weight;
      sizes += fabs (weight);
      squares += weight * weight;
      fourths += weight * weight * weight * weight;
      note_weight (neuron, i, weight);
    }
  /* Fourth powers underflow before squares do. */
  if (!(fourths > 0))
    {
      neuron->shares[0] = neuron->shares[1] = 0;
      return;
    }
  neuron->norm = sqrt (squares);
  neuron->strength = network->W1[j] * neuron->norm;
  neuron->kink = network->b0[j] / neuron->norm;
  neuron->shares[0] /= squares;
  neuron->shares[1] /= squares;
  neuron->reach = squares * squares / fourths;
  neuron->lean = sum / sizes;
  neuron->likeness = sum * sum / (network->inputs * squares);
}

/* Of swish, or relu, of a normal argument. */
typedef struct
{
  double values[NODES];
  double mean, variance, line; /* the last: E[z value] */
} Response;

static void
response_measure (Response *response, const Normal *normal)
{
  response->mean = response->variance = response->line = 0;
  for (guint k = 0; k < NODES; k++)
    response->mean += normal->weight[k] * response->values[k];
  for (guint k = 0; k < NODES; k++)
    {
      const double above = response->values[k] - response->mean;

      response->variance += normal->weight[k] * above * above;
      response->line += normal->weight[k] * normal->z[k] * above;
    }
}

/* The shares of the variance of `swish` that a parabola and a relu explain beyond a line. */
static void
compare_bends (const Response *swish,
               const Response *relu,
               const Normal *normal,
               double *parabola,
               double *corner)
{
  const double relu_left = relu->variance - relu->line * relu->line;
  double second = 0, product = 0;

  for (guint k = 0; k < NODES; k++)
    {
      const double z = normal->z[k];

      second += normal->weight[k] * swish->values[k] * (z * z - 1) / G_SQRT2;
      product +=
          normal->weight[k] * swish->values[k] * (relu->values[k] - relu->mean - relu->line * z);
    }
  *parabola = second * second / swish->variance;
  *corner =
      relu_left > LEAST_BEND * relu->variance ? product * product / relu_left / swish->variance : 0;
}

static void
read_work (const AlgoNetwork *network, guint j, const Normal *normal, AlgoNeuron *neuron)
{
  const double out = network->W1[j];
  Response swish, relu;
  double straight, parabola, corner, bend, far_from_parabola, far_from_corner;

  for (guint k = 0; k < NODES; k++)
    {
      const double argument = network->b0[j] + neuron->norm * normal->z[k];

      swish.values[k] = argument / (1 + exp (-argument));
      relu.values[k] = MAX (argument, 0);
    }
  response_measure (&swish, normal);
  response_measure (&relu, normal);
  neuron->mean = out * swish.mean;
  neuron->linear = 1;
  if (!(swish.variance > 0) || neuron->norm == 0)
    return;
  neuron->slope = out * swish.line / neuron->norm;
  neuron->work = fabs (out) * sqrt (swish.variance);
  straight = swish.line * swish.line / swish.variance;
  bend = CLAMP ((1 - straight) / (1 - ALGO_RELU_LINEAR), 0, 1);
  if (1 - straight < LEAST_BEND)
    return;
  compare_bends (&swish, &relu, normal, &parabola, &corner);
  far_from_parabola = MAX (1 - straight - parabola, 0);
  far_from_corner = MAX (1 - straight - corner, 0);
  neuron->linear = 1 - bend;
  neuron->one_sided = far_from_parabola + far_from_corner > 0
                          ? bend * far_from_parabola / (far_from_parabola + far_from_corner)
                          : bend / 2;
  neuron->curved = bend - neuron->one_sided;
}

void
algo_neurons_measure (const AlgoNetwork *network, AlgoNeuron *neurons)
{
  Normal normal;

  normal_init (&normal);
  for (guint j = 0; j < network->hidden; j++)
    {
      neurons[j] = (AlgoNeuron){ 0 };
      read_weights (network, j, &neurons[j]);
      read_work (network, j, &normal, &neurons[j]);
    }
}
