/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/tensor-values.h"

#include <math.h>
#include <string.h>

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN); /* as the format is */

/* The value at `bytes`, which are not aligned. */
typedef float (*GetFunc) (const guint8 *bytes);

static float
get_single (const guint8 *bytes)
{
  float value;

  memcpy (&value, bytes, sizeof value);
  return value;
}

static float
get_double (const guint8 *bytes)
{
  double value;

  memcpy (&value, bytes, sizeof value);
  return (float) value;
}

/* IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 of fraction. */
static float
get_half (const guint8 *bytes)
{
  const guint bits = bytes[0] | (guint) bytes[1] << 8;
  const gint exponent = bits >> 10 & 31;
  const float fraction = bits & 1023;
  float size;

  if (exponent == 31)
    size = fraction > 0 ? NAN : INFINITY;
  else if (exponent == 0)
    size = ldexpf (fraction, -24);
  else
    size = ldexpf (1024 + fraction, exponent - 25);
  return bits >> 15 ? -size : size;
}

/* The upper half of a float. */
static float
get_brain (const guint8 *bytes)
{
  const guint32 bits = (guint32) bytes[0] << 16 | (guint32) bytes[1] << 24;
  float value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static const struct
{
  const char *dtype;
  gsize size;
  GetFunc get; /* of real numbers */
} types[] = {
  { "F32", 4, get_single }, { "F64", 8, get_double }, { "F16", 2, get_half },
  { "BF16", 2, get_brain }, { "BOOL", 1, NULL },      { "U8", 1, NULL },
  { "I8", 1, NULL },        { "F8_E5M2", 1, NULL },   { "F8_E4M3", 1, NULL },
  { "U16", 2, NULL },       { "I16", 2, NULL },       { "U32", 4, NULL },
  { "I32", 4, NULL },       { "U64", 8, NULL },       { "I64", 8, NULL },
  { "C64", 8, NULL },
};

/* An index into the table, or its length. */
static guint
find_type (const char *dtype)
{
  guint type = 0;

  while (type < G_N_ELEMENTS (types) && strcmp (types[type].dtype, dtype) != 0)
    type++;
  return type;
}

gsize
algo_tensor_type_size (const char *dtype)
{
  const guint type = find_type (dtype);

  return type < G_N_ELEMENTS (types) ? types[type].size : 0;
}

gboolean
algo_tensor_is_real (const AlgoTensor *tensor)
{
  const guint type = find_type (tensor->dtype);

  return tensor->bytes != NULL && type < G_N_ELEMENTS (types) && types[type].get != NULL;
}

void
algo_tensor_get_reals (const AlgoTensor *tensor, float *values)
{
  const guint8 *bytes = tensor->bytes;
  const guint type = find_type (tensor->dtype);

  g_return_if_fail (algo_tensor_is_real (tensor));
  for (gsize i = 0; i < tensor->count; i++)
    values[i] = types[type].get (bytes + i * types[type].size);
}
