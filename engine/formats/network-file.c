/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A target network as a safetensors file. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/formats/safetensors.h"
#include "engine/formats/tensor-values.h"
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

/* A tensor whose values can be read as F32. */
static const AlgoTensor *
find_reals (const AlgoSafetensors *file, const char *name, GError **error)
{
  const AlgoTensor *tensor = algo_safetensors_find (file, name);
  g_autofree char *dtype = NULL;

  if (tensor == NULL)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("has no tensor “%s”"), name);
      return NULL;
    }
  if (algo_tensor_is_real (tensor))
    return tensor;
  dtype = algo_text_printable (tensor->dtype);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “%s” is %s, but must be F32, F64, F16 or BF16"), name, dtype);
  return NULL;
}

/* The tensors of a network and its size. */
typedef struct
{
  const AlgoTensor *W0, *b0, *W1, *b1;
  gsize inputs, hidden;
  gboolean transposed; /* W0 is (hidden, inputs) */
} Parts;

/* PyTorch's nn.Linear has W0 as (hidden, inputs), and W1 as the row (1, hidden). The length of b0
 * tells which it is, and where W0 is square, that W1 is a row. */
static gboolean
is_transposed (const Parts *parts)
{
  const gsize *shape = parts->W0->shape;

  if (shape[0] != shape[1])
    return parts->b0->count == shape[0];
  return shape[0] > 1 && parts->W1->n_dimensions == 2 && parts->W1->shape[0] == 1;
}

static gboolean
measure_size (Parts *parts, GError **error)
{
  const gsize *shape = parts->W0->shape;
  g_autofree char *text = NULL;

  if (parts->W0->n_dimensions == 2)
    {
      parts->transposed = is_transposed (parts);
      parts->inputs = shape[parts->transposed ? 1 : 0];
      parts->hidden = shape[parts->transposed ? 0 : 1];
      if (parts->inputs >= 1 && parts->hidden >= 1 && parts->inputs <= ALGO_NETWORK_MAX_INPUTS
          && parts->hidden <= ALGO_NETWORK_MAX_HIDDEN)
        return TRUE;
    }
  text = describe_shape (parts->W0);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “W0” has shape %s, but must be (inputs, hidden), at least (1, 1) and at "
                  "most (%d, %d)"),
               text, ALGO_NETWORK_MAX_INPUTS, ALGO_NETWORK_MAX_HIDDEN);
  return FALSE;
}

/* A vector may stand in a row or a column; one value also as a scalar. */
static gboolean
check_vector (const AlgoTensor *tensor, gsize length, GError **error)
{
  g_autofree char *shape = NULL;

  if (tensor->count == length && tensor->n_dimensions <= 2)
    return TRUE;
  shape = describe_shape (tensor);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “%s” has shape %s, but must be (%zu) to go with “W0”"), tensor->name,
               shape, length);
  return FALSE;
}

static gboolean
find_parts (const AlgoSafetensors *file, Parts *parts, GError **error)
{
  return (parts->W0 = find_reals (file, "W0", error)) != NULL
         && (parts->b0 = find_reals (file, "b0", error)) != NULL
         && (parts->W1 = find_reals (file, "W1", error)) != NULL
         && (parts->b1 = find_reals (file, "b1", error)) != NULL && measure_size (parts, error)
         && check_vector (parts->b0, parts->hidden, error)
         && check_vector (parts->W1, parts->hidden, error) && check_vector (parts->b1, 1, error);
}

/* The values of a tensor, all finite; `values` (count). */
static gboolean
read_values (const AlgoTensor *tensor, float *values, GError **error)
{
  algo_tensor_get_reals (tensor, values);
  for (gsize i = 0; i < tensor->count; i++)
    if (!isfinite (values[i]))
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

static void
transpose (gsize rows,
           gsize columns,
           const float *from, /* (columns, rows) */
           float *to)         /* (rows, columns) */
{
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      to[i * columns + j] = from[j * rows + i];
}

static gboolean
read_W0 (const Parts *parts, float *W0, GError **error)
{
  g_autofree float *values = NULL;

  if (!parts->transposed)
    return read_values (parts->W0, W0, error);
  values = g_new (float, parts->W0->count);
  if (!read_values (parts->W0, values, error))
    return FALSE;
  transpose (parts->inputs, parts->hidden, values, W0);
  return TRUE;
}

/* Of other programs' files, and of those from before there were tasks, it is the L1 norm; what they
 * call a task may be none of ours. */
static const AlgoTask *
read_task (const AlgoSafetensors *file)
{
  const char *text = algo_safetensors_metadata (file, "task");
  const AlgoTask *task = text != NULL ? algo_task_get (text, NULL) : NULL;

  return task != NULL ? task : &algo_task_l1;
}

AlgoNetwork *
algo_network_read (const AlgoSafetensors *file, GError **error)
{
  Parts parts = { 0 };
  g_autoptr (AlgoNetwork) network = NULL;

  if (!find_parts (file, &parts, error))
    return NULL;
  network = algo_network_new ((guint) parts.inputs, (guint) parts.hidden);
  if (!read_W0 (&parts, network->W0, error) || !read_values (parts.b0, network->b0, error)
      || !read_values (parts.W1, network->W1, error)
      || !read_values (parts.b1, &network->b1, error))
    return NULL;
  network->task = read_task (file);
  return g_steal_pointer (&network);
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
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  AlgoTensor tensors[ALGO_NETWORK_TENSORS];
  GHashTableIter iter;
  gpointer key, value;

  if (metadata != NULL)
    {
      g_hash_table_iter_init (&iter, metadata);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (all, key, value);
    }
  g_hash_table_insert (all, (gpointer) "task", (gpointer) network->task->text);
  algo_network_get_tensors (network, tensors);
  return algo_safetensors_save (path, tensors, ALGO_NETWORK_TENSORS, all, error);
}
