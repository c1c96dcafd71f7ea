/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/safetensors-header.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/json-reader.h"
#include "engine/formats/tensor-values.h"
#include "engine/text.h"

#define METADATA_KEY "__metadata__"

static void
clear_entry (gpointer entry)
{
  g_free (((AlgoTensorEntry *) entry)->name);
  g_free (((AlgoTensorEntry *) entry)->dtype);
}

void
algo_safetensors_header_free (AlgoSafetensorsHeader *header)
{
  g_array_unref (header->entries);
  g_hash_table_unref (header->metadata);
  g_free (header);
}

static gboolean
read_shape (AlgoJsonReader *reader, AlgoTensorEntry *entry, GError **error)
{
  guint64 shape[ALGO_TENSOR_MAX_DIMENSIONS];

  if (!algo_json_read_numbers (reader, G_N_ELEMENTS (shape), shape, &entry->n_dimensions, error))
    return FALSE;
  entry->count = 1;
  for (guint i = 0; i < entry->n_dimensions; i++)
    {
      entry->shape[i] = (gsize) shape[i];
      if (shape[i] > G_MAXSIZE
          || !g_size_checked_mul (&entry->count, entry->count, entry->shape[i]))
        return algo_json_fail (reader, error, "%s",
                               _ ("shape of more values than memory can hold"));
    }
  return TRUE;
}

static gboolean
read_offsets (AlgoJsonReader *reader, AlgoTensorEntry *entry, GError **error)
{
  guint64 offsets[2];
  guint count;

  if (!algo_json_read_numbers (reader, G_N_ELEMENTS (offsets), offsets, &count, error))
    return FALSE;
  if (count != G_N_ELEMENTS (offsets) || offsets[0] > offsets[1])
    return algo_json_fail (reader, error, "%s",
                           _ ("data_offsets must be two numbers, the first not above the second"));
  entry->begin = offsets[0];
  entry->end = offsets[1];
  return TRUE;
}

enum
{
  HAS_SHAPE = 1 << 0,
  HAS_OFFSETS = 1 << 1,
};

typedef struct
{
  AlgoTensorEntry entry;
  guint has;
} EntryReading;

static gboolean
read_entry_member (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  EntryReading *reading = data;
  g_autofree char *printable = NULL;

  if (strcmp (key, "dtype") == 0)
    return algo_json_read_string (reader, &reading->entry.dtype, error);
  if (strcmp (key, "shape") == 0)
    {
      reading->has |= HAS_SHAPE;
      return read_shape (reader, &reading->entry, error);
    }
  if (strcmp (key, "data_offsets") == 0)
    {
      reading->has |= HAS_OFFSETS;
      return read_offsets (reader, &reading->entry, error);
    }
  printable = algo_text_printable (key);
  return algo_json_fail (reader, error, _ ("unknown key “%s” of a tensor"), printable);
}

static gboolean
read_metadata_member (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  char *value;

  if (!algo_json_read_string (reader, &value, error))
    return FALSE;
  g_hash_table_insert (data, g_strdup (key), value);
  return TRUE;
}

static gboolean
read_member (AlgoJsonReader *reader, const char *key, gpointer data, GError **error)
{
  AlgoSafetensorsHeader *header = data;
  EntryReading reading = { 0 };
  g_autofree char *printable = NULL;

  if (strcmp (key, METADATA_KEY) == 0)
    return algo_json_read_object (reader, read_metadata_member, header->metadata, error);
  if (!algo_json_read_object (reader, read_entry_member, &reading, error))
    {
      clear_entry (&reading.entry);
      return FALSE;
    }
  reading.entry.name = g_strdup (key);
  /* From here on the array owns what the entry points to. */
  g_array_append_val (header->entries, reading.entry);
  if (reading.entry.dtype != NULL && reading.has == (HAS_SHAPE | HAS_OFFSETS))
    return TRUE;
  printable = algo_text_printable (key);
  return algo_json_fail (reader, error, _ ("tensor “%s” lacks dtype, shape or data_offsets"),
                         printable);
}

