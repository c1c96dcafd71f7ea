/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/tensorboard.h"

#include <string.h>

#include "engine/formats/whole-file.h"

/* Numbers of fields, as the .proto files have them. */
enum
{
  EVENT_WALL_TIME = 1,
  EVENT_STEP = 2,
  EVENT_FILE_VERSION = 3,
  EVENT_SUMMARY = 5,
  SUMMARY_VALUE = 1,
  VALUE_TAG = 1,
  VALUE_SIMPLE = 2,
  VALUE_TENSOR = 8,
  VALUE_METADATA = 9,
  METADATA_PLUGIN = 1,
  PLUGIN_NAME = 1,
  TENSOR_TYPE = 1,
  TENSOR_SHAPE = 2,
  TENSOR_STRING = 8,
};

enum
{
  WIRE_VARINT = 0,
  WIRE_FIXED64 = 1,
  WIRE_BYTES = 2,
  WIRE_FIXED32 = 5,
};

#define TYPE_STRING 7 /* DT_STRING */

struct _AlgoTensorboard
{
  GString *records;
};

guint32
algo_crc32c (const void *data, gsize length)
{
  const guint8 *bytes = data;
  guint32 crc = ~(guint32) 0;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82f63b78 : 0);
    }
  return ~crc;
}

/* Records may hold records: masked, the CRC of data with a CRC in it keeps its strength. */
static guint32
masked_crc (const void *data, gsize length)
{
  guint32 crc = algo_crc32c (data, length);

  return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
}

static void
append_little_endian (GString *to, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    g_string_append_c (to, (char) (value >> (8 * i)));
}

static void
append_varint (GString *to, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    g_string_append_c (to, (char) (value | 0x80));
  g_string_append_c (to, (char) value);
}

static void
append_key (GString *message, guint field, guint wire)
{
  append_varint (message, field << 3 | wire);
}

static void
append_bytes (GString *message, guint field, const char *bytes, gsize length)
{
  append_key (message, field, WIRE_BYTES);
  append_varint (message, length);
  g_string_append_len (message, bytes, (gssize) length);
}

static void
append_text (GString *message, guint field, const char *text)
{
  append_bytes (message, field, text, strlen (text));
}

static void
append_message (GString *message, guint field, const GString *inner)
{
  append_bytes (message, field, inner->str, inner->len);
}

static void
append_double (GString *message, guint field, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  append_key (message, field, WIRE_FIXED64);
  append_little_endian (message, bits, sizeof bits);
}

static void
append_float (GString *message, guint field, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  append_key (message, field, WIRE_FIXED32);
  append_little_endian (message, bits, sizeof bits);
}

static GString *
event_new (guint64 step, double wall_time)
{
  GString *event = g_string_new (NULL);

  append_double (event, EVENT_WALL_TIME, wall_time);
  append_key (event, EVENT_STEP, WIRE_VARINT);
  append_varint (event, step);
  return event;
}

static void
add_record (AlgoTensorboard *board, const GString *event)
{
  GString *records = board->records;
  gsize start = records->len;

  append_little_endian (records, event->len, sizeof (guint64));
  append_little_endian (records, masked_crc (records->str + start, sizeof (guint64)),
                        sizeof (guint32));
  g_string_append_len (records, event->str, (gssize) event->len);
  append_little_endian (records, masked_crc (event->str, event->len), sizeof (guint32));
}

AlgoTensorboard *
algo_tensorboard_new (double wall_time)
{
  AlgoTensorboard *board = g_new0 (AlgoTensorboard, 1);
  g_autoptr (GString) event = event_new (0, wall_time);

  board->records = g_string_new (NULL);
  append_text (event, EVENT_FILE_VERSION, "brain.Event:2");
  add_record (board, event);
  return board;
}

void
algo_tensorboard_free (AlgoTensorboard *board)
{
  g_string_free (board->records, TRUE);
  g_free (board);
}

void
algo_tensorboard_add_scalars (AlgoTensorboard *board,
                              guint64 step,
                              double wall_time,
                              const char *const *tags,
                              const float *values,
                              guint count)
{
  g_autoptr (GString) event = event_new (step, wall_time);
  g_autoptr (GString) summary = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    {
      g_string_truncate (value, 0);
      append_text (value, VALUE_TAG, tags[i]);
      append_float (value, VALUE_SIMPLE, values[i]);
      append_message (summary, SUMMARY_VALUE, value);
    }
  append_message (event, EVENT_SUMMARY, summary);
  add_record (board, event);
}

void
algo_tensorboard_add_text (AlgoTensorboard *board,
                           guint64 step,
                           double wall_time,
                           const char *tag,
                           const char *text)
{
  g_autoptr (GString) event = event_new (step, wall_time);
  g_autoptr (GString) plugin = g_string_new (NULL);
  g_autoptr (GString) metadata = g_string_new (NULL);
  g_autoptr (GString) tensor = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) summary = g_string_new (NULL);

  append_text (plugin, PLUGIN_NAME, "text");
  append_message (metadata, METADATA_PLUGIN, plugin);
  append_key (tensor, TENSOR_TYPE, WIRE_VARINT);
  append_varint (tensor, TYPE_STRING);
  append_bytes (tensor, TENSOR_SHAPE, "", 0); /* no dimensions */
  append_text (tensor, TENSOR_STRING, text);
  append_text (value, VALUE_TAG, tag);
  append_message (value, VALUE_METADATA, metadata);
  append_message (value, VALUE_TENSOR, tensor);
  append_message (summary, SUMMARY_VALUE, value);
  append_message (event, EVENT_SUMMARY, summary);
  add_record (board, event);
}

gboolean
algo_tensorboard_save (const AlgoTensorboard *board, const char *path, GError **error)
{
  return algo_whole_file_save (path, board->records->str, board->records->len, error);
}
