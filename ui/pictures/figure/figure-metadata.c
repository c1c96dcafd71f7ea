/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-metadata.h"

#include <math.h>
#include <string.h>

#define LONGEST_COMMENT 240 /* a line of PostScript's comments has at most 255 */

void
algo_figure_metadata_append (GHashTable *provenance,
                             void (*append) (const char *key, const char *value, GString *to),
                             GString *to)
{
  g_autoptr (GList) keys = NULL;

  if (provenance == NULL)
    return;
  keys = g_list_sort (g_hash_table_get_keys (provenance), (GCompareFunc) strcmp);
  for (const GList *key = keys; key != NULL; key = key->next)
    append (key->data, g_hash_table_lookup (provenance, key->data), to);
}

static void
append_keyword (const char *key, const char *value, GString *to)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_printf (to, "%s%s=%s", to->len > 0 ? "; " : "", key, valid);
}

char *
algo_figure_metadata_to_keywords (GHashTable *provenance)
{
  GString *keywords = g_string_new (NULL);

  algo_figure_metadata_append (provenance, append_keyword, keywords);
  return g_string_free (keywords, FALSE);
}

/* Escaped for XML, in which control characters have no place at all. */
static char *
escape_xml (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_markup_escape_text (valid, -1);
}

static void
append_element (const char *key, const char *value, GString *to)
{
  g_autofree char *name = escape_xml (key);
  g_autofree char *content = escape_xml (value);

  g_string_append_printf (to, "<entry key=\"%s\">%s</entry>\n", name, content);
}

static gboolean
renumber (const GMatchInfo *match, GString *result, gpointer numbers)
{
  g_autofree char *name = g_match_info_fetch (match, 0);
  gpointer number = g_hash_table_lookup (numbers, name);

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, g_strdup (name), number);
    }
  g_string_append_printf (result, "surface%u", GPOINTER_TO_UINT (number));
  return FALSE;
}

static void
renumber_surfaces (GString *document)
{
  g_autoptr (GRegex) surface = g_regex_new ("(?<=id=\"|#)surface[0-9]+", 0, 0, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *renumbered =
      g_regex_replace_eval (surface, document->str, (gssize) document->len, 0, 0, renumber, numbers,
                            NULL);

  g_string_assign (document, renumbered);
}

void
algo_figure_metadata_finish_svg (GString *document, const char *title, GHashTable *provenance)
{
  const char *root = strstr (document->str, "<svg ");
  const char *end = root != NULL ? strchr (root, '>') : NULL;
  g_autoptr (GString) metadata = g_string_new ("\n");

  g_return_if_fail (end != NULL);
  if (title != NULL)
    {
      g_autofree char *escaped = escape_xml (title);

      g_string_append_printf (metadata, "<title>%s</title>\n", escaped);
    }
  g_string_append (metadata, "<metadata>\n<provenance xmlns=\"urn:org.algoscope:provenance\">\n");
  algo_figure_metadata_append (provenance, append_element, metadata);
  g_string_append (metadata, "</provenance>\n</metadata>");
  g_string_insert_len (document, end + 1 - document->str, metadata->str, (gssize) metadata->len);
  renumber_surfaces (document);
}

/* On one line, in ASCII. */
static void
append_comment (GString *to, const char *start, const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_string_append_printf (to, "%s%.*s\n", start, LONGEST_COMMENT, escaped);
}

static void
append_provenance_comment (const char *key, const char *value, GString *to)
{
  g_autofree char *entry = g_strdup_printf ("%s=%s", key, value);

  append_comment (to, "% Algoscope: ", entry);
}

static void
remove_line (GString *document, const char *start)
{
  char *line = strstr (document->str, start);
  char *end = line != NULL ? strchr (line, '\n') : NULL;

  if (end != NULL)
    g_string_erase (document, line - document->str, end + 1 - line);
}

/* Cairo makes the page of whole points and begins at its top. */
static void
append_exact_box (GString *comments, double width, double height)
{
  const double box[] = { 0, ceil (height) - height, width, ceil (height) };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (comments, "%%HiResBoundingBox:");
  for (guint i = 0; i < G_N_ELEMENTS (box); i++)
    g_string_append_printf (comments, " %s",
                            g_ascii_formatd (digits, sizeof digits, "%.4f", box[i]));
  g_string_append_c (comments, '\n');
}

void
algo_figure_metadata_finish_eps (GString *document,
                                 const char *title,
                                 GHashTable *provenance,
                                 double width,
                                 double height)
{
  g_autoptr (GString) comments = g_string_new (NULL);
  const char *end = strstr (document->str, "%%EndComments\n");

  g_return_if_fail (end != NULL);
  append_exact_box (comments, width, height);
  if (title != NULL)
    append_comment (comments, "%%Title: ", title);
  algo_figure_metadata_append (provenance, append_provenance_comment, comments);
  g_string_insert_len (document, end - document->str, comments->str, (gssize) comments->len);
  remove_line (document, "%%CreationDate:");
}