static gboolean
check_span (const AlgoTensorEntry *entry, GError **error)
{
  gsize size = algo_tensor_type_size (entry->dtype), bytes;
  g_autofree char *name = NULL;

  if (size == 0
      || (g_size_checked_mul (&bytes, entry->count, size) && bytes == entry->end - entry->begin))
    return TRUE;
  name = algo_text_printable (entry->name);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("tensor “%s”: %" PRIu64 " bytes of data do not hold %zu values of %s"), name,
               entry->end - entry->begin, entry->count, entry->dtype);
  return FALSE;
}

static gint
compare_spans (gconstpointer first, gconstpointer second)
{
  const AlgoTensorEntry *a = first, *b = second;

  if (a->begin != b->begin)
    return a->begin < b->begin ? -1 : 1;
  return a->end < b->end ? -1 : a->end > b->end;
}

/* The spans must tile the data: neither a gap nor an overlap, and nothing left at the end. */
static gboolean
check_layout (const GArray *entries, guint64 data_length, GError **error)
{
  guint64 reached = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const AlgoTensorEntry *entry = &g_array_index (entries, AlgoTensorEntry, i);

      if (entry->begin != reached || entry->end > data_length)
        {
          g_autofree char *name = algo_text_printable (entry->name);

          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                       entry->begin < reached ? _ ("tensor “%s” overlaps the one before, at byte "
                                                   "%" PRIu64 " of the data")
                       : entry->begin > reached
                           ? _ ("tensor “%s” leaves a gap before it, to byte "
                                "%" PRIu64 " of the data")
                           : _ ("tensor “%s” starts at byte %" PRIu64
                                " of the data and reaches past the end of the file"),
                       name, entry->begin);
          return FALSE;
        }
      if (!check_span (entry, error))
        return FALSE;
      reached = entry->end;
    }
  if (reached == data_length)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("%" PRIu64 " bytes after the last tensor"),
               data_length - reached);
  return FALSE;
}

AlgoSafetensorsHeader *
algo_safetensors_header_parse (const char *text, gsize length, guint64 data_length, GError **error)
{
  g_autoptr (AlgoSafetensorsHeader) header = g_new (AlgoSafetensorsHeader, 1);
  AlgoJsonReader reader;

  header->entries = g_array_new (FALSE, FALSE, sizeof (AlgoTensorEntry));
  g_array_set_clear_func (header->entries, clear_entry);
  header->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!algo_json_reader_init (&reader, text, length, error)
      || !algo_json_read_object (&reader, read_member, header, error)
      || !algo_json_read_end (&reader, error))
    return NULL;
  g_array_sort (header->entries, compare_spans);
  if (!check_layout (header->entries, data_length, error))
    return NULL;
  return g_steal_pointer (&header);
}

static void
append_metadata (GString *json, GHashTable *metadata)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (metadata), (GCompareFunc) strcmp);

  algo_json_append_string (json, METADATA_KEY);
  g_string_append (json, ":{");
  for (const GList *key = keys; key != NULL; key = key->next)
    {
      if (key != keys)
        g_string_append_c (json, ',');
      algo_json_append_string (json, key->data);
      g_string_append_c (json, ':');
      algo_json_append_string (json, g_hash_table_lookup (metadata, key->data));
    }
  g_string_append (json, "}");
}

GString *
algo_safetensors_header_write (const AlgoTensor *tensors, guint n_tensors, GHashTable *metadata)
{
  GString *json = g_string_new ("{");
  gsize begin = 0;

  if (metadata != NULL)
    append_metadata (json, metadata);
  for (guint i = 0; i < n_tensors; i++)
    {
      gsize end = begin + tensors[i].count * sizeof (float);

      if (json->len > 1)
        g_string_append_c (json, ',');
      algo_json_append_string (json, tensors[i].name);
      g_string_append (json, ":{\"dtype\":\"F32\",\"shape\":[");
      for (guint d = 0; d < tensors[i].n_dimensions; d++)
        g_string_append_printf (json, "%s%zu", d > 0 ? "," : "", tensors[i].shape[d]);
      g_string_append_printf (json, "],\"data_offsets\":[%zu,%zu]}", begin, end);
      begin = end;
    }
  g_string_append_c (json, '}');
  while (json->len % 8 != 0)
    g_string_append_c (json, ' ');
  return json;
}
