/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict reader of the JSON that file headers are made of: objects, arrays of whole numbers, and
 * strings.
 *
 * The caller says what comes next, so nothing can nest deeper than it asks. Refused are keys that
 * stand twice in an object, numbers that are not whole or over 64 bits, and strings that are not
 * text. Every FALSE sets ALGO_ERROR_FORMAT with the byte at which reading stopped. */
#pragma once

#include <glib.h>

#define ALGO_JSON_MAX_KEYS 16384 /* in one object */

typedef struct
{
  const char *text;
  const char *at;
  const char *end;
} AlgoJsonReader;

/* `text` is borrowed. FALSE if it is not UTF-8. */
gboolean
algo_json_reader_init (AlgoJsonReader *reader, const char *text, gsize length, GError **error);

/* Reads the value that belongs to `key`. */
typedef gboolean (*AlgoJsonMember) (AlgoJsonReader *reader,
                                    const char *key,
                                    gpointer data,
                                    GError **error);

/* Calls `member` for each key of an object. */
gboolean algo_json_read_object (AlgoJsonReader *reader,
                                AlgoJsonMember member,
                                gpointer data,
                                GError **error);
/* An array of at most `max` whole numbers. */
gboolean algo_json_read_numbers (AlgoJsonReader *reader,
                                 guint max,
                                 guint64 *numbers,
                                 guint *count,
                                 GError **error);
/* Owned by the caller; without a NUL in it. */
gboolean algo_json_read_string (AlgoJsonReader *reader, char **string, GError **error);
/* FALSE if anything but white space is left. */
gboolean algo_json_read_end (AlgoJsonReader *reader, GError **error);

/* For a value that is not what it should be: sets the error at the place reached, returns FALSE. */
gboolean algo_json_fail (const AlgoJsonReader *reader, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Appends `string` in quotes and escaped; what is not UTF-8 in it is replaced. */
void algo_json_append_string (GString *json, const char *string);

/* Appends a number with up to nine digits, or null where it is not finite. */
void algo_json_append_real (GString *json, double value);
