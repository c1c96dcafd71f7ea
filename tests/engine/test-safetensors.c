/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/tensor-file.h"

#include <string.h>

#include "engine/error.h"

#define NO_FORMAT                                                                                  \
  "none of the formats that are read: safetensors, NumPy’s .npz and .npy, PyTorch’s .pt"

/* A file of the given header, its length before it and `data_length` bytes of data after it. */
static GBytes *
make_file (const char *header, gsize header_length, gsize data_length)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint64 length = header_length;

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) header_length);
  g_byte_array_set_size (bytes, (guint) (sizeof length + header_length + data_length));
  memset (bytes->data + sizeof length + header_length, 0x3f, data_length);
  return g_byte_array_free_to_bytes (bytes);
}

static void
assert_refused (GBytes *bytes, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = g_strconcat ("name: ", message, NULL);
  AlgoTensorFile *file = algo_tensor_file_parse ("name", bytes, &error);

  g_assert_null (file);
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
test_parse (void)
{
  static const char header[] =
      " \n{ \"b\" : {\"data_offsets\":[8,20],\"shape\":[3],\"dtype\":\"F32\"},\t"
      "\"__metadata__\":{\"label\":\"a \\\"\\u00e9\\ud83d\\ude00\\n\",\"empty\":\"\"},\r"
      "\"a\\/\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
      "\"none\":{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[8,8]},"
      "\"scalar\":{\"dtype\":\"I16\",\"shape\":[],\"data_offsets\":[20,22]},"
      "\"new\":{\"dtype\":\"F6\",\"shape\":[4],\"data_offsets\":[22,25]}}   ";
  g_autoptr (GBytes) bytes = make_file (header + 2, sizeof header - 3, 25);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_parse ("name", bytes, &error);
  const AlgoTensor *tensor;

  g_assert_no_error (error);
  g_assert_cmpuint (algo_tensor_file_count (file), ==, 5);
  g_assert_cmpstr (algo_tensor_file_nth (file, 0)->name, ==, "a/");
  tensor = algo_tensor_file_find (file, "a/");
  g_assert_cmpuint (tensor->n_dimensions, ==, 2);
  g_assert_cmpuint (tensor->shape[0], ==, 2);
  g_assert_cmpuint (tensor->shape[1], ==, 1);
  g_assert_cmpuint (tensor->count, ==, 2);
  g_assert_cmphex (((const guint32 *) tensor->data)[1], ==, 0x3f3f3f3f);
  tensor = algo_tensor_file_find (file, "scalar");
  g_assert_cmpuint (tensor->n_dimensions, ==, 0);
  g_assert_cmpuint (tensor->count, ==, 1);
  g_assert_null (tensor->data);
  g_assert_cmpuint (algo_tensor_file_find (file, "none")->count, ==, 0);
  g_assert_cmpstr (algo_tensor_file_find (file, "new")->dtype, ==, "F6");
  g_assert_null (algo_tensor_file_find (file, "A/"));
  g_assert_cmpstr (algo_tensor_file_metadata (file, "label"), ==, "a \"é😀\n");
  g_assert_cmpstr (algo_tensor_file_metadata (file, "empty"), ==, "");
  g_assert_null (algo_tensor_file_metadata (file, "none"));
}

/* Values that do not stand at a multiple of four, after a byte or after an odd header. */
static void
test_misaligned (void)
{
  static const char header[] = "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                               "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}} ";
  g_autoptr (GBytes) bytes = make_file (header, sizeof header - 1, 9);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = algo_tensor_file_parse ("name", bytes, &error);
  const AlgoTensor *tensor;

  g_assert_no_error (error);
  tensor = algo_tensor_file_find (file, "b");
  g_assert_cmpuint (GPOINTER_TO_SIZE (tensor->data) % sizeof (float), ==, 0);
  g_assert_cmphex (((const guint32 *) tensor->data)[0], ==, 0x3f3f3f3f);
  g_assert_cmphex (((const guint32 *) tensor->data)[1], ==, 0x3f3f3f3f);
}

#define F32(shape, offsets) "{\"dtype\":\"F32\",\"shape\":" shape ",\"data_offsets\":" offsets "}"

/* A malformation with its message. */
typedef struct
{
  const char *header;
  gsize data_length;
  const char *message;
} Refusal;

