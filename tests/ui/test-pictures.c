/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every picture at every size, in every style: it is drawn, inside its area, from finite
 * coordinates only, and says what it shows. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <string.h>

#include "tests/ui/picture-samples.h"

#define MARGIN 9 /* around a picture, which must stay as it was */

static const struct
{
  double width, height;
} sizes[] = { { 1, 1 },     { 40, 20 },   { 20, 300 },  { 300, 20 },   { 130, 90 },
              { 320, 200 }, { 620, 330 }, { 200, 700 }, { 1900, 1300 } };

/* Coordinates given to cairo pass here on their way: these definitions come before the library's.
 */
static guint not_finite;

static void
note_coordinates (const double *values, guint count)
{
  for (guint i = 0; i < count; i++)
    if (!isfinite (values[i]))
      not_finite++;
}

static gpointer
find_real (const char *name)
{
  gpointer real = dlsym (RTLD_NEXT, name);

  g_assert_nonnull (real);
  return real;
}

void
cairo_move_to (cairo_t *cr, double x, double y)
{
  static void (*real) (cairo_t *, double, double);

  if (real == NULL)
    *(gpointer *) &real = find_real ("cairo_move_to");
  note_coordinates ((const double[]){ x, y }, 2);
  real (cr, x, y);
}

void
cairo_line_to (cairo_t *cr, double x, double y)
{
  static void (*real) (cairo_t *, double, double);

  if (real == NULL)
    *(gpointer *) &real = find_real ("cairo_line_to");
  note_coordinates ((const double[]){ x, y }, 2);
  real (cr, x, y);
}

void
cairo_rectangle (cairo_t *cr, double x, double y, double width, double height)
{
  static void (*real) (cairo_t *, double, double, double, double);

  if (real == NULL)
    *(gpointer *) &real = find_real ("cairo_rectangle");
  note_coordinates ((const double[]){ x, y, width, height }, 4);
  real (cr, x, y, width, height);
}

void
cairo_arc (cairo_t *cr, double x, double y, double radius, double from, double to)
{
  static void (*real) (cairo_t *, double, double, double, double, double);

  if (real == NULL)
    *(gpointer *) &real = find_real ("cairo_arc");
  note_coordinates ((const double[]){ x, y, radius }, 3);
  real (cr, x, y, radius, from, to);
}

void
cairo_set_source_rgba (cairo_t *cr, double red, double green, double blue, double alpha)
{
  static void (*real) (cairo_t *, double, double, double, double);

  if (real == NULL)
    *(gpointer *) &real = find_real ("cairo_set_source_rgba");
  note_coordinates ((const double[]){ red, green, blue, alpha }, 4);
  real (cr, red, green, blue, alpha);
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  memcpy (&pixel, data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + 4 * x, 4);
  return pixel;
}

/* Draws on a transparent surface with a margin. Returns how many pixels were touched; fails where
 * one of the margin was. */
static guint
draw_and_count (const PictureKind *kind,
                gconstpointer picture,
                double width,
                double height,
                const AlgoStyle *style)
{
  int full_width = (int) width + 2 * MARGIN, full_height = (int) height + 2 * MARGIN;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, full_width, full_height);
  cairo_t *cr = cairo_create (surface);
  guint touched = 0;

  not_finite = 0;
  cairo_translate (cr, MARGIN, MARGIN);
  kind->draw (picture, cr, width, height, style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpuint (not_finite, ==, 0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < full_height; y++)
    for (int x = 0; x < full_width; x++)
      {
        gboolean inside =
            x >= MARGIN && x < full_width - MARGIN && y >= MARGIN && y < full_height - MARGIN;

        if (get_pixel (surface, x, y) == 0)
          continue;
        g_assert_true (inside);
        touched++;
      }
  cairo_surface_destroy (surface);
  return touched;
}

static void
draw_everywhere (const PictureKind *kind, gconstpointer picture)
{
  for (guint variant = ALGO_STYLE_LIGHT; variant <= ALGO_STYLE_FIGURE; variant++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        AlgoStyle style;
        guint touched;

        algo_style_init (&style, (AlgoStyleVariant) variant);
        touched = draw_and_count (kind, picture, sizes[i].width, sizes[i].height, &style);
        if (sizes[i].width >= 40 && sizes[i].height >= 20)
          g_assert_cmpuint (touched, >, 30);
      }
}

