/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/torch-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/pickle.h"
#include "engine/formats/tensor-file-private.h"
#include "engine/formats/tensor-values.h"

#define PICKLE "/data.pkl"
#define DEEPEST 64
#define MOST_VISITS 1000000 /* a pickle of a few bytes may hold any number of values */

typedef struct
{
  AlgoTensorFile *file;
  GHashTable *entries;
  char *prefix; /* of the paths in the zip */
  GString *name;
  gsize left; /* bytes that may still be copied */
  guint visits;
} Reader;

static const struct
{
  const char *storage, *dtype;
} types[] = {
  { "torch FloatStorage", "F32" }, { "torch DoubleStorage", "F64" },
  { "torch HalfStorage", "F16" },  { "torch BFloat16Storage", "BF16" },
  { "torch LongStorage", "I64" },  { "torch IntStorage", "I32" },
  { "torch ShortStorage", "I16" }, { "torch CharStorage", "I8" },
  { "torch ByteStorage", "U8" },   { "torch BoolStorage", "BOOL" },
};

static gboolean
fail (const Reader *reader, const char *what, GError **error)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("“%s” in the pickle: %s"),
               reader->name->str, what);
  return FALSE;
}

/* An argument or item by its place, NULL where there is none of that kind. */
static const AlgoPickleValue *
get_item (const AlgoPickleValue *list, guint index, AlgoPickleKind kind)
{
  const AlgoPickleValue *item = NULL;

  if (list != NULL && list->kind == ALGO_PICKLE_LIST && list->items != NULL
      && index < list->items->len)
    item = list->items->pdata[index];
  return item != NULL && item->kind == kind ? item : NULL;
}

static gboolean
is_made_by (const AlgoPickleValue *value, const char *maker)
{
  return value->kind == ALGO_PICKLE_OBJECT && value->maker != NULL
         && value->maker->kind == ALGO_PICKLE_GLOBAL
         && g_str_has_prefix (value->maker->text, maker);
}

/* The values that a tensor lies in, and their type; NULL if they are not there, or of a type that
 * is none of ours. */
static GBytes *
find_storage (const Reader *reader, const AlgoPickleValue *reference, const char **dtype)
{
  const AlgoPickleValue *type = NULL, *key = NULL;
  g_autofree char *path = NULL;

  if (reference != NULL)
    {
      type = get_item (reference->arguments, 1, ALGO_PICKLE_GLOBAL);
      key = get_item (reference->arguments, 2, ALGO_PICKLE_TEXT);
    }
  if (type == NULL || key == NULL)
    return NULL;
  *dtype = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].storage, type->text))
      *dtype = types[i].dtype;
  path = g_strconcat (reader->prefix, "/data/", key->text, NULL);
  return *dtype != NULL ? g_hash_table_lookup (reader->entries, path) : NULL;
}

/* A tuple of sizes into `to` (ALGO_TENSOR_MAX_DIMENSIONS). */
static gboolean
read_sizes (const AlgoPickleValue *tuple, guint count, gsize *to)
{
  for (guint d = 0; d < count; d++)
    {
      const AlgoPickleValue *size = get_item (tuple, d, ALGO_PICKLE_WHOLE);

      if (size == NULL || size->whole < 0)
        return FALSE;
      to[d] = (gsize) size->whole;
    }
  return TRUE;
}

/* Whether all values lie in a storage of so many. */
static gboolean
lies_in (const AlgoTensor *tensor, const gsize *strides, gsize offset, gsize values)
{
  gsize last = offset, step;

  if (tensor->count == 0)
    return offset <= values;
  for (guint d = 0; d < tensor->n_dimensions; d++)
    if (!g_size_checked_mul (&step, tensor->shape[d] - 1, strides[d])
        || !g_size_checked_add (&last, last, step))
      return FALSE;
  return last < values;
}

static gboolean
is_contiguous (const AlgoTensor *tensor, const gsize *strides)
{
  gsize stride = 1;

  for (guint d = tensor->n_dimensions; d-- > 0;)
    {
      if (tensor->shape[d] > 1 && strides[d] != stride)
        return FALSE;
      stride *= tensor->shape[d];
    }
  return TRUE;
}

