/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/npy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/json-reader.h"
#include "engine/formats/tensor-file-private.h"
#include "engine/formats/tensor-values.h"
#include "engine/formats/whole-file.h"

#define LONGEST_HEADER 65536
#define LONGEST_TEXT 65536 /* characters */

/* An array's dictionary, "{'descr': '<f4', 'fortran_order': False, 'shape': (16, 48), }", and where
 * its data is. */
typedef struct
{
  char kind; /* 'f', 'i' ...; '\0': it has several fields */
  gsize size;
  gboolean is_big_endian, is_fortran;
  const guint8 *data;
  gsize length;
} Layout;

static gboolean
fail (const char *name, const char *what, GError **error)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("array “%s”: %s"), name, what);
  return FALSE;
}

/* What stands behind a key of the dictionary, NULL if it is not there. */
static const char *
find_value (const char *header, const char *key)
{
  const char *at = strstr (header, key);

  return at != NULL ? at + strlen (key) + strspn (at + strlen (key), ": ") : NULL;
}

static gboolean
read_shape (const char *at, AlgoTensor *tensor)
{
  if (at == NULL || *at++ != '(')
    return FALSE;
  while (*(at += strspn (at, " ,")) != ')')
    {
      char *end;
      const guint64 length = g_ascii_strtoull (at, &end, 10);

      if (!g_ascii_isdigit (*at) || tensor->n_dimensions == ALGO_TENSOR_MAX_DIMENSIONS)
        return FALSE;
      tensor->shape[tensor->n_dimensions++] = length;
      at = end + (*end == 'L'); /* of Python 2 */
    }
  return TRUE;
}

static gboolean
read_type (const char *at, Layout *layout)
{
  if (at == NULL)
    return FALSE;
  if (*at == '[')
    return TRUE;
  if ((*at != '\'' && *at != '"') || strchr ("<>|=", at[1]) == NULL || at[1] == '\0')
    return FALSE;
  layout->is_big_endian = at[1] == '>';
  layout->kind = at[2];
  layout->size = at[2] != '\0' ? g_ascii_strtoull (at + 3, NULL, 10) : 0;
  return at[2] != '\0';
}

static gboolean
read_header (const char *name, GBytes *bytes, AlgoTensor *tensor, Layout *layout, GError **error)
{
  gsize total;
  const guint8 *start = g_bytes_get_data (bytes, &total);
  g_autofree char *header = NULL;
  const char *fortran;
  gsize before = 10, length;

  if (total < 12 || memcmp (start, ALGO_NPY_MAGIC, ALGO_NPY_MAGIC_LENGTH) != 0)
    return fail (name, _ ("not in NumPy’s format"), error);
  length = start[8] | (gsize) start[9] << 8;
  if (start[6] > 1)
    {
      length |= (gsize) start[10] << 16 | (gsize) start[11] << 24;
      before = 12;
    }
  if (length > LONGEST_HEADER || length > total - before)
    return fail (name, _ ("its header reaches past the end"), error);
  header = g_strndup ((const char *) start + before, length);
  fortran = find_value (header, "'fortran_order'");
  layout->is_fortran = fortran != NULL && g_str_has_prefix (fortran, "True");
  layout->data = start + before + length;
  layout->length = total - before - length;
  return (read_type (find_value (header, "'descr'"), layout)
          && read_shape (find_value (header, "'shape'"), tensor))
             ? algo_tensor_count (tensor, error)
             : fail (name, _ ("its header cannot be read"), error);
}

/* "F32" of 'f' and 4; what has no such name is said as NumPy says it, "U7", and is no numbers. */
static char *
name_type (const Layout *layout)
{
  static const char kinds[] = "fiuc", names[] = "FIUC";
  const char *kind = layout->kind != '\0' ? strchr (kinds, layout->kind) : NULL;

  if (layout->kind == 'b')
    return g_strdup ("BOOL");
  if (layout->kind == '\0')
    return g_strdup ("fields");
  return kind != NULL ? g_strdup_printf ("%c%zu", names[kind - kinds], layout->size * 8)
                      : g_strdup_printf ("%c%zu", layout->kind, layout->size);
}

static gboolean
read_member (AlgoJsonReader *reader, const char *key, gpointer file, GError **error)
{
  g_autofree char *value = NULL;

  if (!algo_json_read_string (reader, &value, error))
    return FALSE;
  algo_tensor_file_add_metadata (file, key, value);
  return TRUE;
}

/* Characters of four bytes, up to a zero. What is no metadata is none of ours. */
static void
add_text (AlgoTensorFile *file, const char *name, const Layout *layout)
{
  const gsize length = layout->size * sizeof (gunichar);
  g_autofree gunichar *characters = g_malloc0 (length + sizeof (gunichar));
  g_autofree char *text = NULL;
  AlgoJsonReader reader;

  memcpy (characters, layout->data, length);
  for (gsize i = 0; layout->is_big_endian && i < layout->size; i++)
    characters[i] = GUINT32_SWAP_LE_BE (characters[i]);
  text = g_ucs4_to_utf8 (characters, -1, NULL, NULL, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return;
  if (!g_str_equal (name, "metadata"))
    algo_tensor_file_add_metadata (file, name, text);
  else if (algo_json_reader_init (&reader, text, strlen (text), NULL))
    algo_json_read_object (&reader, read_member, file, NULL);
}

/* As it should stand: the values one after the other, of little endian. */
static gboolean
add_values (AlgoTensorFile *file, AlgoTensor *tensor, const Layout *layout, GError **error)
{
  gsize strides[ALGO_TENSOR_MAX_DIMENSIONS], stride = 1;
  g_autoptr (GBytes) swapped = NULL;

  if (layout->is_big_endian && layout->size > 1)
    {
      guint8 *values = algo_whole_file_allocate (tensor->count * layout->size, error);

      if (values == NULL)
        return FALSE;
      for (gsize i = 0; i < tensor->count * layout->size; i++)
        values[i] = layout->data[i - i % layout->size + layout->size - 1 - i % layout->size];
      swapped = g_bytes_new_take (values, tensor->count * layout->size);
      algo_tensor_file_keep (file, swapped);
      tensor->bytes = values;
    }
  if (!layout->is_fortran || tensor->n_dimensions < 2)
    {
      algo_tensor_file_add (file, tensor);
      return TRUE;
    }
  for (guint d = 0; d < tensor->n_dimensions; d++)
    {
      strides[d] = stride;
      stride *= tensor->shape[d];
    }
  return algo_tensor_file_add_strided (file, tensor, strides, error);
}

gboolean
algo_npy_read (AlgoTensorFile *file, const char *name, GBytes *bytes, GError **error)
{
  AlgoTensor tensor = { .name = name };
  Layout layout = { 0 };
  g_autofree char *type = NULL;
  gsize needed;

  if (!read_header (name, bytes, &tensor, &layout, error))
    return FALSE;
  type = name_type (&layout);
  tensor.dtype = type;
  if (layout.kind == 'U' && tensor.n_dimensions == 0 && layout.size <= LONGEST_TEXT
      && layout.length >= layout.size * sizeof (gunichar))
    {
      add_text (file, name, &layout);
      return TRUE;
    }
  if (algo_tensor_type_size (type) != layout.size || layout.size == 0)
    {
      algo_tensor_file_add (file, &tensor);
      return TRUE;
    }
  if (!g_size_checked_mul (&needed, tensor.count, layout.size) || needed > layout.length)
    return fail (name, _ ("its values reach past the end"), error);
  tensor.bytes = layout.data;
  return add_values (file, &tensor, &layout, error);
}
