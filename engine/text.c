/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"

#include <glib.h>

#define MAX_CHARACTERS 200

char *
algo_text_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *printable = g_string_new (NULL);
  guint characters = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (++characters > MAX_CHARACTERS)
        {
          g_string_append (printable, "…");
          break;
        }
      g_string_append_unichar (printable, g_unichar_isprint (c) ? c : 0xFFFD);
    }
  return g_string_free (printable, FALSE);
}

char *
algo_text_of_real (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.9g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, sizeof text, value);
  return g_strdup (text);
}
