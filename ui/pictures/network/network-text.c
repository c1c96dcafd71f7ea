/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/analysis/order-parameters.h"
#include "engine/run/workbench.h"
#include "ui/pictures/network/network-picture.h"
#include "ui/pictures/drawing/numbers.h"

#define STRONG 0.3   /* of the largest |W0|: what stands out of the haze */
#define MOST_NAMED 4 /* edges that a neuron's description names */

static float
weight_of (const AlgoNetwork *network, guint input, guint neuron)
{
  return network->W0[(gsize) input * network->hidden + neuron];
}

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
algo_network_picture_describe (const AlgoNetworkPicture *picture)
{
  const AlgoNetwork *network = picture->network;
  g_autofree gint *pinned = NULL;
  guint reads[2] = { 0, 0 }, strong[2] = { 0, 0 }, weak[2] = { 0, 0 };
  GString *text;

  if (network == NULL)
    return g_strdup (_ ("Not measured yet"));
  pinned = g_new (gint, network->hidden);
  algo_network_find_pinned (network, pinned);
  for (guint j = 0; j < network->hidden; j++)
    if (pinned[j] >= 0)
      reads[weight_of (network, (guint) pinned[j], j) > 0]++;
  count_edges (network, strong, weak);

  text = g_string_new (NULL);
  g_string_append_printf (text,
                          _ ("Graph of %u inputs, %u hidden neurons and the output: %u hidden "
                             "neurons read one input with positive weight, %u with negative "
                             "weight, %u read many."),
                          network->inputs, network->hidden, reads[1], reads[0],
                          network->hidden - reads[0] - reads[1]);
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

/* "3 (+5.03), 7 (−0.81)": the strongest few. */
static char *
list_strongest (Edge *edges, guint count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    if (!isfinite (edges[i].weight))
      edges[i].weight = 0;
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
describe_input (const AlgoNetwork *network, guint input)
{
  g_autofree Edge *edges = g_new (Edge, network->hidden);
  g_autofree char *list = NULL;

  for (guint j = 0; j < network->hidden; j++)
    edges[j] = (Edge){ j, weight_of (network, input, j) };
  list = list_strongest (edges, network->hidden);
  return g_strdup_printf (_ ("Input %u, read most by hidden neuron %s"), input, list);
}

static char *
describe_hidden (const AlgoNetwork *network, guint neuron)
{
  g_autofree Edge *edges = g_new (Edge, network->inputs);
  g_autofree char *list = NULL, *bias = NULL, *out = NULL;

  for (guint i = 0; i < network->inputs; i++)
    edges[i] = (Edge){ i, weight_of (network, i, neuron) };
  list = list_strongest (edges, network->inputs);
  bias = algo_number_format_signed (network->b0[neuron]);
  out = algo_number_format_signed (network->W1[neuron]);
  if (algo_network_is_ablated (network, neuron))
    return g_strdup_printf (_ ("Hidden neuron %u, ablated, reads input %s; b\u2080 = %s"), neuron,
                            list, bias);
  return g_strdup_printf (_ ("Hidden neuron %u reads input %s; b\u2080 = %s, W\u2081 = %s"), neuron,
                          list, bias, out);
}

static char *
describe_output (const AlgoNetwork *network)
{
  g_autofree Edge *edges = g_new (Edge, network->hidden);
  g_autofree char *list = NULL, *bias = NULL;

  for (guint j = 0; j < network->hidden; j++)
    edges[j] = (Edge){ j, network->W1[j] };
  list = list_strongest (edges, network->hidden);
  bias = algo_number_format_signed (network->b1);
  return g_strdup_printf (_ ("Output: b\u2081 = %s, most from hidden neuron %s"), bias, list);
}

char *
algo_network_picture_describe_neuron (const AlgoNetworkPicture *picture, guint neuron)
{
  const AlgoNetwork *network = picture->network;

  if (network == NULL || neuron > network->inputs + network->hidden)
    return NULL;
  if (neuron < network->inputs)
    return describe_input (network, neuron);
  if (neuron < network->inputs + network->hidden)
    return describe_hidden (network, neuron - network->inputs);
  return describe_output (network);
}

void
algo_network_picture_order (const AlgoNetwork *network, guint *order)
{
  g_autofree guint *by_pinned = g_new (guint, network->hidden);
  g_autofree gint *pinned = g_new (gint, network->hidden);
  guint count = 0;

  algo_weights_order_by_pinned (network, by_pinned);
  algo_network_find_pinned (network, pinned);
  for (guint i = 0; i < network->inputs; i++)
    {
      order[count++] = i;
      for (guint k = 0; k < network->hidden; k++)
        if (pinned[by_pinned[k]] == (gint) i)
          order[count++] = network->inputs + by_pinned[k];
    }
  for (guint k = 0; k < network->hidden; k++)
    if (pinned[by_pinned[k]] < 0)
      order[count++] = network->inputs + by_pinned[k];
  order[count] = network->inputs + network->hidden;
}
