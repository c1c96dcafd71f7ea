/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/network-file.h"
#include "engine/formats/safetensors.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "tests/engine/sample-networks.h"
#include "tests/folder.h"

static void
test_round_trip (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) metadata = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AlgoNetwork) network = sample_random (5, 7, 1);
  g_autoptr (AlgoNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  g_hash_table_insert (metadata, (gpointer) "label", (gpointer) "tilted");
  algo_network_save (network, fixture->path, metadata, &error);
  g_assert_no_error (error);
  loaded = algo_network_load (fixture->path, &label, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "tilted");
  g_assert_cmpuint (loaded->inputs, ==, 5);
  g_assert_cmpuint (loaded->hidden, ==, 7);
  g_assert_cmpmem (loaded->W0, 35 * sizeof (float), network->W0, 35 * sizeof (float));
  g_assert_cmpmem (loaded->b0, 7 * sizeof (float), network->b0, 7 * sizeof (float));
  g_assert_cmpmem (loaded->W1, 7 * sizeof (float), network->W1, 7 * sizeof (float));
  g_assert_cmpfloat (loaded->b1, ==, network->b1);
}

static void
test_no_label (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sample_random (2, 3, 1);
  g_autoptr (AlgoNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;
  char *label = (char *) "not set";

  algo_network_save (network, fixture->path, NULL, &error);
  g_assert_no_error (error);
  loaded = algo_network_load (fixture->path, &label, &error);
  g_assert_no_error (error);
  g_assert_null (label);
}

/* Of what is not said it is the L1 norm, as of what other programs call a task. */
static void
test_task (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sample_random (2, 3, 1);
  g_autoptr (AlgoNetwork) loaded = NULL, foreign = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  char *named;

  for (guint i = 0; i < algo_task_rows_count (); i++)
    {
      g_autoptr (AlgoNetwork) of_row = NULL;

      network->task = algo_task_get (algo_task_rows[i]->name, NULL);
      g_assert_true (algo_network_save (network, fixture->path, NULL, NULL));
      of_row = algo_network_load (fixture->path, NULL, NULL);
      g_assert_true (of_row->task == network->task);
    }
  network->task = algo_task_get ("max(x) - min(x)", NULL);
  g_assert_true (algo_network_save (network, fixture->path, NULL, NULL));
  loaded = algo_network_load (fixture->path, NULL, NULL);
  g_assert_true (loaded->task == network->task);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  named = g_strstr_len (contents + 8, (gssize) length - 8, "max(x)");
  memcpy (named, "fax(x)", strlen ("fax(x)"));
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
  foreign = algo_network_load (fixture->path, NULL, NULL);
  g_assert_true (foreign->task == &algo_task_l1);
}

/* The four tensors of a network of 2 inputs and 3 hidden neurons, for a case to change. */
typedef struct
{
  float values[32]; /* room for W0, 6, and the vectors, 3, 3 and 1 in common */
  AlgoTensor tensors[4];
  guint n_tensors;
} Parts;

static Parts
make_parts (void)
{
  Parts parts = {
    .values = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 },
    .tensors = { { .name = "W0", .n_dimensions = 2, .shape = { 2, 3 }, .count = 6 },
                 { .name = "b0", .n_dimensions = 1, .shape = { 3 }, .count = 3 },
                 { .name = "W1", .n_dimensions = 1, .shape = { 3 }, .count = 3 },
                 { .name = "b1", .n_dimensions = 1, .shape = { 1 }, .count = 1 } },
    .n_tensors = 4,
  };

  return parts;
}

static void
save_parts (Parts *parts, const char *path)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < parts->n_tensors; i++)
    parts->tensors[i].data = parts->values + i;
  algo_safetensors_save (path, parts->tensors, parts->n_tensors, NULL, &error);
  g_assert_no_error (error);
}

static void
set_shape (Parts *parts, guint tensor, guint n_dimensions, gsize rows, gsize columns)
{
  parts->tensors[tensor].n_dimensions = n_dimensions;
  parts->tensors[tensor].shape[0] = rows;
  parts->tensors[tensor].shape[1] = columns;
  parts->tensors[tensor].count = (n_dimensions > 0 ? rows : 1) * (n_dimensions > 1 ? columns : 1);
}