static void
test_sizes (gconstpointer data)
{
  const PictureKind *kind = data;
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);

  draw_everywhere (kind, picture_samples_get (samples, kind));
}

static void
test_spoilt (gconstpointer data)
{
  const PictureKind *kind = data;
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);

  picture_samples_spoil (samples);
  draw_everywhere (kind, picture_samples_get (samples, kind));
}

static void
test_smallest_data (gconstpointer data)
{
  const PictureKind *kind = data;
  g_autoptr (PictureSamples) samples = picture_samples_new (2, 1, 1);

  draw_everywhere (kind, picture_samples_get (samples, kind));
  picture_samples_spoil (samples);
  draw_everywhere (kind, picture_samples_get (samples, kind));
}

static void
test_largest_data (gconstpointer data)
{
  const PictureKind *kind = data;
  g_autoptr (PictureSamples) samples = picture_samples_new (64, 512, 100000);

  draw_everywhere (kind, picture_samples_get (samples, kind));
}

static void
test_empty (gconstpointer data)
{
  const PictureKind *kind = data;
  AlgoStyle style;
  g_autofree char *text = kind->describe (kind->empty);

  algo_style_init (&style, ALGO_STYLE_DARK);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    draw_and_count (kind, kind->empty, sizes[i].width, sizes[i].height, &style);
  g_assert_cmpuint (draw_and_count (kind, kind->empty, 300, 100, &style), >, 30);
  g_assert_cmpuint (strlen (text), >, 5);
}

/* Text that a screen reader can say: whole, without holes where a number was missing. */
static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 20);
  g_assert_null (strstr (text, "(null)"));
  g_assert_false (g_regex_match_simple ("\\b(nan|inf)\\b", text, 0, 0));
  g_assert_null (strstr (text, "<"));
}

static void
test_describe (gconstpointer data)
{
  const PictureKind *kind = data;
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);
  g_autofree char *text = kind->describe (picture_samples_get (samples, kind));
  g_autofree char *spoilt = NULL;

  check_text (text);
  picture_samples_spoil (samples);
  spoilt = kind->describe (picture_samples_get (samples, kind));
  check_text (spoilt);
}

/* A picture must be the same whatever the pixel it is snapped to is called: at scale 2, as on a
 * monitor of high resolution, it is drawn on a finer raster and nowhere else. */
static void
test_fine_pixels (gconstpointer data)
{
  const PictureKind *kind = data;
  g_autoptr (PictureSamples) samples = picture_samples_new (16, 48, 700);
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  style.pixel = 0.5;
  g_assert_cmpuint (draw_and_count (kind, picture_samples_get (samples, kind), 400, 260, &style), >,
                    30);
}

static void
add_tests (const PictureKind *kind)
{
  const struct
  {
    const char *name;
    void (*test) (gconstpointer);
  } tests[] = {
    { "sizes", test_sizes },
    { "spoilt", test_spoilt },
    { "smallest-data", test_smallest_data },
    { "largest-data", test_largest_data },
    { "empty", test_empty },
    { "describe", test_describe },
    { "fine-pixels", test_fine_pixels },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/pictures/%s/%s", kind->name, tests[i].name);

      g_test_add_data_func (path, kind, tests[i].test);
    }
}

/* The watch on coordinates sees what the library draws. */
static void
test_watch (void)
{
  AlgoStyle style;
  AlgoRibbonPicture picture = { .log_beta = NAN };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 10, 10);
  cairo_t *cr = cairo_create (surface);

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  not_finite = 0;
  algo_ribbon_picture_draw (&picture, cr, 10, 10, &style);
  g_assert_cmpuint (not_finite, ==, 0);
  algo_style_paint_card (&style, cr, NAN, 10);
  g_assert_cmpuint (not_finite, ==, 1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/pictures/watch", test_watch);
  for (guint i = 0; i < N_PICTURE_KINDS; i++)
    add_tests (&picture_kinds[i]);
  return g_test_run ();
}
