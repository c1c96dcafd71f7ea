/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/network-file.h"
#include "engine/formats/safetensors.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "tests/engine/sample-networks.h"
#include "tests/folder.h"

#define F32(shape, offsets) "{\"dtype\":\"F32\",\"shape\":" shape ",\"data_offsets\":" offsets "}"

static GHashTable *
make_metadata (void)
{
  GHashTable *metadata = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (metadata, (gpointer) "seed", (gpointer) "7");
  g_hash_table_insert (metadata, (gpointer) "label", (gpointer) "a \"quoted\"\n\\ tab\t é");
  return metadata;
}

static const float values[] = { 1, -0.0f, 1e-45f, 3e38f, -2.5f, 7 };
static const AlgoTensor tensors[] = {
  { .name = "z \"name\"", .n_dimensions = 2, .shape = { 2, 2 }, .count = 4, .data = values },
  { .name = "a", .n_dimensions = 0, .count = 1, .data = values + 4 },
  { .name = "none", .n_dimensions = 1, .shape = { 0 }, .count = 0, .data = values },
};

static void
test_round_trip (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) metadata = make_metadata ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoTensorFile) file = NULL;
  const AlgoTensor *tensor;

  algo_safetensors_save (fixture->path, tensors, G_N_ELEMENTS (tensors), metadata, &error);
  g_assert_no_error (error);
  file = algo_tensor_file_load (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (algo_tensor_file_count (file), ==, 3);
  tensor = algo_tensor_file_find (file, "z \"name\"");
  g_assert_cmpuint (tensor->shape[1], ==, 2);
  g_assert_cmpmem (tensor->data, tensor->count * sizeof (float), values, 4 * sizeof (float));
  tensor = algo_tensor_file_find (file, "a");
  g_assert_cmpuint (tensor->n_dimensions, ==, 0);
  g_assert_cmpfloat (tensor->data[0], ==, -2.5f);
  g_assert_cmpstr (algo_tensor_file_metadata (file, "label"), ==, "a \"quoted\"\n\\ tab\t é");
  g_assert_cmpstr (algo_tensor_file_metadata (file, "seed"), ==, "7");
}

/* The bytes: header padded to 8, metadata sorted, no more than the format asks for. */
static void
test_bytes (FileFixture *fixture, gconstpointer data)
{
  static const char expected[] =
      "\xc0\0\0\0\0\0\0\0{\"__metadata__\":{\"label\":\"a "
      "\\\"quoted\\\"\\u000a\\\\ tab\\u0009 é\",\"seed\":\"7\"},"
      "\"z \\\"name\\\"\":" F32 ("[2,2]", "[0,16]") ",\"a\":" F32 ("[]", "[16,20]") "}";
  g_autoptr (GHashTable) metadata = make_metadata ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  for (guint pass = 0; pass < 2; pass++)
    {
      algo_safetensors_save (fixture->path, tensors, 2, metadata, &error);
      g_assert_no_error (error);
      g_clear_pointer (&contents, g_free);
      g_file_get_contents (fixture->path, &contents, &length, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (length, ==, 8 + 0xc0 + 20);
      g_assert_cmpmem (contents, sizeof expected - 1, expected, sizeof expected - 1);
      for (gsize at = sizeof expected - 1; at < 8 + 0xc0; at++)
        g_assert_cmpint (contents[at], ==, ' ');
      g_assert_cmpmem (contents + 8 + 0xc0, 20, values, 20);
    }
}

/* The disk ends in the middle of a write: what was there stays, and nothing else is left. */
static void
test_interrupted (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (AlgoNetwork) small = sample_random (2, 4, 0);
  g_autoptr (AlgoNetwork) large = sample_random (64, 512, 0);
  g_autoptr (AlgoNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  gboolean saved;

  algo_network_save (small, fixture->path, NULL, &error);
  g_assert_no_error (error);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 8192;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  saved = algo_network_save (large, fixture->path, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_false (saved);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_clear_error (&error);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
  loaded = algo_network_load (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (loaded->W0, 8 * sizeof (float), small->W0, 8 * sizeof (float));
}

static void
test_unwritable (FileFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (algo_safetensors_save (path, tensors, 1, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static void
assert_file_error (const char *path, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (algo_tensor_file_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, message));
  g_assert_null (strchr (error->message, '\n'));
}

/* What is no file to read: missing, a folder, a pipe that would wait for ever, an odd name. */
static void
test_not_a_file (FileFixture *fixture, gconstpointer data)
{
  g_autofree char *odd = g_build_filename (fixture->folder, "two\nlines\xff", NULL);

  assert_file_error (fixture->path, G_FILE_ERROR_NOENT, "file: No such file or directory");
  assert_file_error (odd, G_FILE_ERROR_NOENT, "two�lines�: No such file or directory");
  assert_file_error (fixture->folder, G_FILE_ERROR_ISDIR, ": Is a directory");
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_file_error (fixture->path, G_FILE_ERROR_INVAL, ": not a regular file");
}

/* More than is read into memory; the file is a hole and takes no room. */
static void
test_huge (FileFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_cmpint (truncate (fixture->path, ALGO_TENSOR_FILE_MAX + 1), ==, 0);
  g_assert_null (algo_tensor_file_load (fixture->path, &error));
  g_assert_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT);
  g_assert_true (g_str_has_suffix (error->message,
                                   ": 1073741825 bytes, more than the 1073741824 that are read"));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, FileFixture, NULL, file_fixture_set_up, test, file_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/safetensors-file/round-trip", test_round_trip);
  ADD ("/engine/safetensors-file/bytes", test_bytes);
  ADD ("/engine/safetensors-file/interrupted", test_interrupted);
  ADD ("/engine/safetensors-file/unwritable", test_unwritable);
  ADD ("/engine/safetensors-file/not-a-file", test_not_a_file);
  ADD ("/engine/safetensors-file/huge", test_huge);
  return g_test_run ();
}
