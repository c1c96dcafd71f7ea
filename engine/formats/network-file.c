/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A target network as a safetensors file. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/safetensors.h"
#include "engine/text.h"

/* "(16, 48)", "()" for a scalar. */
static char *
describe_shape (const AlgoTensor *tensor)
{
  GString *shape = g_string_new ("(");

  for (guint d = 0; d < tensor->n_dimensions; d++)
    g_string_append_printf (shape, "%s%zu", d > 0 ? ", " : "", tensor->shape[d]);
  g_string_append_c (shape, ')');
  return g_string_free (shape, FALSE);
}

static const AlgoTensor *
find_values (const AlgoSafetensors *file, const char *name, GError **error)
{
  const AlgoTensor *tensor = algo_safetensors_find (file, name);

  if (tensor == NULL)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("has no tensor “%s”"), name);
      return NULL;
    }
  if (tensor->data == NULL)
    {
      g_autofree char *dtype = algo_text_printable (tensor->dtype);

      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("tensor “%s” is %s, but must be F32"),
                   name, dtype);
      return NULL;
    }
  return tensor;
}

/* W0, whose shape is the network's size. */
static const AlgoTensor *
find_W0 (const AlgoSafetensors *file, GError **error)
{
  const AlgoTensor *W0 = find_values (file, "W0", error);
  g_autofree char *shape = NULL;

  if (W0 == NULL)
    return NULL;
  if (W0->n_dimensions == 2 && W0->shape[0] >= 1 && W0->shape[1] >= 1
      && W0->shape[0] <= ALGO_NETWORK_MAX_INPUTS && W0->shape[1] <= ALGO_NETWORK_MAX_HIDDEN)
    return W0;
  shape = describe_shape (W0);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “W0” has shape %s, but must be (inputs, hidden), at least (1, 1) and at "
                  "most (%d, %d)"),
               shape, ALGO_NETWORK_MAX_INPUTS, ALGO_NETWORK_MAX_HIDDEN);
  return NULL;
}

/* A tensor of `length` values in a row, a column or, for one value, a scalar. */
static const AlgoTensor *
find_vector (const AlgoSafetensors *file, const char *name, gsize length, GError **error)
{
  const AlgoTensor *tensor = find_values (file, name, error);
  g_autofree char *shape = NULL;

  if (tensor == NULL || (tensor->count == length && tensor->n_dimensions <= 2))
    return tensor;
  shape = describe_shape (tensor);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “%s” has shape %s, but must be (%zu) to go with “W0”"), name, shape,
               length);
  return NULL;
}

static gboolean
check_finite (const AlgoTensor *tensor, GError **error)
{
  for (gsize i = 0; i < tensor->count; i++)
    if (!isfinite (tensor->data[i]))
      {
        const gsize columns =
            tensor->n_dimensions > 0 ? tensor->shape[tensor->n_dimensions - 1] : 1;
        g_autofree char *place = i < columns && tensor->count == columns
                                     ? g_strdup_printf ("%zu", i)
                                     : g_strdup_printf ("%zu, %zu", i / columns, i % columns);

        g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("tensor “%s” is not finite at [%s]"),
                     tensor->name, place);
        return FALSE;
      }
  return TRUE;
}

AlgoNetwork *
algo_network_read (const AlgoSafetensors *file, GError **error)
{
  const AlgoTensor *W0 = find_W0 (file, error), *b0, *W1, *b1;
  AlgoNetwork *network;

  if (W0 == NULL || (b0 = find_vector (file, "b0", W0->shape[1], error)) == NULL
      || (W1 = find_vector (file, "W1", W0->shape[1], error)) == NULL
      || (b1 = find_vector (file, "b1", 1, error)) == NULL || !check_finite (W0, error)
      || !check_finite (b0, error) || !check_finite (W1, error) || !check_finite (b1, error))
    return NULL;
  network = algo_network_new ((guint) W0->shape[0], (guint) W0->shape[1]);
  memcpy (network->W0, W0->data, W0->count * sizeof (float));
  memcpy (network->b0, b0->data, b0->count * sizeof (float));
  memcpy (network->W1, W1->data, W1->count * sizeof (float));
  network->b1 = b1->data[0];
  return network;
}

AlgoNetwork *
algo_network_load (const char *path, char **label, GError **error)
{
  g_autoptr (AlgoSafetensors) file = algo_safetensors_load (path, error);
  AlgoNetwork *network;

  if (file == NULL)
    return NULL;
  network = algo_network_read (file, error);
  if (network == NULL)
    algo_error_prefix_path (error, path);
  else if (label != NULL)
    *label = g_strdup (algo_safetensors_metadata (file, "label"));
  return network;
}

void
algo_network_get_tensors (const AlgoNetwork *network, AlgoTensor tensors[ALGO_NETWORK_TENSORS])
{
  const gsize n = network->inputs, h = network->hidden;

  tensors[0] = (AlgoTensor){
    .name = "W0", .n_dimensions = 2, .shape = { n, h }, .count = n * h, .data = network->W0
  };
  tensors[1] = (AlgoTensor){
    .name = "b0", .n_dimensions = 1, .shape = { h }, .count = h, .data = network->b0
  };
  tensors[2] = (AlgoTensor){
    .name = "W1", .n_dimensions = 1, .shape = { h }, .count = h, .data = network->W1
  };
  tensors[3] = (AlgoTensor){
    .name = "b1", .n_dimensions = 1, .shape = { 1 }, .count = 1, .data = &network->b1
  };
}

gboolean
algo_network_save (const AlgoNetwork *network,
                   const char *path,
                   GHashTable *metadata,
                   GError **error)
{
  AlgoTensor tensors[ALGO_NETWORK_TENSORS];

  algo_network_get_tensors (network, tensors);
  return algo_safetensors_save (path, tensors, ALGO_NETWORK_TENSORS, metadata, error);
}
