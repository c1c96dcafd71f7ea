/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/network-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/formats/network-layers.h"
#include "engine/formats/npz.h"
#include "engine/formats/safetensors.h"
#include "engine/formats/tensor-values.h"
#include "engine/text.h"

/* Points to tell readings apart on: fewer of a large network, which are as telling. */
#define MOST_POINTS 1024
#define LEAST_POINTS 64
#define MOST_WORK (1 << 26) /* weights times points */
#define FACTOR 2            /* by which a reading's error must be less to be taken for the better */
#define LEAST_ERROR 1e-3    /* less is none: a sharp swish is nearly relu */
#define WELL 0.5            /* the largest FVU that speaks for a reading */

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

/* All values of a tensor, in the file's order; NULL where one is not finite. */
static float *
load_values (const AlgoTensor *tensor, GError **error)
{
  g_autofree float *values = g_new (float, MAX (tensor->count, 1));

  return read_values (tensor, values, error) ? g_steal_pointer (&values) : NULL;
}

static gboolean
fill_first (const AlgoNetworkLayers *layers, AlgoNetwork *network, GError **error)
{
  const gsize n = layers->inputs, h = layers->hidden;
  g_autofree float *values = load_values (layers->W0, error);

  if (values == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < h; j++)
      network->W0[i * h + j] = values[layers->transposed ? j * n + i : i * h + j];
  return layers->b0 == NULL || read_values (layers->b0, network->b0, error);
}

/* `output`: of several. */
static gboolean
fill_second (const AlgoNetworkLayers *layers, gsize output, AlgoNetwork *network, GError **error)
{
  const gsize h = layers->hidden, outputs = layers->outputs;
  g_autofree float *values = load_values (layers->W1, error);
  g_autofree float *biases = NULL;

  if (values == NULL)
    return FALSE;
  for (gsize j = 0; j < h; j++)
    network->W1[j] = values[layers->transposed ? output * h + j : j * outputs + output];
  if (layers->b1 == NULL)
    return TRUE;
  if ((biases = load_values (layers->b1, error)) == NULL)
    return FALSE;
  network->b1 = biases[output];
  return TRUE;
}

/* What is made of the tensors by one reading of them. */
static AlgoNetwork *
make_network (const AlgoNetworkLayers *layers, const AlgoNetworkReading *how, GError **error)
{
  const gsize output = how->output_index == ALGO_NETWORK_NO_OUTPUT ? 0 : how->output_index;
  g_autoptr (AlgoNetwork) network =
      algo_network_new ((guint) layers->inputs, (guint) layers->hidden);

  return fill_first (layers, network, error) && fill_second (layers, output, network, error)
             ? g_steal_pointer (&network)
             : NULL;
}

/* Of other programs' files, and of those from before there were tasks, it is the L1 norm; what they
 * call a task may be none of ours. */
static const AlgoTask *
read_task (const AlgoTensorFile *file)
{
  const char *text = algo_tensor_file_metadata (file, "task");
  const AlgoTask *task = text != NULL ? algo_task_get (text, NULL) : NULL;

  return task != NULL ? task : &algo_task_l1;
}

/* Files of this program that name none are from before there were others. */
static gboolean
read_activation (const AlgoTensorFile *file,
                 const AlgoNetworkReading *how,
                 AlgoActivation *activation,
                 gboolean *is_assumed,
                 GError **error)
{
  const char *name =
      how->activation != NULL ? how->activation : algo_tensor_file_metadata (file, "activation");
  g_autofree char *printable = NULL, *list = NULL;

  *activation = ALGO_ACTIVATION_SWISH;
  *is_assumed =
      name == NULL && g_strcmp0 (algo_tensor_file_metadata (file, "software"), "Algoscope") != 0;
  if (name == NULL || algo_activation_find (name, activation))
    return TRUE;
  printable = algo_text_printable (name);
  list = algo_activation_list ();
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_CHOICE,
               _ ("the activation “%s” is not known; “--activation” takes %s"), printable, list);
  return FALSE;
}

static gsize
choose_points (const AlgoNetwork *network)
{
  return CLAMP (MOST_WORK / ((gsize) network->inputs * network->hidden), LEAST_POINTS, MOST_POINTS);
}

/* The least FVU against a built-in function, and which that is. */
static double
find_function (const AlgoNetwork *network, const char **name)
{
  g_autofree double *unexplained = g_new (double, algo_task_rows_count ());
  double least = INFINITY;

  algo_network_unexplained_of_each (network, choose_points (network), 0, unexplained);
  for (guint i = 0; i < algo_task_rows_count (); i++)
    if (unexplained[i] < least)
      {
        least = unexplained[i];
        *name = algo_task_rows[i]->name;
      }
  return least;
}

