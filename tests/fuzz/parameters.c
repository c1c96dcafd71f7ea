/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of a hypernetwork's parameters is half a megabyte, nearly all of it numbers. So the bytes
 * are only how long the file is, in the first four, and how it begins; the rest is zeros. */
#include "engine/formats/parameters-file.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/target.h"

#include <math.h>
#include <string.h>

#define MOST_BYTES (1 << 20)

/* NULL if the bytes do not say how long it is, or what they say is out of range. */
static GBytes *
make_file (const uint8_t *data, size_t size)
{
  guint32 length;
  guint8 *file;

  if (size < sizeof length)
    return NULL;
  memcpy (&length, data, sizeof length);
  data += sizeof length;
  size -= sizeof length;
  if (length < size || length > MOST_BYTES)
    return NULL;
  file = g_malloc0 (MAX (length, 1));
  memcpy (file, data, size);
  return g_bytes_new_take (file, length);
}

static void
assert_usable (const AlgoParameters *parameters)
{
  g_assert_cmpuint (parameters->table->levels, >=, 1);
  g_assert_cmpuint (parameters->table->levels, <=, ALGO_MAX_LEVELS);
  for (gsize i = 0; i < parameters->count; i++)
    if (!isfinite (parameters->values[i]))
      g_error ("value %zu is not finite", i);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = make_file (data, size);
  g_autoptr (AlgoTensorFile) file = NULL;
  g_autoptr (AlgoParameters) parameters = NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    return 0;
  file = algo_tensor_file_parse ("name", bytes, &error);
  if (file != NULL)
    parameters = algo_parameters_read (file, &error);
  if (parameters != NULL)
    assert_usable (parameters);
  else
    fuzz_assert_refusal (error);
  return 0;
}
