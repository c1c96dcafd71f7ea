/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/network/network-picture.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/weights/weights-layout.h"

static void
append_range (GString *text, const char *name, const float *values, gsize count)
{
  g_autofree char *low = NULL, *high = NULL;
  float least = INFINITY, most = -INFINITY;

  for (gsize i = 0; i < count; i++)
    {
      least = fminf (least, values[i]);
      most = fmaxf (most, values[i]);
    }
  low = algo_number_format_signed (least);
  high = algo_number_format_signed (most);
  /* Translators: the name of a weight matrix, its least and its greatest value */
  g_string_append_printf (text, _ (" %s from %s to %s."), name, low, high);
}

char *
algo_weights_picture_describe (const AlgoWeightsPicture *picture)
{
  const AlgoNetwork *network = picture->network;
  g_autofree AlgoReading *readings = NULL;
  g_autofree char *output_bias = NULL;
  guint counts[ALGO_N_READINGS] = { 0 }, ablated = 0;
  GString *text;

  if (network == NULL)
    return g_strdup (_ ("Not measured yet"));
  readings = algo_network_find_readings (network);
  for (guint j = 0; j < network->hidden; j++)
    if (!picture->difference && algo_network_is_ablated (network, j))
      ablated++;
    else
      counts[readings[j].kind]++;

  text = g_string_new (NULL);
  g_string_append_printf (text,
                          _ ("%u inputs, %u hidden neurons: %u pinned to one input with positive "
                             "weight, %u with negative weight, %u not pinned."),
                          network->inputs, network->hidden, counts[ALGO_READS_POSITIVE],
                          counts[ALGO_READS_NEGATIVE], counts[ALGO_READS_MANY]);
  if (ablated > 0)
    g_string_append_printf (
        text, ngettext (" %u neuron is ablated.", " %u neurons are ablated.", ablated), ablated);
  append_range (text, "W\u2080", network->W0, (gsize) network->inputs * network->hidden);
  append_range (text, "b\u2080", network->b0, network->hidden);
  append_range (text, "W\u2081", network->W1, network->hidden);
  output_bias = algo_number_format_signed (network->b1);
  g_string_append_printf (text, _ (" b\u2081 is %s."), output_bias);
  return g_string_free (text, FALSE);
}

static char *
describe_value (const AlgoWeightsCell *cell, const char *value)
{
  switch (cell->tensor)
    {
    case ALGO_WEIGHTS_B0:
      return g_strdup_printf (_ ("Bias of hidden neuron %u: b\u2080 = %s"), cell->neuron, value);
    case ALGO_WEIGHTS_W1:
      return g_strdup_printf (_ ("Hidden neuron %u \u2192 output: W\u2081 = %s"), cell->neuron,
                              value);
    case ALGO_WEIGHTS_B1:
      return g_strdup_printf (_ ("Bias of the output: b\u2081 = %s"), value);
    case ALGO_WEIGHTS_W0:
    default:
      return g_strdup_printf (_ ("Input %u \u2192 hidden neuron %u: W\u2080 = %s"), cell->input,
                              cell->neuron, value);
    }
}

char *
algo_weights_picture_describe_cell (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell)
{
  const AlgoNetwork *network = picture->network;
  g_autofree char *number = NULL, *value = NULL;

  if (!algo_weights_cell_exists (picture, cell))
    return NULL;
  if (cell->tensor == ALGO_WEIGHTS_NEURON)
    return algo_network_describe_neuron (network, network->inputs + cell->neuron);
  number = algo_number_format_signed (algo_weights_picture_get (picture, cell));
  value = describe_value (cell, number);
  if (picture->difference || cell->tensor == ALGO_WEIGHTS_B1
      || !algo_network_is_ablated (network, cell->neuron))
    return g_steal_pointer (&value);
  /* Translators: "Input 3 → hidden neuron 12: W₀ = +5.03 (ablated)" */
  return g_strdup_printf (_ ("%s (ablated)"), value);
}

/* Changes by hand. */

static char *
describe_setting (const AlgoEdit *edit)
{
  g_autofree char *value = algo_number_format_signed (edit->value);

  switch (edit->weight)
    {
    case ALGO_WEIGHT_W0:
      return g_strdup_printf (_ ("Set the weight from input %u to neuron %u to %s"), edit->input,
                              edit->neuron, value);
    case ALGO_WEIGHT_B0:
      return g_strdup_printf (_ ("Set the bias of neuron %u to %s"), edit->neuron, value);
    case ALGO_WEIGHT_W1:
      return g_strdup_printf (_ ("Set the output weight of neuron %u to %s"), edit->neuron, value);
    case ALGO_WEIGHT_B1:
    default:
      return g_strdup_printf (_ ("Set the bias of the output to %s"), value);
    }
}

char *
algo_edit_describe (const AlgoEdit *edit)
{
  switch (edit->kind)
    {
    case ALGO_EDIT_ABLATE:
      return g_strdup_printf (_ ("Ablate neuron %u"), edit->neuron);
    case ALGO_EDIT_RESTORE:
      return g_strdup_printf (_ ("Restore neuron %u"), edit->neuron);
    case ALGO_EDIT_SET:
      return describe_setting (edit);
    case ALGO_EDIT_MOVE:
      return g_strdup_printf (_ ("Move neuron %u to place %u"), edit->neuron, edit->place);
    case ALGO_EDIT_ARRANGE:
    default:
      return g_strdup (_ ("Rearrange the neurons"));
    }
}
