/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Event files: framing and messages, byte by byte. */
#include "engine/formats/tensorboard.h"

#include <string.h>

#include "tests/folder.h"

/* The check values of RFC 3720, B.4, and of the catalogue of CRCs. */
static void
test_crc (void)
{
  guint8 bytes[32];

  memset (bytes, 0, sizeof bytes);
  g_assert_cmphex (algo_crc32c (bytes, sizeof bytes), ==, 0x8a9136aa);
  memset (bytes, 0xff, sizeof bytes);
  g_assert_cmphex (algo_crc32c (bytes, sizeof bytes), ==, 0x62a8ab43);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) i;
  g_assert_cmphex (algo_crc32c (bytes, sizeof bytes), ==, 0x46dd794e);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (31 - i);
  g_assert_cmphex (algo_crc32c (bytes, sizeof bytes), ==, 0x113fdb5c);
  g_assert_cmphex (algo_crc32c ("123456789", 9), ==, 0xe3069283);
  g_assert_cmphex (algo_crc32c (NULL, 0), ==, 0);
}

/* The saved bytes of a board. */
static guint8 *
save (const AlgoTensorboard *board, gsize *length)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "events.out.tfevents.0", NULL);
  g_autoptr (GError) error = NULL;
  char *contents;

  algo_tensorboard_save (board, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, length, NULL));
  g_assert_cmpuint (folder_count (folder), ==, 1);
  folder_free (folder);
  return (guint8 *) contents;
}

/* Checks the frame at `at` and the event in it; returns where the next begins. */
static gsize
assert_record (const guint8 *bytes, gsize at, const guint8 *event, gsize length)
{
  g_assert_cmpuint (bytes[at], ==, length);
  for (guint i = 1; i < 8; i++)
    g_assert_cmpuint (bytes[at + i], ==, 0);
  g_assert_cmpmem (bytes + at + 12, length, event, length);
  return at + 12 + length + 4;
}

/* As TensorFlow itself writes the first record of a file at wall time 0. */
static void
test_version (void)
{
  static const guint8 event[] = "\x09\0\0\0\0\0\0\0\0\x10\0\x1a\x0d"
                                "brain.Event:2";
  g_autoptr (AlgoTensorboard) board = algo_tensorboard_new (0);
  g_autofree guint8 *bytes = NULL;
  gsize length;

  bytes = save (board, &length);
  g_assert_cmpuint (assert_record (bytes, 0, event, sizeof event - 1), ==, length);
}

static void
test_scalars (void)
{
  static const guint8 event[] = "\x09\0\0\0\0\0\0\xf8\x3f\x10\xac\x02" /* 1.5 s, step 300 */
                                "\x2a\x19"
                                "\x0a\x0b\x0a\x04loss\x15\0\0\x80\xbf" /* -1 */
                                "\x0a\x0a\x0a\x03"
                                "fvu\x15\0\0\0\x3f"; /* 0.5 */
  const char *const tags[] = { "loss", "fvu" };
  const float values[] = { -1, 0.5f };
  g_autoptr (AlgoTensorboard) board = algo_tensorboard_new (0);
  g_autofree guint8 *bytes = NULL;
  gsize length, start;

  bytes = save (board, &start);
  g_clear_pointer (&bytes, g_free);
  algo_tensorboard_add_scalars (board, 300, 1.5, tags, values, G_N_ELEMENTS (tags));
  bytes = save (board, &length);
  g_assert_cmpuint (assert_record (bytes, start, event, sizeof event - 1), ==, length);
}

static void
test_text (void)
{
  static const guint8 event[] = "\x09\0\0\0\0\0\0\0\0\x10\0"
                                "\x2a\x1b\x0a\x19"
                                "\x0a\x03run"
                                "\x4a\x08\x0a\x06\x0a\x04text"
                                "\x42\x08\x08\x07\x12\x00\x42\x02ok";
  g_autoptr (AlgoTensorboard) board = algo_tensorboard_new (0);
  g_autofree guint8 *bytes = NULL;
  gsize length, start;

  bytes = save (board, &start);
  g_clear_pointer (&bytes, g_free);
  algo_tensorboard_add_text (board, 0, 0, "run", "ok");
  bytes = save (board, &length);
  g_assert_cmpuint (assert_record (bytes, start, event, sizeof event - 1), ==, length);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/tensorboard/crc", test_crc);
  g_test_add_func ("/engine/tensorboard/version", test_version);
  g_test_add_func ("/engine/tensorboard/scalars", test_scalars);
  g_test_add_func ("/engine/tensorboard/text", test_text);
  return g_test_run ();
}
