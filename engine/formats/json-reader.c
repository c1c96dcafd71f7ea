/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/json-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

gboolean
algo_json_fail (const AlgoJsonReader *reader, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("header byte %zu: %s"),
               (gsize) (reader->at - reader->text), what);
  return FALSE;
}

gboolean
algo_json_reader_init (AlgoJsonReader *reader, const char *text, gsize length, GError **error)
{
  *reader = (AlgoJsonReader){ .text = text, .at = text, .end = text + length };
  if (g_utf8_validate_len (text, length, &reader->at))
    {
      reader->at = text;
      return TRUE;
    }
  return algo_json_fail (reader, error, "%s", _ ("not UTF-8 text"));
}

static void
skip_space (AlgoJsonReader *reader)
{
  while (reader->at < reader->end && strchr (" \t\n\r", *reader->at) != NULL)
    reader->at++;
}

/* Steps over `c`, and the space before it, if that comes next. */
static gboolean
step_over (AlgoJsonReader *reader, char c)
{
  skip_space (reader);
  if (reader->at == reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
expect (AlgoJsonReader *reader, char c, GError **error)
{
  if (step_over (reader, c))
    return TRUE;
  return algo_json_fail (reader, error, _ ("expected “%c”"), c);
}

gboolean
algo_json_read_object (AlgoJsonReader *reader, AlgoJsonMember member, gpointer data, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!expect (reader, '{', error))
    return FALSE;
  if (step_over (reader, '}'))
    return TRUE;
  do
    {
      char *key;

      if (!algo_json_read_string (reader, &key, error))
        return FALSE;
      if (!g_hash_table_add (keys, key))
        {
          g_autofree char *printable = algo_text_printable (key);

          return algo_json_fail (reader, error, _ ("key “%s” stands twice"), printable);
        }
      if (g_hash_table_size (keys) > ALGO_JSON_MAX_KEYS)
        return algo_json_fail (reader, error, _ ("more than %d keys"), ALGO_JSON_MAX_KEYS);
      if (!expect (reader, ':', error) || !member (reader, key, data, error))
        return FALSE;
    }
  while (step_over (reader, ','));
  return expect (reader, '}', error);
}

static gboolean
read_number (AlgoJsonReader *reader, guint64 *number, GError **error)
{
  const char *start;
  guint64 value = 0;

  skip_space (reader);
  start = reader->at;
  for (; reader->at < reader->end && g_ascii_isdigit (*reader->at); reader->at++)
    if (!g_uint64_checked_mul (&value, value, 10)
        || !g_uint64_checked_add (&value, value, (guint64) (*reader->at - '0')))
      return algo_json_fail (reader, error, "%s", _ ("number over 64 bits"));
  /* JSON knows no leading zeros; a sign, a point or an exponent stops the digits too early. */
  if (reader->at == start || (*start == '0' && reader->at - start > 1)
      || (reader->at < reader->end && strchr (".eE", *reader->at) != NULL))
    return algo_json_fail (reader, error, "%s", _ ("expected a whole number, zero or more"));
  *number = value;
  return TRUE;
}

gboolean
algo_json_read_numbers (AlgoJsonReader *reader,
                        guint max,
                        guint64 *numbers,
                        guint *count,
                        GError **error)
{
  *count = 0;
  if (!expect (reader, '[', error))
    return FALSE;
  if (step_over (reader, ']'))
    return TRUE;
  do
    {
      if (*count == max)
        return algo_json_fail (reader, error, _ ("more than %u numbers"), max);
      if (!read_number (reader, &numbers[(*count)++], error))
        return FALSE;
    }
  while (step_over (reader, ','));
  return expect (reader, ']', error);
}

/* The four digits after "\u", or -1. */
static gint32
read_hexadecimal (AlgoJsonReader *reader)
{
  gint32 value = 0;

  if (reader->end - reader->at < 4)
    return -1;
  for (guint digit = 0; digit < 4; digit++, reader->at++)
    {
      if (!g_ascii_isxdigit (*reader->at))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (*reader->at);
    }
  return value;
}

/* What stands after "\u": a character, or the first half of a surrogate pair and the second. */
static gboolean
read_unicode_escape (AlgoJsonReader *reader, GString *string)
{
  gint32 code = read_hexadecimal (reader);

  if (code >= 0xD800 && code < 0xDC00 && reader->end - reader->at >= 2 && reader->at[0] == '\\'
      && reader->at[1] == 'u')
    {
      gint32 low;

      reader->at += 2;
      low = read_hexadecimal (reader);
      if (low < 0xDC00 || low > 0xDFFF)
        return FALSE;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
  /* A zero would end the string before its end. */
  if (code <= 0 || (code >= 0xD800 && code <= 0xDFFF))
    return FALSE;
  g_string_append_unichar (string, (gunichar) code);
  return TRUE;
}

static gboolean
read_escape (AlgoJsonReader *reader, GString *string)
{
  static const char names[] = "\"\\/bfnrt", characters[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (reader->at == reader->end)
    return FALSE;
  if (*reader->at == 'u')
    {
      reader->at++;
      return read_unicode_escape (reader, string);
    }
  name = memchr (names, *reader->at, sizeof names - 1);
  if (name == NULL)
    return FALSE;
  reader->at++;
  g_string_append_c (string, characters[name - names]);
  return TRUE;
}

gboolean
algo_json_read_string (AlgoJsonReader *reader, char **string, GError **error)
{
  g_autoptr (GString) read = g_string_new (NULL);

  if (!expect (reader, '"', error))
    return FALSE;
  while (reader->at < reader->end && *reader->at != '"')
    {
      if ((guchar) *reader->at < ' ')
        return algo_json_fail (reader, error, "%s", _ ("control character in a string"));
      if (*reader->at != '\\')
        g_string_append_c (read, *reader->at++);
      else
        {
          reader->at++;
          if (!read_escape (reader, read))
            return algo_json_fail (reader, error, "%s", _ ("unknown escape in a string"));
        }
    }
  if (reader->at == reader->end)
    return algo_json_fail (reader, error, "%s", _ ("string without an end"));
  reader->at++;
  *string = g_string_free (g_steal_pointer (&read), FALSE);
  return TRUE;
}

gboolean
algo_json_read_end (AlgoJsonReader *reader, GError **error)
{
  skip_space (reader);
  if (reader->at == reader->end)
    return TRUE;
  return algo_json_fail (reader, error, "%s", _ ("text after the end"));
}

void
algo_json_append_string (GString *json, const char *string)
{
  g_autofree char *valid = g_utf8_make_valid (string, -1);

  g_string_append_c (json, '"');
  for (const char *at = valid; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (json, "\\%c", *at);
      else if ((guchar) *at < ' ')
        g_string_append_printf (json, "\\u%04x", (guint) *at);
      else
        g_string_append_c (json, *at);
    }
  g_string_append_c (json, '"');
}

void
algo_json_append_real (GString *json, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_string_append (json, g_ascii_formatd (digits, sizeof digits, "%.9g", value));
  else
    g_string_append (json, "null");
}
