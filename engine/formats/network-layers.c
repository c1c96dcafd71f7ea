/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/network-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/tensor-names.h"
#include "engine/formats/tensor-values.h"
#include "engine/text.h"

#define MOST_LISTED 12

/* Two tensors that may be W0 and W1. */
typedef struct
{
  const AlgoTensor *first, *second;
  gboolean fits[2]; /* as it stands, (inputs, hidden), and transposed */
} Pair;

/* Shapes. */

static gboolean
is_vector (const AlgoTensor *tensor, gsize length)
{
  return tensor->count == length && tensor->n_dimensions <= 2;
}

static gboolean
is_matrix (const AlgoTensor *tensor)
{
  return tensor->n_dimensions == 2 && tensor->count > 0;
}

/* How many outputs the second makes of the hidden neurons of the first; 0: it does not fit. */
static gsize
count_outputs (const AlgoTensor *first, const AlgoTensor *second, gboolean transposed)
{
  const gsize hidden = first->shape[transposed ? 0 : 1];
  const gsize inputs = first->shape[transposed ? 1 : 0];

  if (inputs > ALGO_NETWORK_MAX_INPUTS || hidden > ALGO_NETWORK_MAX_HIDDEN)
    return 0;
  if (second->n_dimensions <= 1
      || (second->count == hidden && is_matrix (second)
          && MIN (second->shape[0], second->shape[1]) == 1))
    return second->count == hidden;
  return is_matrix (second) && second->shape[transposed ? 1 : 0] == hidden
             ? second->shape[transposed ? 0 : 1]
             : 0;
}

static gboolean
fit_pair (Pair *pair, const AlgoTensor *first, const AlgoTensor *second)
{
  *pair = (Pair){ first, second, { FALSE, FALSE } };
  for (guint transposed = 0; is_matrix (first) && transposed < 2; transposed++)
    pair->fits[transposed] = count_outputs (first, second, transposed != 0) > 0;
  return pair->fits[0] || pair->fits[1];
}

static gboolean
makes_one (const Pair *pair)
{
  return count_outputs (pair->first, pair->second, FALSE) == 1
         || count_outputs (pair->first, pair->second, TRUE) == 1;
}

/* Messages. */

static gboolean
fail (GError **error, AlgoError code, char *message)
{
  g_set_error_literal (error, ALGO_ERROR, code, message);
  g_free (message);
  return FALSE;
}

static char *
list_tensors (const AlgoTensorFile *file)
{
  const guint count = algo_tensor_file_count (file), listed = MIN (count, MOST_LISTED);
  GString *text = g_string_new (count == 0 ? _ ("nothing") : NULL);

  for (guint i = 0; i < listed; i++)
    {
      g_autofree char *tensor = algo_tensor_describe (algo_tensor_file_nth (file, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", tensor);
    }
  if (count > listed)
    g_string_append_printf (text, ngettext (" and %u other", " and %u others", count - listed),
                            count - listed);
  return g_string_free (text, FALSE);
}

static gboolean
fail_to_find (const AlgoTensorFile *file, GError **error)
{
  g_autofree char *list = list_tensors (file);

  return fail (
      error, ALGO_ERROR_FORMAT,
      g_strdup_printf (_ ("no two matrices of real numbers in it fit one after the other, (inputs, "
                          "hidden) or (hidden, inputs), at least (1, 1) and at most (%d, %d), and "
                          "then a row or column of as many hidden; there is %s"),
                       ALGO_NETWORK_MAX_INPUTS, ALGO_NETWORK_MAX_HIDDEN, list));
}

/* What a person may choose from. */
static gboolean
fail_to_choose (const GArray *pairs, GError **error)
{
  GString *list = g_string_new (NULL);
  char *message;

  for (guint i = 0; i < MIN (pairs->len, MOST_LISTED); i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      g_autofree char *first = algo_tensor_describe (pair->first);
      g_autofree char *second = algo_tensor_describe (pair->second);

      g_string_append_printf (list, "%s%s,%s: %s, %s", i > 0 ? "; " : "", pair->first->name,
                              pair->second->name, first, second);
    }
  message = g_strdup_printf (_ ("has more layers than the two of a network, or several that fit "
                                "one after the other; “--layers A,B” says which two: %s"),
                             list->str);
  g_string_free (list, TRUE);
  return fail (error, ALGO_ERROR_CHOICE, message);
}

/* Which two. */

/* One that skips a layer between is no part of the network. */
static gboolean
skips (const GArray *pairs, const Pair *pair)
{
  gboolean from_first = FALSE, to_second = FALSE;

  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *other = &g_array_index (pairs, Pair, i);

      from_first |= other->first == pair->first
                    && algo_name_compare_numbers (other->second->name, pair->second->name) < 0;
      to_second |= other->second == pair->second
                   && algo_name_compare_numbers (pair->first->name, other->first->name) < 0;
    }
  return from_first && to_second;
}

/* Vectors are weights only where no matrix would be; and of two orders, that is taken which makes
 * one output. */
static gboolean
is_worse (const GArray *pairs, const Pair *pair)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *other = &g_array_index (pairs, Pair, i);

      if (other->first == pair->second && other->second == pair->first && makes_one (other)
          && !makes_one (pair))
        return TRUE;
      if (other->first == pair->first && is_matrix (other->second) && !is_matrix (pair->second))
        return TRUE;
    }
  return skips (pairs, pair);
}

