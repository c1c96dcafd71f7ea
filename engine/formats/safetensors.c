/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/safetensors.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/safetensors-header.h"
#include "engine/formats/tensor-file-private.h"
#include "engine/formats/whole-file.h"

#define LENGTH_BYTES 8 /* of N */

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN); /* as the format is */

static AlgoSafetensorsHeader *
read_header (const char *start, guint64 total, guint64 *length, GError **error)
{
  if (total < LENGTH_BYTES)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("%" PRIu64 " bytes are too few for a file of tensors"), total);
      return NULL;
    }
  memcpy (length, start, LENGTH_BYTES);
  if (*length <= ALGO_SAFETENSORS_MAX_HEADER && *length > total - LENGTH_BYTES)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("header of %" PRIu64 " bytes reaches past the end of the file"), *length);
      return NULL;
    }
  if (*length > ALGO_SAFETENSORS_MAX_HEADER || *length == 0 || start[LENGTH_BYTES] != '{')
    {
      g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                           _ ("none of the formats that are read: safetensors, NumPy’s .npz and "
                              ".npy, PyTorch’s .pt"));
      return NULL;
    }
  return algo_safetensors_header_parse (start + LENGTH_BYTES, *length,
                                        total - LENGTH_BYTES - *length, error);
}

static void
add_metadata (gpointer key, gpointer value, gpointer file)
{
  algo_tensor_file_add_metadata (file, key, value);
}

gboolean
algo_safetensors_read (AlgoTensorFile *file, GBytes *bytes, GError **error)
{
  gsize total;
  const char *start = g_bytes_get_data (bytes, &total);
  guint64 length;
  g_autoptr (AlgoSafetensorsHeader) header = read_header (start, total, &length, error);

  if (header == NULL)
    return FALSE;
  g_hash_table_foreach (header->metadata, add_metadata, file);
  for (guint i = 0; i < header->entries->len; i++)
    {
      const AlgoTensorEntry *entry = &g_array_index (header->entries, AlgoTensorEntry, i);
      AlgoTensor tensor = { .name = entry->name,
                            .dtype = entry->dtype,
                            .n_dimensions = entry->n_dimensions,
                            .count = entry->count,
                            .bytes = start + LENGTH_BYTES + length + entry->begin };

      memcpy (tensor.shape, entry->shape, sizeof tensor.shape);
      algo_tensor_file_add (file, &tensor);
    }
  return TRUE;
}

gboolean
algo_safetensors_save (const char *path,
                       const AlgoTensor *tensors,
                       guint n_tensors,
                       GHashTable *metadata,
                       GError **error)
{
  g_autoptr (GString) contents = algo_safetensors_header_write (tensors, n_tensors, metadata);
  guint64 length = contents->len;

  g_string_prepend_len (contents, (const char *) &length, LENGTH_BYTES);
  for (guint i = 0; i < n_tensors; i++)
    g_string_append_len (contents, (const char *) tensors[i].data,
                         (gssize) (tensors[i].count * sizeof (float)));
  return algo_whole_file_save (path, contents->str, contents->len, error);
}
