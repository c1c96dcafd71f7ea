/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/tensor-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/npy.h"
#include "engine/formats/tensor-values.h"
#include "engine/formats/whole-file.h"
#include "engine/text.h"

#define MOST_NEIGHBOURS 64 /* NPY files of a folder */

struct _AlgoTensorFile
{
  GArray *tensors; /* AlgoTensor */
  GHashTable *metadata;
  GStringChunk *texts; /* names and types */
  GPtrArray *kept;     /* GBytes, in which values are */
};

static AlgoTensorFile *
file_new (void)
{
  AlgoTensorFile *self = g_new0 (AlgoTensorFile, 1);

  self->tensors = g_array_new (FALSE, FALSE, sizeof (AlgoTensor));
  self->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_string_chunk_new (1024);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
algo_tensor_file_free (AlgoTensorFile *file)
{
  g_array_unref (file->tensors);
  g_hash_table_unref (file->metadata);
  g_string_chunk_free (file->texts);
  g_ptr_array_unref (file->kept);
  g_free (file);
}

/* Filling it. */

void
algo_tensor_file_keep (AlgoTensorFile *file, GBytes *bytes)
{
  g_ptr_array_add (file->kept, g_bytes_ref (bytes));
}

void
algo_tensor_file_add_metadata (AlgoTensorFile *file, const char *key, const char *value)
{
  g_hash_table_replace (file->metadata, g_strdup (key), g_strdup (value));
}

gboolean
algo_tensor_count (AlgoTensor *tensor, GError **error)
{
  tensor->count = 1;
  for (guint d = 0; d < tensor->n_dimensions; d++)
    if (!g_size_checked_mul (&tensor->count, tensor->count, tensor->shape[d]))
      {
        g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                             _ ("shape of more values than memory can hold"));
        return FALSE;
      }
  return TRUE;
}

void
algo_tensor_file_add (AlgoTensorFile *file, const AlgoTensor *tensor)
{
  static const float none[1];
  AlgoTensor added = *tensor;

  added.name = g_string_chunk_insert (file->texts, tensor->name);
  added.dtype = g_string_chunk_insert_const (file->texts, tensor->dtype);
  added.data = NULL;
  if (added.bytes != NULL && g_str_equal (added.dtype, "F32"))
    {
      if (added.count == 0)
        added.bytes = none;
      else if (GPOINTER_TO_SIZE (added.bytes) % sizeof (float) != 0)
        {
          g_autoptr (GBytes) copy = g_bytes_new (added.bytes, added.count * sizeof (float));

          added.bytes = g_bytes_get_data (copy, NULL);
          algo_tensor_file_keep (file, copy);
        }
      added.data = added.bytes;
    }
  g_array_append_val (file->tensors, added);
}

/* Copies values of `size` bytes in the order of C. */
static void
gather (const AlgoTensor *tensor, const gsize *strides, gsize size, guint8 *to)
{
  gsize at[ALGO_TENSOR_MAX_DIMENSIONS] = { 0 }, from = 0;

  for (gsize i = 0; i < tensor->count; i++)
    {
      memcpy (to + i * size, (const guint8 *) tensor->bytes + from * size, size);
      for (guint d = tensor->n_dimensions; d-- > 0;)
        {
          from += strides[d];
          if (++at[d] < tensor->shape[d])
            break;
          from -= strides[d] * tensor->shape[d];
          at[d] = 0;
        }
    }
}

gboolean
algo_tensor_file_add_strided (AlgoTensorFile *file,
                              const AlgoTensor *tensor,
                              const gsize *strides,
                              GError **error)
{
  const gsize size = algo_tensor_type_size (tensor->dtype);
  AlgoTensor copy = *tensor;
  guint8 *values = algo_whole_file_allocate (tensor->count * size, error);
  g_autoptr (GBytes) bytes = NULL;

  if (values == NULL)
    return FALSE;
  gather (tensor, strides, size, values);
  bytes = g_bytes_new_take (values, tensor->count * size);
  algo_tensor_file_keep (file, bytes);
  copy.bytes = values;
  algo_tensor_file_add (file, &copy);
  return TRUE;
}

/* Reading. */

static gboolean
refuse_pickle (AlgoTensorFile *file, GBytes *bytes, GError **error)
{
  g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                       _ ("a bare pickle is not read; in Python “torch.save (torch.load (OLD), "
                          "NEW)” makes a file that is"));
  return FALSE;
}

static gboolean
read_npy (AlgoTensorFile *file, GBytes *bytes, GError **error)
{
  return algo_npy_read (file, "array", bytes, error);
}

