/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/order-parameters.h"
#include "ui/pictures/weights/weights-picture.h"

typedef struct
{
  guint neuron;
  gint group; /* 0: pinned with positive weight, 1: with negative weight, 2: not pinned */
  gint input; /* pinned to */
  double strength;
} Column;

static int
compare_columns (const void *a, const void *b)
{
  const Column *x = a, *y = b;

  if (x->group != y->group)
    return x->group - y->group;
  if (x->input != y->input)
    return x->input - y->input;
  if (x->strength != y->strength)
    return x->strength > y->strength ? -1 : 1;
  return x->neuron < y->neuron ? -1 : x->neuron > y->neuron;
}

static double
largest_input_weight (const AlgoNetwork *network, guint neuron)
{
  double largest = 0;

  for (guint i = 0; i < network->inputs; i++)
    largest = fmax (largest, fabsf (network->W0[i * network->hidden + neuron]));
  return largest;
}

void
algo_weights_order_by_pinned (const AlgoNetwork *network, guint *order)
{
  guint hidden = network->hidden;
  g_autofree gint *pinned = g_new (gint, hidden);
  g_autofree Column *columns = g_new0 (Column, hidden);

  algo_network_find_pinned (network, pinned);
  for (guint j = 0; j < hidden; j++)
    {
      columns[j].neuron = j;
      columns[j].input = pinned[j];
      columns[j].strength = fabs (network->W1[j]) * largest_input_weight (network, j);
      if (pinned[j] < 0)
        columns[j].group = 2;
      else
        columns[j].group = network->W0[(guint) pinned[j] * hidden + j] > 0 ? 0 : 1;
    }
  qsort (columns, hidden, sizeof *columns, compare_columns);
  for (guint j = 0; j < hidden; j++)
    order[j] = columns[j].neuron;
}

void
algo_weights_scale_init (AlgoWeightsScale *scale)
{
  *scale = (AlgoWeightsScale){ 0 };
}

/* Up to two significant digits, so that the colour bar does not change with every step. */
static double
round_up (double value)
{
  double unit;

  if (!(value > 0) || isinf (value))
    return 0;
  unit = pow (10, floor (log10 (value)) - 1);
  return ceil (value / unit - 1e-6) * unit;
}

static double
find_largest (const float *values, gsize count)
{
  double largest = 0;

  for (gsize i = 0; i < count; i++)
    if (isfinite (values[i]))
      largest = fmax (largest, fabsf (values[i]));
  return round_up (largest);
}

/* What a scale is that holds for one network only. */
static AlgoWeightsScale
make_scale (const AlgoNetwork *network)
{
  return (AlgoWeightsScale){
    .full = { [ALGO_WEIGHTS_W0] =
                  find_largest (network->W0, (gsize) network->inputs * network->hidden),
              [ALGO_WEIGHTS_B0] = find_largest (network->b0, network->hidden),
              [ALGO_WEIGHTS_W1] = find_largest (network->W1, network->hidden) },
  };
}

void
algo_weights_scale_include (AlgoWeightsScale *scale, const AlgoNetwork *network)
{
  const AlgoWeightsScale own = make_scale (network);

  for (guint tensor = 0; tensor < G_N_ELEMENTS (own.full); tensor++)
    scale->full[tensor] = fmax (scale->full[tensor], own.full[tensor]);
}
