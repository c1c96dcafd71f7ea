/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a safetensors file. What is read from one, written and read again is the same. */
#include "engine/formats/safetensors-header.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/target.h"

/* A file of those tensors of `file` whose values are known, and its metadata. */
static GBytes *
write_again (const AlgoTensorFile *file, GArray *tensors)
{
  g_autoptr (GString) header =
      algo_safetensors_header_write ((const AlgoTensor *) (gpointer) tensors->data, tensors->len,
                                     algo_tensor_file_get_metadata (file));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint64 length = header->len;

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) header->str, header->len);
  for (guint i = 0; i < tensors->len; i++)
    {
      const AlgoTensor *tensor = &g_array_index (tensors, AlgoTensor, i);

      g_byte_array_append (bytes, (const guint8 *) tensor->data, tensor->count * sizeof (float));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
assert_same_tensor (const AlgoTensor *tensor, const AlgoTensor *expected)
{
  g_assert_nonnull (tensor);
  g_assert_nonnull (tensor->data);
  g_assert_cmpmem (tensor->shape, tensor->n_dimensions * sizeof (gsize), expected->shape,
                   expected->n_dimensions * sizeof (gsize));
  g_assert_cmpmem (tensor->data, tensor->count * sizeof (float), expected->data,
                   expected->count * sizeof (float));
}

static void
assert_same_metadata (GHashTable *metadata, GHashTable *expected)
{
  GHashTableIter iter;
  gpointer key, value;

  g_assert_cmpuint (g_hash_table_size (metadata), ==, g_hash_table_size (expected));
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_assert_cmpstr (g_hash_table_lookup (metadata, key), ==, value);
}

static void
assert_round_trip (const AlgoTensorFile *file)
{
  g_autoptr (GArray) tensors = g_array_new (FALSE, FALSE, sizeof (AlgoTensor));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AlgoTensorFile) again = NULL;

  for (guint i = 0; i < algo_tensor_file_count (file); i++)
    if (algo_tensor_file_nth (file, i)->data != NULL)
      g_array_append_vals (tensors, algo_tensor_file_nth (file, i), 1);
  bytes = write_again (file, tensors);
  again = algo_tensor_file_parse ("written again", bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_tensor_file_count (again), ==, tensors->len);
  for (guint i = 0; i < tensors->len; i++)
    {
      const AlgoTensor *expected = &g_array_index (tensors, AlgoTensor, i);

      assert_same_tensor (algo_tensor_file_find (again, expected->name), expected);
    }
  assert_same_metadata (algo_tensor_file_get_metadata (again),
                        algo_tensor_file_get_metadata (file));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_parse ("name", bytes, &error);

  if (file != NULL)
    assert_round_trip (file);
  else
    fuzz_assert_refusal (error);
  return 0;
}
