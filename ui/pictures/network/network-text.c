/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/run/workbench.h"
#include "ui/pictures/network/network-picture.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/weights/weights-picture.h"

#define STRONG 0.3   /* of the largest |W0|: what stands out of the haze */
#define MOST_NAMED 4 /* edges that a neuron's description names */

/* How many edges are strong and weak, below and above zero. */
static void
count_edges (const AlgoNetwork *network, guint strong[2], guint weak[2])
{
  gsize edges = (gsize) network->inputs * network->hidden;
  float largest = 0;

  for (gsize i = 0; i < edges; i++)
    if (isfinite (network->W0[i]))
      largest = fmaxf (largest, fabsf (network->W0[i]));
  for (gsize i = 0; i < edges; i++)
    if (isfinite (network->W0[i]) && network->W0[i] != 0)
      (fabsf (network->W0[i]) >= STRONG * largest ? strong : weak)[network->W0[i] > 0]++;
}

char *
algo_network_describe (const AlgoNetwork *network)
{
  guint reads[ALGO_N_READINGS], strong[2] = { 0, 0 }, weak[2] = { 0, 0 };
  GString *text = g_string_new (NULL);

  algo_network_count_readings (network, reads);
  count_edges (network, strong, weak);
  g_string_append_printf (text,
                          _ ("Graph of %u inputs, %u hidden neurons and the output: %u hidden "
                             "neurons read one input with positive weight, %u with negative "
                             "weight, %u read many."),
                          network->inputs, network->hidden, reads[ALGO_READS_POSITIVE],
                          reads[ALGO_READS_NEGATIVE], reads[ALGO_READS_MANY]);
  g_string_append_printf (text, _ (" Strong edges: %u above zero, %u below."), strong[1],
                          strong[0]);
  if (weak[0] + weak[1] > 0)
    {
      g_autofree char *share = algo_number_format_percent ((double) weak[1] / (weak[0] + weak[1]));

      g_string_append_printf (text, _ (" Of %u weak ones, %s are above zero."), weak[0] + weak[1],
                              share);
    }
  return g_string_free (text, FALSE);
}

/* A neighbour and the weight of the edge to it. */
typedef struct
{
  guint index;
  float weight;
} Edge;

static int
compare_edges (const void *a, const void *b)
{
  const Edge *first = a, *second = b;
  float difference = fabsf (second->weight) - fabsf (first->weight);

  if (difference != 0)
    return difference > 0 ? 1 : -1;
  return (first->index > second->index) - (first->index < second->index);
}

/* "3 (+5.03), 7 (−0.81)": the strongest few of weights that are so far apart. */
static char *
list_strongest (const float *weights, gsize stride, guint count)
{
  GString *text = g_string_new (NULL);
  g_autofree Edge *edges = g_new (Edge, count);

  for (guint i = 0; i < count; i++)
    edges[i] = (Edge){ i, isfinite (weights[i * stride]) ? weights[i * stride] : 0 };
  qsort (edges, count, sizeof *edges, compare_edges);
  for (guint i = 0; i < MIN (count, MOST_NAMED); i++)
    {
      g_autofree char *weight = algo_number_format_signed (edges[i].weight);

      if (i > 0 && fabsf (edges[i].weight) < STRONG * fabsf (edges[0].weight))
        break;
      /* Translators: the number of a neuron, and the weight of the edge to it; the list goes on */
      g_string_append_printf (text, i == 0 ? _ ("%u (%s)") : _ (", %u (%s)"), edges[i].index,
                              weight);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_hidden (const AlgoNetwork *network, guint neuron)
{
  g_autofree char *list = list_strongest (network->W0 + neuron, network->hidden, network->inputs);
  g_autofree char *bias = algo_number_format_signed (network->b0[neuron]);
  g_autofree char *out = algo_number_format_signed (network->W1[neuron]);

  if (algo_network_is_ablated (network, neuron))
    return g_strdup_printf (_ ("Hidden neuron %u, ablated, reads input %s; b\u2080 = %s"), neuron,
                            list, bias);
  return g_strdup_printf (_ ("Hidden neuron %u reads input %s; b\u2080 = %s, W\u2081 = %s"), neuron,
                          list, bias, out);
}

char *
algo_network_describe_neuron (const AlgoNetwork *network, guint neuron)
{
  const guint inputs = network->inputs, hidden = network->hidden;
  g_autofree char *list = NULL, *bias = NULL;

  if (neuron > inputs + hidden)
    return NULL;
  if (neuron >= inputs && neuron < inputs + hidden)
    return describe_hidden (network, neuron - inputs);
  if (neuron < inputs)
    {
      list = list_strongest (network->W0 + (gsize) neuron * hidden, 1, hidden);
      return g_strdup_printf (_ ("Input %u, read most by hidden neuron %s"), neuron, list);
    }
  list = list_strongest (network->W1, 1, hidden);
  bias = algo_number_format_signed (network->b1);
  return g_strdup_printf (_ ("Output: b\u2081 = %s, most from hidden neuron %s"), bias, list);
}
