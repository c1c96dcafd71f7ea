/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know of a network's weights before they are drawn: what neurons read, in which
 * order their columns stand, how large weights are. */
#include <math.h>

#include "engine/analysis/order-parameters.h"
#include "ui/pictures/weights/weights-layout.h"

#define ALIKE 0.02 /* of the ramp from end to end, by which colours of a strip differ at most */

AlgoReading *
algo_network_find_readings (const AlgoNetwork *network)
{
  g_autofree gint *pinned = g_new (gint, network->hidden);
  AlgoReading *readings = g_new (AlgoReading, network->hidden);

  algo_network_find_pinned (network, pinned);
  for (guint j = 0; j < network->hidden; j++)
    {
      readings[j] = (AlgoReading){ .kind = ALGO_READS_MANY, .input = pinned[j] };
      if (pinned[j] < 0)
        continue;
      readings[j].weight = network->W0[(gsize) pinned[j] * network->hidden + j];
      readings[j].kind = readings[j].weight > 0 ? ALGO_READS_POSITIVE : ALGO_READS_NEGATIVE;
    }
  return readings;
}

void
algo_network_count_readings (const AlgoNetwork *network, guint counts[ALGO_N_READINGS])
{
  g_autofree AlgoReading *readings = algo_network_find_readings (network);

  for (guint kind = 0; kind < ALGO_N_READINGS; kind++)
    counts[kind] = 0;
  for (guint j = 0; j < network->hidden; j++)
    counts[readings[j].kind]++;
}

typedef struct
{
  guint neuron;
  AlgoReading reading;
  double strength;
} Column;

static int
compare_columns (const void *a, const void *b)
{
  const Column *x = a, *y = b;

  if (x->reading.kind != y->reading.kind)
    return (int) x->reading.kind - (int) y->reading.kind;
  if (x->reading.input != y->reading.input)
    return x->reading.input - y->reading.input;
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

guint *
algo_weights_sort (const AlgoNetwork *network)
{
  guint *order = g_new (guint, network->hidden);
  g_autofree AlgoReading *readings = algo_network_find_readings (network);
  g_autofree Column *columns = g_new (Column, network->hidden);

  for (guint j = 0; j < network->hidden; j++)
    columns[j] =
        (Column){ j, readings[j], fabs (network->W1[j]) * largest_input_weight (network, j) };
  qsort (columns, network->hidden, sizeof *columns, compare_columns);
  for (guint j = 0; j < network->hidden; j++)
    order[j] = columns[j].neuron;
  return order;
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

static void
include_largest (double *full, const float *values, gsize count)
{
  double largest = 0;

  for (gsize i = 0; i < count; i++)
    if (isfinite (values[i]))
      largest = fmax (largest, fabsf (values[i]));
  *full = fmax (*full, round_up (largest));
}

void
algo_weights_scale_include (AlgoWeightsScale *scale, const AlgoNetwork *network)
{
  include_largest (&scale->full[ALGO_WEIGHTS_W0], network->W0,
                   (gsize) network->inputs * network->hidden);
  include_largest (&scale->full[ALGO_WEIGHTS_B0], network->b0, network->hidden);
  include_largest (&scale->full[ALGO_WEIGHTS_W1], network->W1, network->hidden);
}

AlgoWeightsAlike
algo_weights_find_alike (const float *values, guint count, double full)
{
  const AlgoAxis axis = algo_weights_make_axis (full, 0, 1);
  AlgoWeightsAlike alike = { .from = INFINITY, .to = -INFINITY };
  double shades;

  for (guint i = 0; i < count; i++)
    {
      if (!isfinite (values[i]))
        return (AlgoWeightsAlike){ 0 };
      alike.from = MIN (alike.from, values[i]);
      alike.to = MAX (alike.to, values[i]);
    }
  shades = algo_axis_place (&axis, alike.to) - algo_axis_place (&axis, alike.from);
  alike.are = alike.from == alike.to || shades < ALIKE;
  return alike;
}