/* By the first bytes; the length of a safetensors header has zeros where a pickle has not. */
static AlgoTensorReader
find_reader (GBytes *bytes)
{
  static const guint8 none[4] = { 0 };
  gsize length;
  const char *start = g_bytes_get_data (bytes, &length);

  if (length >= 4 && (memcmp (start, "PK\3\4", 4) == 0 || memcmp (start, "PK\5\6", 4) == 0))
    return algo_zip_read;
  if (length >= ALGO_NPY_MAGIC_LENGTH && memcmp (start, ALGO_NPY_MAGIC, ALGO_NPY_MAGIC_LENGTH) == 0)
    return read_npy;
  if (length >= 8 && start[0] == '\x80' && start[1] <= 5 && memcmp (start + 4, none, 4) != 0)
    return refuse_pickle;
  return algo_safetensors_read;
}

static AlgoTensorFile *
parse (GBytes *bytes, GError **error)
{
  g_autoptr (AlgoTensorFile) file = file_new ();

  algo_tensor_file_keep (file, bytes);
  return find_reader (bytes) (file, bytes, error) ? g_steal_pointer (&file) : NULL;
}

static gboolean
add_npy (AlgoTensorFile *file, const char *folder, const char *base, GError **error)
{
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autofree char *stem = g_strndup (base, strlen (base) - strlen (".npy"));
  g_autofree char *name = algo_text_printable (stem);
  g_autoptr (GBytes) bytes = algo_whole_file_load (path, ALGO_TENSOR_FILE_MAX, error);

  if (bytes == NULL)
    return FALSE;
  algo_tensor_file_keep (file, bytes);
  return algo_npy_read (file, name, bytes, error);
}

/* What cannot be read beside it is none of this file's. */
static AlgoTensorFile *
load_npy (const char *path, GError **error)
{
  g_autoptr (AlgoTensorFile) file = file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  GSList *names = NULL;
  const char *entry;

  if (!add_npy (file, folder, base, error))
    return NULL;
  while (entries != NULL && (entry = g_dir_read_name (entries)) != NULL)
    if (g_str_has_suffix (entry, ".npy") && !g_str_equal (entry, base))
      names = g_slist_insert_sorted (names, g_strdup (entry), (GCompareFunc) strcmp);
  for (const GSList *at = names; at != NULL && file->tensors->len < MOST_NEIGHBOURS; at = at->next)
    add_npy (file, folder, at->data, NULL);
  g_slist_free_full (names, g_free);
  return g_steal_pointer (&file);
}

AlgoTensorFile *
algo_tensor_file_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = algo_whole_file_load (path, ALGO_TENSOR_FILE_MAX, error);
  AlgoTensorFile *file = NULL;

  if (bytes != NULL)
    file = find_reader (bytes) == read_npy && g_str_has_suffix (path, ".npy")
               ? load_npy (path, error)
               : parse (bytes, error);
  if (file == NULL)
    algo_error_prefix_path (error, path);
  return file;
}

AlgoTensorFile *
algo_tensor_file_parse (const char *name, GBytes *bytes, GError **error)
{
  AlgoTensorFile *file = parse (bytes, error);

  if (file == NULL)
    algo_error_prefix_path (error, name);
  return file;
}

/* Asking it. */

const AlgoTensor *
algo_tensor_file_find (const AlgoTensorFile *file, const char *tensor)
{
  for (guint i = 0; i < file->tensors->len; i++)
    if (g_str_equal (algo_tensor_file_nth (file, i)->name, tensor))
      return algo_tensor_file_nth (file, i);
  return NULL;
}

const char *
algo_tensor_file_metadata (const AlgoTensorFile *file, const char *key)
{
  return g_hash_table_lookup (file->metadata, key);
}

GHashTable *
algo_tensor_file_get_metadata (const AlgoTensorFile *file)
{
  return file->metadata;
}

guint
algo_tensor_file_count (const AlgoTensorFile *file)
{
  return file->tensors->len;
}

const AlgoTensor *
algo_tensor_file_nth (const AlgoTensorFile *file, guint index)
{
  g_return_val_if_fail (index < file->tensors->len, NULL);

  return &g_array_index (file->tensors, AlgoTensor, index);
}

char *
algo_tensor_describe (const AlgoTensor *tensor)
{
  g_autofree char *name = algo_text_printable (tensor->name);
  g_autofree char *dtype = algo_text_printable (tensor->dtype);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "“%s” (", name);
  for (guint d = 0; d < tensor->n_dimensions; d++)
    g_string_append_printf (text, "%s%zu", d > 0 ? ", " : "", tensor->shape[d]);
  g_string_append_c (text, ')');
  if (!g_str_equal (dtype, "F32"))
    g_string_append_printf (text, " %s", dtype);
  return g_string_free (text, FALSE);
}
