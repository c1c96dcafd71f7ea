/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG files: their size, resolution and provenance, and that they appear whole or not at all. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "tests/folder.h"
#include "tests/ui/picture-samples.h"
#include "ui/pictures/figure/figure-file.h"

typedef struct
{
  char *folder, *path;
  AlgoStyle style;
  GHashTable *provenance;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "picture.png", NULL);
  algo_style_init (&fixture->style, ALGO_STYLE_FIGURE);
  fixture->provenance = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
  folder_free (fixture->folder);
  g_hash_table_unref (fixture->provenance);
  g_free (fixture->path);
}

static gboolean
save (Fixture *fixture, double width_mm, double height_mm, double dpi, GError **error)
{
  const double point = ALGO_MM_PER_INCH / ALGO_POINTS_PER_INCH;
  const PictureKind *kind = &picture_kinds[0];
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 20);
  const AlgoFigurePage page = { .draw = kind->draw,
                                .picture = picture_samples_get (samples, kind),
                                .width = width_mm / point,
                                .height = height_mm / point,
                                .dpi = dpi,
                                .provenance = fixture->provenance };

  return algo_figure_save (&page, ALGO_FIGURE_PNG, fixture->path, error);
}

static guint32
read_u32 (const guchar *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* The n-th chunk of a type, or NULL. */
static const guchar *
find_chunk (const guchar *data, gsize length, const char *type, guint n, guint32 *size)
{
  for (gsize at = 8; at + 12 <= length; at += 12 + read_u32 (data + at))
    if (memcmp (data + at + 4, type, 4) == 0 && n-- == 0)
      {
        *size = read_u32 (data + at);
        return data + at + 8;
      }
  return NULL;
}

static void
test_chunks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  const guchar *bytes, *chunk;
  gsize length;
  guint32 size;

  g_hash_table_insert (fixture->provenance, (gpointer) "Seed", (gpointer) "7");
  g_hash_table_insert (fixture->provenance, (gpointer) "Complexity", (gpointer) "log \u03b2 3");
  g_hash_table_insert (fixture->provenance, (gpointer) "Author", (gpointer) "nobody");
  g_assert_true (save (fixture, 89, 50, 300, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &file, &length, NULL));
  bytes = (const guchar *) file;

  chunk = find_chunk (bytes, length, "IHDR", 0, &size);
  g_assert_cmpuint (read_u32 (chunk), ==, 1051);    /* 89 mm at 300 dpi */
  g_assert_cmpuint (read_u32 (chunk + 4), ==, 591); /* 50 mm */
  chunk = find_chunk (bytes, length, "pHYs", 0, &size);
  g_assert_cmpuint (read_u32 (chunk), ==, 11811); /* pixels per metre */
  g_assert_cmpuint (read_u32 (chunk + 4), ==, 11811);
  g_assert_cmpuint (chunk[8], ==, 1);
  chunk = find_chunk (bytes, length, "tEXt", 0, &size);
  g_assert_cmpmem (chunk, size, "Author\0nobody", 13);
  chunk = find_chunk (bytes, length, "tEXt", 1, &size);
  g_assert_cmpmem (chunk, size,
                   "Seed\0"
                   "7",
                   6);
  chunk = find_chunk (bytes, length, "iTXt", 0, &size);
  g_assert_cmpmem (chunk, size, "Complexity\0\0\0\0\0log \316\262 3", 23);
}