static void
assert_all_refused (const Refusal *refusals, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GBytes) bytes =
          make_file (refusals[i].header, strlen (refusals[i].header), refusals[i].data_length);

      assert_refused (bytes, refusals[i].message);
    }
}

static void
test_json (void)
{
  static const Refusal refusals[] = {
    { "", 0, NO_FORMAT },
    { " {}", 0, NO_FORMAT },
    { "[]", 0, NO_FORMAT },
    { "{", 0, "header byte 1: expected “\"”" },
    { "{\"a", 0, "header byte 3: string without an end" },
    { "{\"a\\", 0, "header byte 4: unknown escape in a string" },
    { "{\"a\\x\"", 0, "header byte 4: unknown escape in a string" },
    { "{\"\\u00", 0, "header byte 4: unknown escape in a string" },
    { "{\"\\u0000\":1}", 0, "header byte 8: unknown escape in a string" },
    { "{\"\\udc00\":1}", 0, "header byte 8: unknown escape in a string" },
    { "{\"\\ud800\":1}", 0, "header byte 8: unknown escape in a string" },
    { "{\"\\ud800\\u0041\":1}", 0, "header byte 14: unknown escape in a string" },
    { "{\"a\nb\":1}", 0, "header byte 3: control character in a string" },
    { "{\"a\"}", 0, "header byte 4: expected “:”" },
    { "{\"a\":1}", 0, "header byte 5: expected “{”" },
    { "{\"a\":null}", 0, "header byte 5: expected “{”" },
    { "{\"a\":{}", 0, "header byte 7: tensor “a” lacks dtype, shape or data_offsets" },
    { "{} x", 0, "header byte 3: text after the end" },
    { "{}{}", 0, "header byte 2: text after the end" },
    { "{,}", 0, "header byte 1: expected “\"”" },
    { "{\"a\":" F32 ("[]", "[0,4]") ",}", 4, "header byte 53: expected “\"”" },
    { "{'a':1}", 0, "header byte 1: expected “\"”" },
    { "{\"\xff\":1}", 0, "header byte 2: not UTF-8 text" },
    { "{\"\xc0\x80\":1}", 0, "header byte 2: not UTF-8 text" },
  };

  assert_all_refused (refusals, G_N_ELEMENTS (refusals));
}