/* A vector may be a row or a column, a single value a scalar. */
static void
test_shapes_accepted (FileFixture *fixture, gconstpointer data)
{
  static const gsize shapes[][3] = { { 1, 3, 0 }, { 2, 3, 1 }, { 2, 1, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      Parts parts = make_parts ();
      g_autoptr (AlgoNetwork) network = NULL;
      g_autoptr (GError) error = NULL;

      set_shape (&parts, 2, (guint) shapes[i][0], shapes[i][1], shapes[i][2]);
      set_shape (&parts, 3, i, 1, 1);
      save_parts (&parts, fixture->path);
      network = algo_network_load (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (network->W0[3], ==, 4);
      g_assert_cmpfloat (network->W1[2], ==, 5);
      g_assert_cmpfloat (network->b1, ==, 4);
    }
}

static void
assert_refused (Parts *parts, const char *path, const char *message)
{
  g_autofree char *expected = g_strconcat (path, ": ", message, NULL);
  g_autoptr (GError) error = NULL;

  save_parts (parts, path);
  g_assert_null (algo_network_load (path, NULL, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, expected);
}

#define NOTHING_FITS                                                                               \
  "no two matrices of real numbers in it fit one after the other, (inputs, hidden) or (hidden, "   \
  "inputs), at least (1, 1) and at most (1024, 8192), and then a row or column of as many hidden;" \
  " there is "

static void
test_shapes_refused (FileFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint tensor, n_dimensions;
    gsize rows, columns;
    const char *message;
  } cases[] = {
    { 0, 1, 6, 0, NOTHING_FITS "“W0” (6), “b0” (3), “W1” (3), “b1” (1)" },
    { 0, 2, 0, 3, NOTHING_FITS "“W0” (0, 3), “b0” (3), “W1” (3), “b1” (1)" },
    { 0, 2, 2, 1, NOTHING_FITS "“W0” (2, 1), “b0” (3), “W1” (3), “b1” (1)" },
    { 1, 1, 1, 0, "tensor “b0” (1) must be real numbers, (3), to go with “W0”" },
    { 1, 0, 0, 0, "tensor “b0” () must be real numbers, (3), to go with “W0”" },
    /* W0 would be (hidden, inputs) then. */
    { 2, 1, 2, 0, "tensor “b0” (3) must be real numbers, (2), to go with “W0”" },
    { 2, 2, 5, 5, NOTHING_FITS "“W0” (2, 3), “b0” (3), “W1” (5, 5), “b1” (1)" },
    { 3, 1, 2, 0, "tensor “b1” (2) must be real numbers, (1), to go with “W1”" },
    { 3, 1, 0, 0, "tensor “b1” (0) must be real numbers, (1), to go with “W1”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Parts parts = make_parts ();

      set_shape (&parts, cases[i].tensor, cases[i].n_dimensions, cases[i].rows, cases[i].columns);
      assert_refused (&parts, fixture->path, cases[i].message);
    }
}

/* W0 as PyTorch's nn.Linear has it, (hidden, inputs). */
static void
test_transposed (FileFixture *fixture, gconstpointer data)
{
  Parts parts = make_parts ();
  g_autoptr (AlgoNetwork) network = NULL;
  g_autoptr (GError) error = NULL;

  set_shape (&parts, 0, 2, 3, 2);
  set_shape (&parts, 2, 2, 1, 3);
  save_parts (&parts, fixture->path);
  network = algo_network_load (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (network->inputs, ==, 2);
  g_assert_cmpuint (network->hidden, ==, 3);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 3; j++)
      g_assert_cmpfloat (network->W0[i * 3 + j], ==, parts.values[j * 2 + i]);
}

/* Where W0 is square, neither its shape nor W1's tells which way it lies. */
static void
test_square (FileFixture *fixture, gconstpointer data)
{
  static const gsize shapes[][3] = { { 1, 2, 0 }, { 2, 2, 1 }, { 2, 1, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (guint transposed = 0; transposed < 2; transposed++)
      {
        const AlgoNetworkReading how = { .transpose = transposed ? (char *) "" : (char *) "no",
                                         .output_index = ALGO_NETWORK_NO_OUTPUT };
        Parts parts = make_parts ();
        g_autoptr (AlgoTensorFile) file = NULL;
        g_autoptr (AlgoNetwork) network = NULL;
        g_autoptr (GError) error = NULL;

        set_shape (&parts, 0, 2, 2, 2);
        set_shape (&parts, 1, 1, 2, 0);
        set_shape (&parts, 2, (guint) shapes[i][0], shapes[i][1], shapes[i][2]);
        save_parts (&parts, fixture->path);
        file = algo_tensor_file_load (fixture->path, NULL);
        g_assert_null (algo_network_read (file, NULL, NULL, &error));
        g_assert_error (error, ALGO_ERROR, ALGO_ERROR_CHOICE);
        g_assert_nonnull (strstr (error->message, "“--transpose=yes”"));
        network = algo_network_read (file, &how, NULL, NULL);
        g_assert_cmpfloat (network->W0[1], ==, transposed ? 3 : 2);
      }
}

/* The program's own are as it writes them. */
static void
test_own_square (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sample_random (3, 3, 1);
  g_autoptr (AlgoNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;

  network->activation = ALGO_ACTIVATION_GELU;
  g_assert_true (algo_network_save (network, fixture->path, NULL, NULL));
  loaded = algo_network_load (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (loaded->W0, 9 * sizeof (float), network->W0, 9 * sizeof (float));
  g_assert_cmpint (loaded->activation, ==, ALGO_ACTIVATION_GELU);
}

/* Too large for a network, in a file that is right in itself. */
static void
test_too_large (FileFixture *fixture, gconstpointer data)
{
  static const gsize shapes[][2] = { { 1025, 2 }, { 1, 8193 }, { 1025, 1025 } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (AlgoNetwork) network = algo_network_new (shapes[i][0], shapes[i][1]);
      g_autoptr (GError) error = NULL;

      g_assert_true (algo_network_save (network, fixture->path, NULL, &error));
      g_assert_null (algo_network_load (fixture->path, NULL, &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "at least (1, 1) and at most (1024, 8192)"));
    }
}

/* Of the weights both must be there; a bias that is not is 0. */
static void
test_missing (FileFixture *fixture, gconstpointer data)
{
  for (guint missing = 0; missing < 4; missing++)
    {
      Parts parts = make_parts ();
      g_autoptr (AlgoNetwork) network = NULL;
      g_autoptr (GError) error = NULL;

      parts.tensors[missing] = parts.tensors[--parts.n_tensors];
      save_parts (&parts, fixture->path);
      network = algo_network_load (fixture->path, NULL, &error);
      if (missing % 2 == 0)
        {
          g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
          g_assert_null (network);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpfloat (missing == 1 ? network->b0[2] : network->b1, ==, 0);
    }
}

static void
test_not_finite (FileFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint value;
    float bad;
    const char *message;
  } cases[] = {
    { 0, NAN, "tensor “W0” is not finite at [0, 0]" },
    { 5, INFINITY, "tensor “W0” is not finite at [1, 2]" },
    { 6, NAN, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Parts parts = make_parts ();
      g_autoptr (GError) error = NULL;

      parts.values[cases[i].value] = cases[i].bad;
      if (cases[i].message != NULL)
        assert_refused (&parts, fixture->path, cases[i].message);
      else
        {
          save_parts (&parts, fixture->path);
          algo_network_unref (algo_network_load (fixture->path, NULL, &error));
          g_assert_no_error (error);
        }
    }
}

static void
test_not_finite_vectors (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) network = sample_random (2, 3, 4);
  float *const places[] = { &network->b0[2], &network->W1[0], &network->b1 };
  static const char *const messages[] = { "tensor “b0” is not finite at [2]",
                                          "tensor “W1” is not finite at [0]",
                                          "tensor “b1” is not finite at [0]" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const float kept = *places[i];
      g_autoptr (GError) error = NULL;

      *places[i] = -INFINITY;
      g_assert_true (algo_network_save (network, fixture->path, NULL, &error));
      g_assert_null (algo_network_load (fixture->path, NULL, &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
      g_assert_true (g_str_has_suffix (error->message, messages[i]));
      *places[i] = kept;
    }
}

/* A file with W0 (1, 1), b0 (1), W1 (1) and b1 () of one type, whose values are given one after the
 * other. */
static void
save_typed (const char *path, const char *dtype, gsize size, gconstpointer values)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autofree char *header =
      g_strdup_printf ("{\"W0\":{\"dtype\":\"%s\",\"shape\":[1,1],\"data_offsets\":[0,%zu]},"
                       "\"b0\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[%zu,%zu]},"
                       "\"W1\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[%zu,%zu]},"
                       "\"b1\":{\"dtype\":\"%s\",\"shape\":[],\"data_offsets\":[%zu,%zu]}}",
                       dtype, size, dtype, size, 2 * size, dtype, 2 * size, 3 * size, dtype,
                       3 * size, 4 * size);
  const guint64 length = strlen (header);

  g_byte_array_append (file, (const guint8 *) &length, sizeof length);
  g_byte_array_append (file, (const guint8 *) header, (guint) length);
  g_byte_array_append (file, values, (guint) (4 * size));
  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
}

static void
assert_values (const char *path, const float *expected /* (4) */)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoNetwork) network = algo_network_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (network->W0[0], ==, expected[0]);
  g_assert_cmpfloat (network->b0[0], ==, expected[1]);
  g_assert_cmpfloat (network->W1[0], ==, expected[2]);
  g_assert_cmpfloat (network->b1, ==, expected[3]);
}

/* What other programs' default is, or what saves room. The bits are those of the formats'
 * descriptions: IEEE 754 for F16; BF16 is the upper half of F32. */
static void
test_other_types (FileFixture *fixture, gconstpointer data)
{
  static const double doubles[] = { 1.5, -0.1, 1e-300, 3 };
  static const guint16 halves[] = { 0x3e00, 0xc580, 0x0001, 0x7bff };
  static const guint16 brains[] = { 0x3fc0, 0xbf80, 0x0000, 0x4380 };

  save_typed (fixture->path, "F64", 8, doubles);
  assert_values (fixture->path, (const float[]){ 1.5f, -0.1f, 0, 3 });
  save_typed (fixture->path, "F16", 2, halves);
  assert_values (fixture->path, (const float[]){ 1.5f, -5.5f, 0x1p-24f, 65504 });
  save_typed (fixture->path, "BF16", 2, brains);
  assert_values (fixture->path, (const float[]){ 1.5f, -1, 0, 256 });
}

static void
test_other_types_refused (FileFixture *fixture, gconstpointer data)
{
  static const double too_large[] = { 1, 1e300, 1, 1 };
  static const guint16 not_finite[] = { 0x3c00, 0x3c00, 0x7e00, 0x3c00 };
  static const guint32 integers[] = { 1, 2, 3, 4 };
  const struct
  {
    const char *dtype;
    gsize size;
    gconstpointer values;
    const char *message;
  } cases[] = {
    { "F64", 8, too_large, ": tensor “b0” is not finite at [0]" },
    { "F16", 2, not_finite, ": tensor “W1” is not finite at [0]" },
    { "I32", 4, integers, "there is “W0” (1, 1) I32, “b0” (1) I32, “W1” (1) I32, “b1” () I32" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      save_typed (fixture->path, cases[i].dtype, cases[i].size, cases[i].values);
      g_assert_null (algo_network_load (fixture->path, NULL, &error));
      g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
      g_assert_true (g_str_has_suffix (error->message, cases[i].message));
    }
}

#define ADD(path, test)                                                                            \
  g_test_add (path, FileFixture, NULL, file_fixture_set_up, test, file_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/network-file/round-trip", test_round_trip);
  ADD ("/engine/network-file/no-label", test_no_label);
  ADD ("/engine/network-file/task", test_task);
  ADD ("/engine/network-file/shapes/accepted", test_shapes_accepted);
  ADD ("/engine/network-file/shapes/refused", test_shapes_refused);
  ADD ("/engine/network-file/transposed", test_transposed);
  ADD ("/engine/network-file/square", test_square);
  ADD ("/engine/network-file/square/own", test_own_square);
  ADD ("/engine/network-file/too-large", test_too_large);
  ADD ("/engine/network-file/missing", test_missing);
  ADD ("/engine/network-file/not-finite", test_not_finite);
  ADD ("/engine/network-file/not-finite/vectors", test_not_finite_vectors);
  ADD ("/engine/network-file/other-types", test_other_types);
  ADD ("/engine/network-file/other-types/refused", test_other_types_refused);
  return g_test_run ();
}