/* What was written is what was drawn. */
static void
test_pixels (Fixture *fixture, gconstpointer data)
{
  const PictureKind *kind = &picture_kinds[0];
  g_autoptr (PictureSamples) samples = picture_samples_new (4, 12, 20);
  cairo_surface_t *read, *drawn;
  cairo_t *cr;

  g_assert_true (save (fixture, 25.4, 12.7, 200, NULL));
  read = cairo_image_surface_create_from_png (fixture->path);
  g_assert_cmpint (cairo_surface_status (read), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (read), ==, 200);
  g_assert_cmpint (cairo_image_surface_get_height (read), ==, 100);

  drawn = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 100);
  cr = cairo_create (drawn);
  cairo_scale (cr, 200 / 72.0, 200 / 72.0);
  algo_style_paint_card (&fixture->style, cr, 72, 36);
  kind->draw (picture_samples_get (samples, kind), cr, 72, 36, &fixture->style);
  cairo_surface_flush (drawn);
  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 200; x++)
      {
        gsize at = (gsize) y * (gsize) cairo_image_surface_get_stride (drawn) + 4 * (gsize) x;
        guint32 a, b;

        memcpy (&a, cairo_image_surface_get_data (read) + at, 4);
        memcpy (&b, cairo_image_surface_get_data (drawn) + at, 4);
        g_assert_cmphex (a & 0xffffff, ==, b & 0xffffff);
      }
  cairo_destroy (cr);
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (read);
}

/* The last pixels too are as white as paper, where a side is no whole number of them. */
static void
test_edges (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *read;
  const guchar *last;
  guint32 pixel;

  g_assert_true (save (fixture, 89.02, 50.03, 110, NULL));
  read = cairo_image_surface_create_from_png (fixture->path);
  g_assert_cmpint (cairo_image_surface_get_width (read), ==, 386);  /* of 385.52 */
  g_assert_cmpint (cairo_image_surface_get_height (read), ==, 217); /* of 216.67 */
  last = cairo_image_surface_get_data (read) + 216 * cairo_image_surface_get_stride (read);
  memcpy (&pixel, last + 4 * 385, 4);
  g_assert_cmphex (pixel & 0xffffff, ==, 0xffffff);
  cairo_surface_destroy (read);
}

static void
test_equal_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize first_length, second_length;

  g_hash_table_insert (fixture->provenance, (gpointer) "Seed", (gpointer) "7");
  g_assert_true (save (fixture, 40, 30, 150, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &first, &first_length, NULL));
  g_assert_true (save (fixture, 40, 30, 150, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
}

static void
check_refused (Fixture *fixture, double width_mm, double height_mm, double dpi, gint code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (save (fixture, width_mm, height_mm, dpi, &error));
  g_assert_error (error, ALGO_ERROR, code);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  check_refused (fixture, 0, 50, 300, ALGO_ERROR_SIZE);
  check_refused (fixture, 50, -1, 300, ALGO_ERROR_SIZE);
  check_refused (fixture, 50, 50, NAN, ALGO_ERROR_SIZE);
  check_refused (fixture, 1e9, 50, 300, ALGO_ERROR_SIZE);
  check_refused (fixture, 50, 50, INFINITY, ALGO_ERROR_SIZE);
  g_hash_table_insert (fixture->provenance, (gpointer) "caf\303\251", (gpointer) "x");
  check_refused (fixture, 50, 50, 100, ALGO_ERROR_FORMAT);
  g_hash_table_remove_all (fixture->provenance);
  g_hash_table_insert (fixture->provenance, (gpointer) "", (gpointer) "x");
  check_refused (fixture, 50, 50, 100, ALGO_ERROR_FORMAT);
}

/* Where the file cannot be written, there is an error that names it, and nothing is left. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "picture.png", NULL);
  g_autofree char *good = g_steal_pointer (&fixture->path);

  fixture->path = g_strdup (path);
  g_assert_false (save (fixture, 30, 30, 100, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "picture.png"));
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&good);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/png/chunks", Fixture, NULL, set_up, test_chunks, tear_down);
  g_test_add ("/ui/png/pixels", Fixture, NULL, set_up, test_pixels, tear_down);
  g_test_add ("/ui/png/edges", Fixture, NULL, set_up, test_edges, tear_down);
  g_test_add ("/ui/png/equal-bytes", Fixture, NULL, set_up, test_equal_bytes, tear_down);
  g_test_add ("/ui/png/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/ui/png/unwritable", Fixture, NULL, set_up, test_unwritable, tear_down);
  return g_test_run ();
}