static gboolean
may_be_weight (const AlgoTensorFile *file, const AlgoTensor *tensor)
{
  if (!algo_tensor_is_real (tensor) || tensor->n_dimensions == 0 || algo_name_is_bias (tensor->name)
      || algo_name_is_other (tensor->name))
    return FALSE;
  for (guint i = 0; i < algo_tensor_file_count (file); i++)
    if (algo_tensor_find_bias (file, algo_tensor_file_nth (file, i)) == tensor)
      return FALSE;
  return TRUE;
}

/* All that fit, by the order of their numbers where they have some. */
static GArray *
list_pairs (const AlgoTensorFile *file)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GPtrArray) weights = g_ptr_array_new ();
  Pair pair;

  for (guint i = 0; i < algo_tensor_file_count (file); i++)
    if (may_be_weight (file, algo_tensor_file_nth (file, i)))
      g_ptr_array_add (weights, (gpointer) algo_tensor_file_nth (file, i));
  for (guint i = 0; i < weights->len; i++)
    for (guint j = 0; j < weights->len; j++)
      {
        const AlgoTensor *first = weights->pdata[i], *second = weights->pdata[j];

        if (i != j && algo_name_compare_numbers (first->name, second->name) <= 0
            && fit_pair (&pair, first, second))
          g_array_append_val (pairs, pair);
      }
  return pairs;
}

static gboolean
choose_pair (const AlgoTensorFile *file, Pair *chosen, GError **error)
{
  g_autoptr (GArray) all = list_pairs (file);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < all->len; i++)
    if (!is_worse (all, &g_array_index (all, Pair, i)))
      g_array_append_val (pairs, g_array_index (all, Pair, i));
  if (pairs->len == 0)
    return fail_to_find (file, error);
  if (pairs->len > 1)
    return fail_to_choose (pairs, error);
  *chosen = g_array_index (pairs, Pair, 0);
  return TRUE;
}

/* What a person names: a tensor, or the layer that it is the weight of. */
static const AlgoTensor *
find_named (const AlgoTensorFile *file, const char *name, GError **error)
{
  static const char *const endings[] = { "", ".weight", ".kernel", "/kernel", "_weight" };
  const AlgoTensor *tensor = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; tensor == NULL && i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *full = g_strconcat (name, endings[i], NULL);

      tensor = algo_tensor_file_find (file, full);
    }
  if (tensor != NULL && algo_tensor_is_real (tensor))
    return tensor;
  list = list_tensors (file);
  fail (error, ALGO_ERROR_FORMAT,
        tensor != NULL
            ? g_strdup_printf (_ ("tensor “%s” is %s, but must be F32, F64, F16 or BF16"), name,
                               tensor->dtype)
            : g_strdup_printf (_ ("has no tensor “%s”; there is %s"), name, list));
  return NULL;
}

