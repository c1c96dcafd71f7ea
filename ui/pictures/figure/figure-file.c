/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-file.h"

#include <cairo-pdf.h>
#include <cairo-ps.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

#include "engine/error.h"
#include "engine/formats/whole-file.h"

#define MOST_PIXELS 20000   /* of a side of a PNG */
#define LONGEST_COMMENT 240 /* a line of PostScript's comments has at most 255 */
#define PNG_HEAD 33         /* bytes of its signature and IHDR, after which other chunks stand */

static const char *const names[ALGO_N_FIGURE_FORMATS] = {
  [ALGO_FIGURE_PDF] = "pdf",
  [ALGO_FIGURE_SVG] = "svg",
  [ALGO_FIGURE_PNG] = "png",
  [ALGO_FIGURE_EPS] = "eps",
};

const char *
algo_figure_format_name (AlgoFigureFormat format)
{
  return names[format];
}

gboolean
algo_figure_format_find (const char *name, AlgoFigureFormat *format)
{
  for (guint i = 0; i < ALGO_N_FIGURE_FORMATS; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

/* What Cairo does not write into a file by itself, or writes differently each time. Provenance is
 * strings to strings, or NULL. */

/* Calls back for each key, in order, and its value. */
static void
append_provenance (GHashTable *provenance,
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

/* "seed=0; step=4000"; a new string. */
static char *
make_keywords (GHashTable *provenance)
{
  GString *keywords = g_string_new (NULL);

  append_provenance (provenance, append_keyword, keywords);
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

/* Cairo counts surfaces over the life of the process. */
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

/* Adds <title> and <metadata>, and numbers surfaces anew. */
static void
finish_svg (GString *document, const AlgoFigurePage *page)
{
  const char *root = strstr (document->str, "<svg ");
  const char *end = root != NULL ? strchr (root, '>') : NULL;
  g_autoptr (GString) metadata = g_string_new ("\n");

  g_return_if_fail (end != NULL);
  if (page->title != NULL)
    {
      g_autofree char *escaped = escape_xml (page->title);

      g_string_append_printf (metadata, "<title>%s</title>\n", escaped);
    }
  g_string_append (metadata, "<metadata>\n<provenance xmlns=\"urn:org.algoscope:provenance\">\n");
  append_provenance (page->provenance, append_element, metadata);
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

/* Adds comments, among them its exact size, and takes out the time of day. */
static void
finish_eps (GString *document, const AlgoFigurePage *page)
{
  g_autoptr (GString) comments = g_string_new (NULL);
  const char *end = strstr (document->str, "%%EndComments\n");

  g_return_if_fail (end != NULL);
  append_exact_box (comments, page->width, page->height);
  if (page->title != NULL)
    append_comment (comments, "%%Title: ", page->title);
  append_provenance (page->provenance, append_provenance_comment, comments);
  g_string_insert_len (document, end - document->str, comments->str, (gssize) comments->len);
  remove_line (document, "%%CreationDate:");
}

/* Pages. */

static cairo_status_t
on_write (void *bytes, const unsigned char *data, unsigned int length)
{
  g_string_append_len (bytes, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_pdf_metadata (cairo_surface_t *surface, const AlgoFigurePage *page)
{
  g_autofree char *keywords = make_keywords (page->provenance);

  /* Otherwise Cairo writes the time of day. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Algoscope " ALGO_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, page->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
}

static cairo_surface_t *
make_surface (const AlgoFigurePage *page, AlgoFigureFormat format, GString *bytes)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case ALGO_FIGURE_SVG:
      return cairo_svg_surface_create_for_stream (on_write, bytes, page->width, page->height);
    case ALGO_FIGURE_EPS:
      surface = cairo_ps_surface_create_for_stream (on_write, bytes, page->width, page->height);
      cairo_ps_surface_set_eps (surface, TRUE);
      return surface;
    case ALGO_FIGURE_PDF:
    default:
      surface = cairo_pdf_surface_create_for_stream (on_write, bytes, page->width, page->height);
      set_pdf_metadata (surface, page);
      return surface;
    }
}

/* In points, of which a unit of the surface has `scale`. */
static void
draw_page (const AlgoFigurePage *page,
           AlgoFigureFormat format,
           cairo_surface_t *surface,
           double scale)
{
  cairo_t *cr = cairo_create (surface);
  AlgoStyle style;

  algo_figure_style_init (&style, page->text);
  style.opaque = format == ALGO_FIGURE_EPS;
  cairo_scale (cr, scale, scale);
  algo_style_paint_card (&style, cr, page->width, page->height);
  page->draw (page->picture, cr, page->width, page->height, &style);
  cairo_show_page (cr);
  cairo_destroy (cr);
}

/* Cairo keeps PostScript in temporary files of its own, which may not fit where they are. */
static void
set_error (GError **error, cairo_status_t status)
{
  gboolean lost = status == CAIRO_STATUS_WRITE_ERROR || status == CAIRO_STATUS_TEMP_FILE_ERROR;

  g_set_error (error, lost ? G_FILE_ERROR : ALGO_ERROR,
               lost ? (gint) G_FILE_ERROR_FAILED : (gint) ALGO_ERROR_SIZE,
               _ ("The figure cannot be drawn: %s"), cairo_status_to_string (status));
}

/* The file's bytes, or NULL. */
static GString *
draw_vectors (const AlgoFigurePage *page, AlgoFigureFormat format, GError **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  cairo_surface_t *surface = make_surface (page, format, bytes);
  cairo_status_t status;

  draw_page (page, format, surface, 1);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      set_error (error, status);
      return NULL;
    }
  if (format == ALGO_FIGURE_SVG)
    finish_svg (bytes, page);
  else if (format == ALGO_FIGURE_EPS)
    finish_eps (bytes, page);
  return g_steal_pointer (&bytes);
}

/* PNG, which cairo writes without resolution and text. */

/* What PNG allows: 1 to 79 characters of printable Latin-1; ASCII here. */
#define KEYWORD "^[!-~]([ -~]{0,77}[!-~])?\\z"

static gboolean
validate_png (double width, double height, GHashTable *provenance, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  if (!(width >= 1) || !(height >= 1) || width > MOST_PIXELS || height > MOST_PIXELS)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("A picture of %.0f by %.0f pixels cannot be written: 1 to %d are possible"),
                   width, height, MOST_PIXELS);
      return FALSE;
    }
  if (provenance == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, provenance);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_regex_match_simple (KEYWORD, key, G_REGEX_RAW, 0))
      {
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                     _ ("“%s” cannot be a keyword of a PNG file"), (const char *) key);
        return FALSE;
      }
  return TRUE;
}

static void
append_big_endian (GString *to, gulong value)
{
  const guint32 bytes = GUINT32_TO_BE ((guint32) value);

  g_string_append_len (to, (const char *) &bytes, sizeof bytes);
}

/* A chunk with these contents: its length, type, contents and their checksum. */
static void
append_chunk (GString *to, const char *type, const GString *contents)
{
  const gsize start = to->len + 4;

  append_big_endian (to, contents->len);
  g_string_append (to, type);
  g_string_append_len (to, contents->str, (gssize) contents->len);
  append_big_endian (to, crc32 (0, (const Bytef *) to->str + start, (uInt) (to->len - start)));
}

/* As tEXt, which is Latin-1, or as iTXt, which is UTF-8: uncompressed, of no language. */
static void
append_text (const char *key, const char *value, GString *to)
{
  const gboolean ascii = g_str_is_ascii (value);
  g_autoptr (GString) contents = g_string_new (key);

  g_string_append_len (contents, "\0\0\0\0", ascii ? 1 : 5);
  g_string_append (contents, value);
  append_chunk (to, ascii ? "tEXt" : "iTXt", contents);
}

static GString *
make_chunks (const AlgoFigurePage *page)
{
  const gulong per_metre = (gulong) lround (page->dpi / ALGO_MM_PER_INCH * 1000);
  g_autoptr (GString) resolution = g_string_new (NULL);
  GString *chunks = g_string_new (NULL);

  append_big_endian (resolution, per_metre);
  append_big_endian (resolution, per_metre);
  g_string_append_c (resolution, 1); /* to the metre */
  append_chunk (chunks, "pHYs", resolution);
  append_provenance (page->provenance, append_text, chunks);
  return chunks;
}

static GString *
draw_png (const AlgoFigurePage *page, GError **error)
{
  const double scale = page->dpi / ALGO_POINTS_PER_INCH;
  const double width = round (page->width * scale), height = round (page->height * scale);
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GString) chunks = NULL;
  AlgoFigurePage whole = *page;
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!validate_png (width, height, page->provenance, error))
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  /* To the edges of the last pixels. */
  whole.width = width / scale;
  whole.height = height / scale;
  draw_page (&whole, ALGO_FIGURE_PNG, surface, scale);
  status = cairo_surface_write_to_png_stream (surface, on_write, bytes);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      set_error (error, status);
      return NULL;
    }
  chunks = make_chunks (page);
  g_string_insert_len (bytes, PNG_HEAD, chunks->str, (gssize) chunks->len);
  return g_steal_pointer (&bytes);
}

