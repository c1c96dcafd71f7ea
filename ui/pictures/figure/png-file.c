/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/png-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <png.h>
#include <string.h>

#include "engine/error.h"
#include "engine/formats/whole-file.h"

#define MAX_SIDE 20000
#define MM_PER_INCH 25.4
#define POINTS_PER_INCH 72.0

/* PNG's own limit on a keyword: 1 to 79 characters of printable Latin-1; ASCII here. */
static gboolean
keyword_is_valid (const char *keyword)
{
  gsize length = strlen (keyword);

  if (length < 1 || length > 79 || keyword[0] == ' ' || keyword[length - 1] == ' ')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (keyword[i]))
      return FALSE;
  return TRUE;
}

static gboolean
validate (double width, double height, GHashTable *provenance, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  if (!(width >= 1) || !(height >= 1) || width > MAX_SIDE || height > MAX_SIDE)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("A picture of %.0f by %.0f pixels cannot be written: 1 to %d are possible"),
                   width, height, MAX_SIDE);
      return FALSE;
    }
  if (provenance == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, provenance);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!keyword_is_valid (key))
      {
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                     _ ("“%s” cannot be a keyword of a PNG file"), (const char *) key);
        return FALSE;
      }
  return TRUE;
}

/* What libpng reports has no way to us but these. */
static void
on_error (png_structp png, png_const_charp message)
{
  char **kept = png_get_error_ptr (png);

  *kept = g_strdup (message);
  png_longjmp (png, 1);
}

static void
on_warning (png_structp png, png_const_charp message)
{
}

static void
on_write (png_structp png, png_bytep data, png_size_t length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
on_flush (png_structp png)
{
}

static void
write_provenance (png_structp png, png_infop info, GHashTable *provenance, GList *keys)
{
  for (const GList *key = keys; key != NULL; key = key->next)
    {
      png_text text = { 0 };
      char *value = g_hash_table_lookup (provenance, key->data);

      text.key = key->data;
      text.text = value;
      text.text_length = strlen (value);
      text.compression = PNG_TEXT_COMPRESSION_NONE;
      if (!g_str_is_ascii (value))
        {
          text.compression = PNG_ITXT_COMPRESSION_NONE;
          text.itxt_length = text.text_length;
          text.text_length = 0;
        }
      png_set_text (png, info, &text, 1);
    }
}

/* Rows of CAIRO_FORMAT_RGB24 are native-endian 0x00rrggbb. */
static void
write_rows (png_structp png, cairo_surface_t *surface, guchar *row)
{
  guint width = (guint) cairo_image_surface_get_width (surface);
  guint height = (guint) cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guchar *data = cairo_image_surface_get_data (surface);

  for (guint y = 0; y < height; y++)
    {
      const guint32 *pixels = (const guint32 *) (data + y * stride);

      for (guint x = 0; x < width; x++)
        {
          row[3 * x] = (guchar) (pixels[x] >> 16);
          row[3 * x + 1] = (guchar) (pixels[x] >> 8);
          row[3 * x + 2] = (guchar) pixels[x];
        }
      png_write_row (png, row);
    }
}

/* Everything that libpng may jump over is owned by the caller. */
static gboolean
encode (png_structp png,
        png_infop info,
        cairo_surface_t *surface,
        guchar *row,
        double dpi,
        GHashTable *provenance,
        GList *keys,
        GByteArray *bytes)
{
  png_uint_32 per_metre = (png_uint_32) lround (dpi / MM_PER_INCH * 1000);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;
  png_set_write_fn (png, bytes, on_write, on_flush);
  png_set_IHDR (png, info, (png_uint_32) cairo_image_surface_get_width (surface),
                (png_uint_32) cairo_image_surface_get_height (surface), 8, PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs (png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  if (provenance != NULL)
    write_provenance (png, info, provenance, keys);
  png_write_info (png, info);
  write_rows (png, surface, row);
  png_write_end (png, info);
  return TRUE;
}

static GByteArray *
surface_to_png (cairo_surface_t *surface, double dpi, GHashTable *provenance, GError **error)
{
  g_autofree char *message = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guchar *row = g_malloc (3 * (gsize) cairo_image_surface_get_width (surface));
  g_autoptr (GList) keys =
      provenance != NULL ? g_list_sort (g_hash_table_get_keys (provenance), (GCompareFunc) strcmp)
                         : NULL;
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &message, on_error, on_warning);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean encoded = info != NULL && encode (png, info, surface, row, dpi, provenance, keys, bytes);

  png_destroy_write_struct (&png, &info);
  if (!encoded)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("The picture cannot be written: %s"),
                   message != NULL ? message : g_strerror (ENOMEM));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

static cairo_surface_t *
draw_surface (double width,
              double height,
              double dpi,
              const AlgoStyle *style,
              AlgoDrawFunc draw,
              gconstpointer picture)
{
  double scale = dpi / POINTS_PER_INCH;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  algo_style_paint_card (style, cr, width / scale, height / scale);
  draw (picture, cr, width / scale, height / scale, style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

gboolean
algo_picture_save_png (const char *path,
                       double width_mm,
                       double height_mm,
                       double dpi,
                       const AlgoStyle *style,
                       AlgoDrawFunc draw,
                       gconstpointer picture,
                       GHashTable *provenance,
                       GError **error)
{
  double width = round (width_mm / MM_PER_INCH * dpi);
  double height = round (height_mm / MM_PER_INCH * dpi);
  g_autoptr (GByteArray) bytes = NULL;
  cairo_surface_t *surface;

  if (!validate (width, height, provenance, error))
    return FALSE;
  surface = draw_surface (width, height, dpi, style, draw, picture);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    bytes = surface_to_png (surface, dpi, provenance, error);
  else
    g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("The picture cannot be drawn: %s"),
                 cairo_status_to_string (cairo_surface_status (surface)));
  cairo_surface_destroy (surface);
  if (bytes == NULL)
    return FALSE;
  return algo_whole_file_save (path, bytes->data, bytes->len, error);
}
