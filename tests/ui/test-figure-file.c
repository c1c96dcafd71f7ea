/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures as files: equal bytes, no images in vectors, provenance, and whole or not at all. What
 * other programs make of them is tested with algoscope-run. */
#include "ui/pictures/figure/figure-file.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "engine/error.h"
#include "tests/folder.h"
#include "tests/ui/scene-samples.h"
#include "ui/pictures/figure/figure.h"

typedef struct
{
  char *folder, *path;
  PictureSamples *samples;
  AlgoScene *scene;
  AlgoFigure figure;
  GHashTable *provenance;
  AlgoFigurePage page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer test_data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "figure", NULL);
  fixture->samples = picture_samples_new (8, 24, 200);
  fixture->scene = scene_sample_make (fixture->samples);
  algo_figure_init_layout (&fixture->figure, fixture->scene);
  fixture->provenance = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (fixture->provenance, (gpointer) "seed", (gpointer) "31415");
  fixture->page = (AlgoFigurePage){ .draw = (AlgoDrawFunc) algo_figure_draw,
                                    .picture = &fixture->figure,
                                    .width = 500,
                                    .height = 400,
                                    .dpi = 100,
                                    .title = "Figure <&> one",
                                    .provenance = fixture->provenance };
}

static void
tear_down (Fixture *fixture, gconstpointer test_data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
  folder_free (fixture->folder);
  g_hash_table_unref (fixture->provenance);
  algo_scene_unref (fixture->scene);
  picture_samples_free (fixture->samples);
  g_free (fixture->path);
}

static GBytes *
save (Fixture *fixture, AlgoFigureFormat format)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  algo_figure_save (&fixture->page, format, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

/* Those formats that are text all through. */
static const char *
save_text (Fixture *fixture, AlgoFigureFormat format, GBytes **bytes)
{
  gsize length;
  const char *text;

  *bytes = save (fixture, format);
  text = g_bytes_get_data (*bytes, &length);
  g_assert_cmpuint (strnlen (text, length), ==, length);
  return text;
}

/* Also a second later, as Cairo writes the time of day unless it is stopped, and after other
 * surfaces have been made, which it counts. */
static void
test_equal_bytes (Fixture *fixture, gconstpointer test_data)
{
  GBytes *first[ALGO_N_FIGURE_FORMATS];

  for (guint format = 0; format < ALGO_N_FIGURE_FORMATS; format++)
    first[format] = save (fixture, format);
  g_usleep (1100 * 1000);
  for (guint format = 0; format < ALGO_N_FIGURE_FORMATS; format++)
    {
      g_autoptr (GBytes) second = save (fixture, format);

      g_assert_true (g_bytes_equal (first[format], second));
      g_bytes_unref (first[format]);
    }
}

static void
test_svg (Fixture *fixture, gconstpointer test_data)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;

  g_hash_table_insert (fixture->provenance, (gpointer) "label", (gpointer) "a<b>&\"c\"\x01\n");
  text = save_text (fixture, ALGO_FIGURE_SVG, &bytes);
  g_assert_nonnull (strstr (text, "width=\"500pt\" height=\"400pt\""));
  g_assert_nonnull (strstr (text, "<title>Figure &lt;&amp;&gt; one</title>"));
  g_assert_nonnull (strstr (text, "<entry key=\"seed\">31415</entry>"));
  g_assert_nonnull (strstr (text, "<entry key=\"label\">a&lt;b&gt;&amp;&quot;c&quot;  </entry>"));
  g_assert_null (strstr (text, "<image"));
  g_assert_null (strstr (text, "data:"));
}

static void
test_eps (Fixture *fixture, gconstpointer test_data)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;

  g_hash_table_insert (fixture->provenance, (gpointer) "label", (gpointer) "é\n%%EndComments");
  text = save_text (fixture, ALGO_FIGURE_EPS, &bytes);
  g_assert_true (g_str_has_prefix (text, "%!PS-Adobe-3.0 EPSF-3.0\n"));
  g_assert_nonnull (strstr (text, "\n%%BoundingBox: 0 0 500 400\n"));
  g_assert_nonnull (strstr (text, "\n%%HiResBoundingBox: 0.0000 0.0000 500.0000 400.0000\n"));
  g_assert_nonnull (strstr (text, "\n% Algoscope: seed=31415\n"));
  g_assert_nonnull (strstr (text, "\n% Algoscope: label=\\303\\251\\n%%EndComments\n"));
  g_assert_null (strstr (text, "CreationDate"));
  /* Cairo writes images where it cannot do without transparency. */
  g_assert_null (strstr (text, "/ImageType"));
  for (const char *at = text; *at != '\0'; at++)
    g_assert_true (g_ascii_isprint (*at) || *at == '\n');
}