/* torch._utils._rebuild_tensor_v2 (storage, offset, size, stride, ...). */
static gboolean
add_tensor (Reader *reader, const AlgoPickleValue *arguments, GError **error)
{
  const AlgoPickleValue *offset = get_item (arguments, 1, ALGO_PICKLE_WHOLE);
  const AlgoPickleValue *shape = get_item (arguments, 2, ALGO_PICKLE_LIST);
  const char *dtype;
  GBytes *storage = find_storage (reader, get_item (arguments, 0, ALGO_PICKLE_REFERENCE), &dtype);
  AlgoTensor tensor = { .name = reader->name->str };
  gsize strides[ALGO_TENSOR_MAX_DIMENSIONS], length, size;
  const guint8 *start;

  if (offset == NULL || shape == NULL || storage == NULL)
    return fail (reader, _ ("a tensor whose values are not there"), error);
  tensor.dtype = dtype;
  tensor.n_dimensions = shape->items != NULL ? shape->items->len : 0;
  if (tensor.n_dimensions > ALGO_TENSOR_MAX_DIMENSIONS
      || !read_sizes (shape, tensor.n_dimensions, tensor.shape)
      || !read_sizes (get_item (arguments, 3, ALGO_PICKLE_LIST), tensor.n_dimensions, strides)
      || !algo_tensor_count (&tensor, NULL))
    return fail (reader, _ ("a tensor of no shape that can be"), error);
  size = algo_tensor_type_size (dtype);
  start = g_bytes_get_data (storage, &length);
  if (offset->whole < 0 || !lies_in (&tensor, strides, (gsize) offset->whole, length / size)
      || tensor.count > reader->left / size)
    return fail (reader, _ ("a tensor that reaches past its values"), error);
  algo_tensor_file_keep (reader->file, storage);
  tensor.bytes = start + (gsize) offset->whole * size;
  if (!is_contiguous (&tensor, strides))
    {
      reader->left -= tensor.count * size;
      return algo_tensor_file_add_strided (reader->file, &tensor, strides, error);
    }
  algo_tensor_file_add (reader->file, &tensor);
  return TRUE;
}

static gboolean visit (Reader *reader, const AlgoPickleValue *value, guint depth, GError **error);

/* A module keeps its own behind names that are not part of those in its state dict. */
static gboolean
is_hidden (const char *key)
{
  return g_str_equal (key, "_modules") || g_str_equal (key, "_parameters")
         || g_str_equal (key, "_buffers");
}

static gboolean
visit_item (Reader *reader,
            const char *key,
            const AlgoPickleValue *value,
            guint depth,
            GError **error)
{
  const gsize length = reader->name->len;
  gboolean is_read;

  if (!is_hidden (key))
    g_string_append_printf (reader->name, "%s%s", length > 0 ? "." : "", key);
  is_read = visit (reader, value, depth + 1, error);
  g_string_truncate (reader->name, length);
  return is_read;
}

static gboolean
visit_items (Reader *reader, const AlgoPickleValue *value, guint depth, GError **error)
{
  const gboolean is_list = value->kind == ALGO_PICKLE_LIST;

  for (guint i = 0; value->items != NULL && i + !is_list < value->items->len; i += 1 + !is_list)
    {
      const AlgoPickleValue *key = value->items->pdata[i];
      g_autofree char *number =
          g_strdup_printf ("%" G_GINT64_FORMAT, is_list ? (gint64) i : key->whole);

      if (!visit_item (reader, is_list || key->text == NULL ? number : key->text,
                       value->items->pdata[i + !is_list], depth, error))
        return FALSE;
    }
  return value->state == NULL || visit (reader, value->state, depth + 1, error);
}

/* Adds the tensors of a value and of all that it holds. */
static gboolean
visit (Reader *reader, const AlgoPickleValue *value, guint depth, GError **error)
{
  const AlgoPickleValue *arguments = value->arguments;

  if (depth > DEEPEST || ++reader->visits > MOST_VISITS)
    return fail (reader, _ ("nested too deeply"), error);
  if (is_made_by (value, "torch._utils _rebuild_tensor_v2"))
    return add_tensor (reader, arguments, error);
  if (is_made_by (value, "torch._utils _rebuild_parameter") && arguments->items != NULL
      && arguments->items->len > 0)
    return visit (reader, arguments->items->pdata[0], depth + 1, error);
  return visit_items (reader, value, depth, error);
}

gboolean
algo_torch_read (AlgoTensorFile *file, GHashTable *entries, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *prefix = NULL, *order_path = NULL;
  g_autoptr (AlgoPickle) pickle = NULL;
  Reader reader = { .file = file, .entries = entries, .name = name, .left = ALGO_TENSOR_FILE_MAX };
  GHashTableIter iter;
  gpointer path, contents;
  GBytes *order;
  gsize length;

  g_hash_table_iter_init (&iter, entries);
  while (prefix == NULL && g_hash_table_iter_next (&iter, &path, &contents))
    if (g_str_has_suffix (path, PICKLE))
      {
        const guint8 *program = g_bytes_get_data (contents, &length);

        prefix = g_strndup (path, strlen (path) - strlen (PICKLE));
        pickle = algo_pickle_read (program, length, error);
      }
  if (pickle == NULL)
    return FALSE;
  order_path = g_strconcat (prefix, "/byteorder", NULL);
  order = g_hash_table_lookup (entries, order_path);
  if (order != NULL && g_bytes_get_size (order) == 3)
    return fail (&reader, _ ("its values are of big endian, which is not read"), error);
  reader.prefix = prefix;
  return visit (&reader, algo_pickle_get_value (pickle), 0, error);
}
