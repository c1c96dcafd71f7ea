/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/safetensors.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "engine/formats/safetensors-header.h"
#include "engine/formats/whole-file.h"

#define LENGTH_BYTES 8 /* of N */

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN); /* as the format is */

struct _AlgoSafetensors
{
  AlgoSafetensorsHeader *header;
  guint8 *data;
  GPtrArray *copies;   /* of tensors that do not stand aligned in the file */
  AlgoTensor *tensors; /* one for each of the header's entries */
};

void
algo_safetensors_free (AlgoSafetensors *file)
{
  g_clear_pointer (&file->header, algo_safetensors_header_free);
  g_free (file->data);
  g_ptr_array_unref (file->copies);
  g_free (file->tensors);
  g_free (file);
}

/* Where bytes come from: a file descriptor, or memory where that is -1. */
typedef struct
{
  int descriptor;
  const guint8 *memory;
  guint64 length; /* of the whole */
  guint64 at;
} Source;

static gboolean
source_read (Source *source, gsize count, void *to, GError **error)
{
  gsize done = 0;

  if (source->descriptor < 0)
    {
      memcpy (to, source->memory + source->at, count);
      done = count;
    }
  while (done < count)
    {
      gssize got = read (source->descriptor, (guint8 *) to + done, count - done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          int code = errno;

          g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code),
                               g_strerror (code));
          return FALSE;
        }
      if (got == 0)
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                       _ ("ended at byte %" PRIu64 " while it was read"), source->at + done);
          return FALSE;
        }
      done += (gsize) got;
    }
  source->at += count;
  return TRUE;
}

/* Memory of a size that the file asks for: it may be more than there is. */
static gpointer
allocate (gsize size, GError **error)
{
  gpointer memory = g_try_malloc (MAX (size, 1));

  if (memory == NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, _ ("no memory for %zu bytes"), size);
  return memory;
}

static AlgoSafetensorsHeader *
read_header (Source *source, GError **error)
{
  guint64 length;
  g_autofree char *text = NULL;

  if (source->length < LENGTH_BYTES)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("%" PRIu64 " bytes are too few for a safetensors file"), source->length);
      return NULL;
    }
  if (!source_read (source, LENGTH_BYTES, &length, error))
    return NULL;
  if (length > ALGO_SAFETENSORS_MAX_HEADER || length > source->length - LENGTH_BYTES)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   length > ALGO_SAFETENSORS_MAX_HEADER
                       ? _ ("not a safetensors file: its header would have %" PRIu64
                            " bytes, over 100000000")
                       : _ ("header of %" PRIu64 " bytes reaches past the end of the file"),
                   length);
      return NULL;
    }
  text = allocate (length, error);
  if (text == NULL || !source_read (source, length, text, error))
    return NULL;
  if (length == 0 || text[0] != '{')
    {
      g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                           _ ("not a safetensors file: its header does not begin with “{”"));
      return NULL;
    }
  return algo_safetensors_header_parse (text, length, source->length - LENGTH_BYTES - length,
                                        error);
}

/* The values of an entry, copied where they do not stand aligned. */
static const float *
find_values (AlgoSafetensors *file, const AlgoTensorEntry *entry)
{
  gsize bytes = entry->end - entry->begin;

  if (strcmp (entry->dtype, "F32") != 0)
    return NULL;
  if (entry->begin % sizeof (float) != 0)
    {
      gpointer copy = g_malloc (MAX (bytes, 1));

      memcpy (copy, file->data + entry->begin, bytes);
      g_ptr_array_add (file->copies, copy);
      return copy;
    }
  return (const float *) (gconstpointer) (file->data + entry->begin);
}

static AlgoSafetensors *
read_source (Source *source, GError **error)
{
  g_autoptr (AlgoSafetensors) file = g_new0 (AlgoSafetensors, 1);
  const GArray *entries;
  gsize data_length;

  file->copies = g_ptr_array_new_with_free_func (g_free);
  file->header = read_header (source, error);
  if (file->header == NULL)
    return NULL;
  data_length = source->length - source->at;
  file->data = allocate (data_length, error);
  if (file->data == NULL || !source_read (source, data_length, file->data, error))
    return NULL;
  entries = file->header->entries;
  file->tensors = g_new0 (AlgoTensor, MAX (entries->len, 1));
  for (guint i = 0; i < entries->len; i++)
    {
      const AlgoTensorEntry *entry = &g_array_index (entries, AlgoTensorEntry, i);
      AlgoTensor *tensor = &file->tensors[i];

      tensor->name = entry->name;
      tensor->dtype = entry->dtype;
      tensor->n_dimensions = entry->n_dimensions;
      memcpy (tensor->shape, entry->shape, sizeof tensor->shape);
      tensor->count = entry->count;
      tensor->data = find_values (file, entry);
      tensor->bytes = file->data + entry->begin;
    }
  return g_steal_pointer (&file);
}

/* An open regular file and its length, or FALSE. */
static gboolean
open_source (const char *path, Source *source, GError **error)
{
  struct stat status;
  int code;

  /* Without O_NONBLOCK a pipe with that name would be waited for. */
  source->descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (source->descriptor < 0 || fstat (source->descriptor, &status) < 0)
    {
      code = errno;
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      code = S_ISDIR (status.st_mode) ? EISDIR : EINVAL;
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code),
                           S_ISDIR (status.st_mode) ? g_strerror (code) : _ ("not a regular file"));
      return FALSE;
    }
  if (status.st_size > ALGO_SAFETENSORS_MAX_FILE)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("%" PRId64 " bytes, more than the %" PRId64 " that are read"),
                   (gint64) status.st_size, (gint64) ALGO_SAFETENSORS_MAX_FILE);
      return FALSE;
    }
  source->length = (guint64) status.st_size;
  return TRUE;
}

AlgoSafetensors *
algo_safetensors_load (const char *path, GError **error)
{
  Source source = { .descriptor = -1 };
  AlgoSafetensors *file = NULL;

  if (open_source (path, &source, error))
    file = read_source (&source, error);
  if (source.descriptor >= 0)
    close (source.descriptor);
  if (file == NULL)
    algo_error_prefix_path (error, path);
  return file;
}

AlgoSafetensors *
algo_safetensors_parse (const char *name, GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *memory = g_bytes_get_data (bytes, &length);
  Source source = { .descriptor = -1, .memory = memory, .length = length };
  AlgoSafetensors *file = read_source (&source, error);

  if (file == NULL)
    algo_error_prefix_path (error, name);
  return file;
}

const AlgoTensor *
algo_safetensors_find (const AlgoSafetensors *file, const char *tensor)
{
  for (guint i = 0; i < file->header->entries->len; i++)
    if (strcmp (file->tensors[i].name, tensor) == 0)
      return &file->tensors[i];
  return NULL;
}

const char *
algo_safetensors_metadata (const AlgoSafetensors *file, const char *key)
{
  return g_hash_table_lookup (file->header->metadata, key);
}

GHashTable *
algo_safetensors_get_metadata (const AlgoSafetensors *file)
{
  return file->header->metadata;
}

guint
algo_safetensors_count (const AlgoSafetensors *file)
{
  return file->header->entries->len;
}

const AlgoTensor *
algo_safetensors_nth (const AlgoSafetensors *file, guint index)
{
  g_return_val_if_fail (index < file->header->entries->len, NULL);

  return &file->tensors[index];
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