/* Numbers in the file are the format's, whatever those in the picture are. */
static void
test_pdf (Fixture *fixture, gconstpointer test_data)
{
  g_autoptr (GBytes) bytes = save (fixture, ALGO_FIGURE_PDF);
  gsize length;
  const char *start = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = start[i] != '\0' ? start[i] : ' ';
  text[length] = '\0';
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  g_assert_nonnull (strstr (text, "/Keywords (seed=31415)"));
  g_assert_nonnull (strstr (text, "/Title (Figure <&> one)"));
  g_assert_null (strstr (text, "/CreationDate"));
  g_assert_null (strstr (text, "/Subtype /Image"));
  g_assert_null (strstr (text, "/Type3"));
}

/* The alpha of a colour is mixed with the card before, not left to the file. */
static void
test_tint (void)
{
  AlgoStyle style;
  AlgoColour black = algo_colour_from_hex (0x000000), tint;

  algo_style_init (&style, ALGO_STYLE_FIGURE);
  tint = algo_style_tint (&style, black, 0.25);
  g_assert_cmpfloat (tint.red, ==, 0);
  g_assert_cmpfloat (tint.alpha, ==, 0.25);
  style.opaque = TRUE;
  tint = algo_style_tint (&style, black, 0.25);
  g_assert_cmpfloat_with_epsilon (tint.red, 0.75, 1e-12);
  g_assert_cmpfloat (tint.alpha, ==, 1);
}

static void
test_formats (void)
{
  AlgoFigureFormat format;

  for (guint i = 0; i < ALGO_N_FIGURE_FORMATS; i++)
    {
      g_assert_true (algo_figure_format_find (algo_figure_format_name (i), &format));
      g_assert_cmpuint (format, ==, i);
    }
  g_assert_true (algo_figure_format_find ("PDF", &format));
  g_assert_false (algo_figure_format_find ("gif", &format));
  g_assert_false (algo_figure_format_find ("", &format));
}

static void
test_refused (Fixture *fixture, gconstpointer test_data)
{
  const double sides[] = { NAN, INFINITY, 0, -5, 1, 1e9 };
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "figure", NULL);

  for (guint format = 0; format < ALGO_N_FIGURE_FORMATS; format++)
    {
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
        {
          AlgoFigurePage page = fixture->page;

          page.width = sides[i];
          g_assert_false (algo_figure_save (&page, format, fixture->path, &error));
          g_assert_error (error, ALGO_ERROR, ALGO_ERROR_SIZE);
          g_clear_error (&error);
        }
      g_assert_false (algo_figure_save (&fixture->page, format, nowhere, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_assert_true (g_str_has_prefix (error->message, nowhere));
    }
  g_assert_cmpuint (folder_count (fixture->folder), ==, 0);
}

/* As on a full disk: what was there stays, and nothing is left beside it. */
static void
test_no_space (Fixture *fixture, gconstpointer test_data)
{
  const char old[] = "what was there";
  struct rlimit before, limit;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 4096;
  for (guint format = 0; format < ALGO_N_FIGURE_FORMATS; format++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;
      gboolean saved;

      g_assert_true (g_file_set_contents (fixture->path, old, -1, NULL));
      setrlimit (RLIMIT_FSIZE, &limit);
      saved = algo_figure_save (&fixture->page, format, fixture->path, &error);
      setrlimit (RLIMIT_FSIZE, &before);
      g_assert_false (saved);
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
      g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, old);
      g_assert_cmpuint (folder_count (fixture->folder), ==, 1);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ui/figure-file/equal-bytes", test_equal_bytes);
  ADD ("/ui/figure-file/svg", test_svg);
  ADD ("/ui/figure-file/eps", test_eps);
  ADD ("/ui/figure-file/pdf", test_pdf);
  g_test_add_func ("/ui/figure-file/tint", test_tint);
  g_test_add_func ("/ui/figure-file/formats", test_formats);
  ADD ("/ui/figure-file/refused", test_refused);
  ADD ("/ui/figure-file/no-space", test_no_space);
  return g_test_run ();
}