/* "A,B" or "A,a,B,b". */
static gboolean
take_named (const AlgoTensorFile *file,
            const char *names,
            Pair *pair,
            AlgoNetworkLayers *layers,
            GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  const guint count = g_strv_length (parts);
  const AlgoTensor *found[4] = { NULL };

  if (count != 2 && count != 4)
    return fail (error, ALGO_ERROR_CHOICE,
                 g_strdup (_ ("--layers: there must be two names, “A,B”, or four with those of the "
                              "biases, “A,a,B,b”")));
  for (guint i = 0; i < count; i++)
    if ((found[i] = find_named (file, g_strstrip (parts[i]), error)) == NULL)
      return FALSE;
  layers->b0 = count == 4 ? found[1] : NULL;
  layers->b1 = found[3];
  if (!fit_pair (pair, found[0], found[count / 2]))
    {
      g_autofree char *first = algo_tensor_describe (found[0]);
      g_autofree char *second = algo_tensor_describe (found[count / 2]);

      return fail (error, ALGO_ERROR_FORMAT,
                   g_strdup_printf (_ ("--layers: %s and %s do not fit one after the other"), first,
                                    second));
    }
  return TRUE;
}

/* Which way they lie. */

/* Whether what the names say, or who wrote the file, tells; then `transposed`. */
static gboolean
tell_layout (const AlgoTensorFile *file, const Pair *pair, gboolean *transposed)
{
  const char *layout = algo_tensor_file_metadata (file, "layout");
  const gsize *shape = pair->second->shape;
  const gboolean is_row = is_matrix (pair->second) && shape[0] == 1;
  const gboolean is_column = is_matrix (pair->second) && shape[1] == 1;

  *transposed = FALSE;
  if (g_strcmp0 (layout, "inputs,hidden") == 0
      || g_strcmp0 (algo_tensor_file_metadata (file, "software"), "Algoscope") == 0)
    return TRUE;
  if (g_str_has_suffix (pair->first->name, "kernel"))
    return !is_row;
  *transposed = g_str_has_suffix (pair->first->name, "weight");
  return *transposed && !is_column;
}

static gboolean
choose_layout (const AlgoTensorFile *file,
               const AlgoNetworkReading *how,
               const Pair *pair,
               AlgoNetworkLayers *layers,
               GError **error)
{
  const gboolean both = pair->fits[FALSE] && pair->fits[TRUE];
  const gsize *shape = pair->first->shape;

  layers->transposed = !pair->fits[FALSE];
  if (how->transpose != NULL)
    {
      layers->transposed = !g_str_equal (how->transpose, "no");
      if (!pair->fits[layers->transposed])
        {
          g_autofree char *first = algo_tensor_describe (pair->first);
          g_autofree char *second = algo_tensor_describe (pair->second);

          return fail (error, ALGO_ERROR_FORMAT,
                       g_strdup_printf (_ ("--transpose: %s and %s do not fit that way"), first,
                                        second));
        }
    }
  else if (both && pair->first->count > 1)
    layers->is_ambiguous = !tell_layout (file, pair, &layers->transposed);
  layers->inputs = shape[layers->transposed ? 1 : 0];
  layers->hidden = shape[layers->transposed ? 0 : 1];
  layers->outputs = count_outputs (pair->first, pair->second, layers->transposed);
  layers->W0 = pair->first;
  layers->W1 = pair->second;
  return TRUE;
}

/* Biases. */

static gboolean
check_bias (const AlgoTensor *bias, const AlgoTensor *weight, gsize length, GError **error)
{
  g_autofree char *text = NULL;

  if (is_vector (bias, length) && algo_tensor_is_real (bias))
    return TRUE;
  text = algo_tensor_describe (bias);
  return fail (error, ALGO_ERROR_FORMAT,
               g_strdup_printf (_ ("tensor %s must be real numbers, (%zu), to go with “%s”"), text,
                                length, weight->name));
}

static gboolean
is_taken (const AlgoNetworkLayers *layers, const AlgoTensor *tensor)
{
  return tensor == layers->W0 || tensor == layers->W1 || tensor == layers->b0
         || tensor == layers->b1;
}

