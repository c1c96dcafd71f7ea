/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Event files for TensorBoard.
 *
 * A sequence of records (TFRecord): u64 length, u32 masked CRC-32C of the length, the data, u32
 * masked CRC-32C of the data, all little-endian. Each datum is an Event in the wire format of
 * protocol buffers (tensorflow/core/util/event.proto); the first names the file's version. */
#pragma once

#include <glib.h>

typedef struct _AlgoTensorboard AlgoTensorboard;

/* `wall_time`, in seconds since 1970, is that of the first event. */
AlgoTensorboard *algo_tensorboard_new (double wall_time);
void algo_tensorboard_free (AlgoTensorboard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTensorboard, algo_tensorboard_free)

/* An event with `count` values; tags with the same part before a slash are shown together. */
void algo_tensorboard_add_scalars (AlgoTensorboard *board,
                                   guint64 step,
                                   double wall_time,
                                   const char *const *tags,
                                   const float *values,
                                   guint count);
/* An event with a text, shown as Markdown. */
void algo_tensorboard_add_text (AlgoTensorboard *board,
                                guint64 step,
                                double wall_time,
                                const char *tag,
                                const char *text);

/* The file appears whole or not at all. TensorBoard looks only at files with "tfevents" in their
 * names. FALSE and a G_FILE_ERROR if it cannot be written. */
gboolean algo_tensorboard_save (const AlgoTensorboard *board, const char *path, GError **error);

/* The CRC of iSCSI (RFC 3720), reflected polynomial 0x82f63b78. */
guint32 algo_crc32c (const void *data, gsize length);