/* Where the shapes do not tell which way W0 lies: that by which the network computes something. */
static AlgoNetwork *
try_layouts (AlgoNetworkLayers *layers,
             const AlgoNetworkReading *how,
             AlgoActivation activation,
             GPtrArray *notes,
             GError **error)
{
  g_autoptr (AlgoNetwork) as_it_stands = NULL, turned = NULL;
  AlgoNetwork **const networks[2] = { &as_it_stands, &turned };
  const char *names[2] = { NULL, NULL };
  double errors[2];
  guint best;

  for (guint transposed = 0; transposed < 2; transposed++)
    {
      layers->transposed = transposed != 0;
      if ((*networks[transposed] = make_network (layers, how, error)) == NULL)
        return NULL;
      (*networks[transposed])->activation = activation;
      errors[transposed] = find_function (*networks[transposed], &names[transposed]);
    }
  best = errors[1] < errors[0];
  if (!(errors[best] < WELL && FACTOR * errors[best] < errors[!best]))
    {
      g_autofree char *tensor = algo_tensor_describe (layers->W0);

      g_set_error (
          error, ALGO_ERROR, ALGO_ERROR_CHOICE,
          _ ("%s may be (inputs, hidden) or (hidden, inputs), and its shape does not tell; "
             "“--transpose=yes” takes it as (hidden, inputs), as PyTorch has it, "
             "“--transpose=no” as it stands"),
          tensor);
      return NULL;
    }
  if (notes != NULL)
    g_ptr_array_add (
        notes, g_strdup_printf (_ ("read as %s, for so it computes %s with FVU %.3g, and the other "
                                   "way nothing better than %.3g; “--transpose” says otherwise"),
                                best ? "(hidden, inputs)" : "(inputs, hidden)", names[best],
                                errors[best], errors[!best]));
  return g_steal_pointer (networks[best]);
}

/* Says which activation was taken, and whether another makes the network much better. */
static void
note_activation (AlgoNetwork *network, gboolean is_assumed, GPtrArray *notes)
{
  const AlgoActivation own = network->activation;
  AlgoActivation best = own;
  double errors[ALGO_N_ACTIVATIONS];

  if (!is_assumed || notes == NULL)
    return;
  for (guint i = 0; i < ALGO_N_ACTIVATIONS; i++)
    {
      network->activation = (AlgoActivation) i;
      errors[i] = algo_network_unexplained (network, choose_points (network), 0);
      if (errors[i] < errors[best])
        best = (AlgoActivation) i;
    }
  network->activation = own;
  if (errors[best] < WELL && errors[own] > LEAST_ERROR && FACTOR * errors[best] < errors[own])
    g_ptr_array_add (
        notes, g_strdup_printf (_ ("taken as %s, FVU %.3g; with “--activation=%s” it is %.3g"),
                                algo_activation_name (own), errors[own],
                                algo_activation_name (best), errors[best]));
}

AlgoNetwork *
algo_network_read (const AlgoTensorFile *file,
                   const AlgoNetworkReading *how,
                   GPtrArray *notes,
                   GError **error)
{
  const AlgoNetworkReading as_it_comes = ALGO_NETWORK_READING_DEFAULT;
  g_autoptr (AlgoNetwork) network = NULL;
  AlgoNetworkLayers layers;
  AlgoActivation activation;
  gboolean is_assumed;

  if (how == NULL)
    how = &as_it_comes;
  if (!algo_network_layers_find (file, how, &layers, notes, error)
      || !read_activation (file, how, &activation, &is_assumed, error))
    return NULL;
  network = layers.is_ambiguous ? try_layouts (&layers, how, activation, notes, error)
                                : make_network (&layers, how, error);
  if (network == NULL)
    return NULL;
  network->task = read_task (file);
  network->activation = activation;
  note_activation (network, is_assumed, notes);
  return g_steal_pointer (&network);
}

gboolean
algo_network_is_name (const char *path)
{
  g_auto (GStrv) patterns = g_strsplit (ALGO_NETWORK_PATTERNS, " ", -1);

  for (guint i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (patterns[i], path))
      return TRUE;
  return FALSE;
}

AlgoNetwork *
algo_network_load (const char *path, char **label, GError **error)
{
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_load (path, error);
  AlgoNetwork *network;

  if (file == NULL)
    return NULL;
  network = algo_network_read (file, NULL, NULL, error);
  if (network == NULL)
    algo_error_prefix_path (error, path);
  else if (label != NULL)
    *label = g_strdup (algo_tensor_file_metadata (file, "label"));
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
  g_hash_table_insert (all, (gpointer) "activation",
                       (gpointer) algo_activation_name (network->activation));
  g_hash_table_insert (all, (gpointer) "layout", (gpointer) "inputs,hidden");
  algo_network_get_tensors (network, tensors);
  if (g_str_has_suffix (path, ".npz"))
    return algo_npz_save (path, tensors, ALGO_NETWORK_TENSORS, all, error);
  return algo_safetensors_save (path, tensors, ALGO_NETWORK_TENSORS, all, error);
}
