/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/npz.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/json-reader.h"
#include "engine/formats/whole-file.h"

#define ALIGNMENT 64 /* of the data in an NPY file */
#define MAX_HEADER G_MAXUINT16

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN); /* as "<f4" and "<U" are */

/* "(16, 48)", "(48,)", "()": a tuple of Python. */
static void
append_shape (GString *header, const gsize *shape, guint n_dimensions)
{
  g_string_append_c (header, '(');
  for (guint d = 0; d < n_dimensions; d++)
    g_string_append_printf (header, d > 0 ? ", %" G_GSIZE_FORMAT : "%" G_GSIZE_FORMAT, shape[d]);
  g_string_append (header, n_dimensions == 1 ? ",)" : ")");
}

/* Magic, version, length of what follows, a dictionary padded with spaces, a line feed. */
static GByteArray *
begin_array (const char *type, const gsize *shape, guint n_dimensions)
{
  static const guint8 magic[] = { 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 };
  const gsize before = sizeof magic + sizeof (guint16);
  g_autoptr (GString) header = g_string_new (NULL);
  GByteArray *bytes = g_byte_array_new ();
  guint8 length[sizeof (guint16)];

  g_string_append_printf (header, "{'descr': '%s', 'fortran_order': False, 'shape': ", type);
  append_shape (header, shape, n_dimensions);
  g_string_append (header, ", }");
  while ((before + header->len + 1) % ALIGNMENT != 0)
    g_string_append_c (header, ' ');
  g_string_append_c (header, '\n');
  g_assert (header->len <= MAX_HEADER);
  length[0] = (guint8) (header->len & 0xff);
  length[1] = (guint8) (header->len >> 8);
  g_byte_array_append (bytes, magic, sizeof magic);
  g_byte_array_append (bytes, length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) header->str, (guint) header->len);
  return bytes;
}

static GByteArray *
encode_tensor (const AlgoTensor *tensor)
{
  GByteArray *bytes = begin_array ("<f4", tensor->shape, tensor->n_dimensions);

  g_byte_array_append (bytes, (const guint8 *) tensor->data,
                       (guint) (tensor->count * sizeof (float)));
  return bytes;
}

static char *
metadata_to_json (GHashTable *metadata)
{
  GString *json = g_string_new ("{");
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (metadata), (GCompareFunc) strcmp);

  for (const GList *key = keys; key != NULL; key = key->next)
    {
      if (key != keys)
        g_string_append (json, ", ");
      algo_json_append_string (json, key->data);
      g_string_append (json, ": ");
      algo_json_append_string (json, g_hash_table_lookup (metadata, key->data));
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* An array without dimensions of a string, four bytes a character: numpy reads it without pickle.
 */
static GByteArray *
encode_metadata (GHashTable *metadata)
{
  g_autofree char *json = metadata_to_json (metadata);
  glong length;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (json, -1, &length);
  g_autofree char *type = g_strdup_printf ("<U%ld", length);
  GByteArray *bytes = begin_array (type, NULL, 0);

  g_byte_array_append (bytes, (const guint8 *) characters,
                       (guint) ((gsize) length * sizeof (gunichar)));
  return bytes;
}

static la_ssize_t
on_write (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint) length);
  return (la_ssize_t) length;
}

/* No times and no owners: the same bytes whenever and by whomever. */
static gboolean
add_file (struct archive *archive, const char *name, const GByteArray *contents)
{
  g_autofree char *path = g_strconcat (name, ".npy", NULL);
  struct archive_entry *entry = archive_entry_new ();
  gboolean added;

  archive_entry_set_pathname_utf8 (entry, path);
  archive_entry_set_size (entry, contents->len);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  added =
      archive_write_header (archive, entry) == ARCHIVE_OK
      && archive_write_data (archive, contents->data, contents->len) == (la_ssize_t) contents->len;
  archive_entry_free (entry);
  return added;
}

static gboolean
add_files (struct archive *archive,
           const AlgoTensor *tensors,
           guint n_tensors,
           GHashTable *metadata)
{
  for (guint i = 0; i < n_tensors; i++)
    {
      g_autoptr (GByteArray) contents = encode_tensor (&tensors[i]);

      if (!add_file (archive, tensors[i].name, contents))
        return FALSE;
    }
  if (metadata != NULL)
    {
      g_autoptr (GByteArray) contents = encode_metadata (metadata);

      return add_file (archive, "metadata", contents);
    }
  return TRUE;
}

static GByteArray *
pack (const AlgoTensor *tensors, guint n_tensors, GHashTable *metadata, GError **error)
{
  struct archive *archive = archive_write_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean packed;

  packed = archive_write_set_format_zip (archive) == ARCHIVE_OK
           && archive_write_set_options (archive, "zip:compression=store") == ARCHIVE_OK
           && archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK
           && archive_write_open (archive, bytes, NULL, on_write, NULL) == ARCHIVE_OK
           && add_files (archive, tensors, n_tensors, metadata)
           && archive_write_close (archive) == ARCHIVE_OK;
  if (!packed)
    {
      const char *reason = archive_error_string (archive);

      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("The arrays cannot be packed: %s"),
                   reason != NULL ? reason : g_strerror (ENOMEM));
    }
  archive_write_free (archive);
  return packed ? g_steal_pointer (&bytes) : NULL;
}

/* GByteArray counts in 32 bits. */
static gboolean
check_size (const AlgoTensor *tensors, guint n_tensors, GError **error)
{
  gsize total = 0;

  for (guint i = 0; i < n_tensors; i++)
    total += tensors[i].count * sizeof (float);
  if (total <= ALGO_TENSOR_FILE_MAX)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("%zu bytes are too many for an NPZ file"),
               total);
  return FALSE;
}

gboolean
algo_npz_save (const char *path,
               const AlgoTensor *tensors,
               guint n_tensors,
               GHashTable *metadata,
               GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (!check_size (tensors, n_tensors, error)
      || (bytes = pack (tensors, n_tensors, metadata, error)) == NULL)
    {
      algo_error_prefix_path (error, path);
      return FALSE;
    }
  return algo_whole_file_save (path, bytes->data, bytes->len, error);
}
