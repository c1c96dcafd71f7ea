/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays in a zip: NumPy's NPZ, and PyTorch's files. */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/npy.h"
#include "engine/formats/tensor-file-private.h"
#include "engine/formats/torch-file.h"
#include "engine/text.h"

#define MOST_ENTRIES 65536
#define CHUNK (1 << 16) /* bytes that are unpacked at a time */

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("zip: %s"),
               what != NULL ? what : _ ("cannot be read"));
  return FALSE;
}

/* `left`: bytes that may still be unpacked. A zip of a few bytes may hold any number. */
static GBytes *
unpack (struct archive *archive, gsize *left, GError **error)
{
  g_autoptr (GByteArray) contents = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  la_ssize_t got;

  while ((got = archive_read_data (archive, chunk, CHUNK)) > 0)
    {
      if ((gsize) got > *left)
        {
          fail (_ ("unpacked it would be over 1 GiB"), error);
          return NULL;
        }
      *left -= (gsize) got;
      g_byte_array_append (contents, chunk, (guint) got);
    }
  if (got == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&contents));
  fail (archive_error_string (archive), error);
  return NULL;
}

static gboolean
read_entries (struct archive *archive, GHashTable *entries, GError **error)
{
  gsize left = ALGO_TENSOR_FILE_MAX;
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      const char *path = archive_entry_pathname_utf8 (entry);
      GBytes *contents;

      if (g_hash_table_size (entries) == MOST_ENTRIES)
        return fail (_ ("too many files"), error);
      if (path == NULL || archive_entry_filetype (entry) != AE_IFREG)
        continue;
      if ((contents = unpack (archive, &left, error)) == NULL)
        return FALSE;
      g_hash_table_replace (entries, g_strdup (path), contents);
    }
  return status == ARCHIVE_EOF || fail (archive_error_string (archive), error);
}

/* In the order of their names, so that a file always reads the same. */
static gboolean
read_arrays (AlgoTensorFile *file, GHashTable *entries, GError **error)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (entries), (GCompareFunc) strcmp);

  for (const GList *at = names; at != NULL; at = at->next)
    {
      GBytes *contents = g_hash_table_lookup (entries, at->data);
      g_autofree char *stem = g_strndup (at->data, strlen (at->data) - strlen (".npy"));
      g_autofree char *name = algo_text_printable (stem);

      algo_tensor_file_keep (file, contents);
      if (!algo_npy_read (file, name, contents, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_other (gpointer path, gpointer contents, gpointer data)
{
  return !g_str_has_suffix (path, data);
}

static gboolean
is_pickle (gpointer path, gpointer contents, gpointer data)
{
  return g_str_has_suffix (path, "/data.pkl");
}

gboolean
algo_zip_read (AlgoTensorFile *file, GBytes *bytes, GError **error)
{
  g_autoptr (GHashTable) entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  struct archive *archive = archive_read_new ();
  gsize length;
  const void *start = g_bytes_get_data (bytes, &length);
  gboolean is_read;

  is_read = (archive_read_support_format_zip (archive) == ARCHIVE_OK
             && archive_read_open_memory (archive, start, length) == ARCHIVE_OK)
                ? read_entries (archive, entries, error)
                : fail (archive_error_string (archive), error);
  archive_read_free (archive);
  if (!is_read)
    return FALSE;
  if (g_hash_table_find (entries, is_pickle, NULL) != NULL)
    return algo_torch_read (file, entries, error);
  g_hash_table_foreach_remove (entries, is_other, (gpointer) ".npy");
  return g_hash_table_size (entries) > 0
             ? read_arrays (file, entries, error)
             : fail (_ ("neither NumPy’s arrays nor PyTorch’s tensors are in it"), error);
}
