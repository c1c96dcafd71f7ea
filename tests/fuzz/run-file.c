/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a run file. It is left as it was, with nothing beside it. */
#include "engine/run-file/run-file.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/sample-run.h"
#include "tests/fuzz/target.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *
write_file (const uint8_t *data, size_t size)
{
  char *path = g_build_filename (g_get_tmp_dir (), "algoscope-fuzz-XXXXXX", NULL);
  const int descriptor = g_mkstemp (path);

  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (write (descriptor, data, size), ==, size);
  g_close (descriptor, NULL);
  return path;
}

static void
assert_untouched (const char *path, const uint8_t *data, size_t size)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, data, size);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);

      g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = write_file (data, size);
  g_autoptr (GError) error = NULL;
  AlgoRunFile *file = algo_run_file_open (path, &error);

  if (file != NULL)
    {
      fuzz_assert_run (algo_run_file_get_run (file));
      algo_run_file_free (file);
    }
  else
    fuzz_assert_refusal (error);
  assert_untouched (path, data, size);
  g_unlink (path);
  return 0;
}