/* Where the name does not tell: the only one of its length, if it may be one at all. */
static gboolean
find_bias_by_shape (const AlgoTensorFile *file,
                    const AlgoNetworkLayers *layers,
                    const AlgoTensor *weight,
                    gsize length,
                    const AlgoTensor **bias,
                    GError **error)
{
  guint count = 0;

  for (guint i = 0; i < algo_tensor_file_count (file); i++)
    {
      const AlgoTensor *tensor = algo_tensor_file_nth (file, i);

      if (!algo_tensor_is_real (tensor) || !is_vector (tensor, length) || is_taken (layers, tensor)
          || algo_name_is_other (tensor->name) || algo_tensor_find_bias (file, layers->W0) == tensor
          || algo_tensor_find_bias (file, layers->W1) == tensor)
        continue;
      *bias = tensor;
      count++;
    }
  return count < 2
         || fail (error, ALGO_ERROR_CHOICE,
                  g_strdup_printf (_ ("several tensors may be the bias of “%s”; “--layers A,a,B,b” "
                                      "says which"),
                                   weight->name));
}

static gboolean
find_bias (const AlgoTensorFile *file,
           const AlgoNetworkLayers *layers,
           const AlgoTensor *weight,
           gsize length,
           const AlgoTensor **bias,
           GError **error)
{
  if (*bias == NULL)
    *bias = algo_tensor_find_bias (file, weight);
  if (*bias == NULL && !find_bias_by_shape (file, layers, weight, length, bias, error))
    return FALSE;
  return *bias == NULL || check_bias (*bias, weight, length, error);
}

static gboolean
check_output (const AlgoNetworkLayers *layers, const AlgoNetworkReading *how, GError **error)
{
  g_autofree char *text = NULL;

  if (layers->outputs == 1 ? how->output_index == ALGO_NETWORK_NO_OUTPUT || how->output_index == 0
                           : how->output_index < layers->outputs)
    return TRUE;
  text = algo_tensor_describe (layers->W1);
  return fail (
      error, ALGO_ERROR_CHOICE,
      layers->outputs == 1
          ? g_strdup (_ ("--output-index: the network has one output"))
          : g_strdup_printf (_ ("%s makes %zu outputs; “--output-index” says which to look "
                                "at, from 0 to %zu"),
                             text, layers->outputs, layers->outputs - 1));
}

/* What is there besides, which nothing is made of. */
static void
note_others (const AlgoTensorFile *file, const AlgoNetworkLayers *layers, GPtrArray *notes)
{
  const AlgoTensor *other = NULL;
  g_autofree char *text = NULL;
  guint count = 0;

  for (guint i = 0; i < algo_tensor_file_count (file); i++)
    {
      const AlgoTensor *tensor = algo_tensor_file_nth (file, i);

      if (is_taken (layers, tensor) || algo_name_is_kept_aside (tensor->name))
        continue;
      other = other != NULL ? other : tensor;
      count++;
    }
  if (count == 0 || notes == NULL)
    return;
  text = algo_tensor_describe (other);
  g_ptr_array_add (notes, count == 1
                              ? g_strdup_printf (_ ("%s is not used"), text)
                              : g_strdup_printf (ngettext ("%s and %u other tensor are not used",
                                                           "%s and %u other tensors are not used",
                                                           count - 1),
                                                 text, count - 1));
}

gboolean
algo_network_layers_find (const AlgoTensorFile *file,
                          const AlgoNetworkReading *how,
                          AlgoNetworkLayers *layers,
                          GPtrArray *notes,
                          GError **error)
{
  Pair pair;

  *layers = (AlgoNetworkLayers){ 0 };
  if (!(how->layers != NULL ? take_named (file, how->layers, &pair, layers, error)
                            : choose_pair (file, &pair, error))
      || !choose_layout (file, how, &pair, layers, error) || !check_output (layers, how, error)
      || !find_bias (file, layers, layers->W0, layers->hidden, &layers->b0, error)
      || !find_bias (file, layers, layers->W1, layers->outputs, &layers->b1, error))
    return FALSE;
  note_others (file, layers, notes);
  return TRUE;
}