gboolean
algo_figure_save (const AlgoFigurePage *page,
                  AlgoFigureFormat format,
                  const char *path,
                  GError **error)
{
  const AlgoFigureSize size = { page->width, page->height };
  g_autoptr (GString) bytes = NULL;

  if (!algo_figure_size_validate (&size, error))
    return FALSE;
  bytes = format == ALGO_FIGURE_PNG ? draw_png (page, error) : draw_vectors (page, format, error);
  return bytes != NULL && algo_whole_file_save (path, bytes->str, bytes->len, error);
}

AlgoFigureSize
algo_figure_export_get_size (const AlgoFigureExport *export)
{
  AlgoFigureSize size = export->size;
  AlgoStyle style;

  if (size.height > 0)
    return size;
  algo_figure_style_init (&style, export->text);
  size.height = algo_figure_natural_height (export->figure, size.width, &style);
  return size;
}

gboolean
algo_figure_export_save (const AlgoFigureExport *export,
                         AlgoFigureFormat format,
                         const char *path,
                         GError **error)
{
  g_autofree char *title = algo_figure_describe (export->figure);
  const AlgoFigureSize size = algo_figure_export_get_size (export);
  const AlgoFigurePage page = { .draw = (AlgoDrawFunc) algo_figure_draw,
                                .picture = export->figure,
                                .width = size.width,
                                .height = size.height,
                                .text = export->text,
                                .dpi = export->dpi,
                                .title = title,
                                .provenance = export->figure->scene->provenance };

  return algo_figure_save (&page, format, path, error);
}