static void
test_keys (void)
{
  static const Refusal refusals[] = {
    { "{\"a\":" F32 ("[]", "[0,4]") ",\"a\":" F32 ("[]", "[4,8]") "}", 8,
      "header byte 56: key “a” stands twice" },
    { "{\"a\":" F32 ("[]", "[0,4]") ",\"\\u0061\":" F32 ("[]", "[4,8]") "}", 8,
      "header byte 61: key “a” stands twice" },
    { "{\"__metadata__\":{},\"__metadata__\":{}}", 0,
      "header byte 33: key “__metadata__” stands twice" },
    { "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "header byte 28: key “k” stands twice" },
    { "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0,
      "header byte 27: key “dtype” stands twice" },
    { "{\"a\":{\"shape\":[1],\"shape\":[1]}}", 0, "header byte 25: key “shape” stands twice" },
    { "{\"a\":{\"type\":\"F32\"}}", 0, "header byte 13: unknown key “type” of a tensor" },
    { "{\"a\\nb\":{\"type\\t\":1}}", 0, "header byte 18: unknown key “type�” of a tensor" },
    { "{\"__metadata__\":{\"k\":1}}", 0, "header byte 21: expected “\"”" },
    { "{\"__metadata__\":{\"k\":{\"l\":\"m\"}}}", 0, "header byte 21: expected “\"”" },
    { "{\"__metadata__\":[]}", 0, "header byte 16: expected “{”" },
  };

  assert_all_refused (refusals, G_N_ELEMENTS (refusals));
}

static void
test_shapes (void)
{
  static const Refusal refusals[] = {
    { "{\"a\":{\"shape\":3}}", 0, "header byte 14: expected “[”" },
    { "{\"a\":{\"shape\":[-1]}}", 0, "header byte 15: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[1.5]}}", 0, "header byte 16: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[1e3]}}", 0, "header byte 16: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[01]}}", 0, "header byte 17: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[\"1\"]}}", 0, "header byte 15: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[true]}}", 0, "header byte 15: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[[[[[[[[[[[[[[[[[[1]", 0,
      "header byte 15: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[1 2]}}", 0, "header byte 17: expected “]”" },
    { "{\"a\":{\"shape\":[1,]}}", 0, "header byte 17: expected a whole number, zero or more" },
    { "{\"a\":{\"shape\":[18446744073709551616]}}", 0, "header byte 34: number over 64 bits" },
    { "{\"a\":{\"shape\":[18446744073709551615,2]}}", 0,
      "header byte 38: shape of more values than memory can hold" },
    { "{\"a\":{\"shape\":[4294967296,4294967296]}}", 0,
      "header byte 37: shape of more values than memory can hold" },
    { "{\"a\":" F32 ("[1,1,1,1,1,1,1,1,1]", "[0,4]") "}", 4,
      "header byte 45: more than 8 numbers" },
    { "{\"a\":" F32 ("[18446744073709551615]", "[0,4]") "}", 4,
      "tensor “a”: 4 bytes of data do not hold 18446744073709551615 values of F32" },
    { "{\"a\":" F32 ("[4611686018427387905]", "[0,4]") "}", 4,
      "tensor “a”: 4 bytes of data do not hold 4611686018427387905 values of F32" },
    { "{\"a\":" F32 ("[2]", "[0,4]") "}", 4,
      "tensor “a”: 4 bytes of data do not hold 2 values of F32" },
    { "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4,
      "tensor “a”: 4 bytes of data do not hold 1 values of F64" },
    { "{\"a\":{\"dtype\":4,\"shape\":[1],\"data_offsets\":[0,4]}}", 4,
      "header byte 14: expected “\"”" },
  };

  assert_all_refused (refusals, G_N_ELEMENTS (refusals));
}

static void
test_offsets (void)
{
  static const Refusal refusals[] = {
    { "{\"a\":" F32 ("[1]", "[0]") "}", 4,
      "header byte 50: data_offsets must be two numbers, the first not above the second" },
    { "{\"a\":" F32 ("[1]", "[0,4,8]") "}", 4, "header byte 52: more than 2 numbers" },
    { "{\"a\":" F32 ("[1]", "[4,0]") "}", 4,
      "header byte 52: data_offsets must be two numbers, the first not above the second" },
    { "{\"a\":" F32 ("[1]", "[-4,0]") "}", 4,
      "header byte 48: expected a whole number, zero or more" },
    { "{\"a\":" F32 ("[1]", "[0,4]") "}", 3,
      "tensor “a” starts at byte 0 of the data and reaches past the end of the file" },
    { "{\"a\":" F32 ("[1]", "[18446744073709551612,18446744073709551615]") "}", 4,
      "tensor “a” leaves a gap before it, to byte 18446744073709551612 of the data" },
    { "{\"a\":" F32 ("[1]", "[0,18446744073709551615]") "}", 4,
      "tensor “a” starts at byte 0 of the data and reaches past the end of the file" },
    { "{\"a\":" F32 ("[1]", "[0,4]") ",\"b\":" F32 ("[1]", "[2,6]") "}", 6,
      "tensor “b” overlaps the one before, at byte 2 of the data" },
    { "{\"a\":" F32 ("[1]", "[0,4]") ",\"b\":" F32 ("[1]", "[0,4]") "}", 4,
      "tensor “b” overlaps the one before, at byte 0 of the data" },
    { "{\"a\":" F32 ("[1]", "[4,8]") ",\"b\":" F32 ("[1]", "[8,12]") "}", 12,
      "tensor “a” leaves a gap before it, to byte 4 of the data" },
    { "{\"a\":" F32 ("[1]", "[0,4]") ",\"b\":" F32 ("[1]", "[8,12]") "}", 12,
      "tensor “b” leaves a gap before it, to byte 8 of the data" },
    { "{\"a\":" F32 ("[1]", "[0,4]") "}", 6, "2 bytes after the last tensor" },
    { "{}", 1, "1 bytes after the last tensor" },
  };

  assert_all_refused (refusals, G_N_ELEMENTS (refusals));
}

/* N itself: too large, past the end, or not even there. */
static void
test_length (void)
{
  static const struct
  {
    guint64 length;
    gsize bytes; /* of the whole file */
    const char *message;
  } cases[] = {
    { 0, 0, "0 bytes are too few for a file of tensors" },
    { 2, 7, "7 bytes are too few for a file of tensors" },
    { 3, 10, "header of 3 bytes reaches past the end of the file" },
    { 100000000, 10, "header of 100000000 bytes reaches past the end of the file" },
    { 100000001, 10, NO_FORMAT },
    { G_MAXUINT64, 10, NO_FORMAT },
    { 0, 8, NO_FORMAT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 file[16] = { 0 };
      g_autoptr (GBytes) bytes = NULL;

      memcpy (file, &cases[i].length, sizeof cases[i].length);
      file[8] = '{';
      file[9] = '}';
      bytes = g_bytes_new (file, cases[i].bytes);
      assert_refused (bytes, cases[i].message);
    }
}

/* A NUL in the header neither ends nor hides anything. */
static void
test_nul (void)
{
  g_autoptr (GBytes) bytes = make_file ("{}\0\0", 4, 0);

  assert_refused (bytes, "header byte 2: not UTF-8 text");
}

/* A million opening brackets are refused at the first that has no business there. */
static void
test_nesting (void)
{
  GString *header = g_string_new ("{\"a\":");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (header, '[');
  bytes = make_file (header->str, header->len, 0);
  assert_refused (bytes, "header byte 5: expected “{”");
  g_string_free (header, TRUE);
}

/* A name of any length takes no more than a line's worth of a message. */
static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (100000, 'n');
  g_autofree char *shown = g_strnfill (200, 'n');
  g_autofree char *header = g_strdup_printf ("{\"%s\":{}}", name);
  g_autofree char *message =
      g_strdup_printf ("header byte 100006: tensor “%s…” lacks dtype, shape or data_offsets",
                       shown);
  g_autoptr (GBytes) bytes = make_file (header, strlen (header), 0);

  assert_refused (bytes, message);
}

static void
test_too_many_keys (void)
{
  GString *header = g_string_new ("{\"__metadata__\":{");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (header, "%s\"%u\":\"\"", i ? "," : "", i);
  g_string_append (header, "}}");
  bytes = make_file (header->str, header->len, 0);
  g_assert_null (algo_tensor_file_parse ("name", bytes, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_true (g_str_has_suffix (error->message, ": more than 16384 keys"));
  g_string_free (header, TRUE);
}

/* Every truncation of a good file, and every byte of its header changed: an error or a file, and
 * the sanitizers content. */
static void
test_damaged (void)
{
  static const char header[] =
      "{\"__metadata__\":{\"label\":\"mixed\"},"
      "\"W0\":" F32 ("[2,3]", "[0,24]") ",\"b1\":" F32 ("[]", "[24,28]") "}";
  g_autoptr (GBytes) good = make_file (header, sizeof header - 1, 28);
  gsize length;
  const guint8 *data = g_bytes_get_data (good, &length);

  for (gsize end = 0; end < length; end++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, end);
      g_autoptr (GError) error = NULL;

      g_assert_null (algo_tensor_file_parse ("name", bytes, &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
      g_assert_null (strchr (error->message, '\n'));
    }
  for (gsize at = 0; at < 8 + sizeof header - 1; at++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *changed = g_memdup2 (data, length);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (GError) error = NULL;
        AlgoTensorFile *file;

        changed[at] ^= (guint8) (1 << bit);
        bytes = g_bytes_new (changed, length);
        file = algo_tensor_file_parse ("name", bytes, &error);
        g_assert_cmpint (file == NULL, ==, error != NULL);
        if (file != NULL)
          algo_tensor_file_free (file);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/safetensors/parse", test_parse);
  g_test_add_func ("/engine/safetensors/misaligned", test_misaligned);
  g_test_add_func ("/engine/safetensors/refusals/json", test_json);
  g_test_add_func ("/engine/safetensors/refusals/keys", test_keys);
  g_test_add_func ("/engine/safetensors/refusals/shapes", test_shapes);
  g_test_add_func ("/engine/safetensors/refusals/offsets", test_offsets);
  g_test_add_func ("/engine/safetensors/length", test_length);
  g_test_add_func ("/engine/safetensors/nul", test_nul);
  g_test_add_func ("/engine/safetensors/nesting", test_nesting);
  g_test_add_func ("/engine/safetensors/long-name", test_long_name);
  g_test_add_func ("/engine/safetensors/too-many-keys", test_too_many_keys);
  g_test_add_func ("/engine/safetensors/damaged", test_damaged);
  return g_test_run ();
}
